"""A chapter as it was parsed, kept by the hash of what it was parsed from.

The second reading takes milliseconds.  MessagePack, checked against the records' own types while it is
read: a spoilt or a foreign file is no chapter, and runs no code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from exporter.errors import Fault
from exporter.loading.chapters import SOURCE, paths_of, the_one
from exporter.loading.project import Loaded, load, no_collector, places_in
from exporter.model.chapter import COLLECTIONS, Chapter
from exporter.model.records import Report

_PACKAGE = Path(__file__).parents[1]
_READERS = ("errors.py", "loading", "model")  # what decides how a source reads
_MOST = 24  # chapters kept; the oldest make room


def load_kept(project: Path, cache_folder: Path, chapter: str | None = None) -> Loaded:
    """Return what `load` returns, from the cache if its source was read before.

    Faults are never kept: an unsound source is read, and refused, each time.
    """
    name = the_one(project, chapter)
    paths = tuple(paths_of(project, name))
    try:
        path = cache_folder / "chapters" / f"{_key(project, name, paths)}.msgpack"
    except OSError:  # a file that cannot be read: whoever reads it in earnest says so
        return load(project, chapter)
    known = _thawed(path)
    if known is not None:
        return Loaded(known[0], known[1], paths, places_in(project, paths))
    loaded = load(project, chapter)
    with suppress(OSError):  # where nothing can be kept, the next reading simply takes longer
        _keep(path, _frozen(loaded))
    return loaded


def _key(project: Path, chapter: str | None, paths: Sequence[Path]) -> str:
    """Return the hash of all that a chapter is read from: files, which pictures there are, and our code."""
    whole = sha256(repr((chapter, _code(), tuple(_pictures(project)))).encode())
    for path in paths:
        whole.update(path.relative_to(project).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _pictures(project: Path) -> Iterator[tuple[str, int, int]]:
    for folder, _, names in sorted(os.walk(project / SOURCE)):
        if Path(folder).name == "images":
            for name in sorted(names):
                stat = (Path(folder) / name).stat()
                yield f"{folder}/{name}", stat.st_size, stat.st_mtime_ns


@cache
def _code() -> str:
    whole = sha256()
    for room in _READERS:
        path = _PACKAGE / room
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            whole.update(file.read_bytes())
    return whole.hexdigest()


@cache
def _shape() -> Any:
    """The type of what is kept: the report, every collection, the notes."""
    from msgspec import defstruct

    collections = ((name, _many(record)) for name, record in COLLECTIONS.items())
    fields = [("report", Report), *collections, ("notes", _many(Fault))]
    return defstruct("Kept", fields, array_like=True)


def _many(record: Any) -> Any:
    return tuple[record, ...]


def _frozen(loaded: Loaded) -> bytes:
    from msgspec import msgpack

    held = (getattr(loaded.chapter, name) for name in COLLECTIONS)
    return msgpack.encode(_shape()(loaded.chapter.report, *held, loaded.notes))


def _thawed(path: Path) -> tuple[Chapter, tuple[Fault, ...]] | None:
    """Return the chapter and the notes kept at `path`; None where there are none that can be read."""
    from msgspec import DecodeError, msgpack

    try:
        with no_collector():
            kept = msgpack.decode(path.read_bytes(), type=_shape())
    except (OSError, DecodeError, ValueError, RecursionError):
        return None
    parts: dict[str, Any] = {name: getattr(kept, name) for name in COLLECTIONS}
    return Chapter(report=kept.report, **parts), kept.notes


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.half")
    try:
        half.write_bytes(data)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    kept = sorted(path.parent.glob("*.msgpack"), key=lambda path: path.stat().st_mtime_ns)
    for old in kept[:-_MOST]:
        old.unlink(missing_ok=True)
