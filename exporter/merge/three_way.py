"""base, theirs, ours → changes.  Pure: tables in, a change set out.

A cell is compared by record and field, never by its place; so sorting, moved columns and renamed
sheets mean nothing.  A value that only one side changed is that side's; one that both changed
differently is a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exporter.document.workbook import ABSENT
from exporter.merge.changes import Change, ChangeSet, Outcome, Subject
from exporter.merge.tables import ADDED, Bad, Column, Table, Value

LOCKED = "the report's own fact: change it in its source"
NO_NOTES = "nobody's notes are kept on this sheet"
COPIED = "a copy of a row that is there already"
UNKNOWN = "the export had no such record"
DELETED_HERE = "the source no longer has this record"
CHANGED_HERE = "the row was deleted, but the source has changed the record since"
CHANGED_BOTH = "both have changed it since the export"

Cell = Value | Bad


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row of a file that came back: a value for each column of the base, in the base's order.

    `added` holds what stands in columns that staff added, by header.
    """

    number: int
    values: tuple[Cell, ...]
    added: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditedTable:
    """A table that came back: `letters` tells where each column of the base is; None where it is gone."""

    key: str
    name: str
    letters: tuple[str | None, ...]
    rows: Sequence[EditedRow]
    added_letters: Mapping[str, str] = field(default_factory=dict)

    def cell(self, row: EditedRow, position: int) -> str:
        """Return where a value stands, as staff see it."""
        return f"{self.name}!{self.letters[position]}{row.number}"


def merge(
    base: Mapping[str, Table], theirs: Mapping[str, EditedTable], ours: Mapping[str, Table]
) -> ChangeSet:
    """Return what became of every change between `base` and `theirs`, seen from `ours`."""
    changes: list[Change] = []
    notes: list[str] = []
    for key, table in base.items():
        if key not in theirs:
            notes.append(f"the sheet '{table.name}' is not in the file: its records are taken as unchanged")
            continue
        edited = theirs[key]
        gone = [c.header for c, letter in zip(table.columns, edited.letters, strict=True) if letter is None]
        notes += [f"{edited.name}: the column '{header}' is gone, taken as unchanged" for header in gone]
        changes += _TableMerge(table, edited, ours.get(key)).changes()
    return ChangeSet(tuple(changes), tuple(notes))


