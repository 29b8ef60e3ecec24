"""Characters and where their lines may break: pure functions on strings, no fonts, no pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from exporter.theme.fonts import drawable

_RUNAWAY = 200_000  # characters in one run: more is no prose, and would stall the layout


def plain(text: str) -> str:
    """Return data as it may be drawn: composed, without control and direction characters.

    Everything that a page prints passes here.  There is no markup in this writer, so "<b>" in the
    data is four characters on the page.
    """
    return drawable(text[:_RUNAWAY])


# -- Chinese and Latin line breaking ---------------------------------------------------------------

# GB/T 15834-2011, 5.1: marks that do not begin a line, and marks that do not end one.
CLOSING = "、。，．；：？！）〕】」』》〉］｝”’"
NO_START = CLOSING + "·…％‰℃°～～－／/,.;:?!)]}%"
OPENING = "（〔【「『《〈［｛“‘"
NO_END = OPENING + "([{￥＄$＃#№"
# Han script, its marks and kana; everything else runs on as words do.
_HAN = (
    "\u2e80-\u2fff\u3000-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff①-⓿"
)


def _class(characters: str) -> str:
    return "".join(re.escape(c) for c in characters)


_WORD = rf"(?:[^\s{_HAN}{_class(OPENING + CLOSING)}…—]|\u00a0|(?<=[A-Za-z])’(?=[A-Za-z]))+"
_ATOM = re.compile(
    rf"[{_class(NO_END)}]*"
    rf"(?:—+|…+|{_WORD}|[{_HAN}])?"
    rf"[{_class(NO_START)}]*(?:—(?!—))?(?P<glue>[ \t]*)"
)  # fmt: skip
_IN_WORD = re.compile(r"(?<=[^\W\d_])[-‐/](?=[^\W\d_])")  # after the hyphen of "cross-border"
_IN_ADDRESS = re.compile(r"[/?&=_.\-]")


class Atom(NamedTuple):
    """Characters that stay on one line: from `start` to `end`, and blanks up to `after`."""

    start: int
    end: int
    after: int


class Line(NamedTuple):
    """A line of a paragraph: its characters, blanks at its end left out, and their width."""

    start: int
    end: int
    width: float
    last: bool


@lru_cache(maxsize=1024)
def atoms(text: str) -> tuple[Atom, ...]:
    """Split a text without newlines into what must stay together.

    >>> ["《巴黎公约》，2021年 PCT"[a.start:a.end] for a in atoms("《巴黎公约》，2021年 PCT")]
    ['《巴', '黎', '公', '约》，', '2021', '年', 'PCT']
    """
    return tuple(_atoms(text))


def _atoms(text: str) -> Iterator[Atom]:
    at = 0
    while at < len(text):
        found = _ATOM.match(text, at)
        assert found is not None
        end = found.end() if found.end() > at else at + 1
        yield from _split_at_hyphens(text, at, max(found.start("glue"), min(end, at + 1)), end)
        at = end


def _split_at_hyphens(text: str, start: int, end: int, after: int) -> Iterator[Atom]:
    for hyphen in _IN_WORD.finditer(text, start, end):
        if hyphen.end() < end:
            yield Atom(start, hyphen.end(), hyphen.end())
            start = hyphen.end()
    yield Atom(start, end, after)


def fill(text: str, edges: Sequence[float], measure: float) -> list[Line]:
    """Return the lines of `text` no wider than `measure`.

    `edges` holds the distance of each character, and of the end, from the first, were there one line only.
    An opening mark at the head of a line, and a closing one at its end, count for half a square: the
    other half is empty, and stands out of the measure.
    """
    lines: list[Line] = []
    offset = 0
    for part in text.split("\n"):
        lines += _fill_part(text, edges, measure, offset, offset + len(part))
        offset += len(part) + 1
    return lines


def _fill_part(text: str, edges: Sequence[float], measure: float, first: int, end: int) -> Iterator[Line]:
    if edges[end] - edges[first] <= measure:
        ink = first + len(text[first:end].rstrip(" "))
        yield Line(first, ink, edges[ink] - edges[first] - head(text, edges, first), last=True)
        return
    fitting = list(_fitting(text, edges, measure, first, end))
    ends = [edges[atom.end] for atom in fitting]
    at = 0
    while at < len(fitting):
        start = fitting[at].start
        origin = edges[start] + head(text, edges, start)
        after = bisect_right(ends, origin + measure, at)
        if after < len(ends) and ends[after] - _overhang(text, edges, fitting[after].end) <= origin + measure:
            after += 1
        after = max(after, at + 1)
        yield Line(start, fitting[after - 1].end, ends[after - 1] - origin, last=after == len(ends))
        at = after


def _fitting(text: str, edges: Sequence[float], measure: float, first: int, end: int) -> Iterator[Atom]:
    """Yield the atoms, those too wide for any line broken: an address after its marks, else anywhere."""
    for start, stop, after in atoms(text[first:end]):
        atom = Atom(start + first, stop + first, after + first)
        if edges[atom.end] - edges[atom.start] > measure:
            yield from _broken(text, edges, measure, atom)
        else:
            yield atom


def _broken(text: str, edges: Sequence[float], measure: float, atom: Atom) -> Iterator[Atom]:
    start, good = atom.start, 0
    for at in range(atom.start, atom.end):
        if edges[at + 1] - edges[start] > measure and at > start:
            cut = good if good > start else at
            yield Atom(start, cut, cut)
            start = cut
        if _IN_ADDRESS.match(text[at]):
            good = at + 1
    yield Atom(start, atom.end, atom.after)


_OPENS = frozenset(OPENING)
_HALF_EMPTY = frozenset("、。，．；：）〕】」』》〉］｝”’")
_SQUARE = 0.9  # of the neighbours' size: narrower marks are Latin ones


def head(text: str, edges: Sequence[float], start: int) -> float:
    """Return the empty half square of an opening mark that begins a line; 0 for other characters."""
    opens = text[start : start + 1] in _OPENS
    return (edges[start + 1] - edges[start]) / 2 if opens and _is_square(edges, start) else 0.0


def _overhang(text: str, edges: Sequence[float], end: int) -> float:
    closes = text[end - 1] in _HALF_EMPTY
    return (edges[end] - edges[end - 1]) / 2 if closes and _is_square(edges, end - 1) else 0.0


def _is_square(edges: Sequence[float], at: int) -> bool:
    """Tell whether a mark is as wide as the characters around it; Latin quotation marks are not."""
    around = edges[max(0, at - 2) : at + 4]
    return edges[at + 1] - edges[at] >= _SQUARE * max(after - before for before, after in pairwise(around))


def closeness(text: str, at: int) -> float:
    """Return how much of its width a Han mark keeps before its neighbour: 1 for all of it.

    Where two marks meet, one loses its empty half; the two strokes of a dash join.

    >>> closeness("》，", 0), closeness("》第", 0), closeness("——", 0)
    (0.56, 1.0, 0.9)
    """
    mark, following = text[at], text[at + 1 : at + 2]
    if not following:
        return 1.0
    if mark == following == "—":
        return _JOINED
    meets_closing = mark in _HALF_EMPTY and (following in _HALF_EMPTY or following in OPENING)
    return _MET if meets_closing or (mark in OPENING and following in OPENING) else 1.0


_MET = 0.56  # not quite half: programs that read the page take more overlap for another line
_JOINED = 0.9  # the stroke of Noto's dash leaves a twentieth of its square free on each side
