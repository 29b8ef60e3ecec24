"""A document into a PDF: drafts find the size of its type and its page numbers, then it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType
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
from exporter.writers.pdf.tagging import Element, Paper

_MOST_PASSES = 4
_SHEET = 2  # pages: a fact sheet is one sheet, front and back
_NOWHERE: Mapping[str, int] = MappingProxyType({})


def write_pdf(document: Document, theme: PdfTheme, fonts: FontFiles) -> bytes:
    """Return `document` as a tagged PDF file (PDF/UA-1, PDF/A-2a); the same bytes for the same input.

    A theme for print that declares inks makes a file in those inks, which is no PDF/A.
    """
    known = faces(fonts)
    laid = _settled(document, theme, known) if _has_contents(document) else _largest(document, theme, known)
    size = theme.page.width.pt, theme.page.height.pt
    paper = Paper(*size, document.language, theme.bleed.pt, in_inks=bool(theme.printed_inks))
    laid.draw(paper)
    return paper.save(document.properties)


class _Laid:
    """A document laid out in one size of type: its boxes, on how many `pages`, and the page of each anchor.

    `expected` are the pages of anchors as the contents name them.  What was broken into lines here is
    drawn as it is: nothing is set twice.
    """

    def __init__(
        self, document: Document, theme: PdfTheme, known: Faces, expected: Mapping[str, int] = _NOWHERE
    ) -> None:
        self.theme, self._root = theme, Element("Document")
        self._setting = Setting(document, theme, known, expected)
        self._note = cache(lambda number: note_box(number, self._setting, self._root))
        draft = Draft(theme.page.width.pt, theme.page.height.pt)
        pages = Pages(draft, self._setting, 1, self._note)
        self._boxes = tuple(document_boxes(document, self._setting, self._root, pages.width))
        pages.flow(self._boxes)
        self.pages, self.anchored = draft.page, draft.anchored

    def draw(self, paper: Paper) -> None:
        """Put the document on paper."""
        paper.root = self._root
        Pages(paper, self._setting, self.pages, self._note).flow(self._boxes)


def _has_contents(document: Document) -> bool:
    return any(isinstance(block, Contents) for block in document.blocks)


def _settled(document: Document, theme: PdfTheme, known: Faces) -> _Laid:
    """Lay a document out until its contents name the pages where its headings stand."""
    laid = _Laid(document, theme, known)
    for _ in range(_MOST_PASSES):  # page numbers in the contents move lines, and lines move pages
        before, laid = laid, _Laid(document, theme, known, laid.anchored)
        if laid.anchored == before.anchored:
            break
    return laid


def _largest(document: Document, theme: PdfTheme, known: Faces) -> _Laid:
    """Lay a document out in type as large as it may grow without taking another page."""
    growth = theme.page.growth
    if growth <= 1:
        return _Laid(document, theme, known)
    grown = _Laid(document, theme.grown(growth), known)
    if grown.pages == 1:  # nor would smaller type take fewer
        return grown
    laid = _Laid(document, theme, known)
    if laid.pages > _SHEET or grown.pages == laid.pages:
        return grown if grown.pages == laid.pages <= _SHEET else laid
    half = _Laid(document, theme.grown((1 + growth) / 2), known)
    return half if half.pages == laid.pages else laid


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
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, tuple):
            waiting.extend(node)
        else:
            waiting += [getattr(node, name) for name in _printed(node.__class__)]


@cache
def _printed(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a node that print, or hold what does."""
    if not is_dataclass(kind) or kind is Properties:
        return ()
    return tuple(field.name for field in fields(kind) if field.name not in _UNPRINTED)
