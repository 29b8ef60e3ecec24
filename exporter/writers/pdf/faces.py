"""The fonts of a document, each read once per process, and which of them draws a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from exporter.theme.fonts import Face, FontFiles
from exporter.writers.pdf.embedding import Font

ASCENT = 0.88  # of the size: where the em square of both scripts stands on the baseline


class Stretch(NamedTuple):
    """Characters from `start` to `end` that one font draws."""

    start: int
    end: int
    font: Font
    han: bool


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """The fonts of a document by script and weight (regular, bold)."""

    latin: tuple[Font, Font]
    han: tuple[Font, Font]
    _han_in_latin: re.Pattern[str]
    _han_in_han: re.Pattern[str]

    def stretches(self, text: str, *, bold: bool, han: bool) -> Iterator[Stretch]:
        """Split `text` by the font that draws it; `han` tells whether its language is written in Han."""
        latin_font, han_font = self.latin[bold], self.han[bold]
        at = 0
        for found in (self._han_in_han if han else self._han_in_latin).finditer(text):
            if found.start() > at:
                yield Stretch(at, found.start(), latin_font, han=False)
            yield Stretch(found.start(), found.end(), han_font, han=True)
            at = found.end()
        if at < len(text):
            yield Stretch(at, len(text), latin_font, han=False)


# Marks of both scripts: a Chinese sentence sets them a full square wide.
_SHARED = "“”‘…—·"  # where the Han font has them
_APOSTROPHE = "(?<![A-Za-z])’|’(?![A-Za-z])"


@lru_cache(maxsize=8)
def faces(files: FontFiles) -> Faces:
    """Return the fonts in `files`, parsed at their first use."""
    latin = "".join(map(re.escape, map(chr, sorted(files.latin.characters | {ord("\n")}))))
    in_latin = re.compile(f"[^{latin}]+")
    marks = "".join(mark for mark in _SHARED if ord(mark) in files.han.characters)
    in_han = re.compile(f"(?:[^{latin}]|[{marks}]|{_APOSTROPHE})+" if marks else f"[^{latin}]+")
    latin_fonts = _fonts(files.latin, common=True)
    han_fonts = latin_fonts if files.han is files.latin else _fonts(files.han, common=False)
    return Faces(latin_fonts, han_fonts, in_latin, in_han)


def _fonts(face: Face, *, common: bool) -> tuple[Font, Font]:
    return _font(face.regular, common), _font(face.bold, common)


@lru_cache(maxsize=32)
def _font(path: Path, common: bool) -> Font:
    return Font(path, common)
