"""What every briefing is made of: numbered headings, honest lines, annexes, open points, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exporter import locale
from exporter.compose import frame, staff, timeline
from exporter.compose.counted import counted, inlines
from exporter.compose.prose import Prose, capital
from exporter.compose.provenance import Provenance
from exporter.compose.tables import Tables, newest_first
from exporter.compose.timeline import Happening
from exporter.compose.unsaid import unsaid
from exporter.document.nodes import (
    Block,
    Cell,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Picture,
    Strong,
    Table,
    Text,
    text,
)
from exporter.locale import Edition, say_section
from exporter.model.chapter import LEAD, Chapter
from exporter.model.edtf import Edtf
from exporter.model.records import Figure, Person, Photo, Section


class Parts:
    """The parts of one briefing in one edition."""

    def __init__(self, chapter: Chapter, edition: Edition) -> None:
        self.chapter, self.edition = chapter, edition
        self.prose = Prose(chapter, edition)
        self.tables = Tables(self.prose)
        self._headings = self._annexes_named = 0

    def t(self, words: str, **values: str) -> str:
        """Return a phrase of briefings."""
        return self.edition.text("briefing", words, **values)

    def noted(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Return `blocks` with footnotes that say how a fact is known."""
        return Provenance(self.prose).noted(blocks)

    # -- headings ----------------------------------------------------------------------------------

    def heading(self, words: str, anchor: str) -> Heading:
        """Return the next numbered heading: "3 Agreements", 三、协议与文件."""
        self._headings += 1
        return Heading(1, text(self.t(words)), anchor, say_section(str(self._headings), self.edition))

    def annex(self, words: str, anchor: str, level: int = 1) -> Heading:
        """Return the heading of the next annex: "Annex B. Timeline", 附件2　时间线."""
        mark = self.edition.pattern("annex", "A B C D E F G H I J K L M N").split()[self._annexes_named]
        self._annexes_named += 1
        title = self.edition.text("annex", words)
        named = self.edition.text("frame", "Annex {letter}. {title}", letter=mark, title=title)
        return Heading(level, text(named), anchor)

    # -- small blocks ------------------------------------------------------------------------------

    def line(self, head: str, words: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return "Last meeting: …", its head strong."""
        return (Strong(text(head + self.edition.text("frame", ": "))), *words)

    def glance(self, lines: Iterable[tuple[str, tuple[Inline, ...]]]) -> Iterator[Block]:
        """Yield the first section: the few lines that a reader in a hurry needs, as a table."""
        yield self.heading("At a glance", "glance")
        rows = tuple((Cell(text(self.t(head))), Cell(words)) for head, words in lines)
        columns = self.tables.columns(("Item", 2), ("Content", 6))
        yield self.tables.table("t-glance", "At a glance", columns, rows)

    def empty(self, words: str) -> Paragraph:
        """Return one honest line in place of a section's records."""
        return Paragraph(text(self.t(words)), role="empty")

    def table_or_line(self, table: Table, nothing: str) -> Iterator[Block]:
        """Yield a table, or one honest line where it has no rows."""
        yield table if table.rows else self.empty(nothing)

    def counts(self) -> Iterator[tuple[str, tuple[Inline, ...]]]:
        """Yield how many records of each kind there are."""
        for head, noun, records in (
            ("Meetings and events", "engagement", self.chapter.engagements),
            ("Agreements", "instrument", self.chapter.agreements),
            ("Projects", "project", self.chapter.projects),
            ("Publications", "publication", self.chapter.publications),
        ):
            yield head, self.counted(noun, records)

    def counted(self, noun: str, records: Sequence[object]) -> tuple[Inline, ...]:
        """Return how many records there are, or that there are none."""
        if not records:
            return text(self.t("none recorded"))
        said = locale.say_count(len(records), noun, self.edition, words=False)
        return text(said, rule=f"count:{noun}")

    def figures_told(self) -> Iterator[Block]:
        """Yield the numbers that the source states of this selection, in one paragraph."""
        if self.chapter.figures:
            parts: list[Inline] = [Strong(text(self.t("Numbers stated") + self.edition.text("frame", ": ")))]
            for position, figure in enumerate(self.chapter.figures):
                parts += [Text(self.edition.text("table", "; "))] if position else []
                parts += self.figure_line(figure)
            yield Paragraph(tuple(parts), role="note")

    def figure_line(self, figure: Figure) -> tuple[Inline, ...]:
        """Return a number that the source states, with what it covers and its day."""
        said = self.edition.text(
            "briefing",
            "{figure}: {scope} ({day})",
            figure=self.prose.count(figure, words=False),
            scope=self.prose.words(figure.scope, figure),
            day=self.tables.day(figure),
        )
        return (Text(said, record=figure.id, rule="say_count"),)

    def picture(self, photo: Photo) -> Picture | Paragraph:
        """Return a photograph of the chapter; of one without an image, its caption as a note."""
        caption = self.prose.words(photo.caption, photo)
        if photo.image is None:
            said = counted(capital(caption), [f"{photo.id}.caption"], "title")
            return Paragraph(inlines(self.t("Photograph: {caption}", caption=said)), "note", photo.id)
        alt = self.prose.words(photo.alt, photo) if photo.alt else caption
        caption_of = f"{photo.id}.caption"
        return Picture(photo.id, text(capital(caption), record=caption_of, rule="title"), alt)

    def last_meeting(self) -> tuple[Inline, ...]:
        """Return the last engagement with a stated month, or why there is none."""
        dated = [e for e in self.chapter.engagements if e.date.month is not None]
        if not dated:
            held = bool(self.chapter.engagements)
            return text(
                self.edition.text("briefing", "none with a stated month" if held else "none recorded")
            )
        last = newest_first(dated)[0]
        day = self.tables.when(last.date, last.date_basis)
        said = self.t("{date}, ", date=counted(day, [f"{last.id}.date"], "say_when:abbreviated"))
        return (*inlines(said), *self.prose.titles(last))

    def written(self, field: str) -> Iterator[Block]:
        """Yield a section of staff's own input; without input it is left out, and the build log names it."""
        written = staff.points(self.chapter, field, self.prose, self.tables)
        if written:
            yield self.heading(staff.SECTIONS[field], field.replace("_", "-"))
            yield ListBlock(written, ordered=field == "talking_points")

    def tasks(self) -> Iterator[Block]:
        """Yield what was promised and what staff plan, or that nothing is."""
        yield self.heading("Next steps and commitments", "next-steps")
        planned = [overlay for overlay in self.chapter.overlay if overlay.next_action]
        table = self.tables.tasks("t-tasks", self.chapter.commitments, planned)
        yield from self.table_or_line(table, "No commitment recorded.")

    # -- the end of every briefing -----------------------------------------------------------------

    def people_annex(self, people: Iterable[Person]) -> Iterator[Block]:
        """Yield the annex of people."""
        yield self.annex("People", "annex-people")
        table = self.tables.people("t-people", people)
        yield table if table.rows else self.nothing("No person named.")

    def timeline_annex(self, happened: Iterable[Happening]) -> Iterator[Block]:
        """Yield the annex of dated facts."""
        yield self.annex("Timeline", "annex-timeline")
        table = timeline.table("t-timeline", happened, self.tables)
        yield table if table.rows else self.nothing("No dated event recorded.")

    def last_annexes(self) -> Iterator[Block]:
        """Yield the annexes that close a briefing: open points, sources with photographs."""
        yield self.annex("What the source does not say", "annex-open")
        yield from self.open_points()
        yield self.annex("Sources", "annex-sources")
        yield from self.sources()
        yield from self.photographs()

    def nothing(self, words: str) -> Paragraph:
        """Return one honest line in place of an annex's records."""
        return Paragraph(text(self.edition.text("annex", words)), role="empty")

    def open_points(self) -> Iterator[Block]:
        """Yield what the source leaves open, or that it leaves nothing open."""
        rows = tuple(
            (
                Cell(gap.what),
                Cell(text(gap.said, record=gap.record, rule=gap.rule)),
            )
            for gap in unsaid(self.chapter, self.prose)
        )
        columns = self.tables.columns(("Of what", 4), ("Left open", 4))
        if rows:
            yield self.tables.table("t-open", "What the source does not say", columns, rows)
        else:
            yield self.nothing("Nothing is left open.")

    @staticmethod
    def _of_report(field: str, words: str, rule: str = "as written") -> str:
        return counted(words, [f"report.{field}"], rule)

    def sources(self) -> Iterator[Block]:
        """Yield where everything comes from: the report, its sections, the photographs, whom to ask."""
        report, tag = self.chapter.report, self.edition.tag
        issued, as_of = Edtf.parse(report.issued), Edtf.parse(report.as_of)
        yield Paragraph(
            inlines(
                self.edition.text(
                    "annex",
                    "{report}, {chapter}; version {version} of {issued}; data {as_of}.",
                    report=self._of_report("title", locale.say_title(report.title[tag], self.edition)),
                    chapter=self._of_report("chapter", frame.chapter_title(self.chapter, self.edition)),
                    version=self._of_report("version", report.version),
                    issued=self._of_report("issued", locale.say_when(issued, self.edition), "say_when"),
                    as_of=self._of_report("as_of", locale.say_as_of(as_of, self.edition), "say_as_of"),
                )
            ),
            role="source",
        )
        table = self.tables.sections("t-sources", self._told_in())
        if table.rows and self.chapter.whole is not None:  # of a whole chapter, the contents list them
            yield table
        if report.contact:
            contact = self.edition.text("annex", "Contact: {contact}", contact=report.contact)
            yield Paragraph(text(contact), role="source")

    def _told_in(self) -> list[Section]:
        """The sections that tell the records of this briefing, in the order of the source."""
        told = {s for r in self.chapter.selected.values() if r.told for s in self.chapter.sections_of(r)}
        whole = self.chapter.whole or self.chapter
        return [section for section in whole.sections if section.number in told - {LEAD}]

    def photographs(self) -> Iterator[Block]:
        """Yield the captions of the photographs of this selection, in one paragraph."""
        if self.chapter.photos:
            parts: list[Inline] = [
                Text(self.t("Photographs in the source") + self.edition.text("frame", ": "))
            ]
            for position, photo in enumerate(self.chapter.photos):
                parts += [Text(self.edition.text("table", "; "))] if position else []
                parts.append(Text(self.prose.words(photo.caption, photo), record=photo.id))
            yield Paragraph(tuple(parts), role="source")
