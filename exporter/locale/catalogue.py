"""Message catalogues: gettext .po files, read as they are.  A missing message is an error, never English."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from exporter.locale.style import locale_file

Forms: TypeAlias = tuple[str, ...]  # one, or one per plural form


class MissingMessage(LookupError):  # noqa: N818 - it says what is missing
    """A catalogue has no translation of a message."""

    def __init__(self, language: str, context: str, msgid: str) -> None:
        super().__init__(f"{language}: exporter.po does not translate {msgid!r} in context {context!r}")
        self.language, self.context, self.msgid = language, context, msgid


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one locale by context and (singular) msgid.  No reader falls back to another."""

    language: str
    messages: Mapping[tuple[str, str], Forms]
    plural: Callable[[int], int]  # number → index of the form

    def pattern(self, context: str, msgid: str, n: int | None = None) -> str:
        """Return a translation with its braces; `n` chooses a plural form."""
        try:
            forms = self.messages[context, msgid]
        except KeyError:
            raise MissingMessage(self.language, context, msgid) from None
        return forms[0 if n is None else self.plural(n)]

    def fill(self, context: str, msgid: str, n: int | None, values: Mapping[str, str]) -> str:
        """Return a translation with its braces filled; LookupError names a value that is missing."""
        pattern = self.pattern(context, msgid, n)
        if "{" not in pattern:
            return pattern
        try:
            return pattern.format_map(values)
        except KeyError as missing:
            problem = f"{self.language}: {msgid!r} in context {context!r} needs a value for {missing}"
            raise LookupError(problem) from None


@cache
def load_catalogue(tag: str) -> Catalogue:
    """Return the catalogue of a locale; untranslated and doubtful ("fuzzy") entries are left out."""
    from babel.messages.pofile import read_po  # 35 ms, and only editions need it

    with locale_file(tag, "exporter.po").open("rb") as file:
        found = read_po(file, locale=tag, abort_invalid=True)
    messages = {(str(m.context or ""), _id(m.id)): _forms(m.string) for m in found if m.id and not m.fuzzy}
    plural: Callable[[int], int] = gettext.c2py(found.plural_expr)
    return Catalogue(tag, {key: forms for key, forms in messages.items() if all(forms)}, plural)


def _id(msgid: object) -> str:
    return str(msgid[0]) if isinstance(msgid, list | tuple) else str(msgid)


def _forms(string: object) -> Forms:
    return tuple(map(str, string)) if isinstance(string, list | tuple) else (str(string or ""),)
