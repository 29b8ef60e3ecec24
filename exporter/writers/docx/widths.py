"""Widths of columns in twips (twentieths of a point): by share, but wide enough for words and dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil

from exporter.document.nodes import Table, Text, plain

_UNIT = 105  # a Latin letter at 10.5 points; a Han character takes two
_MARGINS = 220  # of a cell, left and right, with a little air
_SHORT_WORD = 8  # units: four Han characters
_LONGEST = 17  # units: a full date; a longer word must not starve the other columns
_ENOUGH = _MARGINS + _UNIT * _LONGEST


def table_widths(table: Table, total: int) -> list[int]:
    """Return the widths of the columns of `table`, which add up to `total`."""

    def least(column: int, width: float) -> int:
        return 0 if width >= _ENOUGH else _least_width(_printed(table, column))

    return column_widths([column.share for column in table.columns], least, total)


def even_widths(columns: int, total: int) -> list[int]:
    """Return widths as even as can be that add up to `total`."""
    return _in_proportion([1] * columns, total)


def column_widths(shares: Sequence[float], least: Callable[[int, float], int], total: int) -> list[int]:
    """Return column widths that add up to `total`: by share, but none below its least where that can be.

    `least` gives the least width of a column; it is told the width by share, and may say 0 where that
    is enough for anything.

    >>> column_widths([8, 1, 1], lambda column, width: [0, 30, 0][column], 100)
    [62, 30, 8]
    """
    held: dict[int, int] = {}  # the columns that are wider than their share
    while len(held) < len(shares):
        free = sum([share for column, share in enumerate(shares) if column not in held])
        unit = (total - sum(held.values())) / free
        parts = [held.get(column, unit * share) for column, share in enumerate(shares)]
        needed = [least(column, part) for column, part in enumerate(parts)]
        short = {c: n for c, n in enumerate(needed) if n > parts[c]}
        if not short:
            return _in_proportion(parts, total)
        held |= short
    return _in_proportion([held[column] for column in range(len(shares))], total)


def _in_proportion(parts: Sequence[float], total: int) -> list[int]:
    whole = sum(parts)
    ends = [round(total * end / whole) for end in accumulate(parts)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _printed(table: Table, position: int) -> str:
    """Return the words of a column, header first."""
    cells = [row[position].inlines for row in table.rows]
    words = [i[0].text if len(i) == 1 and type(i[0]) is Text else plain(i) for i in cells]
    return "\n".join([table.columns[position].header, *words])


_BREAKS = "/-—–"  # beside spaces


def _least_width(words: str) -> int:
    for mark in _BREAKS[:2] if words.isascii() else _BREAKS:
        words = words.replace(mark, " ")
    longest = max(map(len if words.isascii() else _least, words.split()), default=0)
    return _MARGINS + _UNIT * min(_LONGEST, longest)


@lru_cache(maxsize=4096)
def _least(piece: str) -> int:
    """Return the width in units below which `piece` would be cut where it should not be.

    Han text may be cut anywhere, so only short words of it and dates ("2021年12月31日") are held whole.
    Word opens a gap of half a unit wherever Han characters meet letters or digits.
    """
    if piece.isascii():
        return len(piece)
    wide = [unicodedata.east_asian_width(character) in "WF" for character in piece]
    gaps = sum(left != right for left, right in pairwise(wide))
    width = len(wide) + sum(wide) + ceil(gaps / 2)
    whole = not any(wide) or width <= _SHORT_WORD or (gaps > 0 and width <= _LONGEST)
    return width if whole else _SHORT_WORD
