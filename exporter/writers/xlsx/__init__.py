"""Workbook + SheetTheme → the bytes of an .xlsx file.

The parts are written here as strings; openpyxl makes the charts, and is what tests compare with: it stores
no value beside a formula, and takes several times as long.
"""

from exporter.writers.xlsx import engine as engine  # first of all: it keeps numpy out
from exporter.writers.xlsx.write import write_xlsx

__all__ = ["write_xlsx"]
