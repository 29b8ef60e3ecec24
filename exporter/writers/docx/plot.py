"""What a chart draws: bars, columns along time, the shares of a whole, bars by groups.

Colours are those of the template's colour theme, so a designer changes them in Word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exporter.document.nodes import Bar, Chart
from exporter.writers.docx.chart_data import groups, letters, sheet_name
from exporter.writers.docx.xml import escaped

_CATEGORY_AXIS, _VALUE_AXIS = 1, 2
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
_NARROW = 0.07  # of the whole: a narrower part has its value in the legend only


def plot_xml(chart: Chart, colon: str) -> str:
    """Return the plot area of `chart`, and a legend where colours have a meaning.

    `colon` stands between the name of a part and its value: ": ", "：".
    """
    axes = _hidden_axes() if chart.kind == "share" else _category_axis(chart) + _value_axis(chart)
    legend = _legend() if chart.kind in ("share", "tiles") else ""
    return f"<c:plotArea><c:layout/>{_bars(chart, colon)}{axes}</c:plotArea>{legend}"


# -- colours --------------------------------------------------------------------------------------


class _Paint(NamedTuple):
    """A colour of the theme, lightened by so many per cent."""

    name: str
    lighter: int = 0

    @property
    def fill(self) -> str:
        """The colour as DrawingML."""
        shade = (
            f'<a:lumMod val="{100 - self.lighter}000"/><a:lumOff val="{self.lighter}000"/>'
            if self.lighter
            else ""
        )
        return f'<a:solidFill><a:schemeClr val="{self.name}">{shade}</a:schemeClr></a:solidFill>'


_PALETTE = (
    _Paint("accent1"), _Paint("accent2", 60), _Paint("accent2"), _Paint("accent1", 80), _Paint("tx2", 40),
    _Paint("accent2", 80),
)  # fmt: skip
_PALE = (  # black labels stand upon these
    _Paint("accent1", 60), _Paint("accent2", 80), _Paint("accent2", 60), _Paint("accent1", 90),
    _Paint("accent1", 75), _Paint("accent2", 90),
)  # fmt: skip


# -- series ----------------------------------------------------------------------------------------


class _Series(NamedTuple):
    """Bars of one colour: the position of each among the categories, and where it is labelled."""

    name: str
    bars: tuple[tuple[int, Bar], ...]
    label_at: str = "outEnd"


def _series(chart: Chart, colon: str) -> tuple[_Series, ...]:
    numbered = tuple(enumerate(chart.bars))
    match chart.kind:
        case "share":
            return tuple(_Series(bar.label + colon + bar.text, ((0, bar),), "ctr") for bar in chart.bars)
        case "tiles":
            return tuple(
                _Series(group, tuple((n, bar) for n, bar in numbered if bar.group == group))
                for group in groups(chart)
            )
        case _:
            return (_Series(chart.unit, numbered),)


def _bars(chart: Chart, colon: str) -> str:
    direction = "col" if chart.kind == "columns" else "bar"
    grouping = "percentStacked" if chart.kind == "share" else "clustered"
    overlap = '<c:overlap val="100"/>' if chart.kind in ("share", "tiles") else ""
    gap = 20 if chart.kind == "share" else 50
    drawn = "".join(_one(position, one, chart) for position, one in enumerate(_series(chart, colon)))
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{drawn}<c:gapWidth val="{gap}"/>{overlap}'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
    )


def _one(position: int, series: _Series, chart: Chart) -> str:
    palette, column = _PALE if chart.kind == "share" else _PALETTE, position + 1
    paint = palette[position % len(palette)]
    categories = [chart.unit] if chart.kind == "share" else [bar.label for bar in chart.bars]
    values = {at: f"{bar.value:.15g}" for at, bar in series.bars}
    labels = _data_labels(series, _smallest_labelled(chart))
    return (
        f'<c:ser><c:idx val="{position}"/><c:order val="{position}"/>'
        f"<c:tx>{_strings(_cells(chart, column, 0), [series.name])}</c:tx>"
        f"<c:spPr>{paint.fill}{_EDGE if chart.kind == 'share' else ''}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{labels}'
        f"<c:cat>{_strings(_cells(chart, 0, 1, len(categories)), categories)}</c:cat>"
        f"<c:val>{_numbers(_cells(chart, column, 1, len(categories)), values, len(categories))}</c:val>"
        "</c:ser>"
    )


_EDGE = '<a:ln w="9525"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:ln>'


def _smallest_labelled(chart: Chart) -> float:
    """Return the value from which on a bar has room for its label; a part's stands inside it."""
    return sum(bar.value for bar in chart.bars) * _NARROW if chart.kind == "share" else float("-inf")


