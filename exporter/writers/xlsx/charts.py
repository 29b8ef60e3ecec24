"""Native bar charts over cells of a sheet, beside its table.

They carry the values that they draw, for readers that do not calculate, and a text alternative.
openpyxl makes the parts; it has no word for the alternative, so that is set in its drawing.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, count, islice
from typing import Any
from xml.sax.saxutils import quoteattr

from openpyxl.chart import BarChart as Bars
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor, SpreadsheetDrawing
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.xml.functions import tostring

from exporter.document.workbook import BarChart, CellValue, Formula, TableSheet, Workbook
from exporter.theme.sheet import SheetTheme
from exporter.writers.xlsx.cells import printed
from exporter.writers.xlsx.check import FIRST_ROW
from exporter.writers.xlsx.layout import heights
from exporter.writers.xlsx.parts import drawing_part, relations_part

_EMU = 36_000  # a millimetre
_WIDTH = 165  # of a chart, in millimetres
_HEAD, _BAR = 18, 6  # height of a chart without bars, and of each bar
_POINT = 25.4 / 72  # millimetres
_GAP = 10  # between charts, in millimetres
CHART_COLUMNS = 10  # that a chart covers; columns of Excel's own width


def drawings(
    workbook: Workbook, widths: Mapping[str, Sequence[float]], theme: SheetTheme
) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of all charts, and of the drawings that hold those of a sheet.

    Drawings are numbered in the order of the sheets that have charts.
    """
    numbers = count(1)
    charted = (sheet for sheet in workbook.sheets if isinstance(sheet, TableSheet) and sheet.charts)
    for number, sheet in enumerate(charted, 1):
        drawing: Any = SpreadsheetDrawing()  # the stubs know little of it
        drawing._id = number
        drawing.charts = list(_placed(sheet, widths[sheet.key], theme))
        for chart in drawing.charts:
            chart._id = next(numbers)
            yield chart.path[1:], _bytes(chart._write())
        xml = _bytes(drawing._write()).decode()
        yield drawing_part(number), with_alternatives(xml, sheet.charts).encode()
        yield relations_part(drawing_part(number)), _bytes(drawing._write_rels())


def _bytes(element: Any) -> bytes:
    xml: str | bytes = tostring(element)
    return xml.encode() if isinstance(xml, str) else xml


def _placed(sheet: TableSheet, widths: Sequence[float], theme: SheetTheme) -> Iterator[Any]:
    """Yield the charts of `sheet` one below the other, right of its table with columns of `widths`."""
    row_ends = tuple(accumulate(height * _POINT for height in heights(sheet.rows, widths, theme.fonts.size)))
    top = 0.0
    for chart in sheet.charts:
        height = _HEAD + _BAR * chart.count
        drawn: Any = _bars(sheet, chart, theme)
        drawn.anchor = OneCellAnchor(
            _from=AnchorMarker(col=len(sheet.columns) + 1, row=FIRST_ROW - 1 + bisect(row_ends, top)),
            ext=XDRPositiveSize2D(_WIDTH * _EMU, height * _EMU),
        )
        yield drawn
        top += height + _GAP


def _bars(sheet: TableSheet, chart: BarChart, theme: SheetTheme) -> Bars:
    bars = Bars()
    bars.type, bars.style, bars.gapWidth, bars.legend = "bar", None, 45, None
    bars.roundedCorners = False
    bars.title = Title(
        tx=Text(rich=_rich(chart.title, theme, theme.fonts.size + 2, bold=True)), overlay=False
    )
    bars.series.append(_series(sheet, chart, theme))
    words = RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=_look(theme, theme.fonts.size - 1)), endParaRPr=None)]
    )
    for axis in (bars.x_axis, bars.y_axis):
        axis.delete, axis.txPr, axis.majorGridlines = False, words, None
    bars.x_axis.scaling.orientation = "maxMin"  # the first row on top
    bars.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=theme.colours.line))
    bars.y_axis.delete = True  # the numbers stand on the bars
    bars.y_axis.scaling.min = 0
    return bars


def _series(sheet: TableSheet, chart: BarChart, theme: SheetTheme) -> Series:
    fill = GraphicalProperties(solidFill=theme.colours.title)
    fill.line.noFill = True
    labels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    labels.txPr = RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=_look(theme, theme.fonts.size - 1)), endParaRPr=None)]
    )
    names = [printed(value) or str(value) for value in _values(sheet, chart, chart.labels)]
    numbers = list(_values(sheet, chart, chart.values))
    return Series(
        idx=0,
        order=0,
        spPr=fill,
        invertIfNegative=False,
        dLbls=labels,
        cat=AxDataSource(
            strRef=StrRef(
                f=_cells(sheet, chart, chart.labels),
                strCache=StrData(ptCount=len(names), pt=[StrVal(idx=i, v=v) for i, v in enumerate(names)]),
            )
        ),
        val=NumDataSource(
            numRef=NumRef(
                f=_cells(sheet, chart, chart.values),
                numCache=NumData(
                    formatCode="General",
                    ptCount=len(numbers),
                    pt=[NumVal(idx=i, v=v) for i, v in enumerate(numbers) if isinstance(v, int | Decimal)],
                ),
            )
        ),
    )


def _cells(sheet: TableSheet, chart: BarChart, key: str) -> str:
    letter = get_column_letter(_position(sheet, key) + 1)
    first = FIRST_ROW + chart.first
    return f"{quote_sheetname(sheet.name)}!${letter}${first}:${letter}${first + chart.count - 1}"


def _position(sheet: TableSheet, key: str) -> int:
    return next(at for at, column in enumerate(sheet.columns) if column.key == key)


def _values(sheet: TableSheet, chart: BarChart, key: str) -> Iterator[CellValue]:
    at = _position(sheet, key)
    for row in islice(sheet.rows, chart.first, chart.first + chart.count):
        value = row[at]
        yield value.value if isinstance(value, Formula) else value


def _rich(words: str, theme: SheetTheme, size: float, *, bold: bool) -> RichText:
    look = _look(theme, size, bold=bold)
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=words)])]
    )


def _look(theme: SheetTheme, size: float, *, bold: bool = False) -> CharacterProperties:
    fonts = theme.fonts
    return CharacterProperties(
        sz=int(size * 100), b=bold, solidFill=theme.colours.text,
        latin=Font(typeface=fonts.latin), ea=Font(typeface=fonts.han),
    )  # fmt: skip


# -- the text alternative --------------------------------------------------------------------------

_NAMED = re.compile(r'(<(?:xdr:)?cNvPr\b[^>]*?) name="Chart (\d+)"')


def with_alternatives(drawing: str, charts: Sequence[BarChart]) -> str:
    """Return the drawing part with the title and the text alternative of each chart."""

    def named(match: re.Match[str]) -> str:
        chart = charts[int(match[2]) - 1]
        return f"{match[1]} name={quoteattr(chart.title)} descr={quoteattr(chart.alt)}"

    return _NAMED.sub(named, drawing)
