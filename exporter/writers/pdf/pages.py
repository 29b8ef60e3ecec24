"""Boxes onto pages: what fits, what is cut, what goes on; and the furniture of every page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from exporter.writers.pdf.boxes import HAIRLINE, Box, Run, Text
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Paper
from exporter.writers.pdf.text import plain


class Pages:
    """The text area of page after page."""

    def __init__(self, paper: Paper, setting: Setting, pages: int) -> None:
        self._paper, self._setting, self._pages = paper, setting, pages
        page = setting.theme.page
        self._x, self._foot = page.left.pt, page.bottom.pt
        self.width = page.width.pt - page.left.pt - page.right.pt
        self._top = paper.height  # the title block reaches the edge
        self._at = self._top
        self._after = 0.0

    def flow(self, boxes: Iterable[Box]) -> None:
        """Put every box on paper."""
        queue = deque(boxes)
        self._furnish()
        while queue:
            self._put(queue)

    def _put(self, queue: deque[Box]) -> None:
        box = queue.popleft()
        gap = 0.0 if self._at_top else max(self._after, box.before)
        room = self._at - self._foot - gap
        if box.breaks:
            self._next_page()
        elif box.height(self.width) <= room + _TOLERANCE and (
            self._at_top or self._bound(box, queue) <= room
        ):
            self._draw(box, gap)
        elif self._at_top or self._bound(box, queue) <= room:
            self._cut(box, gap, room, queue)
        else:
            queue.appendleft(box)
            self._next_page()

    def _bound(self, box: Box, queue: deque[Box]) -> float:
        """Return the height that must be there: a heading's, and the beginning of what it heads."""
        if not box.keep:
            return box.least(self.width) if box.height(self.width) > box.least(self.width) else 0.0
        needed, previous = box.height(self.width), box
        for following in queue:
            needed += max(previous.after, following.before)
            if not following.keep:
                return needed + following.least(self.width)
            needed += following.height(self.width)
            previous = following
        return needed

    def _cut(self, box: Box, gap: float, room: float, queue: deque[Box]) -> None:
        parts = box.split(self.width, room) or (
            box.split(self.width, room, forced=True) if self._at_top else None
        )
        if parts:
            self._draw(parts[0], gap)
            queue.appendleft(parts[1])
            self._next_page()
        elif self._at_top:
            self._draw_smaller(box, room)
        else:
            queue.appendleft(box)
            self._next_page()

    @property
    def _at_top(self) -> bool:
        return self._at == self._top

    def _draw(self, box: Box, gap: float) -> None:
        box.draw(self._paper, self._x, self._at - gap, self.width)
        self._at -= gap + box.height(self.width)
        self._after = box.after

    def _draw_smaller(self, box: Box, room: float) -> None:
        """Scale what is higher than a page and cannot be cut: small, but all of it."""
        scale = room / box.height(self.width)
        self._paper.push(self._x, self._at, scale)
        box.draw(self._paper, 0, 0, self.width)
        self._paper.pop()
        self._at = self._foot
        self._after = box.after

    # -- furniture -------------------------------------------------------------------------------

    def _next_page(self) -> None:
        self._paper.next_page()
        self._top = self._paper.height - self._setting.theme.page.top.pt
        self._at, self._after = self._top, 0.0
        self._furnish()

    def _furnish(self) -> None:
        if self._paper.page > 1:
            self._head()
        self._tail()

    def _head(self) -> None:
        furniture, page, styles = (
            self._setting.document.furniture,
            self._setting.theme.page,
            self._setting.styles,
        )
        top = self._paper.height - page.furniture.pt
        marking = self._marking()
        width = self.width - (marking.natural_width + _GAP if marking else 0.0)
        line = _first_line(self._furniture(furniture.running_header), width)
        line.draw(self._paper, self._x, top, width)
        if marking:
            at = self._x + self.width - marking.natural_width
            marking.draw(self._paper, at, top, marking.natural_width + 1)
        foot = top - line.style.leading - 3
        self._paper.fill(self._x, foot, self.width, HAIRLINE, styles.line)

    def _tail(self) -> None:
        furniture, page, styles = (
            self._setting.document.furniture,
            self._setting.theme.page,
            self._setting.styles,
        )
        top = self._foot - 0.3 * (self._foot - page.furniture.pt)
        self._paper.fill(self._x, top, self.width, HAIRLINE, styles.line)
        top -= 4
        pages = max(self._pages, self._paper.page)
        number = self._furniture(furniture.page.format(page=self._paper.page, pages=pages))
        end, start = self._x + self.width, self._x
        marking = self._marking()
        if marking:
            marking.draw(self._paper, start, top, marking.natural_width + 1)
            start += marking.natural_width + _GAP
        room = end - number.natural_width - _GAP - start
        self._furniture(furniture.footer).draw(self._paper, start, top, room)
        number.draw(self._paper, end - number.natural_width, top, number.natural_width + 1)

    def _furniture(self, words: str) -> Text:
        return self._setting.words(self._setting.styles.furniture(), words, None)

    def _marking(self) -> Text | None:
        marking, setting = self._setting.document.furniture.marking, self._setting
        run = Run(plain(marking), bold=True, colour=setting.styles.accent, han=setting.han)
        return Text(setting.faces, setting.styles.furniture(), (run,), None) if marking else None


_TOLERANCE = 0.01
_GAP = 10.0


def _first_line(text: Text, width: float) -> Text:
    """Return as much of a running header as one line holds."""
    parts = text.split(width, text.style.leading, forced=True)
    if parts is None:
        return text
    first = parts[0]
    assert isinstance(first, Text)
    return first
