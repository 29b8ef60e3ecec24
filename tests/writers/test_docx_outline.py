"""The numbers of headings: counted by Word where Word comes to the same, text where it would not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.document.nodes import Heading, text
from exporter.writers.docx.outline import outline_of


def headings(*numbers: tuple[int, str]) -> list[Heading]:
    return [Heading(level, text("Words"), f"h{n}", number) for n, (level, number) in enumerate(numbers)]


ENGLISH = ((1, "1"), (2, "1.1"), (2, "1.2"), (1, ""), (1, "2"), (2, "2.1"))
CHINESE = ((1, "一、"), (2, "（一）"), (2, "（二）"), (1, "二、"), (2, "（一）"))


def test_sections_from_the_first_on_are_counted() -> None:
    outline = outline_of(headings(*ENGLISH))
    assert outline is not None
    xml = outline.xml(7, [" ", " "], ["", ""])
    assert 'w:lvlText w:val="%1"' in xml and 'w:lvlText w:val="%1.%2"' in xml and 'w:val="space"' in xml


def test_chinese_sections_are_counted_in_han_numerals() -> None:
    outline = outline_of(headings(*CHINESE))
    assert outline is not None
    xml = outline.xml(7, ["", ""], ["", ""])
    assert xml.count("chineseCountingThousand") == 2
    assert 'w:lvlText w:val="%1、"' in xml and 'w:lvlText w:val="（%2）"' in xml and 'w:val="nothing"' in xml


def test_a_part_that_begins_later_starts_there() -> None:
    outline = outline_of(headings((1, "4"), (1, "5")))
    assert outline is not None and outline.starts == (4,)


@pytest.mark.parametrize(
    "numbers",
    [
        ((1, "4.1"), (1, "6.2")),  # a path at the first level
        ((1, "1"), (1, "3")),  # a gap
        ((1, "1"), (2, "2.1")),  # another parent
        ((1, "1"), (1, "二、")),  # two ways of counting
        ((1, "1"), (3, "1.1.1")),  # a level left out
        ((2, "1.1"), (2, "1.2")),  # no first level
        ((1, "Annex A"), (1, "Annex B")),
        ((1, "百"),),
        (),
    ],
)
def test_numbers_that_word_would_not_come_to_stay_text(numbers: tuple[tuple[int, str], ...]) -> None:
    assert outline_of(headings(*numbers)) is None


@given(st.lists(st.integers(1, 3), min_size=1, max_size=25))
def test_every_outline_that_counts_on_is_counted(depths: list[int]) -> None:
    counts: list[int] = []
    numbers = []
    for wanted in depths:
        depth = min(wanted, len(counts) + 1)
        counts = [*counts[: depth - 1], (counts[depth - 1] if len(counts) >= depth else 0) + 1]
        numbers.append((depth, ".".join(map(str, counts))))
    assert outline_of(headings(*numbers)) is not None


def test_han_numerals_are_counted_to_ninety_nine() -> None:
    tens = ("", "十", "二十", "三十", "四十", "五十", "六十", "七十", "八十", "九十")
    names = [f"{ten}{one}、" for ten in tens for one in ("", *"一二三四五六七八九")][1:]
    assert outline_of(headings(*((1, name) for name in names))) is not None
