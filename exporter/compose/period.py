"""The briefing on a period: month by month what happened, and what the period brought to an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from exporter import locale
from exporter.compose import frame, timeline
from exporter.compose.counted import counted, ids, inlines
from exporter.compose.parts import Parts
from exporter.compose.timeline import Happening
from exporter.document.nodes import (
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    text,
)
from exporter.locale import Edition, say_section
from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.edtf import Edtf
from exporter.model.records import Agreement, Engagement, PphArrangement, Project, Publication
from exporter.scope import Scope

MOST_NAMED = 6  # bodies that took part in one engagement
MOST_MONTHS = 24  # a longer period is told year by year


def period_briefing(chapter: Chapter, scope: Scope, edition: Edition) -> Document:
    """Return the briefing on a period, in order of time."""
    maker = _Maker(chapter, scope, edition)
    return frame.briefing(chapter, scope, edition, maker.noted(maker.blocks()))


class _Maker(Parts):
    def __init__(self, chapter: Chapter, scope: Scope, edition: Edition) -> None:
        super().__init__(chapter, edition)
        self._period = Edtf.parse(scope.id)
        self._happened = [h for h in timeline.happenings(self.prose) if self._period.contains(h.when)]

    def blocks(self) -> Iterator[Block]:
        yield from self.glance((*self.counts(), ("Last meeting", self.last_meeting())))
        yield from self._unplaced()
        yield from self._chronicle()
        yield from self._ends()
        if self.chapter.figures:
            yield self.heading("Figures", "figures")
            yield self.tables.figures("t-figures", self.chapter.figures)
        yield PageBreak()
        yield from self.people_annex(self.chapter.people)
        yield from self.last_annexes()

    # -- at a glance -------------------------------------------------------------------------------

    def _unplaced(self) -> Iterator[Block]:
        """How much may lie in the period, but is dated too roughly to say so: counted, never listed."""
        whole = (self.chapter.whole or self.chapter).engagements
        n = sum(self._period.overlaps(e.date) and not self._period.contains(e.date) for e in whole)
        if n:
            said = counted(locale.say_count(n, "engagement", self.edition), ())
            yield Paragraph(inlines(self.t("Dated too roughly to be placed here: {n}.", n=said)), role="note")

    # -- month by month ----------------------------------------------------------------------------

    def _chronicle(self) -> Iterator[Block]:
        yield self.heading("What happened", "chronicle")
        if not self._happened:
            yield self.empty("Nothing dated in the period.")
        months = {h.when.text[:7] for h in self._happened if h.when.month is not None}
        by_year = len(months) > MOST_MONTHS
        parts = groupby(self._happened, key=lambda h: self._part(h.when, by_year))
        for position, (name, happened) in enumerate(parts, 1):
            mark = say_section(f"{self._headings}.{position}", self.edition)
            yield Heading(2, text(self._part_name(name)), f"part-{name or 'undated'}", mark)
            yield self._table(name, tuple(happened))

    def _part(self, when: Edtf, by_year: bool) -> str:
        if when.start is None or when.month is None:
            return ""
        return f"{when.year:04}" if by_year else f"{when.year:04}-{when.month:02}"

    def _part_name(self, name: str) -> str:
        if not name:
            return self.t("Without a stated month")
        return locale.say_when(Edtf.parse(name), self.edition)

    def _table(self, part: str, happened: Sequence[Happening]) -> Table:
        """What happened in one part of the period; its caption names the part."""
        tables, anchor = self.tables, f"t-part-{part or 'undated'}"
        columns = tables.columns(("Date", 1.3), ("Event", 4.2), ("With", 2.6), ("§", 0.6))
        rows = [
            tables.cells(
                h.record.id,
                **{h.field: tables.when(h.when, h.basis)},
                event=h.words,
                parties=self._with(h.record),
                section=tables.section(h.record),
            )
            for h in happened
        ]
        if not part:
            return tables.table(anchor, "Timeline", columns, rows)
        named = counted(self._part_name(part), ids(h.record for h in happened), "say_when")
        return tables.table(anchor, "Timeline, {part}", columns, rows, part=named)

    def _with(self, record: AnyRecord) -> str:
        match record:
            case Engagement():
                return self.tables.counterparts(record, most=MOST_NAMED)
            case Agreement():
                return self.tables.parties(
                    record.parties, open_list=record.parties_open, economies=record.economies
                )
            case Project():
                return self.tables.parties(record.parties, open_list=record.parties_open)
            case PphArrangement():
                return self.tables.parties((record.partner,))
            case Publication():
                return self.tables.parties(record.publishers)
            case _:
                return ""

    # -- what ends ---------------------------------------------------------------------------------

    def _ends(self) -> Iterator[Block]:
        yield self.heading("What ends or falls due", "ends")
        ending = [a for a in self.chapter.agreements if self._ends_here(a.end.date)]
        due = [c for c in self.chapter.commitments if self._ends_here(c.due)]
        if ending:
            yield self.tables.partner_agreements("t-ends", ending)
        if due:
            yield self.tables.tasks("t-due", due, ())
        if not ending and not due:
            yield self.empty("Nothing is known to end or to fall due in the period.")

    def _ends_here(self, day: Edtf | None) -> bool:
        return day is not None and self._period.overlaps(day)
