"""On which page each heading of a Word file falls, as an installed LibreOffice lays it out.

Word itself tells nobody but its own users; LibreOffice prints the file as a PDF whose outline names a
page for every heading.  Exact for LibreOffice with the fonts of this machine, and near for Word.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporter.document.nodes import Document, Heading, plain
from exporter.errors import ExporterError, UsageError

if TYPE_CHECKING:
    from pypdf import PdfReader

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 180  # seconds
_TO_PDF = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'


def office() -> str:
    """Return the path of LibreOffice; UsageError if it, or the reader of its answer, is not installed."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UsageError(
            "--paginate needs LibreOffice, which is not installed here\n"
            "  remedy: install it, or leave --paginate out: contents then have no page numbers"
        )
    if importlib.util.find_spec("pypdf") is None:
        raise UsageError(
            "--paginate needs pypdf, which is not installed here\n  remedy: pip install 'exporter[paginate]'"
        )
    return program


def unnumbered(document: Document) -> Mapping[str, int]:
    """Return a page for every heading that takes as much room as the true one will."""
    return {block.anchor: 0 for block in document.blocks if isinstance(block, Heading)}


def heading_pages(word_file: bytes, document: Document) -> Mapping[str, int]:
    """Return the page, counted from 1, of each heading of `document`, which `word_file` holds."""
    from pypdf import PdfReader

    with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
        outline = _outline(PdfReader(_printed(word_file, Path(folder))))
        return dict(_matched(document, outline))


def _printed(word_file: bytes, folder: Path) -> Path:
    source = folder / "briefing.docx"
    source.write_bytes(word_file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # apart from the user's own office
    command = [office(), profile, "--headless", "--convert-to", _TO_PDF, "--outdir", str(folder), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - our own words
    except (OSError, subprocess.SubprocessError) as error:
        raise ExporterError(f"LibreOffice could not lay out the pages: {error}") from error
    return source.with_suffix(".pdf")


def _outline(reader: PdfReader) -> list[tuple[str, int]]:
    """Return the words and the page of each entry of the outline, in reading order."""
    return [(_squeezed(str(entry.title)), _page(reader, entry)) for entry in _flat(reader.outline)]


def _page(reader: PdfReader, entry: Any) -> int:
    return (reader.get_destination_page_number(entry) or 0) + 1


def _flat(entries: Any) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _matched(document: Document, outline: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield the page of each heading: the next entry of the outline that ends in its words."""
    rest = iter(outline)
    for block in document.blocks:
        if isinstance(block, Heading):
            words = _squeezed(plain(block.inlines))
            page = next((page for title, page in rest if title.endswith(words)), None)
            if page is None:
                raise ExporterError(f"LibreOffice names no page for the heading {plain(block.inlines)!r}")
            yield block.anchor, page


def _squeezed(words: str) -> str:
    return "".join(words.split())
