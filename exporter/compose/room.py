"""How much of a partner's records the two pages of a brief hold, so that the rest goes to an annex.

An estimate, in points, of the height of everything that is printed before Annex A, from the length of
its words in each language of the report in the measures of the starting template.  Every edition must
show the same records, or a bilingual brief could not be paired: so the language that needs most decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from math import ceil
from typing import NamedTuple

from exporter.compose.tables import MOST_OTHERS, MOST_OUTCOMES, closest_first, in_order, newest_first
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.model.records import Agreement, Engagement, Project, Publication, Record
from exporter.model.text import Message, Slot

# The most that is shown of each kind even where there is room for more, and then less and less of what
# can be read up in an annex: first what was made together, then instruments, at last meetings.
_STEPS = (
    (4, 8, 4), (4, 6, 4), (4, 5, 3), (3, 5, 3), (3, 4, 3), (3, 3, 2), (3, 3, 1), (2, 3, 1), (2, 2, 1),
    (1, 2, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0),
)  # fmt: skip
_MOST_BODIES = MOST_OTHERS + 2  # that one engagement names: also both sides
_TEXT_WIDTH = 442.0
_PAGES = 2
_PAGE = 672.0  # the height of the text on one, less a footnote
_MARKINGS = 36.0  # what those at the top and at the bottom take
_DETAIL = 1.4  # a line of the title block is higher than one of a table
_LOOSE = 1.08  # how much more than their length lines take, for they end with a word
_RELATIONS = 4  # lines of the paragraph on relations
_ARRANGEMENT = 3  # lines of one arrangement
_CELL_MARGINS = 8.5
_SLOT = 5.0  # ems that a placeholder prints, more or less
_FEW = 4  # records that two pages hold, whatever they say


class Shown(NamedTuple):
    """How many records of each kind stand on the two pages; `fits` tells whether those hold the rest."""

    engagements: int
    instruments: int
    works: int
    fits: bool = True


class _Measures(NamedTuple):
    """Heights in points of what a page is made of, in one script."""

    cover: float
    heading: float
    caption: float  # with the header row below it, and the space after the table
    line: float  # of a table
    row: float  # what a row needs beside its lines
    point: float  # a line of running text or of a list
    after: float  # below a paragraph
    note: float
    cell_em: float  # the size of a table's type
    text_em: float  # the size of running text
    list_width: float
    person: float  # the length of a name, in ems of a table
    body: float  # the length of a body's short name


_LATIN = _Measures(108, 43, 57, 10.35, 7.3, 13.9, 7, 22.5, 9, 10.5, 425, 9, 4)
_HAN = _Measures(135, 36, 53, 15, 4.3, 24, 0, 26, 10.5, 14, 393, 5, 8)


def shown(chapter: Chapter) -> Shown:
    """Return how many of a partner's records stand on the two pages of its brief."""
    newest, latest = newest_first(chapter.engagements), in_order(chapter.agreements)[::-1]
    works: tuple[Project | Publication, ...] = (*closest_first(chapter.projects), *chapter.publications)
    held = len(newest) + len(latest) + len(works) + len(chapter.commitments) + len(chapter.pph)
    if held <= _FEW and not chapter.overlay:
        return Shown(*_STEPS[0])
    sheets = [_Sheet(tag, chapter, newest, latest, works) for tag in chapter.report.editions]
    for most in _STEPS:
        if all(sheet.holds(most) for sheet in sheets):
            return Shown(*most)
    return Shown(*_STEPS[-1], fits=False)


