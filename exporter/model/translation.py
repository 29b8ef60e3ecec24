"""Texts and their translations: which text of a record is to be translated, and how its translation stands.

The language that a report names first is the one that is translated from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from exporter.errors import Place
from exporter.model.chapter import COLLECTIONS, AnyRecord, Chapter
from exporter.model.text import Localized, Message
from exporter.model.walk import texts_in

REPORT = "report"
_DIGITS = 16  # of a hash, enough to tell the versions of one text apart


class State(StrEnum):
    """How a translation stands."""

    MISSING = "missing"
    STALE = "stale"  # its source text changed since it was translated
    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Translation:
    """One text of a record, `path` in it, in the source language and in another one.

    `target` is "" where the other language has none; `owner` is the record, None for report and sections.
    """

    record: str
    path: str
    source: str
    target: str
    place: Place
    text: Localized | Message
    owner: AnyRecord | None

    @property
    def key(self) -> str:
        """What the text is called wherever translations are kept: "mou-epo.title"."""
        return f"{self.record}.{self.path}"


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of a translation: hashes of both texts when it was made, and who reviewed it."""

    source: str
    target: str
    reviewer: str = ""


def digest(text: str) -> str:
    """Return the hash by which a text is known again."""
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def known_of(translation: Translation, reviewer: str = "") -> Known:
    """Return what is put on record of a translation as it stands."""
    return Known(digest(translation.source), digest(translation.target), reviewer)


def state_of(translation: Translation, known: Known | None) -> State:
    """Return how a translation stands, by what is on record of it.

    A name that a language lacks counts as reviewed where somebody confirmed that it has none.
    """
    if known is not None:
        now = known_of(translation)
        if known.source != now.source and known.target == now.target:
            return State.STALE
        if known.reviewer and (known.source, known.target) == (now.source, now.target):
            return State.REVIEWED
    return State.UNREVIEWED if translation.target else State.MISSING


def translations(chapter: Chapter, tag: str) -> Iterator[Translation]:
    """Yield every text of `chapter` with its translation into `tag`, in the order of the files."""
    source = chapter.report.editions[0]
    for name, record in _records(chapter):
        owner = chapter.records.get(name)
        for path, text in texts_in(record):
            said, there = _raw(text, source), _raw(text, tag)
            if said:
                place = text.place(tag) if there else text.place(source)
                yield Translation(name, path, said, there, place, text, owner)


def _records(chapter: Chapter) -> Iterator[tuple[str, object]]:
    yield REPORT, chapter.report
    for collection in COLLECTIONS:
        for record in getattr(chapter, collection):
            yield getattr(record, "id", "") or record.number, record


def _raw(text: Localized | Message, tag: str) -> str:
    """The text of a language as its file has it; "" where the language borrows another's."""
    if isinstance(text, Message):
        return text.raw(tag) if tag in text.parts else ""
    return "" if tag in text.borrowed else text.texts.get(tag, "")


def states(
    chapter: Chapter, tag: str, known: Mapping[tuple[str, str], Known]
) -> dict[str, list[Translation]]:
    """Return the translations into `tag` by their state; `known` is by key and language."""
    found: dict[str, list[Translation]] = {state: [] for state in State}
    for translation in translations(chapter, tag):
        found[state_of(translation, known.get((translation.key, tag)))].append(translation)
    return found
