"""What openpyxl makes of a sheet: everything but its cells.

Columns, panes, protection, the table, drop-downs, links, names, and how the page prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from openpyxl import Workbook as Shell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink as SheetLink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from exporter.document.workbook import (
    CoverSheet,
    Hyperlink,
    SheetColumn,
    SheetFurniture,
    TableSheet,
    Workbook,
)
from exporter.merge.base import SHEET as BASE
from exporter.theme.sheet import SheetStates, SheetTheme
from exporter.writers.xlsx.charts import CHART_COLUMNS
from exporter.writers.xlsx.check import FIRST_ROW, LISTS
from exporter.writers.xlsx.layout import COVER_WIDTHS
from exporter.writers.xlsx.rows import (
    FIRST_FACT,
    Formulas,
    cover_grid,
    first_empty_row,
    last_row,
    row_of_named,
)

_HEADER = FIRST_ROW - 1
_A4, _A3 = "9", "8"
_WIDE = 190.0  # digits of the default font that A4 holds at three quarters of its size
_INCH = 25.4  # millimetres
_LONGEST_PROMPT = 255


def new_shell(workbook: Workbook, theme: SheetTheme) -> Shell:
    """Return an openpyxl workbook with the tabs of `workbook`, empty, and the hidden sheet of lists."""
    shell = Shell()
    del shell["Sheet"]
    for sheet in workbook.sheets:
        shell.create_sheet(sheet.name)
    shell.create_sheet(LISTS).sheet_state = "hidden"
    if workbook.origin:
        shell.create_sheet(BASE).sheet_state = "veryHidden"
    _set_default_font(shell, Font(name=theme.fonts.latin, size=theme.fonts.size))
    return shell


def _set_default_font(shell: Shell, font: Font) -> None:
    """Excel measures column widths in digits of this font.  openpyxl has no public way to set it."""
    shell._fonts = IndexedList([font])  # type: ignore[attr-defined]
    shell._named_styles["Normal"].font = font  # type: ignore[attr-defined]


# -- the cover -------------------------------------------------------------------------------------


def dress_cover(page: Worksheet, sheet: CoverSheet) -> None:
    """Set up the first sheet, and name its named cells."""
    for letter, width in zip("AB", COVER_WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    for position, named in enumerate(sheet.cells):
        row = row_of_named(sheet, position)
        _define(page, named.name, f"$B${row}")
        if named.editable and isinstance(named.value, date):
            page.add_data_validation(_only_days(f"B{row}"))
    _protect(page)


def _only_days(cells: str) -> DataValidation:
    """A day that formulas build on: other words would turn all of them into errors."""
    return DataValidation(
        type="date",
        operator="greaterThan",
        formula1="1",
        showErrorMessage=True,
        errorStyle="stop",
        sqref=cells,
    )


def cover_links(sheet: CoverSheet, date_format: str) -> Iterator[tuple[str, Hyperlink]]:
    """Yield the links of the cover, by cell."""
    for number, row in enumerate(cover_grid(sheet, date_format), 1):
        for column, (_, value, _) in enumerate(row, 1):
            if isinstance(value, Hyperlink):
                yield f"{get_column_letter(column)}{number}", value


# -- a table ---------------------------------------------------------------------------------------


def dress_table(
    page: Worksheet,
    sheet: TableSheet,
    widths: Sequence[float],
    lists: Mapping[str, Sequence[str]],
    states: SheetStates,
) -> None:
    """Set up a table sheet."""
    page.sheet_state = "hidden" if sheet.hidden else "visible"
    page.freeze_panes = f"{_first_free(sheet)}{FIRST_ROW}"
    page.print_title_rows = f"{_HEADER}:{_HEADER}"
    page.print_area = f"A1:{_last_printed(sheet)}{last_row(sheet)}"
    _set_widths(page, sheet.columns, widths)
    page.add_table(_table(sheet))
    for letter, column in _lettered(sheet.columns):
        _define(page, f"xp_{sheet.key}_{column.key}", f"${letter}${_HEADER}", hidden=True)
        for validation in _validations(letter, column, sheet, lists):
            page.add_data_validation(validation)
    _highlight(page, sheet, states)
    _protect(page)


def _highlight(page: Worksheet, sheet: TableSheet, states: SheetStates) -> None:
    """Colour the cells whose highlights hold; of two that hold, the first wins."""
    formulas = Formulas(sheet.columns, {})
    for letter, column in _lettered(sheet.columns):
        for highlight in column.highlights:
            condition = formulas.resolved(highlight.condition, FIRST_ROW)
            fill = PatternFill("solid", bgColor=getattr(states, highlight.state))
            rule = FormulaRule(formula=[condition], fill=fill, stopIfTrue=True)  # type: ignore[no-untyped-call]
            page.conditional_formatting.add(f"{letter}{FIRST_ROW}:{letter}{_last_open_row(sheet)}", rule)


def _first_free(sheet: TableSheet) -> str:
    """The first column that scrolls: those before it, hidden ones among them, stand still."""
    visible = [at for at, column in enumerate(sheet.columns, 1) if not column.hidden]
    return get_column_letter(max(visible[: sheet.still], default=1) + 1)


def _last_printed(sheet: TableSheet) -> str:
    """The last column that prints: one of the table, or what the charts beside it cover."""
    if sheet.charts:
        return get_column_letter(len(sheet.columns) + 1 + CHART_COLUMNS)
    printed = (at for at, column in enumerate(sheet.columns, 1) if column.printed)
    return get_column_letter(max(printed, default=1))


def _last_open_row(sheet: TableSheet) -> int:
    """The last row that staff may fill, below the table or in it."""
    return last_row(sheet) + sheet.spare


def column_names(sheets: Iterable[TableSheet]) -> Iterator[tuple[str, str]]:
    """Yield what formulas call the cells of a column, spare rows included, and where they are."""
    for sheet in sheets:
        for letter, column in _lettered(sheet.columns):
            cells = f"${letter}${FIRST_ROW}:${letter}${_last_open_row(sheet)}"
            yield f"{sheet.key}.{column.key}", f"{quote_sheetname(sheet.name)}!{cells}"


def _lettered(columns: Sequence[SheetColumn]) -> Iterator[tuple[str, SheetColumn]]:
    return ((get_column_letter(at), column) for at, column in enumerate(columns, 1))


def _set_widths(page: Worksheet, columns: Sequence[SheetColumn], widths: Sequence[float]) -> None:
    for (letter, column), width in zip(_lettered(columns), widths, strict=True):
        shape = page.column_dimensions[letter]
        shape.width, shape.hidden = width, column.hidden


def table_name(key: str) -> str:
    """Return the name of a sheet's table in formulas, the same in every edition: "tbl_agreements"."""
    return "tbl_" + re.sub(r"\W", "_", key)


