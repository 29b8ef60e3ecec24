"""Key figures as cards beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.document.nodes import KeyFigure
from exporter.writers.pdf.boxes import Box, Columns, Run, Stack, Text
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Element
from exporter.writers.pdf.text import plain

_PADDING = 7.0


def card_rows(figures: Sequence[KeyFigure], setting: Setting, parent: Element, width: float) -> Iterator[Box]:
    """Yield rows of cards as even as they can be: five are three and two, not four and one.

    A long number makes the cards wider and so fewer, never its type smaller.
    """
    gap = setting.theme.space.grid.pt
    places = _places(figures, setting, width)
    listing = Element("L", parent)
    for first in range(0, len(figures), places):
        cards = [_card(figure, setting, listing) for figure in figures[first : first + places]]
        row = Columns(cards, [1.0] * places, gap, even=True)
        row.before = row.after = gap
        yield row


def _places(figures: Sequence[KeyFigure], setting: Setting, width: float) -> int:
    gap, style = setting.theme.space.grid.pt, setting.styles.figure_value()
    widest = max(setting.words(style, figure.value, None).natural_width for figure in figures)
    fitting = int((width + gap) / (widest + 2 * _PADDING + 0.1 + gap))
    rows = -(-len(figures) // max(min(fitting, setting.theme.grid.figures), 1))
    return -(-len(figures) // rows)


def _card(figure: KeyFigure, setting: Setting, listing: Element) -> Stack:
    body = Element("LBody", Element("LI", listing))
    styles = setting.styles
    value = setting.words(styles.figure_value(), figure.value, Element("P", body))
    value.after = 2
    element = Element("P", body)
    boxes = [value, setting.text(styles.figure_meaning(), figure.meaning, element)]
    if figure.source and setting.han:  # between Han characters, nothing would keep 见 and 6.1 together
        boxes.append(setting.words(styles.paragraph("note"), figure.source, Element("P", body)))
    elif figure.source:
        told = plain(" " + figure.source.replace(" ", "\u00a0"))
        runs = *setting.runs(figure.meaning, element), Run(told, colour=styles.quiet_colour)
        boxes[1] = Text(setting.faces, styles.figure_meaning(), runs, element)
    return Stack(boxes, padding=_PADDING, ground=styles.tint, rule=styles.bar)
