"""A role of the workbook → the number of its style in the file, as the theme wants it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from openpyxl import Workbook as Shell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from exporter.theme.sheet import Colour, Points, SheetTheme

Role: TypeAlias = Literal[
    "title", "note", "band", "editable_band", "heading", "label", "line",
    "header", "editable_header", "locked", "editable", "link", "editable_link",
    "plain_link",
]  # fmt: skip
Align: TypeAlias = Literal["left", "right"]

_HAN_CHARSET = 134  # GB 2312: tells Excel which fallback to take where the font is missing


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell looks like: its role, its script, and what its column settles."""

    role: Role
    han: bool = False
    number_format: str = "General"
    align: Align = "left"
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Paint:
    """The look of a role."""

    size: Points
    text: Colour
    fill: Colour | None = None
    bold: bool = False
    underlined: bool = False
    framed: bool = False
    wrapped: bool = True
    unlocked: bool = False


class StyleBook:
    """The styles of one file, made when first asked for."""

    def __init__(self, shell: Shell, theme: SheetTheme) -> None:
        self._sheet = shell.worksheets[0]
        self._theme = theme
        self._paints = _paints(theme)
        self.number = cache(self._number)

    def _number(self, look: Look) -> int:
        """Return the style number of `look`."""
        paint = self._paints[look.role]
        specimen = WriteOnlyCell(self._sheet)
        specimen.font = self._font(paint, look.han)
        specimen.alignment = Alignment(
            horizontal=look.align,
            vertical="top",
            wrap_text=paint.wrapped,
            indent=1 if look.align == "right" else 0,  # or it touches the words beside it
        )
        specimen.number_format = look.number_format
        specimen.protection = Protection(locked=not paint.unlocked)
        specimen.quotePrefix = look.quoted
        if paint.fill:
            specimen.fill = PatternFill("solid", fgColor=paint.fill)
        if paint.framed:
            specimen.border = self._frame()
        return int(specimen.style_id)

    def _font(self, paint: _Paint, han: bool) -> Font:
        fonts = self._theme.fonts
        return Font(
            name=fonts.han if han else fonts.latin,
            charset=_HAN_CHARSET if han else None,
            size=paint.size,
            bold=paint.bold or None,
            color=paint.text,
            underline="single" if paint.underlined else None,
        )

    def _frame(self) -> Border:
        side = Side("thin", color=self._theme.colours.line)
        return Border(left=side, right=side, top=side, bottom=side)


def _paints(theme: SheetTheme) -> dict[Role, _Paint]:
    fonts, colours = theme.fonts, theme.colours
    body = fonts.size
    return {
        "title": _Paint(fonts.title_size, colours.title, bold=True, wrapped=False),
        "note": _Paint(body, colours.quiet, wrapped=False),
        "band": _Paint(body, colours.title, bold=True, wrapped=False),
        "editable_band": _Paint(body, colours.editable_header_text, bold=True, wrapped=False),
        "heading": _Paint(fonts.heading_size, colours.title, bold=True),
        "label": _Paint(body, colours.quiet),
        "line": _Paint(body, colours.text),
        "header": _Paint(body, colours.header_text, colours.header_fill, bold=True, framed=True),
        "editable_header": _Paint(
            body, colours.editable_header_text, colours.editable_header_fill, bold=True, framed=True
        ),
        "locked": _Paint(body, colours.text, colours.locked_fill, framed=True),
        "editable": _Paint(body, colours.text, colours.editable_fill, framed=True, unlocked=True),
        "plain_link": _Paint(body, colours.link, underlined=True),
        "link": _Paint(body, colours.link, colours.locked_fill, underlined=True, framed=True),
        "editable_link": _Paint(
            body, colours.link, colours.editable_fill, underlined=True, framed=True, unlocked=True
        ),
    }
