"""Generic walks over records, driven by their annotations: ids, texts and facts inside a value."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from exporter.model.records import Ref
from exporter.model.text import Localized, Message, Slot


def hints(record_type: type[Any]) -> dict[str, Any]:
    """The annotations of a record type with everything inside Annotated."""
    return _hints(cast(Hashable, record_type))


@cache
def _hints(record_type: Any) -> dict[str, Any]:
    found = get_type_hints(record_type, include_extras=True)
    return {f.name: found[f.name] for f in fields(record_type) if f.name != "place"}


@cache
def _reference_fields(record_type: Any) -> frozenset[str]:
    return frozenset(name for name, hint in hints(record_type).items() if _holds_reference(hint))


def _holds_reference(hint: Any) -> bool:
    if any(isinstance(extra, Ref) for extra in getattr(hint, "__metadata__", ())):
        return True
    return any(_holds_reference(argument) for argument in get_args(hint) if not isinstance(argument, str))


def ids_in(value: object) -> Iterator[str]:
    """Yield every id that `value` points at, repeated where it points twice."""
    match value:
        case Message():
            yield from (slot.target for slot in slots_in(value) if slot.target)
        case tuple():
            for item in value:
                yield from ids_in(item)
        case _ if is_dataclass(value) and not isinstance(value, Localized):
            yield from _ids_in_record(value)


def _ids_in_record(record: Any) -> Iterator[str]:
    direct = _reference_fields(cast(Hashable, type(record)))
    for name in hints(type(record)):
        value = getattr(record, name)
        if name in direct:
            yield from _ids(value)
        else:
            yield from ids_in(value)


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _ids(item)
    elif value is not None:
        yield from ids_in(value)


def slots_in(message: Message) -> Iterator[Slot]:
    """Yield the placeholders of every edition of a message."""
    for edition in message.parts:
        yield from message.slots(edition)


def messages_in(value: object, path: str = "") -> Iterator[tuple[str, Message]]:
    """Yield every message inside a record, with the path of fields that leads to it."""
    return _found_in(value, path, (Message,))


def texts_in(value: object, path: str = "") -> Iterator[tuple[str, Localized | Message]]:
    """Yield every text of several languages inside a record, with the path of fields that leads to it."""
    return _found_in(value, path, (Localized, Message))


def _found_in(value: Any, path: str, wanted: tuple[type[Any], ...]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, wanted):
        yield path, value
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _found_in(item, f"{path}[{position}]", wanted)
    elif is_dataclass(value):
        for name in _fields_with(cast(Hashable, type(value)), wanted):
            inner = getattr(value, name)
            if inner:
                yield from _found_in(inner, f"{path}.{name}" if path else name, wanted)


@cache
def _fields_with(record_type: Any, wanted: tuple[type[Any], ...]) -> tuple[str, ...]:
    """The fields that may hold one of `wanted`, at any depth."""
    return tuple(name for name, hint in hints(record_type).items() if _may_hold(hint, wanted))


def _may_hold(hint: Any, wanted: tuple[type[Any], ...]) -> bool:
    if hint in wanted:
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return bool(_fields_with(cast(Hashable, hint), wanted))
    return any(_may_hold(argument, wanted) for argument in get_args(hint) if not isinstance(argument, str))
