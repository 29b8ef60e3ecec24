"""Sheets → rows of SpreadsheetML, streamed: one string for each row."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import zip_longest

from openpyxl.utils import get_column_letter

from exporter.document.workbook import (
    CellValue,
    CoverSheet,
    Formula,
    Hyperlink,
    NamedCell,
    SheetColumn,
    TableSheet,
)
from exporter.writers.xlsx.cells import cell, is_suspect, printed
from exporter.writers.xlsx.check import FIRST_ROW
from exporter.writers.xlsx.layout import COVER_WIDTHS, has_han, heights, row_height
from exporter.writers.xlsx.strings import SharedStrings
from exporter.writers.xlsx.styles import Align, Look, Role, StyleBook

FIRST_FACT = 3  # row of the cover's first fact, below its title
_TEXT_FORMAT = "@"

Row = Sequence[tuple[Role, CellValue, str]]  # role, value, number format; from column A on


def row_of_named(sheet: CoverSheet, position: int) -> int:
    """Return the row of the cover's named cell at `position`; its value stands in column B."""
    return FIRST_FACT + len(sheet.facts) + position


@dataclass(frozen=True, slots=True)
class Ink:
    """What the cells of one file share: their styles, their texts, and what formulas can name.

    `names` are the cells of other sheets' columns: "agreements.kind" → "Agreements!$B$5:$B$80".
    """

    styles: StyleBook
    strings: SharedStrings
    size: float  # of the body font, in points
    title_size: float
    names: Mapping[str, str] = field(default_factory=dict)


# -- the cover -------------------------------------------------------------------------------------


def cover_rows(sheet: CoverSheet, ink: Ink, date_format: str) -> Iterator[str]:
    """Yield the rows of the cover: labels and headings in column A, what they say in column B."""
    yield _line(1, "title", sheet.title, ink)
    for number, row in enumerate(cover_grid(sheet, date_format), 1):
        if len(row) > 1:
            yield _row(number, row, ink, COVER_WIDTHS)


def cover_grid(sheet: CoverSheet, date_format: str) -> Iterator[Row]:
    """Yield the cells of the cover row by row; an empty row is a gap."""
    yield (("title", sheet.title, ""),)
    yield ()
    for label, value in sheet.facts:
        yield ("label", label, ""), ("line", value, "")
    for named in sheet.cells:
        yield ("label", named.label, ""), _named(named, date_format)
    for heading, lines in sheet.sections:
        yield ()
        yield from _section(heading, lines)


def _named(named: NamedCell, date_format: str) -> tuple[Role, CellValue, str]:
    return ("editable" if named.editable else "line"), named.value, named.number_format or date_format


def _section(heading: str, lines: Sequence[CellValue]) -> Iterator[Row]:
    """The heading stands left of its first line, as in a list of definitions."""
    for position, line in enumerate(lines or ("",)):
        role: Role = "plain_link" if isinstance(line, Hyperlink) else "line"
        yield ("heading", "" if position else heading, ""), (role, line, "")


def _row(number: int, row: Row, ink: Ink, widths: Sequence[float] = ()) -> str:
    """Return one row; it is as high as its texts need in columns of `widths`, or as Excel likes."""
    cells = "".join(_cell(number, column, placed, ink) for column, placed in enumerate(row, 1))
    if not widths:
        return f'<row r="{number}">{cells}</row>'
    words = ((printed(value), width) for (_, value, _), width in zip(row, widths, strict=False))
    return f'<row r="{number}" ht="{row_height(words, ink.size)}">{cells}</row>'


def _line(number: int, role: Role, words: str, ink: Ink) -> str:
    """Return a row of one text that runs over the cells beside it."""
    height = row_height([(words, math.inf)], ink.title_size if role == "title" else ink.size)
    cell_xml = _cell(number, 1, (role, words or None, ""), ink)
    return f'<row r="{number}" ht="{height}">{cell_xml}</row>'


def _cell(row: int, column: int, placed: tuple[Role, CellValue, str], ink: Ink) -> str:
    role, value, number_format = placed
    words = printed(value)
    number_format = "General" if words else number_format or "General"
    look = Look(role, has_han(words), number_format, quoted=is_suspect(words))
    return cell(f"{get_column_letter(column)}{row}", ink.styles.number(look), value, ink.strings)


# -- a table ---------------------------------------------------------------------------------------


def table_rows(
    sheet: TableSheet, widths: Sequence[float], ink: Ink, date_format: str, han: bool
) -> Iterator[str]:
    """Yield the rows of a table sheet; `han` is the script in which staff will fill empty cells.

    A table without records gets one empty row: Excel takes no table without any.
    """
    seen = [0.0 if column.hidden else width for column, width in zip(sheet.columns, widths, strict=True)]
    yield from _head(sheet, seen, ink)
    formulas = Formulas(sheet.columns, ink.names)
    writers = [
        _column(position, column, ink, formulas, date_format, han)
        for position, column in enumerate(sheet.columns, 1)
    ]
    rows = sheet.rows
    for number, (row, height) in enumerate(zip(rows, heights(rows, seen, ink.size), strict=True), FIRST_ROW):
        cells = [write(number, value) for write, value in zip(writers, row, strict=True)]
        yield f'<row r="{number}" ht="{height}">{"".join(cells)}</row>'
    yield from _spare_rows(sheet, ink, date_format, han)


def last_row(sheet: TableSheet) -> int:
    """Return the last row of a sheet's table."""
    return FIRST_ROW + max(len(sheet.rows), 1) - 1


def first_empty_row(sheet: TableSheet) -> int:
    """Return the row below the last record."""
    return FIRST_ROW + len(sheet.rows)


