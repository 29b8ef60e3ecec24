"""One look at a table's rows before they are written: is every cell plain, and how wide are the columns?

Rows come in blocks, and a block is looked at column by column: what a hundred thousand rows cost is one
call a cell, so a call a column of a block is next to nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from exporter.document.workbook import CellValue, Row

Block: TypeAlias = Sequence[Row]
Column: TypeAlias = tuple[CellValue, ...]

_ROWS = 512
_PLAIN = frozenset({str, int, bool, date, Decimal, type(None)})
NUMBERS = frozenset({int, Decimal, type(None)})


def blocks(rows: Iterable[Row]) -> Iterator[Block]:
    """Yield `rows` some hundred at a time."""
    ahead = iter(rows)
    while block := tuple(islice(ahead, _ROWS)):
        yield block


def columns_of(block: Block) -> Iterator[Column]:
    """Yield the columns of a block whose rows are of one length."""
    return zip(*block, strict=True)


def kinds(column: Column) -> Collection[type]:
    """Return the types of the values in `column`."""
    return set(map(type, column))


def is_plain(kinds: Collection[type]) -> bool:
    """Tell whether these are types of values alone: no formulas, no links."""
    return _PLAIN.issuperset(kinds)


def values_of(kind: type, column: Column, kinds: Collection[type]) -> Column:
    """Return the values of `kind` in `column`, whose values are of `kinds`."""
    return column if len(kinds) == 1 else tuple([value for value in column if type(value) is kind])
