"""The typed words of a chapter in one edition, joined, so that each name is looked for once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
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

    def find(self, words: str) -> Iterator[int]:
        """Yield every position of `words`."""
        at = self.words.find(words)
        while at != -1:
            yield at
            at = self.words.find(words, at + 1)


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
