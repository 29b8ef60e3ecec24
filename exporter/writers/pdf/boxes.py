"""Boxes: what has a height at a width and can be drawn there.  Paragraphs, stacks, columns, rules.

All lengths are points; `top` is the upper edge on the page, counted from its foot as PDF does.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from exporter.writers.pdf.faces import ASCENT, Faces, Stretch
from exporter.writers.pdf.shape import Script, Shape, shape
from exporter.writers.pdf.styles import Style
from exporter.writers.pdf.tagging import Colour, Element, Paper, Piece
from exporter.writers.pdf.text import Line, fill, plain


class Box(ABC):
    """Something on a page.  `before` and `after` are the white it wants; neighbours share it.

    `keep` binds it to the next box.
    """

    before = 0.0
    after = 0.0
    keep = False

    @abstractmethod
    def height(self, width: float) -> float:
        """Return the height at a width."""

    def least(self, width: float) -> float:
        """Return the height of the smallest part that may stand at the foot of a page."""
        return self.height(width)

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Return a part no higher than `room` and the rest; None if it is better not cut here.

        `forced` asks for a cut that is ugly but keeps everything on paper.
        """
        return None

    def notes(self) -> Iterator[int]:
        """Yield the numbers of the notes that it calls; they stand at the foot of its page."""
        return iter(())

    @abstractmethod
    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        """Draw at the upper left corner (`x`, `top`)."""


# -- paragraphs ------------------------------------------------------------------------------------


class Run(NamedTuple):
    """Characters set alike.  `scale` is a share of the paragraph's size, `rise` of it upwards."""

    text: str
    bold: bool = False
    colour: Colour | None = None  # the paragraph's own
    scale: float = 1
    rise: float = 0
    han: bool = False
    element: Element | None = None  # the paragraph's own
    target: str = ""
    note: int = 0  # the number of the note that it calls


