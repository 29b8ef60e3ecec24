"""A small workbook with every sheet, value and kind of column, and its parts taken apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from lxml import etree

from exporter.document.nodes import Properties
from exporter.document.workbook import (
    CellValue,
    CoverSheet,
    Formula,
    Hyperlink,
    NamedCell,
    SheetColumn,
    SheetFurniture,
    TableSheet,
    Workbook,
)
from exporter.theme.sheet import load_sheet_theme
from exporter.writers.xlsx import write_xlsx

THEME = load_sheet_theme(Path(__file__).parents[2] / "templates" / "tracker.toml")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

COVER = CoverSheet(
    key="readme",
    name="Read me",
    title="Tracker",
    facts=(("Edition", "English"), ("Version", "1.0")),
    cells=(NamedCell("as_of", "As of", date(2030, 12, 31), editable=True),),
    sections=(
        ("How to read", ("Yellow is yours.",)),
        ("Sheets", (Hyperlink("Deals: 2", "#deals!A1"), Hyperlink("Site", "https://example.org/?a=1&b=2"))),
    ),
)

COLUMNS = (
    SheetColumn("id", "ID", 20, "code", band="From the report"),
    SheetColumn("title", "Title", 30, "long_text", band="From the report", note="As cited"),
    SheetColumn("until", "Until", 12, "date", band="From the report"),
    SheetColumn("count", "Count", 8, "integer", band="From the report"),
    SheetColumn("share", "Share", 8, "decimal", number_format="0.0%", band="From the report"),
    SheetColumn("left", "Days left", 8, "integer", band="From the report"),
    SheetColumn("hint", "Hint", 12, hidden=True, band="From the report"),
    SheetColumn("status", "Status", 12, editable=True, choices="status", band="Your notes"),
    SheetColumn("file", "File", 12, editable=True, band="Your notes", printed=False),
)
LEFT = Formula('IF({until}="","",{until}-{as_of})', 59)
ROWS: tuple[tuple[CellValue, ...], ...] = (
    ("deal-1", "谅解备忘录 & <x>", date(2031, 2, 28), 1234, Decimal("0.125"), LEFT, "4.10", "open",
     Hyperlink("copy", "https://example.org/copy")),
    ("deal-2", "Second\nline ", None, None, None, replace(LEFT, value=""), "4.2", None, None),
)  # fmt: skip
DEALS = TableSheet("deals", "O'Deals", "Deals", COLUMNS, ROWS, note="Two deals.")

SAMPLE = Workbook(
    language="en-GB",
    properties=Properties("Tracker", "Deals", "The Office", ("deals", "work"), "2031-06-30T12:00:00Z", "1.0"),
    furniture=SheetFurniture("Research & deals", "Source: report", "Page {page} of {pages}"),
    sheets=(COVER, DEALS),
    date_format="[$-809]d mmmm yyyy",
    lists={"status": ("open", "closed")},
)


def one_cell(value: CellValue, column: SheetColumn | None = None) -> Workbook:
    """The sample with a table of one cell, B5; A5 holds an id."""
    columns = (SheetColumn("id", "ID"), column or SheetColumn("value", "Value"))
    return replace(SAMPLE, sheets=(COVER, TableSheet("deals", "Deals", "Deals", columns, (("one", value),))))


def written(workbook: Workbook = SAMPLE) -> bytes:
    """The bytes of `workbook`."""
    return write_xlsx(workbook, THEME)


def parts(package: bytes) -> dict[str, etree._Element]:
    """The XML parts of a package, parsed."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def cells(sheet: etree._Element) -> Iterator[etree._Element]:
    """The cells of a sheet part, in order."""
    return sheet.iter(f"{MAIN}c")
