"""What the parts of an Excel file are called."""

from __future__ import annotations

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
