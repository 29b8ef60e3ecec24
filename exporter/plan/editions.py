"""Which languages products can be built in: those whose words are all there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from exporter.errors import Fault
from exporter.loading.places import Places
from exporter.model.chapter import Chapter
from exporter.model.facts import REPORT


def edition_faults(chapter: Chapter, places: Places) -> Iterator[Fault]:
    """Yield a fault for each language of the report that no product speaks yet.

    It reads the locales' style files and nothing else: `check` must not wait for CLDR.
    """
    spoken = tuple(spoken_languages())
    for position, tag in enumerate(chapter.report.editions):
        if tag not in spoken:
            problem = f"no product can be built in '{tag}': its words are not there, or not all of them"
            remedy = f"languages are {', '.join(spoken)}; another needs a folder in exporter/locale"
            yield Fault(places.of(REPORT, f"editions[{position}]"), problem, remedy)


def spoken_languages() -> Iterator[str]:
    """Yield the tags of locales whose catalogue holds every word of the products."""
    rooms = (files("exporter") / "locale").iterdir()
    for room in sorted(rooms, key=lambda room: room.name):
        style = room / "style.toml"
        if style.is_file() and tomllib.loads(style.read_text("utf-8")).get("products", True):
            yield room.name
