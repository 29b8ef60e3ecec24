"""The sheets of agreements, of their dated actions, and of PPH partners."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeAlias

from exporter import locale
from exporter.compose.tracker import deadlines, state
from exporter.compose.tracker.desk import Desk
from exporter.compose.tracker.fields import (
    Field,
    Fields,
    identity,
    partners,
    provenance,
    staff,
    staff_day,
    table,
    titles,
    worked_out,
)
from exporter.document.workbook import CellValue, Formula, Highlight, TableSheet
from exporter.model.codes import ActionKind, DateBasis, EndBasis
from exporter.model.edtf import Edtf
from exporter.model.records import Action, Agreement, Group, Organization, PphArrangement, PphPeriod

_SIGNING = (ActionKind.SIGNED, ActionKind.ADOPTED, ActionKind.APPROVED)
_STARTING = (ActionKind.IN_EFFECT, ActionKind.PROVISIONAL, ActionKind.LAUNCHED)
Instrument: TypeAlias = Agreement | PphArrangement


def agreements(desk: Desk) -> TableSheet:
    """Return the agreements, one a row."""
    make = Fields[Agreement](desk)
    core = (
        "id", "title", "kind", "counterparts", "st3", "signed", "until", "state", "days_left",
        "action_needed", "section",
    )  # fmt: skip
    return table(
        desk, "agreements", "Agreements", desk.chapter.agreements, _agreement_fields(make), core=core
    )


def _agreement_fields(make: Fields[Agreement]) -> Iterator[Field[Agreement]]:
    desk = make.desk
    yield identity(make)
    yield make.field("kind", "Kind", lambda a: desk.label(a.kind), 13, entry=True, choices="agreement_kind")
    yield from titles(make)
    yield from partners(make, lambda a: a.parties)
    yield from _life(make)
    yield make.field("binding", "Binding", lambda a: desk.label(a.binding), 12, hidden=True)
    yield make.field("signatories", "Signatories", lambda a: _people(desk, a), 18, hidden=True)
    yield make.field("relations", "Relations", lambda a: _relations(desk, a), 24, "long_text", hidden=True)
    yield make.field("languages", "Languages", lambda a: desk.join(map(desk.language, a.languages)), 14,
                     hidden=True)  # fmt: skip
    yield make.field("topics", "Subjects", lambda a: desk.messages(a.topics, a), 20, "long_text", entry=True)
    yield from provenance(make)
    yield make.field("brief", "Briefing", lambda a: desk.brief(a.parties), 30)
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
    yield make.field("until", "Until", lambda r: until(desk, r), 11, entry=True)
    yield make.field("until_last", "Last day", lambda r: state.milestones(r).until, 12, "date")
    yield make.field("until_basis", "Basis of the end", lambda r: desk.label(_end_basis(r)), 12)
    yield make.field(deadlines.NOTICE_BY, "Notice by", _notice_by, 12, "date")
    yield from _milestone_fields(make)
    yield make.field("state", "State", lambda r: _state(desk, r), 11, note=worked_out(desk),
                     highlights=_state_highlights(desk))  # fmt: skip
    yield make.field(
        "days_left", "Days left", lambda r: _days_left(desk, r), 9, "integer", number_format="0",
        note=worked_out(desk), highlights=deadlines.days_left_bands("days_left"),
    )  # fmt: skip
    yield make.field(
        "action_needed", "Action needed", lambda r: _need(desk, r), 16, "long_text",
        note=worked_out(desk), highlights=deadlines.need_bands(desk, "action_needed"),
    )  # fmt: skip


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


def _state_highlights(desk: Desk) -> tuple[Highlight, ...]:
    expired = desk.label(state.InstrumentState.EXPIRED)
    return (deadlines.says("state", expired, "past"),)


_NOTICE = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def _notice_by(record: Instrument) -> date | None:
    """The last day on which notice can be given before the end."""
    end, notice = state.milestones(record).until, _NOTICE.fullmatch(record.end.notice or "")
    if end is None or notice is None:
        return None
    years, months, days = (int(part or 0) for part in notice.groups())
    return deadlines.months_before(end, 12 * years + months) - timedelta(days)


def _need(desk: Desk, record: Instrument) -> Formula:
    days = (a.effective or a.on for a in record.actions)
    heard = max((day.last_day for day in days if day and day.last_day), default=None)
    checked = staff_day(desk, record, deadlines.CHECKED)
    outlook = deadlines.Outlook(state.milestones(record), _notice_by(record), heard, checked)
    need = deadlines.need_at(outlook, desk.as_of)
    return Formula(deadlines.need_formula(desk, outlook), deadlines.need_word(desk, need))


# -- PPH -------------------------------------------------------------------------------------------


def pph(desk: Desk) -> TableSheet:
    """Return the PPH arrangements, one partner a row."""
    make = Fields[PphArrangement](desk)
    core = (
        "id", "partner", "st3", "programme", "stage", "periods", "until", "state", "days_left",
        "action_needed", "section",
    )  # fmt: skip
    notes = _reconciled(desk)
    return table(desk, "pph", "PPH partners", desk.chapter.pph, _pph_fields(make), notes=notes, core=core)


def _reconciled(desk: Desk) -> Iterator[str]:
    """The totals of partners that the chapter states, beside how many of them it names."""
    partners_named = {arrangement.partner for arrangement in desk.chapter.pph}
    for figure in desk.chapter.figures:
        group = desk.chapter.records.get(figure.named or "")
        if isinstance(group, Group) and partners_named & set(group.members):
            yield desk.say(
                "note", "The report states {total}; it names {named} of them.",
                total=desk.prose.count(figure, words=False), named=str(len(group.members)),
            )  # fmt: skip


def _pph_fields(make: Fields[PphArrangement]) -> Iterator[Field[PphArrangement]]:
    desk = make.desk
    yield identity(make)
    yield make.field("partner", "Partner", _partner_in(desk, desk.edition.tag), 30, entry=True)
    for other in desk.others:
        words = desk.say("column", "Name in {language}", language=desk.language(other.edition.tag))
        yield make.headed(f"partner_{other.edition.tag}", words, _partner_in(desk, other.edition.tag), 26)
    yield make.field("st3", "ST.3", lambda p: desk.st3((p.partner,)), 8, "code")
    yield make.field("economy", "Country or region", lambda p: desk.economies((p.partner,)), 16)
    yield make.field("region", "Region", lambda p: desk.region((p.partner,)), 10)
    yield make.field("programme", "Programme", lambda p: desk.label(p.programme), 14, entry=True,
                     choices="pph_programme")  # fmt: skip
    yield make.field("routes", "Routes", lambda p: desk.labels(p.routes) or desk.cell("not stated"), 14)
    yield make.field("stage", "Stage", lambda p: desk.label(p.stage), 12, entry=True, choices="pph_stage")
    yield make.field("periods", "Periods", lambda p: _periods(desk, p), 24, "long_text", entry=True)
    yield from _life(make)
    yield from provenance(make)
    yield make.field("brief", "Briefing", lambda p: desk.brief((p.partner,)), 30)
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


@dataclass(frozen=True, slots=True)
class DatedPeriod:
    """A period with the arrangement that it belongs to; `position` counts from 1."""

    record: PphArrangement
    position: int
    period: PphPeriod


def pph_periods(desk: Desk) -> TableSheet:
    """Return every stated period of the PPH arrangements, one a row."""
    make = Fields[DatedPeriod](desk)
    periods = (
        DatedPeriod(record, position, period)
        for record in desk.chapter.pph
        for position, period in enumerate(record.periods, 1)
    )
    return table(desk, "pph_periods", "PPH periods", periods, _period_fields(make))


def _period_fields(make: Fields[DatedPeriod]) -> Iterator[Field[DatedPeriod]]:
    desk = make.desk
    yield make.field("id", "ID", lambda d: f"{d.record.id}/{d.position}", 26, "code")
    yield make.field("arrangement", "Arrangement", lambda d: desk.row_of(d.record.id), 24, "code")
    yield make.field("partner", "Partner", lambda d: _partner(desk, d.record).name[desk.edition.tag], 34)
    yield make.field("st3", "ST.3", lambda d: desk.st3((d.record.partner,)), 8, "code")
    yield make.field("position", "No.", lambda d: d.position, 6, "integer")
    yield from _shown_days(make.date("period", "Period", lambda d: d.period.period, lambda d: d.period.basis))
    yield make.field("section", "Section", lambda d: desk.chapter.section_of(d.record), 9, "code")


def _shown_days(fields: Iterator[Field[DatedPeriod]]) -> Iterator[Field[DatedPeriod]]:
    """Both ends of a period are worth seeing; here staff add no rows."""
    for one in fields:
        shown = one.column.key.endswith(("_first", "_last"))
        column = replace(one.column, entry=False, hidden=one.column.hidden and not shown)
        yield Field(column, one.value)


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
    fields = (replace(f, column=replace(f.column, entry=False)) for f in _action_fields(make))
    return table(desk, "agreement_actions", "Agreement actions", _dated(desk), fields)


def _dated(desk: Desk) -> Iterator[DatedAction]:
    records: tuple[Instrument, ...] = (*desk.chapter.agreements, *desk.chapter.pph)
    for record in records:
        for position, action in enumerate(record.actions, 1):
            yield DatedAction(record, position, action)


def _action_fields(make: Fields[DatedAction]) -> Iterator[Field[DatedAction]]:
    desk = make.desk
    yield make.field("id", "ID", lambda d: f"{d.record.id}/{d.position}", 26, "code")
    yield make.field("agreement", "Agreement", lambda d: desk.row_of(d.record.id), 24, "code")
    yield make.field("title", "Title", lambda d: _title(desk, d.record), 40, "long_text")
    yield make.field("action", "Action", lambda d: desk.label(d.action.kind), 16)
    yield from make.date("taken", "Taken on", lambda d: d.action.on, lambda d: d.action.date_basis)
    yield from make.date("effective", "Effective", lambda d: d.action.effective, seen=None, without="")
    yield from make.date("new_end", "New end", lambda d: d.action.new_end, seen="last", without="")
    yield make.field("term", "Term", lambda d: _term(desk, d.action), 10)
    yield make.field("by", "By", lambda d: _by(desk, d.action), 20, "long_text")
    yield make.field("engagement", "Engagement", lambda d: desk.row_of(d.action.engagement), 24, "code")
    yield make.field("section", "Section", lambda d: desk.chapter.section_of(d.record), 9, "code")


def _title(desk: Desk, record: Instrument) -> str:
    if isinstance(record, PphArrangement):
        return desk.say("cell", "PPH: {partner}", partner=desk.agent(record.partner))
    return desk.prose.title(record)


def _term(desk: Desk, action: Action) -> CellValue:
    return locale.say_duration(action.term, desk.edition) if action.term else ""


def _by(desk: Desk, action: Action) -> str:
    return desk.named(action.by) or desk.cell("all parties")
