"""How words become runs: their properties, by language and by what they are part of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from exporter.theme.word import is_east_asian, word_language
from exporter.writers.docx.xml import kept_run

# Marks that Unicode gives to both scripts: Word sets them in the Latin face unless told otherwise.
# An apostrophe between Latin letters stays Latin.
_SHARED_MARKS = re.compile("((?:[“”‘…—·]|(?<![A-Za-z])’|’(?![A-Za-z]))+)")
# Letters and figures that keep their own direction, with the marks between them: "WIPO ST.3", "C/55".
_LEFT_TO_RIGHT = re.compile(r"([A-Za-z\u00c0-\u024f](?:[\w./&’'@:-]*[A-Za-z\u00c0-\u024f\d])?)", re.ASCII)
_EAST_ASIAN_HINT = '<w:rFonts w:hint="eastAsia"/>'


class Look(NamedTuple):
    """What the words of a run are part of."""

    link: bool = False
    strong: bool = False
    work: bool = False

    def in_link(self) -> Look:
        """Return the look of words in a link that stands here."""
        return Look(True, self.strong, self.work)

    def in_strong(self) -> Look:
        """Return the look of words that carry weight here."""
        return Look(self.link, True, self.work)

    def in_work(self) -> Look:
        """Return the look of a title that stands here."""
        return Look(self.link, self.strong, True)


PLAIN = Look()


@dataclass(frozen=True, slots=True, eq=False)  # one object for one way of setting: see setting_of
class Setting:
    """How words of one language and look become runs.

    `between` finds the stretches that are set otherwise than the rest, with the `others` of the two
    properties (each a whole w:rPr element); None where there are none.  `marks` are the properties of
    what does not print: the marks of a field.
    """

    between: re.Pattern[str] | None
    properties: str
    others: str
    marks: str

    def runs(self, words: str, make: Callable[[str, str], str] = kept_run) -> str:
        """Return `words` as runs, each made by `make`."""
        if self.between is None:
            return make(words, self.properties)
        in_turn = (self.properties, self.others)
        return "".join([make(piece, in_turn[n % 2]) for n, piece in enumerate(self.between.split(words))])


class Words(NamedTuple):
    """Words to be set: their look and language, and that of the paragraph that they stand in."""

    look: Look
    language: str
    around: str


class Styles(NamedTuple):
    """The character styles of the looks."""

    link: str
    strong: str
    work: str


@lru_cache(maxsize=256)
def setting_of(words: Words, styles: Styles, right_to_left: tuple[str, ...]) -> Setting:
    """Return how `words` are set; the languages `right_to_left` run so."""

    def properties(*, hint: bool = False, turned: bool = False) -> str:
        inner = "".join(_elements(words, styles, hint=hint, turned=turned))
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""

    usual = properties()
    if words.language in right_to_left:
        return Setting(_LEFT_TO_RIGHT, properties(turned=True), usual, usual)
    if is_east_asian(words.language):
        return Setting(_SHARED_MARKS, usual, properties(hint=True), usual)
    return Setting(None, usual, "", usual)


def _elements(words: Words, styles: Styles, *, hint: bool, turned: bool) -> Iterator[str]:
    """Yield run properties in schema order.  A run has one character style; the rest is set directly."""
    look, language, around = words
    look = look._replace(work=look.work and not is_east_asian(language))  # Han script is never slanted
    chosen = [style for style, on in zip(styles, look, strict=True) if on]
    if chosen:
        yield f'<w:rStyle w:val="{chosen[0]}"/>'
    if hint:
        yield _EAST_ASIAN_HINT
    if look.strong and look.link:
        yield "<w:b/><w:bCs/>"
    if look.work and (look.link or look.strong):
        yield "<w:i/><w:iCs/>"
    if turned:
        yield f'<w:rtl/><w:lang w:bidi="{word_language(language)}"/>'
    elif language != around:
        yield f'<w:lang w:{"eastAsia" if is_east_asian(language) else "val"}="{word_language(language)}"/>'
