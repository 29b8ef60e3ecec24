"""Everything that can be checked without building: source, translations, templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from exporter.errors import Fault, FaultsError, SourceError, ThemeError
from exporter.loading.chapters import chosen
from exporter.loading.kept import load_kept
from exporter.loading.project import no_collector
from exporter.loading.terms import check_names
from exporter.plan.editions import edition_faults
from exporter.plan.messages import translation_notes
from exporter.plan.themes import Themes
from exporter.theme.cache import cache_folder


def refuse(faults: Iterable[Fault]) -> None:
    """Raise a SourceError of `faults`, if there are any."""
    found = tuple(faults)
    if found:
        raise SourceError(found)


@no_collector()
def check_project(project: Path, chapters: Sequence[str] = ()) -> tuple[Fault, ...]:
    """Return the notes on a sound project; raise all faults of an unsound one, of source and theme."""
    faults: list[FaultsError] = []
    notes: dict[Fault, None] = {}  # each once, in order: chapters share their registries
    for name in chosen(project, chapters):
        try:
            loaded = load_kept(project, cache_folder(), name)
            wrong, typed = check_names(loaded.chapter, loaded.places)
            notes |= dict.fromkeys((*loaded.notes, *typed))
            notes |= dict.fromkeys(translation_notes(project, name, loaded.chapter))
            refuse(wrong)
            refuse(edition_faults(loaded.chapter, loaded.places))
        except SourceError as error:
            faults.append(error)
    try:
        Themes(project).check()
    except ThemeError as error:
        faults.append(error)
    if faults:
        raise type(faults[0])(fault for error in faults for fault in error.faults)
    return tuple(notes)
