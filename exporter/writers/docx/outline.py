"""The numbers of headings as Word's own numbering, where Word would count to the same numbers.

A document says what each heading is numbered: "4.1", "（一）".  Word counts for itself, so that a reader
who moves a section finds it renumbered; but only numbers that its counting gives may be left to it.  A
part of a report, which begins at 4.1 and goes on with 6.2, keeps them as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from exporter.document.nodes import Heading
from exporter.writers.docx.xml import escaped

_DIGITS = "零一二三四五六七八九"
_MOST = 99  # that we count in Han numerals
_PARTS = re.compile(
    r"(?P<before>[^0-9一二三四五六七八九十]*)(?P<number>[0-9]+(?:\.[0-9]+)*|[一二三四五六七八九十]+)"
    r"(?P<after>[^0-9一二三四五六七八九十]*)"
)


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level is numbered: `before` and `after` its count; `path` shows the counts of all levels."""

    before: str
    after: str
    han: bool
    path: bool

    def text(self, counts: Sequence[int]) -> str:
        """Return the number that Word prints at `counts`, one for each level down to this."""
        if self.path:
            return f"{self.before}{'.'.join(map(str, counts))}{self.after}"
        return f"{self.before}{_han(counts[-1]) if self.han else counts[-1]}{self.after}"


@dataclass(frozen=True, slots=True)
class Outline:
    """The numbering of a document's headings: the levels from the first one down, and where each starts."""

    levels: tuple[_Level, ...]
    starts: tuple[int, ...]

    def xml(self, number: int, gaps: Sequence[str], indents: Sequence[str]) -> str:
        """Return the abstract numbering `number`.

        `gaps` stand between numbers and words, by level; `indents` are those of the headings' styles (w:ind):
        a numbering without one would put its headings at the margin.
        """
        pairs = enumerate(zip(gaps, indents, strict=True))
        levels = "".join(self._level(depth, gap, indent) for depth, (gap, indent) in pairs)
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}'
            "</w:abstractNum>"
        )

    def _level(self, depth: int, gap: str, indent: str) -> str:
        level = self.levels[depth]
        own = range(depth + 1) if level.path else (depth,)
        words = level.before + ".".join(f"%{n + 1}" for n in own) + level.after
        look = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>' if level.han else ""
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="{self.starts[depth]}"/>'
            f'<w:numFmt w:val="{"chineseCountingThousand" if level.han else "decimal"}"/>'
            f'<w:suff w:val="{"space" if gap else "nothing"}"/><w:lvlText w:val="{escaped(words)}"/>'
            f'<w:lvlJc w:val="left"/>{f"<w:pPr>{indent}</w:pPr>" if indent else ""}{look}</w:lvl>'
        )


def outline_of(headings: Sequence[Heading]) -> Outline | None:
    """Return the numbering that counts to the number of every numbered heading; None if there is none."""
    return _outline(tuple([(heading.level, heading.number) for heading in headings if heading.number]))


_Numbered: TypeAlias = tuple[tuple[int, str], ...]  # levels and numbers of headings


@lru_cache(maxsize=64)
def _outline(numbered: _Numbered) -> Outline | None:
    first = dict(reversed(numbered))
    if not numbered or sorted(first) != list(range(1, len(first) + 1)):
        return None
    read = [_read(first[level], level) for level in sorted(first)]
    if any(one is None for one in read):
        return None
    levels, starts = zip(*(one for one in read if one is not None), strict=True)
    outline = Outline(levels, starts)
    return outline if _counts(outline, numbered) else None


def _read(number: str, level: int) -> tuple[_Level, int] | None:
    """Return how a number is made, and its own last count."""
    found = _PARTS.fullmatch(number)
    if found is None:
        return None
    digits = found["number"]
    if not digits[0].isascii():
        count = next((n for n in range(1, _MOST + 1) if _han(n) == digits), None)
        return (_Level(found["before"], found["after"], True, False), count) if count else None
    path = digits.split(".")
    if len(path) not in (1, level):
        return None
    return _Level(found["before"], found["after"], False, len(path) > 1), int(path[-1])


def _counts(outline: Outline, numbered: _Numbered) -> bool:
    """Tell whether Word, counting as it does, comes to every heading's number."""
    counts: list[int] = []
    for depth, number in numbered:
        if depth > len(counts) + 1:
            return False  # a level is left out: Word would count one that nobody sees
        fresh = outline.starts[depth - 1]
        counts = [*counts[: depth - 1], counts[depth - 1] + 1 if len(counts) >= depth else fresh]
        if outline.levels[depth - 1].text(counts) != number:
            return False
    return True


def _han(number: int) -> str:
    """Return a number up to 99 as Word counts in Han numerals: 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones else "")
