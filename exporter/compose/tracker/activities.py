"""The sheets of what was done together: engagements, commitments, projects, publications."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.compose.tracker.desk import Desk
from exporter.compose.tracker.fields import (
    Field,
    Fields,
    identity,
    partners,
    provenance,
    staff,
    table,
    titles,
)
from exporter.document.workbook import TableSheet
from exporter.model.chapter import sort_key
from exporter.model.codes import Role
from exporter.model.edtf import Edtf
from exporter.model.records import Action, Commitment, Engagement, Participant, Person, Project, Publication

# -- engagements -----------------------------------------------------------------------------------


def engagements(desk: Desk) -> TableSheet:
    """Return the engagements in order of date."""
    make = Fields[Engagement](desk)
    records = sorted(desk.chapter.engagements, key=lambda e: sort_key(e.date))
    core = (
        "id", "title", "date", "kind", "counterparts", "st3", "their_people", "place", "outcomes", "section",
    )  # fmt: skip
    return table(desk, "engagements", "Engagements", records, _engagement_fields(make), core=core)


def _engagement_fields(make: Fields[Engagement]) -> Iterator[Field[Engagement]]:
    desk = make.desk
    yield identity(make)
    yield from make.date("date", "Date", lambda e: e.date, lambda e: e.date_basis)
    yield make.field("kind", "Kind", lambda e: desk.label(e.kind), 16, entry=True, choices="engagement_kind")
    yield from titles(make)
    yield make.field("session", "Session", _session, 9, "integer")
    yield from partners(make, _counterparts)
    yield make.field("hosts", "Hosts", lambda e: desk.named(e.hosts), 18, hidden=True)
    yield make.field("our_people", "Our people", lambda e: _people(desk, e, ours=True), 18)
    yield make.field("their_people", "Their people", lambda e: _people(desk, e, ours=False), 20)
    yield make.field("attendance", "Attendance", lambda e: desk.figures(e.attendance), 16)
    yield make.field("mode", "Mode", lambda e: desk.label(e.mode), 12)
    yield make.field("place", "Place", lambda e: desk.name(e.location), 14, entry=True)
    yield make.field("held", "Held", lambda e: desk.label(e.status), 11)
    yield make.field("outcomes", "Outcomes", lambda e: _outcomes(desk, e), 34, "long_text", entry=True)
    yield from provenance(make)
    yield from staff(make)


def _session(engagement: Engagement) -> int | None:
    return engagement.session.number if engagement.session else None


def _counterparts(engagement: Engagement) -> Iterator[str]:
    yield from engagement.hosts
    for participant in engagement.participants:
        body = participant.organization or participant.group
        if body:
            yield body


def _people(desk: Desk, engagement: Engagement, *, ours: bool) -> str:
    found = (p for p in engagement.participants if p.person and _is_ours(desk, p) is ours)
    return desk.join(_person(desk, participant) for participant in found)


def _is_ours(desk: Desk, participant: Participant) -> bool:
    person = desk.chapter.records[participant.person or ""]
    assert isinstance(person, Person)
    return any(post.organization == desk.chapter.report.office for post in person.posts)


def _person(desk: Desk, participant: Participant) -> str:
    name = desk.agent(participant.person or "")
    if participant.role is Role.ATTENDEE:
        return name
    return desk.say("cell", "{name} ({role})", name=name, role=desk.label(participant.role))


def _outcomes(desk: Desk, engagement: Engagement) -> str:
    return desk.messages((outcome.text for outcome in engagement.outcomes), engagement)


# -- commitments -----------------------------------------------------------------------------------


def commitments(desk: Desk) -> TableSheet:
    """Return what was promised."""
    make = Fields[Commitment](desk)
    return table(desk, "commitments", "Commitments", desk.chapter.commitments, _commitment_fields(make))


def _commitment_fields(make: Fields[Commitment]) -> Iterator[Field[Commitment]]:
    desk = make.desk
    yield identity(make)
    yield make.field("what", "What", lambda c: desk.message(c.text, c), 44, "long_text", entry=True)
    yield make.field(
        "promised_by",
        "Promised by",
        lambda c: _owner(desk, c),
        18,
        entry=True,
    )
    yield from partners(make, lambda c: c.counterparts)
    yield from make.date("deadline", "Deadline", lambda c: c.due, seen="last")
    yield make.field(
        "state", "State", lambda c: desk.label(c.state), 12, entry=True, choices="commitment_state"
    )
    yield make.field("origin", "Agreed in", lambda c: desk.row_of(c.origin), 24, "code")
    yield from provenance(make)
    yield from staff(make)


def _owner(desk: Desk, commitment: Commitment) -> str:
    return desk.agent(commitment.owner) if commitment.owner else desk.cell("not stated")


# -- projects --------------------------------------------------------------------------------------


def projects(desk: Desk) -> TableSheet:
    """Return projects, programmes and measures."""
    make = Fields[Project](desk)
    core = (
        "id", "title", "kind", "counterparts", "st3", "period", "actions", "project_status", "section",
    )  # fmt: skip
    return table(desk, "projects", "Projects", desk.chapter.projects, _project_fields(make), core=core)


def _project_fields(make: Fields[Project]) -> Iterator[Field[Project]]:
    desk = make.desk
    yield identity(make)
    yield make.field("kind", "Kind", lambda p: desk.label(p.kind), 14, entry=True, choices="project_kind")
    yield from titles(make)
    yield from partners(make, lambda p: p.parties)
    yield from make.date("period", "Period", _period)
    yield make.field("actions", "Actions", lambda p: _actions(desk, p), 26, "long_text")
    yield make.field("project_status", "Progress", lambda p: desk.label(p.status), 12)
    yield make.field("figures", "Figures", lambda p: desk.figures(p.figures), 20, "long_text")
    yield make.field("territories", "Concerns", lambda p: desk.territories(p.economies), 20)
    yield make.field("topics", "Subjects", lambda p: desk.messages(p.topics, p), 24, "long_text", entry=True)
    yield from provenance(make)
    yield from staff(make)


def _period(project: Project) -> Edtf | None:
    return project.period or project.academic_year


def _actions(desk: Desk, project: Project) -> str:
    return desk.join(_action(desk, action) for action in project.actions)


def _action(desk: Desk, action: Action) -> str:
    day, done = action.effective or action.on, desk.label(action.kind)
    if day is None:
        return desk.say("cell", "{action} (date not stated)", action=done)
    return desk.say("cell", "{action}, {date}", action=done, date=desk.when(day, action.date_basis))


# -- publications ----------------------------------------------------------------------------------


def publications(desk: Desk) -> TableSheet:
    """Return publications."""
    make = Fields[Publication](desk)
    return table(desk, "publications", "Publications", desk.chapter.publications, _publication_fields(make))


def _publication_fields(make: Fields[Publication]) -> Iterator[Field[Publication]]:
    desk = make.desk
    yield identity(make)
    yield make.field("kind", "Kind", lambda p: desk.label(p.kind), 14, entry=True, choices="publication_kind")
    yield from titles(make)
    yield make.field("publishers", "Publishers", lambda p: _publishers(desk, p), 22, "long_text", entry=True)
    yield make.field("languages", "Languages", lambda p: desk.listed(map(desk.language, p.languages)), 18)
    yield from make.date("published", "Published", lambda p: p.date, lambda p: p.date_basis)
    yield make.field("territories", "About", lambda p: desk.territories(p.economies), 18)
    yield make.field("engagement", "Presented at", lambda p: desk.row_of(p.engagement), 22, "code")
    yield from provenance(make)
    yield from staff(make, few=True)


def _publishers(desk: Desk, publication: Publication) -> str:
    return desk.listed(map(desk.agent, publication.publishers))
