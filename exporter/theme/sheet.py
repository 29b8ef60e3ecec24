"""The look of a workbook: fonts per script, colours, margins; read from a TOML file and checked whole.

Knows no sheet and no cell: the xlsx writer asks it what a role looks like.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NewType, TypeVar

from exporter.errors import Fault, Place, ThemeError
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
class SheetTheme:
    """How a workbook looks."""

    fonts: SheetFonts
    colours: SheetColours
    page: SheetPage


_PARTS: Mapping[str, type[Any]] = {"fonts": SheetFonts, "colours": SheetColours, "page": SheetPage}


def load_sheet_theme(path: Path, shown: str | None = None) -> SheetTheme:
    """Return the theme of the file at `path`; ThemeError holds every fault of the file.

    `shown` is the name that faults print, relative to the project; the path itself if None.
    """
    name = shown or path.as_posix()
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError([_unreadable(error, name)]) from error
    return parse_sheet_theme(source, name)


def _unreadable(error: OSError | UnicodeDecodeError, name: str) -> Fault:
    missing = isinstance(error, FileNotFoundError)
    what = "is missing" if missing else "cannot be read as UTF-8 text"
    remedy = "restore the file, or take it from a new project"
    return Fault(Place(name), f"the theme of the tracker {what}", remedy)


def parse_sheet_theme(source: str, name: str) -> SheetTheme:
    """Return the theme that the TOML text `source` says; `name` is the file in faults."""
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError([_syntax_fault(error, name)]) from error
    reading = _Reading(name, _lines(source))
    parts: dict[str, Any] = {
        part: reading.part(part, shape, tables.get(part)) for part, shape in _PARTS.items()
    }
    reading.unknown("", tables, _PARTS)
    if reading.faults:
        raise ThemeError(reading.faults)
    return SheetTheme(**parts)


_AT = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def _syntax_fault(error: tomllib.TOMLDecodeError, name: str) -> Fault:
    at = _AT.search(str(error))
    line, column = (int(at["line"] or 0), int(at["column"] or 0)) if at else (0, 0)
    problem = _AT.sub("", str(error))
    return Fault(Place(name, line, column), f"not TOML: {problem[:1].lower()}{problem[1:]}", "mend the line")


# -- places ----------------------------------------------------------------------------------------

_TABLE = re.compile(r"\s*\[\s*(?P<name>[\w-]+)\s*\]")
_KEY = re.compile(r"\s*[\"']?(?P<name>[\w-]+)[\"']?\s*=")


def _lines(source: str) -> Mapping[str, int]:
    """Return the line of each table ("fonts") and key ("fonts.latin"), which tomllib does not tell."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(source.splitlines(), 1):
        if opening := _TABLE.match(line):
            table = opening["name"]
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{table}.{key['name']}" if table else key["name"], number)
    return found


# -- values ----------------------------------------------------------------------------------------


class _Wrong(ValueError):  # noqa: N818 - it says what would be right
    """A value is not of its kind; the message says what would be."""


def _font_name(value: object) -> FontName:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong('a font name: "Arial"')
    return FontName(value.strip())


_SMALLEST, _LARGEST = 6, 72  # points; below nobody reads, above nothing fits a cell


def _points(value: object) -> Points:
    if isinstance(value, bool) or not isinstance(value, int | float) or not _SMALLEST <= value <= _LARGEST:
        raise _Wrong(f"a size in points from {_SMALLEST} to {_LARGEST}: 10")
    return Points(float(value))


_WIDEST = 50  # millimetres


def _millimetres(value: object) -> Length:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _WIDEST:
        raise _Wrong(f"a length in millimetres from 0 to {_WIDEST}: 12")
    return Length.millimetres(value)


_HEX = re.compile(r"#([0-9A-Fa-f]{6})")


def _colour(value: object) -> Colour:
    match = _HEX.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise _Wrong('a colour: "#14365D"')
    return Colour(match[1].upper())


_READERS: Mapping[str, Callable[[object], Any]] = {
    "FontName": _font_name,
    "Points": _points,
    "Length": _millimetres,
    "Colour": _colour,
}

_Part = TypeVar("_Part")


class _Reading:
    """One pass over a file: gathers faults, so that all are told at once."""

    def __init__(self, name: str, lines: Mapping[str, int]) -> None:
        self._name, self._lines = name, lines
        self.faults: list[Fault] = []

    def part(self, part: str, shape: type[_Part], table: object) -> _Part | None:
        """Return the values of one table as `shape`; None after a fault."""
        if not isinstance(table, dict):
            self._fault(part, f"'{part}' is missing or no table", f"add a table [{part}]")
            return None
        kinds = {field.name: str(field.type) for field in fields(shape)}  # type: ignore[arg-type]
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

    def _fault(self, where: str, problem: str, remedy: str) -> None:
        table = where.split(".")[0]
        line = self._lines.get(where) or self._lines.get(table, 0)
        self.faults.append(Fault(Place(self._name, line, 1 if line else 0), problem, remedy))
