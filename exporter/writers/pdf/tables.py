"""Tables: widths of columns, rows that never break unless they must, a header on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from exporter.document.nodes import Table as TableNode
from exporter.writers.pdf.boxes import HAIRLINE, Box, Text
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Colour, Element, Paper

_PAD_ACROSS, _PAD_DOWN = 5.0, 3.2  # inside a cell
_HEADER_RULE = 1.2
_CAPTION_GAP = 4.0


class Row:
    """The cells of one row, each a paragraph; `shaded` rows stand on a ground."""

    def __init__(self, cells: Sequence[Text], *, shaded: bool = False) -> None:
        self.cells, self.shaded = cells, shaded
        self._measured: tuple[Sequence[float], float] = (), 0.0

    def height(self, widths: Sequence[float]) -> float:
        """Return the height of the highest cell, with white around it."""
        if self._measured[0] is not widths:
            inner = zip(self.cells, widths, strict=True)
            highest = max([cell.height(width - 2 * _PAD_ACROSS) for cell, width in inner])
            self._measured = widths, highest + 2 * _PAD_DOWN
        return self._measured[1]

    def split(self, widths: Sequence[float], room: float) -> tuple[Row, Row] | None:
        """Return the row cut at `room`; a cell that fits whole leaves an empty one behind."""
        inner = [width - 2 * _PAD_ACROSS for width in widths]
        halves = [
            _cut(cell, width, room - 2 * _PAD_DOWN) for cell, width in zip(self.cells, inner, strict=True)
        ]
        if not any(first.words for first, _ in halves) or not any(rest.height(9) for _, rest in halves):
            return None
        firsts, rests = zip(*halves, strict=True)
        return Row(firsts, shaded=self.shaded), Row(rests, shaded=self.shaded)

    def draw(
        self, paper: Paper, x: float, top: float, widths: Sequence[float], ground: Colour | None
    ) -> None:
        """Draw the row, shaded or not."""
        if self.shaded and ground:
            height = self.height(widths)
            paper.fill(x, top - height, sum(widths), height, ground)
        for cell, width in zip(self.cells, widths, strict=True):
            cell.draw(paper, x + _PAD_ACROSS, top - _PAD_DOWN, width - 2 * _PAD_ACROSS)
            x += width


def _cut(cell: Text, width: float, room: float) -> tuple[Text, Text]:
    nothing = Text(cell._faces, cell.style, (), cell.element)
    if cell.height(width) <= room:
        return cell, nothing
    parts = cell.split(width, room, forced=True)
    return parts or (nothing, cell)


class Table(Box):
    """A table: caption, header, rows.  A part that goes on has no caption, and its header is furniture."""

    def __init__(
        self,
        caption: Text | None,
        header: Row,
        again: Row,
        rows: Sequence[Row],
        shares: Sequence[float],
        look: _Look,
    ) -> None:
        self._caption, self._header, self._again = caption, header, again
        self._rows, self._shares, self._look = rows, shares, look
        self._measured: tuple[float, list[float]] | None = None  # text width, widths of columns

    def _widths(self, width: float) -> list[float]:
        if self._measured is None or self._measured[0] != width:
            columns = list(zip(*(row.cells for row in (self._header, *self._rows)), strict=True))
            needed = [max(cell.narrowest for cell in column) + 2 * _PAD_ACROSS for column in columns]
            wanted = [max(cell.natural_width for cell in column) + 2 * _PAD_ACROSS for column in columns]
            widths = column_widths(self._shares, needed, width)
            self._measured = width, relieved(widths, needed, wanted)
        return self._measured[1]

    def _head_height(self, width: float) -> float:
        caption = self._caption.height(width) + _CAPTION_GAP if self._caption else 0.0
        return caption + self._header.height(self._widths(width)) + _HEADER_RULE

    def height(self, width: float) -> float:
        widths = self._widths(width)
        return self._head_height(width) + sum(row.height(widths) for row in self._rows) + HAIRLINE

    def least(self, width: float) -> float:
        widths = self._widths(width)
        return self._head_height(width) + sum(row.height(widths) for row in self._rows[:2]) + HAIRLINE

    def split(self, width: float, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        widths = self._widths(width)
        room -= self._head_height(width) + HAIRLINE
        fitting = 0
        for row in self._rows:
            if row.height(widths) > room:
                break
            room -= row.height(widths)
            fitting += 1
        if fitting == len(self._rows) - 1 > 2:  # noqa: PLR2004 - two rows at least go on, as two begin
            fitting -= 1
        if fitting >= (1 if forced else 2) and fitting < len(self._rows):
            return self._part(self._rows[:fitting], first=True), self._part(self._rows[fitting:])
        return self._split_row(widths, room, fitting) if forced else None

    def _split_row(self, widths: Sequence[float], room: float, at: int) -> tuple[Box, Box] | None:
        halves = self._rows[at].split(widths, room)
        if halves is None:
            return None
        return self._part([*self._rows[:at], halves[0]], first=True), self._part(
            [halves[1], *self._rows[at + 1 :]]
        )

    def notes(self) -> Iterator[int]:
        return chain.from_iterable(cell.notes() for row in self._rows for cell in row.cells)

    def _part(self, rows: Sequence[Row], *, first: bool = False) -> Table:
        caption, header = (self._caption, self._header) if first else (None, self._again)
        part = Table(caption, header, self._again, rows, self._shares, self._look)
        part.before, part.after, part._measured = self.before, self.after, self._measured
        return part

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        widths = self._widths(width)
        if self._caption:
            self._caption.draw(paper, x, top, width)
            top -= self._caption.height(width) + _CAPTION_GAP
        self._header.draw(paper, x, top, widths, None)
        top -= self._header.height(widths) + _HEADER_RULE
        paper.fill(x, top, width, _HEADER_RULE, self._look.rule)
        for row in self._rows:
            row.draw(paper, x, top, widths, self._look.ground)
            top -= row.height(widths)
        paper.fill(x, top - HAIRLINE, width, HAIRLINE, self._look.line)


class _Look:
    def __init__(self, rule: Colour, line: Colour, ground: Colour) -> None:
        self.rule, self.line, self.ground = rule, line, ground


def column_widths(shares: Sequence[float], needed: Sequence[float], width: float) -> list[float]:
    """Return widths by share, but none too narrow for its widest word while another can give.

    >>> column_widths([1, 1, 2], [50, 10, 10], 120)
    [50.0, 23.333333333333332, 46.666666666666664]
    """
    fixed: set[int] = set()
    while True:
        free = width - sum(needed[i] for i in fixed)
        whole = sum(share for i, share in enumerate(shares) if i not in fixed)
        widths = [
            float(needed[i]) if i in fixed else max(free, 0.0) * share / whole
            for i, share in enumerate(shares)
        ]
        short = {i for i in range(len(shares)) if widths[i] < needed[i]} - fixed
        if not short:
            return widths
        if sum(needed) > width or len(fixed | short) == len(shares):
            return [width * share / sum(shares) for share in shares]
        fixed |= short


def relieved(widths: Sequence[float], needed: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Return widths after columns that stand half empty gave room to those whose text would wrap.

    >>> relieved([50, 50], [10, 10], [20, 60])
    [40.0, 60.0]
    """
    spare = [
        max(0.0, min(width - want - _BREATH, width - need))
        for width, need, want in zip(widths, needed, wanted, strict=True)
    ]
    short = [max(0.0, want - width) for width, want in zip(widths, wanted, strict=True)]
    given = min(sum(spare), sum(short))
    if not given:
        return list(widths)
    moved = zip(widths, spare, short, strict=True)
    return [width + given * (lack / sum(short) - more / sum(spare)) for width, more, lack in moved]


