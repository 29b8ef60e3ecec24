"""A document into a PDF: drafts find the size of its type and its page numbers, then it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from exporter.document.nodes import Contents, Document, Properties
from exporter.errors import Fault, Place, ThemeError
from exporter.theme.factsheet import PdfTheme
from exporter.theme.fonts import FontFiles
from exporter.writers.pdf.blocks import document_boxes, note_box
from exporter.writers.pdf.draft import Draft
from exporter.writers.pdf.faces import Faces, faces
from exporter.writers.pdf.pages import Pages
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Paper

_MOST_PASSES = 4
_SHEET = 2  # pages: a fact sheet is one sheet, front and back


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a layout found: how many pages, and the page of each anchor."""

    pages: int
    anchored: Mapping[str, int]


def write_pdf(document: Document, theme: PdfTheme, fonts: FontFiles) -> bytes:
    """Return `document` as a tagged PDF file (PDF/UA-1, PDF/A-2a); the same bytes for the same input."""
    known = faces(fonts)
    theme, layout = _largest(document, theme, known)
    # Page numbers in the contents move lines, and lines move pages.
    for _ in range(_MOST_PASSES if _has_contents(document) else 0):
        before, layout = layout, _draft(document, theme, known, layout)
        if layout == before:
            break
    size = theme.page.width.pt, theme.page.height.pt
    paper = Paper(*size, known.latin[0].name, document.language, theme.bleed.pt)
    _flow(document, theme, known, paper, layout)
    return paper.save(document.properties)


def _has_contents(document: Document) -> bool:
    return any(isinstance(block, Contents) for block in document.blocks)


def _largest(document: Document, theme: PdfTheme, known: Faces) -> tuple[PdfTheme, _Layout]:
    """Return the theme with type as large as it may grow without taking another page."""
    layout = _draft(document, theme, known, _Layout(_SHEET, {}))
    growth = theme.page.growth
    for larger in (growth, (1 + growth) / 2) if layout.pages <= _SHEET and growth > 1 else ():
        grown = theme.grown(larger)
        tried = _draft(document, grown, known, layout)
        if tried.pages == layout.pages:
            return grown, tried
    return theme, layout


def _draft(document: Document, theme: PdfTheme, known: Faces, expected: _Layout) -> _Layout:
    paper = Draft(theme.page.width.pt, theme.page.height.pt)
    _flow(document, theme, known, paper, expected)
    return _Layout(paper.page, paper.anchored)


def _flow(document: Document, theme: PdfTheme, known: Faces, paper: Paper, expected: _Layout) -> None:
    setting = Setting(document, theme, known, expected.anchored)
    pages = Pages(paper, setting, expected.pages, lambda number: note_box(number, setting, paper.root))
    pages.flow(document_boxes(document, setting, paper.root, pages.width))


# -- what has to be in the fonts -------------------------------------------------------------------

_UNPRINTED = frozenset(
    {"anchor", "record", "language", "target", "alt", "description", "role", "align", "right_to_left"}
)
_OWN = "0123456789.•"  # page numbers, list labels


def characters(document: Document) -> frozenset[str]:
    """Return every character that the pages of `document` print.

    ThemeError where it runs from right to left: this writer draws characters in the order of their text.
    """
    if document.right_to_left:
        tags = ", ".join(document.right_to_left)
        problem = f"PDF is not supported for the edition '{tags}': it is written from right to left"
        remedy = "build this edition as Word and Excel: --format docx,xlsx"
        raise ThemeError([Fault(Place("templates/factsheet.toml"), problem, remedy)])
    return frozenset(_OWN).union(*_strings(document))


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _strings(part)
    elif is_dataclass(node) and not isinstance(node, Properties):
        for field in fields(node):
            if field.name not in _UNPRINTED:
                yield from _strings(getattr(node, field.name))
