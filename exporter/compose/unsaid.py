"""What the source leaves open, said openly: unknown months, lists that go on, ends not stated."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.compose import naming
from exporter.compose.prose import Prose, capital
from exporter.document.nodes import Inline, Text
from exporter.model.chapter import Chapter
from exporter.model.codes import AgreementKind, DateBasis, EndBasis, Membership
from exporter.model.records import Agreement, Engagement, Figure, Group


def unsaid(chapter: Chapter, prose: Prose) -> Iterator[tuple[Inline, ...]]:
    """Yield one line for each thing that a reader might take for known, and is not."""
    for record, remark in _open_records(chapter):
        yield _line(prose, prose.heading(record), remark, record.id)
    for figure in chapter.figures:
        yield from _unnamed(figure, chapter, prose)
    for group in chapter.groups:
        if group.membership is Membership.PARTIAL:
            yield _line(prose, naming.short(group, prose.edition), "the list is not complete", group.id)


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


def _unnamed(figure: Figure, chapter: Chapter, prose: Prose) -> Iterator[tuple[Inline, ...]]:
    """A stated total whose members the source names only in part: both numbers, never a guess."""
    group = chapter.records.get(figure.named or "")
    if isinstance(group, Group):
        named = len(group.members) or len(group.economies)
        rest = int(figure.value) - named
        words = prose.edition.text(
            "unsaid",
            "{total}: {named} named, {rest} not named",
            total=capital(prose.words(figure.scope, figure)),
            named=str(named),
            rest=str(rest),
        )
        yield (Text(words, record=figure.id),)


def _line(prose: Prose, what: str, remark: str, record: str) -> tuple[Inline, ...]:
    said = prose.edition.text("unsaid", remark)
    return (Text(prose.edition.text("unsaid", "{event}: {remark}", event=what, remark=said), record=record),)
