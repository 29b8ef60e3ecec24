"""A sheet's part around its rows: view, columns, lock, highlights, drop-downs, links, and how it prints.

openpyxl says all of this too, at twenty times the cost.  Elements come in the order of ECMA-376 part 1,
§18.3.1.99.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter, quote_sheetname

from exporter.document.workbook import (
    CoverSheet,
    Hyperlink,
    SheetColumn,
    SheetFurniture,
    TableSheet,
)
from exporter.theme.sheet import Colour, SheetTheme
from exporter.writers.xlsx.charts import CHART_COLUMNS
from exporter.writers.xlsx.check import FIRST_ROW
from exporter.writers.xlsx.layout import COVER_WIDTHS
from exporter.writers.xlsx.names import (
    HEADER,
    Name,
    last_open_row,
    lettered,
    list_name,
    table_name,
    table_reference,
)
from exporter.writers.xlsx.parts import Relation
from exporter.writers.xlsx.rows import Formulas, cover_grid, first_empty_row, last_row, row_of_named

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A4, _A3 = 9, 8
_WIDE = 190.0  # digits of the default font that A4 holds at three quarters of its size
_INCH = 25.4  # millimetres
_LONGEST_PROMPT = 255
State: TypeAlias = Literal["visible", "hidden", "veryHidden"]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet but for its rows, which stand between `head` and `tail`."""

    head: str
    tail: str
    state: State = "visible"
    relations: Sequence[Relation] = ()
    names: Sequence[Name] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sheets of one workbook share."""

    furniture: SheetFurniture
    theme: SheetTheme
    lists: Mapping[str, Sequence[str]]
    tabs: Mapping[str, str]  # a sheet's name by its key
    fills: Fills
    right_to_left: bool
    date_format: str


class Fills(dict[Colour, int]):
    """Fill of a highlight → its number among the file's differential formats."""

    def __missing__(self, colour: Colour) -> int:
        number = self[colour] = len(self)
        return number

    def xml(self) -> str:
        """Return the element of styles.xml that holds them; none where there are none."""
        solid = '<patternFill patternType="solid"><bgColor rgb="00{}"/></patternFill>'
        each = "".join(f"<dxf><fill>{solid.format(colour)}</fill></dxf>" for colour in self)
        return f'<dxfs count="{len(self)}">{each}</dxfs>' if self else ""


# -- the kinds of sheets -----------------------------------------------------------------------------


def cover_page(sheet: CoverSheet, extent: str, around: Surroundings) -> Page:
    """Return the first sheet, whose named cells have names."""
    places = [(named, f"B{row_of_named(sheet, position)}") for position, named in enumerate(sheet.cells)]
    rules = (_only_days(cell) for named, cell in places if named.editable and isinstance(named.value, date))
    links, relations = _links(cover_links(sheet, around.date_format), around.tabs)
    return Page(
        head=_head(extent, "", COVER_WIDTHS, (), around.right_to_left),
        tail=_tail(extent, "", _rules(rules), links, _print(around, high=1)),
        relations=relations,
        names=[Name(named.name, sheet.name, _absolute(cell)) for named, cell in places],
    )


def table_page(
    sheet: TableSheet,
    widths: Sequence[float],
    linked: bool,
    parts: tuple[str, str],
    around: Surroundings,
) -> Page:
    """Return a table sheet, but for its rows; `parts` are its table and its drawing, or "" for no drawing.

    Cells are searched for links where it is `linked`.
    """
    columns = list(lettered(sheet.columns))
    extent = f"A1:{get_column_letter(len(columns))}{last_open_row(sheet)}"
    rules = (rule for letter, column in columns for rule in _column_rules(letter, column, sheet, around))
    links, relations = _links(_table_links(sheet) if linked else iter(()), around.tabs)
    table, drawing = parts
    relations += [Relation("drawing", drawing)] if drawing else []
    relations.append(Relation("table", table))
    drawn = f'<drawing xmlns:r="{_OFFICE}" r:id="rId{len(relations) - 1}"/>' if drawing else ""
    part = f'<tablePart xmlns:r="{_OFFICE}" r:id="rId{len(relations)}"/>'
    hidden = [column.hidden for column in sheet.columns]
    return Page(
        head=_head(extent, _first_free(sheet), widths, hidden, around.right_to_left),
        tail=_tail(
            extent,
            _highlights(sheet, around),
            _rules(rules),
            links,
            _print(around, high=0, width=printed_width(sheet, widths)),
            f'{drawn}<tableParts count="1">{part}</tableParts>',
        ),
        state="hidden" if sheet.hidden else "visible",
        relations=relations,
        names=_table_names(sheet, columns),
    )


