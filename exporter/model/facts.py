"""What a placeholder points at: the fact behind `{record.field}`, and the forms it may print in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.codes import ActionKind
from exporter.model.edtf import Edtf
from exporter.model.records import (
    Action,
    Figure,
    Group,
    Ordinal,
    Organization,
    Person,
    Report,
)
from exporter.model.text import Localized, Message, Slot

FactKind: TypeAlias = Literal[
    "date",
    "academic_year",
    "ordinal",
    "figure",
    "title",
    "duration",
    "territories",
    "languages",
    "agent",
    "person",
    "words",
    "symbol",
]

FactValue: TypeAlias = (
    Edtf | Ordinal | Figure | Message | Localized | str | tuple[str, ...] | Organization | Group | Person
)

FORMS: Mapping[FactKind, frozenset[str]] = {
    "date": frozenset({"", "month", "year", "since", "as-of"}),
    "academic_year": frozenset({""}),
    "ordinal": frozenset({""}),
    "figure": frozenset({"", "number"}),
    "title": frozenset({"", "plain"}),
    "duration": frozenset({"", "adjective"}),
    "territories": frozenset({""}),
    "languages": frozenset({""}),
    "agent": frozenset({"", "full", "short", "name", "acronym"}),
    "person": frozenset({"", "name", "titled", "introduced"}),
    "words": frozenset({""}),
    "symbol": frozenset({""}),
}

REPORT = "report"  # the reserved target of the report's own facts: {report.period}
TERM = "_term"  # suffix of an action's length: {pilot.extended_term}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the model with its kind, and the record that it comes from."""

    kind: FactKind
    value: FactValue
    record: AnyRecord | Report


class UnknownFact(LookupError):  # noqa: N818 - it says what is unknown
    """A placeholder points at nothing.  `remedy` says what could be meant."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def fact(chapter: Chapter, slot: Slot, owner: AnyRecord | None = None) -> Fact:
    """Return the fact that `slot` points at; `owner` is the record whose text holds it."""
    found = _name(chapter, slot) if slot.is_name else _field(_record(chapter, slot, owner), slot)
    _refuse_impossible_form(slot, found)
    if slot.form not in FORMS[found.kind]:
        allowed = ", ".join(sorted(filter(None, FORMS[found.kind]))) or "none"
        raise UnknownFact(
            f"{slot} asks for the form '{slot.form}', which a {found.kind} does not have",
            f"forms of a {found.kind}: {allowed}",
        )
    return found


def _refuse_impossible_form(slot: Slot, found: Fact) -> None:
    """A date prints no part that it lacks: no month of a year, no "since" of what has ended."""
    when = found.value
    if not isinstance(when, Edtf):
        return
    ends = [end for end in (when.start, when.end) if end is not None]
    years = {end.year for end in ends}
    if slot.form == "month" and (when.is_open or len(years) > 1 or any(end.month is None for end in ends)):
        raise UnknownFact(
            f"{slot} asks for the month of '{when}', which states none", f"write {{{slot.fact}}}"
        )
    if slot.form == "since" and (when.start is None or (when.is_interval and when.end is not None)):
        raise UnknownFact(f"{slot} says 'since' of '{when}', which has ended", f"write {{{slot.fact}}}")
    if slot.form == "as-of" and when.end is None:
        raise UnknownFact(f"{slot} names no day as of which something counts", f"write {{{slot.fact}:since}}")


def _name(chapter: Chapter, slot: Slot) -> Fact:
    record = chapter.records.get(slot.target)
    if isinstance(record, Person):
        return Fact("person", record, record)
    if isinstance(record, Organization | Group):
        return Fact("agent", record, record)
    if record is None:
        raise UnknownFact(f"{slot} names nobody", _nearest(slot.target, chapter.records))
    raise UnknownFact(f"{slot} is no organization, group or person", f"drop the '@': {{{slot.target}}}")


def _record(chapter: Chapter, slot: Slot, owner: AnyRecord | None) -> AnyRecord | Report:
    if slot.target == REPORT:
        return chapter.report
    record = chapter.records.get(slot.target) if slot.target else owner
    if record is None:
        raise UnknownFact(f"{slot} points at no record", _nearest(slot.target, chapter.records))
    if isinstance(record, Organization | Group | Person) and not slot.field:
        raise UnknownFact(f"{slot} is a name", f"write {{@{slot.target}}}")
    return record


def _nearest(mistyped: str, known: Mapping[str, object]) -> str:
    from difflib import get_close_matches  # only a fault needs it

    close = get_close_matches(mistyped, known, n=1)
    return f"did you mean '{close[0]}'?" if close else "add the record, or name one that exists"


def _field(record: AnyRecord | Report, slot: Slot) -> Fact:
    stated = _stated(record)
    value = stated.get(slot.field)
    if value:
        return Fact(_kind(slot.field, value), value, record)
    known = ", ".join(sorted(name for name, value in stated.items() if name and value)) or "none"
    what = (
        f"'{slot.target or record.id}' states no '{slot.field}'"
        if slot.field
        else f"{slot} has no fact of its own"
    )
    raise UnknownFact(what, f"fields that it states: {known}")


def facts_of(record: AnyRecord | Report) -> Mapping[str, Fact]:
    """Return the facts that texts may print of a record, by field; "" is the record's own fact."""
    return {name: Fact(_kind(name, value), value, record) for name, value in _stated(record).items() if value}


