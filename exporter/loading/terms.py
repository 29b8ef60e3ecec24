"""The lock on names: what is typed that a reference should print, and what is typed wrongly.

T1  a known name is typed: a fault in paragraphs and captions, elsewhere a note; titles and topics are names
T2  a form that the glossary avoids, a former name, a name without its quotation marks
T3  nearly a known name: a word misspelt, another kind of body, another transliteration
T4  an acronym of several bodies, standing alone
T5  a term of the glossary in one edition's prose, and not its word in the other's: a note
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exporter.errors import Fault, Place
from exporter.loading.names import Name, names_of, shared_acronyms, unquoted
from exporter.loading.near import near_names
from exporter.loading.places import Places
from exporter.loading.prose_texts import Typed, typed
from exporter.model.chapter import Chapter
from exporter.model.facts import REPORT
from exporter.model.records import StyleException

RULES = ("T1", "T2", "T3", "T4", "T5")
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]")


@dataclass(frozen=True, slots=True)
class Slip:
    """A name typed where it should not be: which rule, which words, of which record, and a remedy."""

    rule: str
    edition: str
    words: str
    owner: str
    place: Place
    problem: str
    remedy: str
    is_fault: bool = True

    def fault(self) -> Fault:
        """Return what is reported."""
        problem = f"{self.rule} ({self.edition}) {self.problem}"
        return Fault(self.place, problem, self.remedy)


def check_names(chapter: Chapter, places: Places) -> tuple[list[Fault], list[Fault]]:
    """Return the faults and the notes of the names typed in `chapter`, but for its declared exceptions."""
    exceptions = chapter.report.style_exceptions
    used: set[int] = set()
    faults: list[Fault] = []
    notes: list[Fault] = []
    for slip in slips(chapter):
        covering = {i for i, exception in enumerate(exceptions) if _covers(exception, slip)}
        used |= covering
        if not covering:
            (faults if slip.is_fault else notes).append(slip.fault())
    faults += _unused(exceptions, used, places)
    return faults, notes


def slips(chapter: Chapter) -> Iterator[Slip]:
    """Yield every name typed wrongly, or typed at all where a reference should print it."""
    for edition in chapter.report.editions:
        yield from _Lock(chapter, edition).slips()
    yield from _otherwise(chapter)


def _otherwise(chapter: Chapter) -> Iterator[Slip]:
    """Yield the terms of the first edition that another says in words which the glossary does not have."""
    first, *others = chapter.report.editions
    if not others or not chapter.glossary:
        return
    words = typed(chapter, first)
    forms = {form: term for term in chapter.glossary for form in _forms(term.term[first])}
    for form, places in words.occurrences(forms).items():
        for at in places:
            source, term = words.source(at), forms[form]
            for edition in others if not source.is_name else ():
                if term.term[edition] not in source.message.raw(edition):
                    problem = f"'{form}' of the {first} text is not said '{term.term[edition]}'"
                    remedy = f"write '{term.term[edition]}', or correct the glossary"
                    place = source.message.place(edition)
                    yield Slip("T5", edition, form, source.owner, place, problem, remedy, is_fault=False)


def _forms(term: str) -> Iterator[str]:
    """A term as it stands within a sentence and at its beginning."""
    yield term
    yield term[:1].upper() + term[1:]


def _covers(exception: StyleException, slip: Slip) -> bool:
    return (
        exception.rule == slip.rule
        and exception.edition in (None, slip.edition)
        and exception.about in (None, slip.owner)
        and (exception.words is None or slip.words in exception.words)
    )


def _unused(exceptions: Sequence[StyleException], used: set[int], places: Places) -> Iterator[Fault]:
    for position, exception in enumerate(exceptions):
        if exception.rule in RULES and position not in used:
            said = f" of '{exception.words}'" if exception.words else ""
            problem = f"the exception{said} from {exception.rule} covers nothing that is typed"
            place = places.of(REPORT, f"style_exceptions[{position}]")
            yield Fault(place, problem, "remove it, or correct its words")


class _Lock:
    """Looks through the typed words of one edition.  What a rule has claimed, later ones leave alone."""

    def __init__(self, chapter: Chapter, edition: str) -> None:
        self._chapter, self._edition = chapter, edition
        self._typed: Typed = typed(chapter, edition)
        self._names = names_of(chapter, edition)
        self._claimed = bytearray(len(self._typed.words))

    def slips(self) -> Iterator[Slip]:
        yield from self._avoided()
        yield from self._known()
        yield from self._shared()
        yield from self._near()

    def _slip(self, rule: str, at: int, words: str, problem: str, remedy: str) -> Slip:
        self._claim(at, words)
        owner, place = self._typed.source(at).owner, self._typed.place(at)
        return Slip(rule, self._edition, words, owner, place, problem, remedy)

    def _claim(self, at: int, words: str) -> None:
        self._claimed[at : at + len(words)] = b"\1" * len(words)

    def _free(self, words: str, places: Sequence[int]) -> Iterator[int]:
        """Yield where `words` stand as words of their own, and nothing else was found."""
        for at in places:
            end = at + len(words)
            if self._claimed.find(1, at, end) == -1 and self._is_whole(at, end):
                yield at

    def _is_whole(self, at: int, end: int) -> bool:
        text = self._typed.words
        before, after = text[max(0, at - 1) : at], text[end : end + 1]
        joined_before = bool(_WORD.match(text[at]) and before and _WORD.match(before))
        return not joined_before and not bool(_WORD.match(text[end - 1]) and after and _WORD.match(after))

    # -- T2 ----------------------------------------------------------------------------------------

    def _avoided(self) -> Iterator[Slip]:
        forms = {words: (reason, remedy) for words, reason, remedy in self._wrong_forms()}
        found = self._typed.occurrences(forms)
        for words, (reason, remedy) in forms.items():
            for at in self._free(words, found[words]):
                if not self._belongs(at, at + len(words)):
                    because = f": {reason}" if reason else ""
                    yield self._slip("T2", at, words, f"'{words}' is not to be written{because}", remedy)

    def _wrong_forms(self) -> Iterator[tuple[str, str, str]]:
        edition = self._edition
        for term in self._chapter.glossary:
            right = f"write {{@{term.record}}}" if term.record else f"write '{term.term[edition]}'"
            for form in term.avoid:
                if form.edition == edition:
                    yield form.words, form.reason or "", right
        for organization in self._chapter.organizations:
            for former in organization.former_names:
                until = f" until {former.until}" if former.until else ""
                reason = f"it was the name of '{organization.id}'{until}"
                yield former.name[edition], reason, f"write {{@{organization.id}}}"
        for name in self._names.values():
            if name.kind == "body" and unquoted(name.words) != name.words:
                yield unquoted(name.words), "the name lost its quotation marks", f"write {name.reference}"

    def _belongs(self, at: int, end: int) -> bool:
        """Whether a wrong form is part of a right name: 中国知识产权局 of 中国知识产权局联络会."""
        text = self._typed.words
        held = text[at:end]
        for words in self._names:
            offset = words.find(held)
            if offset != -1 and text.startswith(words, max(0, at - offset)):
                return True
        return False

    # -- T1, T4 ------------------------------------------------------------------------------------

    def _known(self) -> Iterator[Slip]:
        """Known names, the longest first: what stands in a longer one is not looked for again."""
        found = self._typed.occurrences(self._names)
        for name in sorted(self._names.values(), key=lambda name: len(name.words), reverse=True):
            for at in self._free(name.words, found[name.words]):
                source = self._typed.source(at)
                if source.is_name:
                    self._claim(at, name.words)
                    continue
                reference = name.reference if source.is_prose else _in_short(name)
                problem = f"'{name.words}' is typed; a name comes from its record"
                slip = self._slip("T1", at, name.words, problem, f"write {reference}")
                yield replace(slip, is_fault=source.is_prose)

    def _shared(self) -> Iterator[Slip]:
        text, shared = self._typed.words, shared_acronyms(self._chapter)
        found = self._typed.occurrences(shared)
        for acronym in sorted(shared):
            for at in self._free(acronym, found[acronym]):
                if text[at - 1 : at] not in ("(", "（"):
                    problem = f"'{acronym}' stands for several bodies, and never alone"
                    yield self._slip("T4", at, acronym, problem, "refer to the one meant: {@id}")

    # -- T3 ----------------------------------------------------------------------------------------

    def _near(self) -> Iterator[Slip]:
        for at, words, name in near_names(self._typed, self._names):
            free = self._claimed.find(1, at, at + len(words)) == -1
            if free and not self._typed.source(at).printed_title:
                problem = f"'{words}' is nearly the name '{name.words}'"
                remedy = f"write {name.reference}; if it is another's name, add its record"
                yield self._slip("T3", at, words, problem, remedy)


def _in_short(name: Name) -> str:
    """The reference for a record's own text, which names bodies in short throughout."""
    if name.kind == "title":
        return name.reference
    return name.reference.replace("}", ":name}" if name.kind == "person" else ":short}")
