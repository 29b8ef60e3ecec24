"""The look of a workbook: fonts per script, colours, margins; read from a TOML file and checked whole.

Knows no sheet and no cell: the xlsx writer asks it what a role looks like.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NewType

from exporter.theme.toml_file import Layout, Wrong, colour, load_toml, number, parse_toml
from exporter.units import Length

FontName = NewType("FontName", str)
Points = NewType("Points", float)
Colour = NewType("Colour", str)  # six hexadecimal digits, red first: "14365D"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFonts:
    """The typeface of each script, and sizes in points."""

    latin: FontName
    han: FontName
    size: Points
    title_size: Points
    heading_size: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColours:
    """Colours by what they are for; "editable" is what staff fill, "header" and "locked" the rest."""

    title: Colour
    text: Colour
    quiet: Colour
    link: Colour
    line: Colour
    header_text: Colour
    header_fill: Colour
    locked_fill: Colour
    editable_header_text: Colour
    editable_header_fill: Colour
    editable_fill: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """White space around the printed page: on all four sides, and outside header and footer."""

    margin: Length
    header_margin: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetStates:
    """Fills of cells whose words say that something is past, due in so many days, or done."""

    past: Colour
    within_30: Colour
    within_60: Colour
    within_90: Colour
    done: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTheme:
    """How a workbook looks."""

    fonts: SheetFonts
    colours: SheetColours
    states: SheetStates
    page: SheetPage


def load_sheet_theme(path: Path, shown: str | None = None) -> SheetTheme:
    """Return the theme of the file at `path`; ThemeError holds every fault of the file.

    `shown` is the name that faults print, relative to the project; the path itself if None.
    """
    return SheetTheme(**load_toml(path, shown or path.as_posix(), _LAYOUT).parts)


def parse_sheet_theme(source: str, name: str) -> SheetTheme:
    """Return the theme that the TOML text `source` says; `name` is the file in faults."""
    return SheetTheme(**parse_toml(source, name, _LAYOUT).parts)


# -- values ----------------------------------------------------------------------------------------


def _font_name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise Wrong('a font name: "Arial"')
    return value.strip()


def _points(value: object) -> float:
    """Below 6 points nobody reads, above 72 nothing fits a cell."""
    return number(value, 6, 72, "a size in points from 6 to 72: 10")


def _length(value: object) -> Length:
    return Length.millimetres(number(value, 0, 50, "a length in millimetres from 0 to 50: 12"))


_STATES = SheetStates(
    past=Colour("F8D7D3"),
    within_30=Colour("FBE0C3"),
    within_60=Colour("FDF0C4"),
    within_90=Colour("EAF1FB"),
    done=Colour("DDEFE0"),
)
_LAYOUT = Layout(
    called="the theme of the tracker",
    parts=MappingProxyType(
        {"fonts": SheetFonts, "colours": SheetColours, "states": SheetStates, "page": SheetPage}
    ),
    spares=MappingProxyType({"states": _STATES}),
    readers=MappingProxyType(
        {"FontName": _font_name, "Points": _points, "Length": _length, "Colour": colour}
    ),
)
