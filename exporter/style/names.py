"""Rules about names and acronyms, which need to know the registry's names.

Most look at one passage.  Those on first use look at a whole product, in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter.style.known import Known
from exporter.style.passage import Passage
from exporter.style.rule import Find, Hit, Rule, matching, one_of

# Words that begin a post of somebody at the head of a body, or near it.
ROLES: Mapping[str, tuple[str, ...]] = {
    "zh": ("总干事", "副总干事", "局长", "副局长", "总司长", "厅长", "执行局长", "署长", "总裁", "秘书长"),
    "en": ("Director General", "Deputy Director General", "President", "Vice-President", "Commissioner",
           "Executive Director", "Comptroller General", "Secretary-General", "Chief Executive"),
}  # fmt: skip
# Not in a compound: "CNIPA–JPO Heads Meeting" is the name of something else.
_ACRONYM = re.compile(r"(?<![\w&–-])(?P<at>[A-Z][A-Z&]*[A-Z])(?P<plural>s?)(?![\w&–-])", re.ASCII)
_TOO_LONG = 60  # as far as an expansion may stand before its acronym


def name_rules(known: Known, language: str) -> tuple[Rule, ...]:
    """Return the rules of one passage that know the names of `known`."""
    found = [
        Rule("Z24" if language == "zh" else "E9", language, "a post is not the one that the body has",
             "take the title from the registry: {@person:introduced}", _foreign_posts(known, language)),
        Rule("Z23" if language == "zh" else "E8", language, "an acronym of several bodies stands alone",
             "write the name, or the short name that tells them apart", _alone(known)),
        *_quoted_rules(known, language),
    ]  # fmt: skip
    if language == "zh" and known.home is not None:
        found.append(_home_rule(known.home, known))
    if language == "en":
        found += _agreement_rules(known.nouns)
        found += _capital_rules(known.people)
    return tuple(found)


# -- one passage -----------------------------------------------------------------------------------


def _foreign_posts(known: Known, language: str) -> Find:
    """A role typed beside a body whose registered posts are called otherwise."""
    roles = ROLES.get(language, ())
    head = re.compile(rf"^{one_of(roles)}" if language == "zh" else rf"{one_of(roles)} of (?:the )?$")

    def find(passage: Passage) -> Iterator[Hit]:
        for span in passage.spans:
            titles = known.posts.get(span.record or "")
            if titles is None or not roles:
                continue
            if language == "zh":
                match = head.match(passage.words[span.end :])
                at = span.end
            else:
                match = head.search(passage.words[: span.start])
                at = match.start() if match else 0
            if match is None:
                continue
            role = (
                match.group().removesuffix("the ").removesuffix(" of ") if language == "en" else match.group()
            )
            if not any(role in title for title in titles):
                yield Hit(at, at + len(role), ", ".join(sorted(titles)))

    return find


def _alone(known: Known) -> Find:
    """An acronym of several bodies that no name of one of them holds."""
    shared = known.shared
    if not shared:
        return lambda _: iter(())
    pattern = re.compile(rf"(?<![\w-]){one_of(shared)}(?![\w-])", re.ASCII)
    longer = tuple(name for name in known.names if pattern.search(name))

    def find(passage: Passage) -> Iterator[Hit]:
        for match in pattern.finditer(passage.words):
            names = _names(known, match.group())
            if _within(passage.words, match, longer) or _expanded(passage, match, names):
                continue
            yield Hit(match.start(), match.end())

    return find


def _names(known: Known, acronym: str) -> tuple[str, ...]:
    """Every name that an acronym may stand behind; nothing for one that the registry does not know."""
    return tuple(name for body in known.expansions.get(acronym, ()) for name in body)


def _within(words: str, match: re.Match[str], names: Iterable[str]) -> bool:
    """Whether a match stands inside one of `names`."""
    for name in names:
        at = words.find(name, max(0, match.end() - len(name)))
        if at != -1 and at <= match.start() and match.end() <= at + len(name):
            return True
    return False


def _expanded(passage: Passage, match: re.Match[str], names: Iterable[str]) -> bool:
    """Whether the full name stands beside an acronym: before its bracket, or in the same row."""
    before = passage.words[: match.start()]
    if before.endswith(("(", "（")):
        return any(before[:-1].rstrip().endswith(name) for name in names)
    return any(name in cell for cell in passage.beside for name in names)


_MARKS = re.compile("[“”‘’]")


def _quoted_rules(known: Known, language: str) -> Iterator[Rule]:
    """A name that bears quotation marks never loses them."""
    for names in known.bodies.values():
        for name in names:
            bare = _MARKS.sub("", name)
            if bare != name:
                yield Rule(
                    "Z25" if language == "zh" else "E10",
                    language,
                    "a name lost its quotation marks",
                    f"write {name}",
                    matching(f"(?<![“‘]){re.escape(bare)}|{re.escape(bare)}(?![”’])"),
                )


def _home_rule(home: tuple[str, str], known: Known) -> Rule:
    """Our own office is named one way: without its country, but inside longer names."""
    longer = tuple(name for name in known.names if home[0] in name)
    pattern = re.compile(re.escape(home[0]))

    def find(passage: Passage) -> Iterator[Hit]:
        for match in pattern.finditer(passage.words):
            if not _within(passage.words, match, longer):
                yield Hit(match.start(), match.end(), home[1])

    return Rule("Z25", "zh", "our own office is named with its country", "leave the country out", find)


def _agreement_rules(nouns: Sequence[tuple[str, str]]) -> Iterator[Rule]:
    """One project, 0 projects."""
    if not nouns:
        return
    singles, plurals = (one_of(words) for words in zip(*nouns, strict=True))
    many = r"(?:0|[2-9]|\d[\d,]+|two|three|four|five|six|seven|eight|nine)"
    yield Rule("E7", "en", "a noun does not agree with its number", "let the count print its noun",
               matching(rf"(?<![\w.,-])(?:1|one|One) {plurals}(?!\w)"
                        rf"|(?<![\w.,-]){many} {singles}(?![\w-]| \w+s\b)"))  # fmt: skip


def _capital_rules(people: Sequence[str]) -> Iterator[Rule]:
    """A family name in capitals, or put where the source does not have it."""
    changed = {_reversed(name) for name in people if name.count(" ") == 1} - set(people)
    if changed:
        yield Rule("E9", "en", "a person's names stand in another order", "refer to the person: {@id}",
                   matching(rf"\b{one_of(changed)}\b"))  # fmt: skip
    capitals = {" ".join([*parts[:i], parts[i].upper(), *parts[i + 1 :]]) for name in people
                for parts in (name.split(),) for i in range(len(parts))} - set(people)  # fmt: skip
    if capitals:
        yield Rule("E9", "en", "a person's name stands in capitals", "refer to the person: {@id}",
                   matching(rf"\b{one_of(capitals)}\b"))  # fmt: skip


def _reversed(name: str) -> str:
    return " ".join(reversed(name.split(" ")))


# -- a whole product -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProductRule:
    """A habit that shows only over a whole product."""

    id: str
    language: str
    problem: str
    remedy: str
    find: Callable[[Sequence[Passage], Known], Iterator[tuple[Passage, Hit]]]


def _first_uses(passages: Sequence[Passage], known: Known) -> Iterator[tuple[Passage, Hit]]:
    """Each acronym's first use that no expansion goes before.

    In the report's own prose the expansion stands at the first use.  An acronym of tables, of sentences that
    a product makes itself, and of an excerpt may be expanded anywhere in the product: in a table of
    abbreviations.  Labels are words of the form, not of the report.
    """
    expanded = _expansions(passages, known)
    seen: set[str] = set()
    for of_text in (True, False):
        for order, passage in enumerate(passages):
            prose = passage.role == "sentence" and bool(passage.anchor)
            if passage.role == "label" or prose is not of_text:
                continue
            for match in _uses(passage, known):
                acronym = match["at"]
                if acronym in seen:
                    continue
                seen.add(acronym)
                first = expanded.get(acronym)
                strict = prose and not known.excerpt
                if first is None or (strict and first > (order, match.end())):
                    yield passage, Hit(match.start("at"), match.end("at"))


def _uses(passage: Passage, known: Known) -> Iterator[re.Match[str]]:
    for match in _ACRONYM.finditer(passage.words):
        common = match["at"] in _COMMON or _ROMAN.fullmatch(match["at"])
        if not common and not _within(passage.words, match, known.names):
            yield match


# Nobody needs them expanded; general dictionaries list them as words.
_COMMON = frozenset({"CEO", "COVID", "ID", "ISO", "PDF", "RMB", "ST", "UK", "UN", "US"})
_ROMAN = re.compile("[IVXLC]+")


def _expansions(passages: Sequence[Passage], known: Known) -> dict[str, tuple[int, int]]:
    """Acronym → where its expansion stands first: the passage's position, and the end of the acronym.

    An expansion in a table counts as late as the table stands.
    """
    found: dict[str, tuple[int, int]] = {}
    for order, passage in enumerate(passages):
        for match in _ACRONYM.finditer(passage.words):
            if _is_expansion(passage, match, _names(known, match["at"])):
                found.setdefault(match["at"], (order, match.end()))
    return found


def _is_expansion(passage: Passage, match: re.Match[str], names: Sequence[str]) -> bool:
    """Whether an acronym stands in brackets behind its name, or alone in a cell beside it."""
    before, after = passage.words[: match.start()], passage.words[match.end() :]
    bracket = _OPENED.search(before)
    if bracket and _CLOSED.match(after):
        opened = before[: bracket.start()].lower()
        return not names or any(name.lower() in opened[-_TOO_LONG - len(name) :] for name in names)
    if after.startswith((" (", "（", ": ", "：")):
        return any(after[1:].lstrip("( ").startswith(name) for name in names)
    alone = passage.words == match.group()
    return alone and any(name in cell for cell in passage.beside for name in names or passage.beside)


_OPENED = re.compile(r"[(（](?:[A-Z]+/)*$")  # NET/AI are two, expanded in one bracket
_CLOSED = re.compile(r"(?:/[A-Z]+)*[)）]")


PRODUCT_RULES: tuple[ProductRule, ...] = (
    ProductRule("E8", "en", "an acronym is not expanded at its first use",
                "let the name print in full where it stands first: {@id:full}, or words (ACRONYM)",
                _first_uses),
    ProductRule("Z23", "zh", "an acronym is not expanded at its first use",
                "let the name print in full where it stands first: {@id:full}, or 全称（缩略语）",
                _first_uses),
)  # fmt: skip

__all__ = ["PRODUCT_RULES", "ProductRule", "name_rules"]
