"""A TOML file → frozen parts: one dataclass a table, one reader an annotation, every fault at once.

Knows no theme: what a file may say, `factsheet` and `sheet` declare as a Layout.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias

from exporter.errors import Fault, Place, ThemeError

Reader: TypeAlias = Callable[[object], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a file may say.

    `called` is what faults call it, `parts` the dataclass of each table, `readers` what turns a value
    into what a field holds, by the name of the field's annotation; a reader raises Wrong.  A table
    that `spares` holds may be left out, as files made by older versions do.
    """

    called: str
    parts: Mapping[str, type[Any]]
    readers: Mapping[str, Reader]
    spares: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file without faults: its parts by table, and where they stand."""

    parts: Mapping[str, Any]
    places: Places


def load_toml(path: Path, name: str, layout: Layout) -> TomlFile:
    """Return the parts of the file at `path`; `name` is the file in faults, all of which ThemeError holds."""
    try:
        if path.exists() and not path.is_file():  # a pipe would keep us waiting
            raise IsADirectoryError(name)
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError([_unreadable(error, name, layout)]) from error
    return parse_toml(source, name, layout)


def _unreadable(error: OSError | UnicodeDecodeError, name: str, layout: Layout) -> Fault:
    what = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read as UTF-8 text"
    return Fault(Place(name), f"{layout.called} {what}", "restore it, or take it from a new project")


def parse_toml(source: str, name: str, layout: Layout) -> TomlFile:
    """Return the parts that the TOML text `source` says; ThemeError holds every fault of it."""
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError([_syntax_fault(error, name)]) from error
    reading = _Reading(layout.readers, Places(source, name))
    parts = {
        part: reading.part(part, shape, tables.get(part))
        if part in tables or part not in layout.spares
        else layout.spares[part]
        for part, shape in layout.parts.items()
    }
    reading.unknown("", tables, layout.parts)
    if reading.faults:
        raise ThemeError(reading.faults)
    return TomlFile(parts, reading.places)


_AT = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def _syntax_fault(error: tomllib.TOMLDecodeError, name: str) -> Fault:
    at = _AT.search(str(error))
    line, column = (int(at["line"] or 0), int(at["column"] or 0)) if at else (0, 0)
    problem = _AT.sub("", str(error))
    return Fault(Place(name, line, column), f"not TOML: {problem[:1].lower()}{problem[1:]}", "mend the line")


# -- places ----------------------------------------------------------------------------------------

_TABLE = re.compile(r"\s*\[\s*(?P<name>[\w-]+)\s*\]")
_KEY = re.compile(r"\s*[\"']?(?P<name>[\w-]+)[\"']?\s*=")


class Places:
    """Where the tables ("page") and values ("page.left") of a file stand, which tomllib does not tell."""

    def __init__(self, source: str, name: str) -> None:
        self._name = name
        self._found: dict[str, Place] = {}
        for where, place in self._named(source):
            self._found.setdefault(where, place)

    def _named(self, source: str) -> Iterator[tuple[str, Place]]:
        table = ""
        for line, text in enumerate(source.splitlines(), 1):
            if opening := _TABLE.match(text):
                table = opening["name"]
                yield table, Place(self._name, line, opening.start("name") + 1)
            elif key := _KEY.match(text):
                where = f"{table}.{key['name']}" if table else key["name"]
                yield where, Place(self._name, line, key.start("name") + 1)

    def of(self, where: str) -> Place:
        """Return where a value stands, or else its table, or else the file."""
        table = where.partition(".")[0]
        return self._found.get(where) or self._found.get(table) or Place(self._name)


# -- values ----------------------------------------------------------------------------------------


class Wrong(ValueError):  # noqa: N818 - it says what would be right
    """A value is not of its kind; the message says what would be."""


def number(value: object, least: float, most: float, right: str) -> float:
    """Return a number from `least` to `most`; Wrong says `right` otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise Wrong(right)
    return float(value)


_HEX = re.compile(r"#([0-9A-Fa-f]{6})")


def colour(value: object) -> str:
    """Return six hexadecimal digits in capitals, red first: "14365D"."""
    match = _HEX.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Wrong('a colour: "#14365D"')
    return match[1].upper()


class _Reading:
    """One pass over a file: gathers faults, so that all are told at once."""

    def __init__(self, readers: Mapping[str, Reader], places: Places) -> None:
        self._readers, self.places = readers, places
        self.faults: list[Fault] = []

    def part(self, part: str, shape: type[Any], table: object) -> Any:
        """Return the values of one table as `shape`; None after a fault."""
        if not isinstance(table, dict):
            self._fault(part, f"'{part}' is missing or no table", f"add a table [{part}]")
            return None
        kinds = {one.name: str(one.type) for one in fields(shape)}
        self.unknown(part, table, kinds)
        values = dict(self._values(part, table, kinds))
        return shape(**values) if len(values) == len(kinds) else None

    def _values(
        self, part: str, table: Mapping[str, object], kinds: Mapping[str, str]
    ) -> Iterator[tuple[str, Any]]:
        for key, kind in kinds.items():
            try:
                yield key, self._readers[kind](table.get(key))
            except Wrong as wrong:
                found = f"is {table[key]!r}" if key in table else "is missing"
                self._fault(f"{part}.{key}", f"'{key}' of [{part}] {found}", f"write {wrong}")

    def unknown(self, part: str, table: Mapping[str, object], known: Mapping[str, object]) -> None:
        """Report the keys of `table` that mean nothing: most often a slip of the pen."""
        for key in table.keys() - known.keys():
            where = f"{part}.{key}" if part else key
            self._fault(where, f"'{where}' means nothing here", f"known: {', '.join(known)}")

    def _fault(self, where: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.places.of(where), problem, remedy))
