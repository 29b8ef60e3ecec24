"""Our functions against ICU, as Node has it: `node tests/data/l10n-oracle.js` prints the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from exporter import locale
from exporter.locale import Edition, load_edition
from exporter.model.edtf import Edtf
from tests.locale.test_vectors import fold

ORACLE = json.loads((Path(__file__).parents[1] / "data" / "l10n-oracle.json").read_text("utf-8"))
SHIPPED = ("en-US", "en-GB", "zh-Hans-CN", "fr", "ar", "es", "ru")

SAY: Mapping[str, Callable[[Any, str, Edition], str]] = {
    "date": lambda day, style, edition: locale.say_when(
        Edtf.parse(day), edition, "weekday" if style == "weekday" else "full"
    ),
    "number": lambda n, _, edition: locale.say_number(n, edition),
    "percent": lambda n, _, edition: locale.say_percent(n, edition),
    "cardinal": lambda n, _, edition: edition.category(n),
    "ordinal": lambda n, _, edition: edition.locale.ordinal_form(n),
    "money": lambda n, currency, edition: locale.say_money(n, currency, edition, "symbol"),
    "unit": locale.say_unit,
    "relative": lambda n, _, edition: locale.say_relative(n, edition),
    "compact": lambda n, form, edition: locale.say_compact(n, edition, form),  # type: ignore[arg-type]
    "currency_name": lambda code, _, edition: locale.say_currency(code, edition),
    "list": lambda items, kind, edition: locale.say_list(
        items, edition, "and" if kind == "conjunction" else "or"
    ),
}


@pytest.mark.parametrize("tag", SHIPPED)
@pytest.mark.parametrize("kind", SAY)
def test_we_say_it_as_icu_does(tag: str, kind: str) -> None:
    edition = load_edition(tag)
    asked = [
        (style, value, fold(expected)) for t, k, style, value, expected in ORACLE if (t, k) == (tag, kind)
    ]
    assert asked
    said = [(style, value, fold(SAY[kind](value, style, edition))) for style, value, _ in asked]
    assert said == asked