def _cells(chart: Chart, column: int, row: int, rows: int = 1) -> str:
    """Return cells of the workbook as a formula writes them; `column` and `row` count from 0."""
    first = f"'{sheet_name(chart)}'!${letters(column)}${row + 1}"
    return first if rows == 1 else f"{first}:${letters(column)}${row + rows}"


def _strings(formula: str, words: Sequence[str]) -> str:
    points = _points(dict(enumerate(words)), len(words))
    return f"<c:strRef><c:f>{escaped(formula)}</c:f><c:strCache>{points}</c:strCache></c:strRef>"


def _numbers(formula: str, values: Mapping[int, str], length: int) -> str:
    cache = f"<c:numCache><c:formatCode>General</c:formatCode>{_points(values, length)}</c:numCache>"
    return f"<c:numRef><c:f>{escaped(formula)}</c:f>{cache}</c:numRef>"


def _points(values: Mapping[int, str], length: int) -> str:
    points = [f'<c:pt idx="{n}"><c:v>{escaped(value)}</c:v></c:pt>' for n, value in values.items()]
    return f'<c:ptCount val="{length}"/>{"".join(points)}'


# -- labels ----------------------------------------------------------------------------------------

_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _data_labels(series: _Series, smallest: float) -> str:
    """Return a label per bar that says its value as printed."""
    place = f'<c:dLblPos val="{series.label_at}"/>'
    labels = "".join(
        _data_label(at, bar.text, place) if bar.value >= smallest else _NO_LABEL.format(at)
        for at, bar in series.bars
    )
    return f"<c:dLbls>{labels}{place}{_SHOWN}</c:dLbls>"


_NO_LABEL = '<c:dLbl><c:idx val="{}"/><c:delete val="1"/></c:dLbl>'


def _data_label(at: int, words: str, place: str) -> str:
    return (
        f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:r>'
        f"<a:t>{escaped(words)}</a:t></a:r></a:p></c:rich></c:tx>{place}{_SHOWN}</c:dLbl>"
    )


# -- axes and legend -------------------------------------------------------------------------------


def _category_axis(chart: Chart) -> str:
    """Return the axis of labels; "maxMin" puts the first bar on top, time runs to the right."""
    order, side = ("minMax", "b") if chart.kind == "columns" else ("maxMin", "l")
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr>'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart) -> str:
    """Return the axis of values without its numbers, only the unit; bars start at nought."""
    start = min([0.0, *(bar.value for bar in chart.bars)])
    side, crosses = ("l", "autoZero") if chart.kind == "columns" else ("b", "max")
    turned = '<a:bodyPr rot="-5400000" vert="horz"/>' if chart.kind == "columns" else "<a:bodyPr/>"
    title = (
        f'<c:title><c:tx><c:rich>{turned}<a:p><a:pPr><a:defRPr b="0"/></a:pPr><a:r><a:rPr b="0"/>'
        f'<a:t>{escaped(chart.unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="{start:.15g}"/></c:scaling><c:delete val="0"/><c:axPos val="{side}"/>'
        f'{title if chart.unit else ""}<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'{_NO_LINE}<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="{crosses}"/></c:valAx>'
    )


def _hidden_axes() -> str:
    category = (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="l"/><c:crossAx val="{_VALUE_AXIS}"/></c:catAx>'
    )
    values = (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="b"/><c:crossAx val="{_CATEGORY_AXIS}"/></c:valAx>'
    )
    return category + values


def _legend() -> str:
    return '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
