"""What setting one document needs at hand: styles, fonts, anchors, notes; and inlines as runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from exporter.document.nodes import (
    Block,
    Chart,
    Document,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Parallel,
    Picture,
    Reference,
    Strong,
    Table,
    Text,
    Title,
)
from exporter.document.nodes import plain as printed
from exporter.theme.factsheet import PdfTheme
from exporter.writers.pdf import boxes
from exporter.writers.pdf.boxes import Run
from exporter.writers.pdf.faces import Faces
from exporter.writers.pdf.styles import Style, is_han, styles
from exporter.writers.pdf.tagging import Element
from exporter.writers.pdf.text import plain

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_CALL_SCALE, _CALL_RISE = 0.68, 0.36  # of a note's number


class Setting:
    """The tools for one document, and the notes gathered while its blocks are set.

    `pages` gives the page of each anchor as an earlier pass found it.
    """

    def __init__(self, document: Document, theme: PdfTheme, faces: Faces, pages: Mapping[str, int]) -> None:
        self.document, self.theme, self.faces, self.pages = document, theme, faces, pages
        self.styles = styles(theme, document.language)
        self.notes: list[tuple[Inline, ...]] = []
        self.anchors = _anchors(document.blocks)

    @property
    def han(self) -> bool:
        """Whether the document's language is written in Han characters."""
        return self.styles.han

    def words(self, style: Style, text: str, element: Element | None) -> boxes.Text:
        """Return a paragraph of plain characters."""
        return boxes.Text(self.faces, style, (Run(plain(text), han=self.han),), element)

    def label(self, style: Style, text: str, element: Element) -> boxes.Text:
        """Return the label of a list item or a note."""
        return boxes.Text(
            self.faces, style, (Run(plain(text), colour=self.styles.accent, bold=True),), element
        )

    def text(self, style: Style, inlines: Iterable[Inline], element: Element | None) -> boxes.Text:
        """Return a paragraph."""
        return boxes.Text(self.faces, style, self.runs(inlines, element), element)

    def captioned(self, label: str, caption: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return a caption after its label: "Table 3  Meetings"."""
        gap = "\u3000" if self.han else "\u00a0 "
        return (Text(f"{label}{gap}"), *caption) if label else caption

    def runs(self, inlines: Iterable[Inline], element: Element | None) -> Iterator[Run]:
        """Return inlines as runs; what is linked or in another language gets an element in `element`.

        None for `element` is for what is drawn as furniture, and has no elements inside.
        """
        for inline in inlines:
            yield from self._run(inline, element)

    def _run(self, inline: Inline, element: Element | None) -> Iterator[Run]:
        match inline:
            case Text():
                yield self._text_run(inline, element)
            case Strong(inlines=inner):
                yield from (run._replace(bold=True) for run in self.runs(inner, element))
            case Title(inlines=inner):  # upright: the typeface has no italics, and Han is never slanted
                yield from self.runs(inner, element)
            case Link(inlines=inner, target=target):
                yield from self._linked(self.runs(inner, None), printed(inner), target, element)
            case Reference(anchor=anchor, text=words):
                yield from self._linked((Run(plain(words), han=self.han),), words, f"#{anchor}", element)
            case Footnote(inlines=inner):
                yield from self._call(inner, element)
            case LineBreak():
                yield Run("\n")
            case _:
                assert_never(inline)

    def _text_run(self, inline: Text, element: Element | None) -> Run:
        language = inline.language or self.document.language
        foreign = language.partition("-")[0] != self.document.language.partition("-")[0]
        span = Element("Span", element, language=language, inline=True) if foreign and element else None
        return Run(plain(inline.text), han=is_han(language), element=span)

    def _linked(self, runs: Iterable[Run], words: str, target: str, element: Element | None) -> Iterator[Run]:
        """Make runs lead to `target`, if it may be followed: nothing runs, and nothing opens a file."""
        allowed = target[1:] in self.anchors if target.startswith("#") else _ADDRESS.fullmatch(target)
        if not allowed or element is None or not words:
            yield from runs
            return
        target = f"#{self.anchors[target[1:]]}" if target.startswith("#") else target
        link = Element("Link", element, inline=True)
        for run in runs:
            yield run._replace(colour=self.styles.link, element=link, target=target)

    def _call(self, inlines: tuple[Inline, ...], element: Element | None) -> Iterator[Run]:
        """Number a note where it is called; the note itself stands at the foot of the page."""
        self.notes.append(inlines)
        number = len(self.notes)
        call = Run(str(number), scale=_CALL_SCALE, rise=_CALL_RISE, note=number)
        if element is None:
            yield call
            return
        link = Element("Link", element, inline=True)
        yield call._replace(colour=self.styles.link, element=link, target=f"#{note_anchor(number)}")


def note_anchor(number: int) -> str:
    """Return the name of the place of a note."""
    return f"note{number}"


def _anchors(blocks: Iterable[Block]) -> dict[str, str]:
    """Return names for anchors that any PDF reader can follow, whatever characters they hold."""
    found = filter(None, map(_anchor, _single(blocks)))
    return {anchor: f"a{position}" for position, anchor in enumerate(dict.fromkeys(found), 1)}


def _single(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Parallel):
            yield from (side for row in block.rows for side in row)
        else:
            yield block


def _anchor(block: Block) -> str:
    return (block.anchor or "") if isinstance(block, Heading | Paragraph | Table | Picture | Chart) else ""
