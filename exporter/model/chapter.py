"""The chapter as a whole: its collections, and the ways to find a record in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from exporter.errors import Place
from exporter.model.edtf import Edtf
from exporter.model.records import (
    Agreement,
    Commitment,
    Engagement,
    Figure,
    Group,
    Organization,
    Overlay,
    Paragraph,
    Person,
    Photo,
    PphArrangement,
    Project,
    Publication,
    Report,
    Section,
    Term,
    Unit,
)
from exporter.model.walk import ids_in

AnyRecord: TypeAlias = (
    Organization
    | Group
    | Person
    | Engagement
    | Agreement
    | PphArrangement
    | Project
    | Publication
    | Figure
    | Commitment
    | Photo
    | Overlay
)

# Collections of identified records, in the order in which `exporter show` lists them.
RECORD_COLLECTIONS: Mapping[str, type[Any]] = {
    "organizations": Organization,
    "groups": Group,
    "people": Person,
    "engagements": Engagement,
    "agreements": Agreement,
    "pph": PphArrangement,
    "projects": Project,
    "publications": Publication,
    "figures": Figure,
    "commitments": Commitment,
    "photos": Photo,
    "overlay": Overlay,
}
COLLECTIONS: Mapping[str, type[Any]] = {
    "sections": Section,
    "paragraphs": Paragraph,
    "units": Unit,
    "glossary": Term,
    **RECORD_COLLECTIONS,
}

LEAD = "0"  # the section number of paragraphs that stand before section 1


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One chapter of one report; every collection keeps the order of the source files."""

    report: Report
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    units: tuple[Unit, ...] = ()
    glossary: tuple[Term, ...] = ()
    organizations: tuple[Organization, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    pph: tuple[PphArrangement, ...] = ()
    projects: tuple[Project, ...] = ()
    publications: tuple[Publication, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    photos: tuple[Photo, ...] = ()
    overlay: tuple[Overlay, ...] = ()
    whole: Chapter | None = None  # the chapter that this one is a selection of; lookups go there

    @cached_property
    def records(self) -> Mapping[str, AnyRecord]:
        """Every record of the whole chapter by id."""
        if self.whole is not None:
            return self.whole.records
        return {record.id: record for name in RECORD_COLLECTIONS for record in getattr(self, name)}

    @cached_property
    def selected(self) -> Mapping[str, AnyRecord]:
        """The records of this selection by id; all of them in a whole chapter."""
        return {record.id: record for name in RECORD_COLLECTIONS for record in getattr(self, name)}

    @cached_property
    def paragraph_by_id(self) -> Mapping[str, Paragraph]:
        """Every paragraph of the whole chapter by id."""
        return {paragraph.id: paragraph for paragraph in (self.whole or self).paragraphs}

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        """Every unit by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def points_at(self) -> Mapping[str, frozenset[str]]:
        """The ids that each record of the whole chapter points at, by the record's id."""
        if self.whole is not None:
            return self.whole.points_at
        return {record.id: frozenset(ids_in(record)) for record in self.records.values()}

    @cached_property
    def named_by(self) -> Mapping[str, tuple[AnyRecord, ...]]:
        """The records of the whole chapter that point at an id, in the order of the files."""
        if self.whole is not None:
            return self.whole.named_by
        naming: dict[str, list[AnyRecord]] = {}
        for record in self.records.values():
            for target in self.points_at[record.id]:
                naming.setdefault(target, []).append(record)
        return {target: tuple(found) for target, found in naming.items()}

    @cached_property
    def bodies_of(self) -> Mapping[str, tuple[Organization, ...]]:
        """The organizations of the whole chapter by ST.3 code and by economy, in the order of the files."""
        if self.whole is not None:
            return self.whole.bodies_of
        found: dict[str, list[Organization]] = {}
        for body in self.organizations:
            for code in {body.st3, body.economy} - {None}:
                found.setdefault(str(code), []).append(body)
        return {code: tuple(bodies) for code, bodies in found.items()}

    @cached_property
    def people_of(self) -> Mapping[str, tuple[str, ...]]:
        """The people of the whole chapter by the organizations of their posts, and by the economies that
        they stand for."""
        if self.whole is not None:
            return self.whole.people_of
        posts = ((person.id, post) for person in self.people for post in person.posts)
        return _grouped(
            (held, person) for person, post in posts for held in (post.organization, post.represents) if held
        )

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[str, ...]]:
        """The groups of the whole chapter by the organizations that they name as members."""
        if self.whole is not None:
            return self.whole.groups_of
        return _grouped((member, group.id) for group in self.groups for member in group.members)

    @cached_property
    def told_of_economy(self) -> Mapping[str, tuple[AnyRecord, ...]]:
        """The records of the whole chapter that name an economy, by its code."""
        if self.whole is not None:
            return self.whole.told_of_economy
        telling: dict[str, list[AnyRecord]] = {}
        for record in self.records.values():
            for code in dict.fromkeys(getattr(record, "economies", ())):
                telling.setdefault(code, []).append(record)
        return {code: tuple(found) for code, found in telling.items()}

    @cached_property
    def collection_of(self) -> Mapping[str, str]:
        """The collection that holds a record, by the record's id."""
        return {record.id: name for name in RECORD_COLLECTIONS for record in getattr(self, name)}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The place of each record in this selection, by the record's id: the order of the files."""
        return {name: position for position, name in enumerate(self.selected)}

    @cached_property
    def _mentions(self) -> Mapping[str, str]:
        """For each id, the section that names it first: in prose, or through a record told there."""
        if self.whole is not None:
            return self.whole._mentions
        first: dict[str, str] = {}
        for paragraph in self.paragraphs:
            for edition in paragraph.text.parts:
                for slot in paragraph.text.slots(edition):
                    first.setdefault(slot.target, paragraph.section)
        for record in self.records.values():
            for target in sorted(self.points_at[record.id]):
                if record.told and target not in first:
                    first[target] = self.paragraph_by_id[record.told[0]].section
        return first

    @cached_property
    def telling(self) -> Mapping[str, tuple[str, ...]]:
        """The numbers of the sections that tell each record of the whole chapter, in order of telling,
        or of the one that names it first; none for what no section speaks of."""
        if self.whole is not None:
            return self.whole.telling
        return {record.id: self._sections(record) for record in self.records.values()}

    def _sections(self, record: AnyRecord) -> tuple[str, ...]:
        told = (self.paragraph_by_id[paragraph].section for paragraph in record.told)
        return tuple(dict.fromkeys(told)) or tuple(filter(None, (self._mentions.get(record.id, ""),)))

    def sections_of(self, record: AnyRecord) -> tuple[str, ...]:
        """The numbers of all sections that tell `record`, in order of telling."""
        return self.telling[record.id]

    def section_of(self, record: AnyRecord) -> str:
        """The number of the section that tells `record`, or that names it first; "" if none does."""
        return next(iter(self.telling[record.id]), "")

    def told_in(self, section: str) -> Iterator[AnyRecord]:
        """The records whose first source stands in `section` itself, in the order of the files."""
        return (
            record for record in self.records.values() if record.told and self.section_of(record) == section
        )


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def sort_key(when: Edtf | None) -> tuple[bool, bool, Any]:
    """Order by date; what states no month comes after what does, and what has no date comes last."""
    return (when is None, when is not None and when.month is None, when and when.order)


def place_of(record: object) -> Place:
    """Where a record was read."""
    return getattr(record, "place", Place(""))
