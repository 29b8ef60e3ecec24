"""Two chapters of an archive → what changed between them, to read and to work with."""

from exporter.compose.comparison.changes import compare
from exporter.compose.comparison.read import comparison
from exporter.compose.comparison.sheets import comparison_workbook

__all__ = ["compare", "comparison", "comparison_workbook"]
