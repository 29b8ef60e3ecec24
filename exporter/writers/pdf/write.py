"""A document into a PDF: set it, lay it out, and again where page numbers turned out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from exporter.document.nodes import Document, Properties
from exporter.theme.factsheet import PdfTheme
from exporter.theme.fonts import FontFiles
from exporter.writers.pdf.blocks import document_boxes
from exporter.writers.pdf.faces import faces
from exporter.writers.pdf.pages import Pages
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Paper

_MOST_PASSES = 4
_USUAL_PAGES = 2  # a fact sheet is one sheet, front and back: then one pass is enough


@dataclass(frozen=True, slots=True)
class _Pass:
    """What one pass found: the file, how many pages, and the page of each anchor."""

    data: bytes
    pages: int
    anchored: Mapping[str, int]


def write_pdf(document: Document, theme: PdfTheme, fonts: FontFiles) -> bytes:
    """Return `document` as a tagged PDF file (PDF/UA-1, PDF/A-2a); the same bytes for the same input."""
    done = _lay_out(document, theme, fonts, _USUAL_PAGES, {})
    settled = done.pages == _USUAL_PAGES and not _has_contents(document)
    for _ in range(_MOST_PASSES):
        if settled:
            break
        before, done = done, _lay_out(document, theme, fonts, done.pages, done.anchored)
        settled = (done.pages, done.anchored) == (before.pages, before.anchored)
    return done.data


def _has_contents(document: Document) -> bool:
    from exporter.document.nodes import Contents

    return any(isinstance(block, Contents) for block in document.blocks)


def _lay_out(
    document: Document, theme: PdfTheme, fonts: FontFiles, pages: int, anchored: Mapping[str, int]
) -> _Pass:
    known = faces(fonts)
    setting = Setting(document, theme, known, anchored)
    paper = Paper(theme.page.width.pt, theme.page.height.pt, known.latin[0].name, document.language)
    layout = Pages(paper, setting, pages)
    layout.flow(document_boxes(document, setting, paper.root, layout.width))
    return _Pass(paper.save(document.properties), paper.page, paper.anchored)


# -- what has to be in the fonts -------------------------------------------------------------------

_UNPRINTED = frozenset({"anchor", "record", "language", "target", "alt", "description", "role", "align"})
_OWN = "0123456789.•"  # page numbers, list labels


def characters(document: Document) -> frozenset[str]:
    """Return every character that the pages of `document` print."""
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
