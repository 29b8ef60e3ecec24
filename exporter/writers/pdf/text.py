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


class Atoms(NamedTuple):
    """What stays on one line: where each atom begins, and where it ends; blanks may follow."""

    starts: Sequence[int]
    ends: Sequence[int]


class Line(NamedTuple):
    """A line of a paragraph: its characters, blanks at its end left out, and their width."""

    start: int
    end: int
    width: float
    last: bool


@lru_cache(maxsize=256)
def atoms(text: str) -> Atoms:
    """Split a text without newlines into what must stay together.

    >>> text = "《巴黎公约》，2021年 PCT"
    >>> [text[start:end] for start, end in zip(*atoms(text))]
    ['《巴', '黎', '公', '约》，', '2021', '年', 'PCT']
    """
    found = [match for match in _ATOM.finditer(text) if match.start() < len(text)]
    starts = [match.start() for match in found]
    # What no class knows is matched by nothing, and stands alone.
    ends = [max(match.start("glue"), match.start() + 1) for match in found]
    if _IN_WORD.search(text):
        cuts = {hyphen.end() for hyphen in _IN_WORD.finditer(text)}.difference(starts)
        return Atoms(sorted(cuts.union(starts)), sorted(cuts.union(ends)))
    return Atoms(starts, ends)


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
    starts, ends = atoms(text[first:end])
    starts, ends = [first + at for at in starts], [first + at for at in ends]
    stops = [edges[at] for at in ends]
    at = 0
    while at < len(starts):
        origin = edges[starts[at]] + head(text, edges, starts[at])
        after = bisect_right(stops, origin + measure, at)
        if after < len(stops) and stops[after] - edges[starts[after]] > measure:
            cuts = _cuts(text, edges, measure, starts[after], ends[after])
            if cuts:
                starts[after + 1 : after + 1], ends[after:after] = cuts, cuts
                stops[after:after] = [edges[cut] for cut in cuts]
                continue
        if after < len(stops) and stops[after] - _overhang(text, edges, ends[after]) <= origin + measure:
            after += 1
        after = max(after, at + 1)
        yield Line(starts[at], ends[after - 1], stops[after - 1] - origin, last=after == len(stops))
        at = after


def _cuts(text: str, edges: Sequence[float], measure: float, start: int, end: int) -> list[int]:
    """Return where an atom too wide for any line is broken: an address after its marks, else anywhere."""
    cuts, good = [], 0
    for at in range(start, end):
        if edges[at + 1] - edges[start] > measure and at > start:
            start = good if good > start else at
            cuts.append(start)
        if _IN_ADDRESS.match(text[at]):
            good = at + 1
    return cuts


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
