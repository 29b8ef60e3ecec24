"""Records → tables of the reading products.  A missing value prints as a mark, never as a blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache

from exporter import locale
from exporter.compose import naming
from exporter.compose.counted import counted, inlines
from exporter.compose.labels import label
from exporter.compose.prose import Prose, capital
from exporter.compose.tracker.state import Milestones, days_left, end_of, first_of, milestones, state_at
from exporter.document.nodes import Cell, Column, Inline, LineBreak, Link, Table, Text, plain, text
from exporter.locale import Edition
from exporter.model.chapter import LEAD, AnyRecord, sort_key
from exporter.model.codes import (
    ActionKind,
    CommitmentState,
    DateBasis,
    EndBasis,
    EngagementKind,
    Mode,
    ProjectStatus,
    Role,
)
from exporter.model.edtf import Edtf
from exporter.model.records import (
    Action,
    Agreement,
    Commitment,
    Engagement,
    Figure,
    Group,
    Organization,
    Overlay,
    Person,
    PphArrangement,
    Project,
    Publication,
    Section,
)

NOTHING = "–"
MOST_OTHERS = 3  # bodies beside a partner, in a brief on that partner
MOST_OUTCOMES = 2  # of one engagement, in a brief on a partner
MOST_MEETINGS = 4  # of one person, in the annex of people
Content = str | tuple[Inline, ...]
_MARKS = 0.9  # the share of a column that holds nothing but marks
_SIGNED = (ActionKind.SIGNED,)


class Tables:
    """Makes the tables of one product; `prose` gives chapter, edition and words."""

    def __init__(self, prose: Prose) -> None:
        self._prose, self._chapter, self._edition = prose, prose.chapter, prose.edition
        self._as_of = date.fromisoformat(self._chapter.report.as_of)
        self._known: dict[str, Milestones] = {}  # a table asks twice: for the state and for the days left
        self._printed_sections = frozenset(section.number for section in self._chapter.sections)

    # -- small words -------------------------------------------------------------------------------

    def _t(self, words: str, **values: str) -> str:
        return self._edition.text("table", words, **values)

    def when(self, date: Edtf | None, basis: DateBasis = DateBasis.PRINTED) -> str:
        """Return a date for a cell, marked where it was inferred."""
        if date is None:
            return self._t("not stated")
        said = locale.say_when(date, self._edition, "abbreviated")
        return self._t("{date} (inferred)", date=said) if basis is DateBasis.INFERRED else said

    def parties(self, ids: Iterable[str], *, open_list: bool = False, economies: Iterable[str] = ()) -> str:
        """Return the names of the other side, and that there are more where the list is open."""
        return self._listed(naming.counterparts(ids, self._chapter, self._edition, economies), open_list)

    def _listed(self, names: Iterable[str], open_list: bool) -> str:
        said = list(names)
        if open_list:
            said.append(self._t("others not named") if said else self._t("not named"))
        return locale.say_list(said, self._edition) if said else NOTHING

    def _joined(self, phrases: Iterable[str]) -> str:
        return self._t("; ").join(phrases)

    def cells(self, record: str, /, **contents: Content) -> tuple[Cell, ...]:
        """Return a row's cells, each under the field of `record` that it prints.

        What an inline says of its own origin stands.
        """
        return tuple(Cell(_traced(content, record, name)) for name, content in contents.items())

    def section(self, record: AnyRecord) -> tuple[Inline, ...]:
        """Return the number of a record's section, as a link where that section is part of the product."""
        number = self._chapter.section_of(record)
        if number in ("", LEAD):  # the lead has no number that a reader could look up
            return text(NOTHING)
        words = text(number, record=f"{record.id}.told", rule="section_of")
        return (Link(words, f"#section-{number}"),) if number in self._printed_sections else words

    def columns(self, *headers: tuple[str, float]) -> tuple[Column, ...]:
        """Return columns with their headers in the edition's words, each with its share of the width."""
        return _columns(headers, self._edition)

    def table(
        self,
        anchor: str,
        caption: str,
        columns: tuple[Column, ...],
        rows: Sequence[tuple[Cell, ...]],
        **values: str,
    ) -> Table:
        """Return a table under a caption of the catalogue, with `values` in it."""
        said = self._caption(caption, **values)
        return Table(anchor, said, columns, tuple(rows), description=plain(said))

    def captioned(self, table: Table, caption: str) -> Table:
        """Return a table under another caption of the catalogue."""
        said = self._caption(caption)
        return replace(table, caption=said, description=plain(said))

    def _caption(self, words: str, **values: str) -> tuple[Inline, ...]:
        pattern = self._edition.pattern("caption", words)
        return inlines(pattern.format_map({"as_of": self._as_of_said, **values}))

    @cached_property
    def _as_of_said(self) -> str:
        as_of = locale.say_as_of(Edtf.parse(self._chapter.report.as_of), self._edition)
        return counted(as_of, ["report.as_of"], "say_as_of")

    # -- engagements -------------------------------------------------------------------------------

    def engagements(self, anchor: str, records: Iterable[Engagement]) -> Table:
        """Return engagements in order of date: when, what, with whom, what came of it."""
        held = sorted(records, key=lambda e: sort_key(e.date))
        columns = self.columns(
            ("Date", 1.15), ("Event", 2.7), ("With", 2.2), ("Outcome", _outcome(held, 3.1))
        )
        rows = [
            self.cells(
                e.id,
                date=self.when(e.date, e.date_basis),
                title=self._prose.titles(e),
                participants=self.counterparts(e),
                outcomes=self.outcomes(e),
            )
            for e in held
        ]
        return self.table(anchor, "Engagements", columns, rows)

    def meetings(self, anchor: str, records: Iterable[Engagement], partner: frozenset[str]) -> Table:
        """Return engagements in the order given, with level, form, and the people of both sides.

        `partner` are the agents that the brief is about; of further bodies, a few are named.
        """
        held = tuple(records)
        columns = self.columns(
            ("Date", 1.15), ("Event, level and form", 3.2), ("People", 2.3), ("Outcome", _outcome(held, 3.6))
        )
        rows = [
            self.cells(
                e.id,
                date=self.when(e.date, e.date_basis),
                title=self._titled_level(e),
                participants=self.counterparts(e, partner, MOST_OTHERS),
                outcomes=self.outcomes(e, MOST_OUTCOMES),
            )
            for e in held
        ]
        return self.table(anchor, "Engagements", columns, rows)

    def _titled_level(self, engagement: Engagement) -> tuple[Inline, ...]:
        """What it was, and on a line below at which level and in which form, as far as that is known."""
        known = [engagement.kind] if engagement.kind is not EngagementKind.OTHER else []
        said = [label(kind, self._edition) for kind in known]
        if engagement.mode is not Mode.NOT_STATED:
            said.append(label(engagement.mode, self._edition))
        if not said:
            return self._prose.titles(engagement)
        words = said[0] if len(said) == 1 else self._t("{kind}, {form}", kind=said[0], form=said[1])
        level = Text(words, record=f"{engagement.id}.kind", rule="label")
        return (*self._prose.titles(engagement), LineBreak(), level)

    def counterparts(
        self,
        engagement: Engagement,
        partner: frozenset[str] = frozenset(),
        most: int | None = None,
    ) -> str:
        """Return who took part: bodies with their people, groups, states.

        With a `partner`, our own people come first and the partner's next.  More than `most` others are
        counted.
        """
        bodies, states = self._bodies(engagement)
        office = self._chapter.report.office
        ours = bodies.pop(office, None)
        states.pop(self._home or "", None)
        others = [body for body in bodies if body not in partner]
        counted = most is not None and len(others) > most
        said = [self._with_people(body, bodies[body]) for body in bodies if body in partner]
        if partner and ours is not None:
            said.insert(0, self._with_people(office, ours))
        if not counted:
            said += [self._with_people(body, bodies[body]) for body in others]
        said += [self._in_brackets(locale.say_territory(s, self._edition), p) for s, p in states.items()]
        if counted:
            pattern = "{n} other bodies" if said else "{n} bodies"
            said.append(self._t(pattern, n=locale.say_number(len(others), self._edition)))
        return self._listed(said, engagement.participants_open)

    def _bodies(self, engagement: Engagement) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The bodies and the states that took part, each with the names of its people."""
        bodies: dict[str, list[str]] = {host: [] for host in engagement.hosts}
        states: dict[str, list[str]] = {code: [] for code in engagement.economies}
        for participant in engagement.participants:
            named = participant.organization or participant.group
            person = self._chapter.records.get(participant.person or "")
            if isinstance(person, Person):
                body = named or self._body_of(person, engagement.date)
                state = None if body else self._state_of(person, engagement.date)
                if state is not None:
                    states.setdefault(state, []).append(naming.name(person, self._edition))
                    continue
                bodies.setdefault(body or person.id, [])
                bodies[body or person.id] += [naming.name(person, self._edition)] if body else []
            elif named:
                bodies.setdefault(named, [])
        return bodies, states

    @property
    def _home(self) -> str | None:
        office = self._chapter.records[self._chapter.report.office]
        return office.economy if isinstance(office, Organization) else None

    def _state_of(self, person: Person, day: Edtf) -> str | None:
        """The state that an envoy stands for."""
        posts = naming.posts_on(person, day)
        return next((post.represents for post in posts if post.represents), None)

    def _body_of(self, person: Person, day: Edtf) -> str | None:
        posts = naming.posts_on(person, day)
        return next((post.organization for post in posts if post.organization), None)

    def _with_people(self, body: str, people: Sequence[str]) -> str:
        return self._in_brackets(naming.called(body, self._chapter, self._edition), people)

    def _in_brackets(self, name: str, people: Sequence[str]) -> str:
        if not people:
            return name
        said = locale.say_list(list(dict.fromkeys(people)), self._edition)
        return self._t("{body} ({people})", body=name, people=said)

    def outcomes(self, engagement: Engagement, most: int | None = None) -> tuple[Inline, ...]:
        """Return what came of an engagement; beyond `most` outcomes, how many more there were."""
        parts: list[Inline] = []
        for position, outcome in enumerate(engagement.outcomes[:most]):
            parts += [Text(self._t("; "))] if parts else []
            words = self._prose.words(outcome.text, engagement)
            parts += [Text(words, record=f"{engagement.id}.outcomes[{position}].text", rule="title")]
        rest = len(engagement.outcomes) - len(engagement.outcomes[:most])
        if rest:
            more = self._t("{n} more outcomes", n=locale.say_number(rest, self._edition))
            parts += [Text(self._t("; ")), Text(more, record=f"{engagement.id}.outcomes", rule="count")]
        return tuple(parts) or text(NOTHING)

    # -- agreements --------------------------------------------------------------------------------

    def agreements(self, anchor: str, records: Iterable[Agreement]) -> Table:
        """Return instruments in short: which, with whom, what was done when, how they stand."""
        columns = self.columns(("Instrument", 3.2), ("With", 2), ("Action", 2), ("State", 1.6))
        rows = [
            self.cells(
                a.id,
                title=self._prose.titles(a),
                parties=self._parties(a),
                actions=self.actions(a.actions),
                state=self.state(a),
            )
            for a in in_order(records)
        ]
        return self.table(anchor, "Agreements and other instruments, {as_of}", columns, rows)

    def register(self, anchor: str, records: Iterable[Agreement]) -> Table:
        """Return instruments with all that is known of them, for a wide page."""
        columns = self.columns(
            ("Instrument", 3.6), ("Kind", 1.7), ("With", 2), ("Signed", 1.5), ("Other actions", 1.8),
            ("Until", 1.4), ("Days left", 0.8), ("State", 1.4), ("§", 0.6),
        )  # fmt: skip
        rows = [
            self.cells(
                a.id,
                title=self._prose.titles(a),
                kind=label(a.kind, self._edition),
                parties=self._parties(a),
                signed=self._signed(a),
                actions=self.actions(_others(a.actions)),
                until=self.until(a),
                days_left=self._days_left(a),
                state=self.state(a),
                section=self.section(a),
            )
            for a in in_order(records)
        ]
        return self.table(anchor, "Agreements and other instruments, {as_of}", columns, rows)

    def partner_agreements(self, anchor: str, records: Iterable[Agreement]) -> Table:
        """Return instruments with one partner: kind, title, signed, until, days left, state."""
        columns = self.columns(
            ("Kind", 1.5),
            ("Instrument", 3),
            ("Signed", 1.5),
            ("Until", 1.3),
            ("Days left", 0.9),
            ("State", 1.5),
        )
        rows = [
            self.cells(
                a.id,
                kind=label(a.kind, self._edition),
                title=self._prose.titles(a),
                signed=self._signed_or_done(a),
                until=self.until(a),
                days_left=self._days_left(a),
                state=self.state(a),
            )
            for a in reversed(in_order(records))
        ]
        return self.table(anchor, "Agreements and other instruments, {as_of}", columns, rows)

    def _parties(self, agreement: Agreement) -> str:
        return self.parties(
            agreement.parties, open_list=agreement.parties_open, economies=agreement.economies
        )

    def _signed(self, agreement: Agreement) -> str:
        signing = first_of(agreement.actions, _SIGNED)
        return self.when(signing.on, signing.date_basis) if signing else self._t("not stated")

    def _signed_or_done(self, agreement: Agreement) -> str:
        """The day of signature; where none is told, what else was done with it."""
        done = self.actions(_others(agreement.actions))
        signed = self._signed(agreement)
        if not done:
            return signed
        return done if first_of(agreement.actions, _SIGNED) is None else self._joined((signed, done))

    def state(self, record: Agreement | PphArrangement) -> str:
        """Return how an instrument stands at the report's day."""
        return label(state_at(self._milestones(record), self._as_of), self._edition)

    def _days_left(self, agreement: Agreement) -> str:
        left = days_left(self._milestones(agreement), self._as_of)
        if not isinstance(left, int):
            return NOTHING
        return locale.say_number(left, self._edition) if left >= 0 else self._t("past")

    def _milestones(self, record: Agreement | PphArrangement) -> Milestones:
        if record.id not in self._known:
            self._known[record.id] = milestones(record)
        return self._known[record.id]

    def actions(self, actions: Iterable[Action]) -> str:
        """Return what was done, each with its day: "signed, May 2021"."""
        return self._joined(self._action(action) for action in actions)

    def _action(self, action: Action) -> str:
        day = action.effective if action.kind is ActionKind.IN_EFFECT and action.effective else action.on
        done = label(action.kind, self._edition)
        words = (
            self._t("{action} (date not stated)", action=done)
            if day is None
            else self._t("{action}, {date}", action=done, date=self.when(day, action.date_basis))
        )
        if action.term is None:
            return words
        return self._t(
            "{action} (for {term})", action=words, term=locale.say_duration(action.term, self._edition)
        )

    def until(self, record: Agreement | PphArrangement) -> str:
        """Return the end with its reason; a missing end never reads as "in force"."""
        end = end_of(record)
        if end is not None:
            return self.when(end)
        if (
            isinstance(record, Agreement)
            and record.end.basis is EndBasis.NOT_STATED
            and record.covers is not None
        ):
            years = locale.say_when(record.covers, self._edition)
            return years if record.covers.is_open else self._t("for {years}", years=years)
        return label(record.end.basis, self._edition)

    # -- PPH, projects, publications ---------------------------------------------------------------

    def pph(self, anchor: str, records: Iterable[PphArrangement]) -> Table:
        """Return the PPH partners that the chapter names."""
        columns = self.columns(
            ("Partner", 2.6), ("Stage", 1.4), ("Action", 2), ("Until", 1.5), ("State", 1.6), ("§", 0.6)
        )
        rows = [
            self.cells(
                p.id,
                partner=naming.called(p.partner, self._chapter, self._edition),
                stage=label(p.stage, self._edition),
                actions=self.actions(p.actions),
                until=self.until(p),
                state=self.state(p),
                section=self.section(p),
            )
            for p in records
        ]
        caption = "Patent Prosecution Highway: arrangements in place and under discussion, {as_of}"
        return self.table(anchor, caption, columns, rows)

    def projects(self, anchor: str, records: Iterable[Project]) -> Table:
        """Return projects and programmes: what, with whom, how far."""
        columns = self.columns(
            ("Project", 3.4), ("Kind", 1.1), ("With", 2), ("Action", 2), ("State", 1.1), ("§", 0.6)
        )
        rows = [
            self.cells(
                p.id,
                title=self._prose.titles(p),
                kind=label(p.kind, self._edition),
                parties=self.parties(p.parties, open_list=p.parties_open),
                actions=self.actions(p.actions),
                status=self._progress(p),
                section=self.section(p),
            )
            for p in records
        ]
        return self.table(anchor, "Projects and programmes", columns, rows)

    def _progress(self, project: Project) -> str:
        """How far a project is: as the source states it, else what was last done with it."""
        if project.status is ProjectStatus.NOT_STATED and project.actions:
            return label(project.actions[-1].kind, self._edition)
        return label(project.status, self._edition)

    def joint_work(
        self, anchor: str, projects: Iterable[Project], publications: Iterable[Publication]
    ) -> Table:
        """Return projects and publications with one partner: what, of which kind, how far."""
        columns = self.columns(("Work", 4.4), ("Kind", 1.1), ("Action", 2.5), ("State", 1.4))
        projects, publications = tuple(projects), tuple(publications)
        states = [self.cells(p.id, status=self._progress(p)) for p in projects]
        states += [self.cells(p.id, status=NOTHING) for p in publications]
        works = self.work_rows(projects, publications)
        rows = [(*work, *state) for work, state in zip(works, states, strict=True)]
        return self.table(anchor, "Projects, programmes and publications", columns, rows)

    def work_rows(
        self, projects: Iterable[Project], publications: Iterable[Publication]
    ) -> list[tuple[Cell, ...]]:
        """Return a row for each project, then for each publication: what, of which kind, what was done."""
        done = [
            self.cells(
                p.id,
                title=self._prose.titles(p),
                kind=label(p.kind, self._edition),
                actions=self.actions(p.actions),
            )
            for p in projects
        ]
        published = [
            self.cells(
                p.id,
                title=self._prose.titles(p),
                kind=label(p.kind, self._edition),
                date=self.published(p),
            )
            for p in publications
        ]
        return done + published

    def published(self, publication: Publication) -> str:
        """Return when a publication came out."""
        return self._t("published, {date}", date=self.when(publication.date, publication.date_basis))

    def publications(self, anchor: str, records: Iterable[Publication]) -> Table:
        """Return publications: what, of which kind, in which languages."""
        columns = self.columns(("Publication", 4), ("Kind", 1.2), ("Languages", 2), ("Date", 1.2), ("§", 0.6))
        rows = [
            self.cells(
                p.id,
                title=self._prose.titles(p),
                kind=label(p.kind, self._edition),
                languages=self._languages(p),
                date=self.when(p.date, p.date_basis),
                section=self.section(p),
            )
            for p in records
        ]
        return self.table(anchor, "Publications", columns, rows)

    def _languages(self, publication: Publication) -> str:
        names = [locale.say_language(tag, self._edition) for tag in publication.languages]
        return locale.say_list(names, self._edition) if names else self._t("not stated")

    # -- people ------------------------------------------------------------------------------------

    def people(self, anchor: str, records: Iterable[Person]) -> Table:
        """Return people: names in every script, posts on the days when they were met, and those days."""
        columns = self.columns(
            ("Person", 1.8), ("Name in the other language", 1.8), ("Post", 3), ("Met on", 2.6)
        )
        rows = [
            self.cells(
                p.id,
                name=naming.name(p, self._edition),
                names=self._other_names(p),
                posts=self._posts(p),
                met=self._met_on(p),
            )
            for p in records
        ]
        return self.table(anchor, "People", columns, rows)

    def _other_names(self, person: Person) -> tuple[Inline, ...]:
        """The name as the report's other languages write it, each marked as of its language."""
        others = {name: tag for tag, name in person.name.texts.items() if tag not in person.name.borrowed}
        others.pop(naming.name(person, self._edition), None)
        found: list[Inline] = []
        for name, tag in others.items():
            found += [*text(self._edition.text("table", "; ") if found else ""), Text(name, tag)]
        return tuple(found) or text(NOTHING)

    def _posts(self, person: Person) -> str:
        met = [e.date for e in self._meetings_of(person)]
        held = [post for day in met for post in naming.posts_on(person, day)] or person.posts
        said = [naming.post_words(post, self._chapter, self._edition) for post in held]
        return self._joined(dict.fromkeys(said)) or self._t("not stated")

    def _met_on(self, person: Person) -> str:
        said = dict.fromkeys(
            self._t(
                "{date}, {event}", date=self.when(e.date, e.date_basis), event=label(e.kind, self._edition)
            )
            for e in self._meetings_of(person)
        )
        shown, rest = list(said)[:MOST_MEETINGS], len(said) - MOST_MEETINGS
        if rest > 0:
            shown.append(self._t("{n} more", n=locale.say_number(rest, self._edition)))
        return self._joined(shown) or NOTHING

    def _meetings_of(self, person: Person) -> Sequence[Engagement]:
        return self._meetings.get(person.id, ())

    @cached_property
    def _meetings(self) -> Mapping[str, Sequence[Engagement]]:
        """The engagements of every person, in the order of their dates."""
        found: dict[str, list[Engagement]] = {}
        for engagement in sorted(self._chapter.engagements, key=lambda e: (sort_key(e.date), e.id)):
            for person in dict.fromkeys(p.person for p in engagement.participants if p.person):
                found.setdefault(person, []).append(engagement)
        return found

    # -- figures, names, tasks ---------------------------------------------------------------------

    def figures(self, anchor: str, records: Iterable[Figure]) -> Table:
        """Return the numbers that the chapter states, with scope and day."""
        columns = self.columns(("Number", 1.8), ("What it counts", 4), ("As of or period", 1.8), ("§", 0.6))
        rows = [
            self.cells(
                f.id,
                value=self._prose.count(f, words=False),
                scope=capital(self._prose.words(f.scope, f)),
                as_of=self.day(f),
                section=self.section(f),
            )
            for f in records
        ]
        return self.table(anchor, "Figures", columns, rows)

    def day(self, figure: Figure) -> str:
        """Return the day or the period of a figure."""
        if figure.as_of is not None:
            return locale.say_as_of(figure.as_of, self._edition)
        return self.when(figure.period)

    def members(self, anchor: str, organizations: Iterable[Organization], economies: Iterable[str]) -> Table:
        """Return the members of a framework: offices with their economies and codes, then states."""
        columns = self.columns(("Member", 4), ("Country or region", 2.4), ("WIPO ST.3", 1.2))
        rows = [
            self.cells(
                o.id,
                name=naming.full(o, self._edition),
                economy=locale.say_territory(o.economy, self._edition) if o.economy else NOTHING,
                st3=o.st3 or NOTHING,
            )
            for o in organizations
        ]
        names = [(code, locale.say_territory(code, self._edition)) for code in economies]
        rows += [tuple(Cell(text(words)) for words in (name, name, NOTHING)) for _, name in names]
        return self.table(anchor, "Members named in the chapter", columns, rows)

    def abbreviations(self, anchor: str, agents: Iterable[Organization | Group]) -> Table:
        """Return acronyms with the names that they stand for."""
        columns = self.columns(("Acronym", 1), ("Name", 5))
        named = sorted((a for a in agents if a.acronym and not _is_only_acronym(a)), key=_acronym_then_id)
        rows = [self.cells(a.id, acronym=a.acronym or NOTHING, name=self._meaning(a)) for a in named]
        return self.table(anchor, "Abbreviations", columns, rows)

    def _meaning(self, agent: Organization | Group) -> str:
        """The name behind an acronym; where a language has no other name for a group, its members."""
        name = naming.name(agent, self._edition)
        if name != agent.acronym or not isinstance(agent, Group):
            return name
        return locale.say_list(
            [naming.called(i, self._chapter, self._edition) for i in agent.members], self._edition
        )

    def sections(self, anchor: str, records: Iterable[Section]) -> Table:
        """Return the sections of the source that a product draws on."""
        columns = self.columns(("§", 0.6), ("Section of the source", 6))
        rows = [tuple(Cell(text(words)) for words in (s.number, self._prose.words(s.title))) for s in records]
        return self.table(anchor, "Sections of the source", columns, rows)

    def tasks(self, anchor: str, promised: Iterable[Commitment], planned: Iterable[Overlay]) -> Table:
        """Return what was promised, and what staff plan to do next: what, who, until when, how far."""
        columns = self.columns(("What", 4), ("Owner", 1.8), ("Due", 1.3), ("State", 1.5))
        rows = [
            self.cells(
                c.id,
                text=capital(self._prose.words(c.text, c)),
                owner=self._owner(c),
                due=self.when(c.due),
                state=self._done(c),
            )
            for c in promised
        ]
        rows += [
            self.cells(
                o.id,
                next_action=o.next_action or "",
                owner=o.owner or self._t("not stated"),
                due=self.when(o.due),
                status=self._status(o),
            )
            for o in planned
        ]
        return self.table(anchor, "Next steps and commitments", columns, rows)

    def _status(self, overlay: Overlay) -> str:
        """How far staff are: a word of the tracker's list in this language, else as typed."""
        return self._edition.optional("staff_status", overlay.status or "") or overlay.status or ""

    def _owner(self, commitment: Commitment) -> str:
        if commitment.owner is None:
            return self._t("not stated")
        return naming.called(commitment.owner, self._chapter, self._edition)

    def _done(self, commitment: Commitment) -> str:
        said = label(commitment.state, self._edition)
        last = commitment.due.last_day if commitment.due else None
        if commitment.state is CommitmentState.OPEN and last is not None and last < self._as_of:
            return self._t("{state}, overdue", state=said)
        return said


