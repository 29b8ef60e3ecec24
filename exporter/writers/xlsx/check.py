"""What Excel cannot hold, found before anything is written and told with sheet, row and column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import cast

from exporter.document.workbook import (
    CellValue,
    CoverSheet,
    Formula,
    Hyperlink,
    Row,
    SheetColumn,
    StreamedRows,
    TableSheet,
    Workbook,
)
from exporter.errors import Fault, Place
from exporter.merge.base import SHEET as BASE
from exporter.writers.xlsx.layout import Measure
from exporter.writers.xlsx.survey import Block, Column, blocks, columns_of, is_plain, kinds, values_of

FIRST_ROW = 5  # of a table's data: title, note, bands and header stand above
LISTS = "_lists"  # the hidden sheet that feeds the drop-downs

LONGEST_TEXT = 32_767  # UTF-16 code units in a cell
LONGEST_NAME = 31  # of a sheet
LONGEST_LINK = 2_079
MOST_DIGITS = 15  # that a number of Excel holds
MOST_ROWS = 1_048_576
MEASURED = 1000  # of streamed rows, before they are written
_TOO_LARGE = 10**MOST_DIGITS

# XML 1.0 §2.2; surrogates that are not half of a pair cannot be encoded at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OTHER = re.compile("[^0-9.-]")  # what no plain decimal number has
_NAME_TABOO = re.compile(r"[\[\]:*?/\\]|^'|'$")
_BESIDE = re.compile(r"(?:\.\./)*(?:[\w-][\w.-]*/)*[\w-][\w.-]*")  # "../partner/EP/briefing.docx"
_SCHEMES = ("http://", "https://", "mailto:")


def faults(workbook: Workbook, measures: Mapping[str, Measure]) -> Iterator[Fault]:
    """Yield everything in `workbook` that Excel would refuse, cut or change.

    Tables are measured on the way, each by its key: to go through their rows once more costs too much.
    """
    names = [sheet.name for sheet in workbook.sheets]
    yield from _name_faults([*names, LISTS, BASE])
    keys = frozenset(sheet.key for sheet in workbook.sheets)
    for sheet in workbook.sheets:
        match sheet:
            case CoverSheet():
                yield from _cover_faults(sheet, keys)
            case TableSheet():
                yield from _table_faults(sheet, keys, measures[sheet.key])
    for name, choices in workbook.lists.items():
        yield from _values_faults(f"list '{name}'", choices, keys)


def _name_faults(names: Sequence[str]) -> Iterator[Fault]:
    for name, times in Counter(map(str.casefold, names)).items():
        if times > 1:
            yield _fault(f"sheet '{name}'", "its name stands on two tabs", "name each sheet differently")
    for name in names:
        if not 0 < len(name) <= LONGEST_NAME or _NAME_TABOO.search(name):
            remedy = f"1 to {LONGEST_NAME} characters, none of [ ] : * ? / \\, no ' at the ends"
            yield _fault(f"sheet '{name}'", "Excel takes no such name", remedy)


def _cover_faults(sheet: CoverSheet, keys: frozenset[str]) -> Iterator[Fault]:
    where = f"sheet '{sheet.name}'"
    facts = (word for fact in sheet.facts for word in fact)
    lines = (line for heading, lines in sheet.sections for line in (heading, *lines))
    cells = (value for cell in sheet.cells for value in (cell.label, cell.value))
    yield from _values_faults(where, (sheet.title, *facts, *lines, *cells), keys)


def _table_faults(sheet: TableSheet, keys: frozenset[str], measure: Measure) -> Iterator[Fault]:
    where = f"sheet '{sheet.name}'"
    yield from _values_faults(where, (sheet.title, sheet.note), keys)
    yield from _header_faults(sheet, where)
    if len(sheet.rows) > MOST_ROWS - FIRST_ROW:
        yield _fault(where, f"it has {len(sheet.rows)} rows", "narrow the scope")
    number = FIRST_ROW
    streamed = isinstance(sheet.rows, StreamedRows)
    for block in blocks(islice(sheet.rows, MEASURED) if streamed else sheet.rows):
        yield from block_faults(sheet, number, block, keys, measure)
        measure.add(block)
        number += len(block)
    if streamed:
        measure.keep_numbers_whole()


def block_faults(
    sheet: TableSheet, first: int, block: Block, keys: frozenset[str], measure: Measure
) -> Iterator[Fault]:
    """Yield the faults of some rows, numbered from `first`; tell `measure` what they hold."""
    if not _is_fine(block, len(sheet.columns)):
        measure.plain = False
        yield from _row_faults(sheet, f"sheet '{sheet.name}'", enumerate(block, first), keys)


def _is_fine(block: Block, width: int) -> bool:
    """Tell whether a block holds plain values that Excel takes; of others each cell is looked at."""
    if set(map(len, block)) != {width}:
        return False
    return all(_is_fine_column(column, kinds(column)) for column in columns_of(block))


def _is_fine_column(column: Column, types: Collection[type]) -> bool:
    if not is_plain(types):
        return False
    if str in types and not _are_fine_texts(cast(Iterable[str], values_of(str, column, types))):
        return False
    if int in types:
        numbers = cast(Sequence[int], values_of(int, column, types))
        if max(numbers) >= _TOO_LARGE or min(numbers) <= -_TOO_LARGE:
            return False
    return Decimal not in types or _are_fine_decimals(values_of(Decimal, column, types))


def _are_fine_texts(texts: Iterable[str]) -> bool:
    each = set(texts)
    together = "".join(each)
    if not (together.isascii() and together.isprintable()) and _ILLEGAL.search(" ".join(each)):
        return False
    return len(max(each, key=len)) <= LONGEST_TEXT // 2


def _are_fine_decimals(numbers: Iterable[CellValue]) -> bool:
    """Tell whether Excel holds all digits of these numbers; NaN and infinity have letters."""
    texts = list(map(str, numbers))
    return len(max(texts, key=len)) <= MOST_DIGITS and not _OTHER.search("".join(texts))


def _row_faults(
    sheet: TableSheet, where: str, rows: Iterable[tuple[int, Row]], keys: frozenset[str]
) -> Iterator[Fault]:
    for number, row in rows:
        if len(row) != len(sheet.columns):
            problem = f"it has {len(row)} cells for {len(sheet.columns)} columns"
            yield _fault(f"{where}, row {number}", problem, "give a value for each column")
        for column, value in zip(sheet.columns, row, strict=False):
            for problem, remedy in _problems(value, keys):
                cell = f"row {number}, column '{column.header}' ({_told(sheet, row, column)})"
                yield _fault(f"{where}, {cell}", problem, remedy)


def _told(sheet: TableSheet, row: Sequence[CellValue], column: SheetColumn) -> str:
    """The record and the field that a cell shows, by which the source is found."""
    field = f"field '{column.key}'"
    if sheet.columns[0].key != "id" or column is sheet.columns[0]:
        return field
    return f"record '{row[0]}', {field}"


def _header_faults(sheet: TableSheet, where: str) -> Iterator[Fault]:
    for header, times in Counter(column.header.casefold() for column in sheet.columns).items():
        if times > 1 or not header.strip():
            problem = "a column has no header" if not header.strip() else f"two columns are headed '{header}'"
            yield _fault(where, problem, "head each column with words of its own")
    for column in sheet.columns:
        for problem, remedy in _problems(column.header, frozenset()):
            yield _fault(f"{where}, column '{column.key}'", problem, remedy)


def _values_faults(where: str, values: Iterable[CellValue], keys: frozenset[str]) -> Iterator[Fault]:
    for value in values:
        for problem, remedy in _problems(value, keys):
            yield _fault(where, problem, remedy)


def _fault(where: str, problem: str, remedy: str) -> Fault:
    return Fault(Place(f"tracker, {where}"), problem, remedy)


def _problems(value: CellValue, keys: frozenset[str]) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield from _text_problems(value)
        case Hyperlink(text=words, target=target):
            yield from _text_problems(words)
            yield from _link_problems(target, keys)
        case Formula(value=cached):
            yield from _problems(cached, keys)
        case bool():
            return
        case int() | Decimal():
            yield from _number_problems(Decimal(value))
        case None | date():
            return
        case _:
            yield f"it is a {type(value).__name__}", "give a text, a whole or decimal number, or a date"


def _text_problems(words: str) -> Iterator[tuple[str, str]]:
    found = _ILLEGAL.search(words)
    if found:
        code = f"U+{ord(found[0]):04X}"
        yield f"it holds {code}, which no Excel file can hold", f"take {code} out of the source"
    elif len(words) > LONGEST_TEXT // 2 and len(words.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        yield f"its text is longer than {LONGEST_TEXT:,} UTF-16 units", "shorten or split the text"


def _link_problems(target: str, keys: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from _text_problems(target)
    if target.startswith("#"):
        if target[1:].partition("!")[0] not in keys:
            yield f"it leads to '{target}', and there is no such sheet", f"known: {', '.join(sorted(keys))}"
    elif not target.startswith(_SCHEMES) and not _BESIDE.fullmatch(target):
        yield f"it leads to '{target}'", "write an http, https or mailto address, or a path beside the file"
    if len(target) > LONGEST_LINK:
        yield f"its link is longer than {LONGEST_LINK:,} characters", "shorten the address"


def _number_problems(number: Decimal) -> Iterator[tuple[str, str]]:
    if not number.is_finite():
        yield f"{number} is no number", "give a number, or leave it out"
    elif len("".join(map(str, number.as_tuple().digits)).strip("0")) > MOST_DIGITS:
        yield f"{number} has more digits than Excel keeps ({MOST_DIGITS})", "round it, or write it as text"
