"""Numbers, percentages and money in words and digits."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import NumberPattern, format_currency

from exporter.locale.edition import Edition

Number = int | float | Decimal


@cache
def _pattern(locale: Locale, kind: str) -> NumberPattern:
    patterns: dict[str, NumberPattern] = {
        "decimal": locale.decimal_formats[None],
        "percent": locale.percent_formats[None],
    }
    return patterns[kind]


def say_number(number: Number, edition: Edition) -> str:
    """Return a number with its digits grouped: "1,234,567.5" in both languages; none is lost."""
    locale = edition.locale
    return str(_pattern(locale, "decimal").apply(number, locale, decimal_quantization=False))


def say_percent(share: Number, edition: Edition) -> str:
    """Return a share of one as a percentage, no digit rounded away: 0.856 is "85.6%"."""
    locale = edition.locale
    return str(_pattern(locale, "percent").apply(share, locale, decimal_quantization=False))


def say_share(share: Number, edition: Edition) -> str:
    """Return a share of one as a percentage."""
    return say_percent(share, edition)


def say_money(amount: Number, currency: str, edition: Edition) -> str:
    """Return an amount with the currency's symbol: "CN¥1,234,567.50" · "¥1,234,567.50"."""
    return format_currency(amount, currency, locale=edition.locale)


def say_number_range(low: Number, high: Number, edition: Edition) -> str:
    """Return "24–30" · "24～30"."""
    return f"{say_number(low, edition)}{edition.style.marks['range_dash']}{say_number(high, edition)}"


def say_percent_range(low: Number, high: Number, edition: Edition) -> str:
    """Return "63%–68%" · "63%～68%": the sign on both ends."""
    return (
        f"{say_percent(low, edition)}{edition.style.marks['percent_range_dash']}{say_percent(high, edition)}"
    )


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_HAN = "零一二三四五六七八九"


def roman(number: int) -> str:
    """Return a Roman numeral: 7 is "VII"."""
    letters = ""
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        letters += letter * times
    return letters


def han(number: int) -> str:
    """Return a Chinese numeral from 0 to 99: 7 is "七", 22 is "二十二"."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _HAN[ones]
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")


def say_chapter(chapter: int | str, edition: Edition) -> str:
    """Return a chapter's number as a heading has it: "Chapter VII" · "第七章"."""
    number = chapter if isinstance(chapter, int) else _from_roman(chapter)
    return edition.text("heading", "Chapter {roman}", roman=roman(number), han=han(number))


def _from_roman(numeral: str) -> int:
    known = {roman(n): n for n in range(1, 40)}
    return known[numeral.upper()] if numeral.upper() in known else int(numeral)


def say_section(number: str, edition: Edition) -> str:
    """Return a section's number as a heading has it: "4.1" · "（一）"; of the first level "4" · "四、"."""
    parts = [int(part) for part in number.split(".")]
    patterns = edition.style.sections["numbering"]
    pattern = patterns[min(len(parts), len(patterns)) - 1]
    return pattern.format(n=".".join(map(str, parts)), han=han(parts[-1]))


__all__ = [
    "Number",
    "han",
    "roman",
    "say_chapter",
    "say_money",
    "say_number",
    "say_number_range",
    "say_percent",
    "say_percent_range",
    "say_section",
    "say_share",
]