@lru_cache(maxsize=256)
def _columns(headers: tuple[tuple[str, float], ...], edition: Edition) -> tuple[Column, ...]:
    """Columns are few, and every product of an edition has the same."""
    return tuple(Column(edition.text("column", header), share) for header, share in headers)


def _traced(content: Content, record: str, name: str) -> tuple[Inline, ...]:
    """The words of a cell with where they come from; a mark for nothing comes from nowhere."""
    if isinstance(content, tuple):
        return content
    if content in ("", NOTHING):
        return text(NOTHING)
    return text(content, record=f"{record}.{name}", rule=_RULES.get(name.rpartition(".")[2], "as written"))


# What says each field in a cell.
_RULES = {
    "date": "say_when:abbreviated",
    "on": "say_when:abbreviated",
    "effective": "say_when:abbreviated",
    "due": "say_when:abbreviated",
    "signed": "say_when:abbreviated",
    "until": "say_when:abbreviated",
    "actions": "say_when:abbreviated",
    "met": "say_when:abbreviated",
    "as_of": "say_as_of",
    "value": "say_count",
    "days_left": "say_number",
    "state": "state_at",
    "kind": "label",
    "stage": "label",
    "status": "label",
    "participants": "say_list",
    "parties": "say_list",
    "languages": "say_list",
    "economy": "say_territory",
    "partner": "say_name",
    "name": "say_name",
    "posts": "say_name",
    "owner": "say_name",
    "scope": "title",
    "text": "title",
}


