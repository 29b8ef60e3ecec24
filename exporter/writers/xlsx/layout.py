"""How wide a column must be for what it holds, in both scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from exporter.document.workbook import CellValue, Formula, SheetColumn
from exporter.writers.xlsx.cells import printed

_FILTER_BUTTON = 3  # columns that the button of a filter covers in the header
_PADDING = 1.7
_NARROWEST = 6.0
_WIDE = frozenset("WF")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def has_han(words: str) -> bool:
    """Tell whether `words` want a Chinese typeface."""
    return not words.isascii() and _HAN.search(words) is not None


def cells_wide(words: str) -> int:
    """Return the width of `words` in cells of a Latin digit: a Han character takes two.

    >>> cells_wide("PPH"), cells_wide("专利 PPH")
    (3, 8)
    """
    if words.isascii():
        return len(words)
    return sum(1 + (unicodedata.east_asian_width(character) in _WIDE) for character in words)


def column_width(column: SheetColumn, values: Iterable[CellValue]) -> float:
    """Return the width of `column`: what its cells need, within `column.width` and its header's words."""
    widest = max((_content_width(value, column) for value in values), default=0.0)
    wanted = widest or column.width
    return max(min(wanted, column.width), _header_width(column.header), _NARROWEST) + _PADDING


def _content_width(value: CellValue, column: SheetColumn) -> float:
    plain = value.value if isinstance(value, Formula) else value
    words = printed(plain)
    if words:
        return max(map(cells_wide, words.splitlines()), default=0)
    if plain is None:
        return 0
    return len(str(plain)) if column.kind in ("integer", "decimal") else column.width


def _header_width(header: str) -> int:
    """A header wraps between words, or between any two Han characters, but keeps its filter button."""
    return max(map(cells_wide, _unbreakable(header)), default=0) + _FILTER_BUTTON


_HAN_TOGETHER = 4  # Han characters of a header that stay on one line


def _unbreakable(header: str) -> Iterator[str]:
    for word in header.split():
        yield word[:_HAN_TOGETHER] if has_han(word) else word
