"""A role of the workbook → the number of its style in the file, as the theme wants it.

openpyxl says the same at ten times the cost; a test compares.  ECMA-376 part 1, §18.8.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias
from xml.sax.saxutils import quoteattr

from openpyxl.styles.numbers import BUILTIN_FORMATS_REVERSE

from exporter.theme.sheet import Colour, Points, SheetTheme

Role: TypeAlias = Literal[
    "title", "note", "band", "editable_band", "heading", "label", "line",
    "header", "editable_header", "locked", "editable", "link", "editable_link",
    "plain_link",
]  # fmt: skip
Align: TypeAlias = Literal["left", "right"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HAN_CHARSET = 134  # GB 2312: tells Excel which fallback to take where the font is missing
_FIRST_FORMAT = 164  # number of the first format that is not Excel's own
_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_GREY = '<fill><patternFill patternType="gray125"/></fill>'  # Excel's own second
_NO_BORDER = "<border><left/><right/><top/><bottom/><diagonal/></border>"
_PLAIN = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
_NORMAL = (
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
)


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


class _Numbered(dict[str, int]):
    """Element → its number, the next one where it is new."""

    def __missing__(self, element: str) -> int:
        number = self[element] = len(self)
        return number

    def xml(self, name: str) -> str:
        """Return the list of them, called `name`."""
        return f'<{name} count="{len(self)}">{"".join(self)}</{name}>' if self else ""


class StyleBook:
    """The styles of one file, numbered when first asked for."""

    def __init__(self, theme: SheetTheme) -> None:
        fonts = theme.fonts
        self._theme = theme
        self._paints = _paints(theme)
        # Excel measures column widths in digits of the first font.
        self._fonts = _Numbered({f'<font><sz val="{fonts.size:g}"/>{_named(fonts.latin)}</font>': 0})
        self._fills = _Numbered({_NO_FILL: 0, _GREY: 1})
        self._borders = _Numbered({_NO_BORDER: 0})
        self._formats: dict[str, int] = {}
        self._styles = _Numbered({_PLAIN: 0})
        self.number = cache(self._number)

    def _number(self, look: Look) -> int:
        """Return the style number of `look`."""
        paint = self._paints[look.role]
        font = self._fonts[
            _font(paint, self._theme.fonts.han if look.han else self._theme.fonts.latin, look.han)
        ]
        fill = self._fills[_fill(paint.fill)] if paint.fill else 0
        border = self._borders[_frame(self._theme.colours.line)] if paint.framed else 0
        quote = ' quotePrefix="1"' if look.quoted else ""
        lock = ('<protection locked="0"/>', ' applyProtection="1"') if paint.unlocked else ("", "")
        return self._styles[
            f'<xf numFmtId="{self._format(look.number_format)}" fontId="{font}" fillId="{fill}"'
            f' borderId="{border}" xfId="0"{quote} applyNumberFormat="1" applyFont="1" applyFill="1"'
            f' applyBorder="1" applyAlignment="1"{lock[1]}>{_alignment(paint, look.align)}{lock[0]}</xf>'
        ]

    def _format(self, code: str) -> int:
        own = BUILTIN_FORMATS_REVERSE.get(code)
        if own is not None:
            return int(own)
        return self._formats.setdefault(code, _FIRST_FORMAT + len(self._formats))

    def xml(self, highlights: str) -> str:
        """Return the part, with the formats of `highlights`."""
        each = "".join(
            f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
            for code, number in self._formats.items()
        )
        formats = f'<numFmts count="{len(self._formats)}">{each}</numFmts>' if each else ""
        return (
            f'<styleSheet xmlns="{_MAIN}">{formats}{self._fonts.xml("fonts")}{self._fills.xml("fills")}'
            f"{self._borders.xml('borders')}{_NORMAL[0]}{self._styles.xml('cellXfs')}{_NORMAL[1]}"
            f'{highlights}<tableStyles count="0"/></styleSheet>'
        )


def _named(font: str, han: bool = False) -> str:
    charset = f'<charset val="{_HAN_CHARSET}"/>' if han else ""
    return f"<name val={quoteattr(font)}/>{charset}"


def _font(paint: _Paint, name: str, han: bool) -> str:
    """The Open XML SDK wants its children in this order; ECMA-376 leaves it free."""
    bold, line = "<b/>" if paint.bold else "", "<u/>" if paint.underlined else ""
    colour = f'<color rgb="00{paint.text}"/>'
    return f'<font>{bold}{line}<sz val="{paint.size:g}"/>{colour}{_named(name, han)}</font>'


def _fill(colour: Colour) -> str:
    solid = f'<patternFill patternType="solid"><fgColor rgb="00{colour}"/></patternFill>'
    return f"<fill>{solid}</fill>"


def _frame(colour: Colour) -> str:
    sides = (
        f'<{side} style="thin"><color rgb="00{colour}"/></{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    return f"<border>{''.join(sides)}</border>"


def _alignment(paint: _Paint, align: Align) -> str:
    wrap = ' wrapText="1"' if paint.wrapped else ""
    indent = ' indent="1"' if align == "right" else ""  # or it touches the words beside it
    return f'<alignment horizontal="{align}" vertical="top"{wrap}{indent}/>'


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
