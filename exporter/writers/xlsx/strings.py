"""The table of texts that all sheets share, as Excel itself keeps them.

openpyxl writes each text into its cell; Excel would move them all on its next save.
ECMA-376 part 1, §18.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

PART = "xl/sharedStrings.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"

# Excel reads "_x000D_" as a carriage return; a text that says so literally gets its "_" escaped.
_ESCAPE_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = re.compile(r"[&<>]")
_SPECIAL = re.compile(r"[&<>\r]|_x")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(words: str) -> str:
    """Return `words` as XML character data that Excel reads back unchanged.

    >>> escaped("A & B"), escaped("_x000D_")
    ('A &amp; B', '_x005F_x000D_')
    """
    if _SPECIAL.search(words) is None:
        return words
    if "_x" in words:
        words = _ESCAPE_ALIKE.sub("_x005F_", words)
    return _MARKUP.sub(lambda mark: _ENTITIES[mark[0]], words.replace("\r\n", "\n").replace("\r", "\n"))


class _Numbers(dict[str, int]):
    """Text → its number, the next one where it is new."""

    def __missing__(self, words: str) -> int:
        number = self[words] = len(self)
        return number


class SharedStrings:
    """Texts in the order of their first use; each is kept once."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self.uses = 0  # cells that hold a text of the table

    def number(self, words: str) -> int:
        """Return the number of `words` in the table, which grows where they are new."""
        self.uses += 1
        return self._numbers[words]

    def numbers(self, column: Iterable[str]) -> list[int]:
        """Return the numbers of many texts."""
        found = list(map(self._numbers.__getitem__, column))
        self.uses += len(found)
        return found

    def xml(self) -> Iterator[str]:
        """Yield the part."""
        yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        yield f'<sst xmlns="{_MAIN}" count="{self.uses}" uniqueCount="{len(self._numbers)}">'
        yield from map(_item, self._numbers)
        yield "</sst>"


def _item(words: str) -> str:
    space = ' xml:space="preserve"' if words[0].isspace() or words[-1].isspace() or "\n" in words else ""
    return f"<si><t{space}>{escaped(words)}</t></si>"


def declared(content_types: str) -> str:
    """Return the list of content types with the table's."""
    override = f'<Override PartName="/{PART}" ContentType="{_TYPE}"/>'
    return content_types.replace("</Types>", override + "</Types>")


def related(relationships: str) -> str:
    """Return the workbook's relationships with the one that leads to the table."""
    relationship = f'<Relationship Id="sharedStrings" Type="{_RELATION}" Target="sharedStrings.xml"/>'
    return relationships.replace("</Relationships>", relationship + "</Relationships>")
