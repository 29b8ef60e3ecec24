"""`exporter check --style`: compose every product of the chapter, and say what a native reader would mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from exporter.document.nodes import Document
from exporter.document.workbook import Workbook
from exporter.errors import Fault, Place, UsageError
from exporter.loading.places import Places
from exporter.loading.project import Loaded, load
from exporter.loading.words import Words
from exporter.locale import Edition
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.model.facts import REPORT
from exporter.model.records import StyleException
from exporter.plan.check import refuse
from exporter.plan.workshop import edition_of
from exporter.scope import CHAPTER
from exporter.style.check import Finding, distinct, findings
from exporter.style.known import known
from exporter.style.names import PRODUCT_RULES

FIRST_USE = frozenset(rule.id for rule in PRODUCT_RULES)
_NAMES = "T"  # rules of names, which `check` itself holds


def check_style(project: Path, editions: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the editions checked; raise every finding of their products as a fault of the source."""
    loaded = load(project)
    tags = tuple(editions) or loaded.chapter.report.editions
    for tag in tags:
        if tag not in loaded.chapter.report.editions:
            there = ", ".join(loaded.chapter.report.editions)
            raise UsageError(f"there is no edition '{tag}' here\n  remedy: editions are {there}")
    refuse(style_faults(loaded, tags))
    return tags


def style_faults(loaded: Loaded, tags: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for each finding that no exception covers, and for each exception that covers none."""
    chapter = loaded.chapter
    words = Words(chapter, loaded.places)
    exceptions = chapter.report.style_exceptions
    used: set[int] = set()
    for tag in tags:
        for finding in distinct(_found(chapter, edition_of(tag, chapter))):
            made_of = words.makers(finding.words, tag, finding.made_of)
            covering = {i for i, e in enumerate(exceptions) if covers(e, finding, made_of)}
            used |= covering
            if not covering:
                yield _fault(finding, words)
    yield from _unused(exceptions, used, tags, loaded)


def _found(chapter: Chapter, edition: Edition) -> Iterator[Finding]:
    names = known(chapter, edition)
    for product in products(chapter, edition):
        yield from findings(product, edition, names)


def products(chapter: Chapter, edition: Edition) -> Iterator[Document | Workbook]:
    """Yield the products of the chapter as the writers get them."""
    from exporter.compose.briefing import briefing
    from exporter.compose.factsheet import factsheet
    from exporter.compose.tracker import tracker

    yield briefing(chapter, CHAPTER, edition)
    yield factsheet(replace(chapter, overlay=()), CHAPTER, edition)
    yield tracker(chapter, edition, CHAPTER, Audience.RESTRICTED)


def covers(exception: StyleException, finding: Finding, made_of: Sequence[str]) -> bool:
    """Whether an exception allows what was found in the words that `made_of` printed."""
    if exception.rule != finding.rule or exception.edition not in (None, finding.edition):
        return False
    if exception.about is not None and exception.about not in made_of:
        return False
    return exception.words is None or _holds(finding, exception.words)


def _holds(finding: Finding, words: str) -> bool:
    """Whether `words` stand in the passage so that they take the finding in."""
    text, at = finding.printed.words, -1
    while (at := text.find(words, at + 1)) != -1:
        if at <= finding.start and finding.end <= at + len(words):
            return True
    return False


def _fault(finding: Finding, words: Words) -> Fault:
    problem = f"{finding.rule} ({finding.edition}) {finding.problem}: {finding.context}"
    # An acronym is mended where its name is referred to, whatever else where it is typed.
    find = words.maker if finding.rule in FIRST_USE else words.place
    place = find(finding.words, finding.edition, finding.made_of)
    return Fault(place, problem, f"{finding.remedy}; or declare it under 'style_exceptions:' with a reason")


def _unused(
    exceptions: Sequence[StyleException], used: set[int], tags: Sequence[str], loaded: Loaded
) -> Iterator[Fault]:
    everything = set(loaded.chapter.report.editions) <= set(tags)
    for position, exception in enumerate(exceptions):
        looked_for = everything if exception.edition is None else exception.edition in tags
        if looked_for and position not in used and not exception.rule.startswith(_NAMES):
            yield unused(exception, position, loaded.places)


def unused(exception: StyleException, position: int, places: Places) -> Fault:
    """Return the fault of an exception that nothing needs."""
    said = f" of '{exception.words}'" if exception.words else ""
    problem = f"the exception{said} from {exception.rule} covers nothing that is printed"
    place: Place = places.of(REPORT, f"style_exceptions[{position}]")
    return Fault(place, problem, "remove it, or correct its words")
