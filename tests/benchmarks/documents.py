"""The content as our own trees, and our trees back as content: what we write, peers are given too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exporter.document.nodes import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Furniture,
    Heading,
    KeyFigures,
    Labels,
    ListBlock,
    Paragraph,
    Properties,
    Strong,
    Table,
    Text,
    plain,
    text,
)
from exporter.document.passes import number
from exporter.document.workbook import SheetColumn, SheetFurniture, TableSheet, Workbook
from tests.benchmarks import content
from tests.benchmarks.content import DATE_COLUMNS, DECIMAL_COLUMNS, INTEGER_COLUMNS

PROPERTIES = Properties("A chapter", "A benchmark", "The office", ("benchmark",), "2026-01-31T00:00:00Z", "1")
LANGUAGES = {"en": "en-GB", "zh": "zh-Hans-CN"}


def document(
    pieces: Iterable[content.Piece], language: str = "en", bars: tuple[tuple[str, int], ...] = ()
) -> Document:
    """Return a document of `pieces`, numbered; every paragraph and table can be referred to."""
    table, figure = ("表{number}　{caption}", "图{number}　{caption}") if language == "zh" else (
        "Table {number}  {caption}", "Figure {number}  {caption}",
    )  # fmt: skip
    return number(
        Document(
            LANGUAGES[language],
            PROPERTIES,
            Cover("A chapter", kind="Benchmark"),
            Furniture("A chapter", "A benchmark", "{page} / {pages}"),
            Labels(table, figure),
            (*(_block(at, piece) for at, piece in enumerate(pieces)), *_chart(bars)),
        )
    )


def _chart(bars: tuple[tuple[str, int], ...]) -> Iterator[Block]:
    if bars:
        drawn = tuple(Bar(label, value, str(value)) for label, value in bars)
        yield Chart("c-1", text("A chart"), drawn, "A chart of six months")


def _block(at: int, piece: content.Piece) -> Block:
    match piece:
        case content.Heading(level, words):
            return Heading(level, text(words), f"h-{at}")
        case content.Prose(lead, words):
            return Paragraph((Strong(text(lead)), Text(f" {words}")), anchor=f"p-{at}")
        case content.Grid(caption, header, rows):
            cells = tuple(tuple(Cell(text(words)) for words in row) for row in rows)
            return Table(f"t-{at}", text(caption), tuple(map(Column, header)), cells, caption)


def frame_of(document: Document) -> content.Frame:
    """Return what stands around the text of a document of ours, for peers."""
    page, own = document.furniture, document.properties
    return content.Frame(page.running_header, page.footer, own.title, own.subject)


def pieces_of(document: Document) -> Iterator[content.Piece]:
    """Yield the content of a document of ours, for peers; a list's items come as paragraphs."""
    yield from _cover(document)
    for block in document.blocks:
        match block:
            case Heading():
                yield content.Heading(min(block.level, 2), f"{block.number} {plain(block.inlines)}".strip())
            case Paragraph():
                yield content.Prose("", plain(block.inlines))
            case KeyFigures():
                yield from (content.Prose(f.value, plain(f.meaning)) for f in block.figures)
            case Chart():
                bars = tuple((bar.label, bar.text) for bar in block.bars)
                yield content.Grid(plain(block.caption), ("", ""), bars)
            case ListBlock():
                yield from (content.Prose("", plain(item)) for item in block.items)
            case Table():
                header = tuple(column.header for column in block.columns)
                rows = tuple(tuple(plain(cell.inlines) for cell in row) for row in block.rows)
                yield content.Grid(plain(block.caption), header, rows)


def _cover(document: Document) -> Iterator[content.Piece]:
    cover = document.cover
    if cover.kind:
        yield content.Prose("", cover.kind)
    yield content.Heading(1, cover.title)
    if cover.subtitle:
        yield content.Prose("", cover.subtitle)
    yield from (content.Prose(label + document.labels.colon, value) for label, value in cover.details)


# -- the sheet -------------------------------------------------------------------------------------


def workbook(rows: Any) -> Workbook:
    """Return a tracker of one sheet with the fifteen columns of `content`: drop-downs, typed values."""
    return Workbook(
        language="en-GB",
        properties=PROPERTIES,
        furniture=SheetFurniture("A chapter", "A benchmark", "{page} / {pages}"),
        sheets=(TableSheet("agreements", "Agreements", "Agreements", _columns(), rows),),
        date_format="[$-809]d mmm yyyy",
        lists={"kind": content.KINDS, "state": content.STATES},
    )


def _columns() -> tuple[SheetColumn, ...]:
    choices = {content.KIND_COLUMN: "kind", content.STATE_COLUMN: "state", 13: "state"}
    return tuple(
        SheetColumn(
            key=header.lower().replace(" ", "_"),
            header=header,
            width=30 if header in ("Title", "Note") else 14,
            kind=_kind(at),
            number_format="0.00%" if at in DECIMAL_COLUMNS else None,
            editable=at >= 12,
            choices=choices.get(at),
        )
        for at, header in enumerate(content.ROW_HEADER)
    )


def _kind(at: int) -> Any:
    if at in DATE_COLUMNS:
        return "date"
    if at in INTEGER_COLUMNS:
        return "integer"
    return "decimal" if at in DECIMAL_COLUMNS else "text"
