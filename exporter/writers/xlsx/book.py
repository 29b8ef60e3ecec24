"""The parts that hold the sheets together: the workbook, what leads where, and what each part is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from exporter.writers.xlsx.page import Page
from exporter.writers.xlsx.parts import (
    APP,
    CORE,
    CUSTOM,
    STRINGS,
    STYLES,
    THEME,
    WORKBOOK,
    Relation,
    relations_xml,
    sheet_part,
)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "application/vnd.openxmlformats-officedocument"
_TYPES = f"{_DOCUMENT}.spreadsheetml"


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


def workbook_relations(sheets: int) -> str:
    """Return where a workbook of so many sheets leads."""
    pages = (Relation("worksheet", f"/{sheet_part(number)}") for number in range(1, sheets + 1))
    others = (("styles", STYLES), ("theme", THEME), ("sharedStrings", STRINGS))
    return relations_xml([*pages, *(Relation(kind, f"/{part}") for kind, part in others)])


def root_relations(custom: bool) -> str:
    """Return where the package leads: to the workbook, and to what the file says of itself."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    kinds = [(f"{_OFFICE}/officeDocument", WORKBOOK), (core, CORE), (f"{_OFFICE}/extended-properties", APP)]
    if custom:
        kinds.append((f"{_OFFICE}/custom-properties", CUSTOM))
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{part}"/>'
        for number, (kind, part) in enumerate(kinds, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


_KINDS = (  # the type of a part by the beginning of its name
    ("xl/worksheets/_rels", ""),
    ("xl/drawings/_rels", ""),
    ("xl/worksheets/", f"{_TYPES}.worksheet+xml"),
    ("xl/tables/", f"{_TYPES}.table+xml"),
    ("xl/drawings/", f"{_DOCUMENT}.drawing+xml"),
    ("xl/charts/", f"{_DOCUMENT}.drawingml.chart+xml"),
    (WORKBOOK, f"{_TYPES}.sheet.main+xml"),
    (STYLES, f"{_TYPES}.styles+xml"),
    (STRINGS, f"{_TYPES}.sharedStrings+xml"),
    (THEME, f"{_DOCUMENT}.theme+xml"),
    (CORE, "application/vnd.openxmlformats-package.core-properties+xml"),
    (APP, f"{_DOCUMENT}.extended-properties+xml"),
    (CUSTOM, f"{_DOCUMENT}.custom-properties+xml"),
)


def content_types(parts: Iterable[str]) -> str:
    """Return the part that says what each of `parts` is."""
    types = ((part, next((kind for start, kind in _KINDS if part.startswith(start)), "")) for part in parts)
    each = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types if kind)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )
