"""Our functions against the vectors of an independent implementation, and against editorial rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from exporter import locale
from exporter.locale import Edition, load_edition
from exporter.model.edtf import Edtf

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "l10n-vectors.json").read_text("utf-8"))
SPOKEN = {"en", "en-GB", "zh-Hans-CN"}
TAGS = {"en": "en-US", "en-GB": "en-GB", "zh-Hans-CN": "zh-Hans-CN"}

Say = Callable[[Any, Edition], str]
HOUSE: Mapping[str, Say] = {
    "ordinal": lambda v, e: locale.say_ordinal(v["n"], v["noun"], e),
    "count": lambda v, e: locale.say_count(v["n"], v["noun"], e),
    "edtf": lambda v, e: locale.say_when(Edtf.parse(v), e),
    "academic_year": lambda v, e: locale.say_academic_year(Edtf.parse(v), e),
    "as_of": lambda v, e: locale.say_as_of(Edtf.parse(v), e),
    "duration": locale.say_duration,
    "expiry": lambda v, e: locale.say_expiry(v["days"], e),
    "chapter": locale.say_chapter,
    "section": locale.say_section,
    "number_range": lambda v, e: locale.say_number_range(*v, e),
    "percent_range": lambda v, e: locale.say_percent_range(*v, e),
    "title_list": locale.say_titles,
    "quote": locale.say_quote,
    "list": locale.say_list,
}
DATE_FORMS = {"day-long": 10, "month-long": 7, "year": 4}


def fold(text: str) -> str:
    """Spaces differ between CLDR releases, and marks of direction between engines: compare without."""
    for space in "\u00a0\u2009\u202f":
        text = text.replace(space, " ")
    return text.replace(" – ", "–").replace("\u200e", "").replace("\u200f", "")


def accepted(vector: Mapping[str, Any]) -> set[str]:
    return {fold(text) for text in (vector["expected"], *vector.get("accept", ()))}


def house(locales: set[str]) -> list[dict[str, Any]]:
    return [v for v in VECTORS["house"]["vectors"] if v["locale"] in locales]


def dates(kind: str) -> list[dict[str, Any]]:
    return [
        v
        for v in VECTORS["vectors"]
        if v["kind"] == kind and v["locale"] in SPOKEN and v["options"].get("style") in DATE_FORMS
    ]


def other(kind: str, **options: object) -> list[dict[str, Any]]:
    return [
        v
        for v in VECTORS["vectors"]
        if v["kind"] == kind
        and v["locale"] in SPOKEN
        and all(v["options"].get(name, value) == value for name, value in options.items())
    ]


def named(vectors: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("vector", vectors, ids=[v["id"] for v in vectors])


def edition(vector: Mapping[str, Any]) -> Edition:
    return load_edition(TAGS[vector["locale"]])


@named(house(SPOKEN))
def test_editorial_vectors_hold(vector: dict[str, Any]) -> None:
    said = HOUSE[vector["kind"]](vector["input"], edition(vector))
    assert fold(said) in accepted(vector)


@named(dates("date"))
def test_dates_are_said_as_icu_says_them(vector: dict[str, Any]) -> None:
    text = vector["input"][: DATE_FORMS[vector["options"]["style"]]]
    assert fold(locale.say_when(Edtf.parse(text), edition(vector))) in accepted(vector)


@named([v for v in dates("interval") if v["options"]["style"] != "day-long"])
def test_intervals_are_said_as_icu_says_them(vector: dict[str, Any]) -> None:
    width = DATE_FORMS[vector["options"]["style"]]
    first, last = (day[:width] for day in vector["input"])
    said = locale.say_when(Edtf.parse(first if first == last else f"{first}/{last}"), edition(vector))
    assert fold(said) in accepted(vector)


@named(other("number", maximumFractionDigits=3))
def test_numbers_are_grouped_as_icu_groups_them(vector: dict[str, Any]) -> None:
    assert fold(locale.say_number(vector["input"], edition(vector))) in accepted(vector)


@named(other("percent"))
def test_percentages_keep_their_digits(vector: dict[str, Any]) -> None:
    assert fold(locale.say_percent(vector["input"], edition(vector))) in accepted(vector)


@named(other("list", type="conjunction"))
def test_lists_are_joined_as_icu_joins_them(vector: dict[str, Any]) -> None:
    assert locale.say_list(vector["input"], edition(vector)) in accepted(vector)
