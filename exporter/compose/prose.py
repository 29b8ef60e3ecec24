"""Messages → words and inlines: every placeholder is printed here, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from exporter import locale
from exporter.compose import naming
from exporter.document.nodes import Inline, Text, Title
from exporter.locale import Edition
from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.codes import ProjectKind, Qualifier
from exporter.model.edtf import Edtf
from exporter.model.facts import Fact, FactKind, fact
from exporter.model.records import Figure, Group, Ordinal, Organization, Person, Project
from exporter.model.text import Localized, Message, Slot


class Prose:
    """Prints the messages of one chapter in one edition, for one product.

    It remembers who was mentioned: the first mention of a body prints its full name with the
    acronym, later ones the short name.  `brief` prints short names throughout, for tables.
    """

    def __init__(self, chapter: Chapter, edition: Edition) -> None:
        self.chapter, self.edition = chapter, edition
        self._mentioned: set[str] = set()
        self._titles: dict[str, tuple[Inline, ...]] = {}

    def words(self, message: Message, owner: AnyRecord | None = None) -> str:
        """Return a message as plain characters, with short names and without marks of titles."""
        parts = (p if isinstance(p, str) else self._short(p, owner) for p in message[self.edition.tag])
        return "".join(parts)

    def title(self, record: AnyRecord) -> str:
        """Return a record's title as plain characters."""
        return self.words(_title_of(record), record)

    def heading(self, record: AnyRecord) -> str:
        """Return a record's title as it stands alone: with a capital where the script has one."""
        return capital(self.title(record))

    def titles(self, record: AnyRecord) -> tuple[Inline, ...]:
        """Return a record's title as inlines for a cell, marked as a title where the source prints it."""
        if record.id not in self._titles:  # a product names a record in several tables
            self._titles[record.id] = self._title(Fact("title", _title_of(record), record), alone=True)
        return self._titles[record.id]

    def inlines(self, message: Message, owner: AnyRecord | None = None) -> tuple[Inline, ...]:
        """Return a message as inlines, names in full where they stand for the first time."""
        found: list[Inline] = []
        before = ""
        for part in message[self.edition.tag]:
            found.extend((Text(part),) if isinstance(part, str) else self._slot(part, owner, before))
            before = part if isinstance(part, str) else " "
        return tuple(found)

    def _slot(self, slot: Slot, owner: AnyRecord | None, before: str) -> tuple[Inline, ...]:
        pointed = fact(self.chapter, slot, owner)
        if pointed.kind == "title" and slot.form != "plain":
            return self._title(pointed)
        if pointed.kind == "agent" and not slot.form:
            said = self._agent(cast(Organization | Group, pointed.value), before)
            return (Text(said, record=slot.target, rule="say_name"),)
        if pointed.kind == "person" and slot.form == "introduced":
            person = cast(Person, pointed.value)
            said = naming.introduced(person, self.chapter, self.edition, self._mention)
            return (Text(said, record=slot.target, rule="say_name:introduced"),)
        return (self._traced(pointed, slot),)

    def _traced(self, pointed: Fact, slot: Slot) -> Text:
        """A fact in words, with the field that it was read from and the rule that said it."""
        trace = f"{pointed.record.id}.{slot.field}" if slot.field else pointed.record.id
        return Text(self.say(pointed, slot.form), record=trace, rule=rule_of(pointed, slot.form))

    def _agent(self, agent: Organization | Group, before: str) -> str:
        """A name in running text; authors place the article of short names themselves."""
        first = agent.id not in self._mentioned
        said = self._mention(agent, self.edition)
        return naming.with_article(agent, said, before, self.edition) if first else said

    def _mention(self, agent: Organization | Group, edition: Edition) -> str:
        """The full name at the first mention in a product, the short one after it."""
        if agent.id in self._mentioned:
            return naming.short(agent, edition)
        self._mentioned.add(agent.id)
        return naming.full(agent, edition)

    def _title(self, pointed: Fact, *, alone: bool = False) -> tuple[Inline, ...]:
        message, trace = cast(Message, pointed.value), f"{pointed.record.id}.title"
        titled = getattr(pointed.record, "titled", False)
        if not titled and not alone:
            said = self._described(message, cast(AnyRecord, pointed.record))
            return (Text(said, record=trace, rule=_TITLE),)
        words = self.words(message, cast(AnyRecord, pointed.record))
        words = capital(words) if alone else words
        if not titled:
            return (Text(words, record=trace, rule=_TITLE),)
        if not _is_document(pointed.record):
            # A project has a name in quotation marks; only a policy is a document with a title.
            return (Text(locale.say_quote(words, self.edition), record=trace, rule="say_quote"),)
        return (Title((Text(locale.say_title(words, self.edition), record=trace, rule="say_title"),)),)

    def _described(self, message: Message, owner: AnyRecord) -> str:
        """A description in running text: the bodies in it are mentioned like any others."""
        said = ""
        for part in message[self.edition.tag]:
            if isinstance(part, str):
                said += part
                continue
            pointed = fact(self.chapter, part, owner)
            if pointed.kind == "agent" and not part.form:
                agent = cast(Organization | Group, pointed.value)
                first = agent.id not in self._mentioned
                name = self._mention(agent, self.edition)
                said += naming.after_link(agent, name, said, self.edition) if first else name
            elif pointed.kind == "title":
                said += self._described(cast(Message, pointed.value), cast(AnyRecord, pointed.record))
            else:
                said += self.say(pointed, part.form)
        return said

    def _short(self, slot: Slot, owner: AnyRecord | None) -> str:
        return self.say(fact(self.chapter, slot, owner), slot.form)

    def say(self, pointed: Fact, form: str = "") -> str:
        """Return a fact in words, in the form asked for."""
        edition, value = self.edition, pointed.value
        match value:
            case Edtf() if pointed.kind == "academic_year":
                return locale.say_academic_year(value, edition)
            case Edtf():
                return _date(value, form, edition)
            case Ordinal():
                return self.ordinal(value)
            case Figure():
                return locale.say_number(value.value, edition) if form == "number" else self.count(value)
            case Person():
                return self._person(value, form)
            case Organization() | Group():
                return _AGENT_FORMS.get(form, naming.short)(value, edition)
            case Message():
                words = self.words(value, cast(AnyRecord, pointed.record))
                return words if form == "plain" else self._in_marks(words, pointed.record)
            case Localized():
                return value[edition.tag]
            case tuple():
                return self._list(pointed, value)
            case str() if pointed.kind == "duration":
                return locale.say_duration(value, edition, adjective=form == "adjective")
            case str():
                return value

    def _in_marks(self, words: str, record: object) -> str:
        """A title within other words keeps the marks of its script, 《》; English has none to keep."""
        document = getattr(record, "titled", False) and _is_document(record)
        return locale.say_title(words, self.edition) if document else words

    def _person(self, person: Person, form: str) -> str:
        match form:
            case "titled":
                return naming.titled(person, self.chapter, self.edition)
            case "introduced":
                return naming.introduced(person, self.chapter, self.edition)
            case _:
                return naming.name(person, self.edition)

    def _list(self, pointed: Fact, codes: Sequence[str]) -> str:
        say = locale.say_language if pointed.kind == "languages" else locale.say_territory
        return locale.say_list([say(code, self.edition) for code in codes], self.edition)

    def ordinal(self, place: Ordinal) -> str:
        """Return a place in a series: "62nd Session", "第62届会议"."""
        forms = self.chapter.unit_by_id[place.unit].ordinal
        assert forms is not None  # loading checks it
        return locale.say_ordinal(place.number, forms[self.edition.tag], self.edition)

    def count(self, figure: Figure, *, words: bool = True) -> str:
        """Return a number with its unit and qualifier: "over 30 partners", "30余个合作伙伴"."""
        forms = self.chapter.unit_by_id[figure.unit].count
        assert forms is not None  # loading checks it
        said = locale.say_count(figure.value, forms[self.edition.tag], self.edition, words=words)
        if figure.qualifier is Qualifier.EXACTLY:
            return said
        return self.edition.text("qualifier", f"{figure.qualifier} {{count}}", count=said)


