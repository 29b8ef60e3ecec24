"""Edits of a real workbook as an office would make them: cells are named by sheet, record and field."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

HEADER = 4


def type_into(cell: Any, value: Any) -> None:
    """Set a value; a text stays text, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


class Book:
    """An open tracker."""

    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path)

    def at(self, sheet: str, column: str) -> tuple[Any, str]:
        """The sheet and the letter of a column."""
        text = self.book.defined_names[f"xp_{sheet}_{column}"].attr_text
        name, _, reference = text.rpartition("!")
        return self.book[name.strip("'").replace("''", "'")], re.sub(r"[^A-Z]", "", reference)

    def cell(self, sheet: str, record: str, column: str) -> Any:
        """The cell of a field of a record."""
        page, letter = self.at(sheet, column)
        _, ids = self.at(sheet, "id")
        row = next(r for r in range(HEADER + 1, page.max_row + 1) if page[f"{ids}{r}"].value == record)
        return page[f"{letter}{row}"]

    def put(self, sheet: str, record: str, column: str, value: Any) -> None:
        """Type a value."""
        type_into(self.cell(sheet, record, column), value)

    def page(self, sheet: str) -> Any:
        """The page of a table."""
        return self.at(sheet, "id")[0]

    def add_column(self, sheet: str, header: str, values: dict[str, Any]) -> None:
        """Head a new column to the right, and fill it."""
        page = self.page(sheet)
        letter = get_column_letter(page.max_column + 1)
        page[f"{letter}{HEADER}"] = header
        for record, value in values.items():
            page[f"{letter}{self.cell(sheet, record, 'id').row}"] = value

    def rename(self, sheet: str, title: str) -> None:
        """Give a tab another name: Excel moves the names with it, openpyxl does not."""
        page = self.page(sheet)
        before = page.title
        page.title = title
        for name in self.book.defined_names.values():
            for old in (f"'{before}'!", f"{before}!"):
                name.attr_text = name.attr_text.replace(old, f"'{title}'!")

    def shuffle_columns(self, sheet: str, order: Callable[[list[str]], list[str]]) -> None:
        """Move whole columns, names and all."""
        page = self.page(sheet)
        names = {
            re.sub(r"[^A-Z]", "", n.attr_text.rpartition("!")[2]): n
            for key, n in self.book.defined_names.items()
            if key.startswith(f"xp_{sheet}_")
        }
        old = sorted(names, key=column_index_from_string)
        rows = range(HEADER, page.max_row + 1)
        held = {letter: [page[f"{letter}{row}"].value for row in rows] for letter in old}
        for target, source in zip(old, order(list(old)), strict=True):
            for row, value in zip(rows, held[source], strict=True):
                type_into(page[f"{target}{row}"], value)
            place = names[source].attr_text.rpartition("!")[0]
            names[source].attr_text = f"{place}!${target}${HEADER}"


@contextmanager
def edited(path: Path) -> Iterator[Book]:
    """Open a tracker, and save it when done."""
    book = Book(path)
    yield book
    book.book.save(path)


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Write a copy of a package with changed parts; None drops one."""
    copy = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return copy