def _table_names(sheet: TableSheet, columns: Sequence[tuple[str, SheetColumn]]) -> list[Name]:
    """Return what a table sheet names: what is printed of it, and each column for who reads it back."""
    printed = f"$A$1:${_last_printed(sheet)}${last_row(sheet)}"
    return [
        Name("_xlnm.Print_Titles", sheet.name, f"${HEADER}:${HEADER}", local=True),
        Name("_xlnm.Print_Area", sheet.name, printed, local=True),
        *(
            Name(f"xp_{sheet.key}_{column.key}", sheet.name, f"${letter}${HEADER}", hidden=True)
            for letter, column in columns
        ),
    ]


def plain_page(extent: str, state: State, right_to_left: bool, names: Sequence[Name] = ()) -> Page:
    """Return a sheet that nobody looks at."""
    view = _view('<selection activeCell="A1" sqref="A1"/>', right_to_left)
    head = f'<worksheet xmlns="{_MAIN}"><dimension ref="{extent}"/>{view}{_FORMAT}'
    return Page(head, f"{_quiet(extent)}</worksheet>", state, names=names)


def table_xml(sheet: TableSheet, number: int) -> str:
    """Return the part of a sheet's table, the workbook's `number`th."""
    reference, name = table_reference(sheet), table_name(sheet.key)
    columns = "".join(
        f'<tableColumn id="{at}" name={quoteattr(column.header)}/>'
        for at, column in enumerate(sheet.columns, 1)
    )
    # Fills and lines are the cells' own; the style only tells a screen reader where the stub is.
    style = '<tableStyleInfo name="TableStyleLight1" showFirstColumn="1" showRowStripes="0"/>'
    return (
        f'<table xmlns="{_MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{reference}" '
        f'headerRowCount="1"><autoFilter ref="{reference}"/>'
        f'<tableColumns count="{len(sheet.columns)}">{columns}</tableColumns>{style}</table>'
    )


# -- head and tail -----------------------------------------------------------------------------------

_FORMAT = '<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/>'
_LOCKED = (  # without a password; what is 0 here stays allowed
    '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" insertHyperlinks="0" '
    'sort="0" autoFilter="0"/>'
)


def _head(
    extent: str, first_free: str, widths: Sequence[float], hidden: Sequence[bool], right_to_left: bool
) -> str:
    """Return the part up to its rows; what stands before the cell `first_free` does not scroll."""
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="{extent}"/>{_view(_panes(first_free), right_to_left, grid=False)}{_FORMAT}'
        f"<cols>{''.join(_columns(widths, hidden))}</cols>"
    )


def _view(panes: str, right_to_left: bool, grid: bool = True) -> str:
    lines = "" if grid else ' showGridLines="0"'
    turned = ' rightToLeft="1"' if right_to_left else ""
    return f'<sheetViews><sheetView{lines}{turned} workbookViewId="0">{panes}</sheetView></sheetViews>'


