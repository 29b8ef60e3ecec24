"""Records → tables of the reading products.  A missing value prints as a mark, never as a blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exporter import locale
from exporter.compose import naming
from exporter.compose.labels import label
from exporter.compose.prose import Prose, capital
from exporter.document.nodes import Cell, Column, Inline, Table, Text, text
from exporter.model.chapter import sort_key
from exporter.model.codes import ActionKind, DateBasis, EndBasis
from exporter.model.edtf import Edtf
from exporter.model.records import (
    Action,
    Agreement,
    Engagement,
    Figure,
    Group,
    Organization,
    Person,
    PphArrangement,
    Project,
    Publication,
)

NOTHING = "–"


class Tables:
    """Makes the tables of one product; `prose` gives chapter, edition and words."""

    def __init__(self, prose: Prose) -> None:
        self._prose, self._chapter, self._edition = prose, prose.chapter, prose.edition

    # -- small words -------------------------------------------------------------------------------

    def _t(self, words: str) -> str:
        return self._edition.text("table", words)

    def when(self, date: Edtf | None, basis: DateBasis = DateBasis.PRINTED) -> str:
        """Return a date for a cell, marked where it was inferred."""
        if date is None:
            return self._t("not stated")
        said = locale.say_when(date, self._edition, "abbreviated")
        return (
            self._edition.text("table", "{date} (inferred)", date=said)
            if basis is DateBasis.INFERRED
            else said
        )

    def parties(self, ids: Iterable[str], *, open_list: bool = False, economies: Iterable[str] = ()) -> str:
        """Return the names of the other side, and that there are more where the list is open."""
        said = naming.counterparts(ids, self._chapter, self._edition, economies)
        if open_list:
            said.append(self._t("others not named"))
        return locale.say_list(said, self._edition) if said else NOTHING

    def _cells(self, *contents: str | tuple[Inline, ...]) -> tuple[Cell, ...]:
        return tuple(Cell(c if isinstance(c, tuple) else text(c or NOTHING)) for c in contents)

    def columns(self, *headers: tuple[str, float]) -> tuple[Column, ...]:
        """Return columns with their headers in the edition's words, each with its share of the width."""
        return tuple(Column(self._edition.text("column", header), share) for header, share in headers)

    def _table(
        self, anchor: str, caption: str, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]]
    ) -> Table:
        words = self._edition.text("caption", caption)
        return Table(anchor, text(words), columns, tuple(rows), description=words)

    # -- tables ------------------------------------------------------------------------------------

    def engagements(self, anchor: str, records: Iterable[Engagement]) -> Table:
        """Return engagements in order of date: when, what, with whom, what came of it."""
        columns = self.columns(("Date", 1.1), ("Event", 3), ("With", 2.2), ("Outcome", 2.6), ("§", 0.5))
        rows = [
            self._cells(
                self.when(e.date, e.date_basis),
                self._prose.titles(e),
                self._counterparts(e),
                self._outcomes(e),
                self._chapter.section_of(e),
            )
            for e in sorted(records, key=lambda e: sort_key(e.date))
        ]
        return self._table(anchor, "Engagements", columns, rows)

    def _counterparts(self, engagement: Engagement) -> str:
        people = [p.person for p in engagement.participants if p.person]
        bodies = [p.organization or p.group for p in engagement.participants if not p.person]
        named = [*engagement.hosts, *filter(None, bodies), *(p for p in people if not self._is_ours(p))]
        return self.parties(named, open_list=engagement.participants_open, economies=engagement.economies)

    def _is_ours(self, person_id: str) -> bool:
        person = self._chapter.records[person_id]
        return isinstance(person, Person) and any(
            p.organization == self._chapter.report.office for p in person.posts
        )

    def _outcomes(self, engagement: Engagement) -> str:
        said = [self._prose.words(outcome.text, engagement) for outcome in engagement.outcomes]
        return self._edition.text("table", "; ").join(said)

    def agreements(self, anchor: str, records: Iterable[Agreement]) -> Table:
        """Return instruments: which, with whom, what was done when, until when."""
        columns = self.columns(
            ("Instrument", 3), ("Kind", 2), ("With", 1.8), ("Action", 1.9), ("Until", 1.3), ("§", 0.5)
        )
        rows = [
            self._cells(
                self._prose.titles(a),
                label(a.kind, self._edition),
                self.parties(a.parties, open_list=a.parties_open, economies=a.economies),
                self.actions(a.actions),
                self.until(a),
                self._chapter.section_of(a),
            )
            for a in sorted(records, key=lambda a: sort_key(_first_day(a.actions)))
        ]
        return self._table(anchor, "Agreements and other instruments", columns, rows)

    def actions(self, actions: Iterable[Action]) -> str:
        """Return what was done, each with its day: "signed, May 2021"."""
        said = [self._action(action) for action in actions]
        return self._edition.text("table", "; ").join(said)

    def _action(self, action: Action) -> str:
        day = action.effective if action.kind is ActionKind.IN_EFFECT and action.effective else action.on
        words = self._edition.text(
            "table",
            "{action}, {date}",
            action=label(action.kind, self._edition),
            date=self.when(day, action.date_basis),
        )
        if action.term is None:
            return words
        length = locale.say_duration(action.term, self._edition)
        return self._edition.text("table", "{action} (for {term})", action=words, term=length)

    def until(self, record: Agreement | PphArrangement) -> str:
        """Return the end with its reason; a missing end never reads as "in force"."""
        if record.end.date is not None:
            return self.when(record.end.date)
        if (
            isinstance(record, Agreement)
            and record.end.basis is EndBasis.NOT_STATED
            and record.covers is not None
        ):
            years = locale.say_when(record.covers, self._edition)
            return years if record.covers.is_open else self._edition.text("table", "for {years}", years=years)
        return label(record.end.basis, self._edition)

    def pph(self, anchor: str, records: Iterable[PphArrangement]) -> Table:
        """Return the PPH partners that the chapter names."""
        columns = self.columns(("Partner", 3), ("Stage", 1.4), ("Action", 2), ("Until", 1.5), ("§", 0.5))
        rows = [
            self._cells(
                naming.called(p.partner, self._chapter, self._edition),
                label(p.stage, self._edition),
                self.actions(p.actions),
                self.until(p),
                self._chapter.section_of(p),
            )
            for p in records
        ]
        return self._table(
            anchor, "Partners of the Patent Prosecution Highway named in the chapter", columns, rows
        )

    def projects(self, anchor: str, records: Iterable[Project]) -> Table:
        """Return projects and programmes: what, with whom, how far."""
        columns = self.columns(
            ("Project", 3.2), ("Kind", 1.2), ("With", 2), ("Action", 2), ("State", 1.2), ("§", 0.5)
        )
        rows = [
            self._cells(
                self._prose.titles(p),
                label(p.kind, self._edition),
                self.parties(p.parties, open_list=p.parties_open),
                self.actions(p.actions),
                label(p.status, self._edition),
                self._chapter.section_of(p),
            )
            for p in records
        ]
        return self._table(anchor, "Projects and programmes", columns, rows)

    def publications(self, anchor: str, records: Iterable[Publication]) -> Table:
        """Return publications: what, of which kind, in which languages."""
        columns = self.columns(("Publication", 4), ("Kind", 1.2), ("Languages", 2), ("Date", 1.2), ("§", 0.5))
        rows = [
            self._cells(
                self._prose.titles(p),
                label(p.kind, self._edition),
                self._languages(p),
                self.when(p.date, p.date_basis),
                self._chapter.section_of(p),
            )
            for p in records
        ]
        return self._table(anchor, "Publications", columns, rows)

    def _languages(self, publication: Publication) -> str:
        names = [locale.say_language(tag, self._edition) for tag in publication.languages]
        return locale.say_list(names, self._edition) if names else self._t("not stated")

    def people(self, anchor: str, records: Iterable[Person]) -> Table:
        """Return people with their posts, names in every script."""
        columns = self.columns(("Name", 2), ("Name in the other language", 2), ("Post", 3.5), ("§", 0.6))
        rows = [
            self._cells(
                naming.name(p, self._edition),
                self._other_names(p),
                self._post(p),
                self._chapter.section_of(p),
            )
            for p in records
        ]
        return self._table(anchor, "People", columns, rows)

    def _other_names(self, person: Person) -> str:
        others = [n for tag, n in person.name.texts.items() if tag != self._edition.tag]
        return (
            locale.say_list([n for n in others if n != naming.name(person, self._edition)], self._edition)
            or NOTHING
        )

    def _post(self, person: Person) -> str:
        said = [naming.post_words(post, self._chapter, self._edition) for post in person.posts]
        return self._edition.text("table", "; ").join(said) or self._t("not stated")

    def figures(self, anchor: str, records: Iterable[Figure]) -> Table:
        """Return the numbers that the chapter states, with scope and day."""
        columns = self.columns(("Number", 1.8), ("What it counts", 4), ("As of or period", 1.8), ("§", 0.6))
        rows = [
            (
                Cell(text(self._prose.count(f, words=False), record=f.id)),
                *self._cells(
                    capital(self._prose.words(f.scope, f)), self._day(f), self._chapter.section_of(f)
                ),
            )
            for f in records
        ]
        return self._table(anchor, "Figures", columns, rows)

    def _day(self, figure: Figure) -> str:
        if figure.as_of is not None:
            return locale.say_as_of(figure.as_of, self._edition)
        return self.when(figure.period)

    def abbreviations(self, anchor: str, agents: Iterable[Organization | Group]) -> Table:
        """Return acronyms with the names that they stand for."""
        columns = self.columns(("Acronym", 1), ("Name", 5))
        named = {(agent.acronym, naming.name(agent, self._edition)) for agent in agents if agent.acronym}
        rows = [self._cells(acronym, name) for acronym, name in sorted(named) if acronym != name]
        return self._table(anchor, "Abbreviations", columns, rows)


def _first_day(actions: Sequence[Action]) -> Edtf | None:
    return next((action.on for action in actions if action.on is not None), None)


def plain_text(words: str) -> tuple[Inline, ...]:
    """Return words as inlines."""
    return (Text(words),)
