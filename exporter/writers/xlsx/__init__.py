"""Workbook + SheetTheme → the bytes of an .xlsx file.

openpyxl makes the shell: styles, tables, drop-downs, protection, names.  The cells are written here,
because openpyxl stores no value beside a formula, and is slow.
"""

from exporter.writers.xlsx import engine as engine  # first of all: it keeps numpy out
from exporter.writers.xlsx.write import write_xlsx

__all__ = ["write_xlsx"]
