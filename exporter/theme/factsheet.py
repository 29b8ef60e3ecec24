"""The look of the fact sheet: page, fonts, colours, sizes; read from a TOML file and checked whole.

Knows no block and no page: the PDF writer asks it what a role looks like.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NewType

from exporter.errors import Fault, Place, ThemeError
from exporter.theme.fonts import FaceChoice, FontChoice
from exporter.units import Length

Points = NewType("Points", float)
Leading = NewType("Leading", float)  # a multiple of the size
Count = NewType("Count", int)
FontFile = NewType("FontFile", str)  # "" for the built-in typeface
Colour = NewType("Colour", str)  # six hexadecimal digits, red first: "14365D"
Margin = NewType("Margin", Length)
Side = NewType("Side", Length)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """The sheet, its margins, how far from its edge the furniture stands, and how much type may grow."""

    width: Side
    height: Side
    left: Margin
    right: Margin
    top: Margin
    bottom: Margin
    furniture: Margin
    growth: Leading


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFonts:
    """Font files by script and weight, relative to the theme."""

    latin_regular: FontFile
    latin_bold: FontFile
    han_regular: FontFile
    han_bold: FontFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfColours:
    """Colours by what they are for."""

    band: Colour
    band_text: Colour
    band_quiet: Colour
    accent: Colour
    heading: Colour
    text: Colour
    quiet: Colour
    link: Colour
    line: Colour
    tint: Colour
    bar: Colour
    bar_ground: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSizes:
    """Type sizes by role."""

    kind: Points
    title: Points
    subtitle: Points
    detail: Points
    heading1: Points
    heading2: Points
    heading3: Points
    heading4: Points
    lead: Points
    body: Points
    note: Points
    caption: Points
    table: Points
    chart: Points
    figure: Points
    furniture: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLeading:
    """Distances of lines for one script."""

    heading: Leading
    body: Leading
    table: Leading


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSpace:
    """White space inside the text area."""

    paragraph: Margin
    block: Margin
    heading: Margin
    grid: Margin
    indent: Margin


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfGrid:
    """How many things stand beside each other, at most."""

    figures: Count
    charts: Count
    details: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfTheme:
    """How a fact sheet looks.  `place` is the file, `folder` where its font files lie."""

    page: PdfPage
    fonts: PdfFonts
    colours: PdfColours
    sizes: PdfSizes
    leading_latin: PdfLeading
    leading_han: PdfLeading
    space: PdfSpace
    grid: PdfGrid
    place: Place
    folder: Path

    def grown(self, times: float) -> PdfTheme:
        """Return the theme with larger type inside the text area; title block and furniture stay."""
        larger = {name: getattr(self.sizes, name) * times for name in _GROWING}
        return replace(self, sizes=replace(self.sizes, **larger))

    @property
    def font_choice(self) -> FontChoice:
        """The typefaces to prepare."""
        latin = FaceChoice(self.fonts.latin_regular or None, self.fonts.latin_bold or None, self.place)
        han = FaceChoice(self.fonts.han_regular or None, self.fonts.han_bold or None, self.place)
        return FontChoice(latin, han, self.folder)


_GROWING = (
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "lead",
    "body",
    "note",
    "caption",
    "table",
    "chart",
)
_PARTS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "page": PdfPage,
        "fonts": PdfFonts,
        "colours": PdfColours,
        "sizes": PdfSizes,
        "leading_latin": PdfLeading,
        "leading_han": PdfLeading,
        "space": PdfSpace,
        "grid": PdfGrid,
    }
)


def load_pdf_theme(path: Path, shown: str | None = None) -> PdfTheme:
    """Return the theme of the file at `path`; ThemeError holds every fault of the file.

    `shown` is the name that faults print, relative to the project; folder and name of `path` if None.
    """
    name = shown or f"{path.parent.name}/{path.name}"
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError([_unreadable(error, name)]) from error
    return parse_pdf_theme(source, name, path.parent)


def _unreadable(error: OSError | UnicodeDecodeError, name: str) -> Fault:
    what = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read as UTF-8 text"
    return Fault(
        Place(name), f"the theme of the fact sheet {what}", "restore it, or take it from a new project"
    )


def parse_pdf_theme(source: str, name: str, folder: Path = Path()) -> PdfTheme:
    """Return the theme that the TOML text `source` says; `name` is the file in faults."""
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError([_syntax_fault(error, name)]) from error
    reading = _Reading(name, _places(source, name))
    parts = {part: reading.part(part, shape, tables.get(part)) for part, shape in _PARTS.items()}
    reading.unknown("", tables, _PARTS)
    if not reading.faults:
        reading.check_text_area(parts["page"])
    if reading.faults:
        raise ThemeError(reading.faults)
    return PdfTheme(**parts, place=reading.place("fonts"), folder=folder)


_AT = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def _syntax_fault(error: tomllib.TOMLDecodeError, name: str) -> Fault:
    at = _AT.search(str(error))
    line, column = (int(at["line"] or 0), int(at["column"] or 0)) if at else (0, 0)
    problem = _AT.sub("", str(error))
    return Fault(Place(name, line, column), f"not TOML: {problem[:1].lower()}{problem[1:]}", "mend the line")


# -- places ----------------------------------------------------------------------------------------

_TABLE = re.compile(r"\s*\[\s*(?P<name>[\w-]+)\s*\]")
_KEY = re.compile(r"\s*[\"']?(?P<name>[\w-]+)[\"']?\s*=\s*")


def _places(source: str, name: str) -> Mapping[str, Place]:
    """Return the place of each table ("page") and of each value ("page.left"); tomllib tells none."""
    found: dict[str, Place] = {}
    table = ""
    for number, line in enumerate(source.splitlines(), 1):
        if opening := _TABLE.match(line):
            table = opening["name"]
            found.setdefault(table, Place(name, number, opening.start("name") + 1))
        elif key := _KEY.match(line):
            found.setdefault(f"{table}.{key['name']}".lstrip("."), Place(name, number, key.start("name") + 1))
    return found


# -- values ----------------------------------------------------------------------------------------


class _Wrong(ValueError):  # noqa: N818 - it says what would be right
    """A value is not of its kind; the message says what would be."""


def _number(value: object, least: float, most: float, right: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise _Wrong(right)
    return float(value)


def _points(value: object) -> float:
    return _number(value, 6, 96, "a size in points from 6 to 96: 10.5")


def _leading(value: object) -> float:
    return _number(value, 1, 3, "a multiple of the size from 1 to 3: 1.4")


def _margin(value: object) -> Length:
    return Length.millimetres(_number(value, 0, 100, "a length in millimetres from 0 to 100: 18"))


def _side(value: object) -> Length:
    return Length.millimetres(
        _number(value, 100, 1200, "a side of the sheet in millimetres from 100 to 1200: 210")
    )


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Wrong("a whole number from 1 to 8: 2")
    return int(_number(value, 1, 8, "a whole number from 1 to 8: 2"))


def _font_file(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong('the name of a font file, or "" for the built-in one')
    return value.strip()


_HEX = re.compile(r"#([0-9A-Fa-f]{6})")


def _colour(value: object) -> str:
    match = _HEX.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise _Wrong('a colour: "#14365D"')
    return match[1].upper()


_READERS: Mapping[str, Callable[[object], Any]] = MappingProxyType(
    {
        "Points": _points,
        "Leading": _leading,
        "Margin": _margin,
        "Side": _side,
        "Count": _count,
        "FontFile": _font_file,
        "Colour": _colour,
    }
)
_NARROWEST = Length.millimetres(80)


class _Reading:
    """One pass over a file: gathers faults, so that all are told at once."""

    def __init__(self, name: str, places: Mapping[str, Place]) -> None:
        self._name, self._places = name, places
        self.faults: list[Fault] = []

    def part(self, part: str, shape: type[Any], table: object) -> Any:
        """Return the values of one table as `shape`; None after a fault."""
        if not isinstance(table, dict):
            self._fault(part, f"the table '{part}' is missing", f"add a table [{part}]")
            return None
        kinds = {field.name: str(field.type) for field in fields(shape)}
        self.unknown(part, table, kinds)
        values = dict(self._values(part, table, kinds))
        return shape(**values) if len(values) == len(kinds) else None

    def _values(
        self, part: str, table: Mapping[str, object], kinds: Mapping[str, str]
    ) -> Iterator[tuple[str, Any]]:
        for key, kind in kinds.items():
            try:
                yield key, _READERS[kind](table.get(key))
            except _Wrong as wrong:
                found = f"is {table[key]!r}" if key in table else "is missing"
                self._fault(f"{part}.{key}", f"'{key}' of [{part}] {found}", f"write {wrong}")

    def unknown(self, part: str, table: Mapping[str, object], known: Mapping[str, object]) -> None:
        """Report the keys of `table` that mean nothing: most often a slip of the pen."""
        for key in table.keys() - known.keys():
            where = f"{part}.{key}" if part else key
            self._fault(where, f"'{where}' means nothing here", f"known: {', '.join(known)}")

    def check_text_area(self, page: PdfPage) -> None:
        """Report margins that leave no room for text."""
        if page.width.emu - page.left.emu - page.right.emu < _NARROWEST.emu:
            self._fault("page.width", "the side margins leave less than 80 mm for text", "make them smaller")
        if page.height.emu - page.top.emu - page.bottom.emu < _NARROWEST.emu:
            self._fault("page.height", "top and bottom leave less than 80 mm for text", "make them smaller")

    def place(self, where: str) -> Place:
        """Return where a value stands, or else its table, or else the file."""
        table = where.split(".")[0]
        return self._places.get(where) or self._places.get(table) or Place(self._name)

    def _fault(self, where: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.place(where), problem, remedy))
