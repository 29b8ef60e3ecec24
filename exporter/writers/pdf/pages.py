"""Boxes onto pages: what fits, what is cut, what goes on; and the furniture of every page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from exporter.writers.pdf.boxes import HAIRLINE, Box, NewPage, Run, Text
from exporter.writers.pdf.setting import Setting
from exporter.writers.pdf.tagging import Paper
from exporter.writers.pdf.text import plain


class Pages:
    """The text area of page after page.  `note` makes the box of a note by its number."""

    def __init__(self, paper: Paper, setting: Setting, pages: int, note: Callable[[int], Box]) -> None:
        self._paper, self._setting, self._pages = paper, setting, pages
        page = setting.theme.page
        self._x, self._bottom = page.left.pt, page.bottom.pt
        self._top = paper.height  # the title block reaches the edge
        self._at = self._top
        self._after = 0.0
        self._landscape = False
        self._note = note
        self._notes: list[Box] = []  # those of this page, and what earlier pages left over
        self._called: dict[int, Box] = {}

    @property
    def width(self) -> float:
        """The width of the text area."""
        page = self._setting.theme.page
        return self._paper.width - page.left.pt - page.right.pt

    @property
    def _foot(self) -> float:
        """Where the text area ends, above the notes of the page."""
        return self._bottom + self._height_of_notes()

    def flow(self, boxes: Iterable[Box]) -> None:
        """Put every box on paper."""
        queue = deque(boxes)
        self._furnish()
        while queue:
            self._put(queue)
        self._put_notes()
        while self._notes:
            self._begin_page(self._landscape)
            self._put_notes()

    def _put(self, queue: deque[Box]) -> None:
        box = queue.popleft()
        gap = 0.0 if self._at_top else max(self._after, box.before)
        room = self._at - self._foot - gap - self._height_for_notes(box)
        if isinstance(box, NewPage):
            self._next_page(landscape=box.landscape)
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
                return needed + following.least(self.width) + self._height_for_notes(following)
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
        elif self._at_top:  # a line higher than the page: no theme asks for that
            self._draw(box, gap)
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
        self._take_notes(box)

    # -- notes -----------------------------------------------------------------------------------

    def _take_notes(self, box: Box) -> None:
        new = self._new_notes(box)
        self._notes += new.values()
        self._called |= new

    def _new_notes(self, box: Box) -> dict[int, Box]:
        """Return the notes that a box calls and no box before it did, with those that they call."""
        found: dict[int, Box] = {}
        waiting = deque(box.notes())
        while waiting:
            number = waiting.popleft()
            if number not in found and number not in self._called:
                note = found[number] = self._note(number)
                waiting.extend(note.notes())
        return found

    def _height_for_notes(self, box: Box) -> float:
        """Return how much higher the notes of the page grow with those of a box."""
        new = self._new_notes(box).values()
        return self._height_of_notes(new) - self._height_of_notes() if new else 0.0

    def _height_of_notes(self, new: Iterable[Box] = ()) -> float:
        """Return the height of the notes of the page, which leave room for the text that calls them."""
        boxes = [*self._notes, *new]
        if not boxes:
            return 0.0
        whole = sum(box.height(self.width) + box.after for box in boxes)
        return min(whole + _NOTES_HEAD, _MOST_NOTES * self._paper.height)

    def _put_notes(self) -> None:
        """Draw the notes of the page at its foot, under a short rule; what has no room waits for the next."""
        if not self._notes:
            return
        at, waiting = self._foot, deque(self._notes)
        self._paper.fill(
            self._x, at - _NOTES_RULE, self.width * _NOTES_SHARE, HAIRLINE, self._setting.styles.line
        )
        at -= _NOTES_HEAD
        while waiting:
            box = waiting.popleft()
            if box.height(self.width) > at - self._bottom + _TOLERANCE:
                parts = box.split(self.width, at - self._bottom, forced=True)
                waiting.extendleft(reversed(parts or (box,)))
                if parts is None:
                    break
                box = waiting.popleft()
                box.draw(self._paper, self._x, at, self.width)
                break
            box.draw(self._paper, self._x, at, self.width)
            at -= box.height(self.width) + box.after
        self._notes = list(waiting)

    # -- furniture -------------------------------------------------------------------------------

    def _next_page(self, *, landscape: bool | None = None) -> None:
        """Begin a page: on its side or upright as told, or else as the last one."""
        self._put_notes()
        self._begin_page(self._landscape if landscape is None else landscape)

    def _begin_page(self, landscape: bool) -> None:
        self._paper.next_page(turned=landscape != self._landscape)
        self._landscape = landscape
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
        top = self._bottom - 0.3 * (self._bottom - page.furniture.pt)
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
_NOTES_HEAD, _NOTES_RULE, _NOTES_SHARE = 9.0, 4.0, 0.3  # above the notes: white, where its rule is, how long
_MOST_NOTES = 0.5  # of the page, however long the notes are
_GAP = 10.0


def _first_line(text: Text, width: float) -> Text:
    """Return as much of a running header as one line holds."""
    parts = text.split(width, text.style.leading, forced=True)
    return parts[0] if parts else text
