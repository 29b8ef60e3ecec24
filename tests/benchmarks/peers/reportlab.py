"""reportlab as its manual teaches it: Platypus, a Drawing for the chart; untagged, no metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.benchmarks import content
from tests.benchmarks.sheets import BARS, font_paths, sheet

Work = Callable[[], int]


def pdf_cold(size: int, folder: Path) -> Work:
    """The two-page sheet, cold."""
    pieces, fonts = list(sheet()), font_paths("en")

    def work() -> int:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.platypus import SimpleDocTemplate

        pdfmetrics.registerFont(TTFont("Body", str(fonts.regular)))
        pdfmetrics.registerFont(TTFont("Body-Bold", str(fonts.bold)))
        pdfmetrics.registerFontFamily("Body", normal="Body", bold="Body-Bold")
        target = SimpleDocTemplate(str(folder / "out.pdf"), pagesize=A4)
        target.build([*_story(pieces), _chart()])
        return 1

    return work


def _story(pieces: Iterable[content.Piece]) -> Iterator[Any]:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    body = ParagraphStyle("body", fontName="Body", fontSize=10, leading=14, spaceAfter=6)
    heading = ParagraphStyle("heading", body, fontName="Body-Bold", fontSize=16, leading=20)
    for piece in pieces:
        match piece:
            case content.Heading(_, words):
                yield Paragraph(escape(words), heading)
            case content.Prose(lead, words):
                yield Paragraph(f"<b>{escape(lead)}</b> {escape(words)}", body)
            case content.Grid(caption, header, rows):
                yield Paragraph(escape(caption), body)
                cells = [[Paragraph(escape(cell), body) for cell in row] for row in (header, *rows)]
                yield Table(cells, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])


def _chart() -> Any:
    from reportlab.graphics.shapes import Drawing, Rect, String

    drawing = Drawing(480, 16 * len(BARS))
    for at, (label, value) in enumerate(BARS):
        y = 16 * (len(BARS) - at - 1)
        drawing.add(String(0, y + 3, label, fontName="Body", fontSize=9))
        drawing.add(Rect(80, y, value * 18, 12))
        drawing.add(String(84 + value * 18, y + 3, str(value), fontName="Body", fontSize=9))
    return drawing
