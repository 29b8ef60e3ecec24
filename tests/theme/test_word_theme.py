"""The Word template: what it must hold, what is said when it does not, what of it reaches a product."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from exporter.errors import ThemeError
from exporter.theme.starter import starter_template
from exporter.theme.word import ROLES, WordTheme, open_word_theme, word_language

COMMITTED = Path(__file__).parents[2] / "templates/briefing.docx"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A copy of the template that a test may spoil."""
    path = tmp_path / "templates/briefing.docx"
    path.parent.mkdir()
    path.write_bytes(COMMITTED.read_bytes())
    return path


@pytest.fixture
def edited(template: Path) -> Callable[[Callable[[WordDocument], object]], Path]:
    """Change the template as somebody would in Word."""

    def edit(change: Callable[[WordDocument], object]) -> Path:
        word = docx.Document(str(template))
        change(word)
        word.save(str(template))
        return template

    return edit


def faults_of(path: Path) -> str:
    with pytest.raises(ThemeError) as caught:
        open_word_theme(path)
    return str(caught.value)


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def style(package: bytes, name: str) -> docx.styles.style.BaseStyle:
    return docx.Document(io.BytesIO(package)).styles[name]


def remove_style(word: WordDocument, name: str) -> None:
    word.styles[name].delete()


# -- the template that the project begins with -----------------------------------------------------


def test_the_committed_template_is_what_the_starter_makes():
    """After a designer has restyled the template, this test has done its work and goes."""
    assert parts(COMMITTED.read_bytes()) == parts(starter_template())


def test_the_starter_is_the_same_file_every_time():
    assert starter_template() == starter_template()


def test_the_starter_opens_without_a_fault():
    assert isinstance(open_word_theme(COMMITTED), WordTheme)


def test_every_role_has_a_style():
    assert open_word_theme(COMMITTED).styles.keys() == ROLES.keys()


def test_no_style_leaves_han_text_to_the_fonts_of_a_theme():
    styles = parts(COMMITTED.read_bytes())["word/styles.xml"]

    assert b"Theme=" not in styles
    assert b'w:eastAsia="FangSong"' in styles


@pytest.mark.parametrize("part", ["word/stylesWithEffects.xml", "docProps/thumbnail.jpeg"])
def test_the_starter_drops_what_python_docx_brings_along(part):
    assert part not in parts(starter_template())


def test_the_text_is_as_wide_as_on_the_official_page_and_an_inch_from_the_edges():
    page = open_word_theme(COMMITTED).portrait

    assert (round(page.width.mm), round(page.height.mm)) == (156, 246)


def test_a_wide_page_is_the_same_sheet_turned():
    page = open_word_theme(COMMITTED).landscape

    assert (round(page.width.mm), round(page.height.mm)) == (246, 156)
    assert 'w:orient="landscape"' in page.setup


# -- what can be wrong -----------------------------------------------------------------------------


def test_a_missing_template_is_named_with_a_remedy(tmp_path):
    assert faults_of(tmp_path / "briefing.docx").endswith("remedy: put the Word template there")


@pytest.mark.parametrize("data", [b"", b"not a zip file", COMMITTED.read_bytes()[:4000]])
def test_a_broken_file_is_refused_in_plain_words(template, data):
    template.write_bytes(data)

    assert "templates/briefing.docx: is not a sound Word document" in faults_of(template)


def test_a_zip_file_that_is_no_word_file_is_refused(template):
    with zipfile.ZipFile(template, "w") as archive:
        archive.writestr("hello.txt", "hello")

    assert "is not a sound Word document" in faults_of(template)


def test_a_damaged_part_is_refused(template):
    damaged = parts(template.read_bytes()) | {"word/styles.xml": b"<w:styles"}
    with zipfile.ZipFile(template, "w") as archive:
        for name, data in damaged.items():
            archive.writestr(name, data)

    assert "is not a sound Word document" in faults_of(template)


def retyped(template: Path, kind: bytes) -> Path:
    """The template with another type of main part, as Word saves other kinds of file."""
    with zipfile.ZipFile(template, "w") as target:
        for name, data in parts(COMMITTED.read_bytes()).items():
            target.writestr(name, data.replace(b"wordprocessingml.document.main+xml", kind))
    return template


def test_a_template_saved_as_dotx_is_as_good_as_a_document(template):
    dotx = retyped(template, b"wordprocessingml.template.main+xml")

    assert open_word_theme(dotx).styles == open_word_theme(COMMITTED).styles


def test_a_file_with_macros_is_refused_with_a_way_out(template):
    docm = retyped(template, b"ms-word.document.macroEnabled.main+xml")

    assert "save it anew in Word as a document (.docx)" in faults_of(docm)


