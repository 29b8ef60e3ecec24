"""Numbers with what they count: nouns, ordinals, lengths of time.

A noun is a word of the catalogue ("official") or a mapping from CLDR plural category to a pattern with
{n}, which source files give: {"one": "{n} centre", "other": "{n} centres"}, {"other": "{n}家中心"}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Literal, TypeAlias

from babel.dates import format_timedelta
from babel.units import format_unit

from exporter.locale.edition import Edition, Number
from exporter.locale.numbers import han, say_number

Unit: TypeAlias = Literal["year", "month", "week", "day", "hour", "minute"]
Noun: TypeAlias = str | Mapping[str, str]

_LENGTH = re.compile(r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<day>\d+)D)?", re.ASCII)
FIRST = "=1"  # the form of exactly one, as ICU messages write it
_NEVER = 10**9  # of its size days are told as months
_SPELLED_TO = 9  # UN style: one to nine in words, 10 and more in figures


def spelled(number: int, edition: Edition) -> str:
    """Return one to nine as a word, more in figures: "five", 五."""
    if not 1 <= number <= _SPELLED_TO:
        return say_number(number, edition)
    return edition.pattern("number_word", str(number))


def say_in_sentence(number: int, edition: Edition) -> str:
    """Return a number without a noun as a sentence has it: "five" and "12"; 5 and 12."""
    return spelled(number, edition) if _in_words(number, edition) else say_number(number, edition)


def say_count(n: Number, noun: Noun, edition: Edition, *, words: bool = True) -> str:
    """Return a number with its noun: "59 officials", "one project"; 59名官员, 1个项目.

    English spells one to nine in prose; tables pass `words=False` and get "1 project".
    """
    if n == 1 and not isinstance(noun, str) and FIRST in noun:
        return noun[FIRST]
    pattern = edition.plural("count", noun, n) if isinstance(noun, str) else _form(noun, n, edition)
    said = spelled(int(n), edition) if words and _in_words(n, edition) else say_number(n, edition)
    return pattern.replace("{n}", said)


def say_ordinal(n: int, noun: Noun, edition: Edition) -> str:
    """Return a place in a row with its noun: "62nd session", 第62届会议.

    A pattern "=1" of its own says the first of all: "First", 首届.  {han} prints the number in Han, where
    a name is so written: 第二十二届.
    """
    if n == 1 and not isinstance(noun, str) and FIRST in noun:
        return noun[FIRST]
    category = edition.locale.ordinal_form(n)
    pattern = edition.pattern("ordinal", noun) if isinstance(noun, str) else noun.get(category, noun["other"])
    if "{han}" in pattern:
        return pattern.replace("{han}", han(n))
    return pattern.replace("{n}", edition.text("ordinal_figure", category, n=say_number(n, edition)))


def say_duration(length: str, edition: Edition, *, adjective: bool = False) -> str:
    """Return an ISO 8601 length of time: "five years", 五年; as an adjective "five-year", 五年."""
    match = _LENGTH.fullmatch(length)
    if match is None or length == "P":
        raise ValueError(f"'{length}' is no length of time: write P1Y, P6M, P90D or P1Y6M")
    context = "duration_adjective" if adjective else "duration"
    said = [_length(context, int(n), unit, edition) for unit, n in match.groupdict().items() if n]
    *first, last = said
    return edition.text("duration", " and ").join(
        filter(None, (edition.text("duration", ", ").join(first), last))
    )


def say_unit(n: Number, unit: Unit, edition: Edition) -> str:
    """Return a length of time in figures: "6 months", 6个月.  In a sentence, `say_duration`."""
    name = f"duration-{unit}"
    said = format_unit(n, name, length="long", locale=edition.locale)
    # Chinese has one form for both lengths, the short one; Babel then prints the unit's own name.
    return said if name not in said else format_unit(n, name, length="short", locale=edition.locale)


def say_relative(days: int, edition: Edition) -> str:
    """Return a day as told from today: "in 30 days", 30天后; "5 days ago", 5天前."""
    return format_timedelta(
        timedelta(days=days), granularity="day", threshold=_NEVER, add_direction=True, locale=edition.locale
    )


def say_expiry(days: int, edition: Edition) -> str:
    """Return how far off an end is: "expires in 30 days", 30天后到期; 0 is today, -5 "expired 5 days ago"."""
    if days == 0:
        return edition.text("expiry", "expires today")
    n = say_number(abs(days), edition)
    if days > 0:
        return edition.ntext("expiry", "expires in {n} day", "expires in {n} days", days, n=n)
    return edition.ntext("expiry", "expired {n} day ago", "expired {n} days ago", -days, n=n)


def _in_words(n: Number, edition: Edition) -> bool:
    """Whether prose spells a count: English does, Chinese has figures before counters."""
    return 1 <= n <= _SPELLED_TO and n == int(n) and edition.pattern("number_word", "style") == "words"


def _form(forms: Mapping[str, str], n: Number, edition: Edition) -> str:
    if len(forms) == 1:
        return next(iter(forms.values()))
    return forms.get(edition.category(n), forms["other"])


def _length(context: str, n: int, unit: str, edition: Edition) -> str:
    said = spelled(n, edition) if unit in edition.style.numbers.spelled_lengths else say_number(n, edition)
    return edition.ntext(context, f"{{n}} {unit}", f"{{n}} {unit}s", n, n=said)
