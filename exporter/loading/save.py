"""Edits of records → source files changed on disk: all of them, or none.

A change that leaves the source faulty is taken back before anybody else sees more of it than an instant.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from exporter.errors import Fault, Place, SourceError
from exporter.loading.chapters import SOURCE
from exporter.loading.edit import Addition, Edit, Uneditable, edited
from exporter.loading.project import Loaded, load

OVERLAY = "overlay"  # the collection of staff's own input, and the name of the file that is made for it


def changed_files(
    project: Path, loaded: Loaded, edits: Iterable[Edit], additions: Iterable[Addition] = ()
) -> dict[Path, bytes]:
    """Return the new bytes of each source file that `edits` and `additions` change.

    A record is added to the file that holds the last one of its collection; where there is none, to a
    file named after the collection, beside the report.  SourceError tells what a file has no place for.
    """
    by_file: dict[str, tuple[list[Edit], list[Addition]]] = defaultdict(lambda: ([], []))
    for edit in edits:
        by_file[loaded.places.nodes[edit.record][0]][0].append(edit)
    for addition in additions:
        by_file[_home(loaded, addition.collection)][1].append(addition)
    changed = {}
    for name, (of_file, added) in by_file.items():
        path = project / name
        old = path.read_bytes() if path.exists() else _head(project, path).encode()
        try:
            new = edited(old.decode("utf-8"), of_file, added).encode("utf-8")
        except (Uneditable, UnicodeError) as error:
            remedy = "change the file by hand, then try again"
            raise SourceError([Fault(Place(name), str(error), remedy)]) from error
        if new != old:
            changed[path] = new
    return changed


def _home(loaded: Loaded, collection: str) -> str:
    records = getattr(loaded.chapter, collection)
    if records:
        return str(records[-1].place.file)
    return str(PurePosixPath(loaded.places.nodes["report"][0]).with_name(f"{collection}.yaml"))


def _head(project: Path, path: Path) -> str:
    schema = project / SOURCE / "exporter.schema.json"
    if not schema.exists():
        return ""
    return f"# yaml-language-server: $schema={Path(os.path.relpath(schema, path.parent)).as_posix()}\n"


def save(project: Path, files: Mapping[Path, bytes], chapter: str | None = None) -> Loaded:
    """Write `files`, and return the project, or a chapter of its archive, as it reads now.

    SourceError holds the faults that the changes would bring; then every file is as it was.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, data in files.items():
            _replace(path, data)
        return load(project, chapter)
    except BaseException:  # an interruption, too, leaves nothing half done
        for path, old in before.items():
            if old is None:
                path.unlink(missing_ok=True)
            else:
                _replace(path, old)
        raise


def _replace(path: Path, data: bytes) -> None:
    """Put a whole file in place of another in one step, with the same permissions."""
    target = path.resolve()  # a link stays a link
    handle, name = tempfile.mkstemp(prefix=".saving-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(target.stat().st_mode if target.exists() else 0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
