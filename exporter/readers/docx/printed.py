"""A briefing that was built, perhaps edited since → the words in it that come from records.

Bookmarks lead from the text into the index that the file carries (`writers.docx.trace`); the index says
what sum each paragraph or row had, so that an edit shows.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from exporter.document.traces import NAMESPACE, PREFIX, Maker
from exporter.errors import UsageError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INDEX = f"{{{NAMESPACE}}}trace"
_MAX_PART = 200_000_000  # bytes, unpacked
_MAX_INDICES = 20  # other programs add a few parts of custom XML at most
_CUSTOM = re.compile(r"customXml/item\d+\.xml")
_PLACE = re.compile(re.escape(PREFIX) + r"([0-9]{1,9})")
_LONGER = re.compile("[0-9A-Za-z]")
_SPAN = re.compile(r"([0-9]{1,9}):([0-9]{1,9}):([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Printing:
    """Words that a file prints, with what made them and where they stand.

    `edited` tells that the paragraph or row does not read as it was built; `words` is then what stands
    at the old place.  `around` is the whole text of the paragraph or row, `heading` what it stands under.
    """

    maker: Maker
    words: str
    edited: bool
    around: str
    heading: str
    paragraph: int  # from 1, in the order of the file; 0 in a footnote


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """What a file says of itself, its printings in reading order, and all of its text."""

    scope: str
    edition: str
    revision: str
    printings: tuple[Printing, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    spans: tuple[tuple[int, int, int], ...]
    total: str
    row: bool


def read_printed(path: Path) -> PrintedFile:
    """Return what `path` prints; UsageError says why it cannot be told."""
    try:
        with zipfile.ZipFile(path) as archive:
            body = _parsed(archive, "word/document.xml", path)
            styles = _parsed(archive, "word/styles.xml", path)
            notes = (
                _parsed(archive, "word/footnotes.xml", path) if _has(archive, "word/footnotes.xml") else None
            )
            index = _index(archive, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _refused(path, "it is damaged, or no Word file") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}\n  remedy: check the path") from error
    makers, places = _makers(index), _places(index)
    headings = _heading_styles(styles)
    found = [*_printings(body, places, makers, headings)]
    if notes is not None:
        found += _printings(notes, places, makers, frozenset())
    return PrintedFile(
        scope=index.get("scope", ""),
        edition=index.get("edition", ""),
        revision=index.get("revision", ""),
        printings=tuple(found),
        text="\n".join(_text(p) for p in body.iter(f"{_W}p")),
    )


def _refused(path: Path, problem: str) -> UsageError:
    return UsageError(f"{path}: {problem}\n  remedy: name a briefing that exporter built, as .docx")


def _has(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.NameToInfo


def _parsed(archive: zipfile.ZipFile, name: str, path: Path) -> etree._Element:
    if not _has(archive, name):
        raise _refused(path, f"it is no Word file: it has no {name}")
    with archive.open(name) as part:
        data = part.read(_MAX_PART + 1)
    if len(data) > _MAX_PART:
        raise _refused(path, "it would grow beyond all reason when unpacked")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refused(path, f"its part {name} is damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused(path, f"its part {name} declares entities, which Word never does")
    return root


def _index(archive: zipfile.ZipFile, path: Path) -> etree._Element:
    for name in [n for n in archive.namelist() if _CUSTOM.fullmatch(n)][:_MAX_INDICES]:
        root = _parsed(archive, name, path)
        if root.tag == _INDEX:
            return root
    raise _refused(path, "it does not say what it was made from")


def _makers(index: etree._Element) -> tuple[tuple[Maker, str], ...]:
    return tuple(
        (Maker(m.get("record", ""), m.get("rule", "")), m.text or "") for m in index.iter(f"{{{NAMESPACE}}}m")
    )


def _places(index: etree._Element) -> Mapping[int, _Place]:
    found = {}
    for number, place in enumerate(index.iter(f"{{{NAMESPACE}}}p"), 1):
        spans = tuple((int(e), int(at), int(n)) for e, at, n in _SPAN.findall(place.text or ""))
        found[number] = _Place(spans, place.get("sum", ""), place.get("row") == "1")
    return found


def _heading_styles(styles: etree._Element) -> frozenset[str]:
    """The ids of the styles that are called "heading 1" and so on, whatever a program numbers them."""
    return frozenset(
        style.get(f"{_W}styleId", "")
        for style in styles.iter(f"{_W}style")
        for name in style.iter(f"{_W}name")
        if name.get(f"{_W}val", "").lower().startswith("heading ")
    )


def _printings(
    root: etree._Element,
    places: Mapping[int, _Place],
    makers: tuple[tuple[Maker, str], ...],
    headings: frozenset[str],
) -> Iterator[Printing]:
    heading, in_body = "", root.tag == f"{_W}document"
    for position, paragraph in enumerate(root.iter(f"{_W}p"), 1):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in headings:
            heading = _text(paragraph)
        for mark in paragraph.iter(f"{_W}bookmarkStart"):
            name = _PLACE.fullmatch(mark.get(f"{_W}name", ""))
            place = places.get(int(name[1])) if name else None
            if place is not None:
                around = _text(_row_of(paragraph) if place.row else paragraph)
                yield from _made(place, around, makers, heading, position if in_body else 0)


def _row_of(paragraph: etree._Element) -> etree._Element:
    return next(paragraph.iterancestors(f"{_W}tr"), paragraph)


def _made(
    place: _Place, around: str, makers: tuple[tuple[Maker, str], ...], heading: str, paragraph: int
) -> Iterator[Printing]:
    edited = f"{zlib.crc32(around.encode('utf-8', 'surrogatepass')):08x}" != place.total
    for entry, start, length in place.spans:
        if 0 < entry <= len(makers):
            maker, drawn = makers[entry - 1]
            end = start + length
            while edited and _LONGER.match(around, end):
                end += 1  # a number that was typed longer
            words = drawn or around[start:end]
            yield Printing(maker, words, edited and not drawn, around, heading, paragraph)


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_W}t"))
