"""Content of the PDF groups: a two-page sheet, a report, and the fonts that all candidates draw with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import content
from tests.benchmarks.measure import ROOT

PARAGRAPHS, ROWS = 12, 25
BARS = (("January", 12), ("February", 7), ("March", 19), ("April", 4), ("May", 15), ("June", 9))


class FontPaths(NamedTuple):
    """Font files: upright and bold."""

    regular: Path
    bold: Path


def sheet() -> Iterator[content.Piece]:
    """Yield a sheet: a heading, twelve paragraphs, a table of 25 rows; candidates add a chart of `BARS`."""
    writer = content.Writer("en")
    yield content.Heading(1, writer.words(3, 5))
    for _ in range(PARAGRAPHS):
        yield content.Prose(writer.words(2, 4), writer.sentences(2, 4))
    header = tuple(writer.words(1, 2) for _ in range(4))
    rows = tuple(tuple(writer.words(1, 3) for _ in header) for _ in range(ROWS))
    yield content.Grid(writer.words(4, 8), header, rows)


def font_paths(language: str) -> FontPaths:
    """Return the fonts that we draw a language with, cut as for our own products."""
    from exporter.plan.themes import Themes

    words = "abc国际" if language == "zh" else "abc"
    files = Themes(ROOT).fonts(words)
    face = files.han if language == "zh" else files.latin
    return FontPaths(face.regular, face.bold)


def words_of(pieces: Iterable[content.Piece]) -> Iterator[str]:
    """Yield all texts of `pieces`."""
    for piece in pieces:
        match piece:
            case content.Heading(_, words):
                yield words
            case content.Prose(lead, words):
                yield from (lead, words)
            case content.Grid(caption, header, rows):
                yield from (caption, *header, *(cell for row in rows for cell in row))
