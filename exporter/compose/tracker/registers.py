"""The sheets one looks things up in: people, organizations, groups, figures, codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from exporter import locale
from exporter.compose import naming
from exporter.compose.labels import context_of
from exporter.compose.tracker.deadlines import Band, Need
from exporter.compose.tracker.desk import Desk
from exporter.compose.tracker.fields import (
    RISKS,
    STATUSES,
    Field,
    Fields,
    identity,
    names,
    provenance,
    staff,
    table,
)
from exporter.compose.tracker.state import InstrumentState
from exporter.document.workbook import TableSheet
from exporter.locale import Edition, load_edition
from exporter.model import codes
from exporter.model.edtf import Edtf
from exporter.model.records import Figure, Group, Organization, Person

# -- people ----------------------------------------------------------------------------------------


def people(desk: Desk) -> TableSheet:
    """Return the people with their posts."""
    make = Fields[Person](desk)
    return table(desk, "people", "People", desk.chapter.people, _person_fields(make))


def _person_fields(make: Fields[Person]) -> Iterator[Field[Person]]:
    desk = make.desk
    yield identity(make)
    yield from names(make)
    yield make.field("family", "Family name", lambda p: desk.name(p.family), 14)
    yield make.field("posts", "Posts", lambda p: _posts(desk, p), 40, "long_text", entry=True)
    yield make.field("st3", "ST.3", lambda p: desk.st3(_employers(p)), 8, "code")
    yield make.field("economy", "Country or region", lambda p: desk.economies(_employers(p)), 18)
    yield from provenance(make)
    yield from staff(make, few=True)


def _posts(desk: Desk, person: Person) -> str:
    said = (naming.post_words(post, desk.chapter, desk.edition) for post in person.posts)
    return desk.join(said) or desk.cell("not stated")


def _employers(person: Person) -> tuple[str, ...]:
    return tuple(post.organization for post in person.posts if post.organization)


# -- organizations and groups ----------------------------------------------------------------------


def organizations(desk: Desk) -> TableSheet:
    """Return the organizations."""
    make = Fields[Organization](desk)
    return table(
        desk, "organizations", "Organizations", desk.chapter.organizations, _organization_fields(make)
    )


def _organization_fields(make: Fields[Organization]) -> Iterator[Field[Organization]]:
    desk = make.desk
    yield identity(make)
    yield from names(make)
    yield make.field(
        "kind", "Kind", lambda o: desk.label(o.kind), 16, entry=True, choices="organization_kind"
    )
    yield make.field("acronym", "Acronym", lambda o: o.acronym, 12, entry=True)
    yield make.field("st3", "ST.3", lambda o: o.st3, 8, "code", entry=True)
    yield make.field("economy_code", "ISO 3166", lambda o: o.economy, 8, "code", entry=True)
    yield make.field("economy", "Country or region", lambda o: desk.territories([o.economy]), 18)
    yield make.field("region", "Region", lambda o: desk.label(o.region) if o.region else "", 12)
    yield make.field("m49", "UN M49", lambda o: o.region.m49 if o.region else "", 8, "code", hidden=True)
    yield make.field("parent", "Part of", lambda o: desk.agent(o.parent) if o.parent else "", 24)
    yield make.field("former", "Former names", lambda o: _former(desk, o), 24)
    yield from provenance(make)
    yield make.field("brief", "Briefing", lambda o: desk.brief((o.id,)), 30)
    yield from staff(make, few=True)


def _former(desk: Desk, organization: Organization) -> str:
    return desk.join(desk.name(former.name) for former in organization.former_names)


def groups(desk: Desk) -> TableSheet:
    """Return frameworks and groups, with the members that the chapter names."""
    make = Fields[Group](desk)
    fields = (replace(f, column=replace(f.column, entry=False)) for f in _group_fields(make))
    return table(desk, "groups", "Frameworks", desk.chapter.groups, fields)


def _group_fields(make: Fields[Group]) -> Iterator[Field[Group]]:
    desk = make.desk
    yield identity(make)
    yield from names(make)
    yield make.field("kind", "Kind", lambda g: desk.label(g.kind), 16)
    yield make.field("acronym", "Acronym", lambda g: g.acronym or "", 12)
    yield make.field("members", "Members named", lambda g: desk.named(g.members), 40, "long_text")
    yield make.field("territories", "Economies named", lambda g: desk.territories(g.economies), 30)
    yield make.field("membership", "Membership", lambda g: desk.label(g.membership), 16)
    yield from provenance(make)
    yield from staff(make, few=True)


# -- figures ---------------------------------------------------------------------------------------


def figures(desk: Desk) -> TableSheet:
    """Return the numbers that the chapter states, and how many of each the chapter names."""
    make = Fields[Figure](desk)
    return table(desk, "figures", "Figures", desk.chapter.figures, _figure_fields(make))


def _figure_fields(make: Fields[Figure]) -> Iterator[Field[Figure]]:
    desk = make.desk
    yield identity(make)
    yield make.field("scope", "What it counts", lambda f: desk.message(f.scope, f), 44, "long_text")
    yield make.field("printed", "As printed", lambda f: desk.prose.count(f, words=False), 22)
    yield make.field("value", "Value", _number, 12, "decimal", number_format="General")
    yield make.field("unit", "Unit", lambda f: desk.name(desk.chapter.unit_by_id[f.unit].label), 16)
    yield make.field("qualifier", "Qualifier", lambda f: desk.label(f.qualifier), 12)
    yield make.field("kind", "Kind", lambda f: desk.label(f.kind), 12)
    yield make.field("as_of_words", "As of or period", lambda f: _day(desk, f), 18)
    yield make.field("first_day", "First day", _first, 14, "date", hidden=True)
    yield make.field("last_day", "Last day", _last, 14, "date")
    yield make.field("named", "Named in the chapter", lambda f: _named(desk, f), 10, "integer")
    yield make.field("not_named", "Not named", lambda f: _not_named(desk, f), 10, "integer")
    yield make.field("part_of", "Part of", lambda f: desk.row_of(f.part_of), 20, "code")
    yield from provenance(make)
    yield from staff(make, few=True)


def _number(figure: Figure) -> int | Decimal:
    whole = figure.value == figure.value.to_integral_value()
    return int(figure.value) if whole else figure.value


def _day(desk: Desk, figure: Figure) -> str:
    if figure.as_of is not None:
        return locale.say_as_of(figure.as_of, desk.edition)
    return desk.when(figure.period)


def _when(figure: Figure) -> Edtf | None:
    return figure.as_of or figure.period


def _first(figure: Figure) -> date | None:
    when = _when(figure)
    return when.first_day if when else None


def _last(figure: Figure) -> date | None:
    when = _when(figure)
    return when.last_day if when else None


def _named(desk: Desk, figure: Figure) -> int | None:
    group = desk.chapter.records.get(figure.named or "")
    return len(group.members) + len(group.economies) if isinstance(group, Group) else None


def _not_named(desk: Desk, figure: Figure) -> int | Decimal | None:
    """The rest of a total; none is said of a total that is only "over" or "about"."""
    named = _named(desk, figure)
    if named is None or figure.qualifier is not codes.Qualifier.EXACTLY:
        return None
    return _number(figure) - named


# -- codes -----------------------------------------------------------------------------------------

_LISTS: tuple[type[StrEnum], ...] = (
    codes.AgreementKind, codes.ActionKind, codes.Binding, codes.EndBasis, codes.RelationKind, InstrumentState,
    codes.PphProgramme, codes.PphRoute, codes.PphStage, codes.EngagementKind, codes.EngagementStatus,
    codes.Mode, codes.Role, codes.DateBasis, codes.ProjectKind, codes.ProjectStatus, codes.PublicationKind,
    codes.CommitmentState, codes.FigureKind, codes.Qualifier, codes.OrganizationKind, codes.Region,
    codes.GroupKind, codes.Membership, codes.Audience,
)  # fmt: skip


# Words of the tracker's own: the list's name, the context of its words, and its codes in order.
_OWN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("StaffStatus", "staff_status", STATUSES),
    ("StaffRisk", "staff_risk", RISKS),
    ("Band", "deadline", tuple(Band)),
    ("Need", "need", tuple(Need)),
)


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a closed list; `context` is that of its words in the catalogue."""

    list_name: str
    context: str
    value: str


