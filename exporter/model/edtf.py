"""Dates as a source states them: EDTF (ISO 8601-2), level 0 and the parts of level 1 that reports use.

A date keeps its precision; an interval may be open.  A value covers a span of days, which orders it,
but no day that the source does not state can be read from it.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import lru_cache, total_ordering

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[?~%]?)", re.ASCII)
_OPEN, _UNKNOWN = "..", ""
_MONTHS = 12
_EXAMPLES = "write 2021, 2021-09, 2021-09-15 or 2020-10/2021-10"


class Precision(IntEnum):
    """How closely a date is known; a larger value is closer."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One end of a value: year, and month and day where stated; `mark` is "", "?", "~" or "%"."""

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""

    @property
    def precision(self) -> Precision:
        """How closely it is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first_day(self) -> date:
        """The first day that it covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that it covers."""
        month = self.month or _MONTHS
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts) + self.mark


@total_ordering
@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval.  Compared and hashed by its text; ordered by the span that it covers."""

    text: str
    start: EdtfDate | None = field(compare=False)  # None: open or unknown
    end: EdtfDate | None = field(compare=False)
    is_interval: bool = field(default=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Return the value of `text`; ValueError says what is wrong with it.

        >>> Edtf.parse("2020-10/2021-10").end
        EdtfDate(year=2021, month=10, day=None, mark='')
        """
        return _parsed(text)

    @property
    def first_day(self) -> date | None:
        """The first day that it covers; None when it has no stated beginning."""
        return self.start.first_day if self.start else None

    @property
    def last_day(self) -> date | None:
        """The last day that it covers; None when it has no stated end."""
        return self.end.last_day if self.end else None

    @property
    def precision(self) -> Precision:
        """How closely it is known; of an interval, its first stated end."""
        stated = self.start or self.end
        assert stated is not None  # parse refuses an interval without ends
        return stated.precision

    @property
    def is_open(self) -> bool:
        """Whether an end is open or unknown."""
        return self.start is None or self.end is None

    @property
    def end_unknown(self) -> bool:
        """Whether it ends, but the source does not say when: "2021/"; "2021/.." has no end."""
        return self.text.endswith("/")

    @property
    def year(self) -> int | None:
        """The year of a date, or of an interval's start."""
        return self.start.year if self.start else None

    @property
    def month(self) -> int | None:
        """The month, where the date states one; of an interval, its start's."""
        return self.start.month if self.start else None

    @property
    def uncertain(self) -> bool:
        """Whether the source doubts it: "?" or "%"."""
        return any(end is not None and end.mark in ("?", "%") for end in (self.start, self.end))

    @property
    def approximate(self) -> bool:
        """Whether the source calls it about right: "~" or "%"."""
        return any(end is not None and end.mark in ("~", "%") for end in (self.start, self.end))

    @property
    def _span(self) -> tuple[int, int]:
        """The span by day numbers; an open or unknown end is outside of the calendar."""
        return (
            self.start.first_day.toordinal() if self.start else date.min.toordinal() - 1,
            self.end.last_day.toordinal() if self.end else date.max.toordinal() + 1,
        )

    @property
    def order(self) -> tuple[int, int, str]:
        """What dates are ordered by: first and last day, then the text."""
        return (*self._span, self.text)

    def __lt__(self, other: Edtf) -> bool:
        return self.order < other.order

    def contains(self, other: Edtf) -> bool:
        """Whether every day that `other` covers is covered here."""
        return self._span[0] <= other._span[0] and other._span[1] <= self._span[1]

    def is_before(self, other: Edtf) -> bool:
        """Whether it ends certainly before `other` begins; an open or unknown end is never before."""
        return self._span[1] < other._span[0]

    def overlaps(self, other: Edtf) -> bool:
        """Whether the two share a day that they cover."""
        return not (self.is_before(other) or other.is_before(self))

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Edtf:
    first, slash, last = text.partition("/")
    if not slash:
        only = _date(text)
        return Edtf(str(only), only, only)
    start, end = _end(first), _end(last)
    if start is None and end is None:
        raise ValueError(f"the interval '{text}' has no end at all: {_EXAMPLES}")
    if start is not None and end is not None and end.last_day < start.first_day:
        raise ValueError(f"the interval '{text}' ends before it starts: {_EXAMPLES}")
    return Edtf(f"{start or first}/{end or last}", start, end, True)


def _end(text: str) -> EdtfDate | None:
    return None if text in (_OPEN, _UNKNOWN) else _date(text)


def _date(text: str) -> EdtfDate:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is no EDTF date: {_EXAMPLES}")
    year, month, day, mark = match.groups()
    found = EdtfDate(int(year), int(month) if month else None, int(day) if day else None, mark)
    _check_calendar(found)
    return found


def _check_calendar(found: EdtfDate) -> None:
    year, month, day = found.year, found.month, found.day
    if year == 0:
        raise ValueError(f"'{found}' is in the year 0, which the calendar here does not have: {_EXAMPLES}")
    if month is not None and not 1 <= month <= _MONTHS:
        raise ValueError(f"'{found}' has no month {month:02}, months are 01 to 12: {_EXAMPLES}")
    if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"'{found}' has no day {day:02} in that month: {_EXAMPLES}")
