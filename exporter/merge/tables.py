"""Tables of records as values that compare: what an export held, what came back, what the source says now.

Every value is text in one form for its kind ("2021-09-15", "1234.5", the code of a drop-down), or
None for an empty cell, so that two values are the same exactly when staff would say so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from exporter.document.workbook import (
    CellValue,
    Formula,
    Hyperlink,
    Origin,
    SheetColumn,
    TableSheet,
    Workbook,
)

IDENTITY = "id"  # the column that says which record a row is
ADDED = "extra."  # begins the field of a column that staff added: "extra.Budget"

Value: TypeAlias = str | None
Codes: TypeAlias = Mapping[str, Mapping[str, str]]  # list → word in any edition → code

_BLANKS = " \t\r\n\u00a0\u3000"


@dataclass(frozen=True, slots=True)
class Bad:
    """A value that a column cannot take: what the cell shows, and why not."""

    shown: str
    reason: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `key` is its name in the file, `field` what it means in every file."""

    key: str
    header: str
    kind: str = "text"
    editable: bool = False
    computed: bool = False
    choices: str | None = None
    added: str = ""

    @property
    def field(self) -> str:
        """The key; of a column that staff added, the name that they gave it."""
        return f"{ADDED}{self.added}" if self.added else self.key


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet by record id; each holds a value a column."""

    key: str
    name: str
    columns: tuple[Column, ...]
    rows: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def has_notes(self) -> bool:
        """Whether staff write here at all."""
        return any(column.editable for column in self.columns)


@dataclass(frozen=True, slots=True)
class Base:
    """What an export held: its tables by key, what it was made of, and the words of its drop-downs."""

    origin: Origin
    tables: Mapping[str, Table]
    codes: Codes


def base_of(workbook: Workbook, origin: Origin) -> Base:
    """Return what `workbook` holds, as it is compared later."""
    tables = {table.key: table for table in tables_of(workbook)}
    return Base(origin, tables, workbook.codes)


def tables_of(workbook: Workbook) -> Iterator[Table]:
    """Yield the tables whose rows are records."""
    for sheet in workbook.sheets:
        if isinstance(sheet, TableSheet) and sheet.columns and sheet.columns[0].key == IDENTITY:
            yield _table(sheet, workbook.codes)


def _table(sheet: TableSheet, codes: Codes) -> Table:
    computed = [False] * len(sheet.columns)
    rows: dict[str, tuple[Value, ...]] = {}
    for row in sheet.rows:
        for position, value in enumerate(row):
            computed[position] = computed[position] or isinstance(value, Formula)
        values = tuple(
            value_of(value, codes.get(column.choices or "", {}))
            for column, value in zip(sheet.columns, row, strict=True)
        )
        rows.setdefault(values[0] or "", values)
    columns = tuple(map(_column, sheet.columns, computed))
    return Table(sheet.key, sheet.name, columns, rows)


def _column(column: SheetColumn, computed: bool) -> Column:
    return Column(
        column.key,
        column.header,
        column.kind,
        column.editable,
        computed,
        column.choices,
        column.added,
    )


def value_of(value: CellValue, words: Mapping[str, str]) -> Value:
    """Return the value of a cell that we wrote; None for what a formula computes.

    `words` are those of the column's list: word → code.
    """
    match value:
        case str():
            return _coded(text_value(value), words)
        case None | Formula():
            return None
        case Hyperlink(text=text):
            return _coded(text_value(text), words)
        case bool():
            return "true" if value else "false"
        case datetime() | date():
            return value.isoformat()
        case int() | Decimal():
            return number_value(Decimal(value))


def _coded(text: Value, words: Mapping[str, str]) -> Value:
    return words.get(text, text) if text and words else text


def text_value(text: str) -> Value:
    """Return a text as it compares: in Unicode's composed form, one kind of line end, no blanks around."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip(_BLANKS) or None


def number_value(number: Decimal) -> str:
    """Return a number as it compares: plain digits, no zeros that say nothing.

    >>> number_value(Decimal("12.50")), number_value(Decimal("1E+3"))
    ('12.5', '1000')
    """
    plain = format(number, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
