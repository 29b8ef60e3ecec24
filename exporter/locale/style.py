"""How a locale writes, as data: `style.toml` of each locale, typed.  Says nothing about any text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeAlias, cast

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """House patterns that stand before those of CLDR, by skeleton ("yMMMM")."""

    patterns: Mapping[str, str]
    intervals: Mapping[str, Mapping[str, Pair]]  # skeleton → largest field that differs → both halves


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStyle:
    """Ranges, money, and which numbers are spelled.  The words themselves are in the catalogue."""

    range: str  # {start}, {end}
    percent_range: str  # {start} and {end} with the sign; {low} is the start without it
    money: Mapping[str, str]  # ISO 4217 code → "RMB {n}"; "default" may use {code} and {name}
    spelled_lengths: tuple[str, ...]  # units of time whose small numbers are words: "year"
    grouped_from: int = 4  # digits of the least number that is grouped; Babel leaves CLDR's answer out
    orders: Mapping[str, str] = field(default_factory=dict)  # marks that stand before CLDR's: B is bn


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Opening and closing marks, outside and inside.  Empty title marks: titles are set in italics."""

    quote: Pair
    inner_quote: Pair
    title: Pair
    inner_title: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Everything in a locale's `style.toml`."""

    babel: str  # the CLDR locale
    language_tag: str  # BCP 47
    direction: Literal["ltr", "rtl"]
    dates: DateStyle
    numbers: NumberStyle
    marks: Marks
    list_commas: str  # an item that holds one of these is parted from others by semicolons
    sections: tuple[str, ...]  # a pattern per level with {n}, {han} or {path}; the last serves deeper ones
    excel: Mapping[str, str]  # "year", "month", "day" → number format
    fonts: Mapping[str, tuple[str, ...]]  # script → families, best first
    courtesy: tuple[str, ...] = ()  # forms of address that a post replaces: 先生, never 博士
    products: bool = True  # whether the catalogue holds every word of the products


class UnknownEdition(LookupError):  # noqa: N818 - it says what is unknown
    """There is no locale data for a tag."""

    def __init__(self, tag: str, known: Mapping[str, object]) -> None:
        super().__init__(f"there is no edition '{tag}'; editions: {', '.join(sorted(known))}")
        self.tag = tag


def find_style(tag: str, variant: str) -> tuple[str, Style]:
    """Return the folder and the style for `tag`, a folder's name ("en") or a language tag ("en-US").

    `variant` is taken where the folder has one of that name; a full language tag decides alone.
    """
    if tag in _tables():
        return tag, _style(tag, variant)
    for folder, table in _tables().items():
        for name in ("", *table.get("variants", {})):
            style = _style(folder, name)
            if style.language_tag.casefold() == tag.casefold():
                return folder, style
    raise UnknownEdition(tag, _tables())


def locale_file(tag: str, name: str) -> Traversable:
    """Return a data file of a locale."""
    return files("exporter.locale") / tag / name


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    rooms = sorted(files("exporter.locale").iterdir(), key=lambda room: room.name)
    found = ((room.name, room / "style.toml") for room in rooms if room.is_dir())
    return {tag: tomllib.loads(file.read_text("utf-8")) for tag, file in found if file.is_file()}


@cache
def _style(tag: str, variant: str) -> Style:
    table = dict(_tables()[tag])
    variants = table.pop("variants", {})
    return _typed(_merged(table, variants.get(variant, {})))


def _merged(table: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(table)
    for key, value in changes.items():
        merged[key] = _merged(merged[key], value) if isinstance(value, Mapping) else value
    return merged


def _typed(table: dict[str, Any]) -> Style:
    parts: dict[str, Any] = {"dates": DateStyle, "numbers": NumberStyle, "marks": Marks}
    frozen = cast(dict[str, Any], _frozen(table))
    return Style(**{key: parts[key](**value) if key in parts else value for key, value in frozen.items()})


def _frozen(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
