"""Numbers, shares, money, ranges, and the numbers of chapters and sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from babel.numbers import (
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_name,
    get_decimal_symbol,
    get_group_symbol,
    get_minus_sign_symbol,
)

from exporter.locale.edition import Edition, Number

_ROMAN = ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_HAN = "零一二三四五六七八九"
_MOST_HAN = 99
_THREES = (3, 3)
_LETTER_THEN_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")  # CLDR's currency spacing, which Babel leaves out


def say_number(n: Number, edition: Edition) -> str:
    """Return a number in figures, every digit of it: "1,234,567.891".  Not for years, not for symbols."""
    marks = _number_marks(edition)
    if marks is None:
        return format_decimal(
            _exact(n),
            locale=edition.locale,
            decimal_quantization=False,
            group_separator=_is_grouped(n, edition),
        )
    if not _is_grouped(n, edition):
        return f"{_exact(n):f}".translate(marks)
    return (f"{n:,}" if isinstance(n, int) else f"{_exact(n):,f}").translate(marks)


def say_percent(share: Number, edition: Edition) -> str:
    """Return a share of one as a percentage with every digit stated: 0.856 is "85.6%"."""
    return _percent_pattern(edition).format(say_number(_exact(share).scaleb(2), edition))


def say_share(share: Number, edition: Edition, digits: int = 1) -> str:
    """Return a share of one as a percentage rounded to `digits`: 2 / 3 is "66.7%"."""
    return say_percent(round(_exact(share), digits + 2), edition)


def say_money(
    amount: Number, currency: str, edition: Edition, form: Literal["house", "symbol", "name"] = "house"
) -> str:
    """Return an amount with its currency (ISO 4217).

    house: "RMB 2,000,000", 2,000,000元.  symbol: "CN¥1,234,567.50", ¥1,234,567.50.
    name: "2,000,000 Chinese yuan", 2,000,000人民币.
    """
    if form == "house":
        patterns = edition.style.numbers.money
        name = get_currency_name(currency, locale=edition.locale)
        pattern = patterns.get(currency, patterns["default"])
        return pattern.format(n=say_number(amount, edition), code=currency, name=name)
    exact, locale, grouped = _exact(amount), edition.locale, _is_grouped(amount, edition)
    if form == "symbol":
        said = format_currency(exact, currency, locale=locale, group_separator=grouped)
        return _LETTER_THEN_DIGIT.sub("\u00a0", said)
    return format_currency(
        exact, currency, locale=locale, format_type="name", currency_digits=False, group_separator=grouped
    )


def say_currency(currency: str, edition: Edition) -> str:
    """Return the name of a currency (ISO 4217): "Chinese Yuan", 人民币."""
    return get_currency_name(currency, locale=edition.locale)


def say_compact(
    n: Number, edition: Edition, form: Literal["short", "long"] = "short", digits: int = 1
) -> str:
    """Return a number cut to its order of magnitude, `digits` behind its mark at most: "1.2m", 123.5万."""
    exact, locale = _exact(n), edition.locale
    known = form if form in locale.compact_decimal_formats else "short"  # Chinese has one form for both
    said = format_compact_decimal(exact, format_type=known, locale=locale, fraction_digits=digits)
    orders = edition.style.numbers.orders if known == "short" else {}
    return said[:-1] + orders[said[-1]] if said[-1] in orders else said


def say_number_range(start: Number, end: Number, edition: Edition) -> str:
    """Return two numbers as a range: "24–30", 24～30."""
    return edition.style.numbers.range.format(start=say_number(start, edition), end=say_number(end, edition))


def say_percent_range(start: Number, end: Number, edition: Edition) -> str:
    """Return two shares as a range: "63–68%", 63%～68%."""
    low = say_number(_exact(start).scaleb(2), edition)
    said = {"start": say_percent(start, edition), "end": say_percent(end, edition), "low": low}
    return edition.style.numbers.percent_range.format_map(said)


def say_chapter(chapter: int | str, edition: Edition) -> str:
    """Return the name of a chapter by its number, 7 or "VII": "Chapter VII", 第七章."""
    number = chapter if isinstance(chapter, int) else _from_roman(chapter)
    return edition.text("heading", "Chapter {roman}", roman=roman(number), han=han(number), n=str(number))


def say_section(number: str, edition: Edition) -> str:
    """Return the mark of a heading by its section's number: "1.2" is "1.2", （二）; "01" is "1", 一、."""
    levels = [int(part) for part in number.split(".")]
    patterns = edition.style.sections
    pattern = patterns[min(len(levels), len(patterns)) - 1]
    return pattern.format(n=levels[-1], path=".".join(map(str, levels)), han=han(levels[-1]))


def roman(number: int) -> str:
    """Return a Roman numeral: 7 is "VII"."""
    letters = []
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        letters.append(letter * times)
    return "".join(letters)


def han(number: int) -> str:
    """Return a Chinese numeral from 0 to 99: 7 is 七, 22 is 二十二."""
    if not 0 <= number <= _MOST_HAN:
        raise ValueError(f"{number} has no Han numeral here: 0 to {_MOST_HAN}")
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _HAN[ones]
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")


def _is_grouped(n: Number, edition: Edition) -> bool:
    least = int(10 ** (edition.style.numbers.grouped_from - 1))
    return n >= least or n <= -least


def _exact(n: Number) -> Decimal:
    exact = n if isinstance(n, Decimal) else Decimal(str(n))
    if not exact.is_finite():
        raise ValueError(f"{n} is no number to print")
    return exact


@cache
def _number_marks(edition: Edition) -> Mapping[int, str] | None:
    """Return how to turn Python's marks into the locale's; None where it does not group by threes."""
    cldr = edition.locale
    if tuple(cldr.decimal_formats[None].grouping) != _THREES:
        return None
    symbols = get_group_symbol(cldr), get_decimal_symbol(cldr), get_minus_sign_symbol(cldr)
    return {ord(mark): symbol for mark, symbol in zip(",.-", symbols, strict=True)}


@cache
def _percent_pattern(edition: Edition) -> str:
    return str(edition.locale.percent_formats[None].pattern).replace("#,##0", "{}")


def _from_roman(numeral: str) -> int:
    known = {roman(number): number for number in range(1, _MOST_HAN + 1)}
    if numeral not in known:
        raise ValueError(f"'{numeral}' is no Roman numeral: write 7 or VII")
    return known[numeral]
