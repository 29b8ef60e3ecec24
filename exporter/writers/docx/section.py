"""Sections: runs of pages of one kind, each with its page set-up, header and footer.

A section's properties stand in its last paragraph; those of the last section end the body.
"""

from __future__ import annotations

import re

from exporter.writers.docx.output import Output

_START = re.compile(r' w:start="\d+"')


def end_section(piece: str, out: Output) -> str:
    """Return `piece` of the body with the end of the section in its last paragraph.

    After a table the section ends in an empty line, which a table needs below it anyway.
    """
    if not piece.endswith("</w:p>"):
        piece += out.paragraph("table_end", "")
    before, closing, words = piece.rpartition("</w:pPr>")
    return f"{before}{section_xml(out)}{closing}{words}"


def section_xml(out: Output) -> str:
    """Return the properties of the section being written.

    The first page of the document has the title block and so no running header.
    """
    first = out.sections == 0
    out.sections += 1
    setup = out.page.setup if first else _START.sub("", out.page.setup)  # pages are counted on
    before, grid, after = setup.partition("<w:docGrid")  # w:titlePg has to stand before it
    title = ("<w:titlePg/>" if first else "") + ("<w:bidi/>" if out.document_turned else "")
    return f"<w:sectPr>{_linked(out, first=first)}{before}{title}{grid}{after}</w:sectPr>"


def _linked(out: Output, *, first: bool) -> str:
    footer = footer_name(out.pages.index(out.page))
    references = [("header", "default", "header1"), ("footer", "default", footer)]
    if first:
        references += [("header", "first", "header2"), ("footer", "first", footer)]
    return "".join(
        f'<w:{kind}Reference w:type="{page}" r:id="{out.relations.add(kind, f"{file}.xml")}"/>'
        for kind, page, file in references
    )


def footer_name(position: int) -> str:
    """Return the name of the footer part for the kind of page at `position` in `Output.pages`."""
    return f"footer{position + 1}"
