"""What must hold over a whole chapter, once every file is decoded.  Pure but for the images."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from exporter.errors import Fault
from exporter.loading.images import UnusableImage, read_image
from exporter.loading.places import Places
from exporter.loading.prose import prose_faults
from exporter.model.chapter import LEAD, AnyRecord, Chapter
from exporter.model.codes import EndBasis
from exporter.model.edtf import Edtf
from exporter.model.facts import REPORT, UnknownFact, fact
from exporter.model.records import (
    Action,
    Agreement,
    Engagement,
    Figure,
    Group,
    Organization,
    Person,
    Photo,
    PphArrangement,
    Project,
)
from exporter.model.text import Message
from exporter.model.walk import messages_in

_MOST_CHAPTERS = _MOST_HAN = 99  # as far as Chinese headings count
_HAN_NUMBER = "{han}"
_SECTION = re.compile(r"[1-9][0-9]?(\.[1-9][0-9]?){0,3}")  # as deep as the templates have headings
_DURATION = re.compile(r"P(?=[0-9])([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}D)?")  # "P" states none
_EDITION = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*")


def check(chapter: Chapter, places: Places, images: Path) -> tuple[list[Fault], list[Fault]]:
    """Return the faults of `chapter`, and the notes on it that stop nothing."""
    faults = list(_Checker(chapter, places, images).faults())
    if not faults:  # parity of texts whose placeholders mean nothing would only repeat them
        faults = list(prose_faults(chapter))
    return faults, list(_notes(chapter, places))


class _Checker:
    def __init__(self, chapter: Chapter, places: Places, images: Path) -> None:
        self._chapter, self._places, self._images = chapter, places, images

    def faults(self) -> Iterator[Fault]:
        yield from self._report_faults()
        yield from self._section_faults()
        yield from self._unit_faults()
        broken = tuple(self._placeholder_faults())
        yield from broken
        if not broken:
            yield from self._circle_faults()
        for record in self._chapter.records.values():
            yield from self._record_faults(record)

    def _fault(self, record: str, path: str, problem: str, remedy: str) -> Fault:
        return Fault(self._places.of(record, path), problem, remedy)

    # -- report and sections -----------------------------------------------------------------------

    def _report_faults(self) -> Iterator[Fault]:
        report = self._chapter.report
        for name in ("as_of", "issued"):
            try:
                date.fromisoformat(getattr(report, name))
            except ValueError:
                yield self._fault(
                    REPORT, name, f"'{name}' is no day of the calendar", "write it like 2021-12-31"
                )
        if report.date_style not in ("day-month", "month-day"):
            problem = f"there is no date style '{report.date_style}'"
            yield self._fault(REPORT, "date_style", problem, "write day-month or month-day")
        if not 1 <= report.chapter <= _MOST_CHAPTERS:
            problem = f"there is no chapter {report.chapter}"
            yield self._fault(REPORT, "chapter", problem, f"write a number from 1 to {_MOST_CHAPTERS}")
        if not report.editions:
            yield self._fault(REPORT, "editions", "the report has no edition", "write tags such as [en, zh]")
        for position, edition in enumerate(report.editions):
            if edition in report.editions[:position]:
                problem = f"the edition '{edition}' stands twice"
                yield self._fault(REPORT, f"editions[{position}]", problem, "keep one of the two")
            if not _EDITION.fullmatch(edition):
                problem = f"'{edition}' is no language tag"
                yield self._fault(REPORT, f"editions[{position}]", problem, "write tags such as en and zh")

    def _section_faults(self) -> Iterator[Fault]:
        known = {section.number for section in self._chapter.sections} | {LEAD}
        for section in self._chapter.sections:
            parent = section.number.rpartition(".")[0]
            if not _SECTION.fullmatch(section.number):
                problem = f"no heading can have the number {section.number}"
                remedy = "number sections from 1 to 99, on at most four levels: 4.1"
                yield self._fault(section.number, "number", problem, remedy)
            if parent and parent not in known:
                problem = f"section {section.number} has no section {parent} above it"
                yield self._fault(section.number, "number", problem, f"add section {parent}")
        for paragraph in self._chapter.paragraphs:
            if paragraph.section not in known:
                problem = f"there is no section {paragraph.section}"
                yield self._fault(
                    paragraph.id, "section", problem, f"sections are {', '.join(sorted(known))}"
                )

    def _unit_faults(self) -> Iterator[Fault]:
        for unit in self._chapter.units:
            forms = unit.count.patterns.values() if unit.count is not None else ()
            if any(_HAN_NUMBER in pattern for patterns in forms for pattern in patterns.values()):
                problem = f"the unit '{unit.id}' counts in {_HAN_NUMBER}, which only ordinals have"
                yield self._fault(unit.id, "count", problem, "write {n}")

    # -- placeholders ------------------------------------------------------------------------------

    def _placeholder_faults(self) -> Iterator[Fault]:
        for paragraph in self._chapter.paragraphs:
            yield from self._message_faults(paragraph.text, None)
        for section in self._chapter.sections:
            yield from self._message_faults(section.title, None)
        for record in self._chapter.records.values():
            for _, message in messages_in(record):
                yield from self._message_faults(message, record)

    def _message_faults(self, message: Message, owner: AnyRecord | None) -> Iterator[Fault]:
        for edition in message.parts:
            for slot in dict.fromkeys(message.slots(edition)):
                try:
                    fact(self._chapter, slot, owner)
                except UnknownFact as unknown:
                    yield Fault(message.place(edition), unknown.problem, unknown.remedy)

    def _circle_faults(self) -> Iterator[Fault]:
        """Titles that print one another without end."""
        printed = {record.id: self._titles_in(record) for record in self._chapter.records.values()}
        for record in self._chapter.records.values():
            if record.id in _reached(record.id, printed):
                problem = f"the title of '{record.id}' prints itself"
                yield self._fault(record.id, "title", problem, "write one of the titles out")

    def _titles_in(self, record: AnyRecord) -> frozenset[str]:
        """The records whose titles the title of `record` prints."""
        title = getattr(record, "title", None)
        if not isinstance(title, Message):
            return frozenset()
        slots = (slot for edition in title.parts for slot in title.slots(edition))
        facts = (fact(self._chapter, slot, record) for slot in slots)
        return frozenset(found.record.id for found in facts if found.kind == "title")

    # -- records -----------------------------------------------------------------------------------

    def _record_faults(self, record: AnyRecord) -> Iterator[Fault]:
        yield from self._action_faults(record)
        match record:
            case Engagement():
                yield from self._engagement_faults(record)
            case Agreement() | PphArrangement():
                yield from self._end_faults(record)
            case Figure():
                yield from self._figure_faults(record)
            case Photo(image=str(name)):
                yield from self._image_faults(record.id, name)
            case Organization(parent=str()):
                yield from self._parent_faults(record)
            case Project(academic_year=Edtf() as year) if not _is_academic(year):
                problem = f"'{year}' is no academic year"
                yield self._fault(record.id, "academic_year", problem, "write two years: 2021/2022")

    def _image_faults(self, photo: str, name: str) -> Iterator[Fault]:
        try:
            read_image(self._images, name)
        except UnusableImage as unusable:
            yield self._fault(photo, "image", unusable.problem, unusable.remedy)

    def _action_faults(self, record: AnyRecord) -> Iterator[Fault]:
        actions: tuple[Action, ...] = getattr(record, "actions", ())
        terms = {"term": getattr(record, "term", None)}
        terms |= {f"actions[{position}].term": action.term for position, action in enumerate(actions)}
        for path, term in terms.items():
            if term is not None and not _DURATION.fullmatch(term):
                yield self._fault(record.id, path, f"'{term}' states no length", "write it like P5Y or P6M")
        for position, action in enumerate(actions):
            if (
                action.on is not None
                and action.effective is not None
                and action.effective.is_before(action.on)
            ):
                problem = f"'{record.id}' takes effect before it was {action.kind}"
                yield self._fault(record.id, f"actions[{position}].effective", problem, "check both dates")

    def _engagement_faults(self, record: Engagement) -> Iterator[Fault]:
        session = record.session
        if session is not None and self._chapter.unit_by_id[session.unit].ordinal is None:
            problem = f"the unit '{session.unit}' of '{record.id}' has no 'ordinal' patterns"
            yield self._fault(record.id, "session.unit", problem, "add 'ordinal:' to the unit")
        elif session is not None and not 0 < session.number <= _MOST_HAN and self._is_han(session.unit):
            problem = f"the number {session.number} of '{record.id}' has no Han numeral here"
            yield self._fault(
                record.id, "session.number", problem, f"take a unit with {{n}} beyond {_MOST_HAN}"
            )
        for position, participant in enumerate(record.participants):
            if not (participant.organization or participant.group or participant.person):
                problem = f"a participant of '{record.id}' is nobody"
                remedy = "name an organization, a group or a person"
                yield self._fault(record.id, f"participants[{position}]", problem, remedy)

    def _is_han(self, unit: str) -> bool:
        ordinal = self._chapter.unit_by_id[unit].ordinal
        forms = ordinal.patterns.values() if ordinal is not None else ()
        return any(_HAN_NUMBER in pattern for patterns in forms for pattern in patterns.values())

    def _end_faults(self, record: Agreement | PphArrangement) -> Iterator[Fault]:
        dated = record.end.basis in (EndBasis.PRINTED, EndBasis.COMPUTED)
        if dated and record.end.date is None:
            problem = f"the end of '{record.id}' is {record.end.basis}, but has no date"
            yield self._fault(record.id, "end", problem, "add 'date:' to 'end:'")
        if not dated and record.end.date is not None:
            problem = f"the end of '{record.id}' has a date, but its basis is {record.end.basis}"
            yield self._fault(record.id, "end.basis", problem, "say printed or computed")

    def _figure_faults(self, figure: Figure) -> Iterator[Fault]:
        if figure.as_of is not None and figure.as_of.end is None:
            problem = f"'{figure.as_of}' names no day as of which '{figure.id}' counts"
            yield self._fault(figure.id, "as_of", problem, "write a day, a month or a year: 2021-12-31")
        if self._chapter.unit_by_id[figure.unit].count is None:
            problem = f"the unit '{figure.unit}' has no 'count' patterns"
            yield self._fault(figure.id, "unit", problem, "add 'count:' to the unit")
        group = self._chapter.records.get(figure.named or "")
        if isinstance(group, Group) and max(len(group.members), len(group.economies)) > figure.value:
            problem = f"'{figure.id}' counts {figure.value}, but '{group.id}' names more"
            yield self._fault(figure.id, "value", problem, "correct the number, or the list")
        total = self._chapter.records.get(figure.part_of or "")
        if isinstance(total, Figure) and total.value < figure.value:
            problem = f"'{figure.id}' is a part of '{total.id}' but larger"
            yield self._fault(figure.id, "value", problem, "correct one of the two numbers")

    def _parent_faults(self, organization: Organization) -> Iterator[Fault]:
        seen = {organization.id}
        parent = self._chapter.records.get(organization.parent or "")
        while isinstance(parent, Organization):
            if parent.id in seen:
                problem = f"'{organization.id}' is a part of itself"
                yield self._fault(organization.id, "parent", problem, "correct 'parent'")
                return
            seen.add(parent.id)
            parent = self._chapter.records.get(parent.parent or "")


def _is_academic(year: Edtf) -> bool:
    return year.start is not None and year.end is not None and year.end.year == year.start.year + 1


def _reached(start: str, printed: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return what `start` leads to, over any number of steps."""
    reached: set[str] = set()
    ahead = set(printed.get(start, ()))
    while ahead:
        reached |= ahead
        ahead = {further for one in ahead for further in printed.get(one, ())} - reached
    return frozenset(reached)


def _doubts(record: str, what: str, doubtful: Mapping[str, str], places: Places) -> Iterator[Fault]:
    for edition, reason in doubtful.items():
        problem = f"the {edition} {what} of '{record}' is doubtful: {reason}"
        remedy = "ask the office concerned, then remove 'doubtful'"
        yield Fault(places.of(record, f"doubtful.{edition}"), problem, remedy)


def _notes(chapter: Chapter, places: Places) -> Iterator[Fault]:
    for term in chapter.glossary:
        yield from _doubts(term.id, "form", term.doubtful, places)
    for record in chapter.records.values():
        what = "name" if isinstance(record, Organization | Group | Person) else "title"
        yield from _doubts(record.id, what, getattr(record, "doubtful", {}), places)
        if isinstance(record, Organization | Group | Person):
            for edition, lender in record.name.borrowed.items():
                problem = f"'{record.id}' has no {edition} name; it prints as in {lender}"
                yield Fault(
                    places.of(record.id, "name"), problem, f"ask the office concerned, then add '{edition}:'"
                )
        if isinstance(record, Photo) and record.image is None:
            problem = f"'{record.id}' has no picture; its caption prints alone"
            yield Fault(places.of(record.id), problem, "add the file to source/images and name it in 'image'")
