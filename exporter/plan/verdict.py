"""What `check` said of a project that has not changed since: nothing is read but the bytes of its files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from exporter.errors import Fault, Place
from exporter.loading.chapters import chosen
from exporter.plan.fingerprint import fingerprint

_MOST = 50  # verdicts kept; the oldest make room


def checked(project: Path, chapters: Sequence[str], cache: Path) -> tuple[Fault, ...]:
    """Return the notes on a sound project; raise all faults of an unsound one.

    Only a clean verdict is kept, under the hash of source, templates and program.
    """
    names = chosen(project, chapters)
    key = sha256(f"{fingerprint(project)} {names}".encode()).hexdigest()
    path = cache / "checks" / f"{key}.json"
    known = _read(path)
    if known is not None:
        return known
    from exporter.plan.check import check_project

    notes = check_project(project, chapters)
    with suppress(OSError):
        _keep(path, notes)
    return notes


def _read(path: Path) -> tuple[Fault, ...] | None:
    try:
        kept = json.loads(path.read_bytes())["notes"]
        return tuple(Fault(Place(*where), problem, remedy) for where, problem, remedy in kept)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _keep(path: Path, notes: Sequence[Fault]) -> None:
    rows = [
        ((note.place.file, note.place.line, note.place.column), note.problem, note.remedy) for note in notes
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(json.dumps({"notes": rows}), "utf-8")
    half.replace(path)
    kept = sorted(path.parent.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for old in kept[:-_MOST]:
        old.unlink(missing_ok=True)
