"""Which fonts a theme asks for.  Opens none: `fonts` prepares them when a product needs glyphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from exporter.errors import Place


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """Files of one typeface, "name.ttc#1" for a font inside a collection; None for the built-in one.

    `place` is where the theme names them.
    """

    regular: str | None = None
    bold: str | None = None
    place: Place = field(default=Place("templates/factsheet.toml"))


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The typefaces that a theme asks for, by script; relative files lie in `folder`."""

    latin: FaceChoice = FaceChoice()
    han: FaceChoice = FaceChoice()
    folder: Path = Path()
