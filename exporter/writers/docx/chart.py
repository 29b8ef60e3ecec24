"""Native Word charts, each a part of its own with the workbook that "Edit data" opens.

Every bar is labelled with its value as printed ("about 30"), so no axis of numbers is needed.
Structure: ECMA-376 part 1, 21.2; the order of children is the schema's.
"""

from __future__ import annotations

from exporter.document.nodes import Chart
from exporter.theme.word import word_language
from exporter.units import Length
from exporter.writers.docx.chart_data import groups, workbook
from exporter.writers.docx.output import Output, Relations, relations_part
from exporter.writers.docx.picture import drawing_xml, graphic_xml
from exporter.writers.docx.plot import plot_xml
from exporter.writers.docx.xml import DECLARATION
from exporter.writers.package import part_text

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BAR_HEIGHT, _PADDING = Length.millimetres(7), Length.millimetres(8)
_LABEL_LINE = Length.millimetres(4)
_COLUMNS_HEIGHT = Length.millimetres(62)
_SHARE_HEIGHT, _LEGEND_LINE = Length.millimetres(26), Length.millimetres(6)
_LEGEND_ENTRIES = 3  # in a line, about
_TALLEST = 0.8  # of the text's height
_FONT_SIZE = 900  # hundredths of a point


def chart_xml(chart: Chart, out: Output) -> str:
    """Return the chart, kept with its caption; its parts go to `out`."""
    position = sum(name.startswith("word/charts/chart") for name in out.parts) + 1
    name = f"word/charts/chart{position}.xml"
    relations = Relations()
    data = relations.add("package", f"../embeddings/chart{position}.xlsx")
    out.parts[name] = _chart_part(chart, data, out)
    theme = part_text(out.theme.package(out.document.language), "word/theme/theme1.xml")
    out.parts[f"word/embeddings/chart{position}.xlsx"] = workbook(chart, theme)
    out.parts[f"word/charts/_rels/chart{position}.xml.rels"] = relations_part(relations.xml())
    out.types[name] = _TYPE
    key = out.relations.add("chart", name.removeprefix("word/"))
    graphic = graphic_xml("chart", f'<c:chart xmlns:c="{_CHART}" r:id="{key}"/>')
    drawing = drawing_xml(graphic, out.page.width, _height(chart, out), chart.alt, out)
    for bar in chart.bars:
        if bar.records:
            out.trace.drawn(bar.records, bar.text)
    return out.paragraph("figure", drawing, keep=True)


def _height(chart: Chart, out: Output) -> Length:
    match chart.kind:
        case "columns":
            wanted = _COLUMNS_HEIGHT.emu
        case "share":
            wanted = _SHARE_HEIGHT.emu + _legend_height(len(chart.bars))
        case "tiles":
            wanted = _bars_height(chart) + _legend_height(len(groups(chart)))
        case _:
            wanted = _bars_height(chart)
    return Length(min(wanted, round(out.page.height.emu * _TALLEST)))


def _bars_height(chart: Chart) -> int:
    """The height of horizontal bars; a label in two languages has two lines."""
    lines = max((bar.label.count("\n") for bar in chart.bars), default=0)
    return _PADDING.emu + (_BAR_HEIGHT.emu + _LABEL_LINE.emu * lines) * len(chart.bars)


def _legend_height(entries: int) -> int:
    return _LEGEND_LINE.emu * -(-entries // _LEGEND_ENTRIES)


def _chart_part(chart: Chart, data: str, out: Output) -> bytes:
    language = word_language(out.document.language)
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<c:date1904 val="0"/><c:lang val="{language}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{plot_xml(chart, out.document.labels.colon)}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text_properties()}<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    ).encode()


def _text_properties() -> str:
    run = f'<a:defRPr sz="{_FONT_SIZE}"/>'
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr/></a:p></c:txPr>"
