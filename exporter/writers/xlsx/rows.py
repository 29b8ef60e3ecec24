"""Sheets → rows of SpreadsheetML, streamed: one string for each row."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import repeat, zip_longest
from typing import cast

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
from exporter.writers.xlsx.cells import LEAP_DAY, cell, is_suspect, printed, serials
from exporter.writers.xlsx.check import FIRST_ROW
from exporter.writers.xlsx.layout import (
    COVER_WIDTHS,
    LATIN_LINE,
    all_fit,
    has_han,
    height_of,
    lines_of_plain,
    row_height,
    text_height,
)
from exporter.writers.xlsx.strings import SharedStrings
from exporter.writers.xlsx.styles import Align, Look, Role, StyleBook
from exporter.writers.xlsx.survey import NUMBERS, Block, Column, blocks, columns_of, is_plain, kinds

FIRST_FACT = 3  # row of the cover's first fact, below its title
_TEXT_FORMAT = "@"
_ROW = "\0"  # stands for the row's number in what is not yet placed; no text of Excel holds it
_SHARED = ' t="s">'
_TEXTS, _DAYS, _INTEGERS, _DECIMALS = {str}, {date}, {int}, {Decimal}

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
    sheet: TableSheet,
    widths: Sequence[float],
    ink: Ink,
    date_format: str,
    han: bool,
    inspect: Callable[[int, Block], bool],
) -> Iterator[str]:
    """Yield the rows of a table sheet, some at a time.

    `han` is the script in which staff will fill empty cells.

    `inspect` is given each block with the number of its first row, and says whether it can be written.

    A table without records gets one empty row: Excel takes no table without any.
    """
    seen = [0.0 if column.hidden else width for column, width in zip(sheet.columns, widths, strict=True)]
    yield from _head(sheet, seen, ink)
    formulas = Formulas(sheet.columns, ink.names)
    writers = [
        _ColumnWriter(get_column_letter(position), column, ink, formulas, date_format, han)
        for position, column in enumerate(sheet.columns, 1)
    ]
    tall = [_Heights(width, ink.size) if width else None for width in seen]
    number = FIRST_ROW
    for block in blocks(sheet.rows):
        if inspect(number, block):
            rows = enumerate(_block_rows(block, writers, tall, ink.size), number)
            yield "".join([row.replace(_ROW, str(at)) for at, row in rows])
        number += len(block)
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
    wanted = format_of(column, date_format, filled=column.editable or column.entry)
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


def _are_ordinary(texts: Collection[str]) -> bool:
    """Tell whether none is empty, wants a Chinese typeface, or might be taken for a formula."""
    return _EXTRAORDINARY.isdisjoint([words[:1] for words in texts]) and "".join(texts).isascii()


_EXTRAORDINARY = frozenset(("", "=", "+", "-", "@", "#"))


def _block_rows(
    block: Block, writers: Sequence[_ColumnWriter], tall: Sequence[_Heights | None], size: float
) -> Iterator[str]:
    """Yield the rows of a block, `_ROW` in place of their numbers."""
    columns = tuple(columns_of(block))
    types = tuple(map(kinds, columns))
    distinct = [set(column) if of == _TEXTS else column for column, of in zip(columns, types, strict=True)]
    made = [
        write.made(column, values, of)
        for write, column, values, of in zip(writers, columns, distinct, types, strict=True)
    ]
    talls = [
        heights.of(column, values, of)
        for heights, column, values, of in zip(tall, columns, distinct, types, strict=True)
        if heights is not None and not heights.are_low(values, of)
    ]
    tallest = map(max, *talls) if len(talls) > 1 else (talls[0] if talls else repeat(0.0, len(block)))
    said = cache(lambda height: height_of(height, size))
    row = f'<row r="{_ROW}" ht="%s">{"".join(pattern for pattern, _ in made)}</row>'
    yield from map(row.__mod__, zip(map(said, tallest), *(values for _, values in made), strict=True))


_KEPT = 1024  # values of a column; what repeats does so soon


class _Heights(dict[CellValue, float]):
    """Value → height of its text in a column of `width`, 0 for none; kept for the next same value."""

    def __init__(self, width: float, size: float) -> None:
        super().__init__()
        self._width, self._size = width, size

    def are_low(self, values: Collection[CellValue], types: Collection[type]) -> bool:
        """Tell whether a glance shows that no text of `values` takes more than a line of Latin."""
        if types == _TEXTS:
            return all_fit(cast(Collection[str], values), self._width)
        if types == _DAYS:
            return min(cast(Collection[date], values)) >= LEAP_DAY
        return NUMBERS.issuperset(types)

    def of(self, column: Column, distinct: Collection[CellValue], types: Collection[type]) -> list[float]:
        """Return the heights of the values in `column`; the `distinct` ones are of `types`."""
        if types == _TEXTS:
            self._learn(cast(Collection[str], distinct))
        return list(map(self.__getitem__, column))

    def _learn(self, texts: Collection[str]) -> None:
        """Look at texts all at once."""
        if len(self) >= _KEPT:
            self.clear()
        new = tuple([words for words in texts if words not in self])
        lines = lines_of_plain(new, self._width) if new else ()
        self.update(zip(new, [count * self._size * LATIN_LINE for count in lines], strict=bool(lines)))

    def __missing__(self, value: CellValue) -> float:
        words = value if type(value) is str else printed(value)
        if len(self) >= _KEPT:
            self.clear()
        height = self[value] = text_height(words, self._width, self._size) if words else 0.0
        return height


def _plain_decimals(column: Sequence[Decimal]) -> Sequence[str]:
    texts = list(map(str, column))
    return [format(value, "f") for value in column] if "E" in "".join(texts) else texts


class _ColumnWriter(dict[CellValue, str]):
    """Value → its cell in one column, `_ROW` in place of the row's number; kept for the next same value."""

    def __init__(
        self,
        letter: str,
        column: SheetColumn,
        ink: Ink,
        formulas: Formulas,
        date_format: str,
        han: bool,
    ) -> None:
        super().__init__()
        self._reference, self._column, self._ink = f"{letter}{_ROW}", column, ink
        self._formulas, self._wanted = formulas, format_of(column, date_format)
        self._empty_in_han = han and column.editable
        self._style = cache(self._style_number)

    def made(
        self, column: Column, distinct: Collection[CellValue], types: Collection[type]
    ) -> tuple[str, Sequence[object]]:
        """Return a pattern for the cells of `column`, and what fills it; `distinct` values are of `types`.

        A column of one kind has one pattern, and its values are found all at once.
        """
        if types == _TEXTS and _are_ordinary(cast(Collection[str], distinct)):
            numbers = self._ink.strings.numbers(cast(tuple[str, ...], column))
            return self._pattern(self._style(False, False, False), ' t="s"', "%d"), numbers
        plain = self._style(self._empty_in_han, False, False)
        if types == _DAYS and min(cast(tuple[date, ...], column)) >= LEAP_DAY:
            return self._pattern(plain, "", "%d"), serials(cast(tuple[date, ...], column))
        if types == _DECIMALS:
            return self._pattern(plain, "", "%s"), _plain_decimals(cast(tuple[Decimal, ...], column))
        if types == _INTEGERS:
            return self._pattern(plain, "", "%d"), column
        return "%s", self.cells(column, types)

    def _pattern(self, style: int, kind: str, value: str) -> str:
        return f'<c r="{self._reference}" s="{style}"{kind}><v>{value}</v></c>'

    def cells(self, column: Column, types: Collection[type]) -> Sequence[str]:
        """Return the cells of `column`, whose values are of `types`."""
        if bool in types or not is_plain(types):  # True and 1 are one key; formulas are seldom the same
            return [self._cell(value) for value in column]
        strings = self._ink.strings
        before = strings.uses
        cells = [self[value] for value in column]
        if not NUMBERS.issuperset(types):  # what was kept was counted once only
            strings.uses = before + sum([_SHARED in cell for cell in cells])
        return cells

    def __missing__(self, value: CellValue) -> str:
        if len(self) >= _KEPT:
            self.clear()
        made = self[value] = self._cell(value)
        return made

    def _cell(self, value: CellValue) -> str:
        if type(value) is str and value:
            style = self._style(has_han(value), is_suspect(value), False)
            return f'<c r="{self._reference}" s="{style}" t="s"><v>{self._ink.strings.number(value)}</v></c>'
        words = printed(value)
        in_han = has_han(words) if words else self._empty_in_han
        linked = isinstance(value, Hyperlink) or (isinstance(value, Formula) and value.linked)
        style = self._style(in_han, is_suspect(words), linked)
        formula = self._formulas.template(value.expression) if isinstance(value, Formula) else ""
        return cell(self._reference, style, value, self._ink.strings, formula)

    def _style_number(self, in_han: bool, quoted: bool, linked: bool) -> int:
        look = Look(_role(self._column, linked), in_han, self._wanted, _align(self._column), quoted)
        return self._ink.styles.number(look)


