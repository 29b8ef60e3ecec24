"""An edited tracker → what changed, and the source with what can be taken.  Writes only where asked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from exporter.document.workbook import Origin, Workbook
from exporter.errors import Fault, Place, SourceError, TrackerError, UsageError
from exporter.loading.chapters import SOURCE, chapters_of
from exporter.loading.edit import Addition, Edit, Tree
from exporter.loading.project import Loaded, load
from exporter.loading.save import OVERLAY, changed_files, save
from exporter.merge.changes import Change, ChangeSet, Outcome
from exporter.merge.tables import ADDED, Table, tables_of
from exporter.merge.three_way import merge
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.model.records import Overlay
from exporter.plan.jobs import Job
from exporter.plan.workshop import Workshop
from exporter.readers.xlsx import Edited, read_tracker
from exporter.scope import Scope, parse_scope

_NOTES_UP_TO = Audience.INTERNAL  # a note joins others of its circle, none of a narrower one


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came of a pull: the changes to `chapter`, and the files that were written for them."""

    file: Path
    origin: Origin
    chapter: Chapter
    changes: ChangeSet
    applied: bool
    written: tuple[Path, ...] = ()


def pull(project: Path, file: Path, *, apply: bool = False) -> Pulled:
    """Compare an edited tracker with its own export and with the source as it is now.

    With `apply`, what is taken goes into the source; conflicts, proposals and refusals never do.
    The tracker itself is only read; of an archive, it tells which chapter it belongs to.
    """
    edited = read_tracker(file)
    name, loaded = _home(project, edited.base.origin.report)
    changes = compare(project, loaded.chapter, edited, file.name)
    taken = [change for change in changes.of(Outcome.TAKEN) if not change.is_settled]
    if not (apply and taken):
        return Pulled(file, edited.base.origin, loaded.chapter, changes, apply)
    edits, additions = note_edits(taken, loaded)
    files = changed_files(project, loaded, edits, additions)
    save(project, files, name)
    return Pulled(file, edited.base.origin, loaded.chapter, changes, apply, tuple(sorted(files)))


def _home(project: Path, report: str) -> tuple[str | None, Loaded]:
    """Return the chapter that has `report`, with its name in the archive; a single one in any case."""
    names = chapters_of(project) or (None,)
    if len(names) == 1:
        return names[0], load(project, names[0])
    faults: list[SourceError] = []
    for name in names:
        try:
            loaded = load(project, name)
        except SourceError as error:  # if it is none of the others, it may be this one
            faults.append(error)
            continue
        if loaded.chapter.report.id == report:
            return name, loaded
    if faults:
        raise faults[0]
    problem = f"the archive has no chapter '{report}'"
    raise _refused(SOURCE, problem, "go to that report's project, or name it: --project DIR")


def compare(project: Path, chapter: Chapter, edited: Edited, name: str) -> ChangeSet:
    """Return what became of every change in `edited`, a file called `name`."""
    origin = edited.base.origin
    if origin.report != chapter.report.id:
        raise _refused(
            name,
            f"this is the tracker of '{origin.report}', not of '{chapter.report.id}'",
            "go to that report's project, or name it: --project DIR",
        )
    if origin.edition not in chapter.report.editions:
        remedy = (
            f"editions are {', '.join(chapter.report.editions)}; build the tracker anew, and copy your notes"
        )
        raise _refused(name, f"the report no longer has the edition '{origin.edition}'", remedy)
    return merge(edited.base.tables, edited.tables, _tables_now(project, chapter, origin, name))


def _tables_now(project: Path, chapter: Chapter, origin: Origin, name: str) -> Mapping[str, Table]:
    """Return what the same export would hold now, with the notes of every circle.

    A note that the file could not show must not be overwritten unseen: so it shows as a conflict.
    """
    workshop = Workshop(project, chapter, Audience.RESTRICTED, print)
    tree = workshop.compose(Job(_scope(origin, chapter, name), origin.edition, "tracker")).tree
    assert isinstance(tree, Workbook)
    return {table.key: table for table in tables_of(tree)}


def _scope(origin: Origin, chapter: Chapter, name: str) -> Scope:
    try:
        (scope,) = parse_scope(origin.scope, chapter)
    except UsageError as error:
        problem = f"the source no longer has its scope, {origin.scope}"
        raise _refused(name, problem, "build the tracker anew, and copy your notes into it") from error
    return scope


def _refused(name: str, problem: str, remedy: str) -> TrackerError:
    return TrackerError([Fault(Place(name), problem, remedy)])


# -- staff's notes in the source -------------------------------------------------------------------


def note_edits(taken: Iterable[Change], loaded: Loaded) -> tuple[list[Edit], list[Addition]]:
    """Return the edits of overlay records, and the records to add, that bring in changes of notes."""
    chapter = loaded.chapter
    notes: dict[str, list[Overlay]] = defaultdict(list)
    for overlay in chapter.overlay:
        notes[overlay.about].append(overlay)
    edits: list[Edit] = []
    new: dict[str, dict[str, Tree]] = {}
    for change in taken:
        path = _path(change.field)
        holders = [overlay for overlay in notes[change.record] if _noted(overlay, path)]
        fitting = [o for o in notes[change.record] if o.audience.rank <= _NOTES_UP_TO.rank]
        if change.theirs is None:  # what stands behind the first note must not come to light instead
            edits += [Edit(overlay.id, path, None) for overlay in holders]
        elif holders or fitting:
            edits.append(Edit((holders or fitting)[0].id, path, change.theirs))
        else:
            _put(new.setdefault(change.record, {}), path, change.theirs)
    taken_ids = set(loaded.places.nodes)
    return edits, [_new_notes(record, fields, taken_ids) for record, fields in new.items()]


def _path(field: str) -> tuple[str, ...]:
    from exporter.compose.tracker.fields import overlay_field

    return ("extra", field.removeprefix(ADDED)) if field.startswith(ADDED) else (overlay_field(field),)


def _noted(overlay: Overlay, path: tuple[str, ...]) -> bool:
    value = getattr(overlay, path[0])
    return bool(value.get(path[1]) if len(path) > 1 else value)


def _put(fields: dict[str, Tree], path: tuple[str, ...], value: str) -> None:
    if len(path) == 1:
        fields[path[0]] = value
    else:
        inner = fields.setdefault(path[0], {})
        assert isinstance(inner, dict)
        inner[path[1]] = value


def _new_notes(record: str, fields: Mapping[str, Tree], taken_ids: set[str]) -> Addition:
    """Return the first notes on a record, under an id that nothing has; it is taken from now on."""
    name, number = f"{record}-notes", 1
    while name in taken_ids:
        number += 1
        name = f"{record}-notes-{number}"
    taken_ids.add(name)
    return Addition(OVERLAY, {"id": name, "about": record, **fields})