def _stated(record: AnyRecord | Report) -> Mapping[str, FactValue | None]:
    """What a record says in each field that texts may print; None or nothing where it is silent."""
    found: dict[str, FactValue | None] = {name: getattr(record, name, None) for name in _KINDS}
    found |= _actions(getattr(record, "actions", ()))
    if isinstance(record, Figure):
        found[""] = record
    elif isinstance(record, Report):
        found["as_of"] = Edtf.parse(record.as_of)
    else:
        found[""] = found["title"]
    end = getattr(record, "end", None)
    found["end"] = end.date if end else None
    return found


_KINDS: Mapping[str, FactKind] = {
    "title": "title",
    "date": "date",
    "covers": "date",
    "period": "date",
    "as_of": "date",
    "due": "date",
    "academic_year": "academic_year",
    "session": "ordinal",
    "term": "duration",
    "economies": "territories",
    "languages": "languages",
    "location": "words",
    "symbol": "symbol",
    "chapter_title": "words",
}


def _kind(name: str, value: FactValue) -> FactKind:
    match value:
        case Figure():
            return "figure"
        case Message():
            return "title"
        case Localized():
            return "words"
        case _ if name.endswith(TERM):
            return "duration"
    return _KINDS.get(name, "date")


def _actions(actions: tuple[Action, ...]) -> dict[str, FactValue | None]:
    """The first action of each kind: its day under its name, its length under name + "_term"."""
    found: dict[str, FactValue | None] = {}
    for action in reversed(actions):
        found[action.kind.value] = _effective(action) if action.kind is ActionKind.IN_EFFECT else action.on
        found[action.kind.value + TERM] = action.term
        if action.new_end is not None:
            found["new_end"] = action.new_end
        if action.effective is not None:
            found["effective"] = action.effective
    return found


def _effective(action: Action) -> Edtf | None:
    return action.effective or action.on


def path_of(record: AnyRecord | Report, name: str) -> str:
    """Return where the source writes a fact of a record: "signed" → "actions[0].on".

    What is computed stands where it is computed from: the state of an instrument at its actions.
    """
    actions: tuple[Action, ...] = getattr(record, "actions", ())
    for position, action in enumerate(actions):
        within = f"actions[{position}]"
        if name == action.kind.value + TERM:
            return f"{within}.term"
        if name == action.kind.value:
            in_effect = action.kind is ActionKind.IN_EFFECT and action.effective is not None
            return f"{within}.effective" if in_effect else f"{within}.on"
        if name in ("new_end", "effective") and getattr(action, name) is not None:
            return f"{within}.{name}"
    if not name:
        return "value" if isinstance(record, Figure) else "title"
    return _WRITTEN_AS.get(name, name)


_WRITTEN_AS: Mapping[str, str] = {"state": "actions", "until": "end", "days_left": "end", "section": "told"}


__all__ = ["FORMS", "Fact", "FactKind", "FactValue", "UnknownFact", "fact", "facts_of", "path_of"]
