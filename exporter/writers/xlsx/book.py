"""The parts that hold the sheets together: the workbook, what leads where, and what each part is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from exporter.writers.xlsx.page import Page, Relation
from exporter.writers.xlsx.strings import PART as STRINGS

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


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


def workbook_xml(tabs: Sequence[str], pages: Sequence[Page]) -> str:
    """Return the workbook part: its sheets with their `tabs`, and the names that formulas know."""
    sheets = "".join(
        f'<sheet name={quoteattr(tab)} sheetId="{number}" state="{page.state}" r:id="rId{number}"/>'
        for number, (tab, page) in enumerate(zip(tabs, pages, strict=True), 1)
    )
    # Formulas are recalculated on opening: a reader may know a day that we do not.
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr/><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{''.join(_names(pages))}</definedNames>"
        '<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
    )


def _names(pages: Sequence[Page]) -> Iterator[str]:
    for at, page in enumerate(pages):
        for name in page.names:
            scope = f' localSheetId="{at}"' if name.local else ""
            veiled = ' hidden="1"' if name.hidden else ""
            yield f'<definedName name="{name.name}"{scope}{veiled}>{escape(name.reference)}</definedName>'


def relations_xml(relations: Sequence[Relation]) -> str:
    """Return the part that says where another leads: rId1, rId2 and on."""
    each = "".join(_relation(f"rId{number}", relation) for number, relation in enumerate(relations, 1))
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def _relation(name: str, relation: Relation) -> str:
    mode = ' TargetMode="External"' if relation.external else ""
    target = quoteattr(relation.target)
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{relation.kind}" Target={target}{mode}/>'


def workbook_relations(sheets: int) -> str:
    """Return where a workbook of so many sheets leads."""
    pages = (Relation("worksheet", f"/{sheet_part(number)}") for number in range(1, sheets + 1))
    others = (("styles", "xl/styles.xml"), ("theme", "xl/theme/theme1.xml"), ("sharedStrings", STRINGS))
    return relations_xml([*pages, *(Relation(kind, f"/{part}") for kind, part in others)])


def content_types(said: str, sheets: int, tables: int) -> str:
    """Return the list of content types that openpyxl `said`, with those of all sheets and tables."""
    parts = [(sheet_part(number), "worksheet") for number in range(1, sheets + 1)]
    parts += [(table_part(number), "table") for number in range(1, tables + 1)]
    parts.append((STRINGS, "sharedStrings"))
    missing = "".join(
        f'<Override PartName="/{part}" ContentType="{_TYPES}.{kind}+xml"/>'
        for part, kind in parts
        if f'"/{part}"' not in said
    )
    return said.replace("</Types>", f"{missing}</Types>")
