"""What the products of the small project say, held against accepted copies: one a product and language.

`pytest --accept` writes the copies anew; read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.compose.bilingual import side_by_side
from exporter.compose.briefing import brief, briefing
from exporter.compose.factsheet import factsheet
from exporter.compose.partner import partner_briefing
from exporter.compose.tracker import tracker
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
    plain,
)
from exporter.document.workbook import CoverSheet, TableSheet, Workbook
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.scope import CHAPTER, Scope, select

GOLDEN = Path(__file__).parents[1] / "golden"
PARTNER = Scope("partner", "MT")
PERIOD = Scope("period", "2030-04/2030-06")
TAGS = ("en", "zh")


@pytest.fixture
def chapter(project: Path) -> Chapter:
    return load(project).chapter


def block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {block.number} {plain(block.inlines)}"
        case Paragraph():
            yield f"[{block.role}] {plain(block.inlines)}"
        case ListBlock():
            yield from (f"- {plain(item)}" for item in block.items)
        case Table():
            yield f"{block.label} | {plain(block.caption)}"
            yield " | ".join(column.header for column in block.columns)
            yield from (" | ".join(plain(cell.inlines) for cell in row) for row in block.rows)
        case Picture():
            yield f"{block.label} | {plain(block.caption)} | {block.alt}"
        case Chart():
            yield f"{block.label} | {plain(block.caption)} | {block.alt} | {block.note}"
        case KeyFigures():
            yield from (f"{f.value} | {plain(f.meaning)} | {f.source}" for f in block.figures)
        case Contents():
            yield f"[contents] {block.title}"
        case PageBreak():
            yield "[landscape page]" if block.landscape else "[page]"
        case Parallel():
            for left, right in block.rows:
                yield from (f"[left] {line}" for line in block_lines(left))
                yield from (f"[right] {line}" for line in block_lines(right))


def document_lines(document: Document) -> Iterator[str]:
    cover, page = document.cover, document.furniture
    yield f"{document.language} | {cover.kind} | {cover.title} | {cover.subtitle}"
    yield from (f"{label}{document.labels.colon}{value}" for label, value in cover.details)
    yield f"{page.running_header} | {page.footer} | {page.page} | {page.marking}"
    for block in document.blocks:
        yield from block_lines(block)


def workbook_lines(workbook: Workbook) -> Iterator[str]:
    for sheet in workbook.sheets:
        yield f"== {sheet.key} | {sheet.name} | {sheet.title}"
        match sheet:
            case CoverSheet():
                yield from (f"{label} | {value}" for label, value in sheet.facts)
            case TableSheet(key="codes"):
                yield f"{len(sheet.rows)} codes"  # the catalogues' tests hold them
            case TableSheet():
                yield " | ".join(column.header for column in sheet.columns)
                yield from (" | ".join(str(getattr(v, "value", v)) for v in row) for row in sheet.rows)


def same(name: str, lines: Iterator[str], accept: bool) -> None:
    path = GOLDEN / f"{name}.txt"
    text = "\n".join(lines) + "\n"
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("tag", TAGS)
def test_the_chapter_briefing_says_what_was_accepted(chapter: Chapter, tag: str, accept: bool) -> None:
    same(f"briefing.{tag}", document_lines(briefing(chapter, CHAPTER, load_edition(tag))), accept)


@pytest.mark.parametrize("tag", TAGS)
def test_the_partner_briefing_says_what_was_accepted(chapter: Chapter, tag: str, accept: bool) -> None:
    document = partner_briefing(select(chapter, PARTNER), PARTNER, load_edition(tag))
    same(f"partner.{tag}", document_lines(document), accept)


@pytest.mark.parametrize("tag", TAGS)
def test_the_briefing_on_a_period_says_what_was_accepted(chapter: Chapter, tag: str, accept: bool) -> None:
    document = brief(select(chapter, PERIOD), PERIOD, load_edition(tag))
    same(f"period.{tag}", document_lines(document), accept)


def test_the_bilingual_briefing_says_what_was_accepted(chapter: Chapter, accept: bool) -> None:
    documents = (partner_briefing(select(chapter, PARTNER), PARTNER, load_edition(tag)) for tag in TAGS)
    same("partner.en+zh", document_lines(side_by_side(*documents)), accept)


@pytest.mark.parametrize("tag", TAGS)
def test_the_fact_sheet_says_what_was_accepted(chapter: Chapter, tag: str, accept: bool) -> None:
    same(f"factsheet.{tag}", document_lines(factsheet(chapter, CHAPTER, load_edition(tag))), accept)


@pytest.mark.parametrize("tag", TAGS)
def test_the_tracker_says_what_was_accepted(chapter: Chapter, tag: str, accept: bool) -> None:
    same(f"tracker.{tag}", workbook_lines(tracker(chapter, load_edition(tag))), accept)
