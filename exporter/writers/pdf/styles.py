"""How each role is set: the theme's sizes and colours, with the leading of the document's script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from exporter.theme.factsheet import PdfTheme
from exporter.writers.pdf.tagging import Colour

Align = Literal["start", "end", "justify"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set; all lengths in points, `leading` from baseline to baseline."""

    size: float
    leading: float
    colour: Colour
    bold: bool = False
    align: Align = "start"


def rgb(colour: str) -> Colour:
    """Return "14365D" as parts of one.

    >>> rgb("FF0000")
    (1.0, 0.0, 0.0)
    """
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 4) for at in (0, 2, 4))
    return red, green, blue


def is_han(language: str) -> bool:
    """Tell whether the BCP 47 tag `language` is of a language written in Han characters."""
    return language.partition("-")[0] in ("zh", "ja", "yue")


_kept = lru_cache(maxsize=256)  # on methods: the few themes of a process last as long as it does


@lru_cache(maxsize=16)
def styles(theme: PdfTheme, language: str) -> Styles:
    """Return the styles of a theme for one language, the same for every document of both."""
    return Styles(theme, language)


class Styles:
    """The styles of a theme for one language; each is made once."""

    def __init__(self, theme: PdfTheme, language: str) -> None:
        self.theme = theme
        self.han = is_han(language)
        self.leading = theme.leading_han if self.han else theme.leading_latin
        self.band, self.band_text = self._colour("band"), self._colour("band_text")
        self.band_quiet, self.accent = self._colour("band_quiet"), self._colour("accent")
        self.line, self.tint, self.link = self._colour("line"), self._colour("tint"), self._colour("link")
        self.text_colour, self.quiet_colour = self._colour("text"), self._colour("quiet")
        self.heading_colour = self._colour("heading")
        self.bar, self.bar_ground = self._colour("bar"), self._colour("bar_ground")

    def _colour(self, name: str) -> Colour:
        """Return a colour of the theme, in a printer's inks where the file is for one."""
        inks = self.theme.printed_inks
        if inks is None:
            return rgb(getattr(self.theme.colours, name))
        return tuple(part / 100 for part in getattr(inks, name))

    @_kept
    def heading(self, level: int) -> Style:
        """The style of a heading of level 1 to 4."""
        sizes = self.theme.sizes
        size = (sizes.heading1, sizes.heading2, sizes.heading3, sizes.heading4)[min(level, 4) - 1]
        return Style(size, size * self.leading.heading, self.heading_colour, bold=True)

    @_kept
    def body(self) -> Style:
        """Running text; Chinese fills its lines, as it does in print."""
        style = self._set(self.theme.sizes.body, self.leading.body, self.text_colour)
        return replace(style, align="justify" if self.han else "start")

    @_kept
    def paragraph(self, role: str) -> Style:
        """The style of a paragraph by its role."""
        sizes = self.theme.sizes
        match role:
            case "lead":
                return replace(
                    self._set(sizes.lead, self.leading.body, self.heading_colour), align=self.body().align
                )
            case "note" | "source":
                return self._set(sizes.note, self.leading.table, self.quiet_colour)
            case "empty":
                return self._set(sizes.body, self.leading.body, self.quiet_colour)
            case "marking":
                return replace(self._set(sizes.body, self.leading.body, self.accent), bold=True)
            case _:
                return self.body()

    @_kept
    def caption(self) -> Style:
        """What stands above a table and below a picture."""
        return replace(
            self._set(self.theme.sizes.caption, self.leading.table, self.heading_colour), bold=True
        )

    @_kept
    def cell(self, *, header: bool = False, end: bool = False) -> Style:
        """The style of a table cell."""
        colour = self.heading_colour if header else self.text_colour
        style = self._set(self.theme.sizes.table, self.leading.table, colour)
        return replace(style, bold=header, align="end" if end else "start")

    @_kept
    def chart(self, *, strong: bool = False, end: bool = False) -> Style:
        """Labels and values of a chart."""
        style = self._set(self.theme.sizes.chart, self.leading.table, self.text_colour)
        return replace(style, bold=strong, align="end" if end else "start")

    @_kept
    def figure_value(self) -> Style:
        """The number on a card."""
        size = self.theme.sizes.figure
        return Style(size, size * 1.16, self.heading_colour, bold=True)

    @_kept
    def figure_meaning(self) -> Style:
        """What the number on a card counts."""
        return self._set(self.theme.sizes.note, self.leading.table, self.text_colour)

    @_kept
    def furniture(self) -> Style:
        """Running header and footer."""
        return self._set(self.theme.sizes.furniture, self.leading.table, self.quiet_colour)

    @_kept
    def band_style(self, part: Literal["kind", "title", "subtitle", "label", "value", "marking"]) -> Style:
        """The parts of the title block."""
        sizes, wide, tight = self.theme.sizes, self.leading.heading, self.leading.table
        match part:
            case "kind":
                return self._set(sizes.kind, tight, self.band_quiet)
            case "title":
                return replace(self._set(sizes.title, wide, self.band_text), bold=True)
            case "subtitle":
                return self._set(sizes.subtitle, tight, self.band_text)
            case "marking":
                return replace(self._set(sizes.kind, tight, self.band_text), bold=True, align="end")
            case "label":
                return self._set(sizes.detail, tight, self.band_quiet)
            case "value":
                return self._set(sizes.detail, tight, self.band_text)

    def _set(self, size: float, leading: float, colour: Colour) -> Style:
        return Style(size, size * leading, colour)
