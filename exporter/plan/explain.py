"""A printed word → the record that it comes from, where the source says so, and what it says now."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path

from exporter.document.nodes import Document
from exporter.document.traces import Maker, printed
from exporter.errors import Place, UsageError
from exporter.loading.project import Loaded, load
from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.codes import Audience
from exporter.model.facts import UnknownFact, fact, facts_of, path_of
from exporter.model.records import Ordinal, Report
from exporter.model.text import Message
from exporter.plan.jobs import Job, languages_of
from exporter.plan.workshop import Workshop
from exporter.readers.docx import PrintedFile, Printing, read_printed
from exporter.scope import parse_scope

_MOST_NEAR = 5
_MOST_AROUND = 70  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph of the report that tells a record: its section, its position there from 1, its place."""

    paragraph: str
    section: str
    position: int
    place: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A field of a record: what the source writes there, and where."""

    record: str
    field: str
    value: str
    place: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a file prints something: below which heading, in which paragraph, counted from 1; 0 in a note."""

    heading: str
    paragraph: int
    around: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words of a file with all that made them.

    `within` are the facts inside a title or a description that hold the words asked for; `remark`
    says what has changed since the file was built, "" for nothing.
    """

    printed: str
    rule: str
    edition: str
    origins: tuple[Origin, ...]
    within: tuple[Origin, ...]
    spots: tuple[Spot, ...]
    remark: str


def explain(
    project: Path, file: Path, *, text: str = "", record: str = "", chapter: str | None = None
) -> tuple[Explanation, ...]:
    """Return what made each place of `file` that prints `text`, or anything of `record`.

    UsageError if nothing does; it names what comes near.
    """
    read = read_printed(file)
    wanted = _WholeWord(text) if text else _OfRecord(record)
    found: dict[tuple[Maker, str, bool], list[Printing]] = defaultdict(list)
    for printing in read.printings:
        if wanted(printing):
            found[printing.maker, printing.words, printing.edited].append(printing)
    if not found:
        raise _nothing(read, text, record)
    source = _Source(load(project, chapter), project, read)
    return tuple(source.explained(printings, text) for printings in found.values())


_SPACE = re.compile("[ \u00a0]")  # a reader types one where a page has the other


class _WholeWord:
    """Tells what prints a text as it stands, not inside a longer number or word."""

    def __init__(self, text: str) -> None:
        before = r"(?<![0-9A-Za-z])(?<![0-9][.,])" if text[:1].isascii() and text[:1].isalnum() else ""
        after = r"(?![0-9A-Za-z])(?![.,][0-9])" if text[-1:].isascii() and text[-1:].isalnum() else ""
        words = map(re.escape, _SPACE.split(text))
        self._pattern = re.compile(before + _SPACE.pattern.join(words) + after)

    def __call__(self, printing: Printing) -> bool:
        return self.is_in(printing.words)

    def is_in(self, words: str) -> bool:
        return self._pattern.search(words) is not None


class _OfRecord:
    """Tells what was made from a record, or from one field of it."""

    def __init__(self, record: str) -> None:
        self._record = record

    def __call__(self, printing: Printing) -> bool:
        return any(
            trace == self._record or trace.startswith(f"{self._record}.")
            for trace in printing.maker.record.split()
        )


def _nothing(read: PrintedFile, text: str, record: str) -> UsageError:
    if record:
        known = {trace.partition(".")[0] for p in read.printings for trace in p.maker.record.split()}
        problem = f"the file prints nothing of '{record}'"
        near = get_close_matches(record, sorted(known), _MOST_NEAR, 0.5)
    else:
        words = {p.words for p in read.printings}
        written = text in read.text
        problem = (
            f"'{text}' stands in the file, but no record made it: a heading, a caption, or typed by hand"
            if written
            else f"the file does not print '{text}'"
        )
        inside = sorted((w for w in words if text in w), key=len)
        near = [*inside, *get_close_matches(text, sorted(words - set(inside)), _MOST_NEAR, 0.5)]
    close = ", ".join(f"'{_shortened(one)}'" for one in near[:_MOST_NEAR])
    return UsageError(f"{problem}\n  remedy: " + (f"near it: {close}" if close else "look it up in the file"))


def _shortened(words: str) -> str:
    return words if len(words) <= _MOST_AROUND else words[:_MOST_AROUND] + "…"


class _Source:
    """The source as it is now, beside what a file prints."""

    def __init__(self, loaded: Loaded, project: Path, read: PrintedFile) -> None:
        self._loaded, self._chapter, self._read = loaded, loaded.chapter, read
        self._workshop = Workshop(project, loaded.chapter, Audience.RESTRICTED, lambda _: None)
        self._now = _printed_now(self._workshop, self._chapter, read)

    def explained(self, printings: Sequence[Printing], text: str) -> Explanation:
        first = printings[0]
        origins = tuple(self._origins(first.maker))
        spots = dict.fromkeys(Spot(p.heading, p.paragraph, _shortened(p.around)) for p in printings)
        return Explanation(
            printed=first.words,
            rule=first.maker.rule,
            edition=self._read.edition,
            origins=origins,
            within=tuple(dict.fromkeys(self._within(first.maker, text))) if text else (),
            spots=tuple(spots),
            remark=self._remark(first, origins),
        )

    # -- what has changed --------------------------------------------------------------------------

    def _remark(self, printing: Printing, origins: Sequence[Origin]) -> str:
        gone = [o.record for o in origins if not o.place]
        said = []
        now = self._now.get(printing.maker)
        if gone:
            said.append(f"the source has no {', '.join(gone)} any more")
        elif now is None:
            said.append("the source prints nothing of the kind any more")
        elif printing.words not in now:
            said.append(f"the source now says {' or '.join(f'“{words}”' for words in sorted(now))}")
        if printing.edited:
            said.append(f"the file was edited here: “{_shortened(printing.around)}”")
        return "; ".join(said)

    # -- where it comes from -----------------------------------------------------------------------

    def _origins(self, maker: Maker) -> Iterator[Origin]:
        for trace in maker.record.split():
            name, _, field = trace.partition(".")
            yield self._origin(name, field)

    def _origin(self, name: str, field: str) -> Origin:
        record = self._record(name)
        if record is None:
            return Origin(name, field, "", "", ())
        path = path_of(record, field)
        key = "report" if isinstance(record, Report) else name
        place = self._loaded.places.of(key, path)
        return Origin(name, field, self._value(record, field, path), _line(place), tuple(self._told(record)))

    def _record(self, name: str) -> AnyRecord | Report | None:
        report = self._chapter.report
        return report if name in ("report", report.id) else self._chapter.records.get(name)

    def _value(self, record: AnyRecord | Report, field: str, path: str) -> str:
        """What the source writes: a date as EDTF, a number, a message with its placeholders."""
        found = facts_of(record)
        value = found[field].value if field in found else getattr(record, path, None)
        if value is record:  # a figure's own fact
            value = getattr(record, "value", "")
        match value:
            case Message():
                return " / ".join(value.raw(tag) for tag in languages_of(self._read.edition))
            case Ordinal():
                return str(value.number)
            case tuple() | None:
                return ""
            case _:
                texts = getattr(value, "texts", None)
                return str(value) if texts is None else " / ".join(texts.values())

    def _told(self, record: AnyRecord | Report) -> Iterator[Told]:
        for paragraph in getattr(record, "told", ()):
            section = self._chapter.paragraph_by_id[paragraph].section
            fellows = [p.id for p in self._chapter.paragraphs if p.section == section]
            place = _line(self._loaded.places.of(paragraph))
            yield Told(paragraph, section, fellows.index(paragraph) + 1, place)

    def _within(self, maker: Maker, text: str) -> Iterator[Origin]:
        """The facts inside a description that print the words asked for."""
        from exporter.compose.prose import Prose

        wanted = _WholeWord(text)
        name, _, field = maker.record.partition(".")
        record = self._record(name)
        if record is None or isinstance(record, Report):
            return
        message = _message(record, path_of(record, field))
        for tag in languages_of(self._read.edition) if message is not None else ():
            prose = Prose(self._chapter, self._workshop.edition(tag))
            for slot in message.slots(tag):  # type: ignore[union-attr]
                try:
                    pointed = fact(self._chapter, slot, record)
                except UnknownFact:
                    continue
                if wanted.is_in(prose.say(pointed, slot.form)):
                    yield self._origin(pointed.record.id, slot.field)


def _message(record: AnyRecord, path: str) -> Message | None:
    from exporter.model.walk import messages_in

    return next((message for at, message in messages_in(record) if at == path), None)


def _line(place: Place) -> str:
    return f"{place.file}:{place.line}" if place.line else str(place)


def _printed_now(workshop: Workshop, chapter: Chapter, read: PrintedFile) -> Mapping[Maker, frozenset[str]]:
    """What the same product would print today; nothing where its scope is gone."""
    try:
        (scope,) = parse_scope(read.scope, chapter)
    except (UsageError, ValueError):
        return {}
    if not set(languages_of(read.edition)) <= set(chapter.report.editions):
        return {}
    document = workshop.compose(Job(scope, read.edition, "briefing")).tree
    assert isinstance(document, Document)
    found: dict[Maker, set[str]] = defaultdict(set)
    for maker, words in printed(document):
        found[maker].add(words)
    return {maker: frozenset(words) for maker, words in found.items()}


# -- told ------------------------------------------------------------------------------------------


def explained_text(explanations: Iterable[Explanation]) -> str:
    """Return explanations as lines for a terminal, a blank line between them."""
    return "\n".join("\n".join(_lines(e)) + "\n" for e in explanations)


def _lines(one: Explanation) -> Iterator[str]:
    yield f"“{one.printed}”  ({one.edition}, {one.rule or 'as written'})"
    if one.rule.startswith("count") and not one.origins:
        yield "  counted over the records of the product's scope"
    for origin in one.origins:
        yield from _origin_lines("from", origin)
    for origin in one.within:
        yield from _origin_lines("within it", origin)
    for spot in one.spots:
        where = f"paragraph {spot.paragraph}" if spot.paragraph else "footnote"
        under = f" below “{spot.heading}”" if spot.heading else ""
        yield f"  printed in {where}{under}"
    if one.remark:
        yield f"  changed: {one.remark}"


def _origin_lines(head: str, origin: Origin) -> Iterator[str]:
    name = f"{origin.record}.{origin.field}" if origin.field else origin.record
    value = f" = {origin.value}" if origin.value else ""
    yield f"  {head} {name}{value}  {origin.place}".rstrip()
    for told in origin.told:
        yield f"    told in § {told.section}, paragraph {told.position} ({told.paragraph})  {told.place}"


def explained_json(explanations: Iterable[Explanation]) -> str:
    """Return explanations as JSON: one object a match."""
    return json.dumps([asdict(e) for e in explanations], ensure_ascii=False, indent=1) + "\n"