def _outcome(engagements: Iterable[Engagement], share: float) -> float:
    """The share of the column of outcomes: one that holds marks alone needs no width."""
    return share if any(engagement.outcomes for engagement in engagements) else _MARKS


def in_order(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Return agreements by the day of their first dated action."""
    return sorted(agreements, key=lambda a: (sort_key(first_day(a.actions)), a.id))


def newest_first(engagements: Iterable[Engagement]) -> list[Engagement]:
    """Return engagements, the newest first; what states no month comes last: nobody knows how new it is.

    Of one day or month, those at which heads met come first, then those with the fewest sides.
    """
    return sorted(
        engagements, key=lambda e: (e.date.month is not None, e.date.order, _weight(e)), reverse=True
    )


def _weight(engagement: Engagement) -> tuple[bool, bool, int, bool]:
    """What speaks for naming it first: heads met, no group did, few sides did, something came of it."""
    taking_part = engagement.participants
    heads = engagement.kind is EngagementKind.HEADS_MEETING or any(p.role is Role.HEAD for p in taking_part)
    sides = {p.organization or p.person for p in taking_part}.union(engagement.hosts, engagement.economies)
    return heads, not any(p.group for p in taking_part), -len(sides), bool(engagement.outcomes)


def closest_first(projects: Iterable[Project]) -> list[Project]:
    """Return projects, those with the fewest parties first, else in the order of the source."""
    return sorted(projects, key=lambda p: (p.parties_open, len(p.parties)))


def first_day(actions: Sequence[Action]) -> Edtf | None:
    """Return the day of the first dated action."""
    return next((action.on for action in actions if action.on is not None), None)


def _others(actions: Iterable[Action]) -> tuple[Action, ...]:
    """What was done beside the first signature."""
    actions = tuple(actions)
    signing = first_of(actions, _SIGNED)
    return tuple(action for action in actions if action is not signing)


def _is_only_acronym(agent: Organization | Group) -> bool:
    """Whether some language has no name but the acronym, and no members explain it."""
    members = isinstance(agent, Group) and agent.members
    return not members and agent.acronym in agent.name.texts.values()


def _acronym_then_id(agent: Organization | Group) -> tuple[str, str]:
    return agent.acronym or "", agent.id
