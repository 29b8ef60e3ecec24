"""A selection that notes what it looks up beyond itself: what an output is made from, and no more.

A product is composed from the records of its scope, and looks some others up in the whole chapter:
the office's name, who belongs to a group.  Those lookups decide whether it must be made again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar, cast

from exporter.model.chapter import COLLECTIONS, AnyRecord, Chapter

_V = TypeVar("_V")
_ANSWERED_WITHIN = ("named_by", "told_of_economy")
_LOOKUPS = ("records", "telling", "points_at", "paragraph_by_id", "bodies_of", "people_of", "groups_of")


class Watch:
    """Stands for the whole chapter in a selection; `reads` holds what was looked up: "records:mou-epo".

    What it could not note it does not give: an output would stand although what it prints has changed.
    """

    def __init__(self, whole: Chapter, held: Container[str]) -> None:
        self._whole, self._held = whole, held
        self.reads: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name in _LOOKUPS:
            return _Watched(getattr(self._whole, name), name, self.reads)
        if name in COLLECTIONS:
            self.reads.add(name)
            return getattr(self._whole, name)
        if name in _ANSWERED_WITHIN:
            return _Within(getattr(self._whole, name), self._held)
        if name == "report":  # every selection holds it itself
            return self._whole.report
        raise AttributeError(f"a composer looks up {name!r} in the whole chapter, which is not noted")


class _Watched(Mapping[str, _V]):
    def __init__(self, inner: Mapping[str, _V], name: str, reads: set[str]) -> None:
        self._inner, self._name, self._reads = inner, name, reads

    def __getitem__(self, key: str) -> _V:
        self._reads.add(f"{self._name}:{key}")
        return self._inner[key]

    def __iter__(self) -> Iterator[str]:
        self._reads.add(self._name)
        return iter(self._inner)

    def __len__(self) -> int:
        self._reads.add(self._name)
        return len(self._inner)


class _Within(Mapping[str, tuple[AnyRecord, ...]]):
    """Finds none but records that the selection holds: they need not be noted."""

    def __init__(self, inner: Mapping[str, tuple[AnyRecord, ...]], held: Container[str]) -> None:
        self._inner, self._held = inner, held

    def __getitem__(self, key: str) -> tuple[AnyRecord, ...]:
        return tuple(record for record in self._inner[key] if record.id in self._held)

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._inner if self[key])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def watched(selection: Chapter) -> tuple[Chapter, set[str]]:
    """Return a selection whose lookups in the whole are noted, and the set that they are noted in.

    A whole chapter looks nothing up beyond itself.
    """
    if selection.whole is None:
        return selection, set()
    watch = Watch(selection.whole, selection.selected.keys())
    return replace(selection, whole=cast(Chapter, watch)), watch.reads


def held_digest(selection: Chapter) -> str:
    """Return the hash of what a selection holds, places apart: a record that moved prints the same."""
    from msgspec import msgpack

    held = (selection.report, *(getattr(selection, name) for name in COLLECTIONS))
    return sha256(msgpack.encode(held, order="deterministic")).hexdigest()


class Lookups:
    """What noted lookups find in a whole chapter, as hashes; each is looked up once."""

    def __init__(self, chapter: Chapter) -> None:
        self._chapter = chapter
        self._digest = cache(self._digest_of)

    def digest(self, reads: Iterable[str]) -> str:
        """Return one hash over what `reads` find."""
        return _digest("\n".join(f"{read}={self._digest(read)}" for read in sorted(reads)))

    def _digest_of(self, read: str) -> str:
        name, one, key = read.partition(":")
        value = getattr(self._chapter, name)
        return _digest(repr(_ordered(value.get(key) if one else value)))


def _ordered(found: object) -> object:
    if isinstance(found, Mapping):
        return tuple(found.items())
    return sorted(found) if isinstance(found, frozenset) else found  # a set has no order of its own


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
