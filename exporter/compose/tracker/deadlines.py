"""How far off a day is, and what it asks for: in words, which colours only repeat.

Said twice like a state: in Python for the value in the file, as a formula for the as-of date that
staff may change.  The tests hold both against each other.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique

from exporter.compose.tracker.desk import Desk
from exporter.compose.tracker.state import ENDED, UNTIL, Milestones
from exporter.document.workbook import ABSENT, CellValue, Highlight, State

_FIRST_EXCEL_DAY = date(1900, 1, 1)


@unique
class Band(StrEnum):
    """How far off a day is on the as-of date."""

    PAST = "past"
    WITHIN_30 = "within_30"
    WITHIN_60 = "within_60"
    WITHIN_90 = "within_90"
    LATER = "later"
    DONE = "done"  # staff have closed the matter
    NO_DAY = "no_day"  # something is written that is no calendar day


@unique
class Need(StrEnum):
    """What an instrument asks of the desk."""

    NOTHING = "nothing"
    FOLLOW_UP = "follow_up"  # its last day is past
    DECIDE_30 = "decide_30"
    DECIDE_60 = "decide_60"
    DECIDE_90 = "decide_90"
    NOTICE = "notice"  # the last day for notice comes within 90 days
    CONFIRM = "confirm"  # no end is stated, and nobody has heard of it for two years


_LIMITS = ((30, Band.WITHIN_30), (60, Band.WITHIN_60), (90, Band.WITHIN_90))
_DECISIONS = ((30, Need.DECIDE_30), (60, Need.DECIDE_60), (90, Need.DECIDE_90))
_SILENCE = 24  # months after which a text without an end wants to be confirmed
CLOSED = ("done", "dropped")  # statuses that end a deadline

CHECKED, NOTICE_BY = "last_checked", "notice_by"  # columns that the formulas read


def band_word(desk: Desk, band: Band) -> str:
    """Return the edition's words for a band: "within 30 days"."""
    return desk.edition.text("deadline", band.value)


def need_word(desk: Desk, need: Need) -> str:
    """Return the edition's words for a need: "decide on renewal within 30 days"."""
    return desk.edition.text("need", need.value)


# -- what staff must do ----------------------------------------------------------------------------


def due_words(desk: Desk, due: CellValue, status: CellValue) -> str:
    """Return how far off `due` is on the as-of date; a dash where staff wrote nothing."""
    if due is None:
        return ABSENT
    if status in _closed_words(desk):
        return band_word(desk, Band.DONE)
    if not isinstance(due, date) or due < _FIRST_EXCEL_DAY:
        return band_word(desk, Band.NO_DAY)
    return band_word(desk, band_at(due, desk.as_of))


def band_at(day: date, as_of: date) -> Band:
    """Return how far off `day` is."""
    left = (day - as_of).days
    if left < 0:
        return Band.PAST
    return next((band for limit, band in _LIMITS if left <= limit), Band.LATER)


def due_formula(desk: Desk, *, with_status: bool) -> str:
    """Return `due_words` as a formula over the row's due date and status."""
    said = {band: quoted(band_word(desk, band)) for band in Band}
    distance = said[Band.LATER]
    for limit, band in reversed(_LIMITS):
        distance = f"IF({{due}}-{{as_of}}<={limit},{said[band]},{distance})"
    words = f"IF({{due}}<{{as_of}},{said[Band.PAST]},{distance})"
    words = f"IF(ISNUMBER({{due}}),{words},{said[Band.NO_DAY]})"
    if with_status:
        closed = ",".join(f"{{status}}={quoted(word)}" for word in _closed_words(desk))
        words = f"IF(OR({closed}),{said[Band.DONE]},{words})"
    return f'IF({{due}}="",{quoted(ABSENT)},{words})'


def _closed_words(desk: Desk) -> tuple[str, ...]:
    return tuple(desk.edition.text("staff_status", code) for code in CLOSED)


def bands(desk: Desk, column: str) -> tuple[Highlight, ...]:
    """Return the highlights of a column that holds the words of bands."""
    marked: Iterable[tuple[Band, State]] = (
        (Band.PAST, "past"), (Band.WITHIN_30, "within_30"), (Band.WITHIN_60, "within_60"),
        (Band.WITHIN_90, "within_90"), (Band.DONE, "done"),
    )  # fmt: skip
    return tuple(says(column, band_word(desk, band), state) for band, state in marked)


def done(desk: Desk) -> tuple[Highlight, ...]:
    """Return the highlights of the status that staff give."""
    return tuple(says("status", word, "done") for word in _closed_words(desk))


