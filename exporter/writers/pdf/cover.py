"""The title block: a band of colour across the head of the first page."""

from __future__ import annotations

from copy import copy

from exporter.document.nodes import Cover
from exporter.writers.pdf.boxes import Box, Columns, Run, Stack, Text, fair_widths
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Element, Paper
from exporter.writers.pdf.text import plain

_LABEL_GAP = 12.0
_ROW_GAP = 4.0
_FOOT = 13.0
_ACCENT = 3.0  # height of the line under the band


class Band(Box):
    """Kind, title, subtitle and details on a ground that reaches the edges of the sheet."""

    def __init__(self, cover: Cover, setting: Setting, parent: Element) -> None:
        self._setting, page = setting, setting.theme.page
        self._left, self._bleed = page.left.pt, page.left.pt + page.right.pt
        self._head = page.furniture.pt
        self.after = setting.theme.space.heading.pt
        self._marking = self._marked(parent)
        self._stack = Stack([*self._titles(cover, parent), *self._details(cover, parent)])

    def _marked(self, parent: Element) -> Text | None:
        marking = self._setting.document.furniture.marking
        style = self._setting.styles.band_style("marking")
        return self._setting.words(style, marking, Element("P", parent)) if marking else None

    def _titles(self, cover: Cover, parent: Element) -> list[Box]:
        styles, setting = self._setting.styles, self._setting
        boxes: list[Box] = []
        if cover.kind:
            boxes.append(setting.words(styles.band_style("kind"), cover.kind, Element("P", parent)))
        title = setting.words(styles.band_style("title"), cover.title, Element("H1", parent))
        title.before, title.after, title.anchor = 2, 2, TITLE_ANCHOR
        boxes.append(title)
        if cover.subtitle:
            boxes.append(setting.words(styles.band_style("subtitle"), cover.subtitle, Element("P", parent)))
        return boxes

    def _details(self, cover: Cover, parent: Element) -> list[Box]:
        texts = [self._detail(label, value, parent) for label, value in cover.details]
        places = min(self._setting.theme.grid.details, len(texts))
        natural = [max(text.natural_width for text in texts[place::places]) + 1 for place in range(places)]
        width = self._setting.theme.page.width.pt - self._bleed - (places - 1) * _LABEL_GAP
        shares = fair_widths(natural, width)
        rows: list[Box] = [
            Columns([Stack([text]) for text in texts[first : first + places]], shares, _LABEL_GAP)
            for first in range(0, len(texts), max(places, 1))
        ]
        for row in rows:
            row.before = _LABEL_GAP if row is rows[0] else _ROW_GAP
        return rows

    def _detail(self, label: str, value: str, parent: Element) -> Text:
        styles, setting = self._setting.styles, self._setting
        element = Element("P", parent)
        style = styles.band_style("value")
        quiet = styles.band_style("label")
        colon = setting.document.labels.colon
        runs = (
            Run(plain(label + colon), colour=quiet.colour, han=setting.han),
            Run(plain(value), bold=True, han=setting.han),
        )
        return Text(setting.faces, style, runs, element)

    def height(self, width: float) -> float:
        return self._head + self._stack.height(width) + _FOOT

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        """Cut what is higher than a page, and only that."""
        parts = self._stack.split(width, room - self._head - _FOOT, forced=forced)
        return (self._part(parts[0]), self._part(parts[1])) if parts else None

    def _part(self, stack: Stack) -> Band:
        part = copy(self)
        part._stack = stack
        return part

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        styles, height = self._setting.styles, self.height(width)
        paper.fill(x - self._left, top - height, width + self._bleed, height, styles.band)
        paper.fill(x - self._left, top - height, width + self._bleed, _ACCENT, styles.accent)
        if self._marking:
            self._marking.draw(paper, x, top - self._head, width)
        self._stack.draw(paper, x, top - self._head, width)


TITLE_ANCHOR = "title"