class Text(Box):
    """A paragraph: runs broken into lines."""

    def __init__(self, faces: Faces, style: Style, runs: Iterable[Run], element: Element | None) -> None:
        self.style, self.element = style, element
        self._unit = style.size / 1000
        self._faces = faces
        self._runs = [run for run in runs if run.text]
        self._kept: tuple[float, list[Line]] | None = None
        self._stretch: tuple[int, int] | None = None  # of its characters, where it is a part
        self.anchor = ""

    @cached_property
    def _shape(self) -> Shape:
        bold = self.style.bold
        scripts = [Script(run.text, run.bold or bold, run.han, run.scale) for run in self._runs]
        return shape(self._faces, tuple(scripts))

    @property
    def words(self) -> str:
        """The characters of the paragraph."""
        return self._shape.words

    @property
    def natural_width(self) -> float:
        """The width in one line."""
        return self._shape.natural * self._unit

    @property
    def narrowest(self) -> float:
        """The width of the widest word."""
        return self._shape.narrowest * self._unit

    def lines(self, width: float) -> list[Line]:
        """Return the lines at a width, their own in thousandths of the size."""
        if self._kept is None or self._kept[0] != width:
            self._kept = width, self._filled(width)
        return self._kept[1]

    def _filled(self, width: float) -> list[Line]:
        """Break the lines so that no single Han character is left over for the last one."""
        found = self._shape
        lines = fill(found.words, found.edges, (width + _ROUNDING) / self._unit)
        for squares in (1, 2):
            if not (len(lines) > 1 and found.is_lonely(lines[-1])):
                break
            narrower = width - squares * self.style.size
            tried = fill(found.words, found.edges, narrower / self._unit)
            if len(tried) == len(lines) and not found.is_lonely(tried[-1]):
                return tried
        return lines

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        return min(len(self.lines(width)), 2) * self.style.leading

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Text, Text] | None:
        lines = self.lines(width)
        fitting = int((room + 0.01) // self.style.leading)
        if not forced:  # two lines at least on each side
            fitting = min(fitting, len(lines) - 2)
        if not (1 if forced else 2) <= fitting < len(lines):
            return None
        return self._part(width, lines[:fitting]), self._part(width, lines[fitting:])

    def _part(self, width: float, lines: list[Line]) -> Text:
        part = Text(self._faces, self.style, self._runs, self.element)
        part.before, part.after, part.keep = self.before, self.after, self.keep
        part._kept = width, lines
        part._stretch = lines[0].start, lines[-1].end
        return part

    def notes(self) -> Iterator[int]:
        at = 0
        for run in self._runs:
            if run.note and (self._stretch is None or self._stretch[0] <= at < self._stretch[1]):
                yield run.note
            at += len(run.text)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        if self.anchor:
            paper.anchor(self.anchor, top + self.style.leading)
        if not paper.draws:
            return
        baseline = top - (self.style.leading - self.style.size) / 2 - ASCENT * self.style.size
        for line in self.lines(width):
            self._draw_line(paper, x, baseline, width, line)
            baseline -= self.style.leading

    def _draw_line(self, paper: Paper, x: float, baseline: float, width: float, line: Line) -> None:
        x += width - line.width * self._unit if self.style.align == "end" else 0.0
        x -= self._shape.head(line) * self._unit
        groups = self._groups(line, self._spread(line, width))
        paper.text(x, baseline, [(self._owner(run), pieces) for run, pieces in groups])
        if any(run.target for run, _ in groups):
            self._link(paper, x, baseline, groups)

    def _link(
        self, paper: Paper, x: float, baseline: float, groups: Sequence[tuple[Run, Sequence[Piece]]]
    ) -> None:
        for run, pieces in groups:
            end = x + sum(map(_piece_width, pieces))
            owner = self._owner(run)
            if run.target and owner is not None:
                rect = x, baseline - 0.2 * self.style.size, end, baseline + 0.9 * self.style.size
                paper.link(rect, run.target, run.text.strip(), owner)
            x = end

    def _owner(self, run: Run) -> Element | None:
        return None if self.element is None else run.element or self.element

    def _spread(self, line: Line, width: float) -> float:
        """Return the white between Han characters that fills the line; none where it would show."""
        free = width - line.width * self._unit
        if self.style.align != "justify" or line.last or free <= 0:
            return 0.0
        gaps = sum(s.end - s.start for _, s in self._shape.within(line) if s.han) - 1
        spread = free / gaps if gaps > 0 else 0.0
        return spread if spread <= _MOST_SPREAD * self.style.size else 0.0

    def _groups(self, line: Line, spread: float) -> list[tuple[Run, list[Piece]]]:
        """Return the runs on a line with their pieces."""
        groups: list[tuple[Run, list[Piece]]] = []
        last = -1
        for position, stretch in self._shape.within(line):
            if position != last:
                groups.append((self._runs[position], []))
                last = position
            groups[-1][1].extend(self._pieces(self._runs[position], stretch, spread, line))
        return groups

    def _pieces(self, run: Run, stretch: Stretch, spread: float, line: Line) -> Iterator[Piece]:
        size, rise = self.style.size * run.scale, run.rise * self.style.size
        colour = run.colour or self.style.colour
        if not stretch.han:
            yield Piece(self._set(stretch.start, stretch.end, line), stretch.font, size, colour, rise)
            return
        for start, end, kern in self._shape.kerned(stretch):
            words = self._set(start, end, line)
            yield Piece(words, stretch.font, size, colour, rise, spread + kern * self._unit)

    def _set(self, start: int, end: int, line: Line) -> str:
        """Return characters of a line, with the blank at its end, which some only hear."""
        if end == line.end and not line.last and self.words[end : end + 1] == " ":
            end += 1
        return self.words[start:end]


def _piece_width(piece: Piece) -> float:
    natural = sum(map(piece.font.widths.__getitem__, map(ord, piece.text))) * piece.size / 1000
    return natural + piece.spread * len(piece.text)


_ROUNDING = 0.01  # points
# More white than this between characters reads as a blank, to eyes and to programs.
_MOST_SPREAD = 0.09


def words(faces: Faces, style: Style, text: str, element: Element | None, *, han: bool) -> Text:
    """Return a paragraph of one run."""
    return Text(faces, style, (Run(plain(text), han=han),), element)


# -- arrangements ----------------------------------------------------------------------------------


class Stack(Box):
    """Boxes below each other that stay together; `padding` inside, optionally on a ground."""

    def __init__(
        self,
        boxes: Sequence[Box],
        *,
        padding: float = 0.0,
        ground: Colour | None = None,
        rule: Colour | None = None,
    ) -> None:
        self.boxes = list(boxes)
        self._padding, self._ground, self._rule = padding, ground, rule
        self.stretched: float | None = None  # height to fill, where neighbours are higher

    def height(self, width: float) -> float:
        inner = width - 2 * self._padding
        return sum(gap + box.height(inner) for gap, box in _spaced(self.boxes)) + 2 * self._padding

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Stack, Stack] | None:
        """Cut what is higher than a page, and only that."""
        inner = width - 2 * self._padding
        head, tail = _parted(self.boxes, inner, room - 2 * self._padding, forced=True) if forced else ((), ())
        return (self._part(head), self._part(tail)) if head and tail else None

    def _part(self, boxes: Sequence[Box]) -> Stack:
        return Stack(boxes, padding=self._padding, ground=self._ground, rule=self._rule)

    def notes(self) -> Iterator[int]:
        return chain.from_iterable(box.notes() for box in self.boxes)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        height = self.stretched or self.height(width)
        if self._ground:
            paper.fill(x, top - height, width, height, self._ground)
        if self._rule:
            paper.fill(x, top - _RULE, width, _RULE, self._rule)
        at = top - self._padding
        for gap, box in _spaced(self.boxes):
            box.draw(paper, x + self._padding, at - gap, width - 2 * self._padding)
            at -= gap + box.height(width - 2 * self._padding)