class _Sheet:
    """The two pages in one language: what each part of them needs, in points."""

    def __init__(
        self,
        tag: str,
        chapter: Chapter,
        newest: Sequence[Engagement],
        latest: Sequence[Agreement],
        works: Sequence[Project | Publication],
    ) -> None:
        self._tag, self._chapter = tag, chapter
        self._size = _HAN if is_wide(chapter.report.title.texts.get(tag, "")) else _LATIN
        marked = any(record.audience is not Audience.PUBLIC for record in chapter.selected.values())
        self._page = _PAGE - (_MARKINGS if marked else 0.0)
        self._before = (self._size.cover + self._meetings(), *self._glance())
        self._tables = (
            self._table(self._meeting(record) + _footnotes(record) for record in newest),
            self._table(self._instrument(record) + _footnotes(record) for record in latest),
            self._table(self._work(record) + _footnotes(record) for record in works),
        )

    def holds(self, most: Sequence[int]) -> bool:
        """Tell whether two pages hold all, if `most` rows of each table are shown."""
        page, left = 1, self._page
        for height in self._pieces(most):
            if height > left:
                page, left = page + 1, self._page
            left -= height
        return page <= _PAGES

    def _pieces(self, most: Sequence[int]) -> Iterator[float]:
        """The heights of what a page holds whole or not at all, in order."""
        events, texts, works = (tuple(self._shown(*pair)) for pair in zip(self._tables, most, strict=True))
        yield from self._before
        yield from self._written("objectives")
        yield from self._lines_of(_RELATIONS)
        yield from events
        yield from texts
        yield from self._lines_of(max(1, _ARRANGEMENT * len(self._chapter.pph)))
        yield from works
        yield from self._written("issues")
        yield from self._written("talking_points")
        yield from self._tasks()

    # -- sections ----------------------------------------------------------------------------------

    def _headed(self, first: float, rest: Iterable[float]) -> Iterator[float]:
        """A section: its heading keeps to what follows."""
        yield self._size.heading + first
        yield from rest

    def _lines_of(self, lines: int) -> Iterator[float]:
        size = self._size
        yield from self._headed(
            size.point, [size.point] * (lines - 2) + [size.point + size.after] * (lines > 1)
        )

    def _shown(self, rows: Sequence[float], most: int) -> Iterator[float]:
        """A section of a table, with a note on what it does not show."""
        size, note = self._size, [self._size.note] if len(rows) > most else []
        if not rows:
            yield from self._lines_of(1)
        elif most:
            first, *rest = rows[:most]
            if len(rest) > 1:
                rest[-2:] = [sum(rest[-2:])]  # the last row never stands alone
            yield from self._headed(size.caption + first, (*rest, *note))
        else:
            yield from self._headed(size.note, ())

    def _table(self, lines: Iterable[int]) -> Sequence[float]:
        return tuple(self._size.line * n + self._size.row for n in islice(lines, max(map(max, _STEPS)) + 1))

    # -- rows: how many lines the fullest cell has -------------------------------------------------

    def _meeting(self, engagement: Engagement) -> int:
        event, people, outcome = _widths(_MEETINGS, 1, 2, 3)
        bodies = {p.organization or p.group or p.person for p in engagement.participants}
        persons = sum(p.person is not None for p in engagement.participants)
        named = (
            min(len(bodies), _MOST_BODIES) * self._size.body + min(persons, _MOST_BODIES) * self._size.person
        )
        said = [self._long(o.text) for o in engagement.outcomes[:MOST_OUTCOMES]]
        return max(
            self._lines(self._long(engagement.title), event) + 1,
            self._lines(named, people),
            self._lines(sum(said) + len(said), outcome),
        )

    def _instrument(self, agreement: Agreement) -> int:
        (title,) = _widths(_INSTRUMENTS, 1)
        return max(2, self._lines(self._long(agreement.title), title))

    def _work(self, work: Project | Publication) -> int:
        (title, done) = _widths(_WORKS, 0, 2)
        actions = len(work.actions) if isinstance(work, Project) else 1
        return max(self._lines(self._long(work.title), title), self._lines(actions * _ACTION, done))

    # -- what stands there whatever is shown --------------------------------------------------------

    def _meetings(self) -> float:
        meetings = sum(overlay.meeting is not None for overlay in self._chapter.overlay)
        return _DETAIL * self._size.line * meetings

    def _glance(self) -> Iterator[float]:
        one = self._size.row + self._size.line
        yield from self._headed(
            self._size.caption + one + self._size.line, (one, one, one, one + self._size.line)
        )

    def _written(self, field: str) -> Iterator[float]:
        """What staff wrote: a list of points."""
        size = self._size
        lines = [
            ceil(_LOOSE * self._long(message) * size.text_em / size.list_width)
            for overlay in self._chapter.overlay
            for message in getattr(overlay, field)
        ]
        if lines:
            first, *rest = (size.point * n for n in lines)
            yield from self._headed(first, rest)

    def _tasks(self) -> Iterator[float]:
        """What was promised, and what is planned."""
        size, overlays = self._size, self._chapter.overlay
        tasks = [self._long(promised.text) for promised in self._chapter.commitments]
        tasks += [_ems(overlay.next_action) for overlay in overlays if overlay.next_action]
        if not tasks:
            yield from self._lines_of(1)
            return
        (what,) = _widths(_TASKS, 0)
        first, *rest = (self._lines(task, what) * size.line + size.row for task in tasks)
        yield from self._headed(size.caption + first, rest)

    # -- lengths -----------------------------------------------------------------------------------

    def _long(self, message: Message) -> float:
        """The length of a text in ems; a record that it names prints its title."""
        return sum(_ems(p) if isinstance(p, str) else self._slot(p) for p in self._parts(message))

    def _parts(self, message: Message) -> Sequence[str | Slot]:
        return message.parts.get(self._tag, ())

    def _slot(self, slot: Slot) -> float:
        named = None if slot.field or slot.is_name else self._chapter.records.get(slot.target)
        title = getattr(named, "title", None)
        if not isinstance(title, Message):
            return _SLOT
        return sum(_ems(part) if isinstance(part, str) else _SLOT for part in self._parts(title))

    def _lines(self, ems: float, width: float) -> int:
        return max(1, ceil(_LOOSE * ems * self._size.cell_em / width))


# The shares of the columns of the tables in `Tables`.
_MEETINGS = (1.15, 3.2, 2.3, 3.6)
_INSTRUMENTS = (1.5, 3, 1.5, 1.3, 0.9, 1.5)
_WORKS = (4.4, 1.1, 2.5, 1.4)
_TASKS = (4, 1.8, 1.3, 1.5)
_ACTION = 9.0  # ems of an action with its day
_NARROW = 0.5  # ems of a Latin letter


@cache
def _widths(shares: Sequence[float], *columns: int) -> tuple[float, ...]:
    """Return how wide the words of `columns` can be, in points."""
    return tuple(_TEXT_WIDTH * shares[column] / sum(shares) - _CELL_MARGINS for column in columns)


def _footnotes(record: Record) -> int:
    return 0 if record.note is None else 1


def _ems(words: str) -> float:
    wide = 0 if words.isascii() else len(_WIDE.findall(words))
    return _NARROW * len(words) + (1.0 - _NARROW) * wide


def is_wide(words: str) -> bool:
    """Tell whether `words` hold a character as wide as it is high."""
    return not words.isascii() and _WIDE.search(words) is not None


# Han, kana, Hangul and their marks: the blocks that Unicode Standard Annex 11 counts as wide.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]"
)