def says(column: str, word: str, state: State) -> Highlight:
    """Return the highlight of a column while it holds `word`."""
    return Highlight(f"{{{column}}}={quoted(word)}", state)


def days_left_bands(column: str) -> tuple[Highlight, ...]:
    """Return the highlights of a column that counts days."""
    is_number = f"ISNUMBER({{{column}}})"
    past = Highlight(f"AND({is_number},{{{column}}}<0)", "past")
    states: Iterable[tuple[int, State]] = ((30, "within_30"), (60, "within_60"), (90, "within_90"))
    return (past, *(Highlight(f"AND({is_number},{{{column}}}<={limit})", state) for limit, state in states))


def quoted(words: str) -> str:
    """Return `words` as a formula writes them.

    >>> quoted('the "old" plan')
    '"the ""old"" plan"'
    """
    return '"' + words.replace('"', '""') + '"'


# -- what an instrument asks for -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outlook:
    """The days that settle what an instrument asks for.

    `heard` is the last day of its last action; `checked` is when staff last confirmed it.
    """

    known: Milestones
    notice_by: date | None = None
    heard: date | None = None
    checked: date | None = None

    @property
    def silent_end(self) -> bool:
        """Whether nothing says until when it runs."""
        return self.known.until is None and not self.known.open_ended


def need_at(outlook: Outlook, day: date) -> Need:
    """Return what an instrument asks for on `day`."""
    known = outlook.known
    if known.ended is not None and known.ended <= day:
        return Need.NOTHING
    if outlook.silent_end:
        last = max(filter(None, (outlook.heard, outlook.checked)), default=None)
        fresh = last is not None and last >= months_before(day, _SILENCE)
        return Need.NOTHING if fresh else Need.CONFIRM
    if known.until is None:
        return Need.NOTHING
    return _need_before_the_end(known.until, outlook.notice_by, day)


def _need_before_the_end(until: date, notice_by: date | None, day: date) -> Need:
    left = (until - day).days
    if left < 0:
        return Need.FOLLOW_UP
    if notice_by is not None and 0 <= (notice_by - day).days <= _DECISIONS[-1][0]:
        return Need.NOTICE
    return next((need for limit, need in _DECISIONS if left <= limit), Need.NOTHING)


def need_formula(desk: Desk, outlook: Outlook) -> str:
    """Return `need_at` as a formula over the row's days and the named cell as_of."""
    said = {need: quoted(need_word(desk, need)) for need in Need}
    if outlook.silent_end:
        heard = _literal(outlook.heard)
        words = (
            f"IF(MAX(N({{{CHECKED}}}),{heard})>=EDATE({{as_of}},-{_SILENCE}),"
            f"{said[Need.NOTHING]},{said[Need.CONFIRM]})"
        )
    elif outlook.known.until is None:
        words = said[Need.NOTHING]
    else:
        words = _end_formula(said)
    ended = f'AND({{{ENDED}}}<>"{ABSENT}",N({{{ENDED}}})<={{as_of}})'
    return f"IF({ended},{said[Need.NOTHING]},{words})"


def _literal(day: date | None) -> str:
    return f"DATE({day.year},{day.month},{day.day})" if day and day >= _FIRST_EXCEL_DAY else "0"


def _end_formula(said: dict[Need, str]) -> str:
    left = f"N({{{UNTIL}}})-{{as_of}}"
    words = said[Need.NOTHING]
    for limit, need in reversed(_DECISIONS):
        words = f"IF({left}<={limit},{said[need]},{words})"
    notice = f"N({{{NOTICE_BY}}})-{{as_of}}"
    soon = f"AND(ISNUMBER({{{NOTICE_BY}}}),{notice}>=0,{notice}<={_DECISIONS[-1][0]})"
    return f"IF({left}<0,{said[Need.FOLLOW_UP]},IF({soon},{said[Need.NOTICE]},{words}))"


def need_bands(desk: Desk, column: str) -> tuple[Highlight, ...]:
    """Return the highlights of the column that says what is needed."""
    marked: Iterable[tuple[Need, State]] = (
        (Need.FOLLOW_UP, "past"), (Need.DECIDE_30, "within_30"), (Need.NOTICE, "within_30"),
        (Need.DECIDE_60, "within_60"), (Need.DECIDE_90, "within_90"), (Need.CONFIRM, "within_90"),
    )  # fmt: skip
    return tuple(says(column, need_word(desk, need), state) for need, state in marked)


def months_before(day: date, months: int) -> date:
    """Return the day `months` earlier, or the last of a shorter month, as Excel's EDATE does.

    >>> months_before(date(2031, 8, 31), 6)
    datetime.date(2031, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