def test_every_missing_style_is_named_at_once_with_its_role(edited):
    def spoil(word: WordDocument) -> None:
        remove_style(word, "Lead")
        remove_style(word, "Exporter Table")

    told = faults_of(edited(spoil))

    assert "templates/briefing.docx: role 'lead' needs the paragraph style 'Lead', which is missing" in told
    assert "role 'table' needs the table style 'Exporter Table', which is missing" in told


def test_a_style_of_the_wrong_type_is_named(edited):
    def spoil(word: WordDocument) -> None:
        remove_style(word, "Strong")
        word.styles.add_style("Strong", WD_STYLE_TYPE.PARAGRAPH)

    told = faults_of(edited(spoil))

    assert "role 'strong' needs the character style 'Strong', which is a paragraph style" in told


def test_a_list_style_without_a_list_format_is_named(edited):
    def spoil(word: WordDocument) -> None:
        properties = word.styles["List Number"].element.pPr
        properties.remove(properties.find(qn("w:numPr")))

    assert "the style 'List Number' has no list format" in faults_of(edited(spoil))


def test_theme_faults_have_the_exit_code_of_the_contract(tmp_path):
    with pytest.raises(ThemeError) as caught:
        open_word_theme(tmp_path / "briefing.docx")

    assert caught.value.exit_code == 4


# -- what a designer may do ------------------------------------------------------------------------


def test_a_style_may_have_another_id_than_ours(edited):
    """Word numbers its styles by the language of its menus: "a3" in a Chinese one."""

    def rename(word: WordDocument) -> None:
        word.styles["Lead"].element.styleId = "a3"

    assert open_word_theme(edited(rename)).styles["lead"] == "a3"


def test_a_restyled_template_changes_the_product(edited):
    def enlarge(word: WordDocument) -> None:
        word.styles["Lead"].font.size = docx.shared.Pt(20)

    assert style(open_word_theme(edited(enlarge)).package("en-GB"), "Lead").font.size.pt == 20


def test_words_headers_and_history_of_a_template_stay_behind(edited):
    def fill(word: WordDocument) -> None:
        word.add_paragraph("Lorem ipsum")
        word.add_table(1, 1)
        word.sections[0].header.paragraphs[0].text = "Draft of a designer"
        word.core_properties.author = "A designer"

    package = open_word_theme(edited(fill)).package("en-GB")

    assert b"Lorem" not in parts(package)["word/document.xml"]
    assert b"designer" not in parts(package)["docProps/core.xml"]
    assert not [name for name in parts(package) if "header" in name]


def test_a_template_that_asks_to_update_fields_no_longer_asks(edited):
    def ask(word: WordDocument) -> None:
        word.settings.element.insert(0, word.settings.element.makeelement(qn("w:updateFields")))

    package = open_word_theme(edited(ask)).package("en-GB")

    assert b"updateFields" not in parts(package)["word/settings.xml"]


# -- editions --------------------------------------------------------------------------------------


def test_a_style_for_a_language_takes_the_place_of_the_general_one():
    theme = open_word_theme(COMMITTED)
    sizes = [style(theme.package(tag), "Body Text").font.size for tag in ("en-GB", "zh-Hans-CN")]

    assert sizes[0] is None
    assert sizes[1].pt == 14


def test_what_a_variant_leaves_open_stays_as_it_is():
    heading = style(open_word_theme(COMMITTED).package("zh-Hans-CN"), "Heading 1")

    assert heading.paragraph_format.keep_with_next
    assert heading.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"


@pytest.mark.parametrize("tag", ["en-GB", "zh-Hans-CN"])
def test_no_product_shows_the_styles_of_other_languages(tag):
    names = [s.name for s in docx.Document(io.BytesIO(open_word_theme(COMMITTED).package(tag))).styles]

    assert not [name for name in names if name.endswith(" zh")]


def test_a_language_without_variants_takes_the_general_styles():
    theme = open_word_theme(COMMITTED)

    french, english = (style(theme.package(tag), "Heading 1").font.size for tag in ("fr-FR", "en-GB"))

    assert french == english


def test_restarted_lists_are_indented_as_the_style_of_their_language_says():
    word = docx.Document(io.BytesIO(open_word_theme(COMMITTED).package("zh-Hans-CN")))
    indents = word.part.numbering_part.element.xpath("w:abstractNum/w:lvl/w:pPr/w:ind/@w:left")

    assert indents == ["980", "980"]


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("zh-Hans-CN", "zh-CN"),
        ("zh-Hans", "zh-CN"),
        ("zh-Hant", "zh-TW"),
        ("zh-Hant-HK", "zh-HK"),
        ("en-GB", "en-GB"),
        ("fr", "fr"),
        ("ja", "ja-JP"),
    ],
)
def test_languages_are_told_as_word_knows_them(tag, word):
    assert word_language(tag) == word
