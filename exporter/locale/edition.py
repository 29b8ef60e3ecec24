"""An edition: one language's locale, style and catalogue, read from the package's own data files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from typing import Any, Literal

from babel import Locale

DateStyle = Literal["day-month", "month-day"]
_ALIASES = {"en-GB": "en", "en-US": "en", "zh-Hans-CN": "zh", "zh-Hans": "zh", "zh-CN": "zh"}


class MissingMessage(LookupError):  # noqa: N818 - it says what is missing
    """The catalogue has no translation, which no edition may paper over."""


@dataclass(frozen=True, slots=True)
class Style:
    """House rules of a language that CLDR does not hold; see style.toml."""

    babel: str
    language_tag: str
    direction: str
    dates: Mapping[str, str]
    marks: Mapping[str, Any]
    sections: Mapping[str, tuple[str, ...]]
    excel: Mapping[str, str]
    fonts: Mapping[str, str]


@dataclass(frozen=True)
class Edition:
    """One language of the products.  Compared by tag and style; its data load when first used."""

    tag: str  # "en", "zh": the key of texts in source files
    style: Style = field(repr=False, hash=False)

    @property
    def language_tag(self) -> str:
        """The BCP 47 tag of its words: "en-GB", "zh-Hans-CN"."""
        return self.style.language_tag

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale."""
        return Locale.parse(self.style.babel)

    @cached_property
    def _messages(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return _catalogue(self.tag)

    def pattern(self, context: str, msgid: str) -> str:
        """Return a message with its braces as they are; MissingMessage if the catalogue has none."""
        return self._found(context, msgid)[0]

    def optional(self, context: str, msgid: str) -> str | None:
        """Return a message that the catalogue need not have: a name that overrides CLDR's."""
        found = self._messages.get((context, msgid))
        return found[0] if found else None

    def text(self, context: str, msgid: str, /, **values: str) -> str:
        """Return a message with its braces filled: text("frame", "Period") is "Period", "时期"."""
        pattern = self._found(context, msgid)[0]
        return pattern.format(**values) if values else pattern

    def forms(self, context: str, singular: str) -> Mapping[str, str]:
        """Return a plural message as patterns by CLDR category: {"one": …, "other": …}."""
        patterns = self._found(context, singular)
        return dict(zip(_categories(self.locale), patterns, strict=True))

    def ntext(self, context: str, singular: str, plural: str, n: int, /, **values: str) -> str:
        """Return the plural form that `n` takes; `plural` documents the call for translators."""
        patterns = self.forms(context, singular)
        return patterns.get(self.locale.plural_form(n), plural).format(**values)

    def _found(self, context: str, msgid: str) -> tuple[str, ...]:
        found = self._messages.get((context, msgid))
        if found is None or not all(found):
            raise MissingMessage(f"the {self.tag} catalogue has no message {msgid!r} in context {context!r}")
        return found

    def excel_date_format(self, precision: str = "day") -> str:
        """Return Excel's number format of a date: "day", "month" or "year"."""
        return self.style.excel[precision]


def _categories(locale: Locale) -> tuple[str, ...]:
    """The plural categories in the order of msgstr[n]."""
    return tuple(
        sorted(locale.plural_form.tags | {"other"}, key=("zero", "one", "two", "few", "many", "other").index)
    )


@cache
def _catalogue(tag: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    from babel.messages.pofile import read_po

    data = files("exporter.locale").joinpath(tag, "exporter.po").read_bytes()
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for message in read_po(BytesIO(data), locale=None):
        if message.id and not message.fuzzy:
            key = message.id[0] if isinstance(message.id, list | tuple) else message.id
            words = message.string if isinstance(message.string, list | tuple) else (message.string,)
            found[message.context or "", key] = tuple(map(str, words))
    return found


@cache
def load_edition(tag: str, *, date_style: DateStyle = "day-month") -> Edition:
    """Return the edition of a language: "en" or "zh", or one of their longer tags."""
    name = _ALIASES.get(tag, tag)
    style = files("exporter.locale").joinpath(name, "style.toml")
    if not style.is_file():
        raise LookupError(f"there is no language '{tag}' here")
    data = tomllib.loads(style.read_text("utf-8"))
    variants = data.pop("variants")
    data |= variants.get("month-day" if tag == "en-US" else date_style, {})
    return Edition(name, Style(**{key: _frozen(value) for key, value in data.items()}))


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(value) if isinstance(value, list) else value
