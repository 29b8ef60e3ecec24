"""Every name that a chapter knows, by edition, with the reference that prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from exporter.model.chapter import Chapter
from exporter.model.records import Agreement, Group, Organization, Person, Project, Publication
from exporter.model.text import Message

Kind: TypeAlias = Literal["body", "person", "title", "acronym"]

_QUOTES = re.compile("[“”‘’]")
_FEWEST_HAN = 4  # shorter ones are parts of other words: 强生 stands in 加强生产
_FEWEST_OF_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one edition.  `reference` is the placeholder that prints it."""

    words: str
    reference: str
    kind: Kind


def names_of(chapter: Chapter, edition: str) -> dict[str, Name]:
    """Return the names of bodies, people and titled works in an edition, by their words.

    An acronym of several bodies, and a name too short to be told from other words, is left out.
    """
    found: dict[str, Name] = {}
    for name in (*_people(chapter, edition), *_bodies(chapter, edition), *_titles(chapter, edition)):
        found.setdefault(name.words, name)
    return {words: name for words, name in found.items() if _is_telling(words, name.kind)}


def shared_acronyms(chapter: Chapter) -> frozenset[str]:
    """Return the acronyms that several bodies or terms of the chapter have."""
    owners: dict[str, set[str]] = {}
    for agent in _agents(chapter):
        if agent.acronym:
            owners.setdefault(agent.acronym, set()).add(agent.id)
    for term in chapter.glossary:
        if term.acronym:
            owners.setdefault(term.acronym, set()).add(term.record or term.id)
    return frozenset(acronym for acronym, ids in owners.items() if len(ids) > 1)


def unquoted(words: str) -> str:
    """Return a name without the quotation marks that are part of it."""
    return _QUOTES.sub("", words)


def _agents(chapter: Chapter) -> tuple[Organization | Group, ...]:
    return (*chapter.organizations, *chapter.groups)


def _bodies(chapter: Chapter, edition: str) -> Iterator[Name]:
    shared = shared_acronyms(chapter)
    for agent in _agents(chapter):
        yield Name(agent.name[edition], f"{{@{agent.id}}}", "body")
        if agent.short is not None and agent.short[edition] not in shared:
            yield Name(agent.short[edition], f"{{@{agent.id}}}", _kind(agent, agent.short[edition]))
        if agent.acronym is not None and agent.acronym not in shared:
            yield Name(agent.acronym, f"{{@{agent.id}}}", "acronym")


def _kind(agent: Organization | Group, words: str) -> Kind:
    return "acronym" if words == agent.acronym else "body"


def _people(chapter: Chapter, edition: str) -> Iterator[Name]:
    people: Iterable[Person] = chapter.people
    for person in people:
        yield Name(person.name[edition], f"{{@{person.id}}}", "person")


def _titles(chapter: Chapter, edition: str) -> Iterator[Name]:
    works: tuple[Agreement | Project | Publication, ...] = (
        *chapter.agreements,
        *chapter.projects,
        *chapter.publications,
    )
    for work in works:
        if work.titled and isinstance(work.title, Message) and not work.title.slots(edition):
            yield Name(work.title.raw(edition), f"{{{work.id}}}", "title")


def _is_telling(words: str, kind: Kind) -> bool:
    if words.isascii() or not _HAN.search(words):
        return kind == "acronym" or words[:1].isupper() or words[:1] in "“‘"
    return len(unquoted(words)) >= (_FEWEST_OF_PEOPLE if kind == "person" else _FEWEST_HAN)


_HAN = re.compile("[㐀-鿿]")
