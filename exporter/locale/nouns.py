"""Counted and ordered nouns: "59 officials" · "59名官员", "62nd session" · "第62届会议"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from exporter.locale.edition import Edition
from exporter.locale.numbers import say_number

Forms = Mapping[str, str]
_SPELLED_TO = 9  # UN style: one to nine in words, 10 and more in figures


def spelled(number: int, edition: Edition) -> str:
    """Return one to nine as a word, more in figures: "five" · "五"."""
    return (
        edition.pattern("number_word", str(number))
        if 1 <= number <= _SPELLED_TO
        else say_number(number, edition)
    )


def say_count(number: int | Decimal, noun: str | Forms, edition: Edition, *, words: bool = True) -> str:
    """Return a number with its noun.  `noun` is a noun of the catalogue, or patterns by plural category.

    In running text English spells one to nine; a table (`words=False`) has figures throughout.
    """
    forms = edition.forms("count", noun) if isinstance(noun, str) else noun
    pattern = forms.get(edition.locale.plural_form(number), forms["other"])
    return pattern.replace("{n}", _counted(number, edition, words))


def _counted(number: int | Decimal, edition: Edition, words: bool) -> str:
    whole = number == int(number)
    if words and whole and edition.style.dates.get("spell_counts", "") != "no" and _spells(edition):
        return spelled(int(number), edition)
    return say_number(number, edition)


def _spells(edition: Edition) -> bool:
    """Whether the language writes small counts in words; Chinese has figures before counters."""
    return edition.pattern("number_word", "style") == "words"


def say_ordinal(number: int, noun: str | Forms, edition: Edition) -> str:
    """Return a place in a series: "62nd session" · "第62届会议"."""
    forms = edition.forms("ordinal", noun) if isinstance(noun, str) else noun
    category = edition.locale.ordinal_form(number)
    figure = edition.pattern("ordinal_figure", category).format(n=number)
    return forms.get(category, forms["other"]).replace("{n}", figure)
