"""The chapter briefing: prose by section, then every record in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporter.compose import frame
from exporter.compose.prose import Prose, capital
from exporter.compose.tables import Tables
from exporter.compose.unsaid import unsaid
from exporter.document.nodes import (
    Block,
    Contents,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Text,
    text,
)
from exporter.locale import Edition, say_number, say_section
from exporter.model.chapter import LEAD, Chapter
from exporter.model.records import Figure, Group, Organization, Section
from exporter.scope import Scope

KIND = "Briefing"


def briefing(chapter: Chapter, scope: Scope, edition: Edition) -> Document:
    """Return the briefing on a chapter, or on a section, framework or period of it."""
    kind = edition.text("product", KIND)
    return frame.reading_product(chapter, scope, kind, edition, _Maker(chapter, edition).blocks())


class _Maker:
    def __init__(self, chapter: Chapter, edition: Edition) -> None:
        self._chapter, self._edition = chapter, edition
        self._prose = Prose(chapter, edition)
        self._tables = Tables(self._prose)
        self._top = min((s.number.count(".") for s in chapter.sections), default=0)  # 4.1 alone is level 1

    def blocks(self) -> Iterator[Block]:
        yield Contents(self._edition.text("frame", "Contents"), depth=2)
        yield from self._at_a_glance()
        yield from self._paragraphs(LEAD)
        for section in self._chapter.sections:
            yield from self._section(section)
        yield from self._annexes()

    def _at_a_glance(self) -> Iterator[Block]:
        figures = key_figures(self._chapter, self._prose)
        if figures:
            yield self._heading(1, self._edition.text("frame", "Key figures"), "key-figures")
            yield KeyFigures(figures)

    def _heading(self, level: int, words: str, anchor: str, numbered: str = "") -> Heading:
        return Heading(level, text(words), anchor, numbered)

    def _section(self, section: Section) -> Iterator[Block]:
        words = self._prose.words(section.title)
        level = section.number.count(".") - self._top + 1
        yield self._heading(
            level, words, f"section-{section.number}", say_section(section.number, self._edition)
        )
        yield from self._paragraphs(section.number)

    def _paragraphs(self, section: str) -> Iterator[Block]:
        for paragraph in self._chapter.paragraphs:
            if paragraph.section == section:
                yield Paragraph(self._prose.inlines(paragraph.text), anchor=paragraph.id)
                yield from self._photos(paragraph.id)

    def _photos(self, paragraph: str) -> Iterator[Block]:
        for photo in self._chapter.photos:
            if photo.told and photo.told[0] == paragraph:
                caption = self._prose.words(photo.caption, photo)
                alt = self._prose.words(photo.alt, photo) if photo.alt else caption
                yield Picture(photo.id, text(caption, record=photo.id), alt)

    def _annexes(self) -> Iterator[Block]:
        made = [(title, table) for title, table in self._annex_tables() if table.rows]
        if made:
            yield PageBreak()
            yield self._heading(1, self._edition.text("frame", "Annexes"), "annexes")
        for letter, (title, table) in zip("ABCDEFGHIJ", made, strict=False):
            heading = self._edition.text("frame", "Annex {letter}. {title}", letter=letter, title=title)
            yield self._heading(2, heading, f"annex-{table.anchor}")
            yield table
        yield from self._open_points()

    def _annex_tables(self) -> Iterator[tuple[str, Table]]:
        chapter, tables, words = self._chapter, self._tables, self._edition.text
        yield words("annex", "Agreements"), tables.agreements("t-agreements", chapter.agreements)
        yield words("annex", "Patent Prosecution Highway"), tables.pph("t-pph", chapter.pph)
        yield words("annex", "Engagements"), tables.engagements("t-engagements", chapter.engagements)
        yield words("annex", "Projects"), tables.projects("t-projects", chapter.projects)
        yield words("annex", "Publications"), tables.publications("t-publications", chapter.publications)
        yield words("annex", "Figures"), tables.figures("t-figures", chapter.figures)
        yield words("annex", "People"), tables.people("t-people", chapter.people)
        yield words("annex", "Abbreviations"), tables.abbreviations("t-abbreviations", _agents(chapter))

    def _open_points(self) -> Iterator[Block]:
        points = tuple(unsaid(self._chapter, self._prose))
        if points:
            yield self._heading(2, self._edition.text("annex", "What the chapter leaves open"), "annex-open")
            yield ListBlock(points)


def _agents(chapter: Chapter) -> Iterable[Organization | Group]:
    return (*chapter.organizations, *chapter.groups)


def key_figures(chapter: Chapter, prose: Prose) -> tuple[KeyFigure, ...]:
    """Return the figures that the report wants printed big, those of this selection only."""
    selected = {figure.id: figure for figure in chapter.figures}
    chosen = [selected[i] for i in chapter.report.key_figures if i in selected]
    return tuple(_key_figure(figure, chapter, prose) for figure in chosen)


def _key_figure(figure: Figure, chapter: Chapter, prose: Prose) -> KeyFigure:
    section = chapter.section_of(figure)
    told = section not in ("", LEAD)  # the lead has no number that a reader could look up
    return KeyFigure(
        value=say_number(figure.value, prose.edition),
        meaning=(Text(capital(prose.words(figure.scope, figure)), record=figure.id),),
        source=prose.edition.text("frame", "§ {number}", number=section) if told else "",
        record=figure.id,
    )