def _spare_rows(sheet: TableSheet, ink: Ink, date_format: str, han: bool) -> Iterator[str]:
    """Yield the empty rows of a table without records and below it; staff fill what no formula fills."""
    height = row_height([], ink.size)
    styles = [_spare_style(column, ink, date_format, han) for column in sheet.columns]
    letters = [get_column_letter(at) for at, _ in enumerate(sheet.columns, 1)]
    for number in range(first_empty_row(sheet), last_row(sheet) + 1 + sheet.spare):
        cells = (
            f'<c r="{letter}{number}" s="{style}"/>' for letter, style in zip(letters, styles, strict=True)
        )
        yield f'<row r="{number}" ht="{height}">{"".join(cells)}</row>'


def _spare_style(column: SheetColumn, ink: Ink, date_format: str, han: bool) -> int:
    role: Role = "editable" if column.editable or column.entry else "locked"
    wanted = format_of(replace(column, editable=column.editable or column.entry), date_format)
    return ink.styles.number(Look(role, han, wanted, _align(column)))


def _head(sheet: TableSheet, widths: Sequence[float], ink: Ink) -> Iterator[str]:
    """Title, note, bands and header: rows 1 to 4."""
    yield _line(1, "title", sheet.title, ink)
    yield _line(2, "note", sheet.note, ink)
    bands = tuple(_bands(sheet.columns))
    yield _row(3, bands, ink, [math.inf] * len(bands))
    # A bold word is wider than a plain one, and the filter's button stands beside it.
    narrower = [max(width - 2, 1) if width else math.inf for width in widths]
    yield _row(4, tuple((_header_role(column), column.header, "") for column in sheet.columns), ink, narrower)


def _bands(columns: Sequence[SheetColumn]) -> Iterator[tuple[Role, CellValue, str]]:
    """A band's words stand above the first visible column of its run."""
    said = ""
    for column in columns:
        begins = column.band != said and not column.hidden
        said = column.band if begins else said
        yield ("editable_band" if column.editable else "band"), (said if begins else None), ""


def _header_role(column: SheetColumn) -> Role:
    return "editable_header" if column.editable else "header"


def _column(
    position: int, column: SheetColumn, ink: Ink, formulas: Formulas, date_format: str, han: bool
) -> Callable[[int, CellValue], str]:
    """Return the writer of one column's cells; its styles are looked up once for each case."""
    letter = get_column_letter(position)
    wanted = format_of(column, date_format)

    @cache
    def style(in_han: bool, quoted: bool, linked: bool) -> int:
        return ink.styles.number(Look(_role(column, linked), in_han, wanted, _align(column), quoted))

    def write(row: int, value: CellValue) -> str:
        words = printed(value)
        in_han = has_han(words) if words else han and column.editable
        linked = isinstance(value, Hyperlink) or (isinstance(value, Formula) and value.linked)
        number = style(in_han, is_suspect(words), linked)
        formula = formulas.resolved(value.expression, row) if isinstance(value, Formula) else ""
        return cell(f"{letter}{row}", number, value, ink.strings, formula)

    return write


def _role(column: SheetColumn, linked: bool) -> Role:
    if column.editable:
        return "editable_link" if linked else "editable"
    return "link" if linked else "locked"


def _align(column: SheetColumn) -> Align:
    return "right" if column.kind in ("integer", "decimal") else "left"


def format_of(column: SheetColumn, date_format: str) -> str:
    """Return the number format of a column's cells.  What staff type as text stays as typed."""
    if column.number_format:
        return column.number_format
    by_kind: Mapping[str, str] = {
        "date": date_format,
        "integer": "#,##0",
        "code": _TEXT_FORMAT,
        "text": _TEXT_FORMAT if column.editable else "General",
        "long_text": _TEXT_FORMAT if column.editable else "General",
    }
    return by_kind.get(column.kind, "General")


# -- lists -----------------------------------------------------------------------------------------


def list_rows(lists: Mapping[str, Sequence[str]], ink: Ink) -> Iterator[str]:
    """Yield the rows of the hidden sheet: a column for each list, its name above its choices."""
    columns = [(name, *choices) for name, choices in lists.items()]
    for number, row in enumerate(zip_longest(*columns, fillvalue=""), 1):
        yield _row(number, tuple(("line", words, "") for words in row), ink)


def text_rows(texts: Iterable[str], ink: Ink) -> Iterator[str]:
    """Yield a row for each of `texts`: those of a sheet that nobody reads but we."""
    for number, words in enumerate(texts, 1):
        yield f'<row r="{number}">{cell(f"A{number}", 0, words, ink.strings)}</row>'


# -- formulas --------------------------------------------------------------------------------------

_NAME = re.compile(r"\{(\w+(?:\.\w+)?)\}")
_ROW = "\0"  # stands for the row's number in a formula not yet placed


class Formulas:
    """The formulas of one table: `{key}` becomes the cell of that column in the same row.

    `{sheet.key}` becomes what `names` says; any other name is a named cell of the workbook, and stays.
    """

    def __init__(self, columns: Sequence[SheetColumn], names: Mapping[str, str]) -> None:
        self._names = names
        self._letters = {column.key: get_column_letter(at) for at, column in enumerate(columns, 1)}
        self._template = cache(self._resolved_but_for_the_row)

    def resolved(self, expression: str, row: int) -> str:
        """Return `expression` as Excel reads it in `row`."""
        return self._template(expression).replace(_ROW, str(row))

    def _resolved_but_for_the_row(self, expression: str) -> str:
        return _NAME.sub(self._address, expression)

    def _address(self, name: re.Match[str]) -> str:
        letter = self._letters.get(name[1])
        return f"${letter}{_ROW}" if letter else self._names.get(name[1], name[1])
