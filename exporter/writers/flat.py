"""A sheet of a Workbook → CSV for a spreadsheet, JSON for a program.

CSV is RFC 4180 with a byte order mark, which Excel wants before it reads UTF-8; its header is in the
edition's words.  JSON is typed, and its keys are the columns' stable ones.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from exporter.document.workbook import (
    ABSENT,
    CellValue,
    CoverSheet,
    Formula,
    Hyperlink,
    SheetColumn,
    TableSheet,
    Value,
    Workbook,
)
from exporter.errors import UsageError

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
# A spreadsheet takes what begins so for a formula: OWASP, "CSV Injection".  A Chinese or Japanese Excel
# takes full-width signs for it, too.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table_of(workbook: Workbook, key: str) -> TableSheet:
    """Return a table sheet of `workbook` by its stable key; UsageError names those that there are."""
    tables = {sheet.key: sheet for sheet in workbook.sheets if isinstance(sheet, TableSheet)}
    if key not in tables:
        raise UsageError(f"there is no sheet '{key}'\n  remedy: sheets are {', '.join(tables)}")
    return tables[key]


def write_csv(sheet: TableSheet) -> bytes:
    """Return a sheet as CSV.  A text that a spreadsheet would calculate gets a quote before it."""
    text = io.StringIO(_BOM, newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_escaped(column.header) for column in sheet.columns])
    writer.writerows([_field(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8")


def _field(value: CellValue) -> str:
    match plain(value):
        case None:
            return ""
        case bool() as truth:
            return "true" if truth else "false"
        case date() as day:
            return day.isoformat()
        case Decimal() as number:
            return format(number, "f")
        case str() as words:
            return _escaped(words)
        case number:
            return str(number)


def _escaped(words: str) -> str:
    return f"'{words}" if words.startswith(_RISKY) else words


def plain(value: CellValue) -> Value:
    """Return what a cell says, without formula and link; None where it has nothing to say."""
    match value:
        case Formula(value=cached):
            return plain(cached)
        case Hyperlink(text=words):
            return words
        case str() if value in ("", ABSENT):
            return None
        case _:
            return value


def write_json(sheet: TableSheet, workbook: Workbook) -> bytes:
    """Return a sheet as JSON: what it is, its columns, and a row an object.

    Dates are ISO 8601, numbers are numbers, and a cell with nothing to say is null.
    """
    whole = {
        "sheet": sheet.key,
        "title": sheet.title,
        "language": workbook.language,
        **dict(_named_cells(workbook)),
        "columns": [_described(column) for column in sheet.columns],
        "rows": [
            {column.key: _typed(value) for column, value in zip(sheet.columns, row, strict=True)}
            for row in sheet.rows
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def _named_cells(workbook: Workbook) -> Iterator[tuple[str, Any]]:
    for sheet in workbook.sheets:
        if isinstance(sheet, CoverSheet):
            yield from ((cell.name, _typed(cell.value)) for cell in sheet.cells)


def _described(column: SheetColumn) -> dict[str, Any]:
    return {
        "key": column.key,
        "header": column.header,
        "kind": column.kind,
        "editable": column.editable,
    }


def _typed(value: CellValue) -> Any:
    match plain(value):
        case date() as day:
            return day.isoformat()
        case Decimal() as number:
            return int(number) if number == number.to_integral_value() else float(number)
        case other:
            return other
