"""A selection that notes what it looks up beyond itself: what an output is made from, and no more.

A product is composed from the records of its scope, and looks some others up in the whole chapter:
the office's name, who belongs to a group.  Those lookups decide whether it must be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar, cast

from exporter.model.chapter import COLLECTIONS, Chapter

_V = TypeVar("_V")
_LOOKUPS = ("records", "telling", "points_at", "paragraph_by_id", "bodies_of")


class Watch:
    """Stands for the whole chapter in a selection; `reads` holds what was looked up: "records:mou-epo"."""

    def __init__(self, whole: Chapter) -> None:
        self._whole = whole
        self.reads: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._whole, name)
        if name in _LOOKUPS:
            return _Watched(value, name, self.reads)
        if name in COLLECTIONS:
            self.reads.add(name)
        return value


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


def watched(selection: Chapter) -> tuple[Chapter, set[str]]:
    """Return a selection whose lookups in the whole are noted, and the set that they are noted in.

    A whole chapter looks nothing up beyond itself.
    """
    if selection.whole is None:
        return selection, set()
    watch = Watch(selection.whole)
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
