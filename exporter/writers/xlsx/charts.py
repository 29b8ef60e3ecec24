"""Native bar charts over cells of a sheet, beside its table.

They carry the values that they draw, for readers that do not calculate, and a text alternative.
openpyxl makes one chart a theme, blank; each is a copy of it, filled in.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, count, islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl.chart import BarChart as Bars
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    StrData,
    StrRef,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.xml.functions import tostring

from exporter.document.workbook import BarChart, CellValue, Formula, TableSheet, Workbook
from exporter.theme.sheet import SheetTheme
from exporter.writers.xlsx.cells import printed
from exporter.writers.xlsx.check import FIRST_ROW
from exporter.writers.xlsx.layout import heights
from exporter.writers.xlsx.parts import Relation, drawing_part, relations_part, relations_xml

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
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
        parts = [f"xl/charts/chart{next(numbers)}.xml" for _ in sheet.charts]
        for part, chart in zip(parts, sheet.charts, strict=True):
            yield part, _chart_xml(sheet, chart, theme).encode()
        frames = "".join(_placed(sheet, widths[sheet.key], theme))
        yield drawing_part(number), f'<wsDr xmlns="{_DRAWING}">{frames}</wsDr>'.encode()
        led = [Relation("chart", f"/{part}") for part in parts]
        yield relations_part(drawing_part(number)), relations_xml(led).encode()


def _placed(sheet: TableSheet, widths: Sequence[float], theme: SheetTheme) -> Iterator[str]:
    """Yield the frames of the charts, one below the other, right of the table with columns of `widths`."""
    row_ends = tuple(accumulate(height * _POINT for height in heights(sheet.rows, widths, theme.fonts.size)))
    top = 0.0
    for number, chart in enumerate(sheet.charts, 1):
        height = _HEAD + _BAR * chart.count
        row = FIRST_ROW - 1 + bisect(row_ends, top)
        yield (
            f"<oneCellAnchor><from><col>{len(sheet.columns) + 1}</col><colOff>0</colOff>"
            f"<row>{row}</row><rowOff>0</rowOff></from>"
            f'<ext cx="{_WIDTH * _EMU}" cy="{height * _EMU}"/>'
            f"{_frame(number, chart)}<clientData/></oneCellAnchor>"
        )
        top += height + _GAP


def _frame(number: int, chart: BarChart) -> str:
    """The frame of a chart says its title, and what it shows to those who do not see it."""
    said = f'id="{number}" name={quoteattr(chart.title)} descr={quoteattr(chart.alt)}'
    return (
        f"<graphicFrame><nvGraphicFramePr><cNvPr {said}/><cNvGraphicFramePr/></nvGraphicFramePr><xfrm/>"
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_OFFICE}" r:id="rId{number}"/>'
        "</a:graphicData></a:graphic></graphicFrame>"
    )


# -- a chart ---------------------------------------------------------------------------------------

_TITLE, _LABELS, _VALUES = "{title}", "{labels}", "{values}"
_LABELS_SAID = re.compile("<strCache>.*?</strCache>", re.DOTALL)
_VALUES_SAID = re.compile("<numCache>.*?</numCache>", re.DOTALL)


def _chart_xml(sheet: TableSheet, chart: BarChart, theme: SheetTheme) -> str:
    """Return the part of a chart, from one that openpyxl made: cells, and the values that they hold."""
    names = [printed(value) or str(value) for value in _values(sheet, chart, chart.labels)]
    numbers = [
        str(value) if isinstance(value, int | Decimal) else None
        for value in _values(sheet, chart, chart.values)
    ]
    filled = {
        _TITLE: escape(chart.title),
        _LABELS: escape(_cells(sheet, chart, chart.labels)),
        _VALUES: escape(_cells(sheet, chart, chart.values)),
        "{names}": _points(map(escape, names), len(names)),
        "{numbers}": _points(numbers, len(numbers)),
    }
    return _BLANK.sub(lambda blank: filled[blank[0]], _form(theme))


_BLANK = re.compile(r"\{(?:title|labels|values|names|numbers)\}")


def _points(values: Iterable[str | None], number: int) -> str:
    each = "".join(f'<pt idx="{at}"><v>{v}</v></pt>' for at, v in enumerate(values) if v is not None)
    return f'<ptCount val="{number}"/>{each}'


@lru_cache(maxsize=8)
def _form(theme: SheetTheme) -> str:
    """Return the part of a chart in the look of `theme`, with blanks for what it shows."""
    xml: str | bytes = tostring(_bars(theme)._write())
    text = xml.decode() if isinstance(xml, bytes) else xml
    text = _LABELS_SAID.sub("<strCache>{names}</strCache>", text)
    return _VALUES_SAID.sub("<numCache><formatCode>General</formatCode>{numbers}</numCache>", text)


def _bars(theme: SheetTheme) -> Any:
    bars: Any = Bars()  # the stubs know little of it
    bars.type, bars.style, bars.gapWidth, bars.legend = "bar", None, 45, None
    bars.roundedCorners = False
    bars.title = Title(tx=Text(rich=_rich(_TITLE, theme, theme.fonts.size + 2, bold=True)), overlay=False)
    bars.series.append(_series(theme))
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


def _series(theme: SheetTheme) -> Series:
    fill = GraphicalProperties(solidFill=theme.colours.title)
    fill.line.noFill = True
    labels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    labels.txPr = RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=_look(theme, theme.fonts.size - 1)), endParaRPr=None)]
    )
    return Series(
        idx=0,
        order=0,
        spPr=fill,
        invertIfNegative=False,
        dLbls=labels,
        cat=AxDataSource(strRef=StrRef(f=_LABELS, strCache=StrData(ptCount=0))),
        val=NumDataSource(numRef=NumRef(f=_VALUES, numCache=NumData(formatCode="General", ptCount=0))),
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
