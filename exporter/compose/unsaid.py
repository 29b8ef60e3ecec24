"""What the source leaves open, said openly: unknown months, lists that go on, ends not stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from exporter import locale
from exporter.compose import naming
from exporter.compose.prose import Prose, capital
from exporter.document.nodes import Inline, Text, text
from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.codes import AgreementKind, DateBasis, EndBasis, Membership
from exporter.model.records import (
    Agreement,
    Commitment,
    Engagement,
    Figure,
    Group,
    Organization,
    Overlay,
    Person,
    Photo,
    PphArrangement,
)

NOT_NAMED = "count:not named"  # the rule of texts on totals whose members are not all named
_STOPS = "。."
_MOST_NAMED = 8  # records with one remark that are named one by one


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that the source leaves open: of what, in which words, from which record by which rule."""

    what: tuple[Inline, ...]
    said: str
    record: str | None = None
    rule: str | None = None


def unsaid(chapter: Chapter, prose: Prose) -> Iterator[Gap]:
    """Yield each thing that a reader might take for known, and is not."""
    found = tuple(_open_records(chapter))
    counts = Counter(remark for _, remark in found)
    crowded = {remark: n for remark, n in counts.items() if n > _MOST_NAMED}
    for remark, n in crowded.items():
        yield _counted(remark, n, prose)
    for _, same in groupby((pair for pair in found if pair[1] not in crowded), key=lambda pair: pair[0].id):
        pairs = list(same)
        yield _gap(prose, prose.titles(pairs[0][0]), [remark for _, remark in pairs], pairs[0][0].id)
    for figure in chapter.figures:
        for words in total_words(figure, prose):
            yield Gap(_called(figure, chapter, prose), words.rstrip(_STOPS), figure.id, NOT_NAMED)
    yield from _notes(chapter, prose)
    for group in chapter.groups:
        if group.membership is Membership.PARTIAL:
            named = text(capital(naming.short(group, prose.edition)), record=group.id)
            yield _gap(prose, named, ["the list is not complete"], group.id)


def _counted(remark: str, n: int, prose: Prose) -> Gap:
    """What many records leave open is counted; their tables mark each of them."""
    entries = prose.edition.text("unsaid", "{n} entries", n=locale.say_number(n, prose.edition))
    words = prose.edition.text("unsaid", remark)
    said = prose.edition.text("unsaid", "{remark}; marked in the tables", remark=words)
    return Gap(text(entries, rule="count"), said, rule="count")


def stated_totals(chapter: Chapter, prose: Prose) -> tuple[tuple[Inline, ...], ...]:
    """Return a line for each stated total whose members the source names only in part."""
    return tuple(line for figure in chapter.figures for line in _unnamed(figure, prose))


def _notes(chapter: Chapter, prose: Prose) -> Iterator[Gap]:
    """What the editors remark on a record: how they read a passage that can be read in two ways."""
    for record in chapter.selected.values():
        if record.note is not None:
            words, said = prose.words(record.note, record), _called(record, chapter, prose)
            yield Gap(said, words.rstrip(_STOPS), f"{record.id}.note", "title")


def _called(record: AnyRecord, chapter: Chapter, prose: Prose) -> tuple[Inline, ...]:
    match record:
        case Organization() | Group() | Person():
            said = capital(naming.called(record.id, chapter, prose.edition))
        case PphArrangement():
            said = naming.called(record.partner, chapter, prose.edition)
        case Figure():
            said = capital(prose.words(record.scope, record))
        case Photo():
            said = prose.words(record.caption, record)
        case Commitment():
            said = prose.words(record.text, record)
        case Overlay():
            said = record.id
        case _:
            return prose.titles(record)
    return text(said, record=record.id)


def _open_records(chapter: Chapter) -> Iterator[tuple[Engagement | Agreement, str]]:
    for engagement in chapter.engagements:
        if engagement.date.month is None:
            yield engagement, "the month is not stated"
        if engagement.date_basis is DateBasis.INFERRED:
            yield engagement, "the date is inferred"
        if engagement.participants_open:
            yield engagement, "not all participants are named"
    for agreement in chapter.agreements:
        if agreement.parties_open:
            yield agreement, "not all parties are named"
        if _end_is_missed(agreement):
            yield agreement, "the end is not stated"


# A text of a day has no end to be missed; a plan ends with the years that it is for.
_OF_A_DAY = frozenset(
    {
        AgreementKind.JOINT_STATEMENT,
        AgreementKind.DECLARATION,
        AgreementKind.MEETING_RECORD,
        AgreementKind.STATEMENT_OF_INTENT,
        AgreementKind.LETTER_OF_INTENT,
        AgreementKind.GUIDELINES,
    }
)


def _end_is_missed(agreement: Agreement) -> bool:
    stated = agreement.end.basis is not EndBasis.NOT_STATED or agreement.covers is not None
    return bool(agreement.actions) and not stated and agreement.kind not in _OF_A_DAY


def _unnamed(figure: Figure, prose: Prose) -> Iterator[tuple[Inline, ...]]:
    for words in total_words(figure, prose):
        total = capital(prose.words(figure.scope, figure))
        line = prose.edition.text("unsaid", "{event}: {remark}", event=total, remark=words)
        yield (Text(line.rstrip(_STOPS), record=figure.id, rule=NOT_NAMED),)


def total_words(figure: Figure, prose: Prose) -> Iterator[str]:
    """Yield how many the source names of a stated total, and how many it does not: never a guess."""
    group = prose.chapter.records.get(figure.named or "")
    if isinstance(group, Group):
        named = len(group.members) or len(group.economies)
        yield prose.edition.text(
            "unsaid",
            "The source states {total}, names {named} and leaves {rest} unnamed.",
            total=locale.say_number(figure.value, prose.edition),
            named=locale.say_number(named, prose.edition),
            rest=locale.say_number(int(figure.value) - named, prose.edition),
        )


def _gap(prose: Prose, what: tuple[Inline, ...], remarks: Iterable[str], record: str) -> Gap:
    said = prose.edition.text("table", "; ").join(prose.edition.text("unsaid", remark) for remark in remarks)
    return Gap(what, said, record)