def table_reference(sheet: TableSheet) -> str:
    """Return the cells of a sheet's table with its header: "A4:H12"."""
    return f"A{_HEADER}:{get_column_letter(len(sheet.columns))}{last_row(sheet)}"


def _table(sheet: TableSheet) -> Table:
    reference = table_reference(sheet)
    table = Table(displayName=table_name(sheet.key), ref=reference, autoFilter=AutoFilter(ref=reference))
    table.tableColumns = [
        TableColumn(id=at, name=column.header) for at, column in enumerate(sheet.columns, 1)
    ]
    # Fills and lines are the cells' own; the style only tells a screen reader where the stub is.
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showFirstColumn=True, showRowStripes=False)
    return table


def _validations(
    letter: str, column: SheetColumn, sheet: TableSheet, lists: Mapping[str, Sequence[str]]
) -> Iterator[DataValidation]:
    """Drop-downs and days that warn of other words and take them; a hint on the header cell."""
    first = FIRST_ROW if column.editable else first_empty_row(sheet)
    last = _last_open_row(sheet)
    if first <= last and (column.editable or column.entry):
        yield from _input_rules(column, f"{letter}{first}:{letter}{last}", lists)
    if column.note:
        yield DataValidation(
            type=None, showInputMessage=True, prompt=column.note[:_LONGEST_PROMPT], sqref=f"{letter}{_HEADER}"
        )


