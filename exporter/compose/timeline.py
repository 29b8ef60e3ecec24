"""What happened when: every dated fact of a selection, in one order for all languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporter.compose import naming
from exporter.compose.labels import label
from exporter.compose.prose import Prose
from exporter.compose.tables import Tables
from exporter.document.nodes import Inline, Table, Text
from exporter.model.chapter import AnyRecord, sort_key
from exporter.model.codes import DateBasis
from exporter.model.edtf import Edtf
from exporter.model.records import Action, Agreement, Project


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: when, to which record, in words."""

    when: Edtf
    basis: DateBasis
    record: AnyRecord
    words: tuple[Inline, ...]
    field: str = "date"  # the one that says when


def happenings(prose: Prose) -> list[Happening]:
    """Return every dated engagement, action and publication, by date; what states no month comes last.

    Of one date, engagements come first and then what they brought about, each in the order of the source.
    """
    found = [*_engagements(prose), *_actions(prose), *_publications(prose)]
    return sorted(found, key=lambda h: sort_key(h.when))


def _engagements(prose: Prose) -> Iterator[Happening]:
    for engagement in prose.chapter.engagements:
        yield Happening(engagement.date, engagement.date_basis, engagement, prose.titles(engagement))


def _publications(prose: Prose) -> Iterator[Happening]:
    for publication in prose.chapter.publications:
        if publication.date is not None:
            yield Happening(publication.date, publication.date_basis, publication, prose.titles(publication))


def _actions(prose: Prose) -> Iterator[Happening]:
    records: tuple[Agreement | Project, ...] = (*prose.chapter.agreements, *prose.chapter.projects)
    for record in records:
        yield from _acts(record, record.actions, prose.titles(record), prose)
    for arrangement in prose.chapter.pph:
        partner = naming.called(arrangement.partner, prose.chapter, prose.edition)
        words = prose.edition.text("timeline", "PPH with {partner}", partner=partner)
        yield from _acts(arrangement, arrangement.actions, (Text(words, record=arrangement.id),), prose)


def _acts(
    record: AnyRecord, actions: Iterable[Action], title: tuple[Inline, ...], prose: Prose
) -> Iterator[Happening]:
    for position, action in enumerate(actions):
        day = action.on or action.effective
        if day is not None:
            done = prose.edition.text("timeline", ": {action}", action=label(action.kind, prose.edition))
            what = f"{record.id}.actions[{position}].kind"
            field = f"actions[{position}].{'on' if action.on else 'effective'}"
            words = (*title, Text(done, record=what, rule="label"))
            yield Happening(day, action.date_basis, record, words, field)


def table(anchor: str, happened: Iterable[Happening], tables: Tables) -> Table:
    """Return what happened as a table: the date, the fact, the section that tells it."""
    columns = tables.columns(("Date", 1.3), ("Event", 6), ("§", 0.6))
    rows = [
        tables.cells(
            h.record.id,
            **{h.field: tables.when(h.when, h.basis)},
            event=h.words,
            section=tables.section(h.record),
        )
        for h in happened
    ]
    return tables.table(anchor, "Timeline", columns, rows)
