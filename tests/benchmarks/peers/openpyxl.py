"""openpyxl, write-only: a cell object a column, reused; drop-downs, conditional formats, filter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import content

Work = Callable[[], int]


def xlsx_rows(size: int, folder: Path) -> Work:
    """Rows, made one by one, cold."""

    def work() -> int:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell

        book = Workbook(write_only=True)
        page = book.create_sheet("Agreements")
        page.freeze_panes = "B2"
        page.append(content.ROW_HEADER)
        cells = [_styled(WriteOnlyCell(page), at) for at in range(len(content.ROW_HEADER))]
        for row in content.sheet_rows(size):
            for cell, value in zip(cells, row, strict=True):
                cell.value = value
            page.append(cells)
        _rules(page, size)
        book.save(folder / "out.xlsx")
        return 1

    return work


def xlsx_read(size: int, folder: Path) -> Work:
    """Every cell of a tracker."""
    from tests.benchmarks.ours import tracker

    path = tracker(size, folder)

    def work() -> int:
        from openpyxl import load_workbook

        book = load_workbook(path, read_only=True)
        assert sum(1 for _ in book["Agreements"].iter_rows(values_only=True)) >= size
        book.close()
        return 1

    return work


def _styled(cell: Any, at: int) -> Any:
    from openpyxl.styles import Alignment, Border, Side

    side = Side("thin")
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if at in content.DATE_COLUMNS:
        cell.number_format = "[$-809]d mmm yyyy"
    if at in content.DECIMAL_COLUMNS:
        cell.number_format = "0.00%"
    return cell


def _rules(page: Any, size: int) -> None:
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    page.auto_filter.ref = f"A1:{get_column_letter(len(content.ROW_HEADER))}{size + 1}"
    for at, choices in ((content.KIND_COLUMN, content.KINDS), (content.STATE_COLUMN, content.STATES)):
        letter = get_column_letter(at + 1)
        rule = DataValidation(
            "list", formula1=f'"{",".join(choices)}"', sqref=f"{letter}2:{letter}{size + 1}"
        )
        page.data_validations.append(rule)
    letter = get_column_letter(content.DAYS_COLUMN + 1)
    red = CellIsRule(operator="lessThan", formula=["0"], font=Font(color="9C0006"))
    page.conditional_formatting.add(f"{letter}2:{letter}{size + 1}", red)
