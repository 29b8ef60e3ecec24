"""How wide a column and how high a row must be for what they hold, in both scripts.

Excel fits rows that have no height; LibreOffice and others do not, so we say what we reckon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil

from exporter.document.workbook import CellValue, Formula, SheetColumn
from exporter.writers.xlsx.cells import printed
from exporter.writers.xlsx.survey import Block

_REMEMBERED = 4096  # texts that many trackers of one run share
COVER_WIDTHS = (26.0, 104.0)  # column A: labels and headings; B: what they say

_FILTER_BUTTON = 3  # columns that the button of a filter covers in the header
_PADDING = 1.5
_NARROWEST = 6.0
_WIDE = frozenset("WF")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def has_han(words: str) -> bool:
    """Tell whether `words` want a Chinese typeface."""
    return not words.isascii() and _HAN.search(words) is not None


@lru_cache(maxsize=_REMEMBERED)
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
_LINE = b"\xff"
_TENTHS_OF_LINES = _TENTHS[:10] + _LINE + _TENTHS[11:]
_GAP = b"\xfe"
_TENTHS_OF_WORDS = _TENTHS_OF_LINES[:32] + _GAP + _TENTHS_OF_LINES[33:]
_SPACE = _TENTHS[32]


# -- widths ----------------------------------------------------------------------------------------


class Measure:
    """Finds how wide the columns of a table are, from its rows block by block."""

    def __init__(self, columns: Sequence[SheetColumn]) -> None:
        self._columns = columns
        self._widest = [0.0] * len(columns)
        self.plain = True  # as far as seen, values alone: no formulas, no links

    def add(self, block: Block) -> None:
        """Measure some rows.  A column that is as wide as it may be is measured no more."""
        for at, (column, values) in enumerate(zip(self._columns, zip(*block, strict=False), strict=False)):
            if self._widest[at] < column.width:
                widths = (_content_width(value, column) for value in set(values))
                self._widest[at] = max(self._widest[at], *widths)

    def keep_numbers_whole(self) -> None:
        """Give columns of numbers all the width that they may take: not all of their rows were measured."""
        for at, column in enumerate(self._columns):
            if column.kind in ("integer", "decimal"):
                self._widest[at] = column.width

    def widths(self, date_format: str) -> tuple[float, ...]:
        """Return the widths of the columns, in digits of the default font."""
        return tuple(
            max(
                _column_width(column, widest),
                date_width(column.number_format or date_format) if column.kind == "date" else 0,
            )
            for column, widest in zip(self._columns, self._widest, strict=True)
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


def _column_width(column: SheetColumn, widest: float) -> float:
    """Return the width of `column`: what its cells need, within `column.width` and its header's words."""
    wanted = column.width if column.editable else widest  # staff will fill what is theirs
    return max(min(wanted, column.width), _header_width(column.header), _NARROWEST) + _PADDING


def _content_width(value: CellValue, column: SheetColumn) -> float:
    plain = value.value if isinstance(value, Formula) else value
    words = printed(plain)
    if words:
        if words.isascii() and words.isprintable():
            return sum(words.encode().translate(_TENTHS)) / 10
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

LATIN_LINE, _HAN_LINE = 1.3, 1.7  # line height in sizes of the font; Chinese faces are taller
_ROW_PADDING = 3.0
_TOLERANCE = 0.05  # of rounding


def row_height(words: Iterable[tuple[str, float]], size: float) -> float:
    """Return the height in points of a row of (text, width of its column), set in `size` points."""
    tallest = max((text_height(text, width, size) for text, width in words if text), default=0)
    return height_of(tallest, size)


def height_of(tallest: float, size: float) -> float:
    """Return the height of a row whose tallest text takes `tallest` points; 0 where it has none."""
    return round((tallest or size * LATIN_LINE) + _ROW_PADDING, 2)


def all_fit(texts: Collection[str], width: float) -> bool:
    """Tell whether each of `texts` is ASCII and stands on one line of a column of `width`."""
    if cells_wide(max(texts, key=len)) * 10 > _room(width):  # a first look, that seldom errs
        return False
    together = "\n".join(texts)
    if not together.isascii() or together.count("\n") >= len(texts):
        return False
    wide = together.encode().translate(_TENTHS_OF_LINES).split(_LINE)
    return max(map(sum, wide)) <= _room(width)


def _room(width: float) -> float:
    """Return the tenths of a cell that a line of a column of `width` holds."""
    return 10 * (width - _PADDING + _TOLERANCE)


@lru_cache(maxsize=_REMEMBERED)
def text_height(text: str, width: float, size: float) -> float:
    """Return the height in points of `text` in a column of `width`."""
    if text.isascii():
        for lines in lines_of_plain((text,), width):
            return lines * size * LATIN_LINE
    lines = sum(_lines(paragraph, width - _PADDING + _TOLERANCE) for paragraph in text.split("\n"))
    return lines * size * (_HAN_LINE if has_han(text) else LATIN_LINE)


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


def lines_of_plain(texts: Sequence[str], width: float) -> Sequence[int]:
    """Return how many lines each of `texts` takes in a column of `width`; none at all, where one of them
    is not of ASCII words, parted by single spaces, that fit on a line.
    """
    plain = "".join(texts)
    together = "\n".join(texts)
    if not (plain.isascii() and plain.isprintable()) or _has_gaps(f"\n{together}\n"):
        return ()
    tenths = _room(width)
    wide = together.encode().translate(_TENTHS_OF_WORDS).split(_LINE)
    lines = [_lines_of_words(words.split(_GAP), tenths) for words in wide]
    return lines if all(lines) else ()


def _has_gaps(lines: str) -> bool:
    return "  " in lines or "\n " in lines or " \n" in lines or "\n\n" in lines


def _lines_of_words(words: Iterable[bytes], tenths: float) -> int:
    """Return how many lines take words whose characters' widths are given; 0 where one is wider."""
    lines, at = 1, 0
    for wide in map(sum, words):
        if at + wide > tenths:
            if wide > tenths:
                return 0
            lines, at = lines + 1, 0
        at += wide + _SPACE
    return lines


# What a line breaks between: Han characters one by one, other words with the space behind them.
_WORDS = re.compile(_HAN.pattern + rf"|[^\s{_HAN.pattern[1:-1]}]+\s*|\s+")


def heights(rows: Iterable[Sequence[CellValue]], widths: Sequence[float], size: float) -> Iterator[float]:
    """Yield the height of each row; `widths` are of its columns, hidden ones 0."""
    shown = [at for at, width in enumerate(widths) if width]
    for row in rows:
        yield row_height(((printed(row[at]), widths[at]) for at in shown if at < len(row)), size)
