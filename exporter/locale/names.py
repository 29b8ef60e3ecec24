"""Names of territories and languages.  Names of bodies and people are source data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from exporter.locale.edition import Edition


class Named(Protocol):
    """An organization, a group or a person of the source: a name in every edition."""

    @property
    def name(self) -> Any:
        """The name by edition: a mapping or a text of the source."""


class UnknownName(LookupError):  # noqa: N818 - it says what is unknown
    """A locale has no name for a code."""

    def __init__(self, what: str, code: str, edition: Edition) -> None:
        super().__init__(f"{edition.language_tag}: no name of the {what} '{code}' in CLDR")


def say_name(entity: Named, edition: Edition) -> str:
    """Return the official name with its acronym, where that says more: "European Patent Office (EPO)",
    欧洲专利局（EPO）; of a person, the name: 鲁道夫·拉森狄尔."""
    name, acronym = str(entity.name[edition.tag]), getattr(entity, "acronym", None)
    if acronym is None or acronym in name:
        return name
    return edition.text("name", "{name} ({acronym})", name=name, acronym=acronym)


def say_territory(code: str, edition: Edition, form: Literal["official", "common"] = "official") -> str:
    """Return an ISO 3166 territory as international offices print it: VN is "Viet Nam", 越南.

    common: as CLDR has it, "Vietnam".
    """
    house = edition.optional("territory", code) if form == "official" else None
    return house or _name("territory", code, edition.locale.territories, code, edition)


def say_language(tag: str, edition: Edition) -> str:
    """Return a BCP 47 language: km is "Khmer", 高棉语; zh-Hans is "Simplified Chinese", 简体中文."""
    house = edition.optional("language", tag)
    return house or _name("language", tag.replace("-", "_"), edition.locale.languages, tag, edition)


def _name(what: str, key: str, names: Mapping[str, str], code: str, edition: Edition) -> str:
    if key not in names:
        raise UnknownName(what, code, edition)
    return str(names[key])
