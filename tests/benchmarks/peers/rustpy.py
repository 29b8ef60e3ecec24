"""rustpy-xlsxwriter: rust_xlsxwriter behind one call.  Formats by column, filter, drop-downs, rules.

What it is spared: a table, heights of rows, fonts by script, shared texts.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import content

Work = Callable[[], int]


def xlsx_rows(size: int, folder: Path) -> Work:
    """Rows, made one by one, cold."""

    def work() -> int:
        from rustpy_xlsxwriter import Format, write_worksheet

        header = content.ROW_HEADER
        formats = {name: _format(Format(), at) for at, name in enumerate(header)}
        less = {"type": "cell", "criteria": "<", "value": 0, "format": Format().set_font_color("#9C0006")}
        write_worksheet(
            (dict(zip(header, row, strict=True)) for row in content.sheet_rows(size)),
            str(folder / "out.xlsx"),
            sheet_name="Agreements",
            freeze_row=1,
            freeze_col=1,
            bold_headers=True,
            autofilter=True,
            column_width=20,
            column_formats=formats,
            conditional_formats={header[content.DAYS_COLUMN]: less},
            data_validations={
                header[content.KIND_COLUMN]: {"type": "list", "values": list(content.KINDS)},
                header[content.STATE_COLUMN]: {"type": "list", "values": list(content.STATES)},
            },
        )
        return 1

    return work


def _format(form: Any, at: int) -> Any:
    form = form.set_border("thin").set_text_wrap()
    if at in content.DATE_COLUMNS:
        return form.set_num_format("[$-809]d mmm yyyy")
    return form.set_num_format("0.00%") if at in content.DECIMAL_COLUMNS else form
