"""The partner briefing: two pages to take into a meeting, then annexes.

Only records of the partner print; chapter prose does not, for it speaks of others too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from exporter import locale
from exporter.compose import frame, staff, timeline
from exporter.compose.counted import counted, ids, inlines
from exporter.compose.labels import label
from exporter.compose.parts import Parts
from exporter.compose.relations import Relations
from exporter.compose.tracker.state import end_of
from exporter.document.nodes import (
    Block,
    Document,
    Inline,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
    Text,
    text,
)
from exporter.locale import Edition
from exporter.model.chapter import Chapter, sort_key
from exporter.model.edtf import Edtf
from exporter.model.records import Engagement, Person, PphArrangement
from exporter.scope import Scope, agents_of

ROOM = 8  # rows of tables that the two pages hold, in the language that needs more space
MOST_ENGAGEMENTS = 4  # on the two pages; all of them stand in the timeline
MOST_WORKS = 4
MOST_OF_MANY = (3, 3, 2)  # engagements, instruments and works, where there is no room for all


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
        self._most = self._that_fit()
        self._further: list[Table] = []  # what the two pages do not hold, for Annex B

    def _that_fit(self) -> tuple[int, int, int]:
        """How many engagements, instruments and works the two pages hold.

        Counted by records, not by lines: both editions must show the same ones.
        """
        held = self.chapter
        engagements = min(len(held.engagements), MOST_ENGAGEMENTS)
        works = min(len(held.projects) + len(held.publications), MOST_WORKS)
        rows = engagements + len(held.agreements) + works + len(held.commitments) + len(held.pph)
        return (MOST_ENGAGEMENTS, ROOM, MOST_WORKS) if rows <= ROOM else MOST_OF_MANY

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
        """Since when there are relations: as staff state it, else the earliest day that the source names."""
        stated = staff.relation_since(o.relation_since for o in self.chapter.overlay)
        if stated is not None:
            return text(locale.say_when(stated, self.edition))
        happened = timeline.happenings(self.prose)
        if not happened:
            return text(self.t("not stated"))
        first = min(happened, key=lambda h: (h.when, h.record.id))
        day = locale.say_when(first.when, self.edition)
        silent = self.t("not stated; earliest date in the source: {date}, ", date=day)
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
        newest = self._newest_first()
        shown, rest = newest[: self._most[0]], newest[self._most[0] :]
        table = self.tables.meetings("t-engagements", shown, self._agents)
        yield from self.table_or_line(table, "No engagement recorded.")
        if rest:
            n = counted(locale.say_count(len(rest), "engagement", self.edition), ids(rest))
            yield Paragraph(inlines(self.t("Annex B lists {n} more.", n=n)), role="note")

    def _newest_first(self) -> list[Engagement]:
        """The newest first; what states no month comes last, for nobody knows how new it is."""
        dated = [e for e in self.chapter.engagements if e.date.month is not None]
        undated = [e for e in self.chapter.engagements if e.date.month is None]
        return [
            *sorted(dated, key=lambda e: (e.date, e.id), reverse=True),
            *sorted(undated, key=lambda e: (sort_key(e.date), e.id)),
        ]

    def _instruments(self) -> Iterator[Block]:
        yield self.heading("Agreements", "agreements")
        table = self.tables.partner_agreements("t-agreements", self.chapter.agreements)
        shown = self._cut(table, self._most[1])
        yield from self.table_or_line(shown, "No agreement recorded.")
        yield from self._rest({"instrument": len(table.rows) - len(shown.rows)})

    def _cut(self, table: Table, most: int) -> Table:
        """Return the first rows of a table; the others are kept for Annex B."""
        if len(table.rows) > most:
            self._further.append(replace(table, anchor=f"{table.anchor}-more", rows=table.rows[most:]))
        return replace(table, rows=table.rows[:most])

    def _rest(self, left: dict[str, int]) -> Iterator[Block]:
        """Say how many records of each noun stand in Annex B alone."""
        counts = [counted(locale.say_count(n, noun, self.edition), ()) for noun, n in left.items() if n]
        if counts:
            n = locale.say_list(counts, self.edition)
            yield Paragraph(inlines(self.t("Annex B lists another {n}.", n=n)), role="note")

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
        projects, publications = self.chapter.projects, self.chapter.publications
        table = self.tables.joint_work("t-work", projects, publications)
        shown = self._cut(table, self._most[2])
        yield from self.table_or_line(shown, "No joint project or publication recorded.")
        left = max(len(projects) - self._most[2], 0)
        yield from self._rest(
            {"project": left, "publication": len(table.rows) - len(shown.rows) - left},
        )

    # -- annexes -----------------------------------------------------------------------------------

    def _annexes(self) -> Iterator[Block]:
        yield PageBreak()
        yield from self.people_annex(self._people())
        yield from self.timeline_annex(timeline.happenings(self.prose))
        yield from self._further
        yield from self.figures_told()
        yield from self.last_annexes()

    def _people(self) -> list[Person]:
        """Their people first, then ours, then those of third parties."""

        def rank(person: Person) -> int:
            ours = any(post.organization == self.chapter.report.office for post in person.posts)
            return 0 if person.id in self._agents else 1 if ours else 2

        return sorted(self.chapter.people, key=rank)