class _TableMerge:
    """The merge of one table."""

    def __init__(self, base: Table, theirs: EditedTable, ours: Table | None) -> None:
        self._base, self._theirs = base, theirs
        self._ours = _Lookup(ours) if ours is not None else None

    def changes(self) -> Iterator[Change]:
        kept, rest = self._matched()
        for row in sorted([*kept.values(), *rest], key=lambda row: row.number):
            identity = row.values[0]
            if isinstance(identity, str) and kept.get(identity) is row:
                yield from self._row_changes(identity, row)
            else:
                yield from self._unmatched(row)
        for identity in self._base.rows:
            if identity not in kept:
                yield from self._deletion(identity)

    def _matched(self) -> tuple[dict[str, EditedRow], list[EditedRow]]:
        """Return the row that stands for each record of the base, and the rows that stand for none.

        Of rows with one id, that one stands for the record which is most like it, wherever it is.
        """
        found: dict[str, list[EditedRow]] = defaultdict(list)
        rest = []
        for row in self._theirs.rows:
            identity = row.values[0]
            if isinstance(identity, str) and identity in self._base.rows:
                found[identity].append(row)
            else:
                rest.append(row)
        kept = {}
        for identity, rows in found.items():
            first, *copies = rows if len(rows) == 1 else sorted(rows, key=self._unlikeness)
            kept[identity] = first
            rest += copies
        return kept, rest

    def _unlikeness(self, row: EditedRow) -> tuple[int, str]:
        differing = sum(1 for _ in self._differing(str(row.values[0]), row))
        return differing, repr((row.values, sorted(row.added.items(), key=repr)))

    def _differing(self, identity: str, row: EditedRow) -> Iterator[int]:
        base = self._base.rows[identity]
        if base == row.values:
            return
        for position, column in enumerate(self._base.columns):
            seen = self._theirs.letters[position] is not None and not column.computed
            if seen and row.values[position] != base[position]:
                yield position

    # -- cells -------------------------------------------------------------------------------------

    def _row_changes(self, identity: str, row: EditedRow) -> Iterator[Change]:
        base = self._base.rows[identity]
        for position in self._differing(identity, row):
            column = self._base.columns[position]
            cell = self._theirs.cell(row, position)
            yield self._cell_change(identity, column, cell, base[position], row.values[position])
        for header, value in row.added.items():
            if value is not None:
                cell = f"{self._theirs.name}!{self._theirs.added_letters[header]}{row.number}"
                column = Column(header, header, editable=self._base.has_notes, added=header)
                yield self._cell_change(identity, column, cell, None, value)

    def _cell_change(self, identity: str, column: Column, cell: str, base: Value, theirs: Cell) -> Change:
        ours = self._ours.value(identity, column.field) if self._ours else None
        has_row = self._ours is not None and identity in self._ours
        outcome, reason = _outcome(column, base, theirs, ours, has_row=has_row)
        shown = theirs.shown if isinstance(theirs, Bad) else theirs
        key = self._base.key
        return Change(outcome, key, identity, cell, column.field, column.header, base, ours, shown, reason)

    # -- rows --------------------------------------------------------------------------------------

    def _unmatched(self, row: EditedRow) -> Iterator[Change]:
        """A row that stands for no record of the export: a new one, or one of somewhere else."""
        identity = row.values[0]
        values = self._values(row)
        if not values:
            return
        name = identity if isinstance(identity, str) else ""
        outcome, reason = Outcome.PROPOSED, ""
        if name in self._base.rows:
            name, reason = "", COPIED
        elif name:
            outcome, reason = Outcome.CONFLICT, UNKNOWN
        if not self._base.has_notes:
            outcome, reason = Outcome.REFUSED, reason or NO_NOTES
        bad = next((value for value in row.values if isinstance(value, Bad)), None)
        if bad is not None:
            outcome, reason = Outcome.REFUSED, f"'{bad.shown}': {bad.reason}"
        cell = f"{self._theirs.name}!{row.number}"
        yield Change(
            outcome, self._base.key, name, cell, reason=reason, subject=Subject.NEW_ROW, values=values
        )  # fmt: skip

    def _values(self, row: EditedRow) -> dict[str, str]:
        """What a new row says, by field, its id left out: that is given, not typed."""
        columns = zip(self._base.columns[1:], row.values[1:], strict=True)
        said = {column.field: value for column, value in columns if value != ABSENT and not column.computed}
        said |= {f"{ADDED}{header}": value for header, value in row.added.items() if value}
        shown = {name: value.shown if isinstance(value, Bad) else value for name, value in said.items()}
        return {name: value for name, value in shown.items() if value}

    def _deletion(self, identity: str) -> Iterator[Change]:
        if self._ours is None or identity not in self._ours:
            return  # gone on both sides
        base = self._base.rows[identity]
        unchanged = all(
            column.computed or self._ours.value(identity, column.field) == value
            for column, value in zip(self._base.columns, base, strict=True)
        )
        outcome = Outcome.PROPOSED if unchanged else Outcome.CONFLICT
        reason = "" if unchanged else CHANGED_HERE
        key, name = self._base.key, self._theirs.name
        yield Change(outcome, key, identity, name, reason=reason, subject=Subject.DELETED_ROW)


class _Lookup:
    """The values of a table by record and field."""

    def __init__(self, table: Table) -> None:
        self._rows = table.rows
        self._positions = {column.field: at for at, column in enumerate(table.columns)}

    def __contains__(self, identity: str) -> bool:
        return identity in self._rows

    def value(self, identity: str, field_name: str) -> Value:
        """Return a value; None where there is none, or no such record or column."""
        row, position = self._rows.get(identity), self._positions.get(field_name)
        return None if row is None or position is None else row[position]


def _outcome(column: Column, base: Value, theirs: Cell, ours: Value, *, has_row: bool) -> tuple[Outcome, str]:
    """Return the end of a change of one cell, and why where it is not taken."""
    if isinstance(theirs, Bad):
        return Outcome.REFUSED, theirs.reason
    if has_row and ours == theirs:
        return Outcome.TAKEN, ""
    if not column.editable:
        return Outcome.REFUSED, NO_NOTES if column.added else LOCKED
    if not has_row:
        return Outcome.CONFLICT, DELETED_HERE
    if ours == base:
        return Outcome.TAKEN, ""
    return Outcome.CONFLICT, CHANGED_BOTH