def code_sheet(desk: Desk) -> TableSheet:
    """Return every code with its words in each edition of the report, and what it means."""
    make = Fields[Code](desk)
    told = "Words that cells choose from (locked)"
    return table(desk, "codes", "Codes", _codes(), _code_fields(make), told=told)


def _codes() -> Iterator[Code]:
    for enumeration in _LISTS:
        for value in enumeration:
            yield Code(enumeration.__name__, context_of(enumeration), value.value)
    for name, context, values in _OWN:
        for own in values:
            yield Code(name, context, str(own))


def _code_fields(make: Fields[Code]) -> Iterator[Field[Code]]:
    desk = make.desk
    yield make.field("list", "List", lambda c: desk.say("list", c.list_name), 24)
    yield make.field("code", "Code", lambda c: c.value, 24, "code")
    for tag in desk.chapter.report.editions:
        edition = desk.edition if tag == desk.edition.tag else load_edition(tag)
        yield make.headed(f"word_{tag}", desk.language(tag), _word(edition), 34)
    yield make.field("definition", "Definition", lambda c: _definition(desk, c), 70, "long_text")


def _word(edition: Edition) -> Callable[[Code], str]:
    return lambda code: edition.text(code.context, code.value)


def _definition(desk: Desk, code: Code) -> str:
    return desk.edition.text(f"definition.{code.context}", code.value)
