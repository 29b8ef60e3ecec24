"""The look of the fact sheet: page, fonts, colours, sizes; read from a TOML file and checked whole.

Knows no block and no page: the PDF writer asks it what a role looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NewType

from exporter.document.outline import Blocks, Most, Outline, SheetBlock
from exporter.errors import Fault, Place, ThemeError
from exporter.theme.contrast import READABLE, contrast
from exporter.theme.font_choice import FaceChoice, FontChoice
from exporter.theme.toml_file import Layout, TomlFile, Wrong, colour, load_toml, number, parse_toml
from exporter.units import Length

Points = NewType("Points", float)
Leading = NewType("Leading", float)  # a multiple of the size
Count = NewType("Count", int)
FontFile = NewType("FontFile", str)  # "" for the built-in typeface
Colour = NewType("Colour", str)  # six hexadecimal digits, red first: "14365D"
Ink = NewType("Ink", tuple[float, float, float, float])  # cyan, magenta, yellow, black, in percent
Margin = NewType("Margin", Length)
Side = NewType("Side", Length)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """The sheet, its margins, how far from its edge the furniture stands, and how much type may grow."""

    width: Side
    height: Side
    left: Margin
    right: Margin
    top: Margin
    bottom: Margin
    furniture: Margin
    growth: Leading


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFonts:
    """Font files by script and weight, relative to the theme."""

    latin_regular: FontFile
    latin_bold: FontFile
    han_regular: FontFile
    han_bold: FontFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfColours:
    """Colours by what they are for."""

    band: Colour
    band_text: Colour
    band_quiet: Colour
    accent: Colour
    heading: Colour
    text: Colour
    quiet: Colour
    link: Colour
    line: Colour
    tint: Colour
    bar: Colour
    bar_ground: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfInks:
    """The same colours as a printer mixes them; nothing is converted, all are declared."""

    band: Ink
    band_text: Ink
    band_quiet: Ink
    accent: Ink
    heading: Ink
    text: Ink
    quiet: Ink
    link: Ink
    line: Ink
    tint: Ink
    bar: Ink
    bar_ground: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSizes:
    """Type sizes by role."""

    kind: Points
    title: Points
    subtitle: Points
    detail: Points
    heading1: Points
    heading2: Points
    heading3: Points
    heading4: Points
    lead: Points
    body: Points
    note: Points
    caption: Points
    table: Points
    chart: Points
    figure: Points
    furniture: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLeading:
    """Distances of lines for one script."""

    heading: Leading
    body: Leading
    table: Leading


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSpace:
    """White space inside the text area."""

    paragraph: Margin
    block: Margin
    heading: Margin
    grid: Margin
    indent: Margin


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfGrid:
    """How many things stand beside each other, at most."""

    figures: Count
    charts: Count
    details: Count


_NONE = Length(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfTheme:
    """How a fact sheet looks.  `place` is the file, `folder` where its font files lie.

    `bleed` is how far colour runs over the edges of the sheet, for a printer to cut; 0 for an office's own.
    """

    page: PdfPage
    fonts: PdfFonts
    colours: PdfColours
    inks: PdfInks | None
    sizes: PdfSizes
    sizes_briefing: PdfSizes | None
    leading_latin: PdfLeading
    leading_han: PdfLeading
    space: PdfSpace
    grid: PdfGrid
    blocks: Outline
    most: Most
    place: Place
    folder: Path
    bleed: Length = _NONE

    def on(self, variant: str) -> PdfTheme:
        """Return the theme on other paper: "letter", or "print", with bleed and crop marks; "" is its own."""
        if variant == "letter":
            return replace(self, page=replace(self.page, width=_LETTER_WIDTH, height=_LETTER_HEIGHT))
        return replace(self, bleed=_BLEED) if variant == "print" else self

    @property
    def printed_inks(self) -> PdfInks | None:
        """The inks of a file for a printer; None where it is in RGB, as all other files are."""
        return self.inks if self.bleed.emu else None

    def of(self, product: str) -> PdfTheme:
        """Return the theme of a product: a briefing, read at a desk, may be set smaller."""
        if product == "briefing" and self.sizes_briefing is not None:
            return replace(self, sizes=self.sizes_briefing)
        return self

    def grown(self, times: float) -> PdfTheme:
        """Return the theme with larger type inside the text area; title block and furniture stay."""
        larger = {name: getattr(self.sizes, name) * times for name in _GROWING}
        return replace(self, sizes=replace(self.sizes, **larger))

    @property
    def font_choice(self) -> FontChoice:
        """The typefaces to prepare."""
        latin = FaceChoice(self.fonts.latin_regular or None, self.fonts.latin_bold or None, self.place)
        han = FaceChoice(self.fonts.han_regular or None, self.fonts.han_bold or None, self.place)
        return FontChoice(latin, han, self.folder)


_LETTER_WIDTH, _LETTER_HEIGHT = Side(Length.points(612)), Side(Length.points(792))
_BLEED = Length.millimetres(3)
_GROWING = (
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "lead",
    "body",
    "note",
    "caption",
    "table",
    "chart",
)


def load_pdf_theme(path: Path, shown: str | None = None) -> PdfTheme:
    """Return the theme of the file at `path`; ThemeError holds every fault of the file.

    `shown` is the name that faults print, relative to the project; folder and name of `path` if None.
    """
    name = shown or f"{path.parent.name}/{path.name}"
    return _theme(load_toml(path, name, _LAYOUT), path.parent)


def parse_pdf_theme(source: str, name: str, folder: Path = Path()) -> PdfTheme:
    """Return the theme that the TOML text `source` says; `name` is the file in faults."""
    return _theme(parse_toml(source, name, _LAYOUT), folder)


def _theme(file: TomlFile, folder: Path) -> PdfTheme:
    theme = PdfTheme(**file.parts, place=file.places.of("fonts"), folder=folder)
    faults = (*_text_area_faults(theme.page, file), *_contrast_faults(theme.colours, file))
    if faults:
        raise ThemeError(faults)
    return theme


_NARROWEST = Length.millimetres(80)


def _text_area_faults(page: PdfPage, file: TomlFile) -> Iterator[Fault]:
    """Yield what is wrong with margins that leave no room for text."""
    remedy = "make them smaller"
    if page.width.emu - page.left.emu - page.right.emu < _NARROWEST.emu:
        problem = "the side margins leave less than 80 mm for text"
        yield Fault(file.places.of("page.width"), problem, remedy)
    if page.height.emu - page.top.emu - page.bottom.emu < _NARROWEST.emu:
        problem = "top and bottom leave less than 80 mm for text"
        yield Fault(file.places.of("page.height"), problem, remedy)


_PAPER = "FFFFFF"
_ON_PAPER = ("heading", "text", "quiet", "link", "accent", "bar")
_ON_GROUNDS = (
    ("band_text", "band"),
    ("band_quiet", "band"),
    ("text", "tint"),
    ("quiet", "tint"),
    ("heading", "tint"),
    ("bar", "bar_ground"),
)


def _contrast_faults(colours: PdfColours, file: TomlFile) -> Iterator[Fault]:
    """Yield the colours that cannot be told from the ground they stand on."""
    grounds = [(ink, "the paper", _PAPER) for ink in _ON_PAPER]
    grounds += [(ink, f"'{ground}'", getattr(colours, ground)) for ink, ground in _ON_GROUNDS]
    for ink, called, ground in grounds:
        ratio = contrast(getattr(colours, ink), ground)
        if ratio < READABLE:
            problem = (
                f"its contrast with {called} is {ratio:.1f}, and {READABLE} is the least that can be read"
            )
            yield Fault(file.places.of(f"colours.{ink}"), problem, "make it darker, or its ground lighter")


# -- values ----------------------------------------------------------------------------------------


def _points(value: object) -> float:
    return number(value, 6, 96, "a size in points from 6 to 96: 10.5")


def _leading(value: object) -> float:
    return number(value, 1, 3, "a multiple of the size from 1 to 3: 1.4")


def _margin(value: object) -> Length:
    return Length.millimetres(number(value, 0, 100, "a length in millimetres from 0 to 100: 18"))


def _side(value: object) -> Length:
    right = "a side of the sheet in millimetres from 100 to 1200: 210"
    return Length.millimetres(number(value, 100, 1200, right))


def _count(value: object) -> int:
    right = "a whole number from 1 to 8: 2"
    if not isinstance(value, int):
        raise Wrong(right)
    return int(number(value, 1, 8, right))


def _ink(value: object) -> tuple[float, ...]:
    right = "cyan, magenta, yellow and black in percent: [100, 75, 35, 30]"
    if not isinstance(value, list) or len(value) != len("CMYK"):
        raise Wrong(right)
    return tuple(number(part, 0, 100, right) for part in value)


def _limit(value: object) -> int:
    right = "a whole number from 1 to 40: 6"
    if not isinstance(value, int):
        raise Wrong(right)
    return int(number(value, 1, 40, right))


def _blocks(value: object) -> Blocks:
    known = [block.value for block in SheetBlock]
    if not isinstance(value, list) or any(name not in known for name in value):
        raise Wrong(f"a list of blocks: {', '.join(known)}")
    if not value or len(set(value)) < len(value):
        raise Wrong("a list of at least one block, each of them once")
    return tuple(map(SheetBlock, value))


def _font_file(value: object) -> str:
    if not isinstance(value, str):
        raise Wrong('the name of a font file, or "" for the built-in one')
    return value.strip()


_LAYOUT = Layout(
    called="the theme of the fact sheet",
    parts=MappingProxyType(
        {
            "page": PdfPage,
            "fonts": PdfFonts,
            "colours": PdfColours,
            "inks": PdfInks,
            "sizes": PdfSizes,
            "sizes_briefing": PdfSizes,
            "leading_latin": PdfLeading,
            "leading_han": PdfLeading,
            "space": PdfSpace,
            "grid": PdfGrid,
            "blocks": Outline,
            "most": Most,
        }
    ),
    readers=MappingProxyType(
        {
            "Points": _points,
            "Leading": _leading,
            "Margin": _margin,
            "Side": _side,
            "Count": _count,
            "FontFile": _font_file,
            "Colour": colour,
            "Ink": _ink,
            "Blocks": _blocks,
            "Limit": _limit,
        }
    ),
    spares=MappingProxyType({"inks": None, "sizes_briefing": None, "blocks": Outline(), "most": Most()}),
)
