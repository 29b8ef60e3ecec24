"""The parts around the body: headers, footers, footnotes, numbering, and their index."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from exporter.document.nodes import Heading
from exporter.theme.word import Page
from exporter.writers.docx.blocks import gap
from exporter.writers.docx.inlines import words_xml
from exporter.writers.docx.output import Output, Relations, relations_part
from exporter.writers.docx.properties import CUSTOM_RELATION, CUSTOM_TYPE, core_part, custom_part
from exporter.writers.docx.section import footer_name, section_xml
from exporter.writers.docx.trace import PROPERTIES_TYPE, index_parts
from exporter.writers.docx.xml import DECLARATION, NAMESPACES, field, run
from exporter.writers.package import CONTENT_TYPES, part_text, unpacked

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
    yield f"{section_xml(out)}</w:body></w:document>"


def surrounding_parts(package: bytes, out: Output) -> Mapping[str, bytes]:
    """Return every part that differs from the template's `package`, but for the main part."""
    _add_trace(package, out)
    parts = {
        "word/header1.xml": _part("hdr", _header(out)),
        "word/header2.xml": _part("hdr", _marking(out) or out.paragraph("marking", "")),
        **{
            f"word/{footer_name(n)}.xml": _part("ftr", _footer(page, out) + _marking(out))
            for n, page in enumerate(out.pages)
        },
        "word/footnotes.xml": _part("footnotes", _SEPARATORS + "".join(out.notes)),
        "docProps/core.xml": core_part(out.document.properties, out.document.language),
        "docProps/custom.xml": custom_part(out.document),
        "_rels/.rels": _package_relations(package),
        **out.parts,
    }
    if out.ordered_lists or out.outline is not None:
        parts["word/numbering.xml"] = _numbering(package, out)
    if out.note_relations.items:
        parts["word/_rels/footnotes.xml.rels"] = relations_part(out.note_relations.xml())
    parts["word/_rels/document.xml.rels"] = _document_relations(package, out)
    parts[CONTENT_TYPES] = _content_types(package, len(out.pages), tuple(out.types.items()))
    return parts


def _part(root: str, content: str) -> bytes:
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>".encode()


def _add_trace(package: bytes, out: Output) -> None:
    """Add the index of what the document was made from to the parts of `out`."""
    own, relations = out.document.properties, Relations()
    if not out.trace.places:
        return
    index = index_parts(out.trace, own.scope, own.edition, own.revision, frozenset(unpacked(package)))
    (item, _), (properties, _) = index.items()
    out.parts |= {name: text.encode() for name, text in index.items()}
    out.types[properties] = PROPERTIES_TYPE
    relations.add("customXmlProps", posixpath.basename(properties))
    out.parts[f"customXml/_rels/{posixpath.basename(item)}.rels"] = relations_part(relations.xml())
    out.relations.add("customXml", f"../{item}")


# -- every page ------------------------------------------------------------------------------------


def _header(out: Output) -> str:
    return _marking(out) + out.paragraph("header", words_xml(out.document.furniture.running_header, out))


def _marking(out: Output) -> str:
    marking = out.document.furniture.marking
    return out.paragraph("marking", words_xml(marking, out)) if marking else ""


def _footer(page: Page, out: Output) -> str:
    """Return the footer: its words at the left margin, the page at the right one."""
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{page.width.twips}"/></w:tabs>'
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
    """Return the template's numbering with one for the headings and one for every ordered list."""
    first, theme = out.theme.next_number, out.theme
    xml = part_text(package, "word/numbering.xml")
    fresh = _first_free(package)
    own = {n: str(fresh + at) for at, n in enumerate(out.lists_beside, 1)}
    numbers = "".join(
        f'<w:num w:numId="{first + n}"><w:abstractNumId w:val="{own.get(n, theme.numbering)}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(1, out.ordered_lists + 1)
    )
    indent = _indent(package, theme.styles["parallel_numbers"]) if own else ""
    added = "".join(_copy(xml, theme.numbering, key, indent) for key in own.values())
    if out.outline is not None:
        gaps = _gaps(out)
        added = out.outline.xml(fresh, gaps, _indents(package, len(gaps), out)) + added
        numbers = f'<w:num w:numId="{first}"><w:abstractNumId w:val="{fresh}"/></w:num>{numbers}'
    if added:
        xml = _before_numbers(xml, added)
    return _extended(xml, numbers)


