"""What must hold over a whole chapter, once every file is decoded.  Pure but for the images' existence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from exporter.errors import Fault
from exporter.loading.prose import prose_faults
from exporter.model.chapter import LEAD, AnyRecord, Chapter
from exporter.model.codes import EndBasis
from exporter.model.facts import UnknownFact, fact
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
)
from exporter.model.text import Message
from exporter.model.walk import messages_in

_EDITION = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*")


def check(chapter: Chapter, images: Path) -> tuple[list[Fault], list[Fault]]:
    """Return the faults of `chapter`, and the notes on it that stop nothing."""
    faults = [*_report_faults(chapter), *_section_faults(chapter), *_placeholder_faults(chapter)]
    for record in chapter.records.values():
        faults += _record_faults(chapter, record, images)
    if not faults:  # parity of texts whose placeholders mean nothing would only repeat them
        faults += prose_faults(chapter)
    return faults, list(_notes(chapter))


def _report_faults(chapter: Chapter) -> Iterator[Fault]:
    report = chapter.report
    for name in ("as_of", "issued"):
        try:
            date.fromisoformat(getattr(report, name))
        except ValueError:
            yield Fault(report.place, f"'{name}' is no day of the calendar", "write it like 2021-12-31")
    if report.date_style not in ("day-month", "month-day"):
        yield Fault(
            report.place, f"there is no date style '{report.date_style}'", "write day-month or month-day"
        )
    for edition in report.editions:
        if not _EDITION.fullmatch(edition):
            yield Fault(report.place, f"'{edition}' is no language tag", "write tags such as en and zh")


def _section_faults(chapter: Chapter) -> Iterator[Fault]:
    known = {section.number for section in chapter.sections} | {LEAD}
    for section in chapter.sections:
        parent = section.number.rpartition(".")[0]
        if parent and parent not in known:
            yield Fault(
                section.place,
                f"section {section.number} has no section {parent} above it",
                f"add section {parent}",
            )
    for paragraph in chapter.paragraphs:
        if paragraph.section not in known:
            yield Fault(
                paragraph.place,
                f"there is no section {paragraph.section}",
                f"sections are {', '.join(sorted(known))}",
            )


def _placeholder_faults(chapter: Chapter) -> Iterator[Fault]:
    for paragraph in chapter.paragraphs:
        yield from _message_faults(chapter, paragraph.text, None)
    for section in chapter.sections:
        yield from _message_faults(chapter, section.title, None)
    for record in chapter.records.values():
        for _, message in messages_in(record):
            yield from _message_faults(chapter, message, record)


def _message_faults(chapter: Chapter, message: Message, owner: AnyRecord | None) -> Iterator[Fault]:
    for edition in message.parts:
        for slot in dict.fromkeys(message.slots(edition)):
            try:
                fact(chapter, slot, owner)
            except UnknownFact as unknown:
                yield Fault(message.place(edition), unknown.problem, unknown.remedy)


def _record_faults(chapter: Chapter, record: AnyRecord, images: Path) -> Iterator[Fault]:
    for action in getattr(record, "actions", ()):
        yield from _action_faults(record, action)
    match record:
        case Engagement():
            yield from _engagement_faults(chapter, record)
        case Agreement() | PphArrangement():
            yield from _end_faults(record)
        case Figure():
            yield from _figure_faults(chapter, record)
        case Photo(image=str(name)) if not _inside(images, name):
            yield Fault(
                record.place,
                f"there is no picture '{name}' in source/images",
                "add the file, or leave 'image' out",
            )
        case Organization(parent=str()):
            yield from _parent_faults(chapter, record)
        case _:
            return


def _inside(images: Path, name: str) -> bool:
    path = (images / name).resolve()
    return path.is_relative_to(images.resolve()) and path.is_file()


def _action_faults(record: AnyRecord, action: Action) -> Iterator[Fault]:
    if action.on is not None and action.effective is not None and action.effective.is_before(action.on):
        yield Fault(
            record.place, f"'{record.id}' takes effect before it was {action.kind}", "check both dates"
        )


def _engagement_faults(chapter: Chapter, record: Engagement) -> Iterator[Fault]:
    if record.session is not None and chapter.unit_by_id[record.session.unit].ordinal is None:
        yield Fault(
            record.place,
            f"the unit '{record.session.unit}' of '{record.id}' has no 'ordinal' patterns",
            "add 'ordinal:' to the unit",
        )
    for participant in record.participants:
        if not (participant.organization or participant.group or participant.person):
            yield Fault(
                record.place,
                f"a participant of '{record.id}' is nobody",
                "name an organization, a group or a person",
            )


def _end_faults(record: Agreement | PphArrangement) -> Iterator[Fault]:
    dated = record.end.basis in (EndBasis.PRINTED, EndBasis.COMPUTED)
    if dated and record.end.date is None:
        yield Fault(
            record.place,
            f"the end of '{record.id}' is {record.end.basis}, but has no date",
            "add 'date:' to 'end:'",
        )
    if not dated and record.end.date is not None:
        yield Fault(
            record.place,
            f"the end of '{record.id}' has a date, but its basis is {record.end.basis}",
            "say printed or computed",
        )


def _figure_faults(chapter: Chapter, figure: Figure) -> Iterator[Fault]:
    unit = chapter.unit_by_id[figure.unit]
    if unit.count is None:
        yield Fault(figure.place, f"the unit '{unit.id}' has no 'count' patterns", "add 'count:' to the unit")
    group = chapter.records.get(figure.named or "")
    if isinstance(group, Group) and max(len(group.members), len(group.economies)) > figure.value:
        yield Fault(
            figure.place,
            f"'{figure.id}' counts {figure.value}, but '{group.id}' names more",
            "correct the number, or the list",
        )
    total = chapter.records.get(figure.part_of or "")
    if isinstance(total, Figure) and total.value < figure.value:
        yield Fault(
            figure.place,
            f"'{figure.id}' is a part of '{total.id}' but larger",
            "correct one of the two numbers",
        )


def _parent_faults(chapter: Chapter, organization: Organization) -> Iterator[Fault]:
    seen = {organization.id}
    parent = chapter.records.get(organization.parent or "")
    while isinstance(parent, Organization):
        if parent.id in seen:
            yield Fault(organization.place, f"'{organization.id}' is a part of itself", "correct 'parent'")
            return
        seen.add(parent.id)
        parent = chapter.records.get(parent.parent or "")


def _notes(chapter: Chapter) -> Iterator[Fault]:
    for record in chapter.records.values():
        if isinstance(record, Organization | Group | Person):
            for edition, reason in record.doubtful.items():
                yield Fault(
                    record.place,
                    f"the {edition} name of '{record.id}' is doubtful: {reason}",
                    "ask the office concerned, then remove 'doubtful'",
                )
        if isinstance(record, Photo) and record.image is None:
            yield Fault(
                record.place,
                f"'{record.id}' has no picture; its caption prints alone",
                "add the file to source/images and name it in 'image'",
            )
