"""Tables of fact sheets: few columns, so that their type need not be small."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.compose import naming
from exporter.compose.tables import Tables
from exporter.document.nodes import Table
from exporter.model.records import Agreement, Engagement, Person, Project, Publication


class SheetTables(Tables):
    """Makes the tables of one fact sheet, each row a record, in the order given."""

    def events(self, anchor: str, records: Iterable[Engagement]) -> Table:
        """Return engagements: when, what, with whom."""
        columns = self.columns(("Date", 1.4), ("Event", 3.4), ("With", 2.6))
        rows = [
            self.cells(
                e.id,
                date=self.when(e.date, e.date_basis),
                title=self._prose.titles(e),
                participants=self.counterparts(e),
            )
            for e in records
        ]
        return self.table(anchor, "Engagements", columns, rows)

    def acted(self, anchor: str, records: Iterable[Agreement]) -> Table:
        """Return instruments of the year: with whom, which, what was done first."""
        columns = self.columns(("With", 2), ("Instrument", 4), ("Action", 2.2))
        rows = [
            self.cells(
                a.id,
                parties=self._parties(a),
                title=self._prose.titles(a),
                actions=self.actions(a.actions[:1]),
            )
            for a in records
        ]
        return self.table(anchor, "Agreements and other instruments of the year", columns, rows)

    def standing(self, anchor: str, records: Iterable[Agreement]) -> Table:
        """Return instruments with one partner: which, what was done, how they stand."""
        columns = self.columns(("Instrument", 4), ("Action", 2.4), ("State", 1.8))
        rows = [
            self.cells(
                a.id, title=self._prose.titles(a), actions=self.actions(a.actions), state=self.state(a)
            )
            for a in records
        ]
        return self.table(anchor, "Agreements and other instruments, {as_of}", columns, rows)

    def works(self, anchor: str, projects: Iterable[Project], publications: Iterable[Publication]) -> Table:
        """Return projects, then publications: what, of which kind, what was done."""
        columns = self.columns(("Work", 4.4), ("Kind", 1.3), ("Action", 2.4))
        rows = self.work_rows(projects, publications)
        return self.table(anchor, "Projects, programmes and publications", columns, rows)

    def posts(self, anchor: str, records: Iterable[Person]) -> Table:
        """Return people with their posts on the days when they were met."""
        columns = self.columns(("Person", 2), ("Post", 5))
        rows = [self.cells(p.id, name=naming.name(p, self._edition), posts=self._posts(p)) for p in records]
        return self.table(anchor, "People", columns, rows)
