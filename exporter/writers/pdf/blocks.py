"""Blocks of a document as boxes: one short case each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from exporter.document.nodes import (
    Block,
    Chart,
    Contents,
    Document,
    Heading,
    KeyFigures,
    ListBlock,
    PageBreak,
    Paragraph,
    Parallel,
    Picture,
    Table,
    headings,
    plain,
)
from exporter.writers.pdf.boxes import Beside, Box, Indented, NewPage, Run, Text
from exporter.writers.pdf.cards import card_rows
from exporter.writers.pdf.charts import chart_rows
from exporter.writers.pdf.cover import Band
from exporter.writers.pdf.photographs import picture_boxes
from exporter.writers.pdf.setting import Setting, note_anchor
from exporter.writers.pdf.tables import table_box
from exporter.writers.pdf.tagging import Element, Paper
from exporter.writers.pdf.text import plain as drawn

_SHORT = 8  # rows of a table that may go to the next page as a whole
_MOST_CHARTS = 4  # in one group: more would not fit a page


def document_boxes(document: Document, setting: Setting, root: Element, width: float) -> Iterator[Box]:
    """Yield everything that the document prints but the notes, which stand at the feet of pages."""
    yield Band(document.cover, setting, root)
    bound = _bound_to_a_last_note(document.blocks)
    for block in _grouped(document.blocks):
        for box in _boxes(block, setting, root, width):
            box.keep = box.keep or block is bound
            yield box


def _bound_to_a_last_note(blocks: Sequence[Block]) -> Block | None:
    """The short table that a note below it ends the document with: the note alone would fill a page."""
    match blocks[-2:]:
        case [Table(rows=rows) as table, Paragraph(role="note")] if len(rows) <= _SHORT:
            return table
        case _:
            return None


_Group = Block | tuple[Chart, ...]


def _grouped(blocks: Sequence[Block]) -> Iterator[_Group]:
    """Put charts that follow each other together, for they stand beside each other."""
    for are_charts, run in groupby(blocks, lambda block: isinstance(block, Chart)):
        found = tuple(run)
        if not are_charts:
            yield from found
            continue
        charts = tuple(block for block in found if isinstance(block, Chart))
        yield from (charts[first : first + _MOST_CHARTS] for first in range(0, len(charts), _MOST_CHARTS))


def _boxes(block: _Group, setting: Setting, parent: Element, width: float) -> Iterator[Box]:
    space = setting.theme.space
    match block:
        case Heading():
            yield HeadingBox(block, setting, parent)
        case Paragraph():
            yield _paragraph(block, setting, parent)
        case ListBlock():
            yield from _items(block, setting, parent)
        case Table():
            yield _spaced(table_box(block, setting, parent), space.block.pt)
        case Picture():
            yield from _picture(block, setting, parent)
        case KeyFigures():
            yield from card_rows(block.figures, setting, parent, width)
        case Chart():
            yield from _boxes((block,), setting, parent, width)
        case tuple():
            rows = chart_rows(block, setting, parent, width)
            yield from (_spaced(row, space.block.pt) for row in rows)
        case Contents():
            yield from _contents(block, setting, parent)
        case Parallel():
            yield from _pairs(block, setting, parent, width)
        case PageBreak():
            yield NewPage(landscape=block.landscape)
        case _:
            assert_never(block)


def _pairs(parallel: Parallel, setting: Setting, parent: Element, width: float) -> Iterator[Box]:
    for left, right in parallel.rows:
        sides = (tuple(_boxes(side, setting, parent, width)) for side in (left, right))
        first, second = sides
        yield Beside((first, second), setting.theme.space.grid.pt)


def _picture(picture: Picture, setting: Setting, parent: Element) -> Iterator[Box]:
    first, *rest = picture_boxes(picture, setting, parent)
    yield from (_spaced(first, setting.theme.space.block.pt), *rest)


def _spaced(box: Box, space: float) -> Box:
    box.before = box.after = space
    return box


# -- headings and paragraphs -------------------------------------------------------------------------

_BAR_WIDTH, _BAR_HEIGHT, _BAR_GAP = 22.0, 2.4, 5.0


class HeadingBox(Box):
    """A heading, bound to what follows; those of the first level under a short bar."""

    keep = True

    def __init__(self, heading: Heading, setting: Setting, parent: Element) -> None:
        level = heading.level
        number = (
            (Run(drawn(heading.number) + _gap(heading.number), han=setting.han),) if heading.number else ()
        )
        element = Element(f"H{min(level + 1, 6)}", parent)  # H1 is the title of the document
        runs = (*number, *setting.runs(heading.inlines, element))
        self._text = Text(setting.faces, setting.styles.heading(level), runs, element)
        self._title = f"{heading.number} {plain(heading.inlines)}".strip()
        self._level, self._anchor = level, setting.anchors[heading.anchor]
        self._bar = setting.styles.accent if level == 1 else None
        self.before = setting.theme.space.heading.pt * (1.0, 0.8, 0.7, 0.6)[min(level, 4) - 1]
        self.after = setting.theme.space.paragraph.pt * 0.8

    def height(self, width: float) -> float:
        return self._text.height(width) + (_BAR_HEIGHT + _BAR_GAP if self._bar else 0.0)

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        """Cut what is higher than a page, and only that."""
        bar = self.height(width) - self._text.height(width)
        parts = self._text.split(width, room - bar, forced=True) if forced else None
        if parts is None:
            return None
        first = copy(self)
        first._text = parts[0]
        return first, parts[1]

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        paper.anchor(self._anchor, top + 6)
        paper.outline(self._title, self._anchor, self._level - 1)
        if self._bar:
            paper.fill(x, top - _BAR_HEIGHT, _BAR_WIDTH, _BAR_HEIGHT, self._bar)
            top -= _BAR_HEIGHT + _BAR_GAP
        self._text.draw(paper, x, top, width)


def _gap(number: str) -> str:
    return "" if number[-1] in "）、．" else "\u00a0\u00a0"


def _paragraph(paragraph: Paragraph, setting: Setting, parent: Element) -> Text:
    element = Element("P", parent)
    box = setting.text(setting.styles.paragraph(paragraph.role), paragraph.inlines, element)
    space = setting.theme.space
    box.after = space.paragraph.pt
    box.before = space.block.pt if paragraph.role == "source" else space.paragraph.pt
    if paragraph.anchor:
        box.anchor = setting.anchors[paragraph.anchor]
    return box


# -- lists, contents, notes --------------------------------------------------------------------------

_BULLET = "•"


def _items(listing: ListBlock, setting: Setting, parent: Element) -> Iterator[Box]:
    element = Element("L", parent, scope="Decimal" if listing.ordered else "Disc")
    style, space = setting.styles.body(), setting.theme.space
    for position, inlines in enumerate(listing.items, 1):
        item = Element("LI", element)
        words = f"{position}." if listing.ordered else _BULLET
        label = setting.label(style, words, Element("Lbl", item))
        box = Indented(label, setting.text(style, inlines, Element("LBody", item)), space.indent.pt)
        box.before = box.after = space.paragraph.pt * 0.6
        yield box


class ContentsLine(Box):
    """An entry of the table of contents: a heading, dots, its page."""

    def __init__(self, heading: Heading, setting: Setting, parent: Element) -> None:
        style, anchor = setting.styles.body(), setting.anchors[heading.anchor]
        self._setting, self._quiet = setting, replace(style, colour=setting.styles.line, align="start")
        item = Element("TOCI", parent)
        link = Element("Link", Element("Reference", item))
        words = f"{heading.number}{_gap(heading.number) if heading.number else ''}{plain(heading.inlines)}"
        run = Run(drawn(words), bold=heading.level == 1, han=setting.han, element=link, target=f"#{anchor}")
        self._entry = Text(setting.faces, style, (run,), link)
        self._page = setting.words(style, str(setting.pages.get(anchor, 1)), item)
        self._indent = (heading.level - 1) * setting.theme.space.indent.pt

    def height(self, width: float) -> float:
        return self._entry.height(width - self._indent - _PAGE_WIDTH)

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        """Cut what is higher than a page, and only that; the page number stands at the first part."""
        parts = self._entry.split(width - self._indent - _PAGE_WIDTH, room, forced=True) if forced else None
        if parts is None:
            return None
        first = copy(self)
        first._entry = parts[0]
        return first, parts[1]

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        self._entry.draw(paper, x + self._indent, top, width - self._indent - _PAGE_WIDTH)
        number = self._page.natural_width
        start = x + self._indent + self._entry.natural_width + _LEADER_GAP
        self._leader(paper, start, top, x + width - number - _LEADER_GAP - start)
        self._page.draw(paper, x + width - number, top, number + 1)

    def _leader(self, paper: Paper, x: float, top: float, width: float) -> None:
        """Draw dots that lead the eye; a reader's ear gets none."""
        dot = self._setting.words(self._quiet, ".", None).natural_width
        if width > dot:
            self._setting.words(self._quiet, "." * int(width / dot), None).draw(paper, x, top, width + dot)


_PAGE_WIDTH, _LEADER_GAP = 40.0, 4.0


def _contents(contents: Contents, setting: Setting, parent: Element) -> Iterator[Box]:
    title = setting.words(setting.styles.heading(2), contents.title, Element("P", parent))
    title.before = title.after = setting.theme.space.paragraph.pt
    title.keep = True
    yield title
    element = Element("TOC", parent)
    for heading in headings(setting.document.blocks, contents.depth):
        yield ContentsLine(heading, setting, element)


def note_box(position: int, setting: Setting, parent: Element) -> Box:
    """Return the note of a number."""
    element = Element("Note", parent, identifier=note_anchor(position))
    style = setting.styles.paragraph("note")
    label = setting.label(style, str(position), Element("Lbl", element))
    label.anchor = note_anchor(position)
    body = setting.text(style, setting.notes[position - 1], Element("P", element))
    box = Indented(label, body, setting.theme.space.indent.pt)
    box.after = 1.5
    return box
