"""The acronyms that a product prints, with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.document.nodes import Block, Chart, Inline, plain
from exporter.document.passes import mapped
from exporter.locale import Edition
from exporter.model.chapter import Chapter
from exporter.model.records import Group, Organization

_ACRONYM = re.compile(r"(?<![A-Za-z0-9&–-])[A-Z][A-Z0-9&]*[A-Z0-9](?=s?(?![A-Za-z0-9&–-]))")


def abbreviations(words: Iterable[str], chapter: Chapter, edition: Edition) -> list[tuple[str, str]]:
    """Return (acronym, name) of what `words` hold, in alphabetical order.

    An acronym of several bodies never stands alone, and one that is a name needs no other: both are left out.
    """
    names = _known(chapter, edition)
    used = {acronym for said in words for acronym in _ACRONYM.findall(said)}
    return [(acronym, names[acronym]) for acronym in sorted(used) if acronym in names]


def _known(chapter: Chapter, edition: Edition) -> dict[str, str]:
    whole, tag = chapter.whole or chapter, edition.tag
    found: dict[str, set[str]] = {}
    agents: tuple[Organization | Group, ...] = (*whole.organizations, *whole.groups)
    for agent in agents:
        if agent.acronym:
            found.setdefault(agent.acronym, set()).add(agent.name[tag])
    for term in whole.glossary:
        if term.acronym:
            found.setdefault(term.acronym, set()).add(term.term[tag])
    single = {acronym: names.pop() for acronym, names in found.items() if len(names) == 1}
    return {acronym: name for acronym, name in single.items() if acronym not in name}


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what `blocks` print, the labels of charts too."""
    said: list[str] = []

    def collect(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        said.append(plain(inlines))
        return inlines

    for block in blocks:
        mapped(block, collect)
        if isinstance(block, Chart):
            said += [bar.label for bar in block.bars]
    return iter(said)
