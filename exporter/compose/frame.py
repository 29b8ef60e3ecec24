"""What surrounds every reading product: cover, running header and footer, properties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from exporter import locale
from exporter.compose import naming
from exporter.compose.abbreviations import explained
from exporter.compose.labels import label
from exporter.document.nodes import Block, Cover, Document, Furniture, Labels, Properties
from exporter.document.passes import number, speaking, unbroken
from exporter.locale import Edition
from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.codes import Audience
from exporter.model.edtf import Edtf
from exporter.model.records import Group, Organization, Paragraph
from exporter.scope import Scope


def chapter_title(chapter: Chapter, edition: Edition) -> str:
    """Return "Chapter VII. International Cooperation", "第七章　国际合作"."""
    report = chapter.report
    number = locale.say_chapter(report.chapter, edition)
    return edition.text(
        "frame", "{chapter}: {title}", chapter=number, title=report.chapter_title[edition.tag]
    )


def scope_title(chapter: Chapter, scope: Scope, edition: Edition) -> str:
    """Return what a scope is called on a cover: the partner's name, the section's title."""
    match scope.kind:
        case "chapter":
            return chapter.report.chapter_title[edition.tag]
        case "section":
            title = next(s.title for s in chapter.sections if s.number == scope.id)
            return edition.text(
                "frame", "Section {number}: {title}", number=scope.id, title=_plain(title, chapter, edition)
            )
        case "partner":
            return partner_name(chapter, scope.id, edition)
        case "framework":
            group = chapter.records[scope.id]
            assert isinstance(group, Group)
            return naming.full(group, edition)
        case _:
            return locale.say_when(Edtf.parse(scope.id), edition)


def _plain(message: object, chapter: Chapter, edition: Edition) -> str:
    from exporter.compose.prose import Prose
    from exporter.model.text import Message

    assert isinstance(message, Message)
    return Prose(chapter, edition).words(message)


def partner_name(chapter: Chapter, code: str, edition: Edition, say: naming.SayAgent = naming.full) -> str:
    """Return the name of a partner: of the office with that ST.3 code, or of the economy with its offices."""
    offices = chapter.bodies_of.get(code, ())
    by_code = [o for o in offices if o.st3 == code]
    if by_code and all(o.economy is None for o in by_code):
        return say(by_code[0], edition)
    return locale.say_territory(code, edition)


def properties(chapter: Chapter, scope: Scope, kind: str, edition: Edition) -> Properties:
    """Return what the file says of itself."""
    report = chapter.report
    title = edition.text("frame", "{kind}: {title}", kind=kind, title=scope_title(chapter, scope, edition))
    return Properties(
        title=title,
        subject=chapter_title(chapter, edition),
        author=_office(chapter, edition),
        keywords=tuple(keyword[edition.tag] for keyword in report.keywords),
        stamp=f"{report.issued}T00:00:00Z",
        revision=report.version,
        edition=edition.tag,
        scope=str(scope),
    )


def _office(chapter: Chapter, edition: Edition) -> str:
    office = chapter.records[chapter.report.office]
    assert isinstance(office, Organization)
    return naming.full(office, edition)


def cover(chapter: Chapter, scope: Scope, kind: str, edition: Edition) -> Cover:
    """Return the title block of a product."""
    report = chapter.report
    whole = scope.kind == "chapter"
    return Cover(
        kind=kind,
        title=scope_title(chapter, scope, edition),
        subtitle=report.title[edition.tag] if whole else chapter_title(chapter, edition),
        details=(
            (edition.text("frame", "Issued by"), _office(chapter, edition)),
            (edition.text("frame", "Period"), locale.say_when(report.period, edition)),
            (edition.text("frame", "Data"), locale.say_as_of(Edtf.parse(report.as_of), edition)),
            (edition.text("frame", "Date"), locale.say_when(Edtf.parse(report.issued), edition)),
            (edition.text("frame", "Version"), report.version),
        ),
    )


def furniture(chapter: Chapter, scope: Scope, kind: str, edition: Edition, audience: Audience) -> Furniture:
    """Return what stands on every page; a public product bears no marking."""
    report = chapter.report
    source = edition.text(
        "frame",
        "Source: {report}, {chapter}. Version {version}.",
        report=report.title[edition.tag],
        chapter=chapter_title(chapter, edition),
        version=report.version,
    )
    title = edition.text("frame", "{kind}: {title}", kind=kind, title=scope_title(chapter, scope, edition))
    return Furniture(
        running_header=title,
        footer=source,
        page=edition.pattern("frame", "Page {page} of {pages}"),
        marking="" if audience is Audience.PUBLIC else label(audience, edition),
    )


def reading_product(
    chapter: Chapter,
    scope: Scope,
    kind: str,
    edition: Edition,
    blocks: Iterable[Block],
) -> Document:
    """Return a reading product: `blocks` between cover and furniture, captions numbered, acronyms explained.

    Its marking is the highest of the records that it may print.
    """
    marking, body = highest_of(chapter), tuple(blocks)
    document = Document(
        language=edition.language_tag,
        properties=properties(chapter, scope, kind, edition),
        cover=cover(chapter, scope, kind, edition),
        furniture=furniture(chapter, scope, kind, edition, marking),
        labels=labels(edition),
        blocks=explained(body, chapter, edition),
        right_to_left=(edition.language_tag,) if edition.right_to_left else (),
    )
    return unbroken(speaking(number(document), naming.foreign(chapter.whole or chapter, edition)))


def labels(edition: Edition) -> Labels:
    """Return the patterns of captions."""
    return Labels(
        table=edition.pattern("frame", "Table {number}  {caption}"),
        figure=edition.pattern("frame", "Figure {number}  {caption}"),
        colon=edition.text("frame", ": "),
        semicolon=edition.text("table", "; "),
        columns=edition.pattern("frame", "Columns: {columns}"),
        key_figures=edition.text("frame", "Key figures"),
        language=edition.text("frame", "edition name"),
    )


def briefing(
    chapter: Chapter,
    scope: Scope,
    edition: Edition,
    blocks: Iterable[Block],
    meeting: Iterable[tuple[str, str]] = (),
) -> Document:
    """Return a briefing; its cover also says for which meeting, in which edition, under which marking."""
    kind = edition.text("product", "Briefing")
    document = reading_product(chapter, scope, kind, edition, blocks)
    printed = document.cover.details if scope.kind == "chapter" else _prepared(chapter, edition)
    marked = (
        (edition.text("frame", "Edition"), edition.text("frame", "edition name")),
        (edition.text("frame", "Marking"), label(highest_of(chapter), edition)),
    )
    details = (*meeting, *printed, *marked) if scope.kind == "chapter" else (*meeting, *printed)
    page = replace(document.furniture, marking=document.furniture.marking.upper())  # a banner is in capitals
    subtitle = "" if scope.kind == "partner" else document.cover.subtitle  # the footer names the chapter
    cover = replace(document.cover, details=details, subtitle=subtitle)
    return replace(document, cover=cover, furniture=page)


def _prepared(chapter: Chapter, edition: Edition) -> tuple[tuple[str, str], ...]:
    """The lines of a short cover, so that two pages hold the briefing: by whom, how it stands, what it is."""
    report = chapter.report
    by = edition.text(
        "frame",
        "{office}, {date}",
        office=_office(chapter, edition),
        date=locale.say_when(Edtf.parse(report.issued), edition),
    )
    stamp = edition.text(
        "frame",
        "{edition}; version {version}; {marking}",
        edition=edition.text("frame", "edition name"),
        version=report.version,
        marking=label(highest_of(chapter), edition),
    )
    return (
        (edition.text("frame", "Issued by"), by),
        (edition.text("frame", "Data"), locale.say_as_of(Edtf.parse(report.as_of), edition)),
        (edition.text("frame", "Edition and marking"), stamp),
    )


def highest_of(chapter: Chapter) -> Audience:
    """Return the marking of a product that may print all of `chapter`."""
    return highest((*chapter.selected.values(), *chapter.paragraphs))


def highest(records: Iterable[AnyRecord | Paragraph]) -> Audience:
    """Return the narrowest audience of the parts: the marking of the whole."""
    return max((record.audience for record in records), key=lambda a: a.rank, default=Audience.PUBLIC)
