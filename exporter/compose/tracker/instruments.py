"""The sheets of agreements, of their dated actions, and of PPH partners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from exporter import locale
from exporter.compose.tracker import state
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
from exporter.document.workbook import CellValue, Formula, TableSheet
from exporter.model.codes import ActionKind, DateBasis, EndBasis
from exporter.model.edtf import Edtf
from exporter.model.records import Action, Agreement, Organization, PphArrangement

_SIGNING = (ActionKind.SIGNED, ActionKind.ADOPTED, ActionKind.APPROVED)
_STARTING = (ActionKind.IN_EFFECT, ActionKind.PROVISIONAL, ActionKind.LAUNCHED)
Instrument: TypeAlias = Agreement | PphArrangement


def agreements(desk: Desk) -> TableSheet:
    """Return the agreements, one a row."""
    make = Fields[Agreement](desk)
    return table(desk, "agreements", "Agreements", desk.chapter.agreements, _agreement_fields(make))


def _agreement_fields(make: Fields[Agreement]) -> Iterator[Field[Agreement]]:
    desk = make.desk
    yield identity(make)
    yield make.field("kind", "Kind", lambda a: desk.label(a.kind), 13)
    yield from titles(make)
    yield from partners(make, lambda a: a.parties)
    yield from _life(make)
    yield make.field("binding", "Binding", lambda a: desk.label(a.binding), 12, hidden=True)
    yield make.field("signatories", "Signatories", lambda a: _people(desk, a), 18, hidden=True)
    yield make.field("relations", "Relations", lambda a: _relations(desk, a), 24, "long_text", hidden=True)
    yield make.field("topics", "Subjects", lambda a: desk.messages(a.topics, a), 24, "long_text", hidden=True)
    yield from provenance(make)
    yield from staff(make)


def _people(desk: Desk, agreement: Agreement) -> str:
    return desk.named(agreement.signatories)


def _relations(desk: Desk, agreement: Agreement) -> str:
    said = (
        desk.say("cell", "{relation} {id}", relation=desk.label(r.kind), id=r.to) for r in agreement.relations
    )
    return desk.join(said)


# -- signed, effective, until, and the state that follows ------------------------------------------


def _life(make: Fields[Any]) -> Iterator[Field[Any]]:
    desk = make.desk
    yield from make.date("signed", "Signed", _signed, _signed_basis)
    yield from make.date("effective", "Effective", _effective, seen=None)
    yield make.field("until", "Until", lambda r: until(desk, r), 11)
    yield make.field("until_last", "Last day", lambda r: state.milestones(r).until, 12, "date")
    yield make.field("until_basis", "Basis of the end", lambda r: desk.label(_end_basis(r)), 12, hidden=True)
    yield from _milestone_fields(make)
    yield make.field("state", "State", lambda r: _state(desk, r), 11)
    yield make.field("days_left", "Days left", lambda r: _days_left(desk, r), 9, "integer", number_format="0")


def _milestone_fields(make: Fields[Any]) -> Iterator[Field[Any]]:
    """Days that only the formula of the state needs."""
    yield make.field(state.PROPOSED, "Proposed since", lambda r: state.milestones(r).proposed, 14, "date",
                     hidden=True)  # fmt: skip
    yield make.field(state.RUNNING, "Running since", lambda r: state.milestones(r).running, 14, "date",
                     hidden=True)  # fmt: skip
    yield make.field(state.ENDED, "Ended on", lambda r: state.milestones(r).ended, 14, "date",
                     hidden=True)  # fmt: skip


def _signed(record: Instrument) -> Edtf | None:
    action = state.first_of(record.actions, _SIGNING)
    return action.on if action else None


def _signed_basis(record: Instrument) -> DateBasis:
    action = state.first_of(record.actions, _SIGNING)
    return action.date_basis if action else DateBasis.PRINTED


def _effective(record: Instrument) -> Edtf | None:
    """The day of taking effect: stated as such, or set by another action."""
    action = state.first_of(record.actions, _STARTING)
    if action is not None:
        return action.effective or action.on
    return next((a.effective for a in record.actions if a.effective), None)


def _end_basis(record: Instrument) -> EndBasis:
    """An end that only an action sets is as printed as the action."""
    if record.end.date is None and state.end_of(record) is not None:
        return EndBasis.PRINTED
    return record.end.basis


def until(desk: Desk, record: Instrument) -> str:
    """Return the end with its reason; a missing end never reads as "in force"."""
    end = state.end_of(record)
    if end is not None:
        return desk.when(end)
    covers = getattr(record, "covers", None)
    if covers is not None and record.end.basis is EndBasis.NOT_STATED:
        years = locale.say_when(covers, desk.edition)
        return years if covers.is_open else desk.say("cell", "for {years}", years=years)
    return desk.label(record.end.basis)


def _state(desk: Desk, record: Instrument) -> Formula:
    known = state.milestones(record)
    value = desk.label(state.state_at(known, desk.as_of))
    return Formula(state.state_formula(known, desk.label), value)


def _days_left(desk: Desk, record: Instrument) -> Formula:
    return Formula(state.DAYS_LEFT, state.days_left(state.milestones(record), desk.as_of))


# -- PPH -------------------------------------------------------------------------------------------


def pph(desk: Desk) -> TableSheet:
    """Return the PPH arrangements, one partner a row."""
    make = Fields[PphArrangement](desk)
    return table(desk, "pph", "PPH partners", desk.chapter.pph, _pph_fields(make))


def _pph_fields(make: Fields[PphArrangement]) -> Iterator[Field[PphArrangement]]:
    desk = make.desk
    yield identity(make)
    yield make.field("partner", "Partner", _partner_in(desk, desk.edition.tag), 30)
    for other in desk.others:
        words = desk.say("column", "Name in {language}", language=desk.language(other.edition.tag))
        yield make.headed(f"partner_{other.edition.tag}", words, _partner_in(desk, other.edition.tag), 26)
    yield make.field("st3", "ST.3", lambda p: desk.st3((p.partner,)), 8, "code")
    yield make.field("economy", "Country or region", lambda p: desk.economies((p.partner,)), 16)
    yield make.field("programme", "Programme", lambda p: desk.label(p.programme), 14)
    yield make.field("routes", "Routes", lambda p: desk.labels(p.routes) or desk.cell("not stated"), 14)
    yield make.field("stage", "Stage", lambda p: desk.label(p.stage), 12)
    yield make.field("periods", "Periods", lambda p: _periods(desk, p), 24, "long_text")
    yield from _life(make)
    yield from provenance(make)
    yield from staff(make)


def _partner(desk: Desk, arrangement: PphArrangement) -> Organization:
    partner = desk.chapter.records[arrangement.partner]
    assert isinstance(partner, Organization)
    return partner


def _partner_in(desk: Desk, tag: str) -> Callable[[PphArrangement], str]:
    return lambda arrangement: _partner(desk, arrangement).name[tag]


def _periods(desk: Desk, arrangement: PphArrangement) -> str:
    said = (desk.when(period.period, period.basis) for period in arrangement.periods)
    return desk.join(said) or desk.cell("not stated")


# -- actions ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DatedAction:
    """An action with the instrument that it happened to; `position` counts from 1."""

    record: Instrument
    position: int
    action: Action


def actions(desk: Desk) -> TableSheet:
    """Return every dated action of agreements and PPH arrangements, one a row."""
    make = Fields[DatedAction](desk)
    return table(desk, "agreement_actions", "Agreement actions", _dated(desk), _action_fields(make))


def _dated(desk: Desk) -> Iterator[DatedAction]:
    records: tuple[Instrument, ...] = (*desk.chapter.agreements, *desk.chapter.pph)
    for record in records:
        for position, action in enumerate(record.actions, 1):
            yield DatedAction(record, position, action)


def _action_fields(make: Fields[DatedAction]) -> Iterator[Field[DatedAction]]:
    desk = make.desk
    yield make.field("id", "ID", lambda d: f"{d.record.id}/{d.position}", 26, "code")
    yield make.field("agreement", "Agreement", lambda d: d.record.id, 24, "code")
    yield make.field("title", "Title", lambda d: _title(desk, d.record), 40, "long_text")
    yield make.field("action", "Action", lambda d: desk.label(d.action.kind), 16)
    yield from make.date("taken", "Taken on", lambda d: d.action.on, lambda d: d.action.date_basis)
    yield from make.date("effective", "Effective", lambda d: d.action.effective, seen=None, without="")
    yield from make.date("new_end", "New end", lambda d: d.action.new_end, seen="last", without="")
    yield make.field("term", "Term", lambda d: _term(desk, d.action), 10)
    yield make.field("by", "By", lambda d: _by(desk, d.action), 20, "long_text")
    yield make.field("engagement", "Engagement", lambda d: d.action.engagement or "", 24, "code")
    yield make.field("section", "Section", lambda d: desk.chapter.section_of(d.record), 9, "code")


def _title(desk: Desk, record: Instrument) -> str:
    if isinstance(record, PphArrangement):
        return desk.say("cell", "PPH: {partner}", partner=desk.agent(record.partner))
    return desk.prose.title(record)


def _term(desk: Desk, action: Action) -> CellValue:
    return locale.say_duration(action.term, desk.edition) if action.term else ""


def _by(desk: Desk, action: Action) -> str:
    return desk.named(action.by) or desk.cell("all parties")