def _panes(first_free: str) -> str:
    if not first_free:
        return '<selection activeCell="A1" sqref="A1"/>'
    return (
        f'<pane xSplit="{_number(first_free) - 1}" ySplit="{HEADER}" topLeftCell="{first_free}{FIRST_ROW}" '
        'activePane="bottomRight" state="frozen"/><selection pane="topRight"/><selection pane="bottomLeft"/>'
        '<selection pane="bottomRight" activeCell="A1" sqref="A1"/>'
    )


def _number(letters: str) -> int:
    return sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters)))


def _columns(widths: Sequence[float], hidden: Sequence[bool]) -> Iterator[str]:
    for at, width in enumerate(widths, 1):
        veiled = ' hidden="1"' if hidden and hidden[at - 1] else ""
        yield f'<col min="{at}" max="{at}" width="{width!r}" customWidth="1"{veiled}/>'


def _tail(extent: str, highlights: str, rules: str, links: str, printing: str, parts: str = "") -> str:
    """Return the part from behind its rows on."""
    return f"{_LOCKED}{highlights}{rules}{links}{printing}{_quiet(extent)}{parts}</worksheet>"


def _quiet(extent: str) -> str:
    """Tell Excel what is meant as it is: "4.1" as text, and formulas that differ from row to row."""
    ignored = f'<ignoredError sqref="{extent}" numberStoredAsText="1" formula="1"/>'
    return f"<ignoredErrors>{ignored}</ignoredErrors>"


def _absolute(cell: str) -> str:
    return f"${cell[0]}${cell[1:]}"


# -- highlights --------------------------------------------------------------------------------------


def _highlights(sheet: TableSheet, around: Surroundings) -> str:
    """Colour the cells whose highlights hold; of two that hold, the first wins."""
    formulas = Formulas(sheet.columns, {})
    priorities = count(1)
    said = []
    for letter, column in lettered(sheet.columns):
        rules = []
        for highlight in column.highlights:
            condition = escape(formulas.resolved(highlight.condition, FIRST_ROW))
            fill = around.fills[getattr(around.theme.states, highlight.state)]
            rules.append(
                f'<cfRule type="expression" dxfId="{fill}" priority="{next(priorities)}" stopIfTrue="1">'
                f"<formula>{condition}</formula></cfRule>"
            )
        if rules:
            cells = f"{letter}{FIRST_ROW}:{letter}{last_open_row(sheet)}"
            said.append(f'<conditionalFormatting sqref="{cells}">{"".join(rules)}</conditionalFormatting>')
    return "".join(said)


# -- drop-downs, days and hints ----------------------------------------------------------------------


def _rules(rules: Iterable[str]) -> str:
    made = tuple(rules)
    return f'<dataValidations count="{len(made)}">{"".join(made)}</dataValidations>' if made else ""


def _only_days(cell: str) -> str:
    """A day that formulas build on: other words would turn all of them into errors."""
    return _rule(cell, 'type="date" errorStyle="stop" operator="greaterThan" showErrorMessage="1"', "1")


def _rule(cells: str, attributes: str, formula: str) -> str:
    return f'<dataValidation {attributes} sqref="{cells}"><formula1>{formula}</formula1></dataValidation>'


def _column_rules(letter: str, column: SheetColumn, sheet: TableSheet, around: Surroundings) -> Iterator[str]:
    """Drop-downs and days that warn of other words and take them; a hint on the header cell."""
    first = FIRST_ROW if column.editable else first_empty_row(sheet)
    last = last_open_row(sheet)
    if first <= last and (column.editable or column.entry):
        cells, warns = f"{letter}{first}:{letter}{last}", 'errorStyle="warning" allowBlank="1"'
        if column.choices and around.lists.get(column.choices):
            yield _rule(cells, f'type="list" {warns} showErrorMessage="1"', list_name(column.choices))
        elif column.kind == "date":
            yield _rule(cells, f'type="date" operator="greaterThan" {warns} showErrorMessage="1"', "1")
    if column.note:
        prompt = quoteattr(column.note[:_LONGEST_PROMPT])
        yield f'<dataValidation showInputMessage="1" prompt={prompt} sqref="{letter}{HEADER}"/>'


