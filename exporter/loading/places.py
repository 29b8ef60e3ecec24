"""Where each value of each record was read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingABC
from functools import cached_property
from typing import TypeAlias

from exporter.errors import Place
from exporter.loading.yaml_tree import Mapping, Node, Scalar, Sequence

_STEP = re.compile(r"(?P<key>[^.\[\]]+)|\[(?P<position>\d+)\]")


Nodes: TypeAlias = MappingABC[str, tuple[str, Node]]  # id → (file, node)


class Places:
    """The nodes that records were decoded from, by record id; places are looked up when asked for.

    `read` parses the files for it, and is asked only when a place is: a chapter from the cache seldom
    needs one.
    """

    def __init__(self, read: Callable[[], Nodes]) -> None:
        self._read = read

    @cached_property
    def nodes(self) -> Nodes:
        """The node of each record, and its file."""
        return self._read()

    def of(self, record: str, path: str = "") -> Place:
        """Return the place of a value, of("mou-epo", "actions[0].on"), or of its nearest written parent.

        An id that no file gives has no place.
        """
        if record not in self.nodes:
            return Place("")
        file, node = self.nodes[record]
        for step in steps(path):
            child = _child(node, step)
            if child is None:
                break
            node = child
        return Place(file, node.line, node.column)


def steps(path: str) -> Iterator[str | int]:
    """Yield the keys and positions of a path: "actions[0].on" → "actions", 0, "on"."""
    for match in _STEP.finditer(path):
        yield match["key"] if match["key"] is not None else int(match["position"])


def _child(node: Node, step: str | int) -> Node | None:
    match node, step:
        case Mapping(entries=entries), str():
            return next((value for key, value in entries if key.value == step), None)
        case Sequence(items=items), int() if step < len(items):
            return items[step]
        case _:
            return None


def identity(node: Node) -> str | None:
    """Return the id that a record's node gives, the number of a section; None if it gives neither."""
    if not isinstance(node, Mapping):
        return None
    return identity_of((key.value, value.value) for key, value in node.entries if isinstance(value, Scalar))


def identity_of(entries: Iterable[tuple[str, object]]) -> str | None:
    """Return what names a record among its entries: its id, or its number."""
    return next((str(value).strip() for key, value in entries if key in ("id", "number")), None)
