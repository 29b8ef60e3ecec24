"""Charts: horizontal bars, columns along time, a bar of shares, a map of tiles.

The graphic is a Figure with its alternative text.  More than four numbers are also a table: the labels
and values that stand at the bars are then its cells, so that nothing is printed twice.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from copy import copy
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from exporter.document.nodes import Bar, Chart, plain
from exporter.writers.pdf.boxes import HAIRLINE, Box, Stack, Text
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Colour, Element, Paper

MOST_UNTABLED = 4  # numbers that a figure may hold without a table of them
_BAR, _BAR_GAP, _GAP = 8.0, 5.2, 6.0
_WIDEST_LABEL = 0.45  # of the chart

_Pair: TypeAlias = tuple[Text, Text]  # a label and its value


class _Plot(Box):
    """What every form of chart has: a figure and its numbers."""

    def __init__(self, chart: Chart, setting: Setting, figure: Element, parent: Element) -> None:
        self.bars, self.setting, self.styles, self.figure = chart.bars, setting, setting.styles, figure
        self._printed = [_printed(bar, chart.unit) for bar in chart.bars]
        if len(chart.bars) > MOST_UNTABLED:
            self.pairs = self._tabled(chart, parent)
        else:
            self.pairs = [
                self._pair(bar, value, figure, figure)
                for bar, value in zip(self.bars, self._printed, strict=True)
            ]

    def _tabled(self, chart: Chart, parent: Element) -> list[_Pair]:
        table = Element("Table", parent, summary=plain(chart.caption))
        rows = (Element("TR", table) for _ in self.bars)
        return [
            self._pair(bar, value, Element("TH", row, scope="Row"), Element("TD", row))
            for bar, value, row in zip(self.bars, self._printed, rows, strict=True)
        ]

    def _pair(self, bar: Bar, value: str, of_label: Element, of_value: Element) -> _Pair:
        return (
            self.setting.words(self.styles.chart(), bar.label, of_label),
            self.setting.words(self.styles.chart(strong=True), value, of_value),
        )

    @cached_property
    def longest(self) -> float:
        """The value that fills the length there is."""
        return max((abs(bar.value) for bar in self.bars), default=0) or 1.0

    @cached_property
    def widest_label(self) -> float:
        """The width of the longest label in one line."""
        return max(label.natural_width for label, _ in self.pairs) + 0.5

    @cached_property
    def widest_value(self) -> float:
        """The width of the longest value."""
        return max(value.natural_width for _, value in self.pairs) + 0.5

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        paper.bound(self.figure, (x, top - self.height(width), x + width, top))
        self.draw_graphic(paper, x, top, width)
        self.draw_numbers(paper, x, top, width)

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        """Cut what is higher than a page, and only that; no form but lying bars can go on."""
        bars = Bars.__new__(Bars)
        bars.bars, bars.pairs, bars.figure = self.bars, self.pairs, self.figure
        bars.setting, bars.styles = self.setting, self.styles
        return bars.split(width, room, forced=forced)

    @abstractmethod
    def draw_graphic(self, paper: Paper, x: float, top: float, width: float) -> None:
        """Draw all that is no text."""

    @abstractmethod
    def draw_numbers(self, paper: Paper, x: float, top: float, width: float) -> None:
        """Draw labels and values, in reading order."""


def _printed(bar: Bar, unit: str) -> str:
    return f"{bar.text} {unit}".strip() if unit and unit not in bar.text else bar.text


def _centred(text: Text, paper: Paper, middle: float, top: float) -> None:
    width = text.natural_width
    text.draw(paper, middle - width / 2, top, width + 1)


# -- bars ------------------------------------------------------------------------------------------


class Bars(_Plot):
    """Horizontal bars with labels before and values behind them."""

    def _label_width(self, width: float) -> float:
        return min(self.widest_label, width * _WIDEST_LABEL)

    def _row_height(self, label: Text, width: float) -> float:
        return max(_BAR, label.height(self._label_width(width)) - 2) + _BAR_GAP

    def height(self, width: float) -> float:
        return sum(self._row_height(label, width) for label, _ in self.pairs)

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        """Cut what is higher than a page, and only that, between two bars."""
        fitting, foot = 0, -room
        for at, row in self._rows(0, width):
            fitting += at - row >= foot
        if not forced or not 0 < fitting < len(self.pairs):
            return None
        return self._part(slice(fitting)), self._part(slice(fitting, None))

    def _part(self, rows: slice) -> Bars:
        part = copy(self)
        part.bars, part.pairs = self.bars[rows], self.pairs[rows]
        return part

    def _rows(self, top: float, width: float) -> Iterator[tuple[float, float]]:
        """Yield the upper edge and the height of each row."""
        for label, _ in self.pairs:
            row = self._row_height(label, width)
            yield top, row
            top -= row

    def _track(self, width: float) -> tuple[float, float]:
        """Return where the bars begin, and how long the longest is."""
        start = self._label_width(width) + _GAP
        return start, max(width - start - _GAP - self.widest_value, _BAR)

    def draw_graphic(self, paper: Paper, x: float, top: float, width: float) -> None:
        start, room = self._track(width)
        for bar, (at, row) in zip(self.bars, self._rows(top, width), strict=True):
            foot = at - (row + _BAR) / 2
            paper.fill(x + start, foot, room, _BAR, self.styles.bar_ground, self.figure)
            length = room * abs(bar.value) / self.longest
            paper.fill(x + start, foot, length, _BAR, self.styles.bar, self.figure)

    def draw_numbers(self, paper: Paper, x: float, top: float, width: float) -> None:
        start, room = self._track(width)
        across = self._label_width(width)
        for (label, value), (at, row) in zip(self.pairs, self._rows(top, width), strict=True):
            label.draw(paper, x, at - (row - label.height(across)) / 2, across)
            value_at = x + start + room + _GAP + self.widest_value - value.natural_width
            value.draw(paper, value_at, at - (row - value.style.leading) / 2, self.widest_value + 1)


# -- columns ---------------------------------------------------------------------------------------

_HIGHEST, _WIDEST_COLUMN, _COLUMN_SHARE = 66.0, 30.0, 0.62


class Upright(_Plot):
    """Columns along time, with labels below and values above them."""

    @property
    def _line(self) -> float:
        return self.styles.chart().leading

    def height(self, width: float) -> float:  # noqa: ARG002
        return _HIGHEST + 2 * self._line + 2

    def draw_graphic(self, paper: Paper, x: float, top: float, width: float) -> None:
        foot = top - self.height(width) + self._line + 1
        place = width / len(self.bars)
        across = min(place * _COLUMN_SHARE, _WIDEST_COLUMN)
        for at, bar in enumerate(self.bars):
            high = _HIGHEST * abs(bar.value) / self.longest
            left = x + (at + 0.5) * place - across / 2
            paper.fill(left, foot, across, high, self.styles.bar, self.figure)
        paper.fill(x, foot - HAIRLINE, width, HAIRLINE, self.styles.quiet_colour, self.figure)

    def draw_numbers(self, paper: Paper, x: float, top: float, width: float) -> None:
        foot = top - self.height(width) + self._line
        place = width / len(self.bars)
        for at, (bar, (label, value)) in enumerate(zip(self.bars, self.pairs, strict=True)):
            middle = x + (at + 0.5) * place
            _centred(label, paper, middle, foot - 1)
            high = _HIGHEST * abs(bar.value) / self.longest
            _centred(value, paper, middle, foot + 2 + high + self._line)


# -- shares ----------------------------------------------------------------------------------------

_SHARE_HEIGHT, _SWATCH, _PARTING = 18.0, 9.0, 1.5


class Shares(_Plot):
    """One bar, divided; below it what each part is, with a patch of its shade."""

    def _shade(self, at: int) -> Colour:
        """The shades of the parts in turn: they differ in lightness, so that grey paper tells them apart."""
        shades = self.styles.heading_colour, self.styles.bar, self.styles.bar_ground
        return shades[at % len(shades)] if at < len(self.bars) - 1 or len(self.bars) == 1 else shades[-1]

    def height(self, width: float) -> float:
        legend = max(down + high for _, down, high in self._entries(width))
        return _SHARE_HEIGHT + _GAP + legend

    def _label_width(self, label: Text, width: float) -> float:
        return min(label.natural_width + 0.5, width - _SWATCH - 2 * _GAP - self.widest_value)

    def _entries(self, width: float) -> Iterator[tuple[float, float, float]]:
        """Yield the place of each entry of the legend, from its upper left corner, and its height.

        They stand beside each other as far as there is room.
        """
        right = down = lowest = 0.0
        for label, _ in self.pairs:
            across = self._label_width(label, width)
            whole = _SWATCH + across + 2 * _GAP + self.widest_value
            if right and right + whole > width:
                right, down = 0.0, lowest
            high = label.height(across) + 1
            yield right, down, high
            right, lowest = right + whole + 2 * _GAP, max(lowest, down + high)

    def draw_graphic(self, paper: Paper, x: float, top: float, width: float) -> None:
        total = sum(abs(bar.value) for bar in self.bars) or 1.0
        paper.fill(x, top - _SHARE_HEIGHT, width, _SHARE_HEIGHT, self.styles.quiet_colour, self.figure)
        left = x
        for at, bar in enumerate(self.bars):
            across = width * abs(bar.value) / total
            inner = max(across - _PARTING, 0.0)
            self._patch(paper, left + _PARTING / 2, top, inner, _SHARE_HEIGHT, at)
            left += across
        head = top - _SHARE_HEIGHT - _GAP - (self.styles.chart().leading - _SWATCH) / 2
        for at, (right, down, _) in enumerate(self._entries(width)):
            self._patch(paper, x + right, head - down, _SWATCH, _SWATCH, at)

    def _patch(self, paper: Paper, x: float, top: float, width: float, height: float, at: int) -> None:
        """Fill with the shade of a part, inside a dark outline that shows the lightest on white."""
        paper.fill(x, top - height, width, height, self.styles.quiet_colour, self.figure)
        inside = HAIRLINE if self._shade(at) == self.styles.bar_ground else 0.0
        paper.fill(
            x + inside, top - height + inside, max(width - 2 * inside, 0), height - 2 * inside,
            self._shade(at), self.figure,
        )  # fmt: skip

    def draw_numbers(self, paper: Paper, x: float, top: float, width: float) -> None:
        top -= _SHARE_HEIGHT + _GAP
        for (label, value), (right, down, _) in zip(self.pairs, self._entries(width), strict=True):
            across, start = self._label_width(label, width), x + right + _SWATCH + _GAP
            label.draw(paper, start, top - down, across)
            value.draw(paper, start + across + _GAP, top - down, self.widest_value + 1)


# -- tiles -----------------------------------------------------------------------------------------

_TILE_PAD, _TILE_GAP = 3.0, 2.0


class Tiles(_Plot):
    """A tile for each label with its value, in rows by group: a map without a map's borders."""

    def __init__(self, chart: Chart, setting: Setting, figure: Element, parent: Element) -> None:
        super().__init__(chart, setting, figure, parent)
        style = self.styles.chart(strong=True)
        names = dict.fromkeys(bar.group for bar in self.bars)
        self._names = {name: setting.words(style, name, figure) for name in names}

    @property
    def _side(self) -> float:
        return max(self.widest_label, self.widest_value) + 2 * _TILE_PAD

    @property
    def _tile_height(self) -> float:
        return 2 * self.styles.chart().leading + _TILE_PAD

    @cached_property
    def _name_width(self) -> float:
        return max(name.natural_width for name in self._names.values()) + 0.5

    def _stub(self, width: float) -> float:
        return min(self._name_width, width * _WIDEST_LABEL) + _GAP

    def _across(self, width: float) -> int:
        return max(int((width - self._stub(width) + _TILE_GAP) / (self._side + _TILE_GAP)), 1)

    def _groups(self, top: float, width: float) -> Iterator[tuple[str, float, float, Sequence[int]]]:
        """Yield each group with its upper edge, its height, and the positions of its tiles."""
        for name, found in groupby(range(len(self.bars)), key=lambda at: self.bars[at].group):
            tiles = list(found)
            rows = -(-len(tiles) // self._across(width))
            written = self._names[name].height(self._stub(width) - _GAP)
            high = max(rows * (self._tile_height + _TILE_GAP), written) + _GAP
            yield name, top, high, tiles
            top -= high

    def height(self, width: float) -> float:
        return sum(high for _, _, high, _ in self._groups(0, width))

    def _places(self, x: float, top: float, width: float) -> Iterator[tuple[int, float, float]]:
        """Yield the position of each tile and its upper left corner."""
        left, across = x + self._stub(width), self._across(width)
        for _, at, _, tiles in self._groups(top, width):
            for number, tile in enumerate(tiles):
                row, column = divmod(number, across)
                yield (
                    tile,
                    left + column * (self._side + _TILE_GAP),
                    at - row * (self._tile_height + _TILE_GAP),
                )

    def draw_graphic(self, paper: Paper, x: float, top: float, width: float) -> None:
        for name, at, _, _ in self._groups(top, width):
            self._names[name].draw(paper, x, at - _TILE_PAD, self._stub(width) - _GAP)
        for _, left, at in self._places(x, top, width):
            foot, rule = at - self._tile_height, 1.2
            paper.fill(left, foot, self._side, self._tile_height, self.styles.tint, self.figure)
            paper.fill(left, at - rule, self._side, rule, self.styles.bar, self.figure)

    def draw_numbers(self, paper: Paper, x: float, top: float, width: float) -> None:
        for tile, left, at in self._places(x, top, width):
            label, value = self.pairs[tile]
            middle = left + self._side / 2
            _centred(label, paper, middle, at - 2)
            _centred(value, paper, middle, at - 2 - label.style.leading)


# -- charts with their captions ---------------------------------------------------------------------


def chart_stack(chart: Chart, setting: Setting, parent: Element, width: float) -> Stack:
    """Return a chart of a width with its caption above and its note below."""
    styles = setting.styles
    figure = Element("Figure", parent, alt=chart.alt or plain(chart.caption))
    caption = setting.text(
        styles.caption(), setting.captioned(chart.label, chart.caption), Element("Caption", figure)
    )
    caption.after = 4
    caption.anchor = setting.anchors[chart.anchor]
    parts: list[Box] = [caption]
    if chart.bars:
        parts.append(_plot(chart, setting, figure, parent, width))
    if chart.note:
        note = setting.words(styles.paragraph("note"), chart.note, Element("P", parent))
        note.before = 4
        parts.append(note)
    return Stack(parts)


def is_wide(chart: Chart) -> bool:
    """Tell whether a chart wants the whole width of the page."""
    return chart.kind in ("share", "tiles") or (chart.kind == "columns" and len(chart.bars) > MOST_UNTABLED)


def _plot(chart: Chart, setting: Setting, figure: Element, parent: Element, width: float) -> Box:
    match chart.kind:
        case "share":
            return Shares(chart, setting, figure, parent)
        case "tiles":
            return Tiles(chart, setting, figure, parent)
        case "columns" if is_wide(chart) and _have_room(chart, setting, width):
            return Upright(chart, setting, figure, parent)
        case _:
            return Bars(chart, setting, figure, parent)


def _have_room(chart: Chart, setting: Setting, width: float) -> bool:
    """Tell whether the labels of columns fit under them; else lying bars have more room."""
    style, place = setting.styles.chart(strong=True), width / len(chart.bars) - _TILE_GAP
    return all(
        setting.words(style, words, None).natural_width <= place
        for bar in chart.bars
        for words in (bar.label, bar.text)
    )


class Masonry(Box):
    """Charts in columns, each put where there is most room; read in their own order."""

    def __init__(self, stacks: Sequence[Box], places: int, gap: float) -> None:
        self._stacks, self._places, self._gap = stacks, places, gap

    def _column(self, width: float) -> float:
        return (width - (self._places - 1) * self._gap) / self._places

    def _placed(self, width: float) -> Iterator[tuple[int, float, Box]]:
        """Yield each chart with its column and its distance from the top."""
        down = [0.0] * self._places
        for stack in self._stacks:
            column = down.index(min(down))
            above = down[column] + (self._gap if down[column] else 0.0)
            yield column, above, stack
            down[column] = above + stack.height(self._column(width))

    def height(self, width: float) -> float:
        column = self._column(width)
        return max(above + stack.height(column) for _, above, stack in self._placed(width))

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        """Cut between charts; forced, inside one that is higher than a page."""
        first, rest = self._stacks[0], self._stacks[1:]
        if first.height(width) <= room:
            return (first, Masonry(rest, min(self._places, len(rest)), self._gap)) if rest else None
        parts = first.split(width, room, forced=forced)
        if parts is None:
            return None
        head, tail = parts
        return head, Masonry((tail, *rest), self._places, self._gap)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        column = self._column(width)
        for place, above, stack in self._placed(width):
            stack.draw(paper, x + place * (column + self._gap), top - above, column)


def chart_rows(charts: Sequence[Chart], setting: Setting, parent: Element, width: float) -> Iterator[Box]:
    """Yield charts that follow each other: wide ones alone, the others beside each other."""
    gap = 1.6 * setting.theme.space.grid.pt
    for wide, found in groupby(charts, is_wide):
        run = list(found)
        places = 1 if wide else min(len(run), setting.theme.grid.charts)
        column = (width - (places - 1) * gap) / places
        stacks = [chart_stack(chart, setting, parent, column) for chart in run]
        if places == 1:
            yield from stacks
        else:
            yield Masonry(stacks, places, gap)
