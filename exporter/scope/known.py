"""Which scopes a chapter has, and which of them a user means."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.errors import UsageError
from exporter.model.chapter import Chapter
from exporter.model.edtf import Edtf
from exporter.model.records import Group, Organization
from exporter.scope.select import EmptyScope, admitted
from exporter.scope.spec import ALL_PARTNERS, CHAPTER, KINDS, Scope, partner_code


def parse_scope(text: str, chapter: Chapter) -> tuple[Scope, ...]:
    """Return the scopes that `text` asks for: one, or one for each partner; UsageError if none."""
    if text == ALL_PARTNERS:
        return tuple(partners(chapter)) or _nobody()
    kind, _, name = text.partition(":")
    if kind not in KINDS or (kind == "chapter") != (name == ""):
        raise UsageError(
            f"there is no scope '{text}'\n  remedy: write chapter, section:4.1, partner:EP, framework:ID, "
            "period:2021-10/2021-12 or all-partners"
        )
    if kind == "chapter":
        return (CHAPTER,)
    if kind == "period":
        return (Scope(kind, _period(name)),)
    return (_known(Scope(kind, name), chapter),)


def _nobody() -> tuple[Scope, ...]:
    raise EmptyScope("no record of this chapter names a partner\n  remedy: build the chapter itself")


def _period(text: str) -> str:
    try:
        return str(Edtf.parse(text))
    except ValueError as error:
        raise UsageError(f"period:{text}: {error}") from None


def _known(scope: Scope, chapter: Chapter) -> Scope:
    known = [other.id for other in scopes_of(chapter) if other.kind == scope.kind]
    aliases = {name.upper(): name for name in known} | _aliases(scope.kind, chapter)
    if scope.id.upper() in aliases:
        return Scope(scope.kind, aliases[scope.id.upper()])
    raise UsageError(
        f"there is no {scope.kind} '{scope.id}' in this chapter\n"
        f"  remedy: {scope.kind}s are {', '.join(known)}"
    )


def _aliases(kind: str, chapter: Chapter) -> dict[str, str]:
    """Other names of a partner: the id and the acronym of its organization."""
    if kind != "partner":
        return {}
    named: dict[str, str] = {}
    for organization in chapter.organizations:
        code = partner_code(organization)
        if code is not None and not _is_home(organization, chapter):
            named.setdefault(organization.id.upper(), code)
    return named


def scopes_of(chapter: Chapter) -> Iterator[Scope]:
    """Yield every scope of the chapter but periods, which are endless."""
    yield CHAPTER
    yield from (Scope("section", section.number) for section in chapter.sections)
    yield from partners(chapter)
    yield from (Scope("framework", group.id) for group in chapter.groups if _is_used(group, chapter))


def partners(chapter: Chapter) -> Iterator[Scope]:
    """Yield a scope for every foreign economy and intergovernmental body with records, in code order."""
    codes = {partner_code(o) for o in chapter.organizations if not _is_home(o, chapter)} - {None}
    for code in sorted(filter(None, codes)):
        scope = Scope("partner", code)
        if admitted(chapter, scope):
            yield scope


def _is_home(organization: Organization, chapter: Chapter) -> bool:
    home = chapter.records[chapter.report.office]
    return isinstance(home, Organization) and partner_code(organization) in (home.st3, home.economy)


def _is_used(group: Group, chapter: Chapter) -> bool:
    return bool(admitted(chapter, Scope("framework", group.id)))
