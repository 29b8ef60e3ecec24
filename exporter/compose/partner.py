"""The partner briefing: two pages to take into a meeting, then annexes.

Only records of the partner print; chapter prose does not, for it speaks of others too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from exporter import locale
from exporter.compose import frame
from exporter.compose.briefing import KIND
from exporter.compose.labels import label
from exporter.compose.prose import Prose
from exporter.compose.tables import Tables
from exporter.compose.unsaid import unsaid
from exporter.document.nodes import (
    Block,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
    text,
)
from exporter.locale import Edition
from exporter.model.chapter import Chapter, sort_key
from exporter.model.codes import DateBasis
from exporter.model.edtf import Edtf
from exporter.model.records import Action
from exporter.scope import Scope

Line = tuple[Text | Strong, ...]


def partner_briefing(chapter: Chapter, scope: Scope, edition: Edition) -> Document:
    """Return the briefing on one partner."""
    kind = edition.text("product", KIND)
    return frame.reading_product(chapter, scope, kind, edition, _Maker(chapter, edition).blocks())


class _Maker:
    def __init__(self, chapter: Chapter, edition: Edition) -> None:
        self._chapter, self._edition = chapter, edition
        self._prose = Prose(chapter, edition)
        self._tables = Tables(self._prose)

    def _t(self, words: str, **values: str) -> str:
        return self._edition.text("partner", words, **values)

    def _heading(self, words: str, anchor: str, level: int = 1) -> Heading:
        return Heading(level, text(self._t(words)), anchor)

    def blocks(self) -> Iterator[Block]:
        yield self._heading("At a glance", "glance")
        yield ListBlock(tuple(self._glance()))
        yield from self._overlay("Purpose and objectives", "objectives")
        yield from self._facts()
        yield from self._overlay("Talking points", "talking_points")
        yield from self._next_steps()
        yield from self._annexes()

    # -- at a glance -------------------------------------------------------------------------------

    def _glance(self) -> Iterator[Line]:
        chapter = self._chapter
        yield self._line("Meetings and events", self._counted(len(chapter.engagements), "engagement"))
        yield self._line("Last dated contact", self._last_contact())
        yield self._line("Agreements", self._counted(len(chapter.agreements), "instrument"))
        yield self._line("Patent Prosecution Highway", self._pph())
        yield self._line("Next deadline", self._next_deadline())

    def _line(self, words: str, value: str) -> Line:
        return self._line_of(self._t(words), value)

    def _counted(self, n: int, noun: str) -> str:
        return locale.say_count(n, noun, self._edition, words=False) if n else self._t("none recorded")

    def _last_contact(self) -> str:
        dated = [e for e in self._chapter.engagements if e.date.month is not None]
        if not dated:
            return self._t("none with a stated month")
        last = max(dated, key=lambda e: e.date)
        return self._t(
            "{date}: {event}",
            date=self._tables.when(last.date, last.date_basis),
            event=self._prose.heading(last),
        )

    def _pph(self) -> str:
        said = [self._tables.actions(p.actions) for p in self._chapter.pph]
        return self._edition.text("table", "; ").join(said) or self._t("none recorded")

    def _next_deadline(self) -> str:
        today = date.fromisoformat(self._chapter.report.as_of)
        ends = [(a.end.date, a) for a in self._chapter.agreements if a.end.date is not None]
        coming = sorted(
            (end, a.id, a) for end, a in ends if end.last_day is not None and end.last_day >= today
        )
        if not coming:
            return self._t("none stated")
        end, _, agreement = coming[0]
        return self._t("{date}: {event}", date=self._tables.when(end), event=self._prose.heading(agreement))

    # -- records -----------------------------------------------------------------------------------

    def _facts(self) -> Iterator[Block]:
        chapter, tables = self._chapter, self._tables
        yield from self._table(
            "Recent engagements",
            "No engagement recorded.",
            tables.engagements("t-engagements", chapter.engagements),
        )
        yield from self._table(
            "Agreements", "No agreement recorded.", tables.agreements("t-agreements", chapter.agreements)
        )
        yield from self._table(
            "Patent Prosecution Highway", "No PPH arrangement recorded.", tables.pph("t-pph", chapter.pph)
        )
        yield from self._table(
            "Joint work", "No joint project recorded.", tables.projects("t-projects", chapter.projects)
        )
        yield from self._table(
            "Publications",
            "No publication recorded.",
            tables.publications("t-publications", chapter.publications),
        )

    def _table(self, heading: str, nothing: str, table: Table) -> Iterator[Block]:
        yield self._heading(heading, f"h-{table.anchor}")
        yield table if table.rows else Paragraph(text(self._t(nothing)), role="empty")

    def _overlay(self, heading: str, field: str) -> Iterator[Block]:
        """A section of staff's own input; without input it is left out."""
        messages = [m for o in self._chapter.overlay for m in getattr(o, field)]
        if messages:
            yield self._heading(heading, field.replace("_", "-"))
            yield ListBlock(
                tuple(self._prose.inlines(m) for m in messages), ordered=field == "talking_points"
            )

    def _next_steps(self) -> Iterator[Block]:
        yield self._heading("Next steps and commitments", "next-steps")
        if not self._chapter.commitments:
            yield Paragraph(text(self._t("No commitment recorded.")), role="empty")
            return
        yield ListBlock(tuple(self._prose.inlines(c.text, c) for c in self._chapter.commitments))

    # -- annexes -----------------------------------------------------------------------------------

    def _annexes(self) -> Iterator[Block]:
        yield PageBreak()
        yield self._heading("Annex A. People", "annex-people")
        people = self._tables.people("t-people", self._chapter.people)
        yield people if people.rows else Paragraph(text(self._t("No person named.")), role="empty")
        yield self._heading("Annex B. Timeline", "annex-timeline")
        yield ListBlock(tuple(self._timeline()))
        yield self._heading("Annex C. What the source does not say", "annex-open")
        open_points = tuple(unsaid(self._chapter, self._prose))
        yield (
            ListBlock(open_points)
            if open_points
            else Paragraph(text(self._t("Nothing is left open.")), role="empty")
        )
        yield self._heading("Annex D. Sources", "annex-sources")
        yield Paragraph(text(self._sources()), role="source")

    def _timeline(self) -> Iterator[Line]:
        for when, words, basis in sorted(self._dated(), key=lambda item: (sort_key(item[0]), item[1])):
            yield self._line_of(self._tables.when(when, basis), words)

    def _dated(self) -> Iterator[tuple[Edtf, str, DateBasis]]:
        chapter, prose = self._chapter, self._prose
        for engagement in chapter.engagements:
            yield engagement.date, prose.heading(engagement), engagement.date_basis
        for agreement in chapter.agreements:
            yield from self._acts(agreement.actions, prose.heading(agreement))
        for project in chapter.projects:
            yield from self._acts(project.actions, prose.heading(project))
        for arrangement in chapter.pph:
            yield from self._acts(arrangement.actions, self._t("Patent Prosecution Highway"))

    def _acts(self, actions: Iterable[Action], title: str) -> Iterator[tuple[Edtf, str, DateBasis]]:
        for action in actions:
            if action.on is not None:
                done = label(action.kind, self._edition)
                yield action.on, self._t("{event}: {action}", event=title, action=done), action.date_basis

    def _line_of(self, head: str, words: str) -> Line:
        return Strong(text(head + self._edition.text("frame", ": "))), Text(words)

    def _sources(self) -> str:
        sections = sorted(
            {s for r in self._chapter.selected.values() if r.told for s in self._chapter.sections_of(r)},
            key=lambda number: [int(part) for part in number.split(".")],
        )
        return self._t(
            "{report}, {chapter}, § {sections}.",
            report=self._chapter.report.title[self._edition.tag],
            chapter=frame.chapter_title(self._chapter, self._edition),
            sections=locale.say_list(sections, self._edition),
        )
