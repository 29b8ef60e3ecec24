"""The state of an instrument on a day: computed, never stored, and never read out of an empty end.

Said twice, for two readers: in Python for the value in the file, and as a formula that follows the
as-of date which staff may change.  The tests hold both against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique

from exporter.document.workbook import ABSENT
from exporter.model.codes import ActionKind, Binding, EndBasis
from exporter.model.edtf import Edtf
from exporter.model.records import Action, Agreement, PphArrangement


@unique
class InstrumentState(StrEnum):
    """What can be said of an instrument on a day."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    ADOPTED = "adopted"  # a meeting or a body agreed on the text, and nobody signed it
    IN_EFFECT = "in_effect"
    IN_FORCE = "in_force"  # the same of a binding text
    STARTED = "started"  # has begun, and nothing says until when
    EXPIRED = "expired"
    ENDED = "ended"  # terminated, withdrawn or replaced before its end
    NOT_KNOWN = "not_known"


_PROPOSED = frozenset({"proposed", "negotiated", "initialled", "announced", "explored"})
_AGREED = frozenset({"signed", "adopted", "approved"})
_RUNNING = frozenset({
    "in_effect", "provisional", "implemented", "extended", "renewed", "confirmed", "launched", "completed",
})  # fmt: skip
_ENDED = frozenset({"terminated", "withdrawn", "replaced"})


@dataclass(frozen=True, slots=True)
class Milestones:
    """The days that settle a state: each the first day of the earliest action of its kind.

    `signed` is also the day on which a text was adopted or approved; `unsigned` tells that it only was that.
    `until` is the last day; None with `open_ended` is no end, None without it is an end not stated.
    """

    proposed: date | None
    signed: date | None
    running: date | None
    ended: date | None
    until: date | None
    open_ended: bool
    binding: bool
    unsigned: bool = False


def milestones(record: Agreement | PphArrangement) -> Milestones:
    """Return the days of an instrument that its state depends on."""
    end = end_of(record)
    return Milestones(
        proposed=_earliest(_days(record.actions, _PROPOSED)),
        signed=_earliest(_days(record.actions, _AGREED)),
        running=_earliest([*_days(record.actions, _RUNNING), *_effective_days(record.actions)]),
        ended=_earliest(_days(record.actions, _ENDED)),
        until=end.last_day if end else None,
        open_ended=record.end.basis is EndBasis.OPEN_ENDED,
        binding=getattr(record, "binding", None) is Binding.YES,
        unsigned=first_of(record.actions, (ActionKind.SIGNED,)) is None,
    )


def end_of(record: Agreement | PphArrangement) -> Edtf | None:
    """Return the end of an instrument: its own, else the last that an action sets."""
    if record.end.date is not None:
        return record.end.date
    return next((action.new_end for action in reversed(record.actions) if action.new_end), None)


def first_of(actions: Iterable[Action], kinds: Iterable[ActionKind]) -> Action | None:
    """Return the first action of one of `kinds`, in the order of the source."""
    wanted = frozenset(kinds)
    return next((action for action in actions if action.kind in wanted), None)


def _days(actions: Iterable[Action], kinds: frozenset[str]) -> Iterator[Edtf]:
    return (action.on for action in actions if action.kind in kinds and action.on is not None)


def _effective_days(actions: Iterable[Action]) -> Iterator[Edtf]:
    return (action.effective for action in actions if action.effective is not None)


def _earliest(days: Iterable[Edtf]) -> date | None:
    return min(filter(None, (day.first_day for day in days)), default=None)


def state_at(known: Milestones, day: date) -> InstrumentState:
    """Return the state on `day`."""
    if _reached(known.ended, day):
        return InstrumentState.ENDED
    if known.until is not None and known.until < day:
        return InstrumentState.EXPIRED
    if _reached(known.running, day):
        return _running_state(known)
    if _reached(known.signed, day):
        return _agreed_state(known)
    return InstrumentState.PROPOSED if _reached(known.proposed, day) else InstrumentState.NOT_KNOWN


def _running_state(known: Milestones) -> InstrumentState:
    if known.until is None and not known.open_ended:
        return InstrumentState.STARTED
    return InstrumentState.IN_FORCE if known.binding else InstrumentState.IN_EFFECT


def _agreed_state(known: Milestones) -> InstrumentState:
    return InstrumentState.ADOPTED if known.unsigned else InstrumentState.SIGNED


def _reached(since: date | None, day: date) -> bool:
    return since is not None and since <= day


# Columns that the formula reads; a table with a state has them all, hidden or not.
PROPOSED, SIGNED, RUNNING, ENDED, UNTIL = (
    "proposed_first", "signed_first", "running_first", "ended_first", "until_last",
)  # fmt: skip


def state_formula(known: Milestones, word: Callable[[InstrumentState], str]) -> str:
    """Return `state_at` as a formula over the row's days and the named cell as_of."""

    def quoted(state: InstrumentState) -> str:
        return '"' + word(state).replace('"', '""') + '"'

    running = quoted(_running_state(known))
    return (
        f"IF({_when(ENDED)},{quoted(InstrumentState.ENDED)},"
        f'IF(AND({{{UNTIL}}}<>"{ABSENT}",N({{{UNTIL}}})<{{as_of}}),{quoted(InstrumentState.EXPIRED)},'
        f"IF({_when(RUNNING)},{running},"
        f"IF({_when(SIGNED)},{quoted(_agreed_state(known))},"
        f"IF({_when(PROPOSED)},{quoted(InstrumentState.PROPOSED)},{quoted(InstrumentState.NOT_KNOWN)})))))"
    )


def _when(column: str) -> str:
    """A day before 1900 stands as text in Excel; N() takes it for 0, which is early enough."""
    return f'AND({{{column}}}<>"{ABSENT}",N({{{column}}})<={{as_of}})'


DAYS_LEFT = f'IF(ISNUMBER({{{UNTIL}}}),{{{UNTIL}}}-{{as_of}},"{ABSENT}")'
_FIRST_EXCEL_DAY = date(1900, 1, 1)


def days_left(known: Milestones, day: date) -> int | str:
    """Return the days from `day` to the last day; a dash where none is stated.  Negative: past."""
    if known.until is None or known.until < _FIRST_EXCEL_DAY:
        return ABSENT
    return (known.until - day).days
