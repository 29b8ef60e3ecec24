"""The sheet of paper that everything is drawn on, and the structure tree that grows while drawing.

Every mark on a page belongs to an element of the tree or is an artifact (PDF/UA-1, 7.1): there is no
way past `Paper`.  Pages are written as they are finished.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from exporter.document.nodes import Properties
from exporter.writers.pdf import metadata
from exporter.writers.pdf.embedding import Coding, Font
from exporter.writers.pdf.objects import Objects, deflated, number, stream, string

Colour = tuple[float, ...]  # red, green, blue from 0 to 1; or cyan, magenta, yellow, black
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
    kids: list[Element | _Mark | _Annotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.parent is not None and not self.inline:
            self.parent.kids.append(self)

    def join(self) -> None:
        """Take the place among the parent's kids, if not taken yet."""
        if self.inline and self.parent is not None and self not in self.parent.kids:
            self.parent.join()
            self.parent.kids.append(self)


class _Mark(NamedTuple):
    """A marked stretch of the content of a page, which is an object of that number."""

    page: int
    number: int


class _Annotation(NamedTuple):
    """A link on a page; both are numbers of objects."""

    page: int
    link: int


class Piece(NamedTuple):
    """Characters of one font, set where the last piece ended; `spread` (points) goes after each."""

    text: str
    font: Font
    size: float
    colour: Colour
    rise: float = 0
    spread: float = 0


Span = tuple[Element | None, Sequence[Piece]]  # pieces of one element


class _Pen(NamedTuple):
    """What is set in the graphics state, and need not be set again."""

    colour: Colour | None = None
    font: str = ""
    size: float = 0
    rise: float = 0
    spread: float = 0


