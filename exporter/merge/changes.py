"""What became of every changed cell of a tracker that came back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

from exporter.merge.tables import Value


@unique
class Outcome(StrEnum):
    """The four ends of a change; each changed cell and row has exactly one."""

    TAKEN = "taken"
    PROPOSED = "proposed"
    CONFLICT = "conflict"
    REFUSED = "refused"


@unique
class Subject(StrEnum):
    """What was changed."""

    CELL = "cell"
    NEW_ROW = "new row"
    DELETED_ROW = "deleted row"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where staff see it, and what stood there in the export, in the source, in the file.

    `sheet` is the table's key, `cell` as in "Agreements!D7", `field` what the column means; a change
    of a whole row has no field, and a new one holds the `values` that it gives, by field.
    """

    outcome: Outcome
    sheet: str
    record: str
    cell: str
    field: str = ""
    header: str = ""
    base: Value = None
    ours: Value = None
    theirs: Value = None
    reason: str = ""
    subject: Subject = Subject.CELL
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        """Whether the source says so already: nothing is left to write."""
        return self.outcome is Outcome.TAKEN and self.ours == self.theirs


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All changes in the order of the sheets and rows as staff see them; notes on the file itself."""

    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, outcome: Outcome) -> tuple[Change, ...]:
        """Return the changes of one outcome."""
        return tuple(change for change in self.changes if change.outcome is outcome)

    @property
    def unpulled(self) -> tuple[Change, ...]:
        """What would be lost if the file were overwritten now."""
        return tuple(change for change in self.changes if not change.is_settled)
