"""An edition: one language in one house style, with its messages.  The environment is never asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from babel import Locale
from babel.plural import PluralRule

from exporter.locale.catalogue import Catalogue, load_catalogue
from exporter.locale.style import Style, find_style
from exporter.model.edtf import Precision

DateStyleName: TypeAlias = Literal["day-month", "month-day"]
Number: TypeAlias = int | Decimal | float


@dataclass(frozen=True, slots=True)
class Edition:
    """What every `say_…` function needs to know.  Compared by its tags; made by `load_edition`."""

    tag: str  # "en", "zh": the key of texts in the source
    language_tag: str  # BCP 47: "en-GB", "zh-Hans-CN"
    style: Style = field(compare=False, repr=False)
    catalogue: Catalogue = field(compare=False, repr=False)
    locale: Locale = field(compare=False, repr=False)

    def __reduce__(self) -> tuple[Callable[[str], Edition], tuple[str]]:
        """Workers load their own copy: rules of plurals are functions, which do not travel."""
        return load_edition, (self.language_tag,)

    @property
    def right_to_left(self) -> bool:
        """Whether its lines run from right to left."""
        return self.style.direction == "rtl"

    def text(self, context: str, msgid: str, /, **values: str) -> str:
        """Return a message, its braces filled; MissingMessage when there is no translation.

        >>> load_edition("zh").text("date", "since {date}", date="2021年")
        '自2021年起'
        """
        return self.catalogue.fill(context, msgid, None, values)

    def ntext(self, context: str, singular: str, plural: str, n: Number, /, **values: str) -> str:  # noqa: ARG002
        """Return a message in the plural form that `n` asks for.  `plural` documents the msgid only.

        >>> load_edition("en").ntext("expiry", "expires in {n} day", "expires in {n} days", 30, n="30")
        'expires in 30 days'
        """
        return self.catalogue.fill(context, singular, self._whole(n), values)

    def pattern(self, context: str, msgid: str) -> str:
        """Return a message with its braces unfilled, for whoever fills them later: page numbers."""
        return self.catalogue.pattern(context, msgid)

    def optional(self, context: str, msgid: str) -> str | None:
        """Return a message that the catalogue need not have: a name that stands before CLDR's."""
        forms = self.catalogue.messages.get((context, msgid))
        return forms[0] if forms else None

    def acronyms(self) -> Mapping[str, str]:
        """Return what the acronyms stand for that messages print, where a chapter does not say it itself."""
        return _acronyms(self)

    def excel_date_format(self, precision: Precision = Precision.DAY) -> str:
        """Return the number format of a date cell; it names its language, so every Excel shows the same."""
        return self.style.excel[precision.name.lower()]

    def plural(self, context: str, msgid: str, n: Number) -> str:
        """Return the plural form of a message that `n` asks for, its braces unfilled."""
        return self.catalogue.pattern(context, msgid, self._whole(n))

    def category(self, n: Number) -> str:
        """Return the CLDR plural category of a number: 1 is "one" in English and "other" in Chinese."""
        return _category(self.locale.plural_form, n)

    def _whole(self, n: Number) -> int:
        """Return `n`, or for a fraction a whole number of its category: gettext's rules know no others."""
        if n == int(n):
            return abs(int(n))
        category = self.category(n)
        return next(whole for whole in range(101) if self.category(whole) == category)


@cache
def _acronyms(edition: Edition) -> Mapping[str, str]:
    messages = edition.catalogue.messages
    return MappingProxyType(
        {msgid: forms[0] for (context, msgid), forms in messages.items() if context == "acronym"}
    )


@lru_cache(maxsize=4096)
def _category(rule: PluralRule, n: Number) -> str:
    return rule(n)


@cache
def load_edition(tag: str, *, date_style: DateStyleName = "day-month") -> Edition:
    """Return the edition of a tag: "en", "zh", or a full language tag, "en-US".

    `date_style` asks for "December 1, 2021" where a locale has both ways; others do not mind it.
    """
    folder, style = find_style(tag, date_style)
    return Edition(folder, style.language_tag, style, load_catalogue(folder), Locale.parse(style.babel))
