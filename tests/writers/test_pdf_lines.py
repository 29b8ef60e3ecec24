"""Where lines break: GB/T 15834 for Chinese, words for Latin script, nothing ever lost."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.writers.pdf.text import NO_END, NO_START, atoms, closeness, fill, plain

MIXED = (
    "国家知识产权局与欧洲专利局（EPO）签署《关于专利审查高速路（PPH）的谅解备忘录》，自2021年9月15日起生效；"
    "“五局合作”机制下，双方就“人工智能”“大数据”等议题交换意见……会议决定：延长试点——至2026年12月31日！"
    "PCT申请量达69,500件，占总量的25.1％，同比增长0.9%。详见https://www.office.example/pct/stats?year=2021&lang=zh。"
)  # fmt: skip
WIDTHS = tuple(60 + 5 * n for n in range(80))


def edges(text: str) -> list[float]:
    """Where each character begins at 10 points: Han are squares, Latin half of that."""
    return list(accumulate((10.0 if ord(c) > 0x2000 else 5.5 for c in text), initial=0.0))


def lines_of(text: str, width: float) -> list[str]:
    return [text[line.start : line.end] for line in fill(text, edges(text), width)]


def ends_of(text: str, width: float) -> list[tuple[str, str]]:
    """The characters on both sides of each break."""
    return [(before[-1], after[0]) for before, after in pairwise(lines_of(text, width))]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_begins_with_a_closing_mark(width):
    assert not [line for line in lines_of(MIXED, width)[1:] if line[0] in NO_START]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_ends_with_an_opening_mark(width):
    assert not [line for line in lines_of(MIXED, width) if line[-1] in NO_END]


@pytest.mark.parametrize("width", WIDTHS)
def test_words_and_numbers_stay_whole(width):
    broken = [pair for pair in ends_of(MIXED, width) if all(c.isascii() and c.isalnum() for c in pair)]

    # Only the address is wider than the narrowest lines; even there its marks come first.
    assert not broken or width < 150


@pytest.mark.parametrize("width", WIDTHS)
def test_dashes_and_ellipses_stay_whole(width):
    assert not [before for before, after in ends_of(MIXED, width) if before == after and before in "—…"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_line_is_no_wider_than_the_measure_and_half_a_mark(width):
    assert all(line.width <= width + 5.0 for line in fill(MIXED, edges(MIXED), width))


@given(st.text(alphabet="ab 1-/。，《》（）“”中—…\n.,%", max_size=60), st.floats(8, 200))
def test_no_character_is_lost(text, width):
    found = "".join(text[line.start : line.end] for line in fill(text, edges(text), width))

    assert found.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(st.text(max_size=40))
def test_any_text_can_be_cut_into_atoms(text):
    starts, ends = atoms(text)

    assert "".join(text[start:after] for start, after in pairwise((*starts, len(text)))) == text
    assert all(
        not text[end:after].strip() for end, after in zip(ends, (*starts[1:], len(text)), strict=bool(text))
    )


@given(st.text(max_size=60))
def test_plain_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("cross-border work", ["cross-", "border", "work"]),
        ("2020-2021", ["2020-2021"]),
        ("the office’s “own” way", ["the", "office’s", "“own”", "way"]),
        ("work—over", ["work—", "over"]),
        ("1\u00a0000 km", ["1\u00a0000", "km"]),
        ("《巴黎公约》，", ["《巴", "黎", "公", "约》，"]),
        ("第3次……会议", ["第", "3", "次……", "会", "议"]),
        ("试点——至", ["试", "点", "——", "至"]),
        ("达25.1％。", ["达", "25.1％。"]),
    ],
)
def test_what_stays_together(words, wanted):
    assert [words[start:end] for start, end in zip(*atoms(words), strict=True)] == wanted


def test_two_marks_that_meet_share_their_white():
    assert closeness("》，", 0) == closeness("：《", 0) < closeness("》的", 0) == 1


def test_an_opening_mark_hangs_out_of_the_line():
    text = "《中文》"

    (line,) = fill(text, edges(text), 100)

    assert line.width == 35