_RULE = 1.8  # thickness of the rule on a card


def _spaced(boxes: Sequence[Box]) -> Iterator[tuple[float, Box]]:
    """Yield each box with the white above it; none above the first."""
    previous: Box | None = None
    for box in boxes:
        yield (max(previous.after, box.before) if previous else 0.0), box
        previous = box


class Columns(Box):
    """Stacks beside each other; a share for every place, also for those where nothing stands.

    `even` makes all grounds as high as the highest.
    """

    def __init__(
        self, stacks: Sequence[Stack], shares: Sequence[float], gap: float, *, even: bool = False
    ) -> None:
        self._stacks, self._shares, self._gap, self._even = stacks, shares, gap, even

    def _widths(self, width: float) -> list[float]:
        free = width - (len(self._shares) - 1) * self._gap
        return [free * share / sum(self._shares) for share in self._shares]

    def height(self, width: float) -> float:
        pairs = zip(self._stacks, self._widths(width), strict=False)
        return max(stack.height(column) for stack, column in pairs)

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        """Cut what is higher than a page, and only that; what fits leaves an empty place below."""
        halves = [
            stack.split(column, room, forced=forced) if stack.height(column) > room else (stack, Stack(()))
            for stack, column in zip(self._stacks, self._widths(width), strict=False)
        ]
        if not forced or None in halves:
            return None
        heads, tails = zip(*filter(None, halves), strict=True)
        return self._part(heads), self._part(tails)

    def _part(self, stacks: Sequence[Stack]) -> Columns:
        return Columns(stacks, self._shares, self._gap, even=self._even)

    def notes(self) -> Iterator[int]:
        return chain.from_iterable(stack.notes() for stack in self._stacks)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        height = self.height(width) if self._even else None
        for stack, column in zip(self._stacks, self._widths(width), strict=False):
            stack.stretched = height
            stack.draw(paper, x, top, column)
            x += column + self._gap


def fair_widths(natural: Sequence[float], width: float) -> list[float]:
    """Share `width` out: what asks for little gets it, the others the same each, all in proportion.

    >>> fair_widths([10, 90, 20], 90), fair_widths([10, 20], 60)
    ([10.0, 60.0, 20.0], [20.0, 40.0])
    """
    given = [0.0] * len(natural)
    free = width
    for left, at in zip(
        range(len(natural), 0, -1), sorted(range(len(natural)), key=natural.__getitem__), strict=True
    ):
        given[at] = min(natural[at], free / left)
        free -= given[at]
    return [part * width / sum(given) for part in given]


