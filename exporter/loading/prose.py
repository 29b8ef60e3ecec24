"""Do the editions of a text say the same, and do all their facts come from records?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.errors import Fault
from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.facts import FactKind, fact
from exporter.model.records import Paragraph
from exporter.model.text import Message, Slot
from exporter.model.walk import messages_in

# Kinds whose order carries meaning: swapping two of them changes what the text says.
_VALUES: frozenset[FactKind] = frozenset({"date", "academic_year", "ordinal", "figure", "duration"})

_HAN = re.compile(r"[\u3400-\u9fff]")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million"
)
_ENGLISH = re.compile(r"[A-Za-z]{3,} [A-Za-z]{3,} [A-Za-z]{3,}")
_BARE_ANY = re.compile(r"[0-9０-９]+(?:[.,:/-][0-9]+)*%?")
_BARE_EN = re.compile(rf"\b(?:{_MONTHS})\b|(?<![\w-])(?:{_NUMBER_WORDS})(?![\w-])")
_COUNTERS = "个名家项届次份场批国位所种类款件条篇部年月日局方天周岁人"
_BARE_ZH = re.compile(
    rf"第?[一二三四五六七八九十百千万两]*[二三四五六七八九十百千万两][余多]?[{_COUNTERS}]|第一[{_COUNTERS}]"
)


def prose_faults(chapter: Chapter) -> Iterator[Fault]:
    """Yield every fault of the chapter's prose: parity, order, bare facts, wrong language."""
    allowed = [exception.text for exception in chapter.report.prose_exceptions]
    for paragraph in chapter.paragraphs:
        yield from _paragraph_faults(chapter, paragraph, allowed)
    for record in chapter.records.values():
        yield from _record_faults(record, allowed)


def _paragraph_faults(chapter: Chapter, paragraph: Paragraph, allowed: list[str]) -> Iterator[Fault]:
    exceptions = [*allowed, *(exception.text for exception in paragraph.exceptions)]
    yield from _text_faults(paragraph.text, exceptions)
    if paragraph.reordered is None:
        yield from _order_faults(chapter, paragraph.text)


def _record_faults(record: AnyRecord, allowed: list[str]) -> Iterator[Fault]:
    """Titles and topics may hold digits and Latin names: they are facts themselves."""
    for path, message in messages_in(record):
        if path == "caption":
            yield from _text_faults(message, allowed)
        elif path == "title" or path.startswith("topics"):
            yield from _parity_faults(message)
        else:
            yield from _parity_faults(message)
            yield from _language_faults(message, allowed)


def _text_faults(message: Message, allowed: list[str]) -> Iterator[Fault]:
    yield from _parity_faults(message)
    yield from _language_faults(message, allowed)
    for edition in message.parts:
        yield from _bare_faults(message, edition, allowed)


def _parity_faults(message: Message) -> Iterator[Fault]:
    first, *others = message.parts
    facts = _facts(message, first)
    for edition in others:
        here = _facts(message, edition)
        for missing in sorted(facts - here):
            yield Fault(
                message.place(edition),
                f"the {edition} text lacks {{{missing}}}, which the {first} text has",
                "refer to it here too, or remove it there",
            )
        for added in sorted(here - facts):
            yield Fault(
                message.place(edition),
                f"the {edition} text has {{{added}}}, which the {first} text lacks",
                "refer to it there too, or remove it here",
            )


def _facts(message: Message, edition: str) -> set[str]:
    return {slot.fact for slot in message.slots(edition)}


def _order_faults(chapter: Chapter, message: Message) -> Iterator[Fault]:
    first, *others = message.parts
    order = _values(chapter, message.slots(first))
    for edition in others:
        here = _values(chapter, message.slots(edition))
        if here != order and set(here) == set(order):
            swapped = next(f"{{{a}}} and {{{b}}}" for a, b in zip(order, here, strict=True) if a != b)
            yield Fault(
                message.place(edition),
                f"{edition} and {first} print their facts in different order: {swapped}",
                "exchange them if they were mixed up; else say why in 'reordered:' of the paragraph",
            )


def _values(chapter: Chapter, slots: Iterable[Slot]) -> list[str]:
    """The facts whose order counts, each at its first mention."""
    return list(dict.fromkeys(s.fact for s in slots if not s.is_name and fact(chapter, s).kind in _VALUES))


def _bare_faults(message: Message, edition: str, allowed: list[str]) -> Iterator[Fault]:
    patterns = [
        _BARE_ANY,
        *([_BARE_EN] if edition.startswith("en") else []),
        *([_BARE_ZH] if edition.startswith("zh") else []),
    ]
    for words in _words(message, edition, allowed):
        for bare in dict.fromkeys(found.group() for pattern in patterns for found in pattern.finditer(words)):
            yield Fault(
                message.place(edition),
                f"'{bare}' stands bare in the {edition} text",
                "put the fact into a record and refer to it; or declare it under 'exceptions:' with a reason",
            )


def _words(message: Message, edition: str, allowed: list[str]) -> Iterator[str]:
    for part in message.parts[edition]:
        if isinstance(part, str):
            words = part
            for exception in allowed:
                words = words.replace(exception, " ")
            yield words


def _language_faults(message: Message, allowed: list[str]) -> Iterator[Fault]:
    for edition in message.parts:
        words = "".join(_words(message, edition, allowed))
        if edition.startswith("en") and (found := _HAN.search(words)):
            yield Fault(
                message.place(edition),
                f"the {edition} text holds the Chinese character '{found.group()}'",
                "check that the languages are not exchanged",
            )
        if edition.startswith("zh") and _ENGLISH.search(words):
            yield Fault(
                message.place(edition),
                f"the {edition} text holds English words",
                "check that the languages are not exchanged; put names into records",
            )
