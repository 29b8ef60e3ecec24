"""The part of a shared registry that one chapter speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from exporter.model.chapter import COLLECTIONS, Chapter
from exporter.model.walk import ids_in

REGISTRY = ("units", "organizations", "groups", "people")


def spoken_of(chapter: Chapter, shared: Collection[str]) -> Chapter:
    """Return `chapter` without those `shared` registry records that nothing in it leads to.

    A name that only another year's chapter mentions is no part of this one.
    """
    records = {record.id: record for name in REGISTRY for record in getattr(chapter, name)}
    own = [record for name in COLLECTIONS for record in getattr(chapter, name) if _key(record) not in shared]
    reached: set[str] = set()
    frontier = {
        chapter.report.office,
        *ids_in(chapter.report),
        *(i for record in own for i in ids_in(record)),
    }
    while frontier:
        reached |= frontier
        frontier = {i for name in frontier if name in records for i in ids_in(records[name])} - reached
    parts: dict[str, Any] = {name: tuple(_kept(getattr(chapter, name), shared, reached)) for name in REGISTRY}
    return replace(chapter, **parts)


def _key(record: Any) -> str:
    return str(getattr(record, "id", ""))


def _kept(records: tuple[Any, ...], shared: Collection[str], reached: set[str]) -> Iterator[Any]:
    return (record for record in records if record.id not in shared or record.id in reached)
