"""The cells of one sheet, row by row, as the file has them.  ECMA-376 part 1, §18.3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from exporter.readers.xlsx.package import Attributes, End, Handler, Package, Start, Text

_DIGITS = "0123456789"

# A cell that is not empty: its type as in the file ("" for a number), its style, its text.
Raw: TypeAlias = tuple[str, str, str]
Row: TypeAlias = dict[str, Raw]  # letter of the column → cell


def rows(package: Package, part: str) -> Iterator[tuple[int, Row]]:
    """Yield the number of each row of a sheet, and its cells that are not empty."""
    handler = _Sheet()
    for _ in package.parsed(part, handler):
        yield from handler.rows
        handler.rows.clear()


class _Sheet(Handler):
    """Gathers rows.  Its calls share local names: there are millions of them."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, Row]] = []

    def calls(self) -> tuple[Start, End, Text]:
        c, r, aid = (self.prefix + name for name in ("c", "row", "rPh"))
        said = (self.prefix + "v", self.prefix + "t")
        deeper, higher, add = self.deeper, self.higher, self.rows.append
        row: Row = {}
        number = column = aside = 0
        letter = kind = style = words = ""
        inside = False

        def start(name: str, attributes: Attributes) -> None:
            nonlocal row, number, column, letter, kind, style, words, inside, aside
            if name == c:
                get = attributes.get
                column += 1
                letter = get("r", "").rstrip(_DIGITS) or letters(column)
                kind, style, words = get("t", ""), get("s", ""), ""
            elif name in said:
                inside = not aside
            elif name == r:
                row, column = {}, 0
                number = _number(attributes.get("r", "")) or number + 1
            else:
                deeper()
                aside += name == aid

        def end(name: str) -> None:
            nonlocal inside, aside
            if name in said:
                inside = False
            elif name == c:
                if words:
                    row[letter] = kind, style, words
            elif name == r:
                add((number, row))
            else:
                higher()
                aside -= name == aid

        def text(piece: str) -> None:
            nonlocal words
            if inside:
                words += piece

        return start, end, text


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


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
