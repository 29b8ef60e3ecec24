"""Chapter + Edition → the tracker: a Workbook with a sheet for each kind of record.

One module for each family of sheets; `desk` has the words, `fields` the columns that they share,
`state` what an instrument's days mean on a given day.
"""

from exporter.compose.tracker.compose import SHEET_KEYS, tracker

__all__ = ["SHEET_KEYS", "tracker"]
