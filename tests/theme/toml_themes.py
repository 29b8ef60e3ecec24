"""What the tests of the two TOML themes share: the shipped files, their faults, contrast of colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from exporter.errors import ThemeError
from exporter.theme.factsheet import load_pdf_theme, parse_pdf_theme
from exporter.theme.sheet import load_sheet_theme, parse_sheet_theme

TEMPLATES = Path(__file__).parents[2] / "templates"
READABLE = 4.5  # the least contrast: WCAG 2.2, 1.4.3


@dataclass(frozen=True)
class TomlTheme:
    """A shipped theme file, and how it is read."""

    file: str
    called: str
    load: Callable[..., Any]
    parse: Callable[[str, str], Any]

    @property
    def name(self) -> str:
        return f"templates/{self.file}"

    @property
    def text(self) -> str:
        return (TEMPLATES / self.file).read_text("utf-8")

    def shipped(self) -> Any:
        return self.load(TEMPLATES / self.file)

    def faults(self, source: str) -> list[str]:
        """Return what is wrong with `source`; it must be something."""
        with pytest.raises(ThemeError) as caught:
            self.parse(source, self.name)
        return [str(fault) for fault in caught.value.faults]


FACTSHEET = TomlTheme("factsheet.toml", "the theme of the fact sheet", load_pdf_theme, parse_pdf_theme)
TRACKER = TomlTheme("tracker.toml", "the theme of the tracker", load_sheet_theme, parse_sheet_theme)


def line_of(words: str, source: str) -> int:
    """Return the line in which `words` stand first, counted from 1."""
    return source[: source.index(words)].count("\n") + 1


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
