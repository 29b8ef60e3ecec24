"""The table of texts that all sheets share, as Excel itself keeps them.

openpyxl writes each text into its cell; Excel would move them all on its next save.
ECMA-376 part 1, §18.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# Excel reads "_x000D_" as a carriage return; a text that says so literally gets its "_" escaped.
_ESCAPE_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escaped(words: str) -> str:
    """Return `words` as XML character data that Excel reads back unchanged.

    >>> escaped("A & B"), escaped("_x000D_")
    ('A &amp; B', '_x005F_x000D_')
    """
    if "_x" in words:
        words = _ESCAPE_ALIKE.sub("_x005F_", words)
    if "\r" in words:
        words = words.replace("\r\n", "\n").replace("\r", "\n")
    words = words.replace("&", "&amp;")
    return words.replace("<", "&lt;").replace(">", "&gt;")


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
        texts = iter(self._numbers)
        while batch := tuple(islice(texts, _BATCH)):
            yield _items(batch)
        yield "</sst>"


_BATCH = 512
_END = "\0"  # parts texts; none of them holds it
_SPACED = re.compile(rf"\n|(?:^|{_END})\s|\s(?:{_END}|$)")


def _items(texts: Sequence[str]) -> str:
    """Return the items of many texts: all at once, where none has space that XML would not keep."""
    together = _END.join(texts)
    if _is_spaced(together):
        return "".join(map(_item, texts))
    return f"<si><t>{escaped(together).replace(_END, '</t></si><si><t>')}</t></si>"


def _is_spaced(together: str) -> bool:
    """Tell whether a text has a line break, or space at an end."""
    if together.isascii() and together.replace(_END, "").isprintable():  # then its only space is " "
        return f" {_END}" in together or f"{_END} " in together or together[0] == " " or together[-1] == " "
    return _SPACED.search(together) is not None


def _item(words: str) -> str:
    space = ' xml:space="preserve"' if words[0].isspace() or words[-1].isspace() or "\n" in words else ""
    return f"<si><t{space}>{escaped(words)}</t></si>"
