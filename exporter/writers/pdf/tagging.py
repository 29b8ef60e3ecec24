"""The sheet of paper that everything is drawn on, and the structure tree that grows while drawing.

Every mark on a page belongs to an element of the tree or is an artifact (PDF/UA-1, 7.1): there is no
way past `Paper`.  All use of reportlab's private interface stands in this file: what reportlab leaves
out for PDF/UA-1 and PDF/A-2a is patched once, for the versions that the patches were tested with.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any, NamedTuple
from urllib.parse import quote

import reportlab
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfgen.canvas import Canvas

from exporter.document.nodes import Properties
from exporter.writers.pdf import metadata
from exporter.writers.pdf.text import plain

Colour = tuple[float, float, float]  # red, green, blue from 0 to 1
TESTED = ("5.0.", "5.1.")
_MARKS, _GAP_TO_MARK, _HAIR = 20.0, 3.0, 0.25  # points: room for crop marks, their distance and thickness
_TOUCHES = 0.01  # points


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree: a standard type ("P", "TH"), and what is drawn for it, in order.

    An inline element joins its parent when it is first drawn, so that it stands between the words
    around it.
    """

    tag: str
    parent: Element | None = None
    alt: str = ""
    language: str = ""
    scope: str = ""  # of a TH: "Column", "Row"; of an L: "Decimal", "Disc"
    summary: str = ""  # of a Table: what it shows
    identifier: str = ""  # of a Note
    box: tuple[float, ...] = ()  # of a Figure: left, foot, right, top on its page
    inline: bool = False
    kids: list[Any] = field(default_factory=list)  # Element, _Mark or _Annotation

    def __post_init__(self) -> None:
        if self.parent is not None and not self.inline:
            self.parent.kids.append(self)

    def join(self) -> None:
        """Take the place among the parent's kids, if not taken yet."""
        if self.inline and self.parent is not None and self not in self.parent.kids:
            self.parent.join()
            self.parent.kids.append(self)


class _Mark(NamedTuple):
    """A marked stretch of the content of a page (counted from 0)."""

    page: int
    number: int


class _Annotation(NamedTuple):
    page: int
    reference: Any


class Piece(NamedTuple):
    """Characters of one font, set where the last piece ended; `spread` (points) goes after each."""

    text: str
    font: str
    size: float
    colour: Colour
    rise: float = 0
    spread: float = 0


Span = tuple[Element | None, Sequence[Piece]]  # pieces of one element


