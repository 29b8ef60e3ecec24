"""Everything that can be checked without building: source, translations, templates."""

from __future__ import annotations

from pathlib import Path

from exporter.errors import Fault, FaultsError, SourceError, ThemeError
from exporter.loading.project import load
from exporter.plan.themes import Themes


def check_project(project: Path) -> tuple[Fault, ...]:
    """Return the notes on a sound project; raise all faults of an unsound one, of source and theme."""
    faults: list[FaultsError] = []
    notes: tuple[Fault, ...] = ()
    try:
        notes = load(project).notes
    except SourceError as error:
        faults.append(error)
    try:
        Themes(project).check()
    except ThemeError as error:
        faults.append(error)
    if faults:
        raise type(faults[0])(fault for error in faults for fault in error.faults)
    return notes
