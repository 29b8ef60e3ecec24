"""`exporter check --style`: compose every product of the chapter, and say what a native reader would mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from exporter.errors import Fault, Place, SourceError, UsageError
from exporter.loading.chapters import chosen
from exporter.loading.places import Places
from exporter.loading.project import Loaded, load
from exporter.loading.words import Words
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.model.facts import REPORT
from exporter.model.records import StyleException
from exporter.plan.check import refuse
from exporter.plan.editions import edition_faults
from exporter.plan.jobs import PRODUCTS, Job
from exporter.plan.workshop import Workshop, edition_of
from exporter.scope import CHAPTER, Scope, parse_scope
from exporter.style.check import Finding, distinct, findings
from exporter.style.known import known
from exporter.style.names import PRODUCT_RULES

FIRST_USE = frozenset(rule.id for rule in PRODUCT_RULES)
WHOLE = "chapter"
_NAMES = "T"  # rules of names, which `check` itself holds


def check_style(
    project: Path,
    editions: Sequence[str] = (),
    scopes: Sequence[str] = (WHOLE,),
    chapters: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return the editions checked; raise every finding of their products as a fault of the source.

    Of an archive, all chapters are read unless some are named.
    """
    tags: dict[str, None] = {}
    faults: list[Fault] = []
    for name in chosen(project, chapters):
        try:
            tags |= dict.fromkeys(_check_chapter(project, name, editions, scopes))
        except SourceError as error:
            faults += error.faults
    refuse(faults)
    return tuple(tags)


def _check_chapter(
    project: Path, name: str | None, editions: Sequence[str], scopes: Sequence[str]
) -> tuple[str, ...]:
    loaded = load(project, name)
    tags = tuple(editions) or loaded.chapter.report.editions
    for tag in tags:
        if tag not in loaded.chapter.report.editions:
            there = ", ".join(loaded.chapter.report.editions)
            raise UsageError(f"there is no edition '{tag}' here\n  remedy: editions are {there}")
    refuse(edition_faults(loaded.chapter, loaded.places))
    refuse(style_faults(project, loaded, tags, scopes))
    return tuple(tags)


def style_faults(
    project: Path, loaded: Loaded, tags: Sequence[str], scopes: Sequence[str] = (WHOLE,)
) -> Iterator[Fault]:
    """Yield a fault for each finding that no exception covers, and for each exception that covers none."""
    chapter = loaded.chapter
    words = Words(chapter, loaded.places)
    exceptions = chapter.report.style_exceptions
    used: set[int] = set()
    jobs = [
        Job(scope, tag, product) for scope in _scopes(chapter, scopes) for tag in tags for product in PRODUCTS
    ]
    for finding in distinct(_found(project, chapter, jobs)):
        made_of = words.makers(finding.words, finding.edition, finding.made_of)
        covering = {i for i, e in enumerate(exceptions) if covers(e, finding, made_of)}
        used |= covering
        if not covering:
            yield _fault(finding, words)
    if WHOLE in scopes:
        yield from _unused(exceptions, used, tags, loaded)


def _scopes(chapter: Chapter, texts: Sequence[str]) -> tuple[Scope, ...]:
    return tuple(dict.fromkeys(scope for text in texts for scope in parse_scope(text, chapter)))


def _found(project: Path, chapter: Chapter, jobs: Sequence[Job]) -> Iterator[Finding]:
    """Yield the findings in what the writers would get, for those who may read everything."""
    workshop = Workshop(project, chapter, Audience.RESTRICTED, lambda _: None)
    for job in jobs:
        edition = edition_of(job.edition, chapter)
        names = known(chapter, edition, excerpt=job.scope != CHAPTER)
        yield from findings(workshop.compose(job).tree, edition, names)


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
    found, tag, made_of = finding.words, finding.edition, finding.made_of
    if finding.rule in FIRST_USE:  # an acronym is mended where its name is referred to
        place = words.maker(found, tag, made_of)
    else:
        place = words.place(found, tag, made_of, finding.traces, finding.around)
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
