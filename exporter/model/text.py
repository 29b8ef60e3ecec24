"""Text in every edition: plain names, and messages whose placeholders point at facts.

A message never holds a number or a date of its own.  `{tisc-count}` stands for the fact of the
record tisc-count, `{mou-fees.signed:month}` for a field of a record in a named form, `{@epo}` for
the name of an organization, a group or a person, `{.session}` for a field of the record itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from exporter.errors import Place

_NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder: which record, which of its fields, in which form.

    `target` is an id, or "" for the record that the message belongs to; `field` is "" for the
    record's own fact (a figure's value, a title); `form` is "" for the default form.
    """

    target: str
    field: str = ""
    form: str = ""
    is_name: bool = False

    @property
    def fact(self) -> str:
        """What the slot points at, whatever its form: "mou-fees.signed", "@epo"."""
        mark = "@" if self.is_name else ""
        return f"{mark}{self.target}.{self.field}" if self.field else f"{mark}{self.target}"

    def __str__(self) -> str:
        return f"{{{self.fact}:{self.form}}}" if self.form else f"{{{self.fact}}}"


Part: TypeAlias = str | Slot

_SLOT = re.compile(
    r"\{(?P<at>@?)(?P<target>[a-z0-9][a-z0-9-]*)?(?:\.(?P<field>[a-z_]+))?(?::(?P<form>[a-z-]+))?\}"
)
_BRACES = re.compile(r"[{}]")


def parse_message(raw: str) -> tuple[Part, ...]:
    """Return the parts of a message; ValueError names a placeholder that cannot be read.

    >>> parse_message("{tisc-count} in {@office}")
    (Slot(target='tisc-count', ...), ' in ', Slot(target='office', ..., is_name=True))
    """
    parts: list[Part] = []
    at = 0
    for match in _SLOT.finditer(raw):
        if match["target"] is None and match["field"] is None:
            break
        parts.extend(_plain(raw[at : match.start()]))
        parts.append(_slot(match))
        at = match.end()
    parts.extend(_plain(raw[at:]))
    return tuple(parts)


def _slot(match: re.Match[str]) -> Slot:
    return Slot(match["target"] or "", match["field"] or "", match["form"] or "", match["at"] == "@")


def _plain(words: str) -> Iterator[str]:
    brace = _BRACES.search(words)
    if brace:
        raise ValueError(f"cannot read the placeholder at {words[brace.start() : brace.start() + 24]!r}")
    if words:
        yield words


@dataclass(frozen=True, slots=True)
class Localized:
    """One plain text in every edition; keys are editions ("en", "zh").

    `borrowed` says of an edition without a text of its own whose text it prints: {"zh": "en"}.
    """

    texts: Mapping[str, str]
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    borrowed: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, edition: str) -> str:
        return self.texts[edition]

    def place(self, edition: str) -> Place:
        """Where the text of `edition` was read."""
        return self.places.get(edition, _NOWHERE)


@dataclass(frozen=True, slots=True)
class Message:
    """One text with placeholders in every edition."""

    parts: Mapping[str, tuple[Part, ...]]
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, edition: str) -> tuple[Part, ...]:
        return self.parts[edition]

    def place(self, edition: str) -> Place:
        """Where the text of `edition` was read."""
        return self.places.get(edition, _NOWHERE)

    def slots(self, edition: str) -> tuple[Slot, ...]:
        """The placeholders of one edition, in the order in which it prints them."""
        return tuple(part for part in self.parts[edition] if isinstance(part, Slot))

    def raw(self, edition: str) -> str:
        """The text of one edition as its source file has it."""
        return "".join(map(str, self.parts[edition]))


@dataclass(frozen=True, slots=True)
class Forms:
    """Patterns by plural category in every edition, with "{n}" for the number.

    {"en": {"one": "{n} centre", "other": "{n} centres"}, "zh": {"other": "{n}家中心"}}
    """

    patterns: Mapping[str, Mapping[str, str]]

    def __getitem__(self, edition: str) -> Mapping[str, str]:
        return self.patterns[edition]
