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
opened = singles.map(lambda single: f"{single}/..")
values = st.one_of(singles, intervals, opened)


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


@pytest.mark.parametrize(("text", "precision"), [("2021", 1), ("2021-09", 2), ("2021-09-15", 3), ("2021-09/2022", 2)])
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


def test_uncertainty_is_kept() -> None:
    assert (parse("2021-09?").uncertain, parse("2021~").approximate) == (True, True)


@pytest.mark.parametrize("text", ["", "21", "2021-13", "2021-02-30", "2021/2020", "../..", "2021-9", "Sept 2021", "２０２１"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write 2021, 2021-09"):
        parse(text)
