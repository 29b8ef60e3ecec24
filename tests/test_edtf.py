"""EDTF dates: precision, span, order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.model.edtf import Edtf, Precision

years = st.integers(1000, 3000)
singles = st.one_of(
    years.map(lambda y: f"{y:04}"),
    st.dates(date(1000, 1, 1), date(3000, 12, 31)).map(lambda d: d.isoformat()[:7]),
    st.dates(date(1000, 1, 1), date(3000, 12, 31)).map(date.isoformat),
)
intervals = st.tuples(singles, singles).map(sorted).map("/".join)
marked = st.tuples(singles, st.sampled_from("?~%")).map("".join)
opened = singles.flatmap(lambda one: st.sampled_from((f"{one}/..", f"../{one}", f"{one}/", f"/{one}")))
values = st.one_of(singles, intervals, opened, marked)


def parse(text: str) -> Edtf:
    return Edtf.parse(text)


@given(values)
def test_a_value_prints_as_it_was_written(text: str) -> None:
    assert str(parse(text)) == text


@given(values)
def test_a_value_ends_no_earlier_than_it_begins(text: str) -> None:
    value = parse(text)
    assert value.last_day is None or value.first_day is None or value.first_day <= value.last_day


@given(values)
def test_a_value_contains_itself(text: str) -> None:
    assert parse(text).contains(parse(text))


@given(values, values)
def test_of_two_values_one_is_not_after_the_other(one: str, other: str) -> None:
    assert (parse(one) <= parse(other)) or (parse(other) <= parse(one))


@given(values, values)
def test_what_is_before_another_does_not_overlap_it(one: str, other: str) -> None:
    assert not (parse(one).is_before(parse(other)) and parse(one).overlaps(parse(other)))


@given(values, values, values)
def test_the_order_of_values_is_transitive(one: str, other: str, third: str) -> None:
    first, second, last = sorted(map(parse, (one, other, third)))
    assert first <= second <= last
    assert first <= last


@given(values, values)
def test_values_that_stand_side_by_side_in_order_are_equal_or_the_first_is_less(one: str, other: str) -> None:
    first, second = sorted(map(parse, (one, other)))
    assert (first == second) is (not first < second)


@given(values)
def test_equal_values_have_equal_hashes(text: str) -> None:
    assert {parse(text)} == {parse(text)}


@given(values, values)
def test_a_value_that_contains_another_overlaps_it(one: str, other: str) -> None:
    assert not parse(one).contains(parse(other)) or parse(one).overlaps(parse(other))


@given(values, values)
def test_overlapping_is_mutual(one: str, other: str) -> None:
    assert parse(one).overlaps(parse(other)) is parse(other).overlaps(parse(one))


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2021", 1), ("2021-09", 2), ("2021-09-15", 3), ("2021-09/2022", 2), ("../2021-09-15", 3)],
)
def test_precision_is_what_was_written(text: str, precision: int) -> None:
    assert parse(text).precision is Precision(precision)


def test_a_month_covers_its_days() -> None:
    month = parse("2024-02")
    assert (month.first_day, month.last_day) == (date(2024, 2, 1), date(2024, 2, 29))


def test_a_year_contains_its_months() -> None:
    assert parse("2021").contains(parse("2021-12"))


def test_a_month_is_not_certainly_before_a_day_in_it() -> None:
    assert not parse("2021-09").is_before(parse("2021-09-30"))


def test_an_open_interval_has_no_last_day() -> None:
    assert parse("2021-12-01/..").last_day is None


def test_an_open_interval_comes_after_a_closed_one_with_the_same_beginning() -> None:
    assert [str(value) for value in sorted(map(parse, ["2021/..", "2021/9999"]))] == ["2021/9999", "2021/.."]


def test_a_beginning_that_is_open_comes_first() -> None:
    assert min(map(parse, ["0001", "../2021"])) == parse("../2021")


def test_an_unknown_end_is_no_open_end() -> None:
    assert (parse("2021/").end_unknown, parse("2021/..").end_unknown) == (True, False)


@pytest.mark.parametrize("text", ["2021/", "2021/..", "/2021", "../2021"])
def test_an_interval_with_an_open_or_unknown_end_is_open(text: str) -> None:
    assert parse(text).is_open


def test_a_value_that_may_go_on_is_before_nothing() -> None:
    assert not parse("2021/").is_before(parse("2030"))


def test_a_date_and_an_interval_know_their_year_and_month() -> None:
    known = [(parse(text).year, parse(text).month) for text in ("2021-09-15", "2021/2022", "../2021")]
    assert known == [(2021, 9), (2021, None), (None, None)]


def test_an_interval_of_one_month_is_not_that_month() -> None:
    assert parse("2021-09/2021-09") != parse("2021-09")


def test_uncertainty_is_kept() -> None:
    assert (parse("2021-09?").uncertain, parse("2021~").approximate) == (True, True)


WRONG = (
    "", "21", "2021-13", "2021-00", "2021-02-30", "2021-02-00", "2021/2020", "../..", "/", "2021-9",
    "Sept 2021", "0000", "２０２１", "2021-21", "2021-XX", "20211", "-2021", "2021 ", "2021\n", "2021?~",
    "?2021", "2021-?09", "2021/2022/2023", "2021-09-15T10:00", "2021...", "../", "[2021,2022]",
)  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write 2021, 2021-09"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2021-13", "has no month 13"),
        ("2021-02-29", "has no day 29 in that month"),
        ("0000", "is in the year 0"),
        ("2021/2020", "ends before it starts"),
        ("../..", "has no end at all"),
        ("2021-9", "is no EDTF date"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse(text)
