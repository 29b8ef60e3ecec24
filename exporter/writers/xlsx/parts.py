"""What the parts of an Excel file are called, and where they lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ROOT_RELATIONS = "_rels/.rels"
CORE, APP, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
STYLES, THEME, STRINGS = "xl/styles.xml", "xl/theme/theme1.xml", "xl/sharedStrings.xml"


def sheet_part(number: int) -> str:
    """Return the name of the part of a workbook's sheet."""
    return f"xl/worksheets/sheet{number}.xml"


def table_part(number: int) -> str:
    """Return the name of the part of a workbook's table."""
    return f"xl/tables/table{number}.xml"


def drawing_part(number: int) -> str:
    """Return the name of the part with a sheet's charts."""
    return f"xl/drawings/drawing{number}.xml"


def relations_part(part: str) -> str:
    """Return the name of the part that says where `part` leads.

    >>> relations_part("xl/worksheets/sheet1.xml")
    'xl/worksheets/_rels/sheet1.xml.rels'
    """
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to: its kind ("table", "drawing", "hyperlink"), and where that is."""

    kind: str
    target: str
    external: bool = False


def relations_xml(relations: Sequence[Relation]) -> str:
    """Return the part that says where another leads: rId1, rId2 and on."""
    each = "".join(_relation(f"rId{number}", relation) for number, relation in enumerate(relations, 1))
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def _relation(name: str, relation: Relation) -> str:
    mode = ' TargetMode="External"' if relation.external else ""
    target = quoteattr(relation.target)
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{relation.kind}" Target={target}{mode}/>'
