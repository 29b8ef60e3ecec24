"""The reading products: sound documents, the same facts in both languages, nobody else's records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from exporter.compose.abbreviations import explained
from exporter.compose.briefing import briefing
from exporter.compose.factsheet import factsheet
from exporter.compose.partner import partner_briefing
from exporter.compose.prose import Prose
from exporter.compose.tables import Tables
from exporter.document.nodes import (
    Bar,
    Chart,
    Column,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Table,
    Text,
    plain,
    text,
)
from exporter.document.passes import problems
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.model.codes import EndBasis
from exporter.model.edtf import Edtf
from exporter.model.records import End
from exporter.scope import CHAPTER, Scope, scopes_of, select

PARTNER = Scope("partner", "MT")
TAGS = ("en", "zh")


@pytest.fixture
def chapter(project: Path) -> Chapter:
    return load(project).chapter


def documents(chapter: Chapter, tag: str) -> Iterator[Document]:
    edition = load_edition(tag)
    yield briefing(chapter, CHAPTER, edition)
    yield factsheet(chapter, CHAPTER, edition)
    yield partner_briefing(select(chapter, PARTNER), PARTNER, edition)


def traced(value: object) -> Iterator[str]:
    """The ids of all records that a document prints."""
    if isinstance(value, Text) and value.record:
        yield value.record.partition(".")[0]
    if isinstance(value, tuple):
        for item in value:
            yield from traced(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from traced(getattr(value, field.name))


@pytest.mark.parametrize("tag", TAGS)
def test_no_document_has_a_structural_problem(chapter: Chapter, tag: str) -> None:
    assert [problem for document in documents(chapter, tag) for problem in problems(document)] == []


def test_both_editions_print_the_same_records(chapter: Chapter) -> None:
    english, chinese = ([set(traced(d.blocks)) for d in documents(chapter, tag)] for tag in TAGS)
    assert english == chinese


def test_both_editions_have_the_same_tables(chapter: Chapter) -> None:
    def shapes(tag: str) -> list[tuple[int, int]]:
        tables = (b for d in documents(chapter, tag) for b in d.blocks if isinstance(b, Table))
        return [(len(table.rows), len(table.columns)) for table in tables]

    assert shapes("en") == shapes("zh")


@pytest.mark.parametrize("tag", TAGS)
def test_no_cell_is_empty(chapter: Chapter, tag: str) -> None:
    tables = (block for d in documents(chapter, tag) for block in d.blocks if isinstance(block, Table))
    assert all(plain(cell.inlines).strip() for table in tables for row in table.rows for cell in row)


def test_a_partner_briefing_holds_no_record_outside_its_scope(chapter: Chapter) -> None:
    selection = select(chapter, PARTNER)
    document = partner_briefing(selection, PARTNER, load_edition("en"))
    assert set(traced(document.blocks)) <= {*selection.selected, "report"}


def test_no_english_word_stands_in_the_chinese_headings(chapter: Chapter) -> None:
    headings = [
        plain(b.inlines) for d in documents(chapter, "zh") for b in d.blocks if isinstance(b, Heading)
    ]
    assert [words for words in headings if re.search(r"[A-Za-z]{2,}", words)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_scope_can_be_briefed(chapter: Chapter, tag: str) -> None:
    for scope in scopes_of(chapter):
        compose = partner_briefing if scope.kind == "partner" else briefing
        assert problems(compose(select(chapter, scope), scope, load_edition(tag))) == ()


def test_a_chapter_without_records_is_not_counted(chapter: Chapter) -> None:
    empty = replace(
        chapter, engagements=(), agreements=(), projects=(), publications=(), figures=(), photos=()
    )
    assert factsheet(empty, CHAPTER, load_edition("en")).blocks == ()


def test_the_months_of_two_years_are_told_apart(chapter: Chapter) -> None:
    assert [bar.label for bar in months(chapter, "2024-12", "2025-01")] == ["Dec 2024", "Jan 2025"]


def test_months_that_span_more_than_two_years_have_no_chart(chapter: Chapter) -> None:
    assert months(chapter, "2024-12", "9999-12") == []


def months(chapter: Chapter, *dates: str) -> list[Bar]:
    held = tuple(replace(chapter.engagements[0], date=Edtf.parse(date)) for date in dates)
    made = factsheet(replace(chapter, engagements=held), CHAPTER, load_edition("en")).blocks
    return [
        bar for chart in made if isinstance(chart, Chart) and chart.anchor == "c-months" for bar in chart.bars
    ]


def test_a_key_figure_that_no_section_tells_names_none(chapter: Chapter) -> None:
    figure = replace(chapter.figures[0], told=())
    lead = replace(chapter.paragraphs[0], section="0")
    alone = replace(chapter, figures=(figure,), paragraphs=(lead,))
    shown = [
        block
        for block in briefing(alone, CHAPTER, load_edition("en")).blocks
        if isinstance(block, KeyFigures)
    ]
    assert [key.source for key in shown[0].figures] == [""]


def test_the_years_of_a_plan_without_end_are_said_once(chapter: Chapter) -> None:
    plan = replace(chapter.agreements[0], covers=Edtf.parse("2030/.."), end=End(basis=EndBasis.NOT_STATED))
    tables = Tables(Prose(chapter, load_edition("en")))
    assert tables.until(plan) == "since 2030"


def test_a_product_explains_the_acronyms_that_it_nowhere_expands(chapter: Chapter) -> None:
    scope = Scope("partner", "MT")
    document = partner_briefing(select(chapter, scope), scope, load_edition("en"))

    said = "Abbreviations: GPO: Graustark Patent Office; PPH: Patent Prosecution Highway"
    assert plain(document.blocks[-1].inlines) == said  # type: ignore[union-attr]


def test_acronyms_that_the_table_of_abbreviations_lacks_stand_below_it(chapter: Chapter) -> None:
    table = Table("t-abbreviations", text("Abbreviations"), (Column("Acronym"),), ())
    body = (table, Paragraph(text("What the PPH does.")))
    blocks = explained(body, chapter, load_edition("en"))
    assert [plain(b.inlines) for b in blocks if isinstance(b, Paragraph)] == [
        "Abbreviations: PPH: Patent Prosecution Highway",
        "What the PPH does.",
    ]
    assert blocks[0] is table
