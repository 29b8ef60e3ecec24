"""Dates and spans in words, each at its own precision: no function prints a day that a value lacks."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from exporter.locale.edition import Edition
from exporter.locale.numbers import say_number
from exporter.model.edtf import Edtf, EdtfDate, Precision

_LAST_OF_YEAR = (12, 31)


def say_when(when: Edtf, edition: Edition, form: str = "full") -> str:
    """Return a date in words, at its precision.

    full: "September 2021" · "2021年9月"; month: "September" · "9月"; year: "2021" · "2021年";
    since: "since 1 July 2021" · "自2021年7月1日起"; abbreviated, for tables: "Sep 2021" · "2021年9月".
    """
    return _said(when, edition, form)


@cache
def _said(when: Edtf, edition: Edition, form: str) -> str:
    words = _interval(when, edition, form) if when.is_interval else _single(when, edition, form)
    if when.uncertain:
        return edition.text("date", "{date} (uncertain)", date=words)
    if when.approximate:
        return edition.text("date", "about {date}", date=words)
    return words


def _single(when: Edtf, edition: Edition, form: str) -> str:
    only = when.start
    assert only is not None  # a single date is stated
    if form == "since":
        return edition.text("date", "since {date}", date=_date(only, edition, "full"))
    if form == "iso":
        return str(only)
    return _date(only, edition, form)


def _date(when: EdtfDate, edition: Edition, form: str) -> str:
    if form == "year" or (when.precision is Precision.YEAR and form != "month"):
        return _skeleton("y", when.first_day, edition)
    if form == "month":
        return _month(when, edition)
    if when.precision is Precision.MONTH:
        return _skeleton("yMMM" if form == "abbreviated" else "yMMMM", when.first_day, edition)
    return format_date(when.first_day, "medium" if form == "abbreviated" else "long", locale=edition.locale)


def _month(when: EdtfDate, edition: Edition) -> str:
    """The month without its year, for prose in which the year goes without saying."""
    if when.month is None:
        raise ValueError(f"{when} states no month")
    if when.day is not None:
        return _skeleton("MMMMd", when.first_day, edition)
    pattern = edition.pattern("date", "month alone")
    return pattern.format(name=format_date(when.first_day, "LLLL", locale=edition.locale), number=when.month)


def _skeleton(skeleton: str, day: date, edition: Edition) -> str:
    return format_skeleton(skeleton, day, locale=edition.locale)


def _interval(when: Edtf, edition: Edition, form: str) -> str:
    if form == "iso":
        return when.text
    if when.end is None and when.start is not None:
        return edition.text("date", "since {date}", date=_date(when.start, edition, "full"))
    if when.start is None:
        assert when.end is not None  # an interval has an end at least
        return edition.text("date", "until {date}", date=_date(when.end, edition, "full"))
    assert when.end is not None
    return _closed(when.start, when.end, edition)


def _closed(start: EdtfDate, end: EdtfDate, edition: Edition) -> str:
    if start.precision is not end.precision:
        return edition.text(
            "date", "{start} to {end}", start=_date(start, edition, "full"), end=_date(end, edition, "full")
        )
    if start.precision is Precision.YEAR:
        dash = edition.style.dates["year_range_dash"]
        return (
            f"{start.year:04}{dash}" + _date(end, edition, "year")
            if start != end
            else _date(end, edition, "year")
        )
    skeleton = "yMMMM" if start.precision is Precision.MONTH else _day_skeleton(edition.locale)
    return format_interval(start.first_day, end.first_day, skeleton, locale=edition.locale)


def _day_skeleton(locale: Locale) -> str:
    """Babel narrows yMMMMd to yMMMd without a word (python-babel#803): use it only where CLDR has it."""
    return "yMMMMd" if "yMMMMd" in locale.interval_formats else "yMMMd"


def say_span(when: Edtf, edition: Edition) -> str:
    """Return an interval in words: "October 2020 – October 2021" · "2020年10月至2021年10月"."""
    return say_when(when, edition)


def say_as_of(when: Edtf, edition: Edition) -> str:
    """Return the day of a stock; a year's last day as the end of the year, which is what sources say."""
    last = when.end
    if last is not None and (last.precision is Precision.YEAR or (last.month, last.day) == _LAST_OF_YEAR):
        return edition.text("date", "as of the end of {year}", year=f"{last.year:04}")
    return edition.text("date", "as of {date}", date=say_when(when, edition))


def say_academic_year(when: Edtf, edition: Edition) -> str:
    """Return "2021–2022 academic year" · "2021—2022学年"."""
    assert when.start is not None
    assert when.end is not None
    return edition.text(
        "date", "{start}–{end} academic year", start=f"{when.start.year}", end=f"{when.end.year}"
    )


_DURATION = re.compile(r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<day>\d+)D)?")


def say_duration(duration: str, edition: Edition, *, adjective: bool = False) -> str:
    """Return an ISO 8601 duration: "five years" · "五年"; as an adjective "five-year" · "五年"."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(f"'{duration}' is no duration: write P5Y, P6M or P1Y6M")
    kind = "duration_adjective" if adjective else "duration"
    parts = [_length(kind, unit, int(n), edition) for unit, n in match.groupdict().items() if n]
    return edition.text("duration", " and ").join(parts)


def _length(kind: str, unit: str, n: int, edition: Edition) -> str:
    return edition.ntext(kind, f"{{n}} {unit}", f"{{n}} {unit}s", n, n=_duration_number(unit, n, edition))


def _duration_number(unit: str, n: int, edition: Edition) -> str:
    from exporter.locale.nouns import spelled

    return say_number(n, edition) if edition.tag == "zh" and unit != "year" else spelled(n, edition)


def say_expiry(days: int, edition: Edition) -> str:
    """Return how far an end is away: "expires in 30 days" · "30天后到期"; 0 is today, -5 is past."""
    if days == 0:
        return edition.text("expiry", "expires today")
    if days > 0:
        return edition.ntext(
            "expiry", "expires in {n} day", "expires in {n} days", days, n=say_number(days, edition)
        )
    return edition.ntext(
        "expiry", "expired {n} day ago", "expired {n} days ago", -days, n=say_number(-days, edition)
    )
