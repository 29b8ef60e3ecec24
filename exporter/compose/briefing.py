"""The briefing on a chapter or a section: prose and tables by section, then annexes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from exporter.compose import frame
from exporter.compose.charts import Charts
from exporter.compose.framework import framework_briefing
from exporter.compose.partner import partner_briefing
from exporter.compose.parts import Parts
from exporter.compose.period import period_briefing
from exporter.compose.prose import Prose, capital
from exporter.compose.unsaid import stated_totals
from exporter.document.nodes import (
    Block,
    Contents,
    Document,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    ListBlock,
    PageBreak,
    Paragraph,
    Reference,
    Table,
    Text,
    text,
)
from exporter.locale import Edition, say_number, say_section
from exporter.model import records as model
from exporter.model.chapter import LEAD, AnyRecord, Chapter
from exporter.model.records import Agreement, Engagement, Figure, Group, Organization, Photo, Section
from exporter.scope import Scope

_ANNOUNCEMENTS = {
    ("engagements",): "See {engagements} (engagements).",
    ("agreements",): "See {agreements} (agreements and other instruments).",
    ("engagements", "agreements"): "See {engagements} (engagements) and {agreements} (agreements and other "
    "instruments).",
}
_Item = TypeVar("_Item")

__all__ = ["brief", "briefing", "key_figures"]


def brief(chapter: Chapter, scope: Scope, edition: Edition) -> Document:
    """Return the briefing on any scope, in the outline of its kind."""
    compose = _COMPOSERS.get(scope.kind, briefing)
    return compose(chapter, scope, edition)


def briefing(chapter: Chapter, scope: Scope, edition: Edition) -> Document:
    """Return the briefing on a chapter or on a section of it."""
    maker = _Maker(chapter, scope, edition)
    return frame.briefing(chapter, scope, edition, maker.noted(maker.blocks()))


_COMPOSERS = {
    "partner": partner_briefing,
    "framework": framework_briefing,
    "period": period_briefing,
}


class _Maker(Parts):
    def __init__(self, chapter: Chapter, scope: Scope, edition: Edition) -> None:
        super().__init__(chapter, edition)
        self._charts = Charts(chapter, edition)
        self._whole = scope.kind == "chapter"
        self._top = min((s.number.count(".") for s in chapter.sections), default=0)  # 4.1 alone is level 1

    def blocks(self) -> Iterator[Block]:
        if self._whole:
            yield Contents(self.edition.text("frame", "Contents"), depth=2)
        yield from self._at_a_glance()
        yield from self._overview()
        for section in self.chapter.sections:
            yield from self._section(section)
        yield from self._annexes()

    # -- at a glance -------------------------------------------------------------------------------

    def _at_a_glance(self) -> Iterator[Block]:
        if not self._whole:
            yield from self._short_glance()
        figures = key_figures(self.chapter, self.prose) if self._whole else _told(self.chapter, self.prose)
        charts = tuple(self._all_charts()) if self._whole else ()
        if figures or charts:
            words = "Key figures at a glance" if self._whole else "Key figures"
            yield Heading(1, text(self.edition.text("frame", words)), "key-figures")
        if figures:
            yield KeyFigures(figures)
        yield from charts

    def _short_glance(self) -> Iterator[Block]:
        """What a section holds, counted."""
        heading, *rest = self.glance((*self.counts(), ("Last meeting", self.last_meeting())))
        yield replace(heading, number="") if isinstance(heading, Heading) else heading
        yield from rest

    def _all_charts(self) -> Iterator[Block]:
        yield from self._charts.by_month(self.chapter.engagements)
        yield from self._charts.by_region(self.chapter.engagements)
        yield from self._charts.by_kind(self.chapter.agreements)

    def _overview(self) -> Iterator[Block]:
        """What the chapter says before its first section."""
        blocks = (*self._paragraphs(LEAD), *self._tables(LEAD))
        if blocks:
            yield Heading(1, text(self.t("Overview")), "overview")
            yield from blocks

    # -- sections ----------------------------------------------------------------------------------

    def _section(self, section: Section) -> Iterator[Block]:
        words = self.prose.words(section.title)
        level = section.number.count(".") - self._top + 1
        mark = say_section(section.number, self.edition)
        yield Heading(level, text(words), f"section-{section.number}", mark)
        yield from self._paragraphs(section.number)
        yield from self._tables(section.number)

    def _paragraphs(self, section: str) -> Iterator[Block]:
        for paragraph in self._written.get(section, ()):
            yield Paragraph(self.prose.inlines(paragraph.text), anchor=paragraph.id)
            for photo in self._shown.get(paragraph.id, ()):
                yield self.picture(photo)

    def _tables(self, section: str) -> Iterator[Block]:
        """The engagements and agreements that a section tells first, announced in a sentence."""
        events, texts = self._events.get(section, ()), self._texts.get(section, ())
        tables = [
            table
            for table in (
                self.tables.engagements(f"t-engagements-{section}", events),
                self.tables.agreements(f"t-agreements-{section}", texts),
            )
            if table.rows
        ]
        if tables:
            yield Paragraph(tuple(self._announced(tables)), role="note")
        yield from tables

    @cached_property
    def _written(self) -> Mapping[str, Sequence[model.Paragraph]]:
        return _grouped(self.chapter.paragraphs, lambda paragraph: paragraph.section)

    @cached_property
    def _shown(self) -> Mapping[str, Sequence[Photo]]:
        """The photographs by the paragraph that they stand below."""
        return _grouped((p for p in self.chapter.photos if p.told), lambda photo: photo.told[0])

    @cached_property
    def _events(self) -> Mapping[str, Sequence[Engagement]]:
        return _grouped(self.chapter.engagements, self._home)

    @cached_property
    def _texts(self) -> Mapping[str, Sequence[Agreement]]:
        return _grouped(self.chapter.agreements, self._home)

    def _home(self, record: AnyRecord) -> str:
        """The section that a record stands with: the first one, for what is told outside of this product."""
        known = self._known_sections
        return next((s for s in self.chapter.sections_of(record) if s in known), self._first_section)

    @cached_property
    def _known_sections(self) -> frozenset[str]:
        lead = (LEAD,) if self._whole else ()
        return frozenset((*lead, *(section.number for section in self.chapter.sections)))

    @property
    def _first_section(self) -> str:
        return self.chapter.sections[0].number if self.chapter.sections else LEAD

    def _announced(self, tables: Sequence[Table]) -> Iterator[Inline]:
        """ "See Table 3 (engagements) and Table 4 (agreements)." """
        anchors = {table.anchor.split("-")[1]: table.anchor for table in tables}
        pattern = self.edition.pattern("briefing", _ANNOUNCEMENTS[tuple(anchors)])
        for position, piece in enumerate(re.split(r"\{(\w+)\}", pattern)):
            yield Reference(anchors[piece]) if position % 2 else Text(piece)

    # -- annexes -----------------------------------------------------------------------------------

    def _annexes(self) -> Iterator[Block]:
        register = self.tables.register("t-agreements", self.chapter.agreements)
        projects = self.tables.projects("t-projects", self.chapter.projects)
        wide = bool(register.rows or projects.rows)
        yield PageBreak(landscape=wide)
        yield Heading(1, text(self.edition.text("frame", "Annexes")), "annexes")
        yield from self._table_annex("Agreements", register)
        yield from self._table_annex("Projects", projects)
        if wide:
            yield PageBreak()
        yield from self._closing_annexes()

    def _table_annex(self, words: str, table: Table) -> Iterator[Block]:
        if table.rows:
            yield self.annex(words, f"annex-{table.anchor}", level=2)
            yield table

    def _closing_annexes(self) -> Iterator[Block]:
        chapter, tables = self.chapter, self.tables
        pph = tables.pph("t-pph", chapter.pph)
        totals = stated_totals(chapter, self.prose)
        yield from self._table_annex("Patent Prosecution Highway", pph)
        if pph.rows and totals:
            yield ListBlock(totals)
        yield from self._table_annex(
            "Publications", tables.publications("t-publications", chapter.publications)
        )
        yield from self._table_annex("Figures", tables.figures("t-figures", chapter.figures))
        yield from self._table_annex("People", tables.people("t-people", chapter.people))
        agents: tuple[Organization | Group, ...] = (*chapter.organizations, *chapter.groups)
        yield from self._table_annex("Abbreviations", tables.abbreviations("t-abbreviations", agents))
        yield self.annex("What the source does not say", "annex-open", level=2)
        yield from self.open_points()
        yield self.annex("Sources", "annex-sources", level=2)
        yield from self.sources()


def _grouped(items: Iterable[_Item], key: Callable[[_Item], str]) -> Mapping[str, Sequence[_Item]]:
    """Return `items` by `key`, each group in their order."""
    groups: dict[str, list[_Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def key_figures(chapter: Chapter, prose: Prose) -> tuple[KeyFigure, ...]:
    """Return the figures that the report wants printed big, those of this selection only."""
    selected = {figure.id: figure for figure in chapter.figures}
    chosen = [selected[i] for i in chapter.report.key_figures if i in selected]
    return tuple(_key_figure(figure, chapter, prose) for figure in chosen)


_MOST_FIGURES = 6


def _told(chapter: Chapter, prose: Prose) -> tuple[KeyFigure, ...]:
    """The figures of a section: those that the report wants big first."""
    big = {i: position for position, i in enumerate(chapter.report.key_figures)}
    ranked = sorted(chapter.figures, key=lambda f: big.get(f.id, len(big)))
    return tuple(_key_figure(figure, chapter, prose) for figure in ranked[:_MOST_FIGURES])


def _key_figure(figure: Figure, chapter: Chapter, prose: Prose) -> KeyFigure:
    section = chapter.section_of(figure)
    told = section not in ("", LEAD)  # the lead has no number that a reader could look up
    return KeyFigure(
        value=say_number(figure.value, prose.edition),
        meaning=text(capital(prose.words(figure.scope, figure)), record=f"{figure.id}.scope", rule="title"),
        source=prose.edition.text("frame", "§ {number}", number=section) if told else "",
        record=figure.id,
        rule="say_number",
    )
