"""The briefing on a framework: who belongs to it, when it met, what it decided, what is under way."""

from __future__ import annotations

from collections.abc import Iterator

from exporter import locale
from exporter.compose import frame, staff, timeline
from exporter.compose.labels import label
from exporter.compose.parts import Parts
from exporter.compose.prose import capital
from exporter.compose.unsaid import stated_totals
from exporter.document.nodes import Block, Document, Inline, ListBlock, PageBreak, text
from exporter.locale import Edition
from exporter.model.chapter import Chapter
from exporter.model.codes import Membership
from exporter.model.records import Group, Organization
from exporter.scope import Scope


def framework_briefing(chapter: Chapter, scope: Scope, edition: Edition) -> Document:
    """Return the briefing on one framework, union, initiative or list."""
    maker = _Maker(chapter, scope, edition)
    meeting = staff.meeting(chapter, maker.prose)
    details = ((maker.t("Meeting"), meeting),) if meeting else ()
    return frame.briefing(chapter, scope, edition, maker.noted(maker.blocks()), details)


class _Maker(Parts):
    def __init__(self, chapter: Chapter, scope: Scope, edition: Edition) -> None:
        super().__init__(chapter, edition)
        group = chapter.records[scope.id]
        assert isinstance(group, Group)
        self._group = group

    def blocks(self) -> Iterator[Block]:
        yield from self.glance(self._glance())
        yield from self.written("objectives")
        yield from self._members()
        yield from self._meetings()
        yield from self._decisions()
        yield from self._projects()
        yield from self._pph()
        yield from self._figures()
        yield from self.written("issues")
        yield from self.written("talking_points")
        yield from self.tasks()
        yield from self._annexes()

    # -- at a glance -------------------------------------------------------------------------------

    def _glance(self) -> Iterator[tuple[str, tuple[Inline, ...]]]:
        yield "Kind", self._kind()
        yield "Members", self._members_named()
        for head, noun, records in (
            ("Meetings", "engagement", self.chapter.engagements),
            ("Decisions and texts", "instrument", self.chapter.agreements),
            ("Projects", "project", self.chapter.projects),
        ):
            yield head, self.counted(noun, records)
        yield "Last meeting", self.last_meeting()

    def _kind(self) -> tuple[Inline, ...]:
        said = capital(label(self._group.kind, self.edition))
        return text(said, record=f"{self._group.id}.kind", rule="label")

    def _members_named(self) -> tuple[Inline, ...]:
        return text(self._member_count(), record=f"{self._group.id}.members", rule="count:member")

    def _member_count(self) -> str:
        n = len(self._group.members) + len(self._group.economies)
        known = label(self._group.membership, self.edition)
        if not n:
            return known
        return self.t("{n} named ({membership})", n=locale.say_number(n, self.edition), membership=known)

    # -- records -----------------------------------------------------------------------------------

    def _members(self) -> Iterator[Block]:
        yield self.heading("Members", "members")
        bodies = [self.chapter.records[member] for member in self._group.members]
        offices = [body for body in bodies if isinstance(body, Organization)]
        table = self.tables.members("t-members", offices, self._group.economies)
        if self._group.membership is Membership.KNOWN:
            table = self.tables.captioned(table, "Members")
        yield from self.table_or_line(table, "The source does not list the members.")

    def _meetings(self) -> Iterator[Block]:
        yield self.heading("Meetings", "meetings")
        table = self.tables.engagements("t-engagements", self.chapter.engagements)
        yield from self.table_or_line(table, "No meeting recorded.")

    def _decisions(self) -> Iterator[Block]:
        yield self.heading("Decisions and texts", "decisions")
        table = self.tables.agreements("t-agreements", self.chapter.agreements)
        yield from self.table_or_line(table, "No text recorded.")

    def _projects(self) -> Iterator[Block]:
        yield self.heading("Projects", "projects")
        table = self.tables.joint_work("t-projects", self.chapter.projects, self.chapter.publications)
        yield from self.table_or_line(table, "No project recorded.")

    def _pph(self) -> Iterator[Block]:
        table = self.tables.pph("t-pph", self.chapter.pph)
        if table.rows:
            yield self.heading("Arrangements", "pph")
            yield table
            totals = stated_totals(self.chapter, self.prose)
            if totals:
                yield ListBlock(totals)

    def _figures(self) -> Iterator[Block]:
        if self.chapter.figures:
            yield self.heading("Figures", "figures")
            yield self.tables.figures("t-figures", self.chapter.figures)

    # -- annexes -----------------------------------------------------------------------------------

    def _annexes(self) -> Iterator[Block]:
        yield PageBreak()
        yield from self.people_annex(self.chapter.people)
        yield from self.timeline_annex(timeline.happenings(self.prose))
        yield from self.last_annexes()
