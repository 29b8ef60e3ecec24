"""What the lines of a paragraph are made of, whatever its size: fonts, widths, atoms.

All widths here are thousandths of the paragraph's size, so that trial layouts in other sizes, and other
documents with the same words, use them again.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from exporter.writers.pdf.faces import Faces, Stretch
from exporter.writers.pdf.text import CLOSING, OPENING, Line, atoms, closeness, fill, head

MARKS = CLOSING + OPENING + "—"
_MARK = re.compile("[" + re.escape(MARKS) + "]")


class Script(NamedTuple):
    """What decides how wide a run is; `scale` is a share of the paragraph's size."""

    text: str
    bold: bool
    han: bool
    scale: float


class Shape:
    """The characters of a paragraph: which font draws each, and where it stands were there one line only."""

    def __init__(self, faces: Faces, runs: Sequence[Script]) -> None:
        self.words = "".join([run.text for run in runs])
        self._stretches: list[tuple[int, Stretch]] = []  # each with the position of its run
        advances: list[float] = []
        for position, run in enumerate(runs):
            offset = len(advances)
            for start, end, font, han in faces.stretches(run.text, bold=run.bold, han=run.han):
                self._stretches.append((position, Stretch(start + offset, end + offset, font, han)))
                found = map(font.widths.__getitem__, map(ord, run.text[start:end]))
                advances += found if run.scale == 1 else [width * run.scale for width in found]
        self._ends = [stretch.end for _, stretch in self._stretches]
        self._kerns = dict(self._closed(advances))
        self._kerned = list(self._kerns)
        self.edges: Sequence[float] = array("d", accumulate(advances, initial=0.0))

    def _closed(self, advances: list[float]) -> Iterator[tuple[int, float]]:
        """Move Han marks towards the next character; yield which, and how far."""
        for _, (start, end, _, han) in self._stretches:
            for found in _MARK.finditer(self.words, start, end) if han else ():
                at = found.start()
                share = closeness(self.words, at)
                if share < 1:
                    yield at, advances[at] * (share - 1)
                    advances[at] *= share

    @cached_property
    def natural(self) -> float:
        """The width in one line."""
        return max((line.width for line in fill(self.words, self.edges, 1e9)), default=0.0)

    @cached_property
    def narrowest(self) -> float:
        """The width of the widest word."""
        edges = self.edges
        starts, ends = atoms(self.words)
        return max([edges[end] - edges[start] for start, end in zip(starts, ends, strict=True)], default=0.0)

    def head(self, line: Line) -> float:
        """Return how far a line stands out at its beginning."""
        return head(self.words, self.edges, line.start)

    def is_lonely(self, line: Line) -> bool:
        """Tell whether a line is one Han character, marks left out."""
        ink = self.words[line.start : line.end].strip(MARKS)
        return len(ink) == 1 and any(s.han and s.start <= line.start < s.end for _, s in self.within(line))

    def within(self, line: Line) -> Iterable[tuple[int, Stretch]]:
        """Return what of each stretch stands on a line, with the position of its run."""
        if line.start == line.end:
            return ()
        first, last = bisect_right(self._ends, line.start), bisect_left(self._ends, line.end)
        if first == last:
            position, stretch = self._stretches[first]
            return ((position, Stretch(line.start, line.end, stretch.font, stretch.han)),)
        return [
            (position, Stretch(max(s.start, line.start), min(s.end, line.end), s.font, s.han))
            for position, s in self._stretches[first : last + 1]
        ]

    def kerned(self, stretch: Stretch) -> Iterator[tuple[int, int, float]]:
        """Cut out the marks that move towards the next character, each with how far it does."""
        start, end = stretch.start, stretch.end
        for at in self._kerned[bisect_left(self._kerned, start) : bisect_left(self._kerned, end)]:
            if at > start:
                yield start, at, 0.0
            yield at, at + 1, self._kerns[at]
            start = at + 1
        if start < end:
            yield start, end, 0.0


@lru_cache(maxsize=1024)
def shape(faces: Faces, runs: tuple[Script, ...]) -> Shape:
    """Return the shape of a paragraph; titles, labels and headers are the same in many documents."""
    return Shape(faces, runs)
