"""What a registry knows of names, in one edition: the ground of the rules about names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from exporter.locale import Edition, say_territory
from exporter.model.chapter import Chapter
from exporter.model.records import Group, Organization


@dataclass(frozen=True, slots=True)
class Known:
    """Names of one edition.

    `expansions`: acronym → the names of each body that it stands for.  `names`: the names of bodies that
    hold more than an acronym ("French INPI"): there it does not stand alone.  `posts`: body → titles of the
    posts that people hold there.  `bodies`: id → what it is called, the full name first.  `people`: names
    as printed.  `nouns`: (singular, plural) of counted things.  `home`: our office's name, first with its
    country.  `excerpt`: the product prints a part of the chapter, whose first uses may lie outside it.
    """

    expansions: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    posts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    nouns: tuple[tuple[str, str], ...] = ()
    home: tuple[str, str] | None = None
    excerpt: bool = False

    @property
    def shared(self) -> frozenset[str]:
        """The acronyms that stand for several bodies."""
        return frozenset(acronym for acronym, bodies in self.expansions.items() if len(bodies) > 1)


def known(chapter: Chapter, edition: Edition, *, excerpt: bool = False) -> Known:
    """Return what the registry of `chapter` knows, in the words of `edition`, for a product or an excerpt."""
    agents: tuple[Organization | Group, ...] = (*chapter.organizations, *chapter.groups)
    tag = edition.tag
    expansions: dict[str, dict[frozenset[str], None]] = {}
    for acronym, names in _acronyms(chapter, agents, tag):
        expansions.setdefault(acronym, {})[names] = None
    for acronym, name in edition.acronyms().items():
        expansions.setdefault(acronym, {frozenset({name}): None})
    bodies = {a.id: tuple(filter(None, (a.name[tag], a.short[tag] if a.short else None))) for a in agents}
    called = {name for names in bodies.values() for name in names}
    return Known(
        expansions={acronym: tuple(bodies) for acronym, bodies in expansions.items()},
        names=tuple(sorted(name for name in called if name not in expansions)),
        posts=_posts(chapter, tag),
        bodies=bodies,
        people=tuple(person.name[tag] for person in chapter.people),
        nouns=tuple(_nouns(chapter, tag)),
        home=_home(chapter, edition),
        excerpt=excerpt,
    )


def _acronyms(
    chapter: Chapter, agents: Iterable[Organization | Group], tag: str
) -> Iterator[tuple[str, frozenset[str]]]:
    for agent in agents:
        called = {agent.name[tag], agent.short[tag] if agent.short else agent.name[tag]}
        if agent.acronym and agent.acronym != agent.name[tag]:
            yield agent.acronym, frozenset(name for name in called if agent.acronym not in name)
    for term in chapter.glossary:
        if term.acronym and term.record is None:
            yield term.acronym, frozenset({term.term[tag]})


def _posts(chapter: Chapter, tag: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for person in chapter.people:
        for post in person.posts:
            if post.organization:
                found.setdefault(post.organization, set()).add(post.title[tag])
    return {body: frozenset(titles) for body, titles in found.items()}


def _nouns(chapter: Chapter, tag: str) -> Iterator[tuple[str, str]]:
    for unit in chapter.units:
        if unit.count is not None and "one" in (forms := unit.count[tag]):
            one, other = (forms[form].replace("{n}", "").strip() for form in ("one", "other"))
            if one != other:
                yield one, other


def _home(chapter: Chapter, edition: Edition) -> tuple[str, str] | None:
    office = chapter.records.get(chapter.report.office)
    if not isinstance(office, Organization) or office.economy is None:
        return None
    name = office.name[edition.tag]
    return f"{say_territory(office.economy, edition)}{name}", name
