"""Widths of columns in twips (twentieths of a point): by share, but wide enough for words and dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil
from typing import TypeAlias

from exporter.document.nodes import Table, Text, plain

Widths: TypeAlias = tuple[int, ...]

_UNIT = 105  # a Latin letter at 10.5 points; a Han character takes two
_MARGINS = 220  # of a cell, left and right, with a little air
_SHORT_WORD = 8  # units: four Han characters
_LONGEST = 17  # units: a full date; a longer word must not starve the other columns
_ENOUGH = _MARGINS + _UNIT * _LONGEST


def table_widths(table: Table, total: int) -> Widths:
    """Return the widths of the columns of `table`, which add up to `total`."""

    def least(column: int, width: float) -> int:
        return 0 if width >= _ENOUGH else _least_width(_printed(table, column))

    return column_widths(tuple([column.share for column in table.columns]), least, total)


def even_widths(columns: int, total: int) -> Widths:
    """Return widths as even as can be that add up to `total`."""
    return _in_proportion((1.0,) * columns, total)


def column_widths(shares: tuple[float, ...], least: Callable[[int, float], int], total: int) -> Widths:
    """Return column widths that add up to `total`: by share, but none below its least where that can be.

    `least` gives the least width of a column; it is told what width the column has, and may say 0 where
    that is enough for anything.

    >>> column_widths((8, 1, 1), lambda column, width: [0, 30, 0][column], 100)
    (62, 30, 8)
    """
    parts: tuple[float, ...] = _in_proportion(shares, total)
    held: dict[int, int] = {}  # the columns that are wider than their share
    while short := {c: n for c, part in enumerate(parts) if (n := least(c, part)) > part}:
        held |= short
        free = sum([share for column, share in enumerate(shares) if column not in held])
        unit = (total - sum(held.values())) / free if free else 0
        parts = tuple([held.get(column, unit * share) for column, share in enumerate(shares)])
    return _in_proportion(parts, total)


@lru_cache(maxsize=256)
def _in_proportion(parts: tuple[float, ...], total: int) -> Widths:
    whole = sum(parts)
    ends = [round(total * end / whole) for end in accumulate(parts)]
    return tuple([end - start for start, end in zip([0, *ends], ends, strict=False)])


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
