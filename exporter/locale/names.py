"""Names of places and languages from CLDR, with the forms that international offices print."""

from __future__ import annotations

from exporter.locale.edition import Edition


def say_territory(code: str, edition: Edition) -> str:
    """Return a country or region: "Viet Nam" · "越南".  UN names come before CLDR's."""
    name = edition._messages.get(("territory", code))
    return name[0] if name else edition.locale.territories[code]


def say_language(tag: str, edition: Edition) -> str:
    """Return a language's name: "Chinese" · "中文"."""
    return edition.locale.languages[tag.replace("-", "_")]
