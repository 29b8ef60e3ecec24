"""Photographs: decoded, no larger than their place, with the caption below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exporter.document.nodes import Document, Picture, plain
from exporter.theme.factsheet import PdfTheme
from exporter.writers.pdf.boxes import Box, Stack
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Element, Paper
from exporter.writers.photos import printable

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


SHARP = 300  # dots per inch that print well


def coarse(document: Document, theme: PdfTheme) -> Iterator[tuple[str, int]]:
    """Yield the photographs that print with fewer dots than is sharp: the anchor, and dots per inch."""
    page = theme.page
    width = page.width.pt - page.left.pt - page.right.pt
    for block in document.blocks:
        if isinstance(block, Picture) and block.image is not None:
            wide, _ = Photograph(block, page.height.pt, Element("Figure"))._size(width)
            dots = round(block.image.width / wide * 72)
            if dots < SHARP:
                yield block.anchor, dots


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
