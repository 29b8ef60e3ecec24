"""Fact sheets as PDF: accepted by validators, read aloud in order, the same every time, nothing lost."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import page as validation
import pytest

from exporter.document.nodes import (
    Bar,
    Cell,
    Chart,
    Column,
    Contents,
    Footnote,
    Heading,
    Image,
    KeyFigure,
    KeyFigures,
    Link,
    Paragraph,
    Picture,
    Table,
    Text,
    text,
)
from exporter.writers.pdf import boxes, characters, embedding, metadata, objects, styles, tables, write_pdf
from exporter.writers.pdf import text as text_module
from exporter.writers.pdf.styles import rgb
from tests.writers import sample
from tests.writers.pdf_reading import balanced, places, reader, text_of, tree, unmarked_text

PROFILES = (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A)


def faults(data: bytes, profile: validation.ValidationProfile) -> list[str]:
    report = validation.validate_pdf_bytes(data, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


# -- standards -------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES)
def test_a_document_with_every_node_is_valid(profile, everything):
    assert faults(everything, profile) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_a_fact_sheet_is_valid(profile, sheet):
    assert faults(sheet, profile) == []


def test_a_validator_that_finds_nothing_would_be_noticed(sheet):
    spoilt = sheet.replace(b"/Marked true", b"/Marked  null")

    assert faults(spoilt, validation.ValidationProfile.PDF_UA_1)


def test_a_fact_sheet_is_one_sheet_front_and_back(sheet):
    assert len(reader(sheet).pages) == 2


def test_every_font_is_embedded_as_a_subset(everything):
    for page in reader(everything).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"]
            assert font["/BaseFont"][7] == "+"


def test_no_font_of_the_viewer_is_used(everything):
    assert b"Helvetica" not in everything


def test_all_that_is_drawn_is_marked(everything):
    assert not unmarked_text(everything)


def test_marks_and_text_objects_are_nested(everything):
    assert balanced(everything)


# -- the same every time ---------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes(pdf_of, language, sheet):
    assert pdf_of(sample.fact_sheet(language)) == sheet


SCRIPT = """
import sys
from pathlib import Path
from hashlib import sha256
from tests.writers import sample
from exporter.theme.factsheet import load_pdf_theme
from exporter.theme.cache import cache_folder
from exporter.theme.fonts import font_files
from exporter.writers.pdf import characters, write_pdf
document, theme = sample.sample("zh"), load_pdf_theme(Path("templates/factsheet.toml"))
fonts = font_files(characters(document), theme.font_choice, cache_folder(), print)
sys.stdout.write(sha256(write_pdf(document, theme, fonts)).hexdigest())
"""


def test_no_setting_of_the_computer_changes_a_byte(fonts_for):
    fonts_for(sample.sample("zh"))  # so that neither process announces its fonts
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LANG": "C", "SOURCE_DATE_EPOCH": "86400"},
    )

    digests = {_run(setting) for setting in settings}

    assert len(digests) == 1


def _run(setting: dict[str, str]) -> str:
    root = Path(__file__).parents[2]
    environment = {**os.environ, **setting, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=root, env=environment, capture_output=True, check=True, text=True
    )
    return done.stdout


def test_the_dates_come_from_the_source(sheet):
    about = reader(sheet).metadata

    assert (about["/CreationDate"], about["/ModDate"]) == ("D:20320301083000+00'00'",) * 2


# -- what the file says of itself ------------------------------------------------------------------


def test_the_language_is_named(everything, language):
    assert reader(everything).trailer["/Root"]["/Lang"] == sample.TAGS[language]


def test_a_window_shows_the_title_and_not_the_file_name(everything):
    assert reader(everything).trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"] is not False


def test_xmp_and_the_information_dictionary_agree(everything):
    pdf = reader(everything)
    xmp = pdf.xmp_metadata

    assert xmp.dc_title["x-default"] == pdf.metadata.title
    assert xmp.dc_creator == [pdf.metadata.author]
    assert xmp.pdf_keywords == pdf.metadata["/Keywords"]


def test_bookmarks_name_the_headings(everything, language):
    first = reader(everything).outline[0]

    assert first.title == {"en": "4.1 Meetings of the year", "zh": "一、 本年度会议"}[language]


# -- structure -------------------------------------------------------------------------------------


def test_the_title_is_the_only_heading_of_the_first_level(everything, language):
    titles = tree(everything).all("H1")

    assert [title.words for title in titles] == [sample.sample(language).cover.title]


def test_headings_go_down_one_level_at_a_time(everything):
    levels = [
        int(node.tag[1]) for node in tree(everything).walk() if node.tag in ("H1", "H2", "H3", "H4", "H5")
    ]

    assert levels == [1, 2, 3, 4, 5]


READING_ORDER = {
    "en": "Meetings of the year|nine partners|Signed: Memorandum|Patents|101|Jan|With|Northland|"
    "delegations|signing|rounded|five years",
    "zh": "本年度会议|九个伙伴|签署：《首次|专利|101|1月|合作方|北地|代表团|签字仪式|四舍五入|五年",
}


def test_words_are_read_in_the_order_of_the_document(everything, language):
    read = tree(everything).words
    wanted = READING_ORDER[language].split("|")
    begin = read.rindex(wanted[0])  # behind the table of contents
    places = [read.index(words, begin) for words in wanted]

    assert places == sorted(places)


def test_a_blank_at_the_end_of_a_line_is_read(pdf_of):
    words = "the office signed and published a long statement " * 8

    paragraphs = tree(pdf_of(sample.of_text(words))).all("P")

    assert paragraphs[-1].words == words.rstrip()


def test_a_link_stands_between_the_words_around_it(everything, language):
    paragraph = next(node for node in tree(everything).all("P") if node.kids and node.kids[0].tag == "Link")

    wanted = {"en": "see Table 11Its site is the office’s page; the", "zh": "见表11网址为该局网页；英文"}[
        language
    ]
    assert wanted in paragraph.words


def test_words_in_another_language_say_so(everything, language):
    spans = tree(everything).all("Span")

    assert [span.entry["/Lang"] for span in spans] == [{"en": "zh-Hans", "zh": "en"}[language]]


def test_a_table_has_headers_for_columns_and_for_rows(everything):
    scopes = [
        [node.entry["/A"]["/Scope"] for node in table.all("TH")] for table in tree(everything).all("Table")
    ]

    assert ["/Column"] * 4 + ["/Row"] * 4 in scopes
    assert all(scopes)


def test_a_figure_says_in_words_what_it_shows(everything, language):
    figures = tree(everything).all("Figure")

    assert (
        figures[0].entry["/Alt"]
        == next(b for b in sample.sample(language).blocks if isinstance(b, Chart)).alt
    )


def test_a_figure_tells_the_room_it_fills(everything, pdf_theme):
    for figure in tree(everything).all("Figure"):
        left, foot, right, top = figure.entry["/A"]["/BBox"]
        assert pdf_theme.page.left.pt - 1 <= left < right <= pdf_theme.page.width.pt and 0 < foot < top


def test_a_list_has_labels_and_bodies(everything):
    items = [node for node in tree(everything).all("LI") if node.all("Lbl")]

    assert [item.kids[0].words for item in items] == ["•", "•", "1.", "2."]


def test_a_note_is_found_by_its_name(everything, language):
    note = tree(everything).all("Note")[0]

    assert note.entry["/ID"] == "note1"
    assert (
        note.words == {"en": "1The memorandum runs for five years.", "zh": "1该备忘录有效期五年。"}[language]
    )


def test_every_link_tells_where_it_leads(everything):
    notes = [note.get_object() for page in reader(everything).pages for note in page.get("/Annots", [])]

    assert notes
    assert all(note["/Contents"] and note["/F"] == 4 for note in notes)


# -- pages -----------------------------------------------------------------------------------------


def test_contents_name_the_pages_of_the_headings(pdf_of):
    filler = Paragraph(text("words " * 180))
    parts = (block for n in range(40) for block in (Heading(1, text(f"Part {n}"), f"p{n}"), filler))
    data = pdf_of(sample.of_blocks(Contents("Contents"), *parts))
    pages = reader(data).pages

    entries = [node.words for node in tree(data).all("TOCI")]
    printed = int(entries[-1].removeprefix("Part 39"))

    assert "Part 39" in pages[printed - 1].extract_text()


def test_each_page_tells_its_number_and_how_many_there_are(pdf_of):
    pages = reader(pdf_of(sample.table_of(120))).pages

    assert len(pages) > 2
    for position, page in enumerate(pages, 1):
        assert f"Page {position} of {len(pages)}" in page.extract_text()


def test_a_marking_stands_at_the_head_and_at_the_foot(everything, language):
    for page in reader(everything).pages:
        assert page.extract_text().count({"en": "Internal", "zh": "内部"}[language]) >= 2


def test_type_grows_where_there_is_room(pdf_of, pdf_theme):
    (body,) = {size for words, size in _sizes(pdf_of(sample.of_text("few words"))) if "few" in words}

    assert body == pytest.approx(pdf_theme.sizes.body * pdf_theme.page.growth)


def test_type_never_grows_onto_another_page(pdf_of, pdf_theme, fonts_for):
    usual = replace(pdf_theme, page=replace(pdf_theme.page, growth=1.0))
    for words in range(300, 1500, 150):
        document = sample.of_text("lorem " * words)
        before = write_pdf(document, usual, fonts_for(document))
        assert len(reader(pdf_of(document)).pages) == len(reader(before).pages)


def _sizes(data: bytes) -> list[tuple[str, float]]:
    """Each stretch of text of the first page with its size."""
    found: list[tuple[str, float]] = []
    reader(data).pages[0].extract_text(
        visitor_text=lambda words, _cm, _tm, _font, size: found.append((words, size))
    )
    return found


def test_a_table_over_pages_loses_no_row_and_repeats_none(pdf_of):
    data = pdf_of(sample.table_of(120))

    rows = [node.words for node in tree(data).all("TH") if node.words.startswith("row ")]

    assert rows == [f"row {n}" for n in range(1, 121)]


def test_a_table_over_pages_repeats_its_header_to_the_eye_only(pdf_of):
    data = pdf_of(sample.table_of(120))

    seen = sum("No." in page.extract_text() for page in reader(data).pages)
    heard = sum(node.words == "No." for node in tree(data).all("TH"))

    assert (seen, heard) == (len(reader(data).pages), 1)


def test_a_row_higher_than_a_page_goes_on_on_the_next(pdf_of):
    words = " ".join(f"w{n}" for n in range(2500))
    data = pdf_of(sample.table_of(2, words=words))

    cells = [node.words for node in tree(data).all("TD") if node.words.startswith("w0 ")]

    assert [" ".join(cell.split()) for cell in cells] == [words, words]


def test_text_goes_on_over_pages_without_losing_a_word(pdf_of):
    words = " ".join(f"w{n}" for n in range(4000))

    assert tree(pdf_of(sample.of_text(words))).all("P")[-1].words == words


def test_a_chart_too_long_for_a_page_is_printed_whole(pdf_of):
    bars = tuple(Bar(f"bar {n}", float(n), f"{n} items") for n in range(90))
    words = text_of(pdf_of(sample.of_blocks(Chart("c", text("Many"), bars, "Many bars."))))

    assert all(f"bar {n} " in words for n in range(90))


def test_a_heading_is_never_alone_at_the_foot_of_a_page(pdf_of):
    for lines in range(20, 40):
        body = [Paragraph(text("words"))] * lines
        data = pdf_of(sample.of_blocks(*body, Heading(1, text("Headed"), "h"), Paragraph(text("behind it"))))
        headed = [page.extract_text() for page in reader(data).pages if "Headed" in page.extract_text()]
        assert "behind it" in headed[0]


def test_a_last_note_is_never_alone_on_a_page(pdf_of):
    short = Table("t", text("Short"), (Column("No."),), ((Cell(text("the only row")),),))
    for lines in range(15, 40):
        body = [Paragraph(text("words"))] * lines
        data = pdf_of(sample.of_blocks(*body, short, Paragraph(text("The last word."), "note")))
        assert "the only row" in reader(data).pages[-1].extract_text()


def test_nothing_is_printed_outside_the_margins(everything, pdf_theme):
    box = pdf_theme.page
    begun = [place for page in reader(everything).pages for place in places(page)]

    # An opening mark of a heading stands out by half its square.
    assert all(box.left.pt - 8 <= x <= box.width.pt - box.right.pt for x, _ in begun)
    assert all(box.furniture.pt - 3 <= y <= box.height.pt - box.furniture.pt for _, y in begun)


def test_a_long_word_is_broken_rather_than_cut_off(pdf_of):
    address = "https://office.example/" + "a-very-long-path/" * 30
    data = pdf_of(sample.of_text(address))

    assert tree(data).all("P")[-1].words == address


# -- data is never markup --------------------------------------------------------------------------

PAYLOADS = (
    "<b>bold</b>",
    '<img src="/etc/passwd"/>',
    '<a href="file:///etc/passwd">x</a>',
    '<font color="[].__class__">x</font>',
    "&amp; &#65; &nbsp;",
    "<onDraw name='x'/>",
    "(unclosed ) \\ paren",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "{page} {0} %s",
    "<para>",
    "]]>",
    "*/ EMC ET Q",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_the_data_is_printed_as_it_is(payload, pdf_of):
    assert tree(pdf_of(sample.of_text(payload))).all("P")[-1].words == payload


def test_controls_and_direction_marks_are_not_printed(pdf_of):
    data = pdf_of(sample.of_text("a\u202eb\x07c\ufeffd\u200be\ud800f"))

    assert tree(data).all("P")[-1].words == "abcdef"


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "#nowhere", "ftp://x.example", ""],
)
def test_a_link_that_may_not_be_followed_is_plain_text(target, pdf_of):
    data = pdf_of(sample.of_blocks(Paragraph((Link(text("words"), target),))))

    assert not any("/Annots" in page for page in reader(data).pages)


def test_an_address_with_other_letters_is_encoded(pdf_of):
    data = pdf_of(sample.of_blocks(Paragraph((Link(text("words"), "https://office.example/专利?a=b"),))))

    (note,) = (n.get_object() for page in reader(data).pages for n in page.get("/Annots", []))
    assert note["/A"]["/URI"] == "https://office.example/%E4%B8%93%E5%88%A9?a=b"


def test_a_title_in_markup_does_not_break_the_description(pdf_theme, fonts_for):
    document = sample.of_text("words")
    document = replace(document, properties=replace(document.properties, title="A <b> & \x07 C"))

    data = write_pdf(document, pdf_theme, fonts_for(document))

    assert reader(data).xmp_metadata.dc_title["x-default"] == reader(data).metadata.title == "A <b> &  C"


# -- pictures and parts that may be empty ----------------------------------------------------------


def test_a_transparent_picture_is_laid_on_white(pdf_of):
    picture = Picture("p", text("Caption"), "A square.", Image(sample.png(8, 8, alpha=True), 8, 8))
    data = pdf_of(sample.of_blocks(picture))

    (image,) = reader(data).pages[0].images
    assert image.image.getpixel((0, 0)) == (151, 182, 218)
    assert faults(data, validation.ValidationProfile.PDF_A_2A) == []


@pytest.mark.parametrize(
    "block",
    [
        Chart("c", text("Nothing"), (), "No bars."),
        Chart("c", (), (Bar("a", 0.0, "0"),), "One bar."),
        Table("t", text("Empty"), (Column("A"), Column("B")), ()),
        Table("t", (), (Column("A"),), ((Cell(()),),), stub=False),
        KeyFigures((KeyFigure("7", ()),)),
        KeyFigures((KeyFigure("a number that is far too long for any card", text("words")),)),
        Paragraph(()),
        Paragraph((Footnote(text("alone")),)),
        Paragraph((Text("A"), Footnote((Text("B"), Footnote(text("a note on a note")))))),
        Heading(1, text("Last"), "last"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_poor_block_still_makes_a_valid_file(block, pdf_of):
    assert faults(pdf_of(sample.of_blocks(block)), validation.ValidationProfile.PDF_UA_1) == []


# -- what reportlab is mended with -----------------------------------------------------------------


def test_characters_beyond_the_basic_plane_are_mapped_in_utf16():
    assert "<01> <D842DFB7>" in embedding.to_unicode("F", [0, 0x20BB7])


def test_the_missing_glyph_is_mapped_to_nothing():
    assert "<00> <" not in embedding.to_unicode("F", [0, 65]).split("endcodespacerange")[1]


def test_a_map_has_blocks_of_a_hundred_at_most():
    assert "100 beginbfchar" in embedding.to_unicode("F", [0, *range(65, 265)])


def test_every_stream_ends_with_a_line(sheet):
    ends = sheet.count(b"endstream")

    assert ends == sheet.count(b"\nendstream")


def test_characters_of_a_document_are_those_that_print():
    document = sample.of_blocks(Picture("ж", text("caption"), "ю"))

    found = characters(document)

    assert "c" in found and not {"ж", "ю"} & {c for words in found for c in words}


@pytest.mark.parametrize("module", [boxes, metadata, objects, styles, tables, text_module])
def test_examples_in_the_code_hold(module):
    assert doctest.testmod(module).failed == 0


def test_colours_are_parts_of_one():
    assert rgb("FF0033") == (1.0, 0.0, 0.2)
