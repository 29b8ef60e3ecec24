"""Names of places and languages from CLDR, with the forms that international offices print."""

from __future__ import annotations

from exporter.locale.edition import Edition


def say_territory(code: str, edition: Edition) -> str:
    """Return a country or region: "Viet Nam" · "越南".  UN names come before CLDR's."""
    return edition.optional("territory", code) or str(edition.locale.territories[code])


def say_language(tag: str, edition: Edition) -> str:
    """Return a language's name: "Chinese" · "中文"."""
    return str(edition.locale.languages[tag.replace("-", "_")])
