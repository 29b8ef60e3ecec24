"""The cells of one sheet, row by row, as the file has them.  ECMA-376 part 1, §18.3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from exporter.readers.xlsx.package import Attributes, Package
from exporter.readers.xlsx.parts import TextCollector

_DIGITS = "0123456789"


class Raw(NamedTuple):
    """A cell that is not empty: its type as in the file ("" for a number), its style, its text."""

    type: str
    style: str
    text: str


Row: TypeAlias = dict[str, Raw]  # letter of the column → cell


def rows(package: Package, part: str) -> Iterator[tuple[int, Row]]:
    """Yield the number and the cells of each row of a sheet that is not empty."""
    handler = _Sheet()
    for _ in package.parsed(part, handler):
        yield from handler.rows
        handler.rows.clear()


class _Sheet(TextCollector):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[int, Row]] = []
        self._number = 0
        self._row: Row = {}
        self._column = 0
        self._letter = self._type = self._style = ""
        self._letters: dict[str, str] = {}

    def begin(self) -> None:
        super().begin()
        self._c, self._v, self._r = (self.prefix + name for name in ("c", "v", "row"))

    def start(self, name: str, attributes: Attributes, /) -> None:
        if name == self._c:
            get = attributes.get
            self._column += 1
            reference = get("r")
            self._letter = reference.rstrip(_DIGITS) if reference else letters(self._column)
            self._type, self._style = get("t", ""), get("s", "")
        elif name == self._v:
            self.inside = True
        elif name == self._r:
            number = attributes.get("r", "")
            self._number = int(number) if number.isascii() and number.isdigit() else self._number + 1
            self._row, self._column = {}, 0
        else:
            self.deeper()
            super().start(name, attributes)

    def end(self, name: str, /) -> None:
        if name == self._v:
            self.inside = False
        elif name == self._c:
            if self.pieces:
                self._row[self._letter] = Raw(self._type, self._style, "".join(self.pieces))
                self.pieces.clear()
        elif name == self._r:
            if self._row:
                self.rows.append((self._number, self._row))
        else:
            self.higher()
            super().end(name)


def letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    >>> letters(1), letters(27)
    ('A', 'AA')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
