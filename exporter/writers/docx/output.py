"""What grows while a document is written: relationships, notes, parts and the numbers given out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from exporter.document.nodes import Document, Heading
from exporter.theme.word import Page, WordTheme
from exporter.writers.docx.outline import Outline, outline_of
from exporter.writers.docx.setting import PLAIN, Look, Setting, Styles, Words, setting_of
from exporter.writers.docx.trace import Trace
from exporter.writers.docx.xml import DECLARATION, escaped, paragraph, turned

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EXTERNAL = ' TargetMode="External"'
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9_]")
_PLAIN_NAME = re.compile("[a-z0-9_]{1,30}")


@dataclass(slots=True)
class Relations:
    """The relationships of one part, each with an id; the same target is listed once."""

    items: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship of type `kind` ("image", "hyperlink") to `target`."""
        return self.items.setdefault((kind, target, external), f"x{len(self.items) + 1}")

    def xml(self) -> str:
        """Return the Relationship elements."""
        return "".join(
            f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{escaped(target)}"'
            f"{_EXTERNAL if external else ''}/>"
            for (kind, target, external), key in self.items.items()
        )


def relations_part(inner: str) -> bytes:
    """Return a relationships part around Relationship elements."""
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{namespace}">{inner}</Relationships>'.encode()


def _counter() -> Callable[[], int]:
    return count(1).__next__


@dataclass(slots=True)
class Output:
    """The state of one document being written."""

    document: Document
    theme: WordTheme
    heading_pages: Mapping[str, int] = field(default_factory=dict)  # by anchor, where they are known
    relations: Relations = field(default_factory=Relations)
    note_relations: Relations = field(default_factory=Relations)
    notes: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)  # images, charts
    types: dict[str, str] = field(default_factory=dict)  # part name → content type
    trace: Trace = field(default_factory=Trace)
    ordered_lists: int = 0
    lists_beside: list[int] = field(default_factory=list)  # those of them that stand in a column
    outline: Outline | None = field(init=False)  # the numbering of headings that Word counts itself
    next_bookmark: Callable[[], int] = field(default_factory=_counter)
    next_drawing: Callable[[], int] = field(default_factory=_counter)
    break_page: bool = False
    language: str = field(init=False)  # of the words being written
    counted: frozenset[str] = field(init=False)  # the anchors of those headings
    in_column: bool = False  # of two languages side by side
    page: Page = field(init=False)  # the one being written
    pages: list[Page] = field(init=False)  # every kind of page so far, each once
    sections: int = 0  # those that are complete
    right_to_left: bool = field(init=False)  # whether the words being written run so
    plain: Setting = field(init=False)  # of words without a look or a language of their own
    settings: dict[tuple[Look, str | None, str], Setting] = field(
        default_factory=dict
    )  # kept: few combinations occur

    def __post_init__(self) -> None:
        self.page = self.theme.portrait
        self.speak(self.document.language)
        self.pages = [self.page]
        headings = [block for block in self.document.blocks if isinstance(block, Heading) and block.number]
        self.outline = outline_of(headings)
        self.counted = frozenset(h.anchor for h in headings) if self.outline else frozenset()

    def speak(self, language: str) -> None:
        """Go on in `language`."""
        self.language, self.right_to_left = language, language in self.document.right_to_left
        self.plain = self.setting(PLAIN)

    def setting(self, look: Look, language: str | None = None) -> Setting:
        """Return how words of this look are set; `language` is theirs, None for that of the words around."""
        key = look, language, self.language
        known = self.settings.get(key)
        if known is None:
            words = Words(look, language or self.language, self.language)
            styles = Styles(*map(self.style, Styles._fields))
            known = self.settings[key] = setting_of(words, styles, self.document.right_to_left)
        return known

    @property
    def document_turned(self) -> bool:
        """Whether the document as a whole, its sections and tables, runs from right to left."""
        return self.document.language in self.document.right_to_left

    def style(self, role: str) -> str:
        """Return the style of `role`, in a column of two languages that of its language."""
        if not self.in_column:
            return self.theme.styles[role]
        return self.theme.column_style(role, self.language, self.document.language)

    def turn(self, page: Page) -> None:
        """Go on writing on `page`, from a new section on."""
        self.page, self.break_page = page, False
        if page not in self.pages:
            self.pages.append(page)

    def paragraph(self, role: str, content: str, *, keep: bool = False, rest: str = "") -> str:
        """Return a paragraph in the style of `role`; the first after a page break starts the page.

        `keep` holds it on the page of what follows; `rest` are w:pPr children from w:numPr on.
        """
        content = self.traced(content)
        if self.break_page:
            rest, self.break_page = f"<w:pageBreakBefore/>{rest}", False
        if keep:
            rest = f"<w:keepNext/>{rest}"
        return paragraph(self.style(role), content, turned(rest) if self.right_to_left else rest)

    def traced(self, content: str, *, row: bool = False) -> str:
        """Return `content` inside the bookmark of what was printed since the last paragraph or row."""
        if not self.trace.spans:
            self.trace.words.clear()
            return content
        return self.bookmark(self.trace.end(row=row), content)

    def placed(self, anchor: str | None, content: str) -> str:
        """Return `content` as the place that links to the whole block `anchor` lead to, if it has one."""
        return self.bookmark(place_name(anchor), content) if anchor else content

    def bookmark(self, name: str, content: str) -> str:
        """Return `content` as the target of links to the bookmark `name`."""
        key = self.next_bookmark()
        return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{key}"/>'


def place_name(anchor: str) -> str:
    """Return the bookmark of the whole block `anchor`: a heading's line, a caption."""
    return f"_at_{_slug(anchor)}"


def number_name(anchor: str) -> str:
    """Return the bookmark of what a cross reference repeats: "4.1", "Table 3"."""
    return f"_ref_{_slug(anchor)}"


@lru_cache(maxsize=1024)  # documents of a run have most anchors in common
def _slug(anchor: str) -> str:
    """Return a bookmark name for `anchor`: Word allows 40 word characters and ignores case.

    >>> _slug("pct-fees"), _slug("partners")
    ('pct_fees_5b19a293', 'partners')
    """
    if _PLAIN_NAME.fullmatch(anchor):
        return anchor
    return f"{_NOT_IN_NAMES.sub('_', anchor[:20]).lower()}_{zlib.crc32(anchor.encode()):08x}"