def _role(column: SheetColumn, linked: bool) -> Role:
    if column.editable:
        return "editable_link" if linked else "editable"
    return "link" if linked else "locked"


def _align(column: SheetColumn) -> Align:
    return "right" if column.kind in ("integer", "decimal") else "left"


def format_of(column: SheetColumn, date_format: str, *, filled: bool | None = None) -> str:
    """Return the number format of a column's cells.  What staff type as text stays as typed.

    `filled` says whether staff fill the cells, where that is not so of the whole column.
    """
    typed = column.editable if filled is None else filled
    if column.number_format:
        return column.number_format
    by_kind: Mapping[str, str] = {
        "date": date_format,
        "integer": "#,##0",
        "code": _TEXT_FORMAT,
        "text": _TEXT_FORMAT if typed else "General",
        "long_text": _TEXT_FORMAT if typed else "General",
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


class Formulas:
    """The formulas of one table: `{key}` becomes the cell of that column in the same row.

    `{sheet.key}` becomes what `names` says; any other name is a named cell of the workbook, and stays.
    """

    def __init__(self, columns: Sequence[SheetColumn], names: Mapping[str, str]) -> None:
        self._names = names
        self._letters = {column.key: get_column_letter(at) for at, column in enumerate(columns, 1)}
        self.template = cache(self._template)

    def resolved(self, expression: str, row: int) -> str:
        """Return `expression` as Excel reads it in `row`."""
        return self.template(expression).replace(_ROW, str(row))

    def _template(self, expression: str) -> str:
        """Return `expression` as Excel reads it, `_ROW` in place of its row's number."""
        return _NAME.sub(self._address, expression)

    def _address(self, name: re.Match[str]) -> str:
        letter = self._letters.get(name[1])
        if letter:
            return f"${letter}{_ROW}"
        return (
            self._names[name[1]] if "." in name[1] else name[1]
        )  # another sheet's column is there, or a slip
