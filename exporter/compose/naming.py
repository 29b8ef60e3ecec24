"""What organizations, groups and people are called on a page, in full and in short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from exporter.locale import Edition, say_name, say_territory
from exporter.model.chapter import Chapter
from exporter.model.codes import GroupKind, OrganizationKind
from exporter.model.edtf import Edtf
from exporter.model.records import Group, Organization, Person, Post

SayAgent: TypeAlias = Callable[[Organization | Group, Edition], str]


def name(agent: Organization | Group | Person, edition: Edition) -> str:
    """Return the full official name: "European Patent Office", "欧洲专利局"."""
    return agent.name[edition.tag]


def foreign(chapter: Chapter, edition: Edition) -> dict[str, str]:
    """Return the names that the edition prints as another language writes them, with that language."""
    agents: tuple[Organization | Group | Person, ...] = (
        *chapter.organizations,
        *chapter.groups,
        *chapter.people,
    )
    texts = (text for a in agents for text in (a.name, getattr(a, "short", None)) if text is not None)
    return {text[edition.tag]: text.borrowed[edition.tag] for text in texts if edition.tag in text.borrowed}


def short(agent: Organization | Group, edition: Edition) -> str:
    """Return the name in running text: "EPO", "欧洲专利局"."""
    return (agent.short or agent.name)[edition.tag]


def full(agent: Organization | Group, edition: Edition) -> str:
    """Return the name with its acronym: "European Patent Office (EPO)", "欧洲专利局（EPO）"."""
    return say_name(agent, edition)


def called(agent_id: str, chapter: Chapter, edition: Edition) -> str:
    """Return what a table calls an agent: the short name of a body, the name of a person."""
    agent = chapter.records[agent_id]
    if isinstance(agent, Person):
        return name(agent, edition)
    assert isinstance(agent, Organization | Group)
    return short(agent, edition)


def counterparts(
    ids: Iterable[str], chapter: Chapter, edition: Edition, economies: Iterable[str] = ()
) -> list[str]:
    """Return what to call everybody but our own side: bodies and people, then states that met themselves."""
    office = chapter.records[chapter.report.office]
    home = office.economy if isinstance(office, Organization) else None
    bodies = [called(i, chapter, edition) for i in dict.fromkeys(ids) if i != office.id]
    return [*bodies, *(say_territory(code, edition) for code in economies if code != home)]


_BARE = frozenset(
    {
        OrganizationKind.COMPANY,
        OrganizationKind.UNIVERSITY,
        GroupKind.FRAMEWORK,
        GroupKind.INITIATIVE,
        GroupKind.LIST,
    }
)
_LINKED = re.compile(r"(?:^|\W)(?:of|with|by|and|between|for|to|in|on|under|from|at)\s+$", re.IGNORECASE)
_DETERMINED = re.compile(
    r"(?:^|\W)(?:the|a|an|any|its|no|their|both|all|each|every|this|that)\s+$", re.IGNORECASE
)


def with_article(agent: Organization | Group, words: str, before: str, edition: Edition) -> str:
    """Return a name with the article that English wants: "the European Patent Office (EPO)".

    Acronyms stand bare ("WIPO"), and so does a name after a determiner of its own.
    """
    takes = agent.article if agent.article is not None else agent.kind not in _BARE
    if not takes or " " not in words or _DETERMINED.search(before):
        return words
    return edition.text("name", "The {name}" if _starts_sentence(before) else "the {name}", name=words)


def after_link(agent: Organization | Group, words: str, before: str, edition: Edition) -> str:
    """Return a name within a description: with its article after "of" or "with", bare after "2021"."""
    return with_article(agent, words, before, edition) if _LINKED.search(before) else words


def _starts_sentence(before: str) -> bool:
    return not before or before.endswith((". ", "? ", "! "))


def acronym(agent: Organization | Group, edition: Edition) -> str:
    """Return the Latin acronym, or the short name of a body that has none."""
    return agent.acronym or short(agent, edition)


def current_post(person: Person) -> Post | None:
    """Return the post that a person is introduced by; the first that the source gives."""
    return person.posts[0] if person.posts else None


def posts_on(person: Person, day: Edtf) -> tuple[Post, ...]:
    """Return the posts that a person may have held on `day`; those without dates are taken to have lasted."""
    return tuple(post for post in person.posts if not _ended(post, day) and not _to_come(post, day))


def _ended(post: Post, day: Edtf) -> bool:
    return post.until is not None and post.until.is_before(day)


def _to_come(post: Post, day: Edtf) -> bool:
    return post.start is not None and day.is_before(post.start)


def titled(person: Person, chapter: Chapter, edition: Edition) -> str:
    """Return a name with its post, for our own people, or its honorific: "Mr Tim Moss"."""
    post = current_post(person)
    if post is not None and post.organization == chapter.report.office:
        return edition.text("name", "{post} {name}", post=post.title[edition.tag], name=name(person, edition))
    return _with_honorific(person, edition)


def introduced(person: Person, chapter: Chapter, edition: Edition, say: SayAgent = short) -> str:
    """Return a name with the post held: "Mr Tim Moss, Chief Executive of UKIPO", 英国知识产权局局长蒂姆·莫斯.

    A form of address gives way to a post where the edition's style says so; a degree never does: 葛策博士.
    `say` names the organization, so that its first mention in a product can be the full one.
    """
    post = current_post(person)
    if post is None or post.organization == chapter.report.office:
        return titled(person, chapter, edition)
    return edition.text(
        "name",
        "{titled}, {post}",
        titled=_with_degree(person, edition),
        post=post_words(post, chapter, edition, say),
    )


def _with_honorific(person: Person, edition: Edition) -> str:
    if person.honorific is None:
        return name(person, edition)
    return edition.text(
        "name", "{honorific} {name}", honorific=person.honorific[edition.tag], name=name(person, edition)
    )


def _with_degree(person: Person, edition: Edition) -> str:
    addressed = person.honorific is not None and person.honorific[edition.tag] in edition.style.courtesy
    return name(person, edition) if addressed else _with_honorific(person, edition)


def post_words(post: Post, chapter: Chapter, edition: Edition, say: SayAgent = short) -> str:
    """Return a post with its body: "Chief Executive of UKIPO", "英国知识产权局局长"."""
    title = post.title[edition.tag]
    organization = chapter.records.get(post.organization or "")
    if not isinstance(organization, Organization):
        return title
    return edition.text(
        "name",
        "{post} of {organization}",
        post=title,
        organization=with_article(organization, say(organization, edition), "of", edition),
    )
