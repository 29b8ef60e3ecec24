"""Two editions side by side: the same blocks, each language marked, nothing doubled that prints the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.compose.bilingual import shape, side_by_side
from exporter.compose.briefing import brief
from exporter.document.nodes import (
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Parallel,
    Reference,
    Table,
    Text,
    plain,
)
from exporter.document.passes import problems, texts
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.scope import CHAPTER, Scope, scopes_of, select

ROOT = Path(__file__).parents[2]
PERIOD = Scope("period", "2021-10/2021-12")


@pytest.fixture(scope="module")
def whole() -> Chapter:
    return load(ROOT).chapter


@pytest.fixture
def chapter(project: Path) -> Chapter:
    return load(project).chapter


def both(chapter: Chapter, scope: Scope) -> tuple[Document, Document]:
    selection = select(chapter, scope)
    return brief(selection, scope, load_edition("en")), brief(selection, scope, load_edition("zh"))


def scopes(chapter: Chapter) -> Iterator[Scope]:
    yield from (*scopes_of(chapter), PERIOD)


def test_both_editions_have_the_same_blocks_in_every_scope(whole: Chapter) -> None:
    differing = [str(s) for s in scopes(whole) if len(set(map(shape, both(whole, s)))) > 1]
    assert differing == []


def test_every_scope_of_the_chapter_stands_side_by_side_without_a_problem(whole: Chapter) -> None:
    assert [p for s in scopes(whole) for p in problems(side_by_side(*both(whole, s)))] == []


def test_running_text_stands_in_two_columns(chapter: Chapter) -> None:
    document = side_by_side(*both(chapter, CHAPTER))
    assert not any(isinstance(block, Paragraph) for block in document.blocks)
    parallel = next(block for block in document.blocks if isinstance(block, Parallel))
    assert parallel.languages == ("en-GB", "zh-Hans-CN")


def test_the_language_named_first_stands_left(chapter: Chapter) -> None:
    english, chinese = both(chapter, CHAPTER)
    assert side_by_side(chinese, english).language == "zh-Hans-CN"


def test_every_run_of_the_right_language_says_so(chapter: Chapter) -> None:
    english, chinese = both(chapter, CHAPTER)
    document = side_by_side(english, chinese)
    right = {
        words
        for block in document.blocks
        if isinstance(block, Parallel)
        for _, side in block.rows
        for words in texts((side,))
    }
    assert {words.language for words in right} == {"zh-Hans-CN"}


def test_a_heading_stands_once_in_both_languages(chapter: Chapter) -> None:
    document = side_by_side(*both(chapter, CHAPTER))
    headings = {b.anchor: plain(b.inlines) for b in document.blocks if isinstance(b, Heading)}
    assert headings["section-1.1"] == "Neighbours\n周边国家"


def test_what_prints_the_same_is_not_doubled(chapter: Chapter) -> None:
    document = side_by_side(*both(chapter, CHAPTER))
    figures = next(block for block in document.blocks if isinstance(block, KeyFigures))
    assert figures.figures[0].value == "56"
    table = next(b for b in document.blocks if isinstance(b, Table) and b.anchor == "t-abbreviations")
    assert plain(table.rows[0][0].inlines) == "GPO"


def test_a_cell_that_differs_holds_both_languages(chapter: Chapter) -> None:
    document = side_by_side(*both(chapter, CHAPTER))
    table = next(b for b in document.blocks if isinstance(b, Table) and b.anchor == "t-abbreviations")
    assert plain(table.rows[0][1].inlines) == "Graustark Patent Office\n格劳斯塔克专利局"
    assert table.columns[0].header == "Acronym\n缩略语"


def refers(paragraph: Paragraph) -> bool:
    return any(isinstance(inline, Reference) for inline in paragraph.inlines)


def test_a_cross_reference_of_the_right_language_keeps_its_words(chapter: Chapter) -> None:
    document = side_by_side(*both(chapter, CHAPTER))
    rows = [row for block in document.blocks if isinstance(block, Parallel) for row in block.rows]
    left, right = next((a, b) for a, b in rows if isinstance(a, Paragraph) and refers(a))
    assert isinstance(left, Paragraph)
    assert isinstance(right, Paragraph)
    assert not refers(right)
    assert "表1" in plain(right.inlines)


def test_editions_that_are_not_built_alike_are_refused(chapter: Chapter) -> None:
    english, _ = both(chapter, CHAPTER)
    _, chinese = both(chapter, Scope("partner", "MT"))
    with pytest.raises(ValueError, match="not built alike"):
        side_by_side(english, chinese)


def test_no_text_of_the_left_language_is_lost(chapter: Chapter) -> None:
    english, chinese = both(chapter, CHAPTER)
    printed = {words.text for words in texts(side_by_side(english, chinese).blocks)}
    missing = {words.text for words in (*texts(english.blocks), *texts(chinese.blocks))} - printed
    assert missing == set()


def test_records_stay_traceable_on_both_sides(chapter: Chapter) -> None:
    document = side_by_side(*both(chapter, CHAPTER))

    def traced(language: str | None) -> set[str]:
        found: set[Text] = set(texts(document.blocks))
        return {t.record.partition(".")[0] for t in found if t.record and t.language == language}

    assert traced("zh-Hans-CN") <= traced(None)