def _title_of(record: AnyRecord) -> Message:
    return cast(Message, getattr(record, _TITLE))


def _is_document(record: object) -> bool:
    """Whether a titled record is a document; of projects only a policy is."""
    return not isinstance(record, Project) or record.kind is ProjectKind.POLICY


_TITLE = "title"  # words of the source, with the facts in them said


def rule_of(pointed: Fact, form: str = "") -> str:
    """Return the name of the rule that says a fact in a form: "say_when:month", "say_count"."""
    value = pointed.value
    if isinstance(value, Figure):
        return "say_number" if form == "number" else "say_count"
    if isinstance(value, Edtf) and form == "as-of":
        return "say_as_of"
    rule = _RULES[pointed.kind]
    form = form or ("full" if rule == "say_when" else "")
    return f"{rule}:{form}" if form else rule


_RULES: Mapping[FactKind, str] = {
    "date": "say_when",
    "academic_year": "say_academic_year",
    "ordinal": "say_ordinal",
    "figure": "say_count",
    "title": _TITLE,
    "duration": "say_duration",
    "territories": "say_list",
    "languages": "say_list",
    "agent": "say_name",
    "person": "say_name",
    "words": "as written",
    "symbol": "as written",
}


def capital(words: str) -> str:
    """Return words as they stand alone: with a capital where the script has one."""
    return words[:1].upper() + words[1:]


_AGENT_FORMS = {"full": naming.full, "name": naming.name, "acronym": naming.acronym, "short": naming.short}


def _date(when: Edtf, form: str, edition: Edition) -> str:
    if form == "as-of":
        return locale.say_as_of(when, edition)
    return locale.say_when(when, edition, form or "full")
