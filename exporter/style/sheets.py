"""Habits of workbooks: formats that name their language, numbers that stay numbers, no invented days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from exporter.document.workbook import CoverSheet, Formula, SheetColumn, TableSheet, Value, Workbook

_LANGUAGE = re.compile(r"^\[\$-[0-9A-Fa-f]{3,4}\]")
_SYSTEM = re.compile(r"\[\$-F[48]00\]", re.IGNORECASE)
_HAN_DATE = re.compile(r"\[DBNum\d\]", re.IGNORECASE)
_MYRIADS = re.compile(r"!\.|0\\?\.0,")
_SAYING = re.compile(r"\w")
_BARE_NUMBER = re.compile(
    r"(?![12]\d{3}$)(?:-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?)"
)  # a year is a date


@dataclass(frozen=True, slots=True)
class SheetFinding:
    """What breaks a rule in a workbook: the rule, the sheet and column, what stands there."""

    rule: str
    where: str
    words: str
    problem: str
    remedy: str
    record: str = ""


def sheet_findings(workbook: Workbook) -> Iterator[SheetFinding]:
    """Yield what breaks the rules X1 to X5 in `workbook`."""
    yield from _formats("", workbook.date_format, "the date format of the workbook")
    for sheet in workbook.sheets:
        if isinstance(sheet, CoverSheet):
            for cell in sheet.cells:
                yield from _formats(sheet.key, cell.number_format or "", cell.name)
        else:
            yield from _columns(sheet)


def _columns(sheet: TableSheet) -> Iterator[SheetFinding]:
    said = ""  # the kind of the last column that holds no days
    keys = {column.key for column in sheet.columns}
    for position, column in enumerate(sheet.columns):
        where = f"{sheet.key}.{column.key}"
        yield from _formats(where, column.number_format or "", column.header)
        if column.kind != "date":
            said = column.kind
        elif said != "text" and column.key.rpartition("_")[0] not in keys and not _is_own(column):
            problem = "days stand without the date as the source prints it"
            remedy = "put the printed form in a text column: signed beside signed_first"
            yield SheetFinding("X3", where, column.header, problem, remedy)
        for row in sheet.rows:
            yield from _value(where, column, row[position])


def _is_own(column: SheetColumn) -> bool:
    """Whether a column of days is the reader's own, or there for formulas alone."""
    return column.editable or column.hidden


def _value(where: str, column: SheetColumn, cell: object) -> Iterator[SheetFinding]:
    value = None if isinstance(cell, Formula) else cell  # a formula may say that there is nothing to count
    if isinstance(value, str) and not _SAYING.search(value):
        return  # a mark that nothing is stated
    match column.kind, value:
        case "date", str() | int() | Decimal():
            problem = "a date column holds something that is no date"
            yield SheetFinding("X4", where, str(value), problem, "give it a date, or leave it empty")
        case "integer" | "decimal", str() if value:
            problem = "a number is typed as text"
            yield SheetFinding(
                "X4", where, str(value), problem, "give the number, and its unit in the header"
            )
        case "text" | "long_text", str() if _BARE_NUMBER.fullmatch(value):
            problem = "a number stands in a column of text"
            yield SheetFinding("X4", where, value, problem, "make the column one of integers or codes")
        case "text" | "long_text" | "code", date():
            problem = "a date stands in a column of text"
            yield SheetFinding("X3", where, str(value), problem, "print it as the source does")


def _formats(where: str, pattern: str, words: str) -> Iterator[SheetFinding]:
    unquoted = re.sub(r'"[^"]*"', "", pattern)
    for rule, problem, remedy in _format_faults(pattern, unquoted):
        yield SheetFinding(rule, where, pattern, f"{words}: {problem}", remedy)


def _format_faults(pattern: str, unquoted: str) -> Iterator[tuple[str, str, str]]:
    if _SYSTEM.search(pattern):
        yield "X2", "the format follows the reader's system", "name the language: [$-809]d mmmm yyyy"
    elif _names_a_month(unquoted) and not _LANGUAGE.match(pattern):
        yield "X1", "the format of dates names no language", 'name it: [$-804]yyyy"年"m"月"'
    if _HAN_DATE.search(pattern):
        yield "X1", "the format turns figures into Han numerals", "leave [DBNum…] out"
    if _MYRIADS.search(unquoted):
        yield "X4", "the format divides the number", "print the number itself"


def _names_a_month(unquoted: str) -> bool:
    """Whether a format prints dates; a year alone reads the same in every language."""
    codes = re.sub(r"\[[^\]]*\]", "", unquoted)
    return bool(re.search(r"m", codes, re.IGNORECASE) and re.search(r"[yd]", codes, re.IGNORECASE))


__all__ = ["SheetFinding", "Value", "sheet_findings"]
