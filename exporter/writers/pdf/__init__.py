"""Reading products as PDF: tagged, archivable, reproducible.

`write_pdf` needs fonts that hold `characters(document)`; `exporter.theme.fonts` prepares them.
Layout and file are the writer's own: boxes with a height, put on pages; no markup is ever parsed.
reportlab reads the fonts.
"""

from exporter.writers.pdf.photographs import coarse
from exporter.writers.pdf.write import characters, write_pdf

__all__ = ["characters", "coarse", "write_pdf"]
