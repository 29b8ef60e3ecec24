"""An edited tracker: its base, and the tables that stand on its sheets now.

A column is found by the defined name on its header, which follows it wherever it goes; where that
is lost, by its header.  Rows are read to the end of the sheet, filters or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from exporter.merge.base import SHEET, SIGN, NotABase, read_base, unpacked
from exporter.merge.tables import Bad, Base, Table
from exporter.merge.three_way import Cell, EditedRow, EditedTable
from exporter.readers.xlsx.cells import Row, rows
from exporter.readers.xlsx.package import Package
from exporter.readers.xlsx.parts import WORKBOOK, Contents, SheetPart, contents, date_styles, shared_strings
from exporter.readers.xlsx.values import Convert, Values

_REFERENCE = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::.*)?")
_HEAD = 20  # rows in which a header is looked for
_LONGEST_HEADER = 100


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back: the base that the file kept, and its tables as they are, by key."""

    base: Base
    tables: Mapping[str, EditedTable]


def read_tracker(path: Path) -> Edited:
    """Return what an edited tracker holds; TrackerError for any other file.  It is only read."""
    with Package(path) as package:
        if WORKBOOK not in package:
            raise package.refused("this is no Excel workbook", "name a tracker that exporter built, as .xlsx")
        return _Reader(package).edited()


@dataclass(slots=True)
class _Place:
    """Where a table stands: its sheet, the row of its header, a letter for each column found."""

    sheet: SheetPart
    header: int
    letters: list[str | None] = field(default_factory=list)


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._contents: Contents = contents(package)
        strings = shared_strings(package)
        self._values = Values(strings, date_styles(package), since_1904=self._contents.since_1904)

    def edited(self) -> Edited:
        base = self._base()
        tables = {}
        for table in base.tables.values():
            place = self._place(table)
            if place is not None and place.letters[0] is not None:
                tables[table.key] = self._table(table, place, base)
        return Edited(base, tables)

    # -- the base ----------------------------------------------------------------------------------

    def _base(self) -> Base:
        """Excel keeps the sheet out of sight; LibreOffice lists it, so somebody may have renamed it."""
        candidates = sorted(self._contents.sheets, key=lambda sheet: sheet.name != SHEET)
        for sheet in candidates:
            cells = self._first_column(sheet)
            if next(cells, None) == SIGN:
                try:
                    return read_base(unpacked([SIGN, *cells]))
                except NotABase as error:
                    remedy = "build the tracker anew, and copy your notes into it"
                    raise self._package.refused(
                        "what it held when it was exported has been changed or damaged", remedy
                    ) from error
        raise self._package.refused(
            "this is no tracker of exporter: it does not say what it held when it was exported",
            "name a tracker that exporter built; tools that make workbooks anew lose what it needs",
        )

    def _first_column(self, sheet: SheetPart) -> Iterator[str]:
        for _, row in rows(self._package, sheet.part):
            value = self._values.text(row["A"]) if "A" in row else None
            yield value if isinstance(value, str) else ""

    # -- where a table stands ----------------------------------------------------------------------

    def _place(self, table: Table) -> _Place | None:
        found = [self._reference(f"xp_{table.key}_{column.key}") for column in table.columns]
        home = found[0]
        if home is None:
            return self._by_headers(table)
        sheet, _, header = home
        letters = [f[1] if f is not None and f[0] == sheet else None for f in found]
        return _Place(sheet, header, letters)

    def _reference(self, name: str) -> tuple[SheetPart, str, int] | None:
        found = _REFERENCE.fullmatch(self._contents.names.get(name.casefold(), "").strip())
        if found is None:
            return None
        quoted, plain, letter, row = found.groups()
        title = quoted.replace("''", "'") if quoted else plain
        sheet = next((s for s in self._contents.sheets if s.name == title), None)
        return None if sheet is None else (sheet, letter, int(row))

    def _by_headers(self, table: Table) -> _Place | None:
        """The sheet and row that hold most of the headers, and more than half of them."""
        headers = [column.header.casefold() for column in table.columns]
        for sheet in self._contents.sheets:
            for number, row in islice(rows(self._package, sheet.part), _HEAD):
                letter_of = {_folded(value): letter for letter, value in self._headers(row).items()}
                letters = [letter_of.get(header) for header in headers]
                if letters[0] is not None and 2 * sum(map(bool, letters)) > len(headers):
                    return _Place(sheet, number, letters)
        return None

    def _headers(self, row: Row) -> dict[str, str]:
        values = ((letter, self._values.text(raw)) for letter, raw in row.items())
        return {letter: value for letter, value in values if isinstance(value, str)}

    # -- a table -----------------------------------------------------------------------------------

    def _table(self, table: Table, place: _Place, base: Base) -> EditedTable:
        lines = rows(self._package, place.sheet.part)
        header = next((row for number, row in lines if number == place.header), {})
        letters = _completed(table, place.letters, self._headers(header))
        taken = {letter for letter in letters if letter is not None}
        added = {letter: name for letter, name in self._headers(header).items() if letter not in taken}
        plan = [
            (letter, self._values.converter(column, base.codes.get(column.choices or "", {})))
            if letter is not None and not column.computed
            else None
            for letter, column in zip(letters, table.columns, strict=True)
        ]
        found = [
            EditedRow(number, _values(row, plan), self._added(row, added) if added else {})
            for number, row in lines
        ]
        added_letters = {name: letter for letter, name in reversed(added.items())}
        return EditedTable(table.key, place.sheet.name, tuple(letters), found, added_letters)

    def _added(self, row: Row, added: Mapping[str, str]) -> dict[str, Cell]:
        """The values in columns that staff added; of two with one header, the first counts."""
        values: dict[str, Cell] = {}
        for letter, name in added.items():
            if letter in row and name not in values:
                long = len(name) > _LONGEST_HEADER
                value = self._values.text(row[letter])
                values[name] = (
                    Bad(name, f"a header of more than {_LONGEST_HEADER} characters") if long else value
                )
        return values


def _values(row: Row, plan: Sequence[tuple[str, Convert] | None]) -> tuple[Cell, ...]:
    get = row.get
    return tuple([
        None if step is None or (raw := get(step[0])) is None else step[1](raw) for step in plan
    ])  # fmt: skip


def _completed(table: Table, letters: Sequence[str | None], headers: Mapping[str, str]) -> list[str | None]:
    """Find columns whose names are lost by their headers, among those that no name leads to."""
    taken = set(letters)
    free = {_folded(value): letter for letter, value in headers.items() if letter not in taken}
    return [
        letter if letter is not None else free.pop(_folded(column.header), None)
        for column, letter in zip(table.columns, letters, strict=True)
    ]


def _folded(header: str) -> str:
    return " ".join(header.split()).casefold()
