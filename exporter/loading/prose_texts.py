"""The typed words of a chapter in one edition, joined, so that each name is looked for once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exporter.errors import Place
from exporter.model.chapter import Chapter
from exporter.model.text import Message
from exporter.model.walk import messages_in

PARTING = "\0"  # between two runs of typed words; no name holds it


@dataclass(frozen=True, slots=True)
class Source:
    """Where typed words stand: whose they are, in which field, and whether a title as printed."""

    owner: str
    path: str
    message: Message
    printed_title: bool

    @property
    def is_prose(self) -> bool:
        """Whether it is prose, which holds no facts of its own: a paragraph or a caption."""
        return self.path in ("text", "caption", "alt")

    @property
    def is_name(self) -> bool:
        """Whether it names something itself: a title, a topic."""
        return self.path == "title" or self.path.startswith("topics")


@dataclass
class Typed:
    """All typed words of an edition in `words`; `source` says where a position of them stands."""

    edition: str
    words: str
    _starts: list[int] = field(repr=False)
    _sources: list[Source] = field(repr=False)

    def source(self, position: int) -> Source:
        """Return the text that holds a position of `words`."""
        return self._sources[bisect_right(self._starts, position) - 1]

    def place(self, position: int) -> Place:
        """Return where that text was read."""
        return self.source(position).message.place(self.edition)

    def occurrences(self, needles: Iterable[str]) -> Mapping[str, Sequence[int]]:
        """Return where each of `needles` stands, in order; a Latin one begins a word.

        A few are looked for one by one, which is quicker; many in one walk over the words, which grows with
        the words alone.
        """
        wanted = {needle for needle in needles if needle}
        if len(wanted) * len(self.words) < _FEW:
            return {needle: list(self._each(needle)) for needle in wanted}
        return self._walk(wanted)

    def _each(self, needle: str) -> Iterator[int]:
        text, in_han = self.words, bool(_HAN.match(needle))
        at = text.find(needle)
        while at != -1:
            if in_han or at == 0 or not text[at - 1].isalnum():
                yield at
            at = text.find(needle, at + 1)

    def _walk(self, wanted: Iterable[str]) -> Mapping[str, Sequence[int]]:
        latin, han = _Index(_first_word), _Index(_first_signs)
        for needle in wanted:
            (han if _HAN.match(needle) else latin).add(needle)
        found: dict[str, list[int]] = {needle: [] for needle in wanted}
        text = self.words
        for match in _WORD.finditer(text) if latin.lengths else ():
            for needle in latin.at(text, match.start(), match.group()):
                found[needle].append(match.start())
        for at in range(len(text)) if han.lengths else ():
            for needle in han.at(text, at, text[at : at + _SIGNS]):
                found[needle].append(at)
        return found


_FEW = 200_000_000  # characters compared: some 50 ms
_HAN = re.compile("[“‘]?[㐀-鿿]")
_WORD = re.compile(r"[“‘]?[^\W_]+")
_SIGNS = 2


def _first_word(needle: str) -> str:
    match = _WORD.match(needle)
    return match.group() if match else needle


def _first_signs(needle: str) -> str:
    return needle[:_SIGNS]


class _Index:
    """Needles by what they begin with, so that a place in a text knows at once which could stand there."""

    def __init__(self, key: Callable[[str], str]) -> None:
        self._key = key
        self._needles: set[str] = set()
        self.lengths: dict[str, set[int]] = {}

    def add(self, needle: str) -> None:
        self._needles.add(needle)
        self.lengths.setdefault(self._key(needle), set()).add(len(needle))

    def at(self, text: str, at: int, begins: str) -> Iterator[str]:
        """Yield the needles that stand at a place of `text` which begins with `begins`."""
        for length in self.lengths.get(begins, ()):
            said = text[at : at + length]
            if said in self._needles:
                yield said


def typed(chapter: Chapter, edition: str) -> Typed:
    """Return the typed words of every message of `chapter` in `edition`."""
    starts, sources, parts = [], [], []
    at = 0
    for source in _sources(chapter):
        for part in source.message.parts.get(edition, ()):
            if isinstance(part, str):
                starts.append(at)
                sources.append(source)
                parts.append(part)
                at += len(part) + len(PARTING)
    return Typed(edition, PARTING.join(parts), starts, sources)


def _sources(chapter: Chapter) -> Iterator[Source]:
    for paragraph in chapter.paragraphs:
        yield Source(paragraph.id, "text", paragraph.text, printed_title=False)
    for section in chapter.sections:
        yield Source(section.number, "heading", section.title, printed_title=False)
    for record in chapter.records.values():
        titled = bool(getattr(record, "titled", False))
        for path, message in messages_in(record):
            yield Source(record.id, path, message, printed_title=titled and path == "title")
