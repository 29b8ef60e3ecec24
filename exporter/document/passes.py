"""Passes over a Document: numbering, cross references, structural checks.  Pure; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from exporter.document.nodes import (
    Block,
    Cell,
    Chart,
    Document,
    Footnote,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    Link,
    ListBlock,
    Paragraph,
    Parallel,
    Picture,
    Reference,
    Strong,
    Table,
    Title,
)

_Prose: TypeAlias = Paragraph | ListBlock


def number(document: Document) -> Document:
    """Return `document` with captions numbered by kind and every cross reference spelled out."""
    blocks = tuple(_captions_numbered(document))
    spoken = dict(_anchors(blocks))
    return replace(document, blocks=tuple(_resolved(block, spoken) for block in blocks))


def _captions_numbered(document: Document) -> Iterator[Block]:
    tables = figures = 0
    for block in document.blocks:
        match block:
            case Table():
                tables += 1
                yield replace(block, label=_label(document.labels.table, tables))
            case Picture() | Chart():
                figures += 1
                yield replace(block, label=_label(document.labels.figure, figures))
            case _:
                yield block


def _label(pattern: str, position: int) -> str:
    return pattern.format(number=position, caption="").strip()


def _anchors(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case Table() | Picture() | Chart():
                yield block.anchor, block.label
            case Heading(number=printed) if printed:
                yield block.anchor, printed


def _resolved(block: Block, spoken: dict[str, str]) -> Block:
    match block:
        case Heading():
            return replace(block, inlines=_inlines(block.inlines, spoken))
        case Paragraph() | ListBlock():
            return _prose(block, spoken)
        case Picture() | Chart():
            return replace(block, caption=_inlines(block.caption, spoken))
        case Table():
            rows = tuple(tuple(_cell(c, spoken) for c in row) for row in block.rows)
            return replace(block, caption=_inlines(block.caption, spoken), rows=rows)
        case Parallel():
            return replace(block, rows=tuple(_row(row, spoken) for row in block.rows))
        case KeyFigures():
            return replace(block, figures=tuple(_figure(f, spoken) for f in block.figures))
        case _:
            return block


def _row(row: tuple[_Prose, _Prose], spoken: dict[str, str]) -> tuple[_Prose, _Prose]:
    return _prose(row[0], spoken), _prose(row[1], spoken)


def _prose(block: _Prose, spoken: dict[str, str]) -> _Prose:
    if isinstance(block, Paragraph):
        return replace(block, inlines=_inlines(block.inlines, spoken))
    return replace(block, items=tuple(_inlines(item, spoken) for item in block.items))


def _figure(figure: KeyFigure, spoken: dict[str, str]) -> KeyFigure:
    return replace(figure, meaning=_inlines(figure.meaning, spoken))


def _cell(cell: Cell, spoken: dict[str, str]) -> Cell:
    return replace(cell, inlines=_inlines(cell.inlines, spoken))


def _inlines(inlines: tuple[Inline, ...], spoken: dict[str, str]) -> tuple[Inline, ...]:
    return tuple(_inline(inline, spoken) for inline in inlines)


def _inline(inline: Inline, spoken: dict[str, str]) -> Inline:
    match inline:
        case Reference(anchor=anchor):
            return replace(inline, text=spoken[anchor])
        case Strong() | Title() | Link() | Footnote():
            return replace(inline, inlines=_inlines(inline.inlines, spoken))
        case _:
            return inline


def problems(document: Document) -> tuple[str, ...]:
    """Return what a reader of the page would stumble over; nothing for a sound document."""
    return (
        *_level_problems(document.blocks),
        *_anchor_problems(document.blocks),
        *_table_problems(document.blocks),
    )


def _level_problems(blocks: Iterable[Block]) -> Iterator[str]:
    previous = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > previous + 1:
                yield f"heading {block.anchor!r} skips from level {previous} to level {block.level}"
            previous = block.level


def _anchor_problems(blocks: Iterable[Block]) -> Iterator[str]:
    seen: set[str] = set()
    for block in blocks:
        anchor = getattr(block, "anchor", None)
        if anchor is not None and anchor in seen:
            yield f"anchor {anchor!r} stands twice"
        if anchor is not None:
            seen.add(anchor)


def _table_problems(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Table(columns=columns) if any(len(row) != len(columns) for row in block.rows):
                yield f"table {block.anchor!r} has a row that is not {len(columns)} cells wide"
            case Table(columns=columns) if any(not column.header for column in columns):
                yield f"table {block.anchor!r} has a column without header"
            case KeyFigures(figures=()):
                yield "a band of key figures is empty"
