"""Passes over a Document: numbering, cross references, structural checks.  Pure; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from exporter.document.nodes import (
    Block,
    Cell,
    Chart,
    Document,
    Footnote,
    Heading,
    Image,
    Inline,
    KeyFigures,
    Link,
    ListBlock,
    Paragraph,
    Parallel,
    Picture,
    Reference,
    Strong,
    Table,
    Text,
    Title,
)

Change: TypeAlias = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
_Prose: TypeAlias = Paragraph | ListBlock


def number(document: Document) -> Document:
    """Return `document` with captions numbered by kind and every cross reference spelled out."""
    blocks = tuple(_captions_numbered(document))
    spoken = dict(_anchors(blocks))
    return replace(document, blocks=tuple(mapped(b, lambda i: _inlines(i, spoken)) for b in blocks))


_UNIT = re.compile(r"(?<=\d) (?=[^\W\d_])")
_SAYS_NUMBERS = ("say_when", "say_count", "say_duration", "count")
_UNBROKEN = "\u00a0"


def unbroken(document: Document) -> Document:
    """Return `document` with figures that no line parts from their unit: "84 terms", "1 December 2021".

    In running text only: the columns of a table are as wide as they need.
    """
    return replace(
        document,
        blocks=tuple(
            _prose(block, _held_together) if isinstance(block, Paragraph | ListBlock) else block
            for block in document.blocks
        ),
    )


def _held_together(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(map(_held, inlines))


def _held(inline: Inline) -> Inline:
    match inline:
        case Text(text=words, rule=rule) if rule is not None and rule.startswith(_SAYS_NUMBERS):
            return replace(inline, text=_UNIT.sub(_UNBROKEN, words))
        case Strong() | Title() | Link() | Footnote():
            return replace(inline, inlines=_held_together(inline.inlines))
        case _:
            return inline


def speaking(document: Document, foreign: Mapping[str, str]) -> Document:
    """Return `document` with the words of `foreign` marked as of their language, a BCP 47 tag.

    A screen reader then says "Rena Lee" as English within a Chinese sentence.
    """
    if not foreign:
        return document
    said = "\n".join(run.text for run in texts(document.blocks))
    held = sorted((word for word in foreign if word in said), key=len, reverse=True)
    if not held:
        return document
    pattern = re.compile("|".join(map(re.escape, held)))

    def change(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(part for inline in inlines for part in _marked(inline, pattern, foreign))

    return replace(document, blocks=tuple(mapped(block, change) for block in document.blocks))


def _marked(inline: Inline, pattern: re.Pattern[str], foreign: Mapping[str, str]) -> Iterator[Inline]:
    match inline:
        case Text(text=words, language=None):
            at = 0
            for found in pattern.finditer(words):
                if found.start() > at:
                    yield replace(inline, text=words[at : found.start()])
                yield replace(inline, text=found.group(), language=foreign[found.group()])
                at = found.end()
            if at < len(words) or not words:
                yield replace(inline, text=words[at:])
        case Strong() | Title() | Link() | Footnote():
            inner = (part for each in inline.inlines for part in _marked(each, pattern, foreign))
            yield replace(inline, inlines=tuple(inner))
        case _:
            yield inline


def illustrated(document: Document, images: Mapping[str, Image]) -> Document:
    """Return `document` with the images of its pictures, by the pictures' anchors."""
    if not images:
        return document
    return replace(document, blocks=tuple(_illustrated(block, images) for block in document.blocks))


def _illustrated(block: Block, images: Mapping[str, Image]) -> Block:
    if isinstance(block, Picture) and block.anchor in images:
        return replace(block, image=images[block.anchor])
    return block


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


def mapped(block: Block, change: Change) -> Block:
    """Return `block` with every run of inlines changed; words that are no inlines stay."""
    match block:
        case Heading():
            inlines = change(block.inlines)
            return block if inlines == block.inlines else replace(block, inlines=inlines)
        case Paragraph() | ListBlock():
            return _prose(block, change)
        case Picture() | Chart():
            return replace(block, caption=change(block.caption))
        case Table():
            rows = tuple(tuple([_cell(cell, change) for cell in row]) for row in block.rows)
            caption = change(block.caption)
            changed = rows != block.rows or caption != block.caption
            return replace(block, caption=caption, rows=rows) if changed else block
        case Parallel():
            sides = tuple((_prose(left, change), _prose(right, change)) for left, right in block.rows)
            return replace(block, rows=sides)
        case KeyFigures():
            figures = (replace(figure, meaning=change(figure.meaning)) for figure in block.figures)
            return replace(block, figures=tuple(figures))
        case _:
            return block


def _cell(cell: Cell, change: Change) -> Cell:
    changed = change(cell.inlines)
    return cell if changed == cell.inlines else Cell(changed, cell.align)


def _prose(block: _Prose, change: Change) -> _Prose:
    if isinstance(block, Paragraph):
        inlines = change(block.inlines)
        return block if inlines == block.inlines else replace(block, inlines=inlines)
    return replace(block, items=tuple(change(item) for item in block.items))


def _inlines(inlines: tuple[Inline, ...], spoken: dict[str, str]) -> tuple[Inline, ...]:
    return tuple([each if type(each) is Text else _inline(each, spoken) for each in inlines])


def _inline(inline: Inline, spoken: dict[str, str]) -> Inline:
    match inline:
        case Reference(anchor=anchor):
            return replace(inline, text=spoken[anchor])
        case Strong() | Title() | Link() | Footnote():
            return replace(inline, inlines=_inlines(inline.inlines, spoken))
        case _:
            return inline


def texts(blocks: Iterable[Block]) -> Iterator[Text]:
    """Yield every run of plain characters in `blocks`, those of notes and captions included."""
    for block in blocks:
        for inlines in passages(block):
            yield from _texts(inlines)


def passages(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Yield every run of inlines in `block`, in reading order; not words that are no inlines."""
    match block:
        case Heading() | Paragraph():
            yield block.inlines
        case ListBlock(items=items):
            yield from items
        case Picture() | Chart():
            yield block.caption
        case Table(caption=caption, rows=rows):
            yield caption
            yield from (cell.inlines for row in rows for cell in row)
        case KeyFigures(figures=figures):
            yield from (figure.meaning for figure in figures)
        case Parallel(rows=pairs):
            yield from (inlines for pair in pairs for side in pair for inlines in passages(side))


def _texts(inlines: Iterable[Inline]) -> Iterator[Text]:
    for inline in inlines:
        match inline:
            case Text():
                yield inline
            case Strong() | Title() | Link() | Footnote():
                yield from _texts(inline.inlines)


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
