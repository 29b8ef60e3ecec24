"""What validators miss in Excel files: tables that do not fit their cells, names that lead nowhere.

`problems` names everything that would make Excel repair the file, drop a table or a rule, or leave a
link dead.  Written against the standard, not against our writer.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries

from tests.integrity import R, relation_problems, repeated, type_problems, xml_parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CELLS = r"\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$\d+:\$\d+"
_ADDRESS = re.compile(rf"(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!({_CELLS})")
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_NAME = re.compile(r"(?<![\w.!$'])[A-Za-z_][\w.]*(?![\w.(!])")
_WORDS = {"TRUE", "FALSE"}

Part = etree._Element
Texts = list[str]


def m(name: str) -> str:
    """The name of a SpreadsheetML element."""
    return f"{{{MAIN}}}{name}"


def problems(package: bytes) -> list[str]:
    """Everything that is broken in an Excel file; nothing for a sound one."""
    parts = xml_parts(package)
    sheets = dict(_sheets(parts))
    texts = ["".join(t.text or "" for t in si.iter(m("t"))) for si in parts["xl/sharedStrings.xml"]]
    listed = parts["xl/workbook.xml"].iter(m("definedName"))
    names = [str(n.get("name")) for n in listed if n.get("localSheetId") is None]
    tables = dict(_tables(parts, sheets))
    known = {*names, *(str(table.get("displayName")) for _, table in tables.values())}
    return [
        *repeated("sheet", [title.casefold() for title in sheets]),
        *repeated("name", [*names, *(str(table.get("displayName")) for _, table in tables.values())]),
        *(p for title, (_, root) in sheets.items() for p in _cell_problems(title, root, len(texts))),
        *(p for name, (root, table) in tables.items() for p in _table_problems(name, root, table, texts)),
        *(
            p
            for where, formula in _formulas(parts, sheets)
            for p in _formula_problems(where, formula, set(sheets), known)
        ),
        *relation_problems(parts, set(parts)),
        *type_problems(parts["[Content_Types].xml"], set(parts)),
    ]


def _sheets(parts: Mapping[str, Part]) -> Iterator[tuple[str, tuple[str, Part]]]:
    targets = {rel.get("Id"): rel.get("Target") for rel in parts["xl/_rels/workbook.xml.rels"]}
    for sheet in parts["xl/workbook.xml"].iter(m("sheet")):
        path = posixpath.normpath(posixpath.join("/xl", str(targets[sheet.get(f"{{{R}}}id")]))).lstrip("/")
        yield str(sheet.get("name")), (path, parts[path])


def _tables(
    parts: Mapping[str, Part], sheets: Mapping[str, tuple[str, Part]]
) -> Iterator[tuple[str, tuple[Part, Part]]]:
    for path, root in sheets.values():
        folder, file = posixpath.split(path)
        for rel in parts.get(f"{folder}/_rels/{file}.rels", ()):
            if str(rel.get("Type")).endswith("/table"):
                name = posixpath.normpath(posixpath.join("/" + folder, str(rel.get("Target")))).lstrip("/")
                yield name, (root, parts[name])


# -- cells -----------------------------------------------------------------------------------------


def _cell_problems(title: str, root: Part, texts: int) -> Iterator[str]:
    last = (0, 0)
    for cell in root.iter(m("c")):
        letters, row = coordinate_from_string(str(cell.get("r")))
        place = (row, column_index_from_string(letters))
        if place <= last:
            yield f"{title}: cell {cell.get('r')} does not follow the one before it"
        last = place
        if cell.get("t") == "s" and int(cell.findtext(m("v")) or 0) >= texts:
            yield f"{title}: cell {cell.get('r')} shows a text that does not exist"
    rows = [int(str(row.get("r"))) for row in root.iter(m("row"))]
    if rows != sorted(set(rows)):
        yield f"{title}: rows stand twice or out of order"


# -- tables ----------------------------------------------------------------------------------------


def _table_problems(name: str, root: Part, table: Part, texts: Texts) -> Iterator[str]:
    left, top, right, bottom = range_boundaries(str(table.get("ref")))
    columns = [str(column.get("name")) for column in table.iter(m("tableColumn"))]
    if right - left + 1 != len(columns):
        yield f"{name}: {len(columns)} columns in {table.get('ref')}"
    if bottom <= top:
        yield f"{name}: no row below its header"
    yield from repeated(f"{name}: column", [column.casefold() for column in columns])
    header = list(_header(root, top, left, right, texts))
    if [_told(column) for column in columns] != header:
        yield f"{name}: its columns are named {columns}, its header says {header}"
    for kept in table.iter(m("autoFilter")):
        if kept.get("ref") != table.get("ref"):
            yield f"{name}: its filter covers {kept.get('ref')}"


def _told(column: str) -> str:
    return column.replace("_x000a_", "\n")


def _header(root: Part, row: int, left: int, right: int, texts: Texts) -> Iterator[str]:
    for cell in root.iter(m("c")):
        letters, at = coordinate_from_string(str(cell.get("r")))
        if at == row and left <= column_index_from_string(letters) <= right:
            yield texts[int(cell.findtext(m("v")) or 0)] if cell.get("t") == "s" else ""


# -- what leads somewhere --------------------------------------------------------------------------


def _formulas(parts: Mapping[str, Part], sheets: Mapping[str, tuple[str, Part]]) -> Iterator[tuple[str, str]]:
    """Every formula of the file, with where it stands: cells, rules, lists, names, links, charts."""
    for title, (_, root) in sheets.items():
        for tag in ("f", "formula", "formula1", "formula2"):
            yield from ((f"{title}: {tag}", e.text or "") for e in root.iter(m(tag)))
        for link in root.iter(m("hyperlink")):
            if link.get("location"):
                yield f"{title}: link {link.get('ref')}", str(link.get("location"))
    for name in parts["xl/workbook.xml"].iter(m("definedName")):
        yield f"name {name.get('name')}", name.text or ""
    for part, root in parts.items():
        yield from ((part, f.text or "") for f in root.iter(f"{{{CHART}}}f"))


def _formula_problems(where: str, formula: str, sheets: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    plain = _TEXT.sub('""', formula)
    for quoted, bare, _ in _ADDRESS.findall(plain):
        if (quoted.replace("''", "'") or bare) not in sheets:
            yield f"{where}: there is no sheet {quoted or bare!r}"
    for name in _NAME.findall(_ADDRESS.sub("", plain)):
        is_cell = re.fullmatch(r"[A-Z]{1,3}\d+", name)
        if not is_cell and name not in names and name not in _WORDS:
            yield f"{where}: there is no name {name!r}"
    if "#REF!" in plain:
        yield f"{where}: it has lost what it refers to"
