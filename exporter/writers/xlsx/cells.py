"""A value → the XML of one cell.  Knows types; nothing of styles, columns or sheets.

SpreadsheetML: ECMA-376 part 1, §18.3.1.4 (c), §18.3.1.40 (f).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from exporter.document.workbook import CellValue, Formula, Hyperlink, Value
from exporter.writers.xlsx.strings import SharedStrings, escaped

_FIRST_DAY: Final = date(1900, 1, 1)  # Excel knows no earlier date
_BEFORE: Final = _FIRST_DAY.toordinal() - 1
_BEHIND: Final = _BEFORE - 1  # the same for a day behind the leap day
LEAP_DAY: Final = date(1900, 3, 1)  # Excel counts a 29 February 1900, which there was not

# What a spreadsheet might take for a formula or an error, were it typed: it gets a quote prefix.
_SUSPECT = re.compile(r"[=+\-@]|#(?:N/A|REF!|NAME\?|VALUE!|NULL!|NUM!|DIV/0!|GETTING_DATA|SPILL!|CALC!)")


def is_suspect(words: str) -> bool:
    """Tell whether a spreadsheet might read `words` as something else than text.

    >>> is_suspect("=1+1"), is_suspect("#N/A"), is_suspect("#1"), is_suspect("a=b")
    (True, True, False, False)
    """
    return _SUSPECT.match(words) is not None


def printed(value: CellValue) -> str:
    """Return the text that a cell of `value` holds; "" for a number or a date that Excel can hold."""
    match value:
        case str():
            return value
        case Hyperlink(text=words):
            return words
        case Formula(value=cached):
            return printed(cached)
        case date() if value < _FIRST_DAY:
            return value.isoformat()
        case _:
            return ""


def cell(reference: str, style: int, value: CellValue, strings: SharedStrings, formula: str = "") -> str:
    """Return the <c> element of `value` at `reference` ("B5"); `formula` is a Formula's own, resolved."""
    start = f'<c r="{reference}" s="{style}"'
    words = printed(value)
    if isinstance(value, Formula):
        return f"{start}{_calculated(value.value, words, escaped(formula))}"
    if words:
        return f'{start} t="s"><v>{strings.number(words)}</v></c>'
    number = _number(value)
    return f"{start}{_type(value)}><v>{number}</v></c>" if number else f"{start}/>"


def _calculated(cached: Value, words: str, formula: str) -> str:
    """The rest of a formula's cell: readers that do not calculate take the value beside it."""
    number = _number(cached)
    if words or not number:
        return f' t="str"><f>{formula}</f><v>{escaped(words)}</v></c>'
    return f"{_type(cached)}><f>{formula}</f><v>{number}</v></c>"


def _type(value: CellValue) -> str:
    return ' t="b"' if isinstance(value, bool) else ""


def _number(value: CellValue) -> str:
    match value:
        case bool():
            return str(int(value))
        case int():
            return str(value)
        case Decimal():
            return format(value, "f")
        case date():
            return str(serial(value))
        case _:
            return ""


def serials(days: Iterable[date]) -> list[int]:
    """Return the numbers of days that all come after Excel's leap day."""
    return [ordinal - _BEHIND for ordinal in map(date.toordinal, days)]


def serial(day: date) -> int:
    """Return the number of `day` in Excel's calendar: 1 for 1 January 1900."""
    return day.toordinal() - _BEFORE + (day >= LEAP_DAY)