class Paper:
    """Pages of one size, drawn from the lower left corner in points, first page open.

    With `bleed`, the sheet is larger than the page that will be cut from it: what touches an edge of the page
    runs over it, and marks outside show where to cut.  A file `in_inks` has its colours as a printer mixes
    them; it is for his press and no archive, and so claims no PDF/A, which would ask for his profile.
    """

    draws = True  # False for a draft, where setting lines would be lost labour

    def __init__(
        self, width: float, height: float, language: str, bleed: float = 0.0, *, in_inks: bool = False
    ) -> None:
        self.width, self.height, self._in_inks = width, height, in_inks
        self._bleed, self._around = bleed, bleed and bleed + _MARKS
        self.language = language
        self.root = Element("Document")
        self.anchored: dict[str, int] = {}  # anchor → page, from 1
        self._objects = Objects()
        self._pages, self._resources = self._objects.reserve(), self._objects.reserve()
        self._page_numbers: list[int] = []
        self._codings: dict[Font, Coding] = {}
        self._images: list[int] = []
        self._destinations: dict[str, int] = {}
        self._outline: list[_Bookmark] = []
        self._open: Element | None = None
        self._is_open = False
        self._parents: list[list[Element] | Element] = []  # by key of the parent tree
        self._begin()

    @property
    def page(self) -> int:
        """The page being drawn, from 1."""
        return len(self._page_numbers)

    # -- pages ---------------------------------------------------------------------------------

    def next_page(self, *, turned: bool = False) -> None:
        """Finish the page and begin another, which lies on its side where the last did not, if `turned`."""
        self._finish()
        if turned:
            self.width, self.height = self.height, self.width
        self._begin()

    def _begin(self) -> None:
        """Open a page, tell where it lies on its sheet, and mark its corners."""
        self._page_numbers.append(self._objects.reserve())
        self._key, self._owners = len(self._parents), list[Element]()
        self._parents.append(self._owners)
        self._content: list[str] = []
        self._links: list[int] = []
        self._pen = _Pen()
        if self._bleed:
            self._mark_corners()

    def _mark_corners(self) -> None:
        around = self._around
        right, top = around + self.width, around + self.height
        self._mark(None)
        black = "1 1 1 1 K" if self._in_inks else "0 0 0 RG"  # every plate shows where to cut
        self._content.append(f"{black} {number(_HAIR)} w")
        for x, outwards in ((around, -1), (right, 1)):
            for y, upwards in ((around, -1), (top, 1)):
                near, far = self._bleed + _GAP_TO_MARK, around
                self._line(x + outwards * near, y, x + outwards * far, y)
                self._line(x, y + upwards * near, x, y + upwards * far)
        self._close()
        self._content.append(f"1 0 0 1 {number(around)} {number(around)} cm")

    def _line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self._content.append(f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S")

    def _finish(self) -> None:
        """Write the page; nothing of it is kept but its elements."""
        self._close()
        content = self._objects.put(deflated("", "\n".join(self._content).encode("latin-1")))
        around = self._around
        size = f"{self.width + 2 * around:.4f} {self.height + 2 * around:.4f}"
        entries = f"/MediaBox[0 0 {size}]"
        if self._bleed:
            entries += f"/TrimBox[{_box(self._inside(0))}]/BleedBox[{_box(self._inside(self._bleed))}]"
        if self._links:
            entries += f"/Annots[{_references(self._links)}]"
        self._objects.put(
            f"<</Type/Page/Parent {self._pages} 0 R/Resources {self._resources} 0 R/Contents {content} 0 R"
            f"{entries}/StructParents {self._key}/Tabs/S>>",
            self._page_numbers[-1],
        )

    def _inside(self, bleed: float) -> Sequence[float]:
        """Return the box of the page on its sheet, `bleed` larger on each side."""
        near = self._around - bleed
        return near, near, self._around + self.width + bleed, self._around + self.height + bleed

    def save(self, properties: Properties) -> bytes:
        """Return the finished file."""
        self._finish()
        objects = self._objects
        kids = _references(self._page_numbers)
        objects.put(f"<</Type/Pages/Kids[{kids}]/Count {len(self._page_numbers)}>>", self._pages)
        objects.put(self._resource_entries(), self._resources)
        return objects.file(self._catalog(properties), objects.put(_information(properties)))

    def _resource_entries(self) -> str:
        embedded = [pair for coding in self._codings.values() for pair in coding.embed(self._objects)]
        fonts = "".join([f"/{name} {font} 0 R" for name, font in embedded])
        images = "".join([f"/I{position} {image} 0 R" for position, image in enumerate(self._images)])
        return f"<</Font<<{fonts}>>/XObject<<{images}>>>>"

    def _catalog(self, properties: Properties) -> int:
        objects = self._objects
        packet = objects.stream("/Type/Metadata/Subtype/XML", self._packet(properties))
        outline = f"/Outlines {self._bookmarks()} 0 R/PageMode/UseOutlines" if self._outline else ""
        return objects.put(
            f"<</Type/Catalog/Pages {self._pages} 0 R/Lang{string(self.language)}/MarkInfo<</Marked true>>"
            f"/Metadata {packet} 0 R{self._intent()}/ViewerPreferences<</DisplayDocTitle true>>"
            f"/StructTreeRoot {_hang(self.root, self._parents, objects)} 0 R{outline}>>"
        )

    def _packet(self, properties: Properties) -> bytes:
        return metadata.packet(properties, self.language, archival=not self._in_inks)

    def _intent(self) -> str:
        """Say which space the colours are of; a printer's inks are those of his press."""
        if self._in_inks:
            return ""
        profile = self._objects.put(_profile())
        intent = self._objects.put(
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>"
        )
        return f"/OutputIntents[{intent} 0 R]"

    # -- marks ---------------------------------------------------------------------------------

    def _mark(self, element: Element | None) -> None:
        """Let what follows belong to `element`; to the furniture if None."""
        if self._is_open and element is self._open:
            return
        self._close()
        self._content.append(self._opening(element))
        self._open, self._is_open = element, True

    def _opening(self, element: Element | None) -> str:
        if element is None:
            return "/Artifact BMC"
        element.join()
        element.kids.append(_Mark(self._page_numbers[-1], len(self._owners)))
        self._owners.append(element)
        return f"/{element.tag} <</MCID {len(self._owners) - 1}>> BDC"

    def _close(self) -> None:
        if self._is_open:
            self._content.append("EMC")
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
        content = self._content
        content.append(f"BT {x:.3f} {baseline:.3f} Td")
        for element, pieces in spans:
            if changes:  # marks inside a text object end inside it: ISO 32000-1, 14.6.1
                content.append(self._opening(element))
            for piece in pieces:
                self._set(piece)
            if changes:
                content.append("EMC")
        content.append("ET")

    def _set(self, piece: Piece) -> None:
        text, font, size, colour, rise, spread = piece
        if font not in self._codings:
            self._codings[font] = Coding(font, len(self._codings))
        for name, shown in self._codings[font].shown(text):
            pen = _Pen(colour, name, size, rise, spread)
            if pen != self._pen:
                self._take(pen)
            self._content.append(f"{shown} Tj")

    def _take(self, pen: _Pen) -> None:
        """Change what differs from the last pen: the graphics state outlives a text object."""
        before, content = self._pen, self._content
        if pen.font != before.font or pen.size != before.size:
            content.append(_type(pen.font, pen.size))
        if pen.colour != before.colour and pen.colour:
            content.append(_ink(pen.colour))
        if pen.spread != before.spread:
            content.append(f"{pen.spread:.4f} Tc")
        if pen.rise != before.rise:
            content.append(f"{pen.rise:.3f} Ts")
        self._pen = pen

    def fill(
        self, x: float, y: float, width: float, height: float, colour: Colour, element: Element | None = None
    ) -> None:
        """Fill a rectangle whose lower left corner is (`x`, `y`)."""
        self._mark(element)
        if self._bleed and element is None:
            x, y, width, height = self._bled(x, y, width, height)
        if colour != self._pen.colour:
            self._take(self._pen._replace(colour=colour))
        self._content.append(f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re f")

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
        place = f"{width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm"
        self._content.append(f"q {place} /I{len(self._images)} Do Q")
        self._images.append(self._objects.put(_image(data)))

    def bound(self, element: Element, rect: tuple[float, float, float, float]) -> None:
        """Tell the box (left, foot, right, top) that a figure fills."""
        element.box = self._on_sheet(rect)

    def _on_sheet(self, rect: tuple[float, float, float, float]) -> tuple[float, ...]:
        left, foot, right, top = rect
        around = self._around
        return around + left, around + foot, around + right, around + top

    # -- ways through the document ---------------------------------------------------------------

    def anchor(self, name: str, top: float) -> None:
        """Let links to `name` lead to the height `top` of this page."""
        if name in self.anchored:
            return
        self.anchored[name] = self.page
        left, high = number(self._around), number(min(top, self.height) + self._around)
        self._objects.put(f"[{self._page_numbers[-1]} 0 R/XYZ {left} {high} null]", self._destination(name))

    def _destination(self, name: str) -> int:
        if name not in self._destinations:
            self._destinations[name] = self._objects.reserve()
        return self._destinations[name]

    def outline(self, title: str, anchor: str, level: int) -> None:
        """Add a bookmark of `level` (from 0), but never two levels below the last, that leads to `anchor`."""
        level = min(level, self._outline[-1].level + 1 if self._outline else 0)
        self._outline.append(_Bookmark(level, title, self._destination(anchor)))

    def _bookmarks(self) -> int:
        """Put the bookmarks into the file, all open; return the number of their root."""
        objects, marks = self._objects, self._outline
        root = objects.reserve()
        numbers = [objects.reserve() for _ in marks]
        families: dict[int, list[int]] = {}  # by the number of the parent
        branch: list[int] = [root]
        for mark, own in zip(marks, numbers, strict=True):
            del branch[mark.level + 1 :]
            families.setdefault(branch[-1], []).append(own)
            branch.append(own)
        counts = _counts(families, root)
        objects.put(f"<</Type/Outlines{_family(families, counts, root)}>>", root)
        for parent, children in families.items():
            for place, own in enumerate(children):
                mark = marks[own - numbers[0]]
                before = f"/Prev {children[place - 1]} 0 R" if place else ""
                after = f"/Next {children[place + 1]} 0 R" if place + 1 < len(children) else ""
                below = _family(families, counts, own)
                entries = f"/Parent {parent} 0 R/Dest {mark.destination} 0 R{before}{after}{below}"
                objects.put(f"<</Title{string(mark.title)}{entries}>>", own)
        return root

    def link(
        self, rect: tuple[float, float, float, float], target: str, words: str, element: Element
    ) -> None:
        """Make (left, bottom, right, top) lead to `target`: an address, or "#anchor"."""
        element.join()
        if target.startswith("#"):
            leads = f"/Dest {self._destination(target[1:])} 0 R"
        else:
            leads = f"/A<</S/URI/URI{string(quote(target, safe=_ADDRESS_MARKS))}>>"
        link = self._objects.put(  # F 4: printed, PDF/A-2, 6.3.2
            f"<</Type/Annot/Subtype/Link/Rect[{_box(self._on_sheet(rect))}]/Border[0 0 0]/F 4"
            f"/Contents{string(words)}/StructParent {len(self._parents)}{leads}>>"
        )
        self._links.append(link)
        self._parents.append(element)
        element.kids.append(_Annotation(self._page_numbers[-1], link))


class _Bookmark(NamedTuple):
    level: int
    title: str
    destination: int


def _counts(families: dict[int, list[int]], root: int) -> dict[int, int]:
    """Return how many bookmarks stand below each one and below the root."""
    counts: dict[int, int] = {}
    for parent in sorted(families, key=lambda own: (own == root, -own)):  # children bear larger numbers
        children = families[parent]
        counts[parent] = len(children) + sum(counts.get(child, 0) for child in children)
    return counts


def _family(families: dict[int, list[int]], counts: dict[int, int], own: int) -> str:
    if own not in families:
        return ""
    return f"/First {families[own][0]} 0 R/Last {families[own][-1]} 0 R/Count {counts[own]}"


_ADDRESS_MARKS = "%/:=&?~#+!$,;'@()*[]"  # a URI is ASCII: ISO 32000-1, 12.6.4.7


def _references(numbers: Sequence[int]) -> str:
    return " ".join([f"{own} 0 R" for own in numbers])


def _box(edges: Sequence[float]) -> str:
    return " ".join([number(edge) for edge in edges])


@lru_cache(maxsize=256)
def _type(font: str, size: float) -> str:
    return f"/{font} {number(size)} Tf"


@lru_cache(maxsize=64)
def _ink(colour: Colour) -> str:
    parts = " ".join([f"{part:.4g}" for part in colour])
    return f"{parts} {'k' if len(colour) == len('CMYK') else 'rg'}"


@lru_cache(maxsize=1)
def _profile() -> bytes:
    return deflated("/N 3", metadata.srgb_profile())


def _image(data: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
        entries = (
            f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
            f"/BitsPerComponent 8/ColorSpace{space}"
        )
        if image.format == "JPEG":
            return stream(f"{entries}/Filter/DCTDecode", data)
        return deflated(entries, (image if image.mode == "L" else image.convert("RGB")).tobytes())


def _information(properties: Properties) -> str:
    said = {
        "Title": properties.title,
        "Author": properties.author,
        "Subject": properties.subject,
        "Keywords": metadata.keywords(properties),
        "Creator": metadata.PRODUCER,
        "Producer": metadata.PRODUCER,
        "CreationDate": metadata.pdf_date(properties.stamp),
        "ModDate": metadata.pdf_date(properties.stamp),
    }
    return f"<<{''.join([f'/{key}{string(words)}' for key, words in said.items()])}/Trapped/False>>"


# -- the structure tree ----------------------------------------------------------------------------


def _hang(root: Element, parents: Sequence[list[Element] | Element], objects: Objects) -> int:
    """Put the structure tree into the file; return the number of its root."""
    top = objects.reserve()
    numbers: dict[Element, int] = {}
    named: dict[str, int] = {}
    for element, _ in _walk(root):
        numbers[element] = objects.reserve()
        if element.identifier:
            named[element.identifier] = numbers[element]
    for element, above in _walk(root):
        parent = numbers[above] if above else top
        kids = "".join([_kid(kid, numbers) for kid in element.kids])
        entries = f"/S/{element.tag}/P {parent} 0 R{_attributes(element)}/K[{kids}]"
        objects.put(f"<</Type/StructElem{entries}>>", numbers[element])
    tree = objects.put(f"<</Nums[{_owned(parents, numbers)}]>>")
    identities = "".join([f"{string(name)}{named[name]} 0 R" for name in sorted(named)])
    names = f"/IDTree {objects.put(f'<</Names[{identities}]>>')} 0 R" if named else ""
    objects.put(
        f"<</Type/StructTreeRoot/K {numbers[root]} 0 R/ParentTree {tree} 0 R"
        f"/ParentTreeNextKey {len(parents)}{names}>>",
        top,
    )
    return top


def _walk(root: Element) -> Iterator[tuple[Element, Element | None]]:
    """Yield each element with the one above it, in reading order."""
    waiting: list[tuple[Element, Element | None]] = [(root, None)]
    while waiting:
        element, above = waiting.pop()
        yield element, above
        waiting += [(kid, element) for kid in reversed(element.kids) if isinstance(kid, Element)]


def _kid(kid: Element | _Mark | _Annotation, numbers: dict[Element, int]) -> str:
    if isinstance(kid, Element):
        return f" {numbers[kid]} 0 R"
    if isinstance(kid, _Mark):
        return f"<</Type/MCR/Pg {kid.page} 0 R/MCID {kid.number}>>"
    return f"<</Type/OBJR/Pg {kid.page} 0 R/Obj {kid.link} 0 R>>"


def _owned(parents: Sequence[list[Element] | Element], numbers: dict[Element, int]) -> str:
    """Return the parent tree: which element owns each mark of a page, and each annotation."""
    entries = []
    for key, owners in enumerate(parents):
        if isinstance(owners, Element):
            entries.append(f"{key} {numbers[owners]} 0 R")
        else:
            entries.append(f"{key}[{_references([numbers[element] for element in owners])}]")
    return " ".join(entries)


def _attributes(element: Element) -> str:
    said = ""
    if element.alt:
        said += f"/Alt{string(element.alt)}"
    if element.language:
        said += f"/Lang{string(element.language)}"
    if element.identifier:
        said += f"/ID{string(element.identifier)}"
    return said + _of_kind(element)


def _of_kind(element: Element) -> str:
    """Return the attributes that ISO 32000-1, 14.8.5 gives to lists, figures and tables."""
    if element.tag == "L":
        return f"/A<</O/List/ListNumbering/{element.scope or 'None'}>>"
    if element.box:
        return f"/A<</O/Layout/BBox[{_box(element.box)}]>>"
    if element.scope:
        return f"/A<</O/Table/Scope/{element.scope}>>"
    if element.summary:
        return f"/A<</O/Table/Summary{string(element.summary)}>>"
    return ""
