"""XlsxWriter in its streaming mode: styled columns, drop-downs, conditional formats, filter, frozen panes.

What it is spared: a table (its streaming mode has none), heights of rows, fonts by script.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.benchmarks import content

Work = Callable[[], int]


def xlsx_rows(size: int, folder: Path) -> Work:
    """Rows, made one by one, cold."""

    def work() -> int:
        import xlsxwriter

        book = xlsxwriter.Workbook(str(folder / "out.xlsx"), {"constant_memory": True})
        page = book.add_worksheet("Agreements")
        formats = [_format(book, at) for at in range(len(content.ROW_HEADER))]
        for at, form in enumerate(formats):
            page.set_column(at, at, 20, form)
        page.write_row(0, 0, content.ROW_HEADER, book.add_format({"bold": True, "bg_color": "#14365D"}))
        _rules(book, page, size)
        for number, row in enumerate(content.sheet_rows(size), 1):
            for at, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, at, value, formats[at])
                else:
                    page.write(number, at, value, formats[at])
        book.close()
        return 1

    return work


def _format(book: Any, at: int) -> Any:
    look: dict[str, Any] = {"border": 1, "valign": "top", "text_wrap": True}
    if at in content.DATE_COLUMNS:
        look["num_format"] = "[$-809]d mmm yyyy"
    if at in content.DECIMAL_COLUMNS:
        look["num_format"] = "0.00%"
    return book.add_format(look)


def _rules(book: Any, page: Any, size: int) -> None:
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, size, len(content.ROW_HEADER) - 1)
    for at, choices in ((content.KIND_COLUMN, content.KINDS), (content.STATE_COLUMN, content.STATES)):
        page.data_validation(1, at, size, at, {"validate": "list", "source": list(choices)})
    red = book.add_format({"font_color": "#9C0006"})
    days = content.DAYS_COLUMN
    page.conditional_format(1, days, size, days, {"type": "cell", "criteria": "<", "value": 0, "format": red})
