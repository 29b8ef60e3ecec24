"""Dates in words, at the precision that they are known with.

No calendar object with an invented day ever reaches a pattern: patterns are filled from EdtfDate, and a
pattern that asks for a part the date does not state raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

from babel.dates import tokenize_pattern

from exporter.locale.edition import Edition
from exporter.model.edtf import Edtf, EdtfDate, Precision

Form: TypeAlias = Literal["full", "month", "short_month", "year", "since", "abbreviated", "weekday", "iso"]
Filler: TypeAlias = Callable[[EdtfDate], str]
Template: TypeAlias = tuple[Filler, ...]

_DAY, _MONTH, _YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR
_LAST_OF_YEAR = (12, 31)
_SKELETONS: Mapping[str, Mapping[Precision, str]] = {
    "full": {_DAY: "yMMMMd", _MONTH: "yMMMM", _YEAR: "y"},
    "abbreviated": {_DAY: "yMMMd", _MONTH: "yMMM", _YEAR: "y"},
    "month": {_DAY: "MMMMd", _MONTH: "MMMM"},
    "short_month": {_MONTH: "MMM"},
    "year": {_DAY: "y", _MONTH: "y", _YEAR: "y"},
    "weekday": {_DAY: "yMMMMEEEEd"},
}
_WHOLE = {"yMMMMd": "long", "yMMMMEEEEd": "full"}  # what CLDR has no skeleton for
_ALONE = {"MMMM": "LLLL", "MMM": "LLL"}  # a month without a year stands in the nominative
_MARKS = {"?": "{date} (uncertain)", "~": "about {date}", "%": "about {date} (uncertain)"}


def say_when(when: Edtf, edition: Edition, form: str = "full") -> str:
    """Return a date or an interval in words, no closer than it is known.

    full: "1 December 2021", "September 2021", "2021–2035", "since October 2020"; 2021年12月1日,
    自2020年10月起.  month: "September", "8 June"; 9月, 6月8日.  year: "2021"; 2021年.  abbreviated, for
    tables: "Nov 2021".  short_month, for charts: "Sept"; 9月.  weekday: "Wednesday, 1 December 2021";
    2021年12月1日星期三.  since: "since September 2021"; 自2021年9月起.  iso: "2021-09".
    """
    if form == "iso":
        return when.text
    if form == "since":
        return _since(when, edition)
    if form not in _SKELETONS:
        known = ", ".join((*_SKELETONS, "since", "iso"))
        raise ValueError(f"no form of dates is called '{form}': {known}")
    if when.start is not None and when.end is not None:
        return _closed(when.start, when.end, edition, form)
    return _open(when, edition, form)


def say_weekday(when: Edtf, edition: Edition) -> str:
    """Return the day of the week of a date that states its day: "Monday", 星期一."""
    return _filler(("E", 4), edition)(_one_day(when))


def say_month(when: Edtf, edition: Edition) -> str:
    """Return the name of a date's month, standing alone: "May", 五月.  In a sentence with other figures
    Chinese writes 5月: the form "month" of `say_when`."""
    return _filler(("L", 4), edition)(_single(when))


def _one_day(when: Edtf) -> EdtfDate:
    day = _single(when)
    if day.precision is not _DAY:
        raise ValueError(f"'{when}' states no day: ask for the form 'year' or 'full'")
    return day


def _single(when: Edtf) -> EdtfDate:
    if when.start is None or when.start != when.end:
        raise ValueError(f"'{when}' is no single date")
    return when.start


def say_span(when: Edtf, edition: Edition) -> str:
    """Return an interval as a sentence says it: "from October 2020 to October 2021", 2020年10月至2021年10月.

    A single date and an open interval read as in `say_when`.
    """
    if when.start is None or when.end is None or when.start == when.end:
        return say_when(when, edition)
    return _phrase("from {start} to {end}", edition, start=when.start, end=when.end)


def say_as_of(when: Edtf, edition: Edition) -> str:
    """Return the day of a count: "as of 1 December 2021", 截至2021年12月1日.

    A year, or its last day, is the end of the year, as sources say it: "as of the end of 2021", 截至2021年底.
    """
    day = when.end
    if day is None:
        raise ValueError(f"'{when}' names no day as of which something is counted: write 2021-12-31")
    if (day.precision is _YEAR or (day.month, day.day) == _LAST_OF_YEAR) and not day.mark:
        return edition.text("date", "as of the end of {year}", year=str(day.year))
    return _phrase("as of {date}", edition, date=day)


def say_academic_year(when: Edtf, edition: Edition) -> str:
    """Return two years as one of a school: "2021–2022 academic year", 2021—2022学年."""
    start, end = when.start, when.end
    if start is None or end is None or end.year != start.year + 1:
        raise ValueError(f"'{when}' is no academic year: write 2021/2022")
    return edition.text("date", "{start}–{end} academic year", start=str(start.year), end=str(end.year))


# -- points, intervals, open ends ------------------------------------------------------------------


def _point(day: EdtfDate, edition: Edition, form: str) -> str:
    template = _template(_skeleton(day, form), edition)
    said = "".join([fill(day) for fill in template])
    return edition.text("date", _MARKS[day.mark], date=said) if day.mark else said


def _skeleton(day: EdtfDate, form: str) -> str:
    try:
        return _SKELETONS[form][day.precision]
    except KeyError:
        raise ValueError(f"'{day}' states no {form}: ask for the form 'year' or 'full'") from None


def _closed(start: EdtfDate, end: EdtfDate, edition: Edition, form: str) -> str:
    if start is end or start == end:  # a single date is both its ends
        return _point(start, edition, form)
    if form == "month" and start.year != end.year:
        raise ValueError(f"'{start}/{end}' spans years, which the form 'month' does not say: ask for 'full'")
    skeleton = _skeleton(start, form)
    if skeleton != _skeleton(end, form) or start.mark or end.mark:
        said = (_point(start, edition, form), _point(end, edition, form))
        return edition.text("date", "{start} to {end}", start=said[0], end=said[1])
    differing = _largest_difference(start, end)
    if differing not in skeleton:  # 2021-03/2021-05 by years is one year
        return _point(start, edition, form)
    first, last = _halves(skeleton, differing, edition)
    return "".join([fill(start) for fill in first] + [fill(end) for fill in last])


def _largest_difference(start: EdtfDate, end: EdtfDate) -> str:
    if start.year != end.year:
        return "y"
    return "M" if start.month != end.month else "d"


def _open(when: Edtf, edition: Edition, form: str) -> str:
    if when.start is not None:
        message = "from {date} (end not stated)" if when.end_unknown else "since {date}"
        return _phrase(message, edition, form, date=when.start)
    assert when.end is not None  # an interval has a stated end
    message = "until {date}" if when.text.startswith("..") else "until {date} (beginning not stated)"
    return _phrase(message, edition, form, date=when.end)


def _since(when: Edtf, edition: Edition) -> str:
    if when.start is None or (when.is_interval and when.end is not None):
        raise ValueError(f"'{when}' is no beginning, which the form 'since' says: ask for 'full'")
    return _phrase("since {date}", edition, date=when.start)


def _phrase(message: str, edition: Edition, form: str = "full", **days: EdtfDate) -> str:
    """Return points in a phrase; where all state their day, in the phrase that a language has for days.

    French says "du 2 mai au 4 mai" of days, and "entre mai et juillet" of months.
    """
    said = {name: _point(day, edition, form) for name, day in days.items()}
    to_the_day = all(day.precision is _DAY and not day.mark for day in days.values())
    of_days = edition.optional("date.day", message) if to_the_day and form != "year" else None
    return of_days.format_map(said) if of_days else edition.text("date", message, **said)


# -- patterns of CLDR and of the house --------------------------------------------------------------


@cache
def _template(skeleton: str, edition: Edition) -> Template:
    return _compile(edition.style.dates.patterns.get(skeleton) or _cldr_pattern(skeleton, edition), edition)


def _cldr_pattern(skeleton: str, edition: Edition) -> str:
    skeletons = edition.locale.datetime_skeletons
    if skeleton in skeletons:
        return str(skeletons[skeleton].pattern)
    # Babel would match yMMMMd to yMMMd and print "Sep" (python-babel#803); MMMM alone likewise.
    if skeleton in _WHOLE:
        return str(edition.locale.date_formats[_WHOLE[skeleton]].pattern)
    return _ALONE[skeleton]


@cache
def _halves(skeleton: str, differing: str, edition: Edition) -> tuple[Template, Template]:
    first, last = edition.style.dates.intervals.get(skeleton, {}).get(differing) or _cldr_halves(
        skeleton, differing, edition
    )
    return _compile(first, edition), _compile(last, edition)


def _cldr_halves(skeleton: str, differing: str, edition: Edition) -> tuple[str, str]:
    formats = edition.locale.interval_formats
    if skeleton in formats:
        first, last = formats[skeleton][differing]
        return first, last
    # UTS 35 lets a wide month take the pattern of the abbreviated one, widened; Babel does not widen.
    first, last = formats[skeleton.replace("MMMM", "MMM")][differing]
    return _widened(first), _widened(last)


def _widened(pattern: str) -> str:
    return re.sub(r"(?<![ML])([ML])\1\1(?![ML])", r"\1\1\1\1", pattern)


def _compile(pattern: str, edition: Edition) -> Template:
    parts = [part for _, part in tokenize_pattern(pattern)]
    if any(part[0] == "E" for part in parts) and not any(part[0] == "d" for part in parts):
        raise ValueError(f"{edition.language_tag}: a pattern of dates asks for 'EEEE' without its day")
    return tuple(_filler(part, edition) for part in parts)


def _filler(part: str | tuple[str, int], edition: Edition) -> Filler:
    if isinstance(part, str):
        return lambda _: part
    letter, width = part
    match letter, width:
        case "y", 1:
            return lambda day: str(day.year)
        case "M" | "L", 1:
            return lambda day: format(day.month, "d")
        case "M" | "L", 3 | 4:
            # CLDR's root gives short months that stand alone the names of those in dates.  Babel follows
            # that alias once for all locales: after Chinese, French would have 2月 (python-babel#1263).
            short = width == 3  # noqa: PLR2004
            context = "format" if letter == "M" or short else "stand-alone"
            names = edition.locale.months[context]["abbreviated" if short else "wide"]
            months = {number: str(names[number]) for number in range(1, 13)}
            return lambda day: months[day.month or 0]
        case "d", 1:
            return lambda day: format(day.day, "d")
        case "E", 4:
            days = edition.locale.days["format"]["wide"]
            return lambda day: str(days[date(day.year, day.month or 0, day.day or 0).weekday()])
    # Not least Y, the year of a week: 2024-12-30 would print 2025 (python-babel#419).
    raise ValueError(f"{edition.language_tag}: a pattern of dates asks for '{letter * width}'")
