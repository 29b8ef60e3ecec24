"""Reading products as PDF: tagged, archivable, reproducible; drawn on reportlab's canvas.

`write_pdf` needs fonts that hold `characters(document)`; `exporter.theme.fonts` prepares them.
The layout is the writer's own: boxes with a height, put on pages.  No markup is ever parsed.
"""

from exporter.writers.pdf.write import characters, write_pdf

__all__ = ["characters", "write_pdf"]
