"""A native Word bar chart, as a part of its own.

Every bar is labelled with its value as printed ("about 30"), so no axis of numbers is needed.
Structure: ECMA-376 part 1, 21.2; the order of children is the schema's.
"""

from __future__ import annotations

from collections.abc import Iterable

from exporter.document.nodes import Bar, Chart
from exporter.theme.word import word_language
from exporter.units import Length
from exporter.writers.docx.chart_data import sheet_name, workbook
from exporter.writers.docx.output import Output, Relations, relations_part
from exporter.writers.docx.picture import drawing_xml, graphic_xml
from exporter.writers.docx.xml import DECLARATION, escaped
from exporter.writers.package import part_text

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BAR_HEIGHT, _PADDING = Length.millimetres(8), Length.millimetres(8)
_FONT_SIZE = 900  # hundredths of a point
_CATEGORY_AXIS, _VALUE_AXIS = 1, 2
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"


def chart_xml(chart: Chart, out: Output) -> str:
    """Return the chart, kept with its caption; its parts go to `out`."""
    position = sum(name.startswith("word/charts/chart") for name in out.parts) + 1
    name = f"word/charts/chart{position}.xml"
    relations = Relations()
    data = relations.add("package", f"../embeddings/chart{position}.xlsx")
    out.parts[name] = _chart_part(chart, data, out.document.language)
    theme = part_text(out.theme.package(out.document.language), "word/theme/theme1.xml")
    out.parts[f"word/embeddings/chart{position}.xlsx"] = workbook(chart, theme)
    out.parts[f"word/charts/_rels/chart{position}.xml.rels"] = relations_part(relations.xml())
    out.types[name] = _TYPE
    key = out.relations.add("chart", name.removeprefix("word/"))
    height = Length(_PADDING.emu + _BAR_HEIGHT.emu * len(chart.bars))
    graphic = graphic_xml("chart", f'<c:chart xmlns:c="{_CHART}" r:id="{key}"/>')
    drawing = drawing_xml(graphic, out.page.width, height, chart.alt, out)
    for bar in chart.bars:
        if bar.records:
            out.trace.drawn(bar.records, bar.text)
    return out.paragraph("figure", drawing, keep=True)


# -- the chart part --------------------------------------------------------------------------------


def _chart_part(chart: Chart, data: str, language: str) -> bytes:
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<c:date1904 val="0"/><c:lang val="{word_language(language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{_bars(chart)}'
        f'{_category_axis()}{_value_axis(chart)}</c:plotArea><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text_properties()}<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    ).encode()


def _bars(chart: Chart) -> str:
    sheet, last = f"'{sheet_name(chart)}'", len(chart.bars) + 1  # as a formula writes a sheet's name
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser>'
        f'<c:idx val="0"/><c:order val="0"/><c:tx>{_strings(f"{sheet}!$B$1", [chart.unit])}</c:tx>'
        '<c:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/>{_data_labels(chart.bars)}'
        f"<c:cat>{_strings(f'{sheet}!$A$2:$A${last}', [bar.label for bar in chart.bars])}</c:cat>"
        f"<c:val>{_numbers(f'{sheet}!$B$2:$B${last}', [bar.value for bar in chart.bars])}</c:val></c:ser>"
        f'<c:gapWidth val="45"/><c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
    )


def _strings(formula: str, words: Iterable[str]) -> str:
    return f"<c:strRef><c:f>{escaped(formula)}</c:f><c:strCache>{_points(words)}</c:strCache></c:strRef>"


def _numbers(formula: str, values: Iterable[float]) -> str:
    points = _points(f"{value:.15g}" for value in values)
    cache = f"<c:numCache><c:formatCode>General</c:formatCode>{points}</c:numCache>"
    return f"<c:numRef><c:f>{escaped(formula)}</c:f>{cache}</c:numRef>"


def _points(values: Iterable[str]) -> str:
    points = [f'<c:pt idx="{n}"><c:v>{escaped(value)}</c:v></c:pt>' for n, value in enumerate(values)]
    return f'<c:ptCount val="{len(points)}"/>{"".join(points)}'


def _data_labels(bars: Iterable[Bar]) -> str:
    """Return a label per bar that says its value as printed."""
    shown = (
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )
    labels = "".join(
        f'<c:dLbl><c:idx val="{n}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:r>'
        f'<a:t>{escaped(bar.text)}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="outEnd"/>{shown}</c:dLbl>'
        for n, bar in enumerate(bars)
    )
    return f'<c:dLbls>{labels}<c:dLblPos val="outEnd"/>{shown}</c:dLbls>'


def _category_axis() -> str:
    """Return the axis of labels; "maxMin" puts the first bar on top."""
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr>'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart) -> str:
    """Return the axis of values without its numbers, only the unit; bars start at nought."""
    start = min([0.0, *(bar.value for bar in chart.bars)])
    title = (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr b="0"/></a:pPr><a:r><a:rPr b="0"/>'
        f'<a:t>{escaped(chart.unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="{start:.15g}"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'{title if chart.unit else ""}<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'{_NO_LINE}<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="max"/></c:valAx>'
    )


def _text_properties() -> str:
    run = f'<a:defRPr sz="{_FONT_SIZE}"/>'
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr/></a:p></c:txPr>"
