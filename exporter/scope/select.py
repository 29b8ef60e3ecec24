"""The records of a scope, found by what they point at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from exporter.errors import UsageError
from exporter.model.chapter import RECORD_COLLECTIONS, AnyRecord, Chapter
from exporter.model.edtf import Edtf
from exporter.model.records import Commitment, Figure, Group, Organization, Overlay, Person, Photo
from exporter.scope.spec import Scope, partner_code

_FACTS = (
    "engagements",
    "agreements",
    "pph",
    "projects",
    "publications",
    "figures",
    "commitments",
    "photos",
    "overlay",
)


class EmptyScope(UsageError):  # noqa: N818 - a state, named as the field names it
    """A scope holds no record; a product of it would be empty."""


def select(chapter: Chapter, scope: Scope) -> Chapter:
    """Return the part of `chapter` in `scope`; it looks names up in the whole.  Nothing there: EmptyScope."""
    if scope.kind == "chapter":
        return chapter
    kept = admitted(chapter, scope)
    if not kept:
        raise EmptyScope(
            f"nothing in this chapter is about {scope}\n"
            "  remedy: `exporter list` shows the scopes that it has"
        )
    held = (kept | _named(chapter, kept | _subject(chapter, scope))) & chapter.selected.keys()
    parts: dict[str, list[AnyRecord]] = {name: [] for name in RECORD_COLLECTIONS}
    for name in sorted(held, key=chapter.positions.__getitem__):
        parts[chapter.collection_of[name]].append(chapter.selected[name])
    found: dict[str, Any] = {name: tuple(records) for name, records in parts.items()}
    sections = tuple(s for s in chapter.sections if _in_section(s.number, scope))
    paragraphs = tuple(p for p in chapter.paragraphs if _in_section(p.section, scope))
    return replace(chapter, whole=chapter, sections=sections, paragraphs=paragraphs, **found)


def _in_section(number: str, scope: Scope) -> bool:
    """Prose speaks of many partners at once: only a section's scope can hold it without a leak."""
    return scope.kind == "section" and (number == scope.id or number.startswith(scope.id + "."))


def admitted(chapter: Chapter, scope: Scope) -> frozenset[str]:
    """Return the ids of the facts that `scope` holds."""
    here = chapter.selected.keys()  # where a selection is asked, what it left out stays out
    found = _FINDERS[scope.kind](chapter, scope.id)
    told = frozenset(record.id for record in found if _is_told(record)) & here
    kept = told | frozenset(_belonging(chapter, told))
    written = frozenset(_written_on(chapter, kept, scope))
    measured = {f for o in written for f in chapter.points_at[o] if _is_figure(chapter, f)}
    return (kept | written | measured) & here


def _is_told(record: AnyRecord) -> bool:
    """A fact of the chapter: no name of a registry, and nothing that staff wrote."""
    return not isinstance(record, Organization | Group | Person | Overlay)


def _is_figure(chapter: Chapter, name: str) -> bool:
    return isinstance(chapter.records.get(name), Figure)


def _written_on(chapter: Chapter, kept: frozenset[str], scope: Scope) -> Iterator[str]:
    """What staff wrote on a record that is kept, or on the partner or framework itself.

    An overlay that only mentions a partner is another partner's: it stays out.
    """
    for one in kept | _subject(chapter, scope):
        for record in chapter.named_by.get(one, ()):
            if isinstance(record, Overlay) and record.about == one:
                yield record.id


def _subject(chapter: Chapter, scope: Scope) -> frozenset[str]:
    """The organizations and people, or the group, that a scope is about."""
    if scope.kind == "partner":
        agents = agents_of(chapter, scope.id)
        return frozenset(i for i in agents if not isinstance(chapter.records[i], Group))
    return frozenset((scope.id,)) if scope.kind == "framework" else frozenset()


def _belonging(chapter: Chapter, kept: frozenset[str]) -> Iterator[str]:
    """The figures, photographs and commitments of records that are kept, although they name no partner."""
    for one in kept:
        yield from (target for target in chapter.points_at[one] if _is_figure(chapter, target))
        for record in chapter.named_by.get(one, ()):
            match record:
                case Figure() if one in record.about:
                    yield record.id
                case Photo() if one in record.shows:
                    yield record.id
                case Commitment() if record.origin == one:
                    yield record.id


def _facts(chapter: Chapter) -> Iterator[AnyRecord]:
    for name in _FACTS:
        yield from getattr(chapter, name)


def _of_section(chapter: Chapter, number: str) -> Iterator[AnyRecord]:
    below = number + "."
    for record in _facts(chapter):
        if any(s == number or s.startswith(below) for s in chapter.sections_of(record)):
            yield record


def _of_partner(chapter: Chapter, code: str) -> Iterator[AnyRecord]:
    for agent in agents_of(chapter, code):
        yield from chapter.named_by.get(agent, ())
    yield from chapter.told_of_economy.get(code, ())


def agents_of(chapter: Chapter, code: str) -> Iterator[str]:
    """The organizations of a partner, their people, and the groups that name them as members."""
    here = chapter.bodies_of.get(code, ())
    offices = {o.id for o in here if partner_code(o) == code or o.economy == code}
    yield from offices
    for held in (*offices, code):
        yield from chapter.people_of.get(held, ())
    for office in offices:
        yield from chapter.groups_of.get(office, ())


def _of_framework(chapter: Chapter, group: str) -> Iterator[AnyRecord]:
    return iter(chapter.named_by.get(group, ()))


def _of_period(chapter: Chapter, text: str) -> Iterator[AnyRecord]:
    period = Edtf.parse(text)
    return (r for r in _facts(chapter) if any(period.contains(when) for when in _days(r)))


def _days(record: AnyRecord) -> Iterator[Edtf]:
    for name in ("date", "period", "as_of", "due"):
        when = getattr(record, name, None)
        if isinstance(when, Edtf):
            yield when
    for action in getattr(record, "actions", ()):
        yield from filter(None, (action.on, action.effective))
    end = getattr(record, "end", None)
    if end is not None and end.date is not None:
        yield end.date


_FINDERS: Mapping[str, Callable[[Chapter, str], Iterator[AnyRecord]]] = {
    "section": _of_section,
    "partner": _of_partner,
    "framework": _of_framework,
    "period": _of_period,
}


def _named(chapter: Chapter, kept: frozenset[str]) -> frozenset[str]:
    """The bodies and people among the kept records, or that these point at, and the bodies of posts."""
    named = set(kept).union(*(chapter.points_at[kept_id] for kept_id in kept))
    for target in tuple(named):
        record = chapter.records.get(target)
        if isinstance(record, Person):
            named |= {post.organization for post in record.posts if post.organization}
    return frozenset(n for n in named if isinstance(chapter.records.get(n), Organization | Group | Person))
