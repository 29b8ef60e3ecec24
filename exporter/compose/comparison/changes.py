"""What changed between two chapters.  Records are the same where their ids are; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique
from typing import TypeAlias

from exporter.compose.tracker.state import InstrumentState, milestones, state_at
from exporter.model.chapter import Chapter
from exporter.model.codes import ActionKind, RelationKind
from exporter.model.records import Action, Agreement, Figure, PphArrangement

Instrument: TypeAlias = Agreement | PphArrangement


@unique
class Change(StrEnum):
    """What became of an instrument from one chapter to the next."""

    NEW = "new"
    RENEWED = "renewed"
    EXTENDED = "extended"
    CHANGED = "changed"
    REPLACED = "replaced"
    ENDED = "ended"
    EXPIRED = "expired"
    NOT_TOLD = "not_told"  # the later chapter says nothing of it, and nothing says that it ended


@dataclass(frozen=True, slots=True)
class Changed:
    """An instrument that changed: as the earlier chapter has it, and as the later one has it.

    `actions` are those that only the later chapter tells.
    """

    change: Change
    before: Instrument | None
    after: Instrument | None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of two chapters.  `difference` and `share`, of the earlier value, are None where the two
    are not counted alike, or one of them is missing; `share` also where the earlier one is zero."""

    before: Figure | None
    after: Figure | None

    @property
    def difference(self) -> Decimal | None:
        """The later value less the earlier one."""
        if self.before is None or self.after is None or self.before.unit != self.after.unit:
            return None
        return self.after.value - self.before.value

    @property
    def share(self) -> Decimal | None:
        """The difference as a share of the earlier value."""
        if self.difference is None or self.before is None or not self.before.value:
            return None
        return self.difference / self.before.value


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two chapters and what differs between them; what is the same is only counted."""

    before: Chapter
    after: Chapter
    agreements: tuple[Changed, ...]
    pph: tuple[Changed, ...]
    figures: tuple[Measured, ...]
    same_agreements: int
    same_pph: int


def compare(before: Chapter, after: Chapter) -> Comparison:
    """Return what changed from `before` to `after`."""
    agreements = tuple(_instruments(before.agreements, after.agreements, _day(before), _day(after)))
    pph = tuple(_instruments(before.pph, after.pph, _day(before), _day(after)))
    return Comparison(
        before,
        after,
        _listed(agreements),
        _listed(pph),
        tuple(_figures(before.figures, after.figures)),
        sum(one is None for one in agreements),
        sum(one is None for one in pph),
    )


def _day(chapter: Chapter) -> date:
    return date.fromisoformat(chapter.report.as_of)


def _listed(found: Iterable[Changed | None]) -> tuple[Changed, ...]:
    order = list(Change)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: order.index(one.change)))


def _instruments(
    before: Iterable[Instrument], after: Iterable[Instrument], then: date, now: date
) -> Iterator[Changed | None]:
    """Yield what became of each instrument; None for one that is as it was."""
    old = {record.id: record for record in before}
    new = {record.id: record for record in after}
    heirs = dict(_heirs(old, new))
    for name, record in old.items():
        if name in heirs:
            change, heir = heirs[name]
            yield Changed(change, record, heir, heir.actions)
        elif name not in new:
            yield Changed(_left(record, now), record, None)
        else:
            yield _between(record, new[name], then, now)
    taken = {heir.id for _, heir in heirs.values()}
    for name, record in new.items():
        if name not in old and name not in taken:
            yield Changed(Change.NEW, None, record, record.actions)


_INHERITED = {
    RelationKind.RENEWS: Change.RENEWED,
    RelationKind.EXTENDS: Change.EXTENDED,
    RelationKind.REPLACES: Change.REPLACED,
    RelationKind.AMENDS: Change.CHANGED,
}


def _heirs(
    old: Mapping[str, Instrument], new: Mapping[str, Instrument]
) -> Iterator[tuple[str, tuple[Change, Instrument]]]:
    """Yield the instruments that another one, which is new, carries on."""
    for name, record in new.items():
        for relation in getattr(record, "relations", ()):
            if name not in old and relation.to in old and relation.kind in _INHERITED:
                yield relation.to, (_INHERITED[relation.kind], record)


def _left(record: Instrument, now: date) -> Change:
    state = state_at(milestones(record), now)
    if state is InstrumentState.EXPIRED:
        return Change.EXPIRED
    return Change.ENDED if state is InstrumentState.ENDED else Change.NOT_TOLD


_DONE = {
    ActionKind.TERMINATED: Change.ENDED,
    ActionKind.WITHDRAWN: Change.ENDED,
    ActionKind.REPLACED: Change.REPLACED,
    ActionKind.RENEWED: Change.RENEWED,
    ActionKind.EXTENDED: Change.EXTENDED,
}


def _between(record: Instrument, later: Instrument, then: date, now: date) -> Changed | None:
    known = {_deed(action) for action in record.actions}
    actions = tuple(action for action in later.actions if _deed(action) not in known)
    kinds = {action.kind for action in actions}
    for kind, change in _DONE.items():
        if kind in kinds:
            return Changed(change, record, later, actions)
    states = state_at(milestones(record), then), state_at(milestones(later), now)
    if states[1] is InstrumentState.EXPIRED and states[0] is not InstrumentState.EXPIRED:
        return Changed(Change.EXPIRED, record, later, actions)
    same = states[0] is states[1] and _substance(record) == _substance(later)
    return None if same else Changed(Change.CHANGED, record, later, actions)


def _deed(action: Action) -> tuple[object, ...]:
    """What was done and when, apart from the meeting that a chapter tells it with."""
    return action.kind, action.on, action.effective, action.new_end, action.term


def _substance(record: Instrument) -> tuple[object, ...]:
    """What an instrument is, apart from where a chapter tells it."""
    names = (
        "kind",
        "parties",
        "partner",
        "programme",
        "routes",
        "stage",
        "periods",
        "term",
        "end",
    )
    return tuple(getattr(record, name, None) for name in names)


def _figures(before: Iterable[Figure], after: Iterable[Figure]) -> Iterator[Measured]:
    """Yield the figures of both chapters, then those of one alone: first the later one's."""
    old = {figure.id: figure for figure in before}
    new = {figure.id: figure for figure in after}
    yield from (Measured(old[name], figure) for name, figure in new.items() if name in old)
    yield from (Measured(None, figure) for name, figure in new.items() if name not in old)
    yield from (Measured(figure, None) for name, figure in old.items() if name not in new)
