"""The source format as JSON Schema (2020-12), from the same annotations that decode it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from inspect import getdoc
from types import UnionType
from typing import Any, Union, get_args, get_origin

from exporter.loading.decode import PLURAL_CATEGORIES
from exporter.model.chapter import COLLECTIONS
from exporter.model.edtf import Edtf
from exporter.model.records import CodeList, Pattern, Ref, Report
from exporter.model.text import Forms, Localized, Message
from exporter.model.walk import hints

Schema = dict[str, Any]

_EDITION_KEY = "^[a-z]{2,3}(-[A-Za-z]+)*$"
_SPECIAL: Mapping[Any, str] = {Edtf: "edtf", Localized: "text", Message: "message", Forms: "forms"}
_LEAVES: Mapping[Any, Schema] = {
    str: {"type": ["string", "number"]},  # YAML reads 4.1 and 2021 as numbers; we do not
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": ["number", "string"]},
}


def schema_text() -> str:
    """Return the schema of a source file as indented JSON."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> Schema:
    """Return the schema of a source file: a map of collections."""
    definitions: dict[str, Schema] = dict(_common())
    record_types: tuple[type[Any], ...] = (Report, *COLLECTIONS.values())
    for record_type in record_types:
        _define(record_type, definitions)
    collections = {name: _collection(record_type) for name, record_type in COLLECTIONS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "exporter source file",
        "type": "object",
        "additionalProperties": False,
        "properties": {"report": _pointer(Report), **collections},
        "$defs": dict(sorted(definitions.items())),
    }


def _collection(record_type: type[Any]) -> Schema:
    return {"type": ["array", "null"], "items": _pointer(record_type), "description": _summary(record_type)}


def _common() -> dict[str, Schema]:
    words = {"type": ["string", "number"]}
    plural = {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(PLURAL_CATEGORIES, words),
    }
    return {
        "edtf": {
            **words,
            "description": "EDTF date: 2021, 2021-09, 2021-09-15, 2020-10/2021-10, 2021-12-01/..",
        },
        "text": _by_edition(words, "one plain text in every language"),
        "message": _by_edition(words, "one text with placeholders in every language"),
        "forms": _by_edition({"anyOf": [{"type": "string"}, plural]}, "patterns with {n} by plural category"),
    }


def _by_edition(value: Schema, description: str) -> Schema:
    keys = {"patternProperties": {_EDITION_KEY: value}, "properties": {"en": value, "zh": value}}
    return {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "description": description,
        **keys,
    }


def _define(record_type: type[Any], definitions: dict[str, Schema]) -> None:
    if record_type.__name__ in definitions:
        return
    definitions[record_type.__name__] = {}  # reserves the name while its fields are described
    properties = {name: _of(hint, definitions) for name, hint in hints(record_type).items()}
    definitions[record_type.__name__] = {
        "type": "object",
        "description": _summary(record_type),
        "additionalProperties": False,
        "required": _required(record_type),
        "properties": properties,
    }


def _required(record_type: type[Any]) -> list[str]:
    return [f.name for f in fields(record_type) if f.default is MISSING and f.default_factory is MISSING]


def _of(hint: Any, definitions: dict[str, Schema]) -> Schema:
    origin = get_origin(hint)
    if hasattr(hint, "__metadata__"):
        return _annotated(hint, definitions)
    if origin in (Union, UnionType):
        return {"anyOf": [_of(get_args(hint)[0], definitions), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], definitions)}
    if origin is not None:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if hint in _SPECIAL:
        return {"$ref": f"#/$defs/{_SPECIAL[hint]}"}
    if is_dataclass(hint):
        _define(hint, definitions)  # type: ignore[arg-type]
        return _pointer(hint)
    if issubclass(hint, StrEnum):
        return {"enum": [value.value for value in hint]}
    return dict(_LEAVES[hint])


def _annotated(hint: Any, definitions: dict[str, Schema]) -> Schema:
    described = _of(get_args(hint)[0], definitions)
    for rule in hint.__metadata__:
        match rule:
            case str():
                described["description"] = rule
            case Pattern(regex, _, example):
                described |= {"pattern": f"^({regex})$", "examples": [example]}
            case CodeList(standard, codes, _):
                described = {"enum": sorted(codes), "description": f"code of {standard}"}
            case Ref(collections):
                described.setdefault("description", "id of " + (" or ".join(collections) or "any record"))
    return described


def _pointer(record_type: Any) -> Schema:
    return {"$ref": f"#/$defs/{record_type.__name__}"}


def _summary(record_type: type[Any]) -> str:
    return (getdoc(record_type) or "").partition("\n")[0]
