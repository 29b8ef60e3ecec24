"""What a rule of style is: an identifier, the language it belongs to, and what it looks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from exporter.style.passage import Passage, Role

EVERYWHERE: frozenset[Role] = frozenset({"sentence", "note", "heading", "caption", "cell", "label"})
SENTENCES: frozenset[Role] = frozenset({"sentence", "note"})
ANY = "*"  # a rule of every language


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: where in the passage, and what to write instead where the rule knows it."""

    start: int
    end: int
    instead: str = ""


Find: TypeAlias = Callable[[Passage], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One habit of a language.  `find` yields what breaks it in a passage.

    `id` is the number that docs/style-rules.md lists; several rules may share one.
    """

    id: str
    language: str
    problem: str
    remedy: str
    find: Find
    roles: frozenset[Role] = EVERYWHERE

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield what breaks the rule in `passage`, which may be of another language or role."""
        if self.language in (ANY, passage.language) and passage.role in self.roles:
            yield from self.find(passage)


def matching(pattern: str, instead: Callable[[re.Match[str]], str] | None = None, flags: int = 0) -> Find:
    """Return what finds a regular expression; its group `at`, if any, is the hit."""
    compiled = re.compile(pattern, flags)
    whole = "at" if "at" in compiled.groupindex else 0

    def find(passage: Passage) -> Iterator[Hit]:
        for match in compiled.finditer(passage.words):
            yield Hit(match.start(whole), match.end(whole), instead(match) if instead else "")

    return find


def each(*finders: Find) -> Find:
    """Return what finds all that `finders` find."""

    def find(passage: Passage) -> Iterator[Hit]:
        for one in finders:
            yield from one(passage)

    return find


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of any of `words`, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
