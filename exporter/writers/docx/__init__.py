"""Word documents.  A Document and a WordTheme go in, the bytes of a .docx file come out.

The theme brings the template as a package without text; here only the parts that hold words are
written, as strings, and put into the package.  No word, number or date is made here.
"""

from __future__ import annotations

from collections.abc import Mapping

from exporter.document.nodes import Document, Parallel
from exporter.theme.word import WordTheme
from exporter.writers.docx.blocks import body_xml
from exporter.writers.docx.output import Output
from exporter.writers.docx.parts import document_part, surrounding_parts
from exporter.writers.package import chunks, repack

__all__ = ["write_docx"]

# Effort of deflating, from 1 to 9.  5: half the time of 6, for files three in a hundred larger.  In a short
# document most bytes are the template's: 3 takes half the time of 5, for files two in a hundred larger.
EFFORT, EFFORT_IF_SHORT = 5, 3


def _beside(document: Document) -> tuple[str, ...]:
    """Return the languages of the columns that stand side by side."""
    sides = (side for block in document.blocks if isinstance(block, Parallel) for side in block.languages)
    return tuple(dict.fromkeys(sides))


def write_docx(document: Document, theme: WordTheme, pages: Mapping[str, int] | None = None) -> bytes:
    """Return `document` as a Word file; the same document, theme and pages give the same bytes.

    `pages` says on which page each heading falls, by anchor; without it contents have no page numbers.
    """
    out = Output(document, theme, heading_pages=pages or {})
    package = theme.package(document.language, _beside(document))
    # The body comes first: writing it finds the notes, links and images that the other parts list.
    main = tuple(chunks(document_part(body_xml(out), out)))
    effort = EFFORT if len(main) > 1 else EFFORT_IF_SHORT
    return repack(package, {"word/document.xml": main, **surrounding_parts(package, out)}, level=effort)
