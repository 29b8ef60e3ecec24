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

TAGS = {"en": "en-US", "en-GB": "en-GB", "zh-Hans-CN": "zh-Hans-CN", "fr": "fr", "ar": "ar"}
NOT_SHIPPED = {"es", "ru"}
NOT_SAID = {
    "weekday": "no date of a chapter is said with its week day",
    "day-full": "no date of a chapter is said with its week day",
    "compact": "figures are printed to their last digit",
    "unit": "lengths of time are said in words: see the kind 'duration'",
    "relative": "only expiry is told from a day, as a whole phrase",
    "currency_name": "a currency is named with its amount",
    "V035": "GB/T 15835: 5月 beside other figures, not 五月",
    "V151": "the catalogue has the name that the United Nations use: Viet Nam",
}
DATES = {
    "day-long": (10, "full"),
    "day-medium": (10, "abbreviated"),
    "month-long": (7, "full"),
    "month-short": (7, "abbreviated"),
    "year": (4, "full"),
    "monthday-long": (10, "month"),
    "month-only": (7, "month"),
}


def said_date(day: str, options: Mapping[str, Any], edition: Edition) -> str:
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


SAY: Mapping[str, Say] = {
    "date": said_date,
    "interval": said_interval,
    "plural": said_plural,
    "currency": said_money,
    "list": said_list,
    "number": lambda value, _, edition: locale.say_number(value, edition),
    "percent": lambda value, _, edition: locale.say_percent(value, edition),
    "region": lambda code, _, edition: locale.say_territory(code, edition),
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


def is_left_out(vector: Vector) -> bool:
    style = vector.get("options", {}).get("style", "")
    return vector["locale"] in NOT_SHIPPED or bool({vector["id"], vector["kind"], style} & set(NOT_SAID))


SAID = [vector for vector in VECTORS if not is_left_out(vector)]


@pytest.mark.parametrize("vector", SAID, ids=[vector["id"] for vector in SAID])
def test_we_say_it_as_an_independent_implementation_or_an_editor_does(vector: Vector) -> None:
    edition = load_edition(TAGS[vector["locale"]])
    said = SAY[vector["kind"]](vector["input"], vector.get("options", {}), edition)
    assert fold(said) in {fold(text) for text in (vector["expected"], *vector.get("accept", ()))}


def test_the_file_holds_all_217_vectors() -> None:
    assert len(VECTORS) == 217


def test_every_reason_for_leaving_out_leaves_something_out() -> None:
    met = {key for v in VECTORS for key in (v["id"], v["kind"], v.get("options", {}).get("style"))}
    assert set(NOT_SAID) <= met
