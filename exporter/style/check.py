"""Passages → findings: which rule, which words, where they are printed, what made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from exporter.document.nodes import Document
from exporter.document.workbook import Workbook
from exporter.locale import Edition, say_list
from exporter.style import chinese, english
from exporter.style.known import Known
from exporter.style.names import PRODUCT_RULES, name_rules
from exporter.style.passage import Passage
from exporter.style.printed import printed
from exporter.style.rule import Hit, Rule
from exporter.style.sheets import sheet_findings

_BESIDE = 3  # characters that tell a mark from the same mark elsewhere


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a native reader would mind.

    `printed` is the whole passage, of which `start` to `end` break the rule; `made_of` are the ids of what
    printed them, the closest first, and `anchor` is what they stand in.
    """

    rule: str
    edition: str
    printed: Passage
    start: int
    end: int
    problem: str
    remedy: str

    @property
    def words(self) -> str:
        """The words that break the rule."""
        return self.printed.words[self.start : self.end]

    @property
    def around(self) -> str:
        """The words that break the rule, with a few characters on both sides."""
        return self.printed.words[max(0, self.start - _BESIDE) : self.end + _BESIDE]

    @property
    def context(self) -> str:
        """The words around them, which stand between ⟦ and ⟧."""
        return self.printed.context(self.start, self.end)

    @property
    def made_of(self) -> tuple[str, ...]:
        """The ids of the records and paragraphs that printed them, the closest first."""
        ids = (trace.partition(".")[0] for trace in self.traces)
        return tuple(dict.fromkeys((*ids, *filter(None, (self.printed.anchor,)))))

    @property
    def traces(self) -> tuple[str, ...]:
        """The fields that printed them: "mou-epo.signed", or a record's id alone."""
        return tuple(dict.fromkeys(self.printed.records(self.start, self.end)))


def rules_for(edition: Edition, known: Known) -> tuple[Rule, ...]:
    """Return the rules of one passage for an edition; a language without rules of its own has none."""
    language = edition.language_tag.partition("-")[0]
    return (*chinese.RULES, *english.RULES, *_house_rules(edition), *name_rules(known, language))


def _house_rules(edition: Edition) -> Iterator[Rule]:
    """Rules that follow the edition's own style: its order of dates, its last comma."""
    if edition.language_tag.partition("-")[0] == "en":
        day_first = not edition.style.babel.endswith("US")
        yield english.DAY_FIRST if day_first else english.MONTH_FIRST
        serial = ", and" in say_list(["A", "B", "C"], edition)
        yield english.SERIAL_COMMA if serial else english.NO_SERIAL_COMMA


def findings(product: Document | Workbook, edition: Edition, known: Known) -> Iterator[Finding]:
    """Yield what breaks the rules in a product, in reading order, then what shows over the whole of it."""
    labels = _labels(edition)
    passages = tuple(_labelled(passage, labels) for passage in printed(product))
    yield from passage_findings(passages, edition, known)
    if isinstance(product, Workbook):
        for found in sheet_findings(product):
            stated = Passage(found.words, "", "cell", anchor=found.where)
            yield Finding(found.rule, edition.tag, stated, 0, len(found.words), found.problem, found.remedy)


@cache
def _labels(edition: Edition) -> frozenset[str]:
    """The words that the products have of themselves, as they begin a cell or not."""
    words = {form for forms in edition.catalogue.messages.values() for form in forms}
    return frozenset(words | {word[:1].upper() + word[1:] for word in words})


def _labelled(passage: Passage, labels: frozenset[str]) -> Passage:
    """Return a cell that holds a word of the form alone as what it is: a label."""
    return replace(passage, role="label") if passage.role == "cell" and passage.words in labels else passage


def passage_findings(passages: Sequence[Passage], edition: Edition, known: Known) -> Iterator[Finding]:
    """Yield what breaks the rules in passages that stand one after another."""
    rules = rules_for(edition, known)
    for passage in passages:
        for rule in rules:
            for hit in rule.hits(passage):
                yield _finding(rule.id, rule.problem, rule.remedy, passage, hit, edition)
    language = edition.language_tag.partition("-")[0]
    spoken = [passage for passage in passages if passage.language == language]
    for whole in PRODUCT_RULES:
        if whole.language == language:
            for passage, hit in whole.find(spoken, known):
                yield _finding(whole.id, whole.problem, whole.remedy, passage, hit, edition)


def _finding(rule: str, problem: str, remedy: str, passage: Passage, hit: Hit, edition: Edition) -> Finding:
    said = f"{remedy} ({hit.instead})" if hit.instead else remedy
    return Finding(rule, edition.tag, passage, hit.start, hit.end, problem, said)


def distinct(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings once where several products print the same words of the same record."""
    seen: set[tuple[str, str, str]] = set()
    for finding in found:
        key = (finding.rule, finding.edition, finding.context)
        if key not in seen:
            seen.add(key)
            yield finding
