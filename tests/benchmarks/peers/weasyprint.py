"""WeasyPrint: HTML and CSS in, our fonts by @font-face, tagged (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path

from tests.benchmarks import content
from tests.benchmarks.sheets import FontPaths, font_paths

Work = Callable[[], int]


def html(pieces: Iterable[content.Piece], language: str, fonts: FontPaths) -> Iterator[str]:
    """Yield `pieces` as a page of HTML."""
    yield f'<html lang="{language}"><head><title>A report</title><style>'
    for weight, path in (("normal", fonts.regular), ("bold", fonts.bold)):
        yield f"@font-face {{font-family: Body; font-weight: {weight}; src: url({path.as_uri()})}}"
    yield "@page {size: A4; margin: 20mm; @bottom-right {content: counter(page)}}"
    yield "body {font: 10pt/1.5 Body; text-align: justify} td, th {border: 1px solid grey}"
    yield "</style></head><body>"
    for piece in pieces:
        match piece:
            case content.Heading(level, words):
                yield f"<h{level}>{escape(words)}</h{level}>"
            case content.Prose(lead, words):
                yield f"<p><strong>{escape(lead)}</strong> {escape(words)}</p>"
            case content.Grid(caption, header, rows):
                head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
                lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
                body = "".join(f"<tr>{line}</tr>" for line in lines)
                yield f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
                yield f"{body}</table>"
    yield "</body></html>"


def pdf_long(size: int, folder: Path) -> Work:
    """The Chinese report, cold."""
    page = "".join(html(content.chapter(size, "zh"), "zh", font_paths("zh")))

    def work() -> int:
        from weasyprint import HTML

        HTML(string=page).write_pdf(str(folder / "out.pdf"), pdf_variant="pdf/ua-1")
        return 1

    return work