_BREATH = 8.0  # white that a column keeps behind its longest text


def table_box(table: TableNode, setting: Setting, parent: Element) -> Table:
    """Return `table` as a box; its element holds caption, header and rows."""
    element = Element("Table", parent, summary=table.description)
    styles = setting.styles
    caption = setting.text(
        styles.caption(), setting.captioned(table.label, table.caption), Element("Caption", element)
    )
    caption.anchor = setting.anchors[table.anchor]
    ends = [
        bool(table.rows) and all(row[i].align == "end" for row in table.rows)
        for i in range(len(table.columns))
    ]
    header = Row(_header(table, setting, ends, Element("TR", element)))
    again = Row(_header(table, setting, ends, None))
    rows = [_row(table, position, setting, element) for position in range(len(table.rows))]
    look = _Look(styles.heading_colour, styles.line, styles.tint)
    return Table(caption, header, again, rows, [column.share for column in table.columns], look)


def _header(table: TableNode, setting: Setting, ends: Sequence[bool], row: Element | None) -> list[Text]:
    return [
        setting.words(
            setting.styles.cell(header=True, end=end),
            column.header,
            row and Element("TH", row, scope="Column"),
        )
        for column, end in zip(table.columns, ends, strict=True)
    ]


def _row(table: TableNode, position: int, setting: Setting, element: Element) -> Row:
    row = Element("TR", element)
    cells = []
    for number, cell in enumerate(table.rows[position]):
        stub = number == 0 and table.stub
        own = Element("TH", row, scope="Row") if stub else Element("TD", row)
        style = setting.styles.cell(end=cell.align == "end")
        cells.append(setting.text(style, cell.inlines, own))
    return Row(cells, shaded=position % 2 == 1)
