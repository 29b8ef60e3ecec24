"""The state of relations with one partner in a paragraph: counted from records, nothing added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce

from exporter import locale
from exporter.compose import naming
from exporter.compose.counted import counted, ids, inlines
from exporter.compose.labels import label
from exporter.compose.prose import Prose
from exporter.compose.tracker.state import InstrumentState, milestones, state_at
from exporter.document.nodes import Inline
from exporter.model.chapter import AnyRecord
from exporter.model.codes import GroupKind, Role
from exporter.model.edtf import Edtf
from exporter.model.records import Engagement, Group, Person

_MOST_MEETINGS = 3


class Relations:
    """Speaks of the relations with the agents (organizations, people, groups) of one partner."""

    def __init__(self, prose: Prose, agents: frozenset[str], economy: str) -> None:
        self._prose, self._chapter, self._edition = prose, prose.chapter, prose.edition
        self._agents, self._economy = agents, economy
        self._as_of = date.fromisoformat(self._chapter.report.as_of)

    def _t(self, words: str, **values: str) -> str:
        return self._edition.text("relations", words, **values)

    def in_short(self) -> tuple[Inline, ...]:
        """Return one paragraph: how much, how much of it alone, the heads, common frameworks."""
        sentences = (self._counts(), self._alone(), self._heads(), self._frameworks())
        said = [sentence for sentence in sentences if sentence]
        return inlines(reduce(lambda first, rest: self._t("{first} {rest}", first=first, rest=rest), said))

    def _counts(self) -> str:
        chapter = self._chapter
        held: dict[str, Sequence[AnyRecord]] = {
            "engagement": chapter.engagements,
            "instrument": chapter.agreements,
            "PPH arrangement": chapter.pph,
            "project": chapter.projects,
            "publication": chapter.publications,
        }
        said = [
            counted(locale.say_count(len(records), noun, self._edition), ids(records))
            for noun, records in held.items()
            if records
        ]
        period = counted(locale.say_when(chapter.report.period, self._edition), ["report.period"], "say_when")
        if not said:
            return self._t("For {period} the source records no dealings.", period=period)
        return self._t(
            "For {period} the source records {counts}.",
            period=period,
            counts=locale.say_list(said, self._edition),
        )

    def _alone(self) -> str:
        held = self._chapter.engagements
        alone = [engagement for engagement in held if self._is_alone(engagement)]
        others = [engagement for engagement in held if engagement not in alone]
        if not held:
            return ""
        if not alone:
            return self._t("All engagements had further parties.")
        if not others:
            return self._t("All engagements were bilateral.")
        return self._t(
            "Bilateral engagements: {alone}; with further parties: {others}.",
            alone=counted(locale.say_in_sentence(len(alone), self._edition), ids(alone)),
            others=counted(locale.say_in_sentence(len(others), self._edition), ids(others)),
        )

    def _is_alone(self, engagement: Engagement) -> bool:
        """Whether nobody but our office and this partner took part, as far as the source says."""
        home = getattr(self._chapter.records[self._chapter.report.office], "economy", None)
        named = {i for p in engagement.participants for i in (p.organization, p.group, p.person) if i}
        named |= set(engagement.hosts)
        others = {i for i in named if i not in self._agents and not self._is_ours(i, home)}
        groups = any(isinstance(self._chapter.records[i], Group) for i in named)
        states = set(engagement.economies) - {home, self._economy}
        return not (others or groups or states or engagement.participants_open)

    def _is_ours(self, agent: str, home: str | None) -> bool:
        record = self._chapter.records[agent]
        if isinstance(record, Person):
            return any(self._is_ours(p.organization, home) for p in record.posts if p.organization)
        return agent == self._chapter.report.office or (
            home is not None and getattr(record, "economy", None) == home
        )

    def _heads(self) -> str:
        met = [e for e in self._chapter.engagements if self._met_as_heads(e)]
        if not met:
            return ""
        last = sorted(met, key=lambda e: (e.date, e.id))[-_MOST_MEETINGS:]
        said = [
            self._t(
                "{event} ({date})",
                event=counted(self._prose.title(e), [e.id], "title"),
                date=counted(locale.say_when(e.date, self._edition), [f"{e.id}.date"], "say_when"),
            )
            for e in last
        ]
        return self._t("The heads of both sides met: {meetings}.", meetings=self._t("; ").join(said))

    def _met_as_heads(self, engagement: Engagement) -> bool:
        heads = [p.person for p in engagement.participants if p.role is Role.HEAD and p.person]
        home = getattr(self._chapter.records[self._chapter.report.office], "economy", None)
        return any(h in self._agents for h in heads) and any(self._is_ours(h, home) for h in heads)

    def states(self) -> str:
        """Return how agreements stand at the report's day: "as of …: signed (4)"; "" for none."""
        states: dict[InstrumentState, list[str]] = {}
        for agreement in self._chapter.agreements:
            states.setdefault(state_at(milestones(agreement), self._as_of), []).append(agreement.id)
        said = [
            self._t(
                "{state}: {n}",
                state=label(s, self._edition),
                n=counted(locale.say_number(len(states[s]), self._edition), states[s]),
            )
            for s in InstrumentState
            if s in states
        ]
        if not said:
            return ""
        as_of = locale.say_as_of(Edtf.parse(self._chapter.report.as_of), self._edition)
        day = counted(as_of, ["report.as_of"], "say_as_of")
        return self._t("{as_of}: {states}", as_of=day, states=self._t("; ").join(said))

    def _frameworks(self) -> str:
        common = [counted(naming.short(g, self._edition), [g.id], "short") for g in self._common()]
        if not common:
            return ""
        return self._t("Both sides are members of {groups}.", groups=locale.say_list(common, self._edition))

    def _common(self) -> Iterator[Group]:
        for group in self._chapter.groups:
            ours = self._chapter.report.office in group.members
            if group.kind is not GroupKind.LIST and ours and not self._agents.isdisjoint(group.members):
                yield group
