"""The workbook as printed: sheets of typed cells.  A sibling of the Document, for Excel.

Values stay values: a date is a date and a count an integer, whatever the edition; only headers,
formats and drop-downs speak a language.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from exporter.document.nodes import Properties

Value: TypeAlias = str | int | Decimal | date | bool | None
State: TypeAlias = Literal["past", "within_30", "within_60", "within_90", "done"]  # what a highlight means

ABSENT = "–"  # stands in a locked cell that has nothing to say: no cell is blank without a reason


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A cell that leads somewhere: an address, or "#sheet-key!A1" inside the workbook."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without "=", with the value that it has at writing, so that readers which do not
    calculate see it too.  `{column}` names a cell of the same row, `{as_of}` a named cell,
    `{sheet.column}` the cells of a column of another sheet.  `linked`: it leads somewhere."""

    expression: str
    value: Value
    linked: bool = False


CellValue: TypeAlias = Value | Hyperlink | Formula


@dataclass(frozen=True, slots=True)
class Highlight:
    """A look that a cell takes while `condition`, a formula like a Formula's, holds for its row.

    It never stands alone: the words of the cell, or of one beside it, say the same.
    """

    condition: str
    state: State


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a table sheet.

    `key` is the field's stable name in every edition ("signed_first"); `header` its printed name.
    `width` is in characters of the Latin digit; `kind` settles alignment and number format;
    `choices` names a list of the workbook that feeds a drop-down.  `band` is printed once above a
    run of columns that share it: "From the report", "Your own notes".  Columns after the last
    `printed` one stay off the printed page.  `entry` marks a locked column that staff fill in a row
    of their own; `added` is the name of a column that staff added themselves, in any edition.
    """

    key: str
    header: str
    width: float = 14
    kind: Literal["text", "code", "integer", "decimal", "date", "long_text"] = "text"
    number_format: str | None = None
    editable: bool = False
    hidden: bool = False
    choices: str | None = None
    note: str = ""
    band: str = ""
    printed: bool = True
    entry: bool = False
    added: str = ""
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars over consecutive rows of the table that it stands beside.

    `first` and `count` choose the rows, from 0; `labels` and `values` are keys of columns.
    `alt` says what it shows to those who do not see it.
    """

    title: str
    labels: str
    values: str
    first: int
    count: int
    alt: str


Row: TypeAlias = tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class StreamedRows:
    """`count` rows that `make` makes afresh each time they are gone through: they are never held at once.

    Columns take their widths from the first thousand; columns of numbers are as wide as they may be.
    """

    count: int
    make: Callable[[], Iterable[Row]]

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Row]:
        return iter(self.make())

    def __contains__(self, row: object) -> bool:
        return any(row == mine for mine in self)


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One table on one sheet: a title in A1, a note in A2, the header in row 4.

    `key` is stable ("agreements"), `name` is on the tab.  `rows` hold a value per column: a
    tuple, or `StreamedRows` where they are too many to be held at once.  Below the
    table are `spare` empty rows in which staff write records of their own; charts stand to its right.
    The first `still` visible columns stay in sight while the others scroll.
    """

    key: str
    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: Collection[Row]
    note: str = ""
    hidden: bool = False
    spare: int = 0
    still: int = 1
    charts: tuple[BarChart, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A label and a value that formulas reach by name: the as-of date."""

    name: str
    label: str
    value: Value
    number_format: str | None = None
    editable: bool = False


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The first sheet: what the workbook is, how to read it, what it holds.

    `facts` are (label, value) lines; `cells` are named; `sections` are (heading, lines).
    """

    key: str
    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    cells: tuple[NamedCell, ...] = ()
    sections: tuple[tuple[str, tuple[str | Hyperlink, ...]], ...] = ()


Sheet: TypeAlias = CoverSheet | TableSheet


@dataclass(frozen=True, slots=True)
class SheetFurniture:
    """Header and footer of printed pages; `page` is a message with {page} and {pages}."""

    header: str
    footer: str
    page: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What a workbook was made of, for those to whom it comes back edited.

    `report` is the report's id, `scope` and `audience` as `build` takes them.
    """

    report: str
    version: str
    edition: str
    scope: str
    audience: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """A tracker in one edition.  `lists` feed drop-downs: name → choices in the edition's words.

    `codes` gives the code that a word of a list stands for, in the words of every edition.  With an
    `origin`, the file keeps what it holds, so that edits can be told from it.
    """

    language: str
    properties: Properties
    furniture: SheetFurniture
    sheets: tuple[Sheet, ...]
    date_format: str
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    origin: Origin | None = None
    right_to_left: bool = False  # the first column stands at the right
