"""The parts around the body: headers, footers, footnotes, numbering, properties, and their index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from exporter.document.nodes import Properties
from exporter.theme.word import word_language
from exporter.writers.docx.inlines import words_xml
from exporter.writers.docx.output import Output, relations_part
from exporter.writers.docx.xml import DECLARATION, NAMESPACES, escaped, field, run
from exporter.writers.package import CONTENT_TYPES, part_text

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FILE_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def document_part(body: Iterable[str], out: Output) -> Iterator[str]:
    """Yield the main part around `body`; the last thing in it is the page set-up."""
    yield f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
    yield from body
    yield f"{_section(out)}</w:body></w:document>"


def surrounding_parts(package: bytes, out: Output) -> Mapping[str, bytes]:
    """Return every part that differs from the template's `package`, but for the main part."""
    parts = {
        "word/header1.xml": _part("hdr", _header(out)),
        "word/header2.xml": _part("hdr", _marking(out) or out.paragraph("marking", "")),
        "word/footer1.xml": _part("ftr", _footer(out) + _marking(out)),
        "word/footnotes.xml": _part("footnotes", _SEPARATORS + "".join(out.notes)),
        "word/numbering.xml": _numbering(package, out),
        "docProps/core.xml": _core(out.document.properties, out.document.language),
        **out.parts,
    }
    if out.note_relations.items:
        parts["word/_rels/footnotes.xml.rels"] = relations_part(out.note_relations.xml())
    parts["word/_rels/document.xml.rels"] = _document_relations(package, out)
    parts[CONTENT_TYPES] = _content_types(package, out)
    return parts


def _part(root: str, content: str) -> bytes:
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>".encode()


# -- every page ------------------------------------------------------------------------------------


def _section(out: Output) -> str:
    """Return the page set-up.  The first page has the title block and so no running header."""
    references = (
        ("header", "default", "header1"),
        ("header", "first", "header2"),
        ("footer", "default", "footer1"),
        ("footer", "first", "footer1"),
    )
    linked = "".join(
        f'<w:{kind}Reference w:type="{page}" r:id="{out.relations.add(kind, f"{file}.xml")}"/>'
        for kind, page, file in references
    )
    before, grid, after = _at_grid(out.theme.section)
    return f"<w:sectPr>{linked}{before}<w:titlePg/>{grid}{after}</w:sectPr>"


def _at_grid(setup: str) -> tuple[str, str, str]:
    """Return `setup` parted at its w:docGrid: w:titlePg has to stand before it."""
    return setup.partition("<w:docGrid")


def _header(out: Output) -> str:
    return _marking(out) + out.paragraph("header", words_xml(out.document.furniture.running_header, out))


def _marking(out: Output) -> str:
    marking = out.document.furniture.marking
    return out.paragraph("marking", words_xml(marking, out)) if marking else ""


def _footer(out: Output) -> str:
    """Return the footer: its words at the left margin, the page at the right one."""
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{out.theme.width.twips}"/></w:tabs>'
    words = words_xml(out.document.furniture.footer, out)
    return out.paragraph("footer", f"{words}<w:r><w:tab/></w:r>{_page(out)}", rest=stop)


def _page(out: Output) -> str:
    """Return "Page 1 of 1" with fields for the numbers; Word counts when it lays the pages out."""
    look = f'<w:rPr><w:rStyle w:val="{out.theme.styles["page_number"]}"/></w:rPr>'
    fields = {
        "{page}": field("PAGE", run("1", look), look),
        "{pages}": field("NUMPAGES", run("1", look), look),
    }
    pieces = re.split(r"(\{pages?\})", out.document.furniture.page)
    return "".join(fields.get(piece) or run(piece, look) for piece in pieces)


# -- notes and numbers -----------------------------------------------------------------------------

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)


def _numbering(package: bytes, out: Output) -> bytes:
    """Return the template's numbering with one more w:num for every ordered list."""
    first, theme = out.theme.next_number, out.theme
    numbers = "".join(
        f'<w:num w:numId="{first + n}"><w:abstractNumId w:val="{theme.numbering}"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(out.ordered_lists)
    )
    return _extended(part_text(package, "word/numbering.xml"), numbers)


def _extended(xml: str, more: str) -> bytes:
    """Return the part `xml` with `more` as the last children of its root."""
    head, closing, _ = xml.rpartition("</")
    return f"{head}{more}{closing}{_}".encode()


# -- properties and index --------------------------------------------------------------------------


def _core(properties: Properties, language: str) -> bytes:
    """Return the core properties; both dates are the source's stamp, never the clock."""
    stamp = _instant(properties.stamp)
    revision = properties.revision if properties.revision.isdecimal() else "1"  # Word's is a count
    values = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:keywords", ", ".join(properties.keywords)),
        ("cp:lastModifiedBy", properties.author),
        ("cp:revision", revision),
        ("cp:version", properties.revision),
        ("dc:language", word_language(language)),
    )
    simple = "".join(f"<{name}>{escaped(value)}</{name}>" for name, value in values)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return f"{DECLARATION}<cp:coreProperties {_CORE_NAMESPACES}>{simple}{dates}</cp:coreProperties>".encode()


_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def _instant(stamp: str) -> str:
    """Return an ISO 8601 instant in UTC; one without an offset is UTC, wherever the build runs.

    >>> _instant("2022-03-01T08:00:00+08:00"), _instant("2022-03-01")
    ('2022-03-01T00:00:00Z', '2022-03-01T00:00:00Z')
    """
    instant = datetime.fromisoformat(stamp)
    instant = instant.astimezone(UTC) if instant.tzinfo else instant
    return f"{instant:%Y-%m-%dT%H:%M:%S}Z"


def _document_relations(package: bytes, out: Output) -> bytes:
    out.relations.add("footnotes", "footnotes.xml")
    return _extended(part_text(package, "word/_rels/document.xml.rels"), out.relations.xml())


def _content_types(package: bytes, out: Output) -> bytes:
    present = part_text(package, CONTENT_TYPES)
    kinds = (("header1", "header"), ("header2", "header"), ("footer1", "footer"), ("footnotes", "footnotes"))
    named = {f"word/{file}.xml": f"{_WORD}.{kind}+xml" for file, kind in kinds} | out.types
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in _FILE_TYPES.items()
        if f'Extension="{extension}"' not in present
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in named.items()
    )
    return _extended(present, defaults + overrides)
