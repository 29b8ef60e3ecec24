"""The small workbook that lies behind a chart and opens with "Edit data": one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from typing import TypeAlias

from exporter.document.nodes import Bar, Chart
from exporter.writers.docx.output import Relations, relations_part
from exporter.writers.docx.xml import DECLARATION, escaped
from exporter.writers.package import CONTENT_TYPES, pack

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument"
_XML_DECLARATION = re.compile(r"\A\ufeff?<\?xml.*?\?>\s*", re.DOTALL)
_LONGEST_NAME = 31
_PARTS = {  # what the workbook is made of: relationship, file, content type
    "worksheet": ("worksheets/sheet1.xml", f"{_TYPES}.spreadsheetml.worksheet+xml"),
    "sharedStrings": ("sharedStrings.xml", f"{_TYPES}.spreadsheetml.sharedStrings+xml"),
    "styles": ("styles.xml", f"{_TYPES}.spreadsheetml.styles+xml"),
    "theme": ("theme/theme1.xml", f"{_TYPES}.theme+xml"),
}


def sheet_name(chart: Chart) -> str:
    """Return the sheet's name: the chart's label without what Excel forbids; "1" for none."""
    return re.sub(r"[\[\]:*?/\\'!]", "", chart.label)[:_LONGEST_NAME] or "1"


def workbook(chart: Chart, theme: str) -> bytes:
    """Return the workbook of `chart`, as `grid` lays it out.

    `theme` is the colour and font theme of the document, so that both agree.
    """
    package, book = Relations(), Relations()
    package.add("officeDocument", "xl/workbook.xml")
    keys = {kind: book.add(kind, file) for kind, (file, _) in _PARTS.items()}
    parts = {
        CONTENT_TYPES: _content_types(),
        "xl/workbook.xml": _book(sheet_name(chart), keys["worksheet"]),
        "xl/worksheets/sheet1.xml": _worksheet(chart),
        "xl/sharedStrings.xml": _strings(chart),
        "xl/styles.xml": _STYLES,
        "xl/theme/theme1.xml": _XML_DECLARATION.sub("", theme),
    }
    relations = {
        "_rels/.rels": relations_part(package.xml()),
        "xl/_rels/workbook.xml.rels": relations_part(book.xml()),
    }
    return pack({name: (DECLARATION + xml).encode() for name, xml in parts.items()} | relations)


def _content_types() -> str:
    named = {"workbook.xml": f"{_TYPES}.spreadsheetml.sheet.main+xml", **dict(_PARTS.values())}
    overrides = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{kind}"/>' for name, kind in named.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _book(name: str, key: str) -> str:
    return (
        f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escaped(name)}" sheetId="1" r:id="{key}"/></sheets></workbook>'
    )


Row: TypeAlias = list[str | float]


def grid(chart: Chart) -> list[Row]:
    """Return the cells of the sheet, by rows; an empty string is an empty cell.

    Each series has a column: one for all bars, one for each part of a whole, one for each group of tiles.
    """
    if chart.kind == "share":
        return [["", *(bar.label for bar in chart.bars)], [chart.unit, *(bar.value for bar in chart.bars)]]
    if chart.kind == "tiles":
        return [["", *groups(chart)], *map(partial(_tile, groups(chart)), chart.bars)]
    return [["", chart.unit], *map(_pair, chart.bars)]


def groups(chart: Chart) -> tuple[str, ...]:
    """Return the groups of a chart's bars, each once, in order."""
    return tuple(dict.fromkeys(bar.group for bar in chart.bars))


def _tile(columns: Sequence[str], bar: Bar) -> Row:
    return [bar.label, *(bar.value if group == bar.group else "" for group in columns)]


def _pair(bar: Bar) -> Row:
    return [bar.label, bar.value]


def _worksheet(chart: Chart) -> str:
    """Return the sheet; texts are numbered in the order of `_strings`: by rows."""
    texts = count()
    rows = [_row(number, row, texts) for number, row in enumerate(grid(chart), 1)]
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _row(number: int, row: Row, texts: Iterator[int]) -> str:
    filled = ((letters(position), value) for position, value in enumerate(row) if value != "")
    cells = (_cell(f"{column}{number}", value, texts) for column, value in filled)
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(address: str, value: str | float, texts: Iterator[int]) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" t="s"><v>{next(texts)}</v></c>'
    return f'<c r="{address}"><v>{value:.15g}</v></c>'


def letters(position: int) -> str:
    """Return the name of a column, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(52)
    ('A', 'Z', 'AA', 'BA')
    """
    head = letters(position // 26 - 1) if position >= 26 else ""  # noqa: PLR2004 - letters of the alphabet
    return head + chr(ord("A") + position % 26)


def _strings(chart: Chart) -> str:
    words = [value for row in grid(chart) for value in row if isinstance(value, str) and value]
    items = "".join(f'<si><t xml:space="preserve">{escaped(word)}</t></si>' for word in words)
    return f'<sst xmlns="{_SHEET}" count="{len(words)}" uniqueCount="{len(words)}">{items}</sst>'


_STYLES = (
    f'<styleSheet xmlns="{_SHEET}"><fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
