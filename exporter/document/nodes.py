"""The page as printed: a closed set of blocks and inlines.

Words, numbers and their order are settled here; fonts, colours and pages are not.  A role names a
style of the theme.  Nothing here knows the model: `record` fields are opaque ids, carried so that a
printed figure can be traced to the record that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

# -- inlines ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain characters.

    `language` is a BCP 47 tag where it differs from the document's (a Latin name in the Chinese
    edition); `record` is the id that the words were made from, "record.field" for a field of it;
    `rule` names the function and form that made them ("say_when:month"), for who asks why.
    """

    text: str
    language: str | None = None
    record: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight: a label before its value, a key figure."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a work or an instrument.  English sets it in italics; a Chinese title already
    holds its 《》, and Han script is never slanted."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `target`: an http, https or mailto address, or "#anchor" inside the document."""

    inlines: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross reference to the numbered block `anchor`; the `number` pass fills in its `text`."""

    anchor: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page, called where it stands."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph or a cell."""


Inline: TypeAlias = Text | Strong | Title | Link | Reference | Footnote | LineBreak

# -- blocks ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4.  `number` is printed as given: "4.1", "（一）", "" for none."""

    level: int
    inlines: tuple[Inline, ...]
    anchor: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.  `role`: "body", "lead", "note", "source", "marking", "empty"."""

    inlines: tuple[Inline, ...]
    role: str = "body"
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is one paragraph's inlines."""

    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: what it prints, and how it stands in its column."""

    inlines: tuple[Inline, ...]
    align: Literal["start", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its header, and its share of the width relative to its neighbours."""

    header: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data with one header row; the first cell of a row is its stub when `stub` is set.

    `label` and `number` make the caption's "Table 3"; both are filled by the `number` pass from
    `Document.labels`.  `description` is its text alternative.
    """

    anchor: str
    caption: tuple[Inline, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    description: str = ""
    stub: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A photograph: the bytes of a PNG or JPEG that decodes, with its size in pixels as it is seen.

    `digest` stands for the bytes where documents are compared.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph with caption and alternative text.  Without an image only its caption prints."""

    anchor: str
    caption: tuple[Inline, ...]
    alt: str
    image: Image | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number worth printing big: "101", what it counts, and where it is told ("1.1")."""

    value: str
    meaning: tuple[Inline, ...]
    source: str = ""
    record: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A band of key figures, in reading order."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a chart: its label, the value, and the value as printed.

    `group` is what it stands with in a tile map: the region of an economy, and `meaning` the name of
    the economy whose code is the label.  `records` are the ids that were counted for it.
    """

    label: str
    value: float
    text: str
    group: str = ""
    meaning: str = ""
    records: tuple[str, ...] = ()


ChartKind = Literal["bars", "columns", "share", "tiles"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of `bars`: horizontal bars, columns along time, shares of a whole, or tiles by region.

    `alt` says in words what it shows; `note` what it leaves out.
    """

    anchor: str
    caption: tuple[Inline, ...]
    bars: tuple[Bar, ...]
    alt: str
    kind: ChartKind = "bars"
    note: str = ""
    unit: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents down to `depth`; its entries are the document's own headings."""

    title: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page; `landscape` holds until the next page break."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Parallel:
    """Running text in two languages side by side: each row says the same twice.

    `languages` are the BCP 47 tags of the two columns.  Headings stand outside, in both languages
    at once, so that the outline of the document is one.
    """

    languages: tuple[str, str]
    rows: tuple[tuple[Paragraph | ListBlock, Paragraph | ListBlock], ...]
    description: str = ""  # the text alternative of its columns


Block: TypeAlias = (
    Heading | Paragraph | ListBlock | Table | Picture | KeyFigures | Chart | Contents | PageBreak | Parallel
)

# -- the document ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cover:
    """The title block: what this is, of whom, for when.

    `details` are (label, value) pairs in printing order: period, as of, version, issued by.  A title in
    two languages has a line for each.
    """

    title: str
    subtitle: str = ""
    kind: str = ""  # "Briefing", "Fact sheet": what the product calls itself
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself.  `stamp` is an ISO 8601 instant that comes from the source,
    never from the clock: the same source gives the same file."""

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    stamp: str
    revision: str  # the version of the source
    edition: str = ""  # "en", "zh", "en+zh"
    scope: str = ""  # "chapter", "partner:EP"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page.  `page` is a message with {page} and {pages}."""

    running_header: str
    footer: str
    page: str
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The edition's caption patterns, with {number} and {caption}: "Table {number}  {caption}".

    What a screen reader says of a table besides: `columns`, with {columns}, of its columns; `key_figures` and
    `language` of tables without a caption.
    """

    table: str
    figure: str
    colon: str = ": "  # between a label and its value: ": ", "："
    semicolon: str = "; "
    columns: str = "{columns}"
    key_figures: str = ""
    language: str = ""  # the edition's own name: "English", "中文"


@dataclass(frozen=True, slots=True)
class Document:
    """A reading product in one edition, complete but for its look.

    `language` is the BCP 47 tag of its words ("en-GB", "zh-Hans-CN"); `right_to_left` are the tags of
    its languages that are written from right to left.
    """

    language: str
    properties: Properties
    cover: Cover
    furniture: Furniture
    labels: Labels
    blocks: tuple[Block, ...]
    right_to_left: tuple[str, ...] = ()


def text(words: str, *, record: str | None = None, rule: str | None = None) -> tuple[Inline, ...]:
    """Return `words` as inlines; nothing for an empty string."""
    return (Text(words, record=record, rule=rule),) if words else ()


def plain(inlines: Iterable[Inline]) -> str:
    """Return the characters that `inlines` print, without footnotes.

    >>> plain((Strong(text("Signed")), Text(": May 2021")))
    'Signed: May 2021'
    """
    return "".join([inline.text if type(inline) is Text else _plain(inline) for inline in inlines])


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=words) | Reference(text=words):
            return words
        case Strong() | Title() | Link():
            return plain(inline.inlines)
        case LineBreak():
            return "\n"
        case Footnote():
            return ""


def headings(blocks: Sequence[Block], depth: int) -> tuple[Heading, ...]:
    """Return the headings down to level `depth`, in order: the entries of a table of contents."""
    return tuple(block for block in blocks if isinstance(block, Heading) and block.level <= depth)
