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

Vector = Mapping[str, Any]
Say = Callable[[Any, Mapping[str, Any], Edition], str]

FILE = json.loads((Path(__file__).parents[1] / "data" / "l10n-vectors.json").read_text("utf-8"))
VECTORS: list[Vector] = [*FILE["vectors"], *FILE["house"]["vectors"]]

TAGS = {"en": "en-US"} | {tag: tag for tag in ("en-GB", "zh-Hans-CN", "fr", "ar", "es", "ru")}
DATES = {
    "day-long": (10, "full"),
    "day-medium": (10, "abbreviated"),
    "month-long": (7, "full"),
    "month-short": (7, "abbreviated"),
    "year": (4, "full"),
    "monthday-long": (10, "month"),
    "day-full": (10, "weekday"),
}


def said_date(day: str, options: Mapping[str, Any], edition: Edition) -> str:
    if options["style"] == "weekday":
        return locale.say_weekday(Edtf.parse(day), edition)
    if options["style"] == "month-only":
        return locale.say_month(Edtf.parse(day[:7]), edition)
    length, form = DATES[options["style"]]
    return locale.say_when(Edtf.parse(day[:length]), edition, form)


def said_interval(days: list[str], options: Mapping[str, Any], edition: Edition) -> str:
    length, form = DATES[options["style"]]
    return locale.say_when(Edtf.parse("/".join(day[:length] for day in days)), edition, form)


def said_plural(n: int, options: Mapping[str, Any], edition: Edition) -> str:
    return edition.category(n) if options["type"] == "cardinal" else edition.locale.ordinal_form(n)


def said_money(amount: float, options: Mapping[str, Any], edition: Edition) -> str:
    form = "name" if options.get("currencyDisplay") == "name" else "symbol"
    return locale.say_money(amount, options["currency"], edition, form)  # type: ignore[arg-type]


def said_list(items: list[str], options: Mapping[str, Any], edition: Edition) -> str:
    return locale.say_list(items, edition, "or" if options.get("type") == "disjunction" else "and")


def said_compact(n: float, options: Mapping[str, Any], edition: Edition) -> str:
    return locale.say_compact(n, edition, options["compactDisplay"], options["maximumFractionDigits"])


SAY: Mapping[str, Say] = {
    "date": said_date,
    "interval": said_interval,
    "plural": said_plural,
    "currency": said_money,
    "currency_name": lambda code, _, edition: locale.say_currency(code, edition),
    "compact": said_compact,
    "unit": lambda n, options, edition: locale.say_unit(n, options["unit"], edition),
    "relative": lambda n, _, edition: locale.say_relative(n, edition),
    "list": said_list,
    "number": lambda value, _, edition: locale.say_number(value, edition),
    "percent": lambda value, _, edition: locale.say_percent(value, edition),
    "region": lambda code, _, edition: locale.say_territory(code, edition, "common"),
    "language": lambda tag, _, edition: locale.say_language(tag, edition),
    "ordinal": lambda value, _, edition: locale.say_ordinal(value["n"], value["noun"], edition),
    "count": lambda value, _, edition: locale.say_count(value["n"], value["noun"], edition),
    "edtf": lambda text, _, edition: locale.say_when(Edtf.parse(text), edition),
    "academic_year": lambda text, _, edition: locale.say_academic_year(Edtf.parse(text), edition),
    "as_of": lambda text, _, edition: locale.say_as_of(Edtf.parse(text), edition),
    "duration": lambda length, _, edition: locale.say_duration(length, edition),
    "expiry": lambda value, _, edition: locale.say_expiry(value["days"], edition),
    "chapter": lambda number, _, edition: locale.say_chapter(number, edition),
    "section": lambda number, _, edition: locale.say_section(number, edition),
    "number_range": lambda ends, _, edition: locale.say_number_range(ends[0], ends[1], edition),
    "percent_range": lambda ends, _, edition: locale.say_percent_range(ends[0], ends[1], edition),
    "title_list": lambda titles, _, edition: locale.say_titles(titles, edition),
    "quote": lambda words, _, edition: locale.say_quote(words, edition),
}


def fold(text: str) -> str:
    """Spaces differ between CLDR releases, and marks of direction between engines: compare without."""
    for space in "\u00a0\u2009\u202f":
        text = text.replace(space, " ")
    return text.replace(" – ", "–").replace("\u200e", "").replace("\u200f", "")


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["id"] for vector in VECTORS])
def test_we_say_it_as_an_independent_implementation_or_an_editor_does(vector: Vector) -> None:
    edition = load_edition(TAGS[vector["locale"]])
    said = SAY[vector["kind"]](vector["input"], vector.get("options", {}), edition)
    assert fold(said) in {fold(text) for text in (vector["expected"], *vector.get("accept", ()))}


def test_the_file_holds_all_217_vectors() -> None:
    assert len(VECTORS) == 217
