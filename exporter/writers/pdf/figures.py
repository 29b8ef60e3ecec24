"""Key figures as cards, charts as bars, photographs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from exporter.document.nodes import Bar, Chart, KeyFigure, Picture, plain
from exporter.writers.pdf.boxes import Box, Columns, Stack, Text
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Element, Paper
from exporter.writers.photos import printable

# -- key figures -----------------------------------------------------------------------------------

_CARD_PADDING = 8.0
_SMALLEST_VALUE = 12.0  # points


def card_rows(figures: Sequence[KeyFigure], setting: Setting, parent: Element, width: float) -> Iterator[Box]:
    """Yield rows of cards as even as they can be: five are three and two, not four and one."""
    most, gap = setting.theme.grid.figures, setting.theme.space.grid.pt
    rows = -(-len(figures) // most)
    places = -(-len(figures) // rows)
    listing = Element("L", parent)
    inner = (width - (places - 1) * gap) / places - 2 * _CARD_PADDING
    for first in range(0, len(figures), places):
        cards = [_card(figure, setting, listing, inner) for figure in figures[first : first + places]]
        row = Columns(cards, [1.0] * places, gap, even=True)
        row.before = row.after = gap
        yield row


def _card(figure: KeyFigure, setting: Setting, listing: Element, inner: float) -> Stack:
    body = Element("LBody", Element("LI", listing))
    styles = setting.styles
    boxes = [
        _value(figure.value, setting, body, inner),
        setting.text(styles.figure_meaning(), figure.meaning, Element("P", body)),
    ]
    if figure.source:
        quiet = replace(styles.furniture(), colour=styles.quiet_colour)
        boxes.append(setting.words(quiet, figure.source, Element("P", body)))
        boxes[-1].before = 3
    return Stack(boxes, padding=_CARD_PADDING, ground=styles.tint, rule=styles.bar)


def _value(words: str, setting: Setting, body: Element, inner: float) -> Text:
    """Return the number, smaller where it is long, so that it stays on one line."""
    style, element = setting.styles.figure_value(), Element("P", body)
    box = setting.words(style, words, element)
    if box.natural_width > inner:
        size = max(_SMALLEST_VALUE, style.size * inner / box.natural_width - 0.1)
        box = setting.words(replace(style, size=size), words, element)
    box.after = 2
    return box


# -- charts ----------------------------------------------------------------------------------------

_BAR, _BAR_GAP, _LABEL_GAP = 8.0, 5.2, 6.0
_WIDEST_LABEL = 0.45  # of the chart


class Bars(Box):
    """The bars of a chart with labels before and values behind them."""

    def __init__(self, chart: Chart, setting: Setting, element: Element) -> None:
        styles = setting.styles
        self._element, self._bars = element, chart.bars
        self._colour, self._ground = styles.bar, styles.bar_ground
        self._labels = [setting.words(styles.chart(), bar.label, element) for bar in chart.bars]
        value = styles.chart(strong=True)
        self._values = [setting.words(value, _printed(bar, chart.unit), element) for bar in chart.bars]

    @cached_property
    def _widest_label(self) -> float:
        return max(label.natural_width for label in self._labels) + 0.5

    def _label_width(self, width: float) -> float:
        return min(self._widest_label, width * _WIDEST_LABEL)

    def _row_height(self, label: Text, width: float) -> float:
        return max(_BAR, label.height(self._label_width(width)) - 2) + _BAR_GAP

    def height(self, width: float) -> float:
        return sum(self._row_height(label, width) for label in self._labels)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        paper.bound(self._element, (x, top - self.height(width), x + width, top))
        label_width = self._label_width(width)
        start = x + label_width + _LABEL_GAP
        widest = max(value.natural_width for value in self._values)
        room = max(width - (start - x) - _LABEL_GAP - widest, _BAR)
        longest = max((abs(bar.value) for bar in self._bars), default=0) or 1.0
        for bar, label, value in zip(self._bars, self._labels, self._values, strict=True):
            row = self._row_height(label, width)
            label.draw(paper, x, top - (row - label.height(label_width)) / 2, label_width)
            foot = top - (row + _BAR) / 2
            paper.fill(start, foot, room, _BAR, self._ground, self._element)
            length = room * abs(bar.value) / longest
            paper.fill(start, foot, length, _BAR, self._colour, self._element)
            value.draw(paper, start + room + _LABEL_GAP, top - (row - value.style.leading) / 2, width)
            top -= row


def _printed(bar: Bar, unit: str) -> str:
    return f"{bar.text} {unit}".strip() if unit and unit not in bar.text else bar.text


def chart_stack(chart: Chart, setting: Setting, parent: Element) -> Stack:
    """Return a chart with its caption above and its note below."""
    styles = setting.styles
    figure = Element("Figure", parent, alt=chart.alt or plain(chart.caption))
    caption = setting.text(
        styles.caption(), setting.captioned(chart.label, chart.caption), Element("Caption", figure)
    )
    caption.after = 4
    caption.anchor = setting.anchors[chart.anchor]
    parts: list[Box] = [caption]
    if chart.bars:
        parts.append(Bars(chart, setting, figure))
    if chart.note:
        note = setting.words(styles.paragraph("note"), chart.note, Element("P", parent))
        note.before = 2
        parts.append(note)
    return Stack(parts)


class Masonry(Box):
    """Charts in columns, each put where there is most room; read in their own order."""

    def __init__(self, stacks: Sequence[Stack], places: int, gap: float) -> None:
        self._stacks, self._places, self._gap = stacks, places, gap

    def _column(self, width: float) -> float:
        return (width - (self._places - 1) * self._gap) / self._places

    def _placed(self, width: float) -> Iterator[tuple[int, float, Stack]]:
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

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        column = self._column(width)
        for place, above, stack in self._placed(width):
            stack.draw(paper, x + place * (column + self._gap), top - above, column)


def chart_row(charts: Sequence[Chart], setting: Setting, parent: Element) -> Box:
    """Return charts that follow each other, beside each other."""
    stacks = [chart_stack(chart, setting, parent) for chart in charts]
    places = min(len(stacks), setting.theme.grid.charts)
    return Masonry(stacks, places, 1.6 * setting.theme.space.grid.pt) if places > 1 else stacks[0]


# -- photographs -----------------------------------------------------------------------------------

_HIGHEST_PICTURE = 0.4  # of the sheet


class Photograph(Box):
    """A decoded picture, never wider than the text, never higher than its share of the sheet."""

    keep = True

    def __init__(self, picture: Picture, sheet_height: float, element: Element) -> None:
        assert picture.image is not None
        self._image, self._most, self._element = picture.image, sheet_height * _HIGHEST_PICTURE, element

    def _size(self, width: float) -> tuple[float, float]:
        wide, high = max(self._image.width, 1), max(self._image.height, 1)
        scale = min(width / wide, self._most / high, 1.0)  # one pixel is one point at most
        return wide * scale, high * scale

    def height(self, width: float) -> float:
        return self._size(width)[1]

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        wide, high = self._size(width)
        paper.bound(self._element, (x, top - high, x + wide, top))
        paper.image(printable(self._image.data, wide), x, top - high, wide, high, self._element)


def picture_boxes(picture: Picture, setting: Setting, parent: Element) -> Iterator[Box]:
    """Yield a photograph and its caption; without an image the caption alone, framed."""
    styles = setting.styles
    inlines = setting.captioned(picture.label, picture.caption)
    style = replace(styles.caption(), bold=False)
    if picture.image is None:
        caption = setting.text(style, inlines, Element("P", parent))
        caption.anchor = setting.anchors[picture.anchor]
        yield Stack([caption], padding=6, ground=styles.tint)
        return
    figure = Element("Figure", parent, alt=picture.alt or plain(picture.caption))
    yield Photograph(picture, setting.theme.page.height.pt, figure)
    caption = setting.text(style, inlines, Element("Caption", figure))
    caption.anchor, caption.before = setting.anchors[picture.anchor], 4
    yield caption
