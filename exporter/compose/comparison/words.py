"""What the products of a comparison say of a change, in the words of one edition."""

from __future__ import annotations

from decimal import Decimal

from exporter import locale
from exporter.compose import naming
from exporter.compose.comparison.changes import Changed, Comparison, Instrument, Measured
from exporter.compose.prose import Prose, capital
from exporter.compose.tables import NOTHING, Tables
from exporter.locale import Edition
from exporter.model.chapter import Chapter
from exporter.model.codes import Qualifier
from exporter.model.edtf import Edtf
from exporter.model.records import Agreement, Figure


class Side:
    """One of the two chapters, with the words for its records."""

    def __init__(self, chapter: Chapter, edition: Edition) -> None:
        self.chapter, self.edition = chapter, edition
        self.prose = Prose(chapter, edition)
        self.tables = Tables(self.prose)

    @property
    def period(self) -> str:
        """The time that the chapter is about: "2021"."""
        return locale.say_when(Edtf.parse(str(self.chapter.report.period)), self.edition)

    def name(self, record: Instrument) -> str:
        """The title of an agreement; the partner of an arrangement."""
        if isinstance(record, Agreement):
            return self.prose.heading(record)
        return naming.called(record.partner, self.chapter, self.edition)

    def parties(self, record: Instrument) -> str:
        """Everybody but ourselves."""
        ids = record.parties if isinstance(record, Agreement) else (record.partner,)
        return self.tables.parties(ids)

    def standing(self, record: Instrument) -> str:
        """State, and until when."""
        state, until = self.tables.state(record), self.tables.until(record)
        return self.edition.text("comparison", "{state}; until: {until}", state=state, until=until)


class Words:
    """Says what differs between two chapters."""

    def __init__(self, found: Comparison, edition: Edition) -> None:
        self.edition = edition
        self.before, self.after = Side(found.before, edition), Side(found.after, edition)

    def name(self, one: Changed) -> str:
        """What changed, by the name that the later chapter gives it, if it names it."""
        if one.after is not None and (one.before is None or one.after.id == one.before.id):
            return self.after.name(one.after)
        assert one.before is not None
        return self.before.name(one.before)

    def parties(self, one: Changed) -> str:
        """With whom."""
        if one.after is not None:
            return self.after.parties(one.after)
        assert one.before is not None
        return self.before.parties(one.before)

    def then(self, one: Changed) -> str:
        """How it stood at the earlier chapter's day."""
        return self.before.standing(one.before) if one.before else NOTHING

    def now(self, one: Changed) -> str:
        """How it stands at the later chapter's day, and what was done."""
        if one.after is None:
            return NOTHING
        said = self.after.standing(one.after)
        if one.before is not None and one.after.id != one.before.id:
            heir = self.after.name(one.after)
            said = self.edition.text("comparison", "{title}: {standing}", title=heir, standing=said)
        if not one.actions:
            return said
        done = self.after.tables.actions(one.actions)
        return self.edition.text("comparison", "{standing}. {actions}", standing=said, actions=capital(done))

    # -- figures -----------------------------------------------------------------------------------

    def figure(self, one: Measured) -> str:
        """What is counted."""
        side, figure = (self.after, one.after) if one.after else (self.before, one.before)
        assert figure is not None
        return capital(side.prose.words(figure.scope, figure))

    def value(self, figure: Figure | None, side: Side) -> str:
        """A value with its unit and qualifier."""
        return side.prose.count(figure, words=False) if figure else NOTHING

    def difference(self, one: Measured) -> str:
        """The difference with its sign; "about" where one of the two is not exact."""
        if one.difference is None:
            return NOTHING
        return self._qualified(one, self._signed(one.difference))

    def share(self, one: Measured) -> str:
        """The difference in per cent of the earlier value, with its sign."""
        if one.share is None:
            return NOTHING
        said = locale.say_share(abs(one.share), self.edition)
        return self._qualified(one, self._sign(one.share, said))

    def _signed(self, n: Decimal) -> str:
        return self._sign(n, locale.say_number(abs(n), self.edition))

    def _sign(self, n: Decimal, said: str) -> str:
        if not n:
            return said
        pattern = "+{n}" if n > 0 else "−{n}"
        return self.edition.text("comparison", pattern, n=said)

    def _qualified(self, one: Measured, said: str) -> str:
        both = (one.before, one.after)
        if all(figure and figure.qualifier is Qualifier.EXACTLY for figure in both):
            return said
        return self.edition.text("qualifier", "about {count}", count=said)
