"""Chinese and Latin glyphs after `pip install` alone: cut once per computer, then read from a cache.

The built-in typeface is the variable Noto Sans SC of the package justmytype-intl-cjk.  Two cuts are
made of it, because its quotation marks and ellipsis are a full Han character wide: `latin` takes the
proportional forms, `han` the wide ones.  A theme may name files instead.  A character that no font
has is an error before any page is laid out; no font is ever taken silently.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import metadata, resources
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from exporter.errors import Fault, Place, ThemeError
from exporter.theme.font_choice import FaceChoice, FontChoice
from exporter.theme.letters import add_letters

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

REGULAR, BOLD = 400, 700
PACKAGE = "justmytype-intl-cjk"
_BUILT_IN = "NotoSansSC[wght].ttf"


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface ready to embed: static TrueType files of two weights, and the characters in both."""

    regular: Path
    bold: Path
    characters: frozenset[int]


@dataclass(frozen=True, slots=True)
class FontFiles:
    """What a writer draws with; `han` is `latin` where no character needs it."""

    latin: Face
    han: Face


def font_files(
    characters: Iterable[str], faces: FontChoice, cache: Path, announce: Callable[[str], None]
) -> FontFiles:
    """Return fonts that have every one of `characters`, or raise ThemeError listing those none has.

    Cuts that `cache` does not hold yet are made, each announced in one line.
    """
    needed = frozenset(map(ord, drawable("".join(characters)))) - {ord("\n")}
    shop = _Shop(faces.folder, cache, announce)
    latin = shop.face(faces.latin, "latin")
    beyond = needed - latin.characters
    if not beyond:
        return FontFiles(latin, latin)
    han = shop.face(faces.han, "han", beyond)
    _refuse_missing(beyond - han.characters, faces.han.place)
    return FontFiles(latin, han)


# -- characters ------------------------------------------------------------------------------------

_UNDRAWN = MappingProxyType(
    {
        **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), ""),  # seen by no reader
        **dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)), ""),  # variation selectors
        # They would turn the reading direction.
        **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""),
        **dict.fromkeys((0x09, *range(0x2000, 0x2007), 0x2008, 0x2009, 0x200A), " "),
        **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
        **dict.fromkeys((0x2007, 0x202F), "\u00a0"),
    }
)
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # and halves of characters
_UNDRAWABLE = re.compile(f"[{''.join(map(chr, _UNDRAWN))}]")


