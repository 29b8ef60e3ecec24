"""What came of a pull, as text for staff or as JSON for another program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from exporter.merge.changes import Change, Outcome, Subject
from exporter.merge.tables import Value
from exporter.plan.proposal import snippet
from exporter.plan.pull import Pulled

_MEANING = {
    Outcome.TAKEN: "taken",
    Outcome.PROPOSED: "proposed: decide, and change the source by hand",
    Outcome.CONFLICT: "conflict: settle it in the source or in the tracker, and pull again",
    Outcome.REFUSED: "refused",
}


def pulled_text(pulled: Pulled, project: Path) -> str:
    """Return a report of changes by their outcome, each with its cell, its old and its new value."""
    origin = pulled.origin
    made = f"{origin.edition} edition of {origin.scope}, exported from version {origin.version}"
    lines = [f"{pulled.file.name}: {made}"]
    for outcome in Outcome:
        open_ = [change for change in pulled.changes.of(outcome) if not change.is_settled]
        if open_:
            lines += [
                "",
                f"{_MEANING[outcome]} ({len(open_)})",
                *(line for c in open_ for line in _lines(c, pulled)),
            ]
    settled = len(pulled.changes.changes) - len(pulled.changes.unpulled)
    if settled:
        lines += ["", f"{settled} already in the source"]
    lines += [f"note: {note}" for note in pulled.changes.notes]
    return "\n".join([*lines, "", *_ending(pulled, project)]) + "\n"


def _ending(pulled: Pulled, project: Path) -> Iterator[str]:
    taken = [change for change in pulled.changes.of(Outcome.TAKEN) if not change.is_settled]
    if not pulled.changes.unpulled:
        yield "nothing to pull: the source holds all that the file says"
    elif pulled.written:
        yield from (f"written: {path.relative_to(project).as_posix()}" for path in pulled.written)
    elif taken:
        yield f"nothing was written; --apply writes what is taken ({len(taken)})"
    else:
        yield "nothing was written: there is nothing to take"


def _lines(change: Change, pulled: Pulled) -> Iterator[str]:
    match change.subject:
        case Subject.NEW_ROW:
            yield f"  {change.cell}  new row{_named(change.record)}{_because(change)}"
            if change.outcome is Outcome.PROPOSED:
                yield from (f"    {line}" for line in snippet(change, pulled.chapter, pulled.origin.edition))
        case Subject.DELETED_ROW:
            yield f"  {change.cell}  '{change.record}' is not there any more{_because(change)}"
        case Subject.CELL if change.outcome is Outcome.CONFLICT:
            yield f"  {change.cell}  {change.record}, {change.header}{_because(change)}"
            yield f"    at the export:  {_shown(change.base)}"
            yield f"    in the source:  {_shown(change.ours)}"
            yield f"    in the tracker: {_shown(change.theirs)}"
        case Subject.CELL:
            values = f"{_shown(change.base)} → {_shown(change.theirs)}"
            yield f"  {change.cell}  {change.record}, {change.header}: {values}{_because(change)}"


def _named(record: str) -> str:
    return f" '{record}'" if record else ""


def _because(change: Change) -> str:
    return f" ({change.reason})" if change.reason else ""


def _shown(value: Value) -> str:
    return "(empty)" if value is None else json.dumps(value, ensure_ascii=False)


def pulled_json(pulled: Pulled, project: Path) -> str:
    """Return all changes, settled ones too, as JSON."""
    told = {
        "file": pulled.file.name,
        "origin": asdict(pulled.origin),
        "applied": pulled.applied,
        "written": [path.relative_to(project).as_posix() for path in pulled.written],
        "changes": [{**asdict(change), "settled": change.is_settled} for change in pulled.changes.changes],
        "notes": pulled.changes.notes,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