class Paper:
    """Pages of one size, drawn from the lower left corner in points, first page open.

    With `bleed`, the sheet is larger than the page that will be cut from it: what touches an edge of the page
    runs over it, and marks outside show where to cut.
    """

    draws = True  # False for a draft, where setting lines would be lost labour

    def __init__(self, width: float, height: float, font: str, language: str, bleed: float = 0.0) -> None:
        _patch()
        self.width, self.height = width, height
        self._bleed, self._around = bleed, bleed and bleed + _MARKS
        self.language = language
        self.root = Element("Document")
        self.anchored: dict[str, int] = {}  # anchor → page, from 1
        self._file = io.BytesIO()
        self._canvas: Any = Canvas(  # Any: the stubs leave out what is private
            self._file, self._sheet, pageCompression=1, invariant=1, pdfVersion=(1, 7),
            initialFontName=font, lang=language,  # type: ignore[arg-type]
        )  # fmt: skip
        self._document().signature = md5(usedforsecurity=False)  # of the content alone, not of the clock
        self._open: Element | None = None
        self._is_open = False
        self._parents: list[list[Element] | Element] = [[]]  # by key of the parent tree
        self._page_keys = [0]
        self._level = -1  # of the last bookmark
        self._begin()

    @property
    def page(self) -> int:
        """The page being drawn, from 1."""
        return len(self._page_keys)

    # -- pages ---------------------------------------------------------------------------------

    def next_page(self, *, turned: bool = False) -> None:
        """Finish the page and begin another, which lies on its side where the last did not, if `turned`."""
        self._close()
        self._canvas.showPage()
        if turned:
            self.width, self.height = self.height, self.width
            self._canvas.setPageSize(self._sheet)
        self._page_keys.append(len(self._parents))
        self._parents.append([])
        self._begin()

    @property
    def _sheet(self) -> tuple[float, float]:
        """The size of the sheet that the page is cut from."""
        return self.width + 2 * self._around, self.height + 2 * self._around

    def _begin(self) -> None:
        """Tell where the page lies on its sheet, and mark its corners."""
        if not self._bleed:
            return
        around, canvas = self._around, self._canvas
        page = around, around, around + self.width, around + self.height
        canvas.setTrimBox(page)
        canvas.setBleedBox(
            tuple(at + side * self._bleed for at, side in zip(page, (-1, -1, 1, 1), strict=True))
        )
        self._mark(None)
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setLineWidth(_HAIR)
        for x, outwards in ((page[0], -1), (page[2], 1)):
            for y, upwards in ((page[1], -1), (page[3], 1)):
                near, far = self._bleed + _GAP_TO_MARK, around
                canvas.line(x + outwards * near, y, x + outwards * far, y)
                canvas.line(x, y + upwards * near, x, y + upwards * far)
        self._close()
        canvas.translate(around, around)

    def save(self, properties: Properties) -> bytes:
        """Return the finished file."""
        self._close()
        self._canvas.showPage()
        self._describe(properties)
        self._hang_tree()
        self._canvas.save()
        return self._file.getvalue()

    # -- marks ---------------------------------------------------------------------------------

    def _mark(self, element: Element | None) -> None:
        """Let what follows belong to `element`; to the furniture if None."""
        if self._is_open and element is self._open:
            return
        self._close()
        self._canvas.addLiteral(self._opening(element))
        self._open, self._is_open = element, True

    def _opening(self, element: Element | None) -> str:
        if element is None:
            return "/Artifact BMC"
        return f"/{element.tag} <</MCID {self._number(element)}>> BDC"

    def _number(self, element: Element) -> int:
        element.join()
        owners = self._parents[self._page_keys[-1]]
        assert isinstance(owners, list)
        owners.append(element)
        element.kids.append(_Mark(self.page - 1, len(owners) - 1))
        return len(owners) - 1

    def _close(self) -> None:
        if self._is_open:
            self._canvas.addLiteral("EMC")
        self._is_open = False

    # -- drawing -------------------------------------------------------------------------------

    def text(self, x: float, baseline: float, spans: Sequence[Span]) -> None:
        """Set a line that begins at (`x`, `baseline`): one text object, so that it is read as one line."""
        if not spans:
            return
        elements = [element for element, _ in spans]
        changes = any(element is not elements[0] for element in elements)
        if changes:
            self._close()
        else:
            self._mark(elements[0])
        line = self._canvas.beginText(x, baseline)
        before: Piece | None = None
        for element, pieces in spans:
            if changes:  # marks inside a text object end inside it: ISO 32000-1, 14.6.1
                line._code.append(self._opening(element))
            for piece in pieces:
                _set_piece(line, piece, before)
                before = piece
            if changes:
                line._code.append("EMC")
        _rest(line, before)
        self._canvas.drawText(line)

    def fill(
        self, x: float, y: float, width: float, height: float, colour: Colour, element: Element | None = None
    ) -> None:
        """Fill a rectangle whose lower left corner is (`x`, `y`)."""
        self._mark(element)
        self._canvas.setFillColorRGB(*colour)
        if self._bleed and element is None:
            x, y, width, height = self._bled(x, y, width, height)
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def _bled(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        """Return a rectangle that runs over each edge of the page that it touches."""
        left = self._bleed if x <= _TOUCHES else 0.0
        foot = self._bleed if y <= _TOUCHES else 0.0
        right = self._bleed if x + width >= self.width - _TOUCHES else 0.0
        top = self._bleed if y + height >= self.height - _TOUCHES else 0.0
        return x - left, y - foot, width + left + right, height + foot + top

    def image(self, data: bytes, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Draw a decoded picture (PNG or JPEG)."""
        self._mark(element)
        self._canvas.drawImage(ImageReader(io.BytesIO(data)), x, y, width, height)

    def bound(self, element: Element, rect: tuple[float, float, float, float]) -> None:
        """Tell the box (left, foot, right, top) that a figure fills."""
        element.box = self._canvas._absRect(rect, 1)

    def push(self, x: float, y: float, scale: float) -> None:
        """Move the origin to (`x`, `y`) and scale what follows, until `pop`."""
        self._close()
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.scale(scale, scale)

    def pop(self) -> None:
        """Go back to where `push` was."""
        self._close()
        self._canvas.restoreState()

    # -- ways through the document ---------------------------------------------------------------

    def anchor(self, name: str, top: float) -> None:
        """Let links to `name` lead to the height `top` of this page."""
        self.anchored.setdefault(name, self.page)
        around = self._around
        self._canvas.bookmarkPage(name, fit="XYZ", left=around, top=min(top, self.height) + around)

    def outline(self, title: str, anchor: str, level: int) -> None:
        """Add a bookmark of `level` (from 0), but never two levels below the last, that leads to `anchor`."""
        self._level = min(level, self._level + 1)
        self._canvas.addOutlineEntry(plain(title), anchor, level=self._level, closed=False)

    def link(
        self, rect: tuple[float, float, float, float], target: str, words: str, element: Element
    ) -> None:
        """Make (left, bottom, right, top) lead to `target`: an address, or "#anchor"."""
        element.join()
        note = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"),
                "Subtype": pdfdoc.PDFName("Link"),
                "Rect": pdfdoc.PDFArray(self._canvas._absRect(rect, 1)),
                "Border": pdfdoc.PDFArray([0, 0, 0]),
                "F": 4,  # printed: PDF/A-2, 6.3.2
                "Contents": _string(words),
                "StructParent": len(self._parents),
            }
        )
        if target.startswith("#"):
            note["Dest"] = self._canvas._bookmarkReference(target[1:])
        else:
            action = {"S": pdfdoc.PDFName("URI"), "URI": _string(quote(target, safe=_ADDRESS_MARKS))}
            note["A"] = pdfdoc.PDFDictionary(action)
        self._canvas._addAnnotation(note)
        self._parents.append(element)
        element.kids.append(_Annotation(self.page - 1, self._canvas._annotationrefs[-1]))

    # -- the file ------------------------------------------------------------------------------

    def _describe(self, properties: Properties) -> None:
        canvas = self._canvas
        canvas.setTitle(plain(properties.title))
        canvas.setAuthor(plain(properties.author))
        canvas.setSubject(plain(properties.subject))
        canvas.setKeywords(metadata.keywords(properties))
        canvas.setCreator(metadata.PRODUCER)
        canvas.setProducer(metadata.PRODUCER)
        canvas.setDateFormatter(lambda *_: metadata.pdf_date(properties.stamp))
        canvas.setViewerPreference("DisplayDocTitle", "true")
        catalog = self._document().Catalog
        packet = metadata.packet(properties, self.language)
        catalog.Metadata = pdfdoc.XMP(creator=lambda _: packet)
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.OutputIntents = pdfdoc.PDFArray([self._reference(self._output_intent())])
        if self.anchored:
            canvas.showOutline()

    def _output_intent(self) -> Any:
        profile = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"N": 3}), metadata.srgb_profile(), filters=[pdfdoc.PDFZCompress]
        )
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OutputIntent"),
                "S": pdfdoc.PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": _string("sRGB IEC61966-2.1"),
                "Info": _string("sRGB IEC61966-2.1"),
                "DestOutputProfile": self._reference(profile),
            }
        )

    def _document(self) -> Any:
        return self._canvas._doc

    def _reference(self, thing: Any) -> Any:
        return self._document().Reference(thing)

    def _pages(self) -> list[Any]:
        return list(self._document().Pages.pages)

    def _hang_tree(self) -> None:
        top = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        references: dict[int, Any] = {}
        top["K"] = self._hang(self.root, self._reference(top), references)
        top["ParentTree"] = self._reference(pdfdoc.PDFDictionary({"Nums": self._numbers(references)}))
        top["ParentTreeNextKey"] = len(self._parents)
        named = sorted(self._named(self.root, references))
        if named:
            flat = [part for name, reference in named for part in (_string(name), reference)]
            top["IDTree"] = self._reference(pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(flat)}))
        self._document().Catalog.StructTreeRoot = top
        for page, key in zip(self._pages(), self._page_keys, strict=True):
            page.StructParents, page.Tabs = key, pdfdoc.PDFName("S")

    def _hang(self, element: Element, parent: Any, references: dict[int, Any]) -> Any:
        """Register `element` and all below it; return the reference to it."""
        entry = pdfdoc.PDFDictionary(dict(_attributes(element)))
        entry["P"] = parent
        reference = references[id(element)] = self._reference(entry)
        kids = [self._kid(kid, reference, references) for kid in element.kids]
        if kids:
            entry["K"] = pdfdoc.PDFArray(kids)
        return reference

    def _kid(self, kid: Any, parent: Any, references: dict[int, Any]) -> Any:
        if isinstance(kid, Element):
            return self._hang(kid, parent, references)
        page = self._reference(self._pages()[kid.page])
        if isinstance(kid, _Mark):
            return pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("MCR"), "Pg": page, "MCID": kid.number})
        return pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("OBJR"), "Pg": page, "Obj": kid.reference})

    def _numbers(self, references: dict[int, Any]) -> Any:
        """Return the parent tree: which element owns each mark of a page, and each annotation."""
        flat: list[Any] = []
        for key, owners in enumerate(self._parents):
            owned = [owners] if isinstance(owners, Element) else owners
            found = [references[id(element)] for element in owned]
            flat += [key, found[0] if isinstance(owners, Element) else pdfdoc.PDFArray(found)]
        return pdfdoc.PDFArray(flat)

    def _named(self, element: Element, references: dict[int, Any]) -> Iterator[tuple[str, Any]]:
        if element.identifier:
            yield element.identifier, references[id(element)]
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from self._named(kid, references)


_ADDRESS_MARKS = "%/:=&?~#+!$,;'@()*[]"  # a URI is ASCII: ISO 32000-1, 12.6.4.7


def _string(text: str) -> Any:
    return pdfdoc.PDFString(plain(text))


def _set_piece(line: Any, piece: Piece, before: Piece | None) -> None:
    line.setFont(piece.font, piece.size)
    if before is None or before.colour != piece.colour:
        line.setFillColorRGB(*piece.colour)
    if piece.spread != (before.spread if before else 0):
        line.setCharSpace(piece.spread)
    if piece.rise != (before.rise if before else 0):
        line.setRise(piece.rise)
    line.textOut(piece.text)


def _rest(line: Any, last: Piece | None) -> None:
    """Leave no white between characters and no rise behind: both outlive a text object."""
    if last and last.spread:
        line.setCharSpace(0)
    if last and last.rise:
        line.setRise(0)


def _attributes(element: Element) -> Iterator[tuple[str, Any]]:
    yield "Type", pdfdoc.PDFName("StructElem")
    yield "S", pdfdoc.PDFName(element.tag)
    if element.alt:
        yield "Alt", _string(element.alt)
    if element.language:
        yield "Lang", _string(element.language)
    if element.identifier:
        yield "ID", _string(element.identifier)
    owned = dict(_owned(element))
    if owned:
        yield "A", pdfdoc.PDFDictionary(owned)


def _owned(element: Element) -> Iterator[tuple[str, Any]]:
    """Yield the attributes that ISO 32000-1, 14.8.5 gives to lists and tables."""
    if element.tag == "L":
        yield "O", pdfdoc.PDFName("List")
        yield "ListNumbering", pdfdoc.PDFName(element.scope or "None")
    elif element.box:
        yield "O", pdfdoc.PDFName("Layout")
        yield "BBox", pdfdoc.PDFArray([round(edge, 2) for edge in element.box])
    elif element.scope:
        yield "O", pdfdoc.PDFName("Table")
        yield "Scope", pdfdoc.PDFName(element.scope)
    elif element.summary:
        yield "O", pdfdoc.PDFName("Table")
        yield "Summary", _string(element.summary)


# -- patches ---------------------------------------------------------------------------------------


def _patch() -> None:
    """Mend reportlab once per process."""
    if "StructParents" in pdfdoc.PDFPage.__NoDefault__:
        return
    if not reportlab.Version.startswith(TESTED):
        raise RuntimeError(f"reportlab {reportlab.Version} is untested here; install one of {TESTED}")
    pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
    pdfdoc.PDFCatalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    pdfdoc.PDFStream.format = _with_end_of_line(pdfdoc.PDFStream.format)  # type: ignore[method-assign]
    ttfonts.makeToUnicodeCMap = to_unicode  # type: ignore[assignment]
    rl_config.useA85 = 0  # binary streams: a quarter smaller


def _with_end_of_line(formatted: Any) -> Any:
    """Return PDFStream.format with the line end that PDF/A-2, 6.1.7.1 wants before "endstream"."""

    def format_stream(self: Any, document: Any) -> bytes:
        data: bytes = formatted(self, document)
        head, _, tail = data.rpartition(b"endstream")
        if head.endswith(b"\r"):  # a line feed alone would make this byte of the content part of the line end
            return head + b"\r\nendstream" + tail
        return head + (b"" if head.endswith(b"\n\n") else b"\n") + b"endstream" + tail

    return format_stream


_CHUNK = 100  # entries in one bfchar block: Adobe technical note 5014


def to_unicode(name: str, subset: list[int]) -> str:
    """Return the CMap from the bytes of a font subset to characters, those beyond U+FFFF included."""
    pairs = [f"<{byte:02X}> <{_utf16(code)}>" for byte, code in enumerate(subset) if code]
    blocks = [pairs[at : at + _CHUNK] for at in range(0, len(pairs), _CHUNK)]
    body = [line for b in blocks for line in (f"{len(b)} beginbfchar", *b, "endbfchar")]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *body,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()