_ABSTRACT = re.compile('w:abstractNumId="([0-9]+)"')


@lru_cache(maxsize=16)
def _first_free(package: bytes) -> int:
    """Return the first number that no abstract numbering of `package` has."""
    return 1 + max(map(int, _ABSTRACT.findall(part_text(package, "word/numbering.xml"))), default=0)


_TIES = re.compile("<w:(?:nsid|tmpl|pStyle|name|styleLink|numStyleLink) [^>]*/>")


def _copy(xml: str, key: str, fresh: str, indent: str) -> str:
    """Return the abstract numbering `key` under a fresh id, tied to no style, with the indent of columns.

    Two lists side by side would count on from one another if they shared one.
    """
    found = re.search(f'<w:abstractNum [^>]*w:abstractNumId="{key}".*?</w:abstractNum>', xml, re.DOTALL)
    whole = _TIES.sub("", found[0]) if found else ""
    whole = re.sub("<w:ind [^>]*/>", indent, whole) if indent else whole
    return whole.replace(f'w:abstractNumId="{key}"', f'w:abstractNumId="{fresh}"', 1)


def _gaps(out: Output) -> list[str]:
    """What stands between the numbers of headings and their words, by level."""
    blocks = [block for block in out.document.blocks if isinstance(block, Heading) and block.number]
    numbers = {block.level: block.number for block in reversed(blocks)}
    return [gap(numbers[level], out.document.language) for level in sorted(numbers)]


def _indents(package: bytes, levels: int, out: Output) -> list[str]:
    """The indents of the headings' styles, as XML, by level; "" where a style has none of its own."""
    return [_indent(package, out.theme.styles[f"heading{level}"]) for level in range(1, levels + 1)]


@lru_cache(maxsize=64)
def _indent(package: bytes, style: str) -> str:
    styles = part_text(package, "word/styles.xml")
    found = re.search(f'<w:style [^>]*w:styleId="{re.escape(style)}".*?</w:style>', styles, re.DOTALL)
    own = re.search("<w:ind [^>]*/>", found[0]) if found else None
    return own[0] if own else ""


def _before_numbers(xml: str, abstract: str) -> str:
    """Return the numbering part with one more abstract numbering: all of them stand before the others."""
    found = re.search("<w:num[ >]", xml)
    at = found.start() if found else xml.rindex("</")
    return xml[:at] + abstract + xml[at:]


def _extended(xml: str, more: str) -> bytes:
    """Return the part `xml` with `more` as the last children of its root."""
    head, closing, _ = xml.rpartition("</")
    return f"{head}{more}{closing}{_}".encode()


# -- the index ------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _package_relations(package: bytes) -> bytes:
    custom = f'<Relationship Id="custom" Type="{CUSTOM_RELATION}" Target="docProps/custom.xml"/>'
    return _extended(part_text(package, "_rels/.rels"), custom)


def _document_relations(package: bytes, out: Output) -> bytes:
    out.relations.add("footnotes", "footnotes.xml")
    return _extended(part_text(package, "word/_rels/document.xml.rels"), out.relations.xml())


@lru_cache(maxsize=64)
def _content_types(package: bytes, pages: int, types: tuple[tuple[str, str], ...]) -> bytes:
    """Return the content types: the template's, those of `pages` kinds of page, and those of other parts."""
    present = part_text(package, CONTENT_TYPES)
    footers = [(footer_name(n), "footer") for n in range(pages)]
    kinds = (("header1", "header"), ("header2", "header"), *footers, ("footnotes", "footnotes"))
    named = {f"word/{file}.xml": f"{_WORD}.{kind}+xml" for file, kind in kinds} | dict(types)
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in _FILE_TYPES.items()
        if f'Extension="{extension}"' not in present
    )
    named["docProps/custom.xml"] = CUSTOM_TYPE
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in named.items()
    )
    return _extended(present, defaults + overrides)