def _input_rules(
    column: SheetColumn, cells: str, lists: Mapping[str, Sequence[str]]
) -> Iterator[DataValidation]:
    if column.choices and lists.get(column.choices):
        yield DataValidation(
            type="list", formula1=list_name(column.choices), allow_blank=True,
            showErrorMessage=True, errorStyle="warning", sqref=cells,
        )  # fmt: skip
    elif column.kind == "date":
        yield DataValidation(
            type="date", operator="greaterThan", formula1="1", allow_blank=True,
            showErrorMessage=True, errorStyle="warning", sqref=cells,
        )  # fmt: skip


# -- lists -----------------------------------------------------------------------------------------


def list_name(name: str) -> str:
    """Return the defined name of a list of choices."""
    return f"list_{name}"


def dress_lists(page: Worksheet, lists: Mapping[str, Sequence[str]]) -> None:
    """Name the choices of each list on the hidden sheet: a column each, from its second row on."""
    for at, (name, choices) in enumerate(lists.items(), 1):
        letter = get_column_letter(at)
        if choices:
            _define(page, list_name(name), f"${letter}$2:${letter}${len(choices) + 1}")


# -- every sheet -----------------------------------------------------------------------------------


def add_links(page: Worksheet, links: Iterator[tuple[str, Hyperlink]], tabs: Mapping[str, str]) -> None:
    """Make the cells of `links` lead somewhere; `tabs` gives a sheet's name by its key."""
    for reference, link in links:
        page[reference].hyperlink = _sheet_link(reference, link.target, tabs)


def _sheet_link(reference: str, target: str, tabs: Mapping[str, str]) -> SheetLink:
    if not target.startswith("#"):
        return SheetLink(ref=reference, target=target)
    key, _, cell = target[1:].partition("!")
    return SheetLink(ref=reference, location=f"{quote_sheetname(tabs[key])}!{cell or 'A1'}")


def printed_width(sheet: TableSheet, widths: Sequence[float]) -> float:
    """Return how wide the printed columns of a table are, in digits of the default font."""
    last = max((at for at, column in enumerate(sheet.columns) if column.printed), default=0)
    return sum(
        width for column, width in zip(sheet.columns[: last + 1], widths, strict=False) if not column.hidden
    )


def set_page(
    page: Worksheet, furniture: SheetFurniture, theme: SheetTheme, high: int, width: float = 0
) -> None:
    """Set up printing: landscape, one page wide and `high` pages high (0: as many as it takes).

    The paper is A4, or A3 where the columns are so wide that A4 would print them too small to read.
    """
    page.sheet_view.showGridLines = False
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A3 if width > _WIDE else _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, high
    margin, outside = theme.page.margin.mm / _INCH, theme.page.header_margin.mm / _INCH
    margins = page.page_margins
    margins.left = margins.right = margin
    margins.top = margins.bottom = margin + outside
    margins.header = margins.footer = outside
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = _printable(furniture.header)
    footer.left.text = _printable(furniture.footer)
    footer.right.text = _printable(furniture.page).format(page="&P", pages="&N")
    page.oddHeader, page.oddFooter = header, footer


def _printable(words: str) -> str:
    """Header and footer codes begin with "&"."""
    return words.replace("&", "&&")


def _protect(page: Worksheet) -> None:
    """Lock the sheet without a password.  What is False here stays allowed."""
    lock = page.protection
    lock.sheet = True
    lock.autoFilter = lock.sort = False
    lock.formatColumns = lock.formatRows = lock.formatCells = False
    lock.insertHyperlinks = False


def _define(page: Worksheet, name: str, reference: str, hidden: bool = False) -> None:
    value = f"{quote_sheetname(page.title)}!{reference}"
    shell = page.parent
    assert shell is not None
    shell.defined_names[name] = DefinedName(name, attr_text=value, hidden=hidden or None)


__all__ = [
    "FIRST_FACT", "add_links", "column_names", "cover_links", "dress_cover", "dress_lists", "dress_table",
    "list_name",
    "new_shell", "printed_width", "set_page", "table_name", "table_reference",
]  # fmt: skip
