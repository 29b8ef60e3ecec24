"""fpdf2: text and tables by its own calls; untagged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import content
from tests.benchmarks.sheets import font_paths

Work = Callable[[], int]


def pdf_long(size: int, folder: Path) -> Work:
    """The Chinese report, cold."""
    pieces, fonts = list(content.chapter(size, "zh")), font_paths("zh")

    def work() -> int:
        from fpdf import FPDF

        page: Any = FPDF(format="A4")
        page.add_font("Body", "", str(fonts.regular))
        page.add_font("Body", "B", str(fonts.bold))
        page.set_font("Body", size=10)
        page.add_page()
        for piece in pieces:
            _put(piece, page)
        page.output(str(folder / "out.pdf"))
        return 1

    return work


def _put(piece: content.Piece, page: Any) -> None:
    match piece:
        case content.Heading(_, words):
            page.set_font("Body", "B", 14)
            page.multi_cell(0, 8, words, new_x="LMARGIN", new_y="NEXT")
            page.set_font("Body", "", 10)
        case content.Prose(lead, words):
            page.set_font("Body", "B", 10)
            page.write(5, lead)
            page.set_font("Body", "", 10)
            page.write(5, f" {words}")
            page.ln(7)
        case content.Grid(caption, header, rows):
            page.multi_cell(0, 6, caption, new_x="LMARGIN", new_y="NEXT")
            with page.table() as table:
                for row in (header, *rows):
                    table.row(row)
