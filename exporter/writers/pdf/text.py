"""Characters and where their lines may break: pure functions on strings, no fonts, no pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
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
    """A line of a paragraph: its characters, blanks at its end left out, and their width in points."""

    start: int
    end: int
    width: float
    last: bool


@lru_cache(maxsize=4096)
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


def fill(text: str, advances: Sequence[float], measure: float) -> list[Line]:
    """Return the lines of `text` no wider than `measure`; `advances` holds each character's width.

    An opening mark at the head of a line, and a closing one at its end, count for half a square: the
    other half is empty, and stands out of the measure.
    """
    lines: list[Line] = []
    offset = 0
    for part in text.split("\n"):
        lines += _fill_part(text, advances, measure, offset, offset + len(part))
        offset += len(part) + 1
    return lines


def _fill_part(text: str, advances: Sequence[float], measure: float, first: int, end: int) -> Iterator[Line]:
    if sum(advances[first:end]) <= measure:
        ink = first + len(text[first:end].rstrip(" "))
        yield Line(first, ink, sum(advances[first:ink]) - head(text, advances, first), last=True)
        return
    start, width, ink = first, -head(text, advances, first), first
    for atom in _fitting(text, advances, measure, first, end):
        own = sum(advances[atom.start : atom.end])
        blanks = sum(advances[ink : atom.start])
        if atom.start > start and width + blanks + own - _overhang(text, advances, atom.end) > measure:
            yield Line(start, ink, width, last=False)
            start, width, blanks = atom.start, -head(text, advances, atom.start), 0.0
        width += blanks + own
        ink = atom.end
    yield Line(start, ink, width, last=True)


def _fitting(text: str, advances: Sequence[float], measure: float, first: int, end: int) -> Iterator[Atom]:
    """Yield the atoms, those too wide for any line broken: an address after its marks, else anywhere."""
    for start, stop, after in atoms(text[first:end]):
        atom = Atom(start + first, stop + first, after + first)
        if sum(advances[atom.start : atom.end]) > measure:
            yield from _broken(text, advances, measure, atom)
        else:
            yield atom


def _broken(text: str, advances: Sequence[float], measure: float, atom: Atom) -> Iterator[Atom]:
    start, good, width = atom.start, 0, 0.0
    for at in range(atom.start, atom.end):
        if width + advances[at] > measure and at > start:
            cut = good if good > start else at
            yield Atom(start, cut, cut)
            start, width = cut, sum(advances[cut:at])
        width += advances[at]
        if _IN_ADDRESS.match(text[at]):
            good = at + 1
    yield Atom(start, atom.end, atom.after)


_HALF_EMPTY = frozenset("、。，．；：）〕】」』》〉］｝”’")
_SQUARE = 0.9  # of the neighbours' size: narrower marks are Latin ones


def head(text: str, advances: Sequence[float], start: int) -> float:
    """Return the empty half square of an opening mark that begins a line; 0 for other characters."""
    opens = text[start : start + 1] and text[start] in OPENING
    return advances[start] / 2 if opens and _is_square(advances, start) else 0.0


def _overhang(text: str, advances: Sequence[float], end: int) -> float:
    closes = text[end - 1] in _HALF_EMPTY
    return advances[end - 1] / 2 if closes and _is_square(advances, end - 1) else 0.0


def _is_square(advances: Sequence[float], at: int) -> bool:
    """Tell whether a mark is as wide as the characters around it; Latin quotation marks are not."""
    return advances[at] >= _SQUARE * max(advances[max(0, at - 2) : at + 3])


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
