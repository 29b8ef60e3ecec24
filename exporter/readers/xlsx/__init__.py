"""An edited tracker → its base and its tables.

The cells are read by expat, row by row: openpyxl takes three times as long, and a library that lays
a sheet out in memory can be made to ask for the memory of 17 thousand million cells by two of them.
"""

from exporter.readers.xlsx.tracker import Edited, read_tracker

__all__ = ["Edited", "read_tracker"]
