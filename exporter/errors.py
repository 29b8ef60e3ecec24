"""What can go wrong, in whose words, with which exit code.  Nothing here reads a file or prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value was read: file relative to the project, line and column counted from 1.

    Line 0 stands for the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: where, what, and what to do about it."""

    place: Place
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}\n  remedy: {self.remedy}"


class ExporterError(Exception):
    """Something a user can mend.  Every subclass has an exit code of the command-line contract."""

    exit_code = 1


class UsageError(ExporterError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class FaultsError(ExporterError):
    """Several faults found in one run; printed grouped by file, in reading order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Sequence[Fault] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type[FaultsError], tuple[Sequence[Fault]]]:
        """Faults cross from one process to another whole."""
        return type(self), (self.faults,)


class SourceError(FaultsError):
    """Source files say something that the model cannot hold."""

    exit_code = 3


class ThemeError(FaultsError):
    """A template, theme file or font cannot be used."""

    exit_code = 4


class TrackerError(FaultsError):
    """A file that is to be read as an edited tracker is none, or is damaged."""

    exit_code = 2


class MergeConflict(ExporterError):  # noqa: N818 - a conflict is the field's word, and no error of anybody
    """An edited tracker and the source changed the same value."""

    exit_code = 5
