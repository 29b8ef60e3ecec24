"""Reads back what a PDF says to a screen reader: the structure tree with the words of each element."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream


@dataclass(slots=True)
class Node:
    """An element of the structure tree, its own words in `words`, its elements in `kids`."""

    tag: str
    entry: Any
    kids: list[Node] = field(default_factory=list)
    words: str = ""

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, tag: str) -> list[Node]:
        """Every element of a type, in reading order."""
        return [node for node in self.walk() if node.tag == tag]


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """All words of all pages, as a search finds them."""
    return "\n".join(page.extract_text() for page in reader(data).pages)


@lru_cache(maxsize=8)
def tree(data: bytes) -> Node:
    """Return the structure tree; an element's words include those of the elements in it."""
    pdf = reader(data)
    marked = {page.indirect_reference.idnum: _marked_words(pdf, page) for page in pdf.pages}
    root = pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]
    return _node(root.get_object(), marked)


def _node(entry: Any, marked: dict[int, dict[int, str]]) -> Node:
    node = Node(entry["/S"].lstrip("/"), entry)
    for kid in map(_resolved, entry.get("/K", [])):
        if "/S" in kid:
            node.kids.append(_node(kid, marked))
            node.words += node.kids[-1].words
        elif "/MCID" in kid:
            node.words += marked[kid.raw_get("/Pg").idnum].get(kid["/MCID"], "")
    return node


def _resolved(kid: Any) -> Any:
    return kid.get_object()


def _marked_words(pdf: PdfReader, page: PageObject) -> dict[int, str]:
    """Return the words of each marked stretch of a page, by its number."""
    fonts = {name: _to_unicode(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    words: dict[int, str] = {}
    number: int | None = None
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), pdf).operations:
        if operator in (b"BDC", b"BMC"):
            number = operands[1]["/MCID"] if operator == b"BDC" else None
        elif operator == b"EMC":
            number = None
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator == b"Tj":
            raw = operands[0].original_bytes
            if number is not None:
                words[number] = words.get(number, "") + "".join(font[byte] for byte in raw)
    return words


def _to_unicode(font: Any) -> dict[int, str]:
    cmap = font["/ToUnicode"].get_data().decode("ascii")
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>\n", cmap)
    return {
        int(byte, 16): bytes.fromhex(utf16).decode("utf-16-be") for byte, utf16 in pairs if len(utf16) >= 4
    }


def unmarked_text(data: bytes) -> bool:
    """Tell whether any text of any page is outside the marks."""
    pdf = reader(data)
    for page in pdf.pages:
        depth = 0
        for _, operator in ContentStream(page.get_contents(), pdf).operations:
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            if operator in (b"Tj", b"f", b"f*", b"Do") and depth != 1:
                return True
    return False


def balanced(data: bytes) -> bool:
    """Tell whether marks and text objects are nested inside each other, as ISO 32000-1, 14.6.1 wants."""
    pdf = reader(data)
    opening = {b"BDC": b"EMC", b"BMC": b"EMC", b"BT": b"ET", b"q": b"Q"}
    for page in pdf.pages:
        stack: list[bytes] = []
        for _, operator in ContentStream(page.get_contents(), pdf).operations:
            if operator in opening:
                stack.append(opening[operator])
            elif operator in opening.values() and (not stack or stack.pop() != operator):
                return False
        if stack:
            return False
    return True


def places(page: PageObject) -> list[tuple[float, float]]:
    """Where each stretch of text of a page begins."""
    found: list[tuple[float, float]] = []

    def note(words: str, _cm: object, matrix: list[float], *_: object) -> None:
        if words.strip():
            found.append((matrix[4], matrix[5]))

    page.extract_text(visitor_text=note)
    return found
