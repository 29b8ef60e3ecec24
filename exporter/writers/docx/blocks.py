"""Blocks as paragraphs and tables, one short case each.  Numbers and words come with the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from exporter.document.nodes import (
    Block,
    Chart,
    Contents,
    Cover,
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
    headings,
)
from exporter.theme.word import Page, is_east_asian
from exporter.writers.docx.caption import caption_xml
from exporter.writers.docx.chart import chart_xml
from exporter.writers.docx.inlines import inlines_xml, lines_xml, strong_xml, words_xml
from exporter.writers.docx.output import Output, number_name, place_name
from exporter.writers.docx.picture import picture_xml
from exporter.writers.docx.section import end_section
from exporter.writers.docx.table import columns_xml, key_figures_xml, table_xml
from exporter.writers.docx.xml import field, run

_DEEPEST_ENTRY = 3  # Word has more levels; a reader of a briefing has no use for them
_CLOSING = ("、", "）", "．", "。", "　")


def body_xml(out: Output) -> Iterator[str]:
    """Yield the body of the document, piece by piece."""
    held = "".join(_cover(out.document.cover, out))  # until it is known whether the section ends here
    blocks = out.document.blocks
    for block, after in zip(blocks, (*blocks, None)[1:], strict=True):
        if isinstance(block, PageBreak) and after is not None and _page_of(block, out) != out.page:
            held = end_section(held, out)
            out.turn(_page_of(block, out))
            continue
        yield held
        held = block_xml(block, out)
        if _needs_space(block, after):
            held += out.paragraph("table_end", "")
    yield held
    out.break_page = False  # a break at the very end breaks nothing


def _page_of(pages: PageBreak, out: Output) -> Page:
    return out.theme.landscape if pages.landscape else out.theme.portrait


def _needs_space(block: Block, after: Block | None) -> bool:
    """Tell whether a table needs an empty line below: Word joins tables that touch, and ends on none."""
    if isinstance(block, (Table, KeyFigures)):
        return not (isinstance(after, Paragraph) and after.role in ("note", "source"))
    # A heading below two columns has space of its own.
    return isinstance(block, Parallel) and not isinstance(after, (Heading, Paragraph))


def block_xml(block: Block, out: Output) -> str:
    """Return one block as WordprocessingML."""
    match block:
        case Heading():
            return _heading(block, out)
        case Paragraph():
            return out.paragraph(block.role, out.placed(block.anchor, inlines_xml(block.inlines, out)))
        case ListBlock():
            return "".join(_items(block, out))
        case Table():
            return caption_xml(block, out) + table_xml(block, out)
        case Picture():
            return picture_xml(block, out) + caption_xml(block, out)
        case Chart():
            return chart_xml(block, out) + caption_xml(block, out) + _note(block.note, out)
        case KeyFigures():
            return key_figures_xml(block, out)
        case Contents():
            return _contents(block, out)
        case Parallel():
            return _parallel(block, out)
        case PageBreak():
            out.break_page = True
            return ""
        case _:
            assert_never(block)


def _parallel(block: Parallel, out: Output) -> str:
    """Return two columns, a row for each pair; a side is set in the styles of its language."""
    out.in_column = True
    rows = [row for pair in block.rows for row in _rows(pair, block.languages, out)]
    out.in_column = False
    out.speak(out.document.language)
    return columns_xml(rows, block.description, out)


def _rows(
    pair: tuple[Paragraph | ListBlock, Paragraph | ListBlock], languages: tuple[str, str], out: Output
) -> Iterator[list[str]]:
    """Yield the rows of a pair: one, but a row for each item of two lists that say the same."""
    left, right = pair
    if isinstance(left, ListBlock) and isinstance(right, ListBlock) and len(left.items) == len(right.items):
        sides = [_items(side, out) for side in (left, right)]
        for _ in left.items:  # left and right in turn, as they are read
            row = []
            for language, items in zip(languages, sides, strict=True):
                out.speak(language)
                row.append(next(items))
            yield row
    else:
        yield [_side(side, language, out) for side, language in zip(pair, languages, strict=True)]


def _side(side: Paragraph | ListBlock, language: str, out: Output) -> str:
    out.speak(language)
    return block_xml(side, out) or out.paragraph("body", "")


def _cover(cover: Cover, out: Output) -> Iterator[str]:
    for role, words in (("cover_kind", cover.kind), ("title", cover.title), ("subtitle", cover.subtitle)):
        if words:
            yield out.paragraph(role, lines_xml(words, out))
    for label, value in cover.details:
        named = strong_xml(label + out.document.labels.colon, out)
        yield out.paragraph("cover_detail", named + words_xml(value, out))


def _note(words: str, out: Output) -> str:
    return out.paragraph("note", words_xml(words, out)) if words else ""


# -- headings and contents -------------------------------------------------------------------------


def _heading(heading: Heading, out: Output) -> str:
    role = f"heading{heading.level}"
    if heading.anchor in out.counted:
        level, key = heading.level - 1, out.theme.next_number
        counted = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
        content = out.placed(heading.anchor, inlines_xml(heading.inlines, out))
        return out.paragraph(role, content, rest=counted)
    content = _number(heading, out) + inlines_xml(heading.inlines, out)
    return out.paragraph(role, out.placed(heading.anchor, content))


def _number(heading: Heading, out: Output) -> str:
    if not heading.number:
        return ""
    number = out.bookmark(number_name(heading.anchor), words_xml(heading.number, out))
    return number + words_xml(gap(heading.number, out.document.language), out)


def gap(number: str, language: str) -> str:
    """Return what stands between a heading's number and its words: nothing after a Chinese mark.

    >>> gap("4.1", "en"), gap("1.", "en"), gap("1.", "zh"), gap("（一）", "zh"), gap("第七章", "zh")
    (' ', ' ', '', '', ' ')
    """
    closed = number.endswith(_CLOSING) or (is_east_asian(language) and number.endswith("."))
    return "" if closed else " "


def _contents(contents: Contents, out: Output) -> str:
    """Return a table of contents that is filled already, so that opening the file asks nothing.

    Page numbers stand in it where somebody has laid the pages out; else they appear when a reader updates
    the table.
    """
    depth = min(contents.depth, _DEEPEST_ENTRY)
    title = out.paragraph("contents_title", words_xml(contents.title, out))
    entries = [_entry(heading, out) for heading in headings(out.document.blocks, depth)]
    instruction = f'TOC \\o "1-{depth}" \\h \\z \\u'
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{title}{_field_around(entries, instruction, out)}"
        "</w:sdtContent></w:sdt>"
    )


def _entry(heading: Heading, out: Output) -> tuple[str, str]:
    """Return the role of a contents entry and its linked words."""
    between = gap(heading.number, out.document.language) if heading.number else ""
    words = words_xml(heading.number + between, out) + inlines_xml(tuple(_bare(heading.inlines)), out)
    page = out.heading_pages.get(heading.anchor)
    if page is not None:
        reference = field(f"PAGEREF {place_name(heading.anchor)} \\h", run(str(page)))
        words += f"<w:r><w:tab/></w:r>{reference}"
    link = f'<w:hyperlink w:anchor="{place_name(heading.anchor)}" w:history="1">{words}</w:hyperlink>'
    return f"contents{heading.level}", link


def _bare(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield `inlines` as a contents entry repeats them: without notes, links of their own and line breaks."""
    for inline in inlines:
        match inline:
            case Text():
                yield replace(inline, record=None, rule=None)
            case Strong() | Title():
                yield replace(inline, inlines=tuple(_bare(inline.inlines)))
            case Link():
                yield from _bare(inline.inlines)
            case Reference(text=words):
                yield Text(words)
            case LineBreak():
                yield Text(" ")
            case Footnote():
                pass
            case _:
                assert_never(inline)


def _field_around(entries: list[tuple[str, str]], instruction: str, out: Output) -> str:
    """Return one paragraph per entry, the field beginning in the first and ending after the last."""
    begin, _, end = field(instruction, "\0").partition("\0")
    paragraphs = [
        out.paragraph(role, (begin if first else "") + words)
        for first, (role, words) in zip([True, *[False] * len(entries)], entries, strict=False)
    ]
    return "".join(paragraphs) + out.paragraph("table_end", end if entries else begin + end)


# -- lists -----------------------------------------------------------------------------------------


def _items(block: ListBlock, out: Output) -> Iterator[str]:
    """Yield the paragraphs of a list."""
    rest = ""
    if block.ordered:  # a numbering of its own, so that each list starts at 1
        out.ordered_lists += 1
        if out.in_column:
            out.lists_beside.append(out.ordered_lists)
        key = out.theme.next_number + out.ordered_lists  # the first is the headings'
        rest = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>'
    role = "numbers" if block.ordered else "bullets"
    for item in block.items:
        yield out.paragraph(role, inlines_xml(item, out), rest=rest)