def drawable(text: str) -> str:
    """Return `text` as fonts can draw it: composed, without zero-width and control characters, and
    with the spaces that a text font has.

    >>> drawable("1\\u202f000\\u200b km")
    '1\\xa0000 km'
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    if _UNDRAWABLE.search(composed):
        composed = composed.translate(_UNDRAWN)
    return composed if composed.isprintable() else _CONTROLS.sub("", composed)


@lru_cache(maxsize=1)
def latin_characters() -> frozenset[int]:
    """The code points of the Latin cut: Latin-1, Latin Extended-A and B, punctuation, signs, arrows."""
    ranges = (
        (0x20, 0x7F), (0xA0, 0x250), (0x2BC, 0x2BE), (0x2C6, 0x2DE), (0x1E00, 0x1F00), (0x2010, 0x2028),
        (0x2030, 0x205F), (0x2070, 0x2090), (0x20A0, 0x20C0), (0x2116, 0x2117), (0x2120, 0x2123),
        (0x2150, 0x215F), (0x2190, 0x219A), (0x2212, 0x2213), (0x2248, 0x2249), (0x2260, 0x2266),
    )  # fmt: skip
    return frozenset(code for first, end in ranges for code in range(first, end))


@lru_cache(maxsize=1)
def han_characters() -> frozenset[int]:
    """The code points of the Han cut: GB 2312, CJK punctuation, enclosed numbers, full-width forms."""
    ranges = ((0x2000, 0x2070), (0x2150, 0x2200), (0x2460, 0x2500), (0x25A0, 0x2600), (0x3000, 0x3040),
              (0x3200, 0x3400), (0xFE30, 0xFE50), (0xFF00, 0xFFF0))  # fmt: skip
    return frozenset(code for first, end in ranges for code in range(first, end)) | _gb2312()


def _gb2312() -> frozenset[int]:
    rows, cells = range(0xA1, 0xF8), range(0xA1, 0xFF)
    coded = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells)
    return frozenset(map(ord, filter(None, coded))) | frozenset(range(0x20, 0x7F)) | _MARKS


# A space that never breaks, and the dot in foreign names, which Python reads as the Japanese one.
_MARKS = frozenset({0xA0, 0xB7})


def _refuse_missing(missing: Collection[int], place: Place) -> None:
    if not missing:
        return
    listed = ", ".join(f"{chr(code)} (U+{code:04X})" for code in sorted(missing))
    remedy = (
        "name fonts that have them under [fonts] (han_regular, han_bold); or write the source without "
        f"them; or, if [fonts] names a font now, take it out: the built-in one of {PACKAGE} has more"
    )
    raise ThemeError([Fault(place, f"no font has these characters: {listed}", remedy)])


# -- cuts ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cut:
    """One job of cutting: which font, for which script and characters, at which weight and name."""

    data: bytes
    number: int
    flavour: str
    needed: frozenset[int]
    weight: int
    name: str
    place: Place


class _Shop:
    """Finds font files, and cuts those that the cache does not hold."""

    def __init__(self, folder: Path, cache: Path, announce: Callable[[str], None]) -> None:
        self._folder, self._cache, self._announce = folder, cache / "fonts", announce

    def face(self, choice: FaceChoice, flavour: str, needed: frozenset[int] = frozenset()) -> Face:
        """Return the typeface of `choice` cut to the characters of `flavour` and to those `needed`."""
        regular = self._source(choice.regular, choice.place)
        bold = self._source(choice.bold, choice.place) if choice.bold else regular
        extra = needed - _BASE[flavour]()
        key = _key((regular, bold), flavour, extra)
        home = self._cache / key
        if not _is_whole(home):
            self._announce(f"preparing the {flavour} font (once on this computer): {regular[0].name}")
            self._fill(home, self._cuts((regular, bold), flavour, needed, key, choice.place))
        return _face(home)

    def _source(self, named: str | None, place: Place) -> tuple[Path, int]:
        """Return the file and the number of the font inside it."""
        if named is None:
            return _built_in(place), 0
        file, _, number = named.partition("#")
        path = self._folder / file
        if not path.is_file():
            raise ThemeError(
                [Fault(place, f"there is no font file {file!r}", "correct [fonts], or put it there")]
            )
        return path, int(number) if number.isdecimal() else 0

    def _cuts(
        self, sources: tuple[_Source, _Source], flavour: str, needed: frozenset[int], key: str, place: Place
    ) -> Iterator[bytes]:
        for (path, number), weight in zip(sources, (REGULAR, BOLD), strict=True):
            name = f"Exporter{flavour.title()}-{key[:8]}-{weight}"
            try:
                yield _made(_Cut(_read(path), number, flavour, needed, weight, name, place))
            except _unusable() as error:
                problem = f"the font {path.name} cannot be used: {error}"
                remedy = "name a TTF, OTF or TTC file that may be embedded"
                raise ThemeError([Fault(place, problem, remedy)]) from error

    def _fill(self, home: Path, cuts: Iterator[bytes]) -> None:
        """Write a face whole or not at all; another process that was faster wins."""
        try:
            home.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=home.parent, prefix=".making-") as making:
                draft = Path(making) / home.name
                _write(draft, *cuts)
                _publish(draft, home)
        except OSError as error:
            problem = f"fonts cannot be kept here: {error.strerror}"
            remedy = "point the environment variable EXPORTER_CACHE at a folder that may be written to"
            raise ThemeError([Fault(Place(str(self._cache)), problem, remedy)]) from error


_Source = tuple[Path, int]
_BASE = MappingProxyType({"latin": latin_characters, "han": han_characters})
_COVERAGE = "characters.txt"
_SIZES = "sizes.txt"
_REGULAR, _BOLD = "regular.ttf", "bold.ttf"


def _built_in(place: Place) -> Path:
    path = _located()
    if path.is_file():
        return path
    raise ThemeError([Fault(place, f"the package {PACKAGE} is not installed", f"pip install {PACKAGE}")])


@lru_cache(maxsize=1)
def _located() -> Path:
    """Return the variable font of the package, wherever an installer has put it."""
    try:
        found = next(f for f in metadata.files(PACKAGE) or () if f.name == _BUILT_IN)
        path = Path(str(found.locate()))
    except (metadata.PackageNotFoundError, StopIteration):
        path = Path("absent")
    return path if path.is_file() else _in_package()


def _in_package() -> Path:
    try:
        root = Path(str(resources.files(PACKAGE.replace("-", "_"))))
    except ModuleNotFoundError:
        return Path("absent")
    return next(root.rglob(_BUILT_IN.replace("[", "[[]")), Path("absent"))


@lru_cache(maxsize=4)
def _read(path: Path) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=8)
def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return _file_digest(file)


def _file_digest(file: io.BufferedReader) -> str:
    whole = sha256()
    while chunk := file.read(1 << 20):
        whole.update(chunk)
    return whole.hexdigest()


@lru_cache(maxsize=16)
def _key(sources: tuple[_Source, _Source], flavour: str, extra: frozenset[int]) -> str:
    """Return a name for everything that decides the bytes of a cut."""
    said = [
        *(f"{_hash(path)}#{number}" for path, number in sources),
        f"{flavour} {REGULAR} {BOLD}",
        ",".join(map(str, sorted(_BASE[flavour]()))),
        ",".join(map(str, sorted(extra))),
        metadata.version("fonttools"),
        "cut 2",  # counts up when the recipe below changes
    ]
    return sha256("\n".join(said).encode()).hexdigest()[:32]


@lru_cache(maxsize=16)
def _face(home: Path) -> Face:
    codes = (home / _COVERAGE).read_text("ascii").split()
    return Face(home / _REGULAR, home / _BOLD, frozenset(int(code, 16) for code in codes))


def _write(draft: Path, regular: bytes, bold: bytes) -> None:
    draft.mkdir()
    (draft / _REGULAR).write_bytes(regular)
    (draft / _BOLD).write_bytes(bold)
    common = _characters(regular) & _characters(bold)
    (draft / _COVERAGE).write_text("\n".join(f"{code:X}" for code in sorted(common)), "ascii")
    (draft / _SIZES).write_text(_sizes(draft), "ascii")


def _sizes(home: Path) -> str:
    return " ".join(str((home / name).stat().st_size) for name in (_REGULAR, _BOLD, _COVERAGE))


def _is_whole(home: Path) -> bool:
    """Whether a face lies in the cache as it was written: a full disk or a clean-up leaves pieces."""
    try:
        return (home / _SIZES).read_text("ascii") == _sizes(home)
    except (OSError, UnicodeDecodeError):
        return False


def _publish(draft: Path, home: Path) -> None:
    try:
        draft.replace(home)
    except OSError:
        if not _is_whole(home):
            shutil.rmtree(home, ignore_errors=True)
            draft.replace(home)


# -- fontTools, imported only when a font is cut -----------------------------------------------------


def _unusable() -> tuple[type[Exception], ...]:
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTLibError

    return (TTLibError, Subsetter.SubsettingError, KeyError, AssertionError)


def _characters(data: bytes) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(io.BytesIO(data), lazy=True).getBestCmap())


def _made(cut: _Cut) -> bytes:
    """Return a static TrueType font: subset first, for a whole font takes twenty seconds to instance."""
    font = _opened(cut)
    _refuse_missing(cut.needed - font.getBestCmap().keys(), cut.place)
    if cut.flavour == "latin":
        _take_proportional_forms(font)
    _subset(font, cut.needed | _BASE[cut.flavour]())
    font = _instanced(font, cut.weight)
    if "glyf" not in font:
        _to_truetype(font)
    if cut.flavour == "latin":
        add_letters(font)
    _rename(font, cut.name)
    return _saved(font)


def _opened(cut: _Cut) -> TTFont:
    from fontTools.ttLib import TTFont

    number = cut.number if cut.data.startswith(b"ttcf") else -1
    return TTFont(io.BytesIO(cut.data), fontNumber=number, lazy=True, recalcTimestamp=False)


def _take_proportional_forms(font: TTFont) -> None:
    """Let “ ” ‘ ’ … stand for their narrow glyphs (OpenType feature pwid)."""
    narrow = _substitutes(font, "pwid")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {code: narrow.get(glyph, glyph) for code, glyph in table.cmap.items()}


def _substitutes(font: TTFont, feature: str) -> Mapping[str, str]:
    if "GSUB" not in font:
        return {}
    gsub = font["GSUB"].table
    records = (r for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == feature)
    lookups = {index for record in records for index in record.Feature.LookupListIndex}
    tables = (table for index in sorted(lookups) for table in gsub.LookupList.Lookup[index].SubTable)
    plain = (getattr(table, "ExtSubTable", table) for table in tables)
    return {old: new for table in plain for old, new in getattr(table, "mapping", {}).items()}


_DROPPED = ["DSIG", "VORG", "vhea", "vmtx", "VVAR", "BASE", "GSUB", "GPOS", "GDEF", "meta"]


def _subset(font: TTFont, characters: frozenset[int]) -> None:
    from fontTools import subset

    options = subset.Options()
    options.layout_features, options.hinting, options.notdef_outline = [], False, True
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.drop_tables += _DROPPED
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)


def _instanced(font: TTFont, weight: int) -> TTFont:
    """Return a variable font at `weight` with its other axes at rest; a static font as it is."""
    if "fvar" not in font:
        return font
    from fontTools.varLib.instancer import instantiateVariableFont

    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    if "wght" in axes:
        limits = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
        axes["wght"] = min(max(weight, limits.minValue), limits.maxValue)
    return instantiateVariableFont(font, axes, inplace=True)


def _to_truetype(font: TTFont) -> None:
    """Turn PostScript outlines (CFF) into quadratic ones, the only kind that reportlab embeds."""
    from fontTools.ttLib import newTable

    order, glyphs = font.getGlyphOrder(), _quadratic_glyphs(font)
    font["loca"], table = newTable("loca"), newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    font["glyf"] = table
    for tag in {"CFF ", "CFF2"} & set(font.keys()):
        del font[tag]
    for name in order:
        glyphs[name].recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    _truetype_headers(font)


def _quadratic_glyphs(font: TTFont) -> dict[str, Any]:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    outlines, glyphs = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        glyphs[name] = pen.glyph()
    return glyphs


def _truetype_headers(font: TTFont) -> None:
    limits, post = font["maxp"], font["post"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements",
                 "SizeOfInstructions", "ComponentElements"):  # fmt: skip
        setattr(limits, f"max{name}", 0)
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    font["head"].glyphDataFormat, font.sfntVersion = 0, "\0\1\0\0"


def _rename(font: TTFont, name: str) -> None:
    """Give the cut a name of its own: reportlab takes fonts of one PostScript name for one font, and
    the licence (OFL) reserves the maker's name for the uncut one."""
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name


def _saved(font: TTFont) -> bytes:
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()
