"""Documents and workbooks → passages, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from exporter.document.nodes import (
    Block,
    Chart,
    Contents,
    Document,
    Footnote,
    Heading,
    Inline,
    KeyFigures,
    LineBreak,
    Link,
    ListBlock,
    PageBreak,
    Paragraph,
    Parallel,
    Picture,
    Reference,
    Strong,
    Table,
    Text,
    Title,
    plain,
)
from exporter.document.workbook import CellValue, CoverSheet, Formula, Hyperlink, TableSheet, Workbook
from exporter.style.passage import Passage, Role, Span

_STOPS = (".", "!", "?", "。", "！", "？")


def printed(product: Document | Workbook) -> Iterator[Passage]:
    """Yield the passages of a product."""
    language = product.language.partition("-")[0]
    yield from _document(product, language) if isinstance(product, Document) else _workbook(product, language)


# -- documents -------------------------------------------------------------------------------------


def _document(document: Document, language: str) -> Iterator[Passage]:
    cover, page = document.cover, document.furniture
    yield from _labels(language, "cover", (cover.kind, cover.title, cover.subtitle))
    for label, value in cover.details:
        yield Passage(label, language, "label", anchor="cover")
        yield Passage(value, language, "cell", anchor="cover", beside=(label,))
    for block in document.blocks:
        yield from _block(block, language)
    yield from _labels(language, "page", (page.running_header, page.footer, page.page, page.marking))


def _labels(language: str, anchor: str, words: Iterable[str], role: Role = "label") -> Iterator[Passage]:
    yield from (Passage(said, language, role, anchor=anchor) for said in words if said)


def _block(block: Block, language: str) -> Iterator[Passage]:
    match block:
        case Heading():
            numbered, level = block.number, block.level
            yield from _said(block.inlines, language, "heading", block.anchor, number=numbered, level=level)
        case Paragraph() | ListBlock():
            yield from _prose(block, language)
        case Table():
            yield from _table(block, language)
        case Picture():
            yield from _said(block.caption, language, "caption", block.anchor, number=block.label)
            yield Passage(block.alt, language, "caption", anchor=block.anchor)
        case KeyFigures():
            yield from _figures(block, language)
        case Chart():
            yield from _chart(block, language)
        case Contents():
            yield Passage(block.title, language, "heading", anchor="contents")
        case Parallel():
            yield from _parallel(block)
        case PageBreak():
            pass
        case _:
            assert_never(block)


def _prose(block: Paragraph | ListBlock, language: str) -> Iterator[Passage]:
    if isinstance(block, Paragraph):
        role: Role = "sentence" if block.role in ("body", "lead") else _in_passing(block.inlines)
        yield from _said(block.inlines, language, role, block.anchor or "")
        return
    for item in block.items:
        yield from _said(item, language, _in_passing(item), "")


def _in_passing(inlines: tuple[Inline, ...]) -> Role:
    """A note where words make a sentence; phrases, as of a list, stand like the cell of a table."""
    return "note" if plain(inlines).rstrip().endswith(_STOPS) else "cell"


def _parallel(block: Parallel) -> Iterator[Passage]:
    tongues = [tag.partition("-")[0] for tag in block.languages]
    for row in block.rows:
        for side, tongue in zip(row, tongues, strict=True):
            yield from _prose(side, tongue)


def _figures(band: KeyFigures, language: str) -> Iterator[Passage]:
    for figure in band.figures:
        yield from _said(figure.meaning, language, "cell", "key-figures", beside=(figure.value,))
        yield from _labels(language, "key-figures", (figure.source,))


def _table(table: Table, language: str) -> Iterator[Passage]:
    yield from _said(table.caption, language, "caption", table.anchor, number=table.label)
    yield from _labels(language, table.anchor, (column.header for column in table.columns))
    if table.description != plain(table.caption):
        yield from _labels(language, table.anchor, (table.description,), "note")
    for row in table.rows:
        words = [plain(cell.inlines) for cell in row]
        for position, cell in enumerate(row):
            beside = (*words[:position], *words[position + 1 :])
            yield from _said(cell.inlines, language, "cell", table.anchor, beside=beside)


def _chart(chart: Chart, language: str) -> Iterator[Passage]:
    yield from _said(chart.caption, language, "caption", chart.anchor, number=chart.label)
    yield from _labels(language, chart.anchor, (chart.alt, chart.note), "note")
    yield from _labels(language, chart.anchor, (chart.unit, *{bar.group: None for bar in chart.bars}))
    for bar in chart.bars:
        yield from _labels(language, chart.anchor, (bar.label, bar.text))


def _said(
    inlines: Iterable[Inline],
    language: str,
    role: Role,
    anchor: str,
    *,
    number: str = "",
    level: int = 0,
    beside: tuple[str, ...] = (),
) -> Iterator[Passage]:
    """Yield one passage of `inlines`, and one of each footnote called in them."""
    words, spans, notes = "", [], []
    for inline in _flat(inlines):
        if isinstance(inline, Footnote):
            notes.append(inline)
            continue
        said = "\n" if isinstance(inline, LineBreak) else inline.text
        record = inline.record if isinstance(inline, Text) else None
        tongue = inline.language if isinstance(inline, Text) else None
        spans.append(Span(len(words), len(words) + len(said), record, tongue))
        words += said
    if words:
        yield Passage(words, language, role, tuple(spans), anchor, number, level, beside)
    for note in notes:
        yield from _said(note.inlines, language, "note", anchor)


def _flat(inlines: Iterable[Inline]) -> Iterator[Text | Reference | LineBreak | Footnote]:
    for inline in inlines:
        match inline:
            case Strong() | Title() | Link():
                yield from _flat(inline.inlines)
            case _:
                yield inline


# -- workbooks -------------------------------------------------------------------------------------


def _workbook(workbook: Workbook, language: str) -> Iterator[Passage]:
    for sheet in workbook.sheets:
        yield from _labels(language, sheet.key, (sheet.name, sheet.title))
        yield from _cover(sheet, language) if isinstance(sheet, CoverSheet) else _sheet(sheet, language)
    for name, choices in workbook.lists.items():
        yield from _labels(language, name, choices)
    page = workbook.furniture
    yield from _labels(language, "page", (page.header, page.footer, page.page))


def _cover(sheet: CoverSheet, language: str) -> Iterator[Passage]:
    for label, value in sheet.facts:
        yield Passage(label, language, "label", anchor=sheet.key)
        yield Passage(value, language, "cell", anchor=sheet.key, beside=(label,))
    yield from _labels(language, sheet.key, (cell.label for cell in sheet.cells))
    for heading, lines in sheet.sections:
        yield Passage(heading, language, "heading", anchor=sheet.key)
        for line in lines:  # a link is the name of a sheet
            link = isinstance(line, Hyperlink)
            yield from _labels(language, sheet.key, (_words(line),), "label" if link else "note")


def _sheet(sheet: TableSheet, language: str) -> Iterator[Passage]:
    yield from _labels(language, sheet.key, (sheet.note,), "note")
    for column in sheet.columns:
        yield from _labels(language, sheet.key, (column.header, column.band))
        yield from _labels(language, sheet.key, (column.note,), "note")
    worded = [i for i, column in enumerate(sheet.columns) if column.kind in ("text", "long_text")]
    for row in sheet.rows:
        words = {i: _words(row[i]) for i in worded}
        for i, said in words.items():
            if said:
                beside = tuple(other for j, other in words.items() if j != i and other)
                tongue = language if _is_in(said, language) else ""
                yield Passage(said, tongue, "cell", _whole(said, row, sheet), sheet.key, beside=beside)


def _is_in(said: str, language: str) -> bool:
    """Whether a cell is in the workbook's language: a column may hold names as the other one prints them."""
    han = len(_HAN.findall(said))
    return han > 0 or len(_WORD.findall(said)) < _FEW if language == "zh" else han == 0


_HAN, _WORD = re.compile("[㐀-鿿]"), re.compile("[A-Za-z]{2,}")
_FEW = 2  # "PCT" is Chinese text too, "Rena Lee" is not


def _whole(said: str, row: tuple[CellValue, ...], sheet: TableSheet) -> tuple[Span, ...]:
    """One span over a cell, made from the record whose id the row gives.

    Its language is undetermined: a workbook has no way to tell the language of a cell.
    """
    at = next((i for i, column in enumerate(sheet.columns) if column.key == "id"), None)
    return (Span(0, len(said), str(row[at]) if at is not None else None, "und"),)


def _words(value: CellValue) -> str:
    match value:
        case Hyperlink(text=words) | Formula(value=str(words)) | str(words):
            return words
        case _:
            return ""
