"""What openpyxl makes of a workbook: styles, charts, theme and properties; its sheets are left empty."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from openpyxl import Workbook as Shell
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList

from exporter.document.workbook import TableSheet, Workbook
from exporter.theme.sheet import SheetTheme
from exporter.writers.xlsx.charts import add_charts


def new_shell(theme: SheetTheme) -> Shell:
    """Return an openpyxl workbook of one empty sheet in the fonts of `theme`."""
    shell = Shell()
    _set_default_font(shell, Font(name=theme.fonts.latin, size=theme.fonts.size))
    return shell


def _set_default_font(shell: Shell, font: Font) -> None:
    """Excel measures column widths in digits of this font.  openpyxl has no public way to set it."""
    shell._fonts = IndexedList([font])  # type: ignore[attr-defined]
    shell._named_styles["Normal"].font = font  # type: ignore[attr-defined]


def charted(workbook: Workbook) -> Iterator[TableSheet]:
    """Yield the sheets with charts; their drawings are numbered in this order."""
    return (sheet for sheet in workbook.sheets if isinstance(sheet, TableSheet) and sheet.charts)


def saved(
    shell: Shell, workbook: Workbook, widths: Mapping[str, Sequence[float]], theme: SheetTheme
) -> bytes:
    """Return the package of a shell, with the charts of `workbook` on sheets of their own."""
    for number, sheet in enumerate(charted(workbook)):
        page = shell.worksheets[0] if number == 0 else shell.create_sheet()
        add_charts(page, sheet, widths[sheet.key], theme)
    package = io.BytesIO()
    shell.save(package)
    return package.getvalue()
