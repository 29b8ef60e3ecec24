"""The partner briefing: two pages to take into a meeting, then annexes.

Only records of the partner print; chapter prose does not, for it speaks of others too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from exporter import locale
from exporter.compose import frame, staff, timeline
from exporter.compose.counted import counted, ids, inlines
from exporter.compose.labels import label
from exporter.compose.parts import Parts
from exporter.compose.relations import Relations
from exporter.compose.room import shown
from exporter.compose.tables import closest_first, in_order, newest_first
from exporter.compose.tracker.state import end_of
from exporter.document.nodes import (
    Block,
    Document,
    Heading,
    Inline,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
    Text,
    text,
)
from exporter.locale import Edition
from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.edtf import Edtf
from exporter.model.records import (
    Agreement,
    Engagement,
    Person,
    PphArrangement,
    Project,
    Publication,
)
from exporter.scope import Scope, agents_of

_NOUNS: Mapping[type, str] = {
    Engagement: "engagement",
    Agreement: "instrument",
    Project: "project",
    Publication: "publication",
}
# The headings and captions of what Annex B goes on with, by the table that it goes on with.
_FURTHER = {
    "t-engagements": ("Engagements not shown above", "Further engagements"),
    "t-agreements": ("Agreements not shown above", "Further agreements and other instruments, {as_of}"),
    "t-work": ("Joint work not shown above", "Further projects, programmes and publications"),
}


def partner_briefing(chapter: Chapter, scope: Scope, edition: Edition) -> Document:
    """Return the briefing on one partner."""
    maker = _Maker(chapter, scope, edition)
    meeting = staff.meeting(chapter, maker.prose)
    details = ((maker.t("Meeting"), meeting),) if meeting else ()
    return frame.briefing(chapter, scope, edition, maker.noted(maker.blocks()), details)


class _Maker(Parts):
    def __init__(self, chapter: Chapter, scope: Scope, edition: Edition) -> None:
        super().__init__(chapter, edition)
        self._economy = scope.id
        self._agents = frozenset(agents_of(chapter.whole or chapter, scope.id))
        self._as_of = date.fromisoformat(chapter.report.as_of)
        self._newest, self._latest = newest_first(chapter.engagements), in_order(chapter.agreements)[::-1]
        self._happened = timeline.happenings(self.prose)
        self._shown = shown(chapter)
        self._further: list[tuple[str, Table]] = []  # what the two pages do not hold, for Annex B

    def blocks(self) -> Iterator[Block]:
        yield from self.glance(self._glance())
        yield from self.written("objectives")
        yield from self._relations()
        yield from self._engagements()
        yield from self._instruments()
        yield from self._pph()
        yield from self._joint_work()
        yield from self.written("issues")
        yield from self.written("talking_points")
        yield from self.tasks()
        yield from self._annexes()

    # -- at a glance -------------------------------------------------------------------------------

    def _glance(self) -> Iterator[tuple[str, tuple[Inline, ...]]]:
        yield "Relations since", self._since()
        yield "Agreements", self._agreements_stand()
        yield "PPH", self._arrangements()
        yield "Last meeting", self.last_meeting()
        yield "Next deadline", self._next_deadline()

    def _agreements_stand(self) -> tuple[Inline, ...]:
        """How many instruments there are, and how they stand."""
        held = self.counted("instrument", self.chapter.agreements)
        states = Relations(self.prose, self._agents, self._economy).states()
        return (*held, Text(self.edition.text("table", "; ")), *inlines(states)) if states else held

    def _since(self) -> tuple[Inline, ...]:
        """Since when there are relations: as staff state it, else the first month that the source names."""
        stated = staff.relation_since(o.relation_since for o in self.chapter.overlay)
        if stated is not None:
            return text(locale.say_when(stated, self.edition))
        first = next((h for h in self._happened if h.when.month is not None), None)
        if first is None:
            return text(self.t("not stated"))
        day = locale.say_when(first.when, self.edition)
        silent = self.t("not stated; first month named in the source: {date}, ", date=day)
        trace = f"{first.record.id}.{first.field}"
        return (Text(silent, record=trace, rule="say_when:full"), *first.words)

    def _arrangements(self) -> tuple[Inline, ...]:
        if not self.chapter.pph:
            return text(self.t("none recorded"))
        said: list[Inline] = []
        for arrangement in self.chapter.pph:
            said += [Text(self.edition.text("table", "; "))] if said else []
            said.append(Text(self._arrangement(arrangement), record=f"{arrangement.id}.stage", rule="label"))
        return tuple(said)

    def _arrangement(self, arrangement: PphArrangement) -> str:
        stage = label(arrangement.stage, self.edition)
        done = self.tables.actions(arrangement.actions)
        return self.t("{stage} ({actions})", stage=stage, actions=done) if done else stage

    def _next_deadline(self) -> tuple[Inline, ...]:
        coming = sorted(self._deadlines(), key=lambda item: (item[0].last_day or date.max, item[2]))
        if not coming:
            return text(self.t("none stated"))
        day, words, record = coming[0]
        said = self.t("{date}, ", date=self.tables.when(day))
        return (Text(said, record=record, rule="say_when:abbreviated"), *words)

    def _deadlines(self) -> Iterator[tuple[Edtf, tuple[Inline, ...], str]]:
        """Days still to come: ends of instruments, last days of plans, what was promised, what staff plan."""
        for agreement in self.chapter.agreements:
            for day in (agreement.end.date, agreement.covers):
                if self._is_coming(day):
                    yield day, self.prose.titles(agreement), agreement.id  # type: ignore[misc]
        for arrangement in self.chapter.pph:
            if self._is_coming(arrangement.end.date):
                words = text(self.t("Patent Prosecution Highway"), record=arrangement.id)
                yield arrangement.end.date, words, arrangement.id  # type: ignore[misc]
        for commitment in self.chapter.commitments:
            if self._is_coming(commitment.due):
                yield commitment.due, self.prose.inlines(commitment.text, commitment), commitment.id  # type: ignore[misc]
        for overlay in self.chapter.overlay:
            if overlay.next_action and self._is_coming(overlay.due):
                yield overlay.due, text(overlay.next_action, record=overlay.id), overlay.id  # type: ignore[misc]

    def _is_coming(self, day: Edtf | None) -> bool:
        return day is not None and day.last_day is not None and day.last_day >= self._as_of

    # -- records -----------------------------------------------------------------------------------

    def _relations(self) -> Iterator[Block]:
        yield self.heading("Relations in short", "relations")
        yield Paragraph(Relations(self.prose, self._agents, self._economy).in_short())

    def _engagements(self) -> Iterator[Block]:
        yield self.heading("Recent engagements", "engagements")
        table = self.tables.meetings("t-engagements", self._newest, self._agents)
        yield from self._cut(table, self._newest, self._shown.engagements, "No engagement recorded.")

    def _instruments(self) -> Iterator[Block]:
        yield self.heading("Agreements", "agreements")
        table = self.tables.partner_agreements("t-agreements", self.chapter.agreements)
        yield from self._cut(table, self._latest, self._shown.instruments, "No agreement recorded.")

    def _cut(self, table: Table, records: Sequence[AnyRecord], most: int, none: str) -> Iterator[Block]:
        """Yield the first rows of a table of `records`; a note counts the others, which Annex B lists."""
        if most or not records:
            yield from self.table_or_line(replace(table, rows=table.rows[:most]), none)
        if len(records) > most:
            further = replace(table, anchor=f"{table.anchor}-more", rows=table.rows[most:])
            self._further.append((table.anchor, further))
            words = "Annex B lists another {n}." if most else "Annex B lists {n}."
            yield Paragraph(inlines(self.t(words, n=self._counts(records[most:]))), role="note")

    def _counts(self, records: Iterable[AnyRecord]) -> str:
        """Say how many records there are of each noun: "two projects and one publication"."""
        named: dict[str, list[AnyRecord]] = {}
        for record in records:
            named.setdefault(_NOUNS[type(record)], []).append(record)
        return locale.say_list(
            [
                counted(locale.say_count(len(held), noun, self.edition), ids(held))
                for noun, held in named.items()
            ],
            self.edition,
        )

    def _pph(self) -> Iterator[Block]:
        yield self.heading("Patent Prosecution Highway", "pph")
        if not self.chapter.pph:
            yield self.empty("No PPH arrangement recorded.")
            return
        yield ListBlock(tuple(self._pph_line(arrangement) for arrangement in self.chapter.pph))

    def _pph_line(self, arrangement: PphArrangement) -> tuple[Inline, ...]:
        pattern = "{arrangement}; state {as_of}: {state}"
        if end_of(arrangement) is not None:
            pattern = "{arrangement}; until {until}; state {as_of}: {state}"
        words = self.t(
            pattern,
            arrangement=self._arrangement(arrangement),
            until=self.tables.until(arrangement),
            as_of=locale.say_as_of(Edtf.parse(self.chapter.report.as_of), self.edition),
            state=self.tables.state(arrangement),
        )
        called = self.tables.parties((arrangement.partner,))
        return self.line(called, (Text(words, record=arrangement.id),))

    def _joint_work(self) -> Iterator[Block]:
        yield self.heading("Joint work", "work")
        projects, publications = closest_first(self.chapter.projects), self.chapter.publications
        table = self.tables.joint_work("t-work", projects, publications)
        works: tuple[AnyRecord, ...] = (*projects, *publications)
        yield from self._cut(table, works, self._shown.works, "No joint project or publication recorded.")

    # -- annexes -----------------------------------------------------------------------------------

    def _annexes(self) -> Iterator[Block]:
        yield PageBreak()
        yield from self.people_annex(self._people())
        yield from self.timeline_annex(self._happened)
        yield from self._not_shown_above()
        yield from self.figures_told()
        yield from self.last_annexes()

    def _not_shown_above(self) -> Iterator[Block]:
        """Yield the rows that the two pages do not hold, under headings of their own."""
        for anchor, table in self._further:
            title, caption = _FURTHER[anchor]
            yield Heading(2, text(self.edition.text("annex", title)), f"further-{anchor}")
            yield self.tables.captioned(table, caption)

    def _people(self) -> list[Person]:
        """Their people first, then ours, then those of third parties."""

        def rank(person: Person) -> int:
            ours = any(post.organization == self.chapter.report.office for post in person.posts)
            return 0 if person.id in self._agents else 1 if ours else 2

        return sorted(self.chapter.people, key=rank)