class Indented(Box):
    """A box moved in, with a label before its first line."""

    def __init__(self, label: Text, body: Box, indent: float) -> None:
        self._label: Text | None = label
        self._body, self._indent = body, max(indent, label.natural_width + _LABEL_GAP)

    def height(self, width: float) -> float:
        return self._body.height(width - self._indent)

    def least(self, width: float) -> float:
        return self._body.least(width - self._indent)

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        parts = self._body.split(width - self._indent, room, forced=forced)
        if parts is None or self._label is None:
            return parts and (self._rest(parts[0]), self._rest(parts[1]))
        first = Indented(self._label, parts[0], self._indent)
        first.before = self.before
        return first, self._rest(parts[1])

    def _rest(self, body: Box) -> Indented:
        rest = Indented.__new__(Indented)
        rest._label, rest._body, rest._indent = None, body, self._indent
        rest.before, rest.after = self.before, self.after
        return rest

    def notes(self) -> Iterator[int]:
        return self._body.notes()

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        if self._label is not None:
            self._label.draw(paper, x, top, self._indent)
        self._body.draw(paper, x + self._indent, top, width - self._indent)


_LABEL_GAP = 3.0  # at least, between a label and its text


class Rule(Box):
    """A hairline, `share` of the width long."""

    def __init__(self, colour: Colour, share: float = 1.0) -> None:
        self._colour, self._share = colour, share

    def height(self, width: float) -> float:  # noqa: ARG002
        return HAIRLINE

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        paper.fill(x, top - HAIRLINE, width * self._share, HAIRLINE, self._colour)


HAIRLINE = 0.6


class Beside(Box):
    """Two columns of boxes that may be cut: what stands in them side by side is the same thing twice."""

    def __init__(self, sides: tuple[Sequence[Box], Sequence[Box]], gap: float) -> None:
        self._sides, self._gap = sides, gap
        self.before = max((boxes[0].before for boxes in sides if boxes), default=0.0)
        self.after = max((boxes[-1].after for boxes in sides if boxes), default=0.0)

    def _column(self, width: float) -> float:
        return (width - self._gap) / 2

    def height(self, width: float) -> float:
        column = self._column(width)
        return max(sum(gap + box.height(column) for gap, box in _spaced(boxes)) for boxes in self._sides)

    def least(self, width: float) -> float:
        column = self._column(width)
        return max((boxes[0].least(column) for boxes in self._sides if boxes), default=0.0)

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        column = self._column(width)
        left, right = (_parted(boxes, column, room, forced=forced) for boxes in self._sides)
        first, rest = Beside((left[0], right[0]), self._gap), Beside((left[1], right[1]), self._gap)
        if not (left[0] or right[0]) or not (left[1] or right[1]):
            return None
        return first, rest

    def notes(self) -> Iterator[int]:
        return chain.from_iterable(box.notes() for boxes in self._sides for box in boxes)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        column = self._column(width)
        for boxes in self._sides:
            at = top
            for gap, box in _spaced(boxes):
                box.draw(paper, x, at - gap, column)
                at -= gap + box.height(column)
            x += column + self._gap


def _parted(
    boxes: Sequence[Box], width: float, room: float, *, forced: bool
) -> tuple[Sequence[Box], Sequence[Box]]:
    """Return the boxes of a column that fit into `room` and the others; one may be cut in two."""
    for position, (gap, box) in enumerate(_spaced(boxes)):
        room -= gap + box.height(width)
        if room < 0:
            parts = box.split(width, room + box.height(width), forced=forced)
            head, tail = ([parts[0]], [parts[1]]) if parts else ([], [box])
            return [*boxes[:position], *head], [*tail, *boxes[position + 1 :]]
    return boxes, ()


class NewPage(Box):
    """Nothing, at the head of the next page, which lies on its side where it is `landscape`."""

    def __init__(self, *, landscape: bool = False) -> None:
        self.landscape = landscape

    def height(self, width: float) -> float:  # noqa: ARG002
        return 0.0

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        """Draw nothing."""
