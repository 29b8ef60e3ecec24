"""What validators miss in Word files: fields that do not close, targets that do not exist.

`problems` names everything that would make Word repair the file, print "Error! Reference source not
found", or leave a link dead.  Written against the standard, not against our writer.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/%s}"
STYLED = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}

Parts = dict[str, etree._Element]


def w(name: str) -> str:
    """The name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def xml_parts(package: bytes) -> Parts:
    """The XML parts of a package, parsed."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def problems(package: bytes) -> list[str]:
    """Everything that is broken in a Word file; nothing for a sound one."""
    parts = xml_parts(package)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = set(archive.namelist())
    stories = {name: root for name, root in parts.items() if root.tag in map(w, STORIES)}
    return [
        *field_problems(stories),
        *bookmark_problems(stories),
        *target_problems(stories),
        *style_problems(stories, parts["word/styles.xml"]),
        *number_problems([*stories.values(), parts["word/styles.xml"]], parts["word/numbering.xml"]),
        *drawing_problems(stories),
        *note_problems(stories),
        *table_problems(stories),
        *relation_problems(parts, names),
        *type_problems(parts["[Content_Types].xml"], names),
    ]


STORIES = ("document", "hdr", "ftr", "footnotes")


def values(roots: Iterable[etree._Element], element: str, attribute: str = "val") -> Iterator[str]:
    for root in roots:
        for found in root.iter(w(element)):
            yield found.get(w(attribute), "")


def field_problems(stories: Parts) -> Iterator[str]:
    for name, story in stories.items():
        open_fields: list[str] = []
        for mark in values([story], "fldChar", "fldCharType"):
            if mark == "begin":
                open_fields.append("begin")
            elif not open_fields or (mark == "separate" and open_fields[-1] != "begin"):
                yield f"{name}: a field has {mark!r} out of turn"
            elif mark == "separate":
                open_fields[-1] = "separate"
            else:
                open_fields.pop()
        if open_fields:
            yield f"{name}: a field does not end"


def bookmark_problems(stories: Parts) -> Iterator[str]:
    roots = stories.values()
    yield from repeated("bookmark", [name.lower() for name in values(roots, "bookmarkStart", "name")])
    yield from repeated("bookmark id", values(roots, "bookmarkStart", "id"))
    if sorted(values(roots, "bookmarkStart", "id")) != sorted(values(roots, "bookmarkEnd", "id")):
        yield "a bookmark does not end"
    for name in values(roots, "bookmarkStart", "name"):
        if not re.fullmatch(r"[^\W\d]\w{0,39}", name):
            yield f"bookmark {name!r} is not a name that Word takes"


def target_problems(stories: Parts) -> Iterator[str]:
    bookmarks = set(values(stories.values(), "bookmarkStart", "name"))
    anchors = [link.get(w("anchor")) for root in stories.values() for link in root.iter(w("hyperlink"))]
    codes = (code.text or "" for root in stories.values() for code in root.iter(w("instrText")))
    referenced = re.findall(r"\b(?:PAGE)?REF (\S+)", " ".join(codes))
    for name in {*filter(None, anchors), *referenced} - bookmarks:
        yield f"bookmark {name!r} is linked to and does not exist"


def style_problems(stories: Parts, styles: etree._Element) -> Iterator[str]:
    defined = {(s.get(w("styleId")), s.get(w("type"))) for s in styles.iter(w("style"))}
    for element, kind in STYLED.items():
        for name in set(values(stories.values(), element)):
            if (name, kind) not in defined:
                yield f"{kind} style {name!r} is not defined"


def number_problems(roots: Iterable[etree._Element], numbering: etree._Element) -> Iterator[str]:
    defined = set(values([numbering], "num", "numId"))
    for name in set(values(roots, "numId")) - defined - {"0"}:
        yield f"numbering {name} is not defined"
    abstract = set(values([numbering], "abstractNum", "abstractNumId"))
    for number in numbering.iter(w("num")):
        if set(values([number], "abstractNumId")) - abstract:
            yield f"numbering {number.get(w('numId'))} has no abstract numbering"
    yield from repeated("numbering", values([numbering], "num", "numId"))


def drawing_problems(stories: Parts) -> Iterator[str]:
    drawings = [found for root in stories.values() for found in root.iter(f"{{{WP}}}docPr")]
    yield from repeated("drawing id", [drawing.get("id", "") for drawing in drawings])
    if any(not drawing.get("descr") for drawing in drawings):
        yield "a drawing has no alternative text"


def note_problems(stories: Parts) -> Iterator[str]:
    defined = Counter(values(stories.values(), "footnote", "id"))
    called = Counter(values(stories.values(), "footnoteReference", "id"))
    if called + Counter(["-1", "0"]) != defined:
        yield "footnotes and their calls differ"


def table_problems(stories: Parts) -> Iterator[str]:
    for name, root in stories.items():
        for table in root.iter(w("tbl")):
            if len({cells(row) for row in table.iter(w("tr"))} | {len(list(table.iter(w("gridCol"))))}) != 1:
                yield f"{name}: rows of a table differ in length from its grid"
            following = table.getnext()
            if following is None or following.tag != w("p"):
                yield f"{name}: no paragraph follows a table"


def cells(row: etree._Element) -> int:
    return len(row.findall(w("tc"))) + sum(int(skipped) for skipped in values([row], "gridAfter"))


def relation_problems(parts: Parts, names: set[str]) -> Iterator[str]:
    for name, root in parts.items():
        folder, file = posixpath.split(name)
        rels = parts.get(f"{folder}/_rels/{file}.rels")
        known = [] if rels is None else [rel.get("Id", "") for rel in rels]
        yield from repeated(f"{name}: relationship", known)
        used = {value for e in root.iter() for key, value in e.attrib.items() if key.startswith(f"{{{R}}}")}
        for missing in used - set(known):
            yield f"{name}: relationship {missing!r} does not exist"
        if name.endswith(".rels"):
            yield from dangling(name, root, names)


def dangling(name: str, rels: etree._Element, names: set[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for rel in rels:
        target = posixpath.normpath(posixpath.join("/", folder, rel.get("Target", ""))).lstrip("/")
        if rel.get("TargetMode") != "External" and target not in names:
            yield f"{name}: part {target!r} does not exist"


def type_problems(types: etree._Element, names: set[str]) -> Iterator[str]:
    extensions = [e.get("Extension", "") for e in types.iter(PACKAGE % "content-types" + "Default")]
    overridden = [e.get("PartName", "") for e in types.iter(PACKAGE % "content-types" + "Override")]
    yield from repeated("content type of", extensions + overridden)
    for name in names - {"[Content_Types].xml"}:
        if f"/{name}" not in overridden and name.rpartition(".")[2] not in extensions:
            yield f"part {name!r} has no content type"
    for name in set(overridden) - {f"/{name}" for name in names}:
        yield f"content type of a part {name!r} that does not exist"


def repeated(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{what} {name!r} stands {times} times"
