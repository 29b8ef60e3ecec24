"""The acronyms that a product prints, with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from exporter.document.nodes import Block, Chart, Paragraph, Table, plain, text
from exporter.document.passes import passages
from exporter.locale import Edition
from exporter.model.chapter import Chapter
from exporter.model.records import Group, Organization

EXPLAINED = "abbreviations-used"  # the anchor of the note; each edition has its own acronyms, or none
_TABLE = "t-abbreviations"
_BRACKETED = re.compile(r"[(（]([A-Z][A-Z0-9&]*[A-Z0-9])s?[)）]")
# What stands before it is looked at behind its first letter: a search begins with capitals then, and is fast.
_ACRONYM = re.compile(r"[A-Z](?<![A-Za-z0-9&–-].)[A-Z0-9&]*[A-Z0-9](?=s?(?![A-Za-z0-9&–-]))")


def abbreviations(
    words: Iterable[str], chapter: Chapter, edition: Edition, explained: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """Return (acronym, name) of what `words` hold, in alphabetical order.

    Left out is what needs no telling: our own office, which every cover names in full; an acronym that is
    part of a longer name, or shared by several bodies, for it never stands alone; and what is `explained`.
    """
    said = "\n".join(words)
    printed = set(_ACRONYM.findall(said)).difference(explained)
    names = {acronym: name for acronym, name in _known(chapter, edition).items() if acronym in printed}
    for longer in _longer(chapter, edition, names):
        said = said.replace(longer, " ")
    return [(acronym, names[acronym]) for acronym in sorted(names.keys() & _ACRONYM.findall(said))]


def _known(chapter: Chapter, edition: Edition) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for agent in _agents(chapter):
        if agent.acronym and agent.id != chapter.report.office:
            found.setdefault(agent.acronym, set()).add(agent.name[edition.tag])
    for term in (chapter.whole or chapter).glossary:
        if term.acronym:
            found.setdefault(term.acronym, set()).add(term.term[edition.tag])
    for acronym, name in edition.acronyms().items():
        found.setdefault(acronym, {name})
    single = {acronym: names.pop() for acronym, names in found.items() if len(names) == 1}
    return {acronym: name for acronym, name in single.items() if acronym not in name}


def _longer(chapter: Chapter, edition: Edition, acronyms: Mapping[str, str]) -> list[str]:
    """Return names of several words that hold one of `acronyms`, "Thai DIP"; the longest first."""
    called = {words[edition.tag] for a in _agents(chapter) for words in (a.name, a.short) if words}
    several = (name for name in called if " " in name and any(acronym in name for acronym in acronyms))
    holding = (name for name in several if not acronyms.keys().isdisjoint(_ACRONYM.findall(name)))
    return sorted(holding, key=lambda name: (-len(name), name))


def _agents(chapter: Chapter) -> tuple[Organization | Group, ...]:
    whole = chapter.whole or chapter
    return (*whole.organizations, *whole.groups)


def explained(blocks: Sequence[Block], chapter: Chapter, edition: Edition) -> tuple[Block, ...]:
    """Return `blocks` with a note on the acronyms that they print and nowhere expand.

    It stands below the table of abbreviations, or where there is none, at the end.
    """
    tables = (n for n, block in enumerate(blocks, 1) if isinstance(block, Table) and block.anchor == _TABLE)
    at = next(tables, len(blocks))
    return (*blocks[:at], *_unexplained(blocks, chapter, edition), *blocks[at:])


def _unexplained(blocks: Sequence[Block], chapter: Chapter, edition: Edition) -> Iterator[Block]:
    words = tuple(words_of(blocks))
    told = set(_BRACKETED.findall("\n".join(words)))
    tables = (block for block in blocks if isinstance(block, Table) and block.anchor == _TABLE)
    told |= {plain(row[0].inlines) for table in tables for row in table.rows}
    found = abbreviations(words, chapter, edition, told)
    if found:
        said = (edition.text("frame", "{acronym}: {name}", acronym=a, name=name) for a, name in found)
        listed = edition.text("list", "; ").join(said)
        said_so = edition.text("frame", "Abbreviations: {listed}", listed=listed)
        yield Paragraph(text(said_so), role="note", anchor=EXPLAINED)


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what `blocks` print, the labels of charts too."""
    for block in blocks:
        yield from map(plain, passages(block))
        if isinstance(block, Chart):
            yield from (bar.label for bar in block.bars)
