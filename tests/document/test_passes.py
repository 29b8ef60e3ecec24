"""Numbering, cross references and structural checks."""

from __future__ import annotations

import pytest

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
    Inline,
    KeyFigures,
    Labels,
    ListBlock,
    Paragraph,
    Picture,
    Properties,
    Reference,
    Strong,
    Table,
    Text,
    plain,
    text,
)
from exporter.document.passes import number, problems, unbroken


def document(*blocks: Block) -> Document:
    return Document(
        language="zh-Hans-CN",
        properties=Properties("", "", "", (), "2030-01-01T00:00:00Z", "1"),
        cover=Cover(""),
        furniture=Furniture("", "", "{page}/{pages}"),
        labels=Labels(table="表{number}　{caption}", figure="图{number}　{caption}"),
        blocks=blocks,
    )


def table(
    anchor: str, *rows: tuple[Cell, ...], headers: str = "ab", caption: tuple[Inline, ...] = ()
) -> Table:
    return Table(anchor, caption, tuple(Column(h) for h in headers), rows)


def labels(numbered: Document) -> list[str]:
    return [block.label for block in numbered.blocks if isinstance(block, Table | Picture | Chart)]


def test_tables_and_figures_are_numbered_apart() -> None:
    blocks = (table("a"), Picture("p", (), "alt"), table("b"), Chart("c", (), (Bar("x", 1, "1"),), "alt"))
    assert labels(number(document(*blocks))) == ["表1", "图1", "表2", "图2"]


def test_a_reference_says_the_label_of_what_it_names() -> None:
    numbered = number(document(Paragraph((Strong((Reference("a"),)),)), table("a")))
    assert plain(numbered.blocks[0].inlines) == "表1"  # type: ignore[union-attr]


def test_a_reference_in_a_caption_is_spelled_out() -> None:
    numbered = number(document(table("a"), table("b", caption=(Reference("a"),))))
    assert plain(numbered.blocks[1].caption) == "表1"  # type: ignore[union-attr]


def test_numbering_twice_changes_nothing() -> None:
    once = number(document(table("a"), Paragraph((Reference("a"),))))
    assert number(once) == once


def test_a_heading_that_skips_a_level_is_a_problem() -> None:
    blocks = (Heading(1, text("A"), "a"), Heading(3, text("B"), "b"))
    assert problems(document(*blocks)) == ("heading 'b' skips from level 1 to level 3",)


def test_an_anchor_that_stands_twice_is_a_problem() -> None:
    assert problems(document(table("a"), table("a"))) == ("anchor 'a' stands twice",)


def test_a_row_of_another_width_is_a_problem() -> None:
    assert problems(document(table("a", (Cell(text("x")),)))) == (
        "table 'a' has a row that is not 2 cells wide",
    )


def test_a_column_without_header_is_a_problem() -> None:
    broken = Table("a", (), (Column(""),), ())
    assert problems(document(broken)) == ("table 'a' has a column without header",)


def test_an_empty_band_of_key_figures_is_a_problem() -> None:
    assert problems(document(KeyFigures(()))) == ("a band of key figures is empty",)


@pytest.mark.parametrize(
    ("words", "rule", "held"),
    [
        ("84 terms", "say_count", "84\u00a0terms"),
        ("1 December 2021", "say_when:full", "1\u00a0December 2021"),
        ("9月1日", "say_when:full", "9月1日"),
        ("Table 5 and others", None, "Table 5 and others"),
    ],
)
def test_no_line_parts_a_figure_from_its_unit(words: str, rule: str | None, held: str) -> None:
    said = Text(words, rule=rule)
    blocks = (Paragraph((Strong((said,)),)), ListBlock(((said,),)))
    paragraph, points = unbroken(document(*blocks)).blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(points, ListBlock)
    assert plain(paragraph.inlines) == plain(points.items[0]) == held


def test_a_table_breaks_its_words_as_it_needs() -> None:
    held = table("t", (Cell((Text("84 terms", rule="say_count"),)),), headers="a")
    assert unbroken(document(held)).blocks == (held,)
