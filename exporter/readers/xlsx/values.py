"""A raw cell → a value that compares, by the kind of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import TypeAlias

from exporter.merge.tables import Bad, Column, Value, number_value, text_value
from exporter.model.edtf import Edtf
from exporter.readers.xlsx.cells import Raw
from exporter.readers.xlsx.parts import unescaped

Cell: TypeAlias = Value | Bad
Convert: TypeAlias = Callable[[Raw], Cell]

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_EPOCH = date(1899, 12, 30)  # day 0 for every day after Excel's 29 February 1900
_EPOCH_1904 = date(1904, 1, 1)
_LEAP_DAY = 60  # which 1900 did not have
_SAFE = 16  # digits that a number of Excel holds are fewer
_LAST = 2_958_465  # 31 December 9999
_WRITTEN_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
_WRITTEN_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?", re.ASCII)
_WRITTEN_YEAR = re.compile(r"(\d{4})\s*年", re.ASCII)
_NO_DATE = "no date; write 2021-09-15, or 2021-09 or 2021 where no more is known"


class Values:
    """Converts the cells of one file; `strings` are its shared texts, `dates` its date styles."""

    def __init__(self, strings: Sequence[str], dates: frozenset[str], *, since_1904: bool) -> None:
        self._strings = [_sound(text) for text in strings]
        self._dates, self._since_1904 = dates, since_1904
        self._day_of = lru_cache(maxsize=50_000)(self._day_number)  # a column repeats its days

    def converter(self, column: Column, words: Mapping[str, str]) -> Convert:
        """Return what converts the cells of `column`; `words` are those of its drop-down."""
        if column.kind == "date":
            return self.day if column.editable else self._locked_day
        if words:
            folded = {word.casefold(): code for word, code in words.items()}
            return lambda raw: _coded(self.text(raw), folded)
        return self.text

    def text(self, raw: Raw) -> Cell:
        """Return what a cell shows, numbers and dates in one form wherever they were typed."""
        kind, style, text = raw
        match kind:
            case "s":
                return self._shared(text)
            case "" | "n":
                return self._day_of(text) if style in self._dates else _number(text)
            case "b":
                return "true" if text.strip() == "1" else "false"
            case "e":
                return Bad(text, "the formula there has no value")
            case "d":
                return text.removesuffix("T00:00:00")
        return _sound(unescaped(text))

    def _shared(self, number: str) -> Cell:
        try:
            return self._strings[int(number)]
        except (ValueError, IndexError):
            return Bad(number, "the file names a text that it does not hold")

    def day(self, raw: Raw) -> Cell:
        """Return the date in a cell of staff's: a day that Excel knows, or an EDTF date in words."""
        if raw[0] in ("", "n"):
            return self._day_of(raw[2])
        text = self.text(raw)
        return written_date(text) if isinstance(text, str) else text

    def _locked_day(self, raw: Raw) -> Cell:
        """What the report prints may be a dash, or a day before Excel's first: text stays as it is."""
        return self._day_of(raw[2]) if raw[0] in ("", "n") else self.text(raw)

    def _day_number(self, text: str) -> Cell:
        try:
            days = float(text)
        except ValueError:
            return Bad(text, _NO_DATE)
        if not isfinite(days) or not 0 <= days <= _LAST:
            return Bad(text, _NO_DATE)
        if days != int(days):
            return Bad(text, "a date with a time of day; write the date alone")
        if self._since_1904:
            return (_EPOCH_1904 + timedelta(days=int(days))).isoformat()
        if int(days) in (0, _LEAP_DAY):
            return Bad(text, _NO_DATE)
        return (_EPOCH + timedelta(days=int(days) + (days < _LEAP_DAY))).isoformat()


def _sound(text: str) -> Cell:
    unseen = None if text.isprintable() else _UNSEEN.search(text.replace("\r", "\n"))
    if unseen:
        return Bad(text, f"it holds the character U+{ord(unseen[0]):04X}, which nobody can see")
    return text_value(text)


def _number(text: str) -> Cell:
    if text.isascii() and text.isdigit() and len(text) < _SAFE:
        return str(int(text))
    try:
        number = float(text)
    except ValueError:
        return Bad(text, "no number")
    if not isfinite(number):
        return Bad(text, "no number")
    return str(int(number)) if number == int(number) else number_value(Decimal(repr(number)))


def _coded(text: Cell, words: Mapping[str, str]) -> Cell:
    return words.get(text.casefold(), text) if isinstance(text, str) else text


def written_date(text: str) -> Cell:
    """Return a date typed as text, in EDTF; the ways that Chinese and English hands write are read too."""
    for pattern in (_WRITTEN_DAY, _WRITTEN_MONTH, _WRITTEN_YEAR):
        found = pattern.fullmatch(text)
        if found:
            year, *rest = found.groups()
            text = "-".join([year, *(f"{int(part):02}" for part in rest)])
            break
    try:
        return str(Edtf.parse(text))
    except ValueError:
        return Bad(text, _NO_DATE)
