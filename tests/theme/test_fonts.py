"""Glyphs for both scripts: cut once, embedded whole, and never missing in silence."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from exporter.errors import Place, ThemeError
from exporter.theme.cache import cache_folder
from exporter.theme.font_choice import FaceChoice, FontChoice
from exporter.theme.fonts import (
    FontFiles,
    drawable,
    font_files,
    han_characters,
)

PLACE = Place("templates/factsheet.toml", 13, 2)


def silent(_: str) -> None:
    pass


@pytest.fixture(scope="session")
def built_in() -> FontFiles:
    """The built-in typefaces, from the cache of this computer."""
    return font_files(["A中"], FontChoice(), cache_folder(), silent)


# -- small fonts, made here ------------------------------------------------------------------------


def small_font(characters: str, *, postscript: bool = False, weight: int = 400) -> bytes:
    """Return a font whose glyphs are all one square, with quadratic or PostScript outlines."""
    names = {ord(c): f"u{ord(c):04X}" for c in characters}
    builder = FontBuilder(1000, isTTF=not postscript)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    glyphs = {name: _square(postscript, weight) for name in (".notdef", *names.values())}
    if postscript:
        builder.setupCFF("Small", {"FullName": "Small"}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 50)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular", "psName": "Small"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=weight)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _square(postscript: bool, side: int) -> object:
    pen = T2CharStringPen(600, None) if postscript else TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, side), (50 + side, side), (50 + side, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.getCharString() if postscript else pen.glyph()


@pytest.fixture
def named(tmp_path: Path) -> FontChoice:
    """A theme that names a small font for both scripts."""
    (tmp_path / "latin.ttf").write_bytes(small_font(" Aab"))
    (tmp_path / "han.ttf").write_bytes(small_font(" A中镕"))
    latin, han = (FaceChoice(name, None, PLACE) for name in ("latin.ttf", "han.ttf"))
    return FontChoice(latin, han, tmp_path)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


# -- the built-in typeface -------------------------------------------------------------------------


def test_the_built_in_font_has_all_of_gb2312(built_in):
    assert han_characters() - built_in.han.characters <= set(range(0x2000, 0x3400)) | set(
        range(0xFE30, 0xFFF0)
    )


def test_the_built_in_font_has_the_letters_of_western_europe(built_in):
    assert set(map(ord, "AzÀÉñøßÿ€“”‘’–—…")) <= built_in.latin.characters


def test_names_from_central_europe_can_be_printed(built_in):
    names = "Škoda Dvořák ďábel šťáva Ľ Wałęsa Łódź Ądamski Doğan Işık İstanbul Erdő Ștefan Ķekava ņ"

    assert set(map(ord, names)) <= built_in.latin.characters


def test_a_letter_put_together_is_as_wide_as_its_base(built_in):
    font = TTFont(built_in.latin.regular)
    names = font.getBestCmap()

    assert font["hmtx"][names[ord("š")]][0] == font["hmtx"][names[ord("s")]][0]


def test_a_mark_stands_clear_of_its_letter(built_in):
    glyphs = TTFont(built_in.latin.bold)["glyf"]

    for letter, base in ("čc", "ŠS", "źz", "ĺl", "őo", "żz"):
        outline, body = _contour_feet(glyphs, letter, built_in), _top(glyphs, base, built_in)
        assert max(outline) > body


def _name(character: str, files: FontFiles) -> str:
    return str(TTFont(files.latin.bold).getBestCmap()[ord(character)])


def _top(glyphs: Any, character: str, files: FontFiles) -> int:
    return int(glyphs[_name(character, files)].yMax)


def _contour_feet(glyphs: Any, character: str, files: FontFiles) -> list[int]:
    """The lowest point of each contour of a letter."""
    points, ends, _ = glyphs[_name(character, files)].getCoordinates(glyphs)
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [min(y for _, y in points[start : end + 1]) for start, end in zip(starts, ends, strict=True)]


def test_a_document_without_han_needs_no_han_font():
    files = font_files(["Plain “English”"], FontChoice(), cache_folder(), silent)

    assert files.han is files.latin


def test_quotation_marks_are_narrow_in_latin_and_wide_in_han(built_in):
    latin, han = (TTFont(face.regular)["hmtx"] for face in (built_in.latin, built_in.han))
    name = {face: TTFont(face.regular).getBestCmap()[ord("“")] for face in (built_in.latin, built_in.han)}

    assert latin[name[built_in.latin]][0] < 500 < han[name[built_in.han]][0] == 1000


def test_bold_is_heavier_and_named_otherwise(built_in):
    regular, bold = TTFont(built_in.latin.regular), TTFont(built_in.latin.bold)

    assert regular["name"].getDebugName(6) != bold["name"].getDebugName(6)
    assert regular["hmtx"]["A"][0] < bold["hmtx"]["A"][0]


def test_the_reserved_name_is_not_used(built_in):
    for path in (built_in.han.regular, built_in.han.bold):
        names = TTFont(path)["name"]
        assert not any("Source" in str(names.getDebugName(number)) for number in (1, 4, 6))


def test_the_licence_stays_in_the_font(built_in):
    assert "Open Font License" in TTFont(built_in.han.regular)["name"].getDebugName(13)


# -- missing characters ----------------------------------------------------------------------------


def test_missing_characters_are_told_with_their_code_points_and_remedies(named, cache):
    with pytest.raises(ThemeError) as caught:
        font_files(["A中鹅😀"], named, cache, silent)

    assert str(caught.value) == (
        "templates/factsheet.toml:13:2: no font has these characters: 鹅 (U+9E45), 😀 (U+1F600)\n"
        "  remedy: name fonts that have them under [fonts] (han_regular, han_bold); or write the source "
        "without them; or, if [fonts] names a font now, take it out: the built-in one of "
        "justmytype-intl-cjk has more"
    )


def test_missing_characters_end_the_program_with_the_code_of_templates(named, cache):
    with pytest.raises(ThemeError) as caught:
        font_files(["😀"], named, cache, silent)

    assert caught.value.exit_code == 4


def test_a_character_missing_in_bold_only_is_missing(named, cache, tmp_path):
    (tmp_path / "bold.ttf").write_bytes(small_font(" A中", weight=300))
    choice = FontChoice(named.latin, FaceChoice("han.ttf", "bold.ttf", PLACE), tmp_path)

    with pytest.raises(ThemeError, match=r"U\+9555"):
        font_files(["镕"], choice, cache, silent)


def test_a_character_outside_the_base_set_is_cut_too(named, cache):
    files = font_files(["镕"], named, cache, silent)

    assert ord("镕") in files.han.characters


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("1\u202f000", "1\u00a0000"),
        ("a\u2009b", "a b"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("e\u0301", "é"),
        ("a\x00b\x1bc", "abc"),
        ("a\tb", "a b"),
        ("a\nb\u2028c", "a\nb\nc"),
        ("\u202eabc\u2066", "abc"),
        ("\ud800x", "x"),
        ("心\ufe0f", "心"),
    ],
)
def test_what_no_font_has_is_drawn_as_what_fonts_have(given, drawn):
    assert drawable(given) == drawn


# -- the cache -------------------------------------------------------------------------------------


GONE = FaceChoice("gone.ttf", None, PLACE)
BAD = FaceChoice("bad.ttf", None, PLACE)


def test_a_cut_is_announced_once(named, cache):
    said: list[str] = []
    for _ in range(2):
        font_files(["a"], named, cache, said.append)

    assert said == ["preparing the latin font (once on this computer): latin.ttf"]


def test_two_caches_hold_the_same_bytes(named, tmp_path):
    first, second = (font_files(["a中"], named, tmp_path / name, silent) for name in ("one", "two"))

    assert first.han.bold.read_bytes() == second.han.bold.read_bytes()


def test_another_font_of_the_same_name_is_cut_anew(named, cache, tmp_path):
    before = font_files(["a"], named, cache, silent)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "latin.ttf").write_bytes(small_font(" Aab", weight=500))

    after = font_files(["a"], FontChoice(named.latin, named.han, tmp_path / "other"), cache, silent)

    assert after.latin.regular != before.latin.regular


def test_several_at_once_do_not_disturb_each_other(named, cache):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: font_files(["a中"], named, cache, silent), range(4)))

    assert len(set(found)) == 1
    assert not [path for path in (cache / "fonts").iterdir() if path.name.startswith(".")]


def test_a_half_written_cut_is_made_again(named, cache):
    home = font_files(["a"], named, cache, silent).latin.regular.parent
    (home / "characters.txt").unlink()
    (home / "regular.ttf").write_bytes(b"half")

    files = font_files(["a"], named, cache, silent)

    assert TTFont(files.latin.regular).getBestCmap()


def test_a_cut_font_that_was_damaged_is_made_again(named, cache):
    whole = font_files(["A"], named, cache, silent).latin.regular.read_bytes()
    for path in cache.rglob("*.ttf"):
        path.write_bytes(whole[:100])
    assert font_files(["A"], named, cache, silent).latin.regular.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_told_with_a_remedy(named, tmp_path):
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(ThemeError, match="EXPORTER_CACHE"):
        font_files(["a"], named, tmp_path / "file", silent)


def test_the_cache_may_be_named_by_the_environment(monkeypatch):
    monkeypatch.setenv("EXPORTER_CACHE", "/somewhere")

    assert cache_folder() == Path("/somewhere")


# -- fonts that a theme names ----------------------------------------------------------------------


def test_postscript_outlines_become_quadratic_ones(cache, tmp_path):
    (tmp_path / "cff.otf").write_bytes(small_font(" Aa", postscript=True))

    files = font_files(["a"], FontChoice(FaceChoice("cff.otf"), folder=tmp_path), cache, silent)
    font = TTFont(files.latin.regular)

    assert "glyf" in font and "CFF " not in font
    assert font["glyf"][font.getBestCmap()[ord("a")]].xMax == 450


def test_a_font_inside_a_collection_is_named_by_its_number(cache, tmp_path):
    collection = TTCollection()
    collection.fonts = [TTFont(io.BytesIO(small_font(" A"))), TTFont(io.BytesIO(small_font(" é")))]
    collection.save(tmp_path / "both.ttc")

    files = font_files(["é"], FontChoice(FaceChoice("both.ttc#1"), folder=tmp_path), cache, silent)

    assert ord("é") in files.latin.characters


def test_a_font_file_that_is_missing_is_told(cache, tmp_path):
    with pytest.raises(ThemeError, match=r"13:2: there is no font file 'gone\.ttf'"):
        font_files(["a"], FontChoice(GONE, folder=tmp_path), cache, silent)


def test_a_file_that_is_no_font_is_told(cache, tmp_path):
    (tmp_path / "bad.ttf").write_bytes(b"not a font")

    with pytest.raises(ThemeError, match=r"13:2: the font bad\.ttf cannot be used"):
        font_files(["a"], FontChoice(BAD, folder=tmp_path), cache, silent)
