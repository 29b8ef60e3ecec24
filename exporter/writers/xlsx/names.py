"""What formulas call things: tables, columns, lists, and the names that the workbook defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname

from exporter.document.workbook import SheetColumn, TableSheet
from exporter.writers.xlsx.check import FIRST_ROW, LISTS
from exporter.writers.xlsx.rows import last_row

HEADER = FIRST_ROW - 1


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name of cells of a sheet; a `local` one is known on that sheet only."""

    name: str
    sheet: str
    cells: str  # absolute: "$A$4"
    hidden: bool = False
    local: bool = False

    @property
    def reference(self) -> str:
        """What the name stands for: "'Read me'!$B$12"."""
        return f"{quote_sheetname(self.sheet)}!{self.cells}"


def list_name(name: str) -> str:
    """Return the defined name of a list of choices."""
    return f"list_{name}"


def list_names(lists: Mapping[str, Sequence[str]]) -> Iterator[Name]:
    """Yield the names of the lists on the hidden sheet: a column each, from its second row on."""
    for at, (name, choices) in enumerate(lists.items(), 1):
        letter = get_column_letter(at)
        if choices:
            yield Name(list_name(name), LISTS, f"${letter}$2:${letter}${len(choices) + 1}")


def table_name(key: str) -> str:
    """Return the name of a sheet's table in formulas, the same in every edition: "tbl_agreements"."""
    return "tbl_" + re.sub(r"\W", "_", key)


def table_reference(sheet: TableSheet) -> str:
    """Return the cells of a sheet's table with its header: "A4:H12"."""
    return f"A{HEADER}:{get_column_letter(len(sheet.columns))}{last_row(sheet)}"


def lettered(columns: Sequence[SheetColumn]) -> Iterator[tuple[str, SheetColumn]]:
    """Yield columns with the letters that cells call them by."""
    return ((get_column_letter(at), column) for at, column in enumerate(columns, 1))


def last_open_row(sheet: TableSheet) -> int:
    """Return the last row that staff may fill, below the table or in it."""
    return last_row(sheet) + sheet.spare


def column_cells(sheets: Iterable[TableSheet]) -> Iterator[tuple[str, str]]:
    """Yield what formulas call the cells of a column, spare rows included, and where they are."""
    for sheet in sheets:
        for letter, column in lettered(sheet.columns):
            cells = f"${letter}${FIRST_ROW}:${letter}${last_open_row(sheet)}"
            yield f"{sheet.key}.{column.key}", f"{quote_sheetname(sheet.name)}!{cells}"
