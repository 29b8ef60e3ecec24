"""YAML text → a tree of nodes that know their line and column.

Only what source files need is accepted: one document of mappings, sequences and scalars.  Anchors,
aliases, tags and repeated keys are faults, so that no file can grow or change meaning behind its
author's back.  Scalars stay text; `decode` gives them types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from exporter.errors import Fault, Place

MAX_BYTES = 20_000_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as text; `plain` tells an unquoted one, where null and true have meaning."""

    value: str
    plain: bool
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order of the file; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """Reading stopped at a fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def read_tree(data: bytes, file: str, report: Callable[[Fault], None]) -> Node | None:
    """Return the tree of a file's bytes, None for an empty file; faults go to `report`."""
    try:
        return _Builder(_decoded(data, file), file, report).build()
    except _RefusedError as refused:
        report(refused.fault)
    except yaml.YAMLError as error:
        report(_syntax_fault(error, file))
    return None


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        size, limit = len(data) // 1_000_000, MAX_BYTES // 1_000_000
        raise _RefusedError(
            Fault(
                Place(file),
                f"the file holds {size} MB; at most {limit} MB are read",
                "divide it into several files of the same folder",
            )
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise _RefusedError(
            Fault(
                Place(file, line, column),
                f"byte 0x{data[error.start]:02X} is not UTF-8",
                "save the file as UTF-8",
            )
        ) from None


def _syntax_fault(error: yaml.YAMLError, file: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable characters"
    return Fault(place, f"not YAML: {problem}", _syntax_remedy(str(problem)))


def _syntax_remedy(problem: str) -> str:
    if "cannot start any token" in problem or "tab" in problem:
        return "indent with spaces, not tabs; put text that begins with @, %, ` or { in quotes"
    if "expected ',' or" in problem:
        return "close the bracket; between { and }, put text that holds a brace, bracket or comma in quotes"
    if "mapping values are not allowed" in problem:
        return "put text that holds a colon and a space in quotes, or after '>-' on lines of its own"
    if "control characters" in problem or "unreadable" in problem:
        return "remove the control character"
    return "check indentation, quotes and colons near this place"


class _Builder:
    """Builds the tree from the parser's events."""

    def __init__(self, text: str, file: str, report: Callable[[Fault], None]) -> None:
        self._parser = yaml.CSafeLoader(text)
        self._next: Callable[[], Any] = self._parser.get_event
        self._file, self._report = file, report
        self._depth = 0

    def build(self) -> Node | None:
        """Return the root; None where the file says nothing."""
        try:
            return self._document()
        finally:
            self._parser.dispose()

    def _document(self) -> Node | None:
        self._next()  # stream start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        root = self._node(self._next())
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refused(
                event, "a second document begins here", "keep one document in a file; remove '---'"
            )
        return root

    def _node(self, event: Any) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or event.tag not in (None, "!"):
            raise self._clever(event)
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, not event.style, line, column)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._refused(event, f"nested deeper than {MAX_DEPTH} levels", "flatten the structure")
        if isinstance(event, yaml.SequenceStartEvent):
            node: Node = Sequence(tuple(self._items()), line, column)
        else:
            node = Mapping(tuple(self._entries()), line, column)
        self._depth -= 1
        return node

    def _items(self) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event)

    def _entries(self) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, value = self._node(event), self._node(self._next())
            if not isinstance(key, Scalar):
                raise self._refused(event, "a key must be a word", "give the key as plain text")
            if key.value in seen:
                self._repeated(key, seen[key.value])
                continue
            seen[key.value] = key.line
            yield key, value

    def _repeated(self, key: Scalar, first: int) -> None:
        self._report(
            Fault(
                Place(self._file, key.line, key.column),
                f"the key '{key.value}' stands twice; it stood in line {first} already",
                "keep one of the two",
            )
        )

    def _clever(self, event: Any) -> _RefusedError:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            return self._refused(
                event,
                "anchors (&) and aliases (*) are not read",
                "write the value out where it is needed; put text that begins with & or * in quotes",
            )
        return self._refused(
            event, f"the tag '{event.tag}' is not read", "remove it; put text that begins with ! in quotes"
        )

    def _refused(self, event: Any, problem: str, remedy: str) -> _RefusedError:
        mark = event.start_mark
        return _RefusedError(Fault(Place(self._file, mark.line + 1, mark.column + 1), problem, remedy))