# -- links -------------------------------------------------------------------------------------------


def cover_links(sheet: CoverSheet, date_format: str) -> Iterator[tuple[str, Hyperlink]]:
    """Yield the links of the cover, by cell."""
    for number, row in enumerate(cover_grid(sheet, date_format), 1):
        for column, (_, value, _) in enumerate(row, 1):
            if isinstance(value, Hyperlink):
                yield f"{get_column_letter(column)}{number}", value


def _table_links(sheet: TableSheet) -> Iterator[tuple[str, Hyperlink]]:
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        for column, value in enumerate(row, 1):
            if isinstance(value, Hyperlink):
                yield f"{get_column_letter(column)}{number}", value


def _links(links: Iterator[tuple[str, Hyperlink]], tabs: Mapping[str, str]) -> tuple[str, list[Relation]]:
    """Make the cells of `links` lead somewhere: to a cell of this workbook, or to what a relation names."""
    made: list[str] = []
    outside: list[Relation] = []
    for cell, link in links:
        if link.target.startswith("#"):
            key, _, place = link.target[1:].partition("!")
            location = f"{quote_sheetname(tabs[key])}!{place or 'A1'}"
            made.append(f'<hyperlink ref="{cell}" location={quoteattr(location)}/>')
        else:
            outside.append(Relation("hyperlink", link.target, external=True))
            made.append(f'<hyperlink xmlns:r="{_OFFICE}" ref="{cell}" r:id="rId{len(outside)}"/>')
    return (f"<hyperlinks>{''.join(made)}</hyperlinks>" if made else ""), outside


# -- how it prints -----------------------------------------------------------------------------------


def _print(around: Surroundings, high: int, width: float = 0) -> str:
    """Set up printing: landscape, one page wide and `high` pages high (0: as many as it takes).

    The paper is A4, or A3 where the columns are so wide that A4 would print them too small to read.
    """
    page = around.theme.page
    margin, outside = page.margin.mm / _INCH, page.header_margin.mm / _INCH
    upright = margin + outside
    said = around.furniture
    foot = f"&L{_printable(said.footer)}&R{_printable(said.page).format(page='&P', pages='&N')}"
    return (
        f'<pageMargins left="{margin!r}" right="{margin!r}" top="{upright!r}" bottom="{upright!r}" '
        f'header="{outside!r}" footer="{outside!r}"/>'
        f'<pageSetup paperSize="{_A3 if width > _WIDE else _A4}" fitToWidth="1" fitToHeight="{high}" '
        'orientation="landscape"/>'
        f"<headerFooter><oddHeader>{escape(f'&L{_printable(said.header)}')}</oddHeader>"
        f"<oddFooter>{escape(foot)}</oddFooter></headerFooter>"
    )


def _printable(words: str) -> str:
    """Header and footer codes begin with "&"."""
    return words.replace("&", "&&")


def printed_width(sheet: TableSheet, widths: Sequence[float]) -> float:
    """Return how wide the printed columns of a table are, in digits of the default font."""
    last = max((at for at, column in enumerate(sheet.columns) if column.printed), default=0)
    return sum(
        width for column, width in zip(sheet.columns[: last + 1], widths, strict=False) if not column.hidden
    )


def _last_printed(sheet: TableSheet) -> str:
    """The last column that prints: one of the table, or what the charts beside it cover."""
    if sheet.charts:
        return get_column_letter(len(sheet.columns) + 1 + CHART_COLUMNS)
    printed = (at for at, column in enumerate(sheet.columns, 1) if column.printed)
    return get_column_letter(max(printed, default=1))


def _first_free(sheet: TableSheet) -> str:
    """The first column that scrolls: those before it, hidden ones among them, stand still."""
    visible = [at for at, column in enumerate(sheet.columns, 1) if not column.hidden]
    return get_column_letter(max(visible[: sheet.still], default=1) + 1)
