"""Seeded content of any size, as plain data that every candidate is given: text, tables, rows.

Words are made of syllables, Chinese ones of the commonest characters; both follow Zipf's law, so that
they deflate like language.  The same size and language give the same content on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple, TypeAlias

SEED = 20260131
_ONSETS = ("b", "c", "d", "f", "g", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v")
_RHYMES = ("a", "e", "i", "o", "u", "al", "an", "ent", "er", "ing", "ion", "or", "us")
_VOCABULARY = 3000
_PER_HEADING, _PER_TABLE, _TABLE_ROWS = 20, 40, 10
_FIRST_DAY = date(2015, 1, 1)


class Heading(NamedTuple):
    """A heading of level 1 or 2."""

    level: int
    words: str


class Prose(NamedTuple):
    """A paragraph: bold words, then plain ones."""

    lead: str
    words: str


class Grid(NamedTuple):
    """A table of four columns below its caption."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece: TypeAlias = Heading | Prose | Grid


class Frame(NamedTuple):
    """What stands around the text: on every page, above it from the second page on; and in the properties."""

    header: str
    footer: str
    title: str
    subject: str


class Writer:
    """Makes words in one language."""

    def __init__(self, language: str, seed: int = SEED) -> None:
        self._chance = random.Random(seed)
        self._vocabulary = _han() if language == "zh" else self._latin()
        self._weights = tuple(accumulate(1 / rank for rank in range(1, len(self._vocabulary) + 1)))
        self._between, self._stop = ("", "。") if language == "zh" else (" ", ".")

    def _latin(self) -> tuple[str, ...]:
        syllable = lambda: self._chance.choice(_ONSETS) + self._chance.choice(_RHYMES)  # noqa: E731
        words = ("".join(syllable() for _ in range(self._chance.randint(1, 4))) for _ in range(_VOCABULARY))
        return ("R&D", *words)  # a character that has to be escaped

    def words(self, least: int, most: int) -> str:
        """Return some words."""
        number = self._chance.randint(least, most)
        return self._between.join(self._chance.choices(self._vocabulary, cum_weights=self._weights, k=number))

    def sentences(self, least: int, most: int) -> str:
        """Return a paragraph of sentences."""
        number = self._chance.randint(least, most)
        return self._between.join(self.words(8, 20).capitalize() + self._stop for _ in range(number))


def _han() -> tuple[str, ...]:
    """The 1,175 characters that GB 2312 lists first, in twos: words of Chinese are mostly of two."""
    row = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xBD) for low in range(0xA1, 0xFB)]
    random.Random(SEED).shuffle(row)
    return tuple(a + b for a, b in zip(row[::2], row[1::2], strict=True))


def chapter(paragraphs: int, language: str = "en") -> Iterator[Piece]:
    """Yield a chapter: a heading over every 20 paragraphs, a table of ten rows after every 40."""
    writer = Writer(language)
    for number in range(1, paragraphs + 1):
        if number % _PER_HEADING == 1:
            yield Heading(1 if number % (5 * _PER_HEADING) == 1 else 2, writer.words(3, 7))
        yield Prose(writer.words(2, 4), writer.sentences(2, 6))
        if number % _PER_TABLE == 0:
            yield _grid(writer)


def _grid(writer: Writer) -> Grid:
    header = tuple(writer.words(1, 2) for _ in range(4))
    rows = tuple(tuple(writer.words(1, 6) for _ in header) for _ in range(_TABLE_ROWS))
    return Grid(writer.words(4, 8), header, rows)


# -- a sheet of fifteen columns --------------------------------------------------------------------

KINDS = ("memorandum", "work plan", "joint statement", "treaty", "letter of intent")
STATES = ("in effect", "expired", "expiring", "not stated")
ROW_HEADER = (
    "Id", "Kind", "Title", "Partner", "Economy", "Signed", "In effect", "Until", "Days left", "Meetings",
    "Share", "State", "Owner", "Status", "Note",
)  # fmt: skip
DATE_COLUMNS, INTEGER_COLUMNS, DECIMAL_COLUMNS = (5, 6, 7), (8, 9), (10,)
KIND_COLUMN, STATE_COLUMN, DAYS_COLUMN = 1, 11, 8

Row: TypeAlias = tuple[str | int | Decimal | date | None, ...]


def sheet_rows(number: int) -> Iterator[Row]:
    """Yield `number` rows of a tracker, one by one: texts, three dates, two integers, one decimal."""
    writer = Writer("en")
    chance = random.Random(SEED)
    titles = [writer.words(4, 9) for _ in range(5000)]
    partners = [writer.words(2, 4) for _ in range(200)]
    owners = [writer.words(1, 2) for _ in range(12)]
    notes = [None, None, None, *(writer.words(3, 8) for _ in range(500))]
    days = [_FIRST_DAY + timedelta(days=n) for n in range(4000)]
    draw = chance.random
    for n in range(1, number + 1):
        start = int(draw() * 2000)
        partner = int(draw() * 200)
        yield (
            f"agr-{n:06d}", KINDS[int(draw() * 5)], f"{titles[int(draw() * 5000)]} {n}", partners[partner],
            f"{partner:03d}", days[start], days[start + 30], days[start + int(draw() * 1900) + 31],
            int(draw() * 2000) - 500, int(draw() * 40), Decimal(int(draw() * 10000)).scaleb(-4),
            STATES[int(draw() * 4)], owners[int(draw() * 12)], STATES[int(draw() * 4)],
            notes[int(draw() * 503)],
        )  # fmt: skip
