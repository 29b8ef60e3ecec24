"""How wide a column and how high a row must be for what they hold, in both scripts.

Excel fits rows that have no height; LibreOffice and others do not, so we say what we reckon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from exporter.document.workbook import CellValue, Formula, SheetColumn, TableSheet
from exporter.writers.xlsx.cells import printed

COVER_WIDTHS = (26.0, 104.0)  # column A: labels and headings; B: what they say

_FILTER_BUTTON = 3  # columns that the button of a filter covers in the header
_PADDING = 1.5
_NARROWEST = 6.0
_WIDE = frozenset("WF")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def has_han(words: str) -> bool:
    """Tell whether `words` want a Chinese typeface."""
    return not words.isascii() and _HAN.search(words) is not None


def cells_wide(words: str) -> float:
    """Return the width of `words` in cells of a Latin digit: a Han character takes two.

    >>> cells_wide("2021"), cells_wide("专利"), cells_wide("il"), cells_wide("MW")
    (4.0, 4.0, 1.0, 3.0)
    """
    if words.isascii():
        return sum(words.encode().translate(_TENTHS)) / 10
    return sum(map(_cell_wide, words))


def _cell_wide(character: str) -> float:
    if character.isascii():
        return _TENTHS[ord(character)] / 10
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _tenths() -> bytes:
    """Widths of the ASCII characters in tenths of a digit's, as sans serif faces have them."""
    widths = {character: 12 for character in map(chr, range(128)) if character.isupper()}
    widths |= dict.fromkeys("ijlI|!.,;:' tf()[]/", 5) | dict.fromkeys("r-", 6) | dict.fromkeys("mwMW@%", 15)
    return bytes(widths.get(chr(code), 10) for code in range(256))


_TENTHS = _tenths()


# -- widths ----------------------------------------------------------------------------------------


def column_widths(sheet: TableSheet, date_format: str) -> tuple[float, ...]:
    """Return the widths of a table's columns, in digits of the default font."""
    return tuple(
        max(
            column_width(column, (row[at] for row in sheet.rows)),
            date_width(column.number_format or date_format) if column.kind == "date" else 0,
        )
        for at, column in enumerate(sheet.columns)
    )


_HIDDEN_PART = re.compile(r"\[[^\]]*\]|[\"\\]")  # of a number format: its locale code, quotes, escapes
_DATE_PART = re.compile("yyyy|mmmm|mmm|m{1,2}|d{1,2}")
_LONGEST = {"yyyy": 4, "mmmm": 9, "mmm": 4}  # characters of the longest date; a day or a month takes 2


def date_width(number_format: str) -> float:
    """Return the width that any date needs in `number_format`: a narrower column prints "#####".

    >>> date_width('[$-804]yyyy"年"m"月"d"日"'), date_width("[$-809]d mmm yyyy")
    (15.5, 13.5)
    """
    shown = _HIDDEN_PART.sub("", number_format)
    parts = sum(_LONGEST.get(part, 2) for part in _DATE_PART.findall(shown))
    return parts + cells_wide(_DATE_PART.sub("", shown)) + _PADDING


def column_width(column: SheetColumn, values: Iterable[CellValue]) -> float:
    """Return the width of `column`: what its cells need, within `column.width` and its header's words."""
    widest = max((_content_width(value, column) for value in values), default=0.0)
    wanted = widest or (column.width if column.editable else 0)  # staff will fill what is theirs
    return max(min(wanted, column.width), _header_width(column.header), _NARROWEST) + _PADDING


def _content_width(value: CellValue, column: SheetColumn) -> float:
    plain = value.value if isinstance(value, Formula) else value
    words = printed(plain)
    if words:
        return max(map(cells_wide, words.splitlines()), default=0)
    if plain is None:
        return 0
    return len(str(plain)) + 1 if column.kind in ("integer", "decimal") else column.width


def _header_width(header: str) -> float:
    """A header wraps between words, or between any two Han characters, but keeps its filter button."""
    return max(map(cells_wide, _unbreakable(header)), default=0) + _FILTER_BUTTON


_HAN_TOGETHER = 4  # Han characters of a header that stay on one line


def _unbreakable(header: str) -> Iterator[str]:
    for word in header.split():
        yield word[:_HAN_TOGETHER] if has_han(word) else word


# -- heights ---------------------------------------------------------------------------------------

_LATIN_LINE, _HAN_LINE = 1.3, 1.7  # line height in sizes of the font; Chinese faces are taller
_ROW_PADDING = 3.0
_TOLERANCE = 0.05  # of rounding


def row_height(words: Iterable[tuple[str, float]], size: float) -> float:
    """Return the height in points of a row of (text, width of its column), set in `size` points."""
    tallest = max((_height(text, width, size) for text, width in words if text), default=size * _LATIN_LINE)
    return round(tallest + _ROW_PADDING, 2)


def _height(text: str, width: float, size: float) -> float:
    lines = sum(_lines(paragraph, width - _PADDING + _TOLERANCE) for paragraph in text.split("\n"))
    return lines * size * (_HAN_LINE if has_han(text) else _LATIN_LINE)


def _lines(paragraph: str, width: float) -> int:
    """Return how many lines `paragraph` takes in a column `width` cells wide."""
    if cells_wide(paragraph) <= width:
        return 1
    lines, at = 1, 0.0
    for word in _WORDS.findall(paragraph):
        long = cells_wide(word.rstrip())
        if at + long > width and at:
            lines, at = lines + 1, 0.0
        lines += max(0, ceil(long / width) - 1)
        at += cells_wide(word)
    return lines


# What a line breaks between: Han characters one by one, other words with the space behind them.
_WORDS = re.compile(_HAN.pattern + rf"|[^\s{_HAN.pattern[1:-1]}]+\s*|\s+")


def heights(rows: Iterable[Sequence[CellValue]], widths: Sequence[float], size: float) -> Iterator[float]:
    """Yield the height of each row; `widths` are of its columns, hidden ones 0."""
    shown = [at for at, width in enumerate(widths) if width]
    for row in rows:
        yield row_height(((printed(row[at]), widths[at]) for at in shown if at < len(row)), size)
