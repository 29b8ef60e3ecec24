"""Word documents: sound files, every word in order, both languages as their readers expect them."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from exporter.document import nodes as n
from exporter.document.passes import number, problems
from exporter.theme.word import WordTheme, open_word_theme
from exporter.writers.docx import write_docx
from exporter.writers.docx.blocks import gap
from exporter.writers.docx.widths import column_widths
from tests import integrity
from tests.integrity import w, xml_parts
from tests.writers.docx_sample import PHOTO, cell, rows, sample

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "zh")


@cache
def theme() -> WordTheme:
    return open_word_theme(ROOT / "templates/briefing.docx")


@cache
def written(language: str) -> bytes:
    return write_docx(sample(language), theme())


def document(*blocks: n.Block, language: str = "en") -> n.Document:
    """The sample document with other blocks."""
    return number(replace(sample(language), blocks=blocks))


def parts_of(*blocks: n.Block, language: str = "en") -> dict[str, etree._Element]:
    return xml_parts(write_docx(document(*blocks, language=language), theme()))


def body_of(*blocks: n.Block, language: str = "en") -> etree._Element:
    """The body without the title block."""
    body = parts_of(*blocks, language=language)["word/document.xml"][0]
    for paragraph in list(body)[: 3 + len(sample(language).cover.details)]:
        body.remove(paragraph)
    return body


def body_with(*inlines: n.Inline, language: str = "en") -> etree._Element:
    return body_of(n.Paragraph(inlines), language=language)


def words(element: etree._Element) -> str:
    """The words of `element`; field codes are not words."""
    return "".join(t.text or "" for t in element.iter(w("t")))


def looks(element: etree._Element) -> list[tuple[str, str]]:
    """The words of each run and the run properties that are set on it."""
    return [(words(r), " ".join(map(plain_xml, r.iterfind(f"{w('rPr')}/*")))) for r in element.iter(w("r"))]


def plain_xml(element: etree._Element) -> str:
    attributes = [f"{etree.QName(key).localname}={value}" for key, value in element.attrib.items()]
    return ":".join([etree.QName(element).localname, *attributes])


def styles_of(element: etree._Element) -> list[str]:
    return [style.get(w("val"), "") for style in element.iter(w("pStyle"))]


# -- the file --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_a_sound_document(language):
    assert problems(sample(language)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_validator_finds_nothing(language, tmp_path):
    file = tmp_path / "briefing.docx"
    file.write_bytes(written(language))

    assert OpenXmlValidator().validate(file).errors == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_file_points_nowhere(language):
    assert integrity.problems(written(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_python_docx_reads_the_words_back(language):
    paragraphs = docx.Document(io.BytesIO(written(language))).paragraphs

    assert sample(language).cover.title in [paragraph.text for paragraph in paragraphs]


def test_the_same_document_gives_the_same_bytes_in_any_environment():
    script = (
        "import hashlib; from tests.writers.test_docx import written;"
        "print(*(hashlib.sha256(written(language)).hexdigest() for language in ('en', 'zh')))"
    )
    digests = {
        subprocess.check_output(
            [sys.executable, "-c", script], cwd=ROOT, text=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
        )
        for seed, zone, locale in (("1", "UTC", "C"), ("77", "Asia/Shanghai", "C.UTF-8"))
    }  # fmt: skip
    assert digests == {" ".join(hashlib.sha256(written(name)).hexdigest() for name in LANGUAGES) + "\n"}


def test_a_second_run_in_one_process_gives_the_same_bytes():
    assert write_docx(sample("zh"), theme()) == written("zh")


def test_nothing_asks_the_reader_to_update_fields():
    assert b"updateFields" not in etree.tostring(xml_parts(written("en"))["word/settings.xml"])


def test_the_core_properties_come_from_the_document():
    core = docx.Document(io.BytesIO(written("zh"))).core_properties

    assert (core.title, core.subject, core.author, core.keywords, core.language, core.version) == (
        "与北方局的合作", "双边合作", "国际合作处", "专利, 合作", "zh-CN", "2021.1",
    )  # fmt: skip
    assert {f"{core.created:%Y-%m-%d %H:%M}", f"{core.modified:%Y-%m-%d %H:%M}"} == {"2022-03-01 00:00"}


def test_a_records_office_reads_edition_revision_and_marking_off_the_file():
    own = replace(sample("zh").properties, edition="zh")
    custom = xml_parts(write_docx(replace(sample("zh"), properties=own), theme()))["docProps/custom.xml"]

    assert {p.get("name"): p[0].text for p in custom} == {
        "Title": "与北方局的合作", "Language": "zh-Hans-CN", "Edition": "zh", "Subject": "双边合作",
        "Keywords": "专利, 合作", "Source revision": "2021.1", "Marking": "内部资料",
    }  # fmt: skip


def test_a_stamp_without_an_hour_is_midnight_utc():
    properties = replace(sample("en").properties, stamp="2022-03-01")
    package = write_docx(replace(sample("en"), properties=properties), theme())

    assert b"2022-03-01T00:00:00Z" in etree.tostring(xml_parts(package)["docProps/core.xml"])


# -- every word, in order --------------------------------------------------------------------------


def printed(document: n.Document) -> Iterator[str]:
    """The words of `document` in reading order, found without the writer."""
    cover = document.cover
    yield from (cover.kind, cover.title, cover.subtitle)
    for label, value in cover.details:
        yield label + document.labels.colon + value
    for block in document.blocks:
        yield from printed_block(block, document)


def printed_block(block: n.Block, document: n.Document) -> Iterator[str]:
    pattern = document.labels.table if isinstance(block, n.Table) else document.labels.figure
    match block:
        case n.Heading():
            yield n.plain(block.inlines)  # its number is counted by Word
        case n.Paragraph():
            yield n.plain(block.inlines)
        case n.ListBlock():
            yield from map(n.plain, block.items)
        case n.Table():
            yield caption_line(block, pattern)
            yield from (column.header for column in block.columns)
            yield from (n.plain(cell.inlines) for row in block.rows for cell in row)
        case n.Picture():
            yield caption_line(block, pattern)
        case n.Chart():
            yield caption_line(block, pattern) + block.note
        case n.KeyFigures():
            for figure in block.figures:
                source = f" [{figure.source}]" if figure.source else ""
                yield figure.value + n.plain(figure.meaning) + source
        case n.Contents():
            yield block.title
            yield from (heading_line(entry, document) for entry in n.headings(document.blocks, block.depth))


def heading_line(heading: n.Heading, document: n.Document) -> str:
    between = gap(heading.number, document.language) if heading.number else ""
    return heading.number + between + n.plain(heading.inlines)


def caption_line(block: n.Table | n.Picture | n.Chart, pattern: str) -> str:
    (digits,) = re.findall(r"\d+", block.label)
    return pattern.format(number=digits, caption=n.plain(block.caption))


def test_a_heading_that_word_counts_is_referred_to_by_its_number():
    document = etree.tostring(xml_parts(written("en"))["word/document.xml"], encoding="unicode")
    codes = re.findall(r"REF _at_\S+ \\n \\h", document)
    assert codes and "REF _ref_" in document  # captions keep theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_in_the_order_of_the_document(language):
    expected = "".join(printed(sample(language))).replace("\n", "")

    assert words(xml_parts(written(language))["word/document.xml"]) == expected


def test_footnotes_stand_in_the_order_of_their_calls():
    notes = xml_parts(written("en"))["word/footnotes.xml"]

    assert words(notes) == " Renewed once before, see the register. Day not printed."


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_gives_a_file_that_opens_with_all_that_xml_can_hold(text):
    legal = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)

    assert words(body_with(n.Text(text))) == re.sub("\r\n?", "\n", legal)


# -- any document ----------------------------------------------------------------------------------

TEXTS = st.builds(n.Text, st.text(max_size=9), st.sampled_from([None, "en-GB", "zh-Hans-CN", "fr"]))
LEAVES = TEXTS | st.just(n.LineBreak()) | st.just(n.Reference("table")) | st.just(n.Reference("heading"))


def nested(inner: st.SearchStrategy[n.Inline]) -> st.SearchStrategy[n.Inline]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.builds(n.Strong, several) | st.builds(n.Title, several)


EMPHASIS = st.recursive(LEAVES, nested, max_leaves=4)
LINKS = st.builds(
    n.Link, st.tuples(TEXTS), st.sampled_from(["#table", "#Lost photograph", "https://example.org/?a&b"])
)
NOTES = st.builds(n.Footnote, st.lists(EMPHASIS | LINKS, max_size=2).map(tuple))
INLINES = st.lists(EMPHASIS | LINKS | NOTES, max_size=4).map(tuple)
CELLS = st.tuples(st.builds(n.Cell, INLINES), st.builds(n.Cell, INLINES, st.just("end")))
SIDES = (n.Paragraph(n.text("The offices met.")), n.Paragraph((n.Text("两局举行会谈。", "zh-Hans-CN"),)))
ITEMS = tuple(n.ListBlock((n.text(one),), ordered=True) for one in ("One", "一"))
PARALLEL = n.Parallel(("en-GB", "zh-Hans-CN"), (SIDES, ITEMS), "Two columns")
BLOCKS = st.one_of(
    st.builds(n.Paragraph, INLINES, st.sampled_from(["body", "lead", "note", "source", "marking", "empty"])),
    st.builds(n.ListBlock, st.lists(INLINES, max_size=3).map(tuple), st.booleans()),
    st.builds(
        n.KeyFigures,
        st.lists(
            st.builds(n.KeyFigure, st.text(max_size=5), INLINES, st.sampled_from(["", "1.1", "2"])),
            min_size=1, max_size=9,
        ).map(tuple),
    ),
    st.builds(n.Contents, st.text(max_size=5), st.integers(1, 4)),
    st.builds(n.PageBreak, st.booleans()),
    st.builds(n.Parallel, st.just(("en-GB", "zh-Hans-CN")), st.sampled_from([(), (SIDES,), (ITEMS, SIDES)])),
)  # fmt: skip
BAR = st.builds(n.Bar, st.text(max_size=5), st.floats(-9, 9), st.text(max_size=5))
BARS = st.lists(BAR, max_size=3).map(tuple)
ANCHORED = st.tuples(
    st.builds(n.Heading, st.integers(1, 4), INLINES, st.just("heading"), st.sampled_from(["1.1", "（一）"])),
    st.builds(
        n.Table, st.just("table"), INLINES, st.just((n.Column("A"), n.Column("B", 0.3))),
        st.lists(CELLS, max_size=3).map(tuple), st.text(max_size=5), st.booleans(),
    ),
    st.builds(
        n.Picture, st.just("Lost photograph"), INLINES, st.just("Alt."), st.sampled_from([PHOTO, None])
    ),
    st.builds(
        n.Chart, st.just("chart"), INLINES,
        BARS,
        st.just("Alt."), st.sampled_from(["bars", "columns", "share", "tiles"]), st.text(max_size=5),
        st.text(max_size=5),
    ),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=6), ANCHORED, st.randoms(use_true_random=False), st.sampled_from(LANGUAGES))
def test_no_document_gives_a_file_that_points_nowhere(blocks, anchored, random, language):
    mixed = [*blocks, *anchored]
    random.shuffle(mixed)

    assert integrity.problems(write_docx(document(*mixed, language=language), theme())) == []


# -- blocks ----------------------------------------------------------------------------------------


def test_headings_have_the_styles_that_word_builds_contents_from():
    headings = [n.Heading(level, n.text("words"), f"h{level}") for level in (1, 2, 3, 4)]

    assert styles_of(body_of(*headings)) == ["Heading1", "Heading2", "Heading3", "Heading4"]


def test_the_contents_link_to_headings_without_waiting_for_an_update():
    headings = n.Heading(1, n.text("First"), "a.1", "1"), n.Heading(3, (), "deep")
    body = body_of(n.Contents("Contents", 2), *headings)
    links = [(link.get(w("anchor")), words(link)) for link in body.iter(w("hyperlink"))]
    bookmarks = [mark.get(w("name")) for mark in body.iter(w("bookmarkStart"))]

    assert links == [(bookmarks[0], "1 First")]


def test_a_contents_entry_repeats_the_words_of_a_heading_but_neither_its_notes_nor_its_links():
    note, link = n.Footnote(n.text("Note.")), n.Link(n.text("Mend"), "https://example.org")
    body = body_of(n.Contents("Contents"), n.Heading(1, (n.Strong((link, note)), n.LineBreak()), "h"))

    assert words(next(body.iter(w("hyperlink")))) == "Mend "
    assert len(list(body.iter(w("footnoteReference")))) == len(list(body.iter(w("hyperlink")))) - 1 == 1


def test_a_document_without_blocks_is_still_a_document():
    assert integrity.problems(write_docx(document(), theme())) == []


def test_contents_without_headings_are_still_a_whole_field():
    assert integrity.problems(write_docx(document(n.Contents("Contents")), theme())) == []


def test_a_caption_counts_in_a_field_named_as_its_label():
    body = body_of(n.Table("t", n.text("表"), (n.Column("列"),), ()), language="zh")

    assert [code.text for code in body.iter(w("instrText"))] == [" SEQ 表 \\* ARABIC "]


def test_a_reference_repeats_the_bookmarked_label_and_nothing_more():
    body = body_of(n.Paragraph((n.Reference("t"),)), n.Table("t", n.text("Deals"), (n.Column("A"),), ()))
    code = next(body.iter(w("instrText"))).text.split()
    start = next(mark for mark in body.iter(w("bookmarkStart")) if mark.get(w("name")) == code[1])
    marked = []
    for sibling in start.itersiblings():
        if sibling.tag == w("bookmarkEnd"):
            break
        marked.append(words(sibling))

    assert "".join(marked) == words(body[0]) == "Table 1"


def test_a_table_repeats_its_header_and_never_splits_a_row():
    table = n.Table("t", (), (n.Column("A"), n.Column("B")), ((cell("1"), cell("2")),), "Two columns.")
    rows = [[plain_xml(e) for e in properties] for properties in body_of(table).iter(w("trPr"))]

    assert rows == [["cantSplit", "tblHeader"], ["cantSplit"]]


def test_the_last_row_of_a_table_never_goes_to_a_page_alone():
    rows = tuple((cell(str(n)),) for n in range(4))
    table = body_of(n.Table("t", (), (n.Column("A"),), rows))
    kept = [words(p) for p in table.iter(w("p")) if p.find(f"{w('pPr')}/{w('keepNext')}") is not None]

    assert kept[-1:] == ["2"]


def test_a_table_describes_itself_to_a_screen_reader():
    table = n.Table("t", (), (n.Column("A"),), (), "One column: a.")

    assert next(body_of(table).iter(w("tblDescription"))).get(w("val")) == "One column: a."


def test_a_table_without_words_of_its_own_names_its_columns_to_a_screen_reader():
    named = n.Table("t", n.text("Visits"), (n.Column("Day"), n.Column("Place")), (), "Visits")
    said = [e.get(w("val")) for e in body_of(named).iter(w("tblCaption"), w("tblDescription"))]

    assert said == ["Table 1: Visits", "Day; Place"]


def test_key_figures_are_told_to_a_screen_reader():
    body = body_of(
        n.KeyFigures((n.KeyFigure("101", n.text("centres")), n.KeyFigure("30", n.text("partners"))))
    )

    assert next(body.iter(w("tblDescription"))).get(w("val")) == "101: centres; 30: partners"


def test_columns_share_the_width_of_the_text():
    table = n.Table("t", (), (n.Column("A", 2), n.Column("B", 1), n.Column("C", 1)), ())
    widths = [int(column.get(w("w"))) for column in body_of(table).iter(w("gridCol"))]

    assert sum(widths) == theme().portrait.width.twips
    assert [round(width / sum(widths), 2) for width in widths] == [0.5, 0.25, 0.25]


def test_numbers_stand_at_the_right_with_their_header():
    table = n.Table("t", (), (n.Column("A"), n.Column("B")), ((cell("x"), cell("1", "end")),))
    rows = [[paragraph.find(f".//{w('jc')}") is not None for paragraph in row.iter(w("p"))]
            for row in body_of(table).iter(w("tr"))]  # fmt: skip

    assert rows == [[False, True], [False, True]]


@pytest.mark.parametrize(("language", "words"), [("en", "understanding"), ("zh", "2021年12月31日")])
def test_a_narrow_column_still_holds_its_longest_word_or_date(language, words):
    table = n.Table("t", (), (n.Column("A", 99), n.Column("B", 1)), ((cell("a"), cell(words)),))
    narrow = list(body_of(table, language=language).iter(w("gridCol")))[1]

    assert int(narrow.get(w("w"))) > 1500


@given(
    st.lists(st.tuples(st.floats(0.1, 9), st.integers(0, 5000)), min_size=1, max_size=9),
    st.integers(999, 9999),
)
def test_columns_always_fill_the_text_and_keep_to_their_floors_where_they_can(columns, total):
    shares, floors = zip(*columns, strict=True)
    widths = column_widths(shares, lambda column, _: floors[column], total)

    assert sum(widths) == total
    assert sum(floors) >= total or all(
        width >= floor - 1 for width, floor in zip(widths, floors, strict=True)
    )


def test_ordered_lists_start_anew():
    lists = [n.ListBlock((n.text("a"), n.text("b")), ordered=True)] * 2
    numbers = [number.get(w("val")) for number in body_of(*lists).iter(w("numId"))]

    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_a_page_break_moves_the_next_block_and_leaves_no_empty_paragraph():
    body = body_of(n.Paragraph(n.text("a")), n.PageBreak(), n.Paragraph(n.text("b")), n.PageBreak())

    assert [p.find(f".//{w('pageBreakBefore')}") is not None for p in body.iter(w("p"))] == [False, True]


def test_a_picture_says_what_it_shows_and_fits_the_text():
    body = body_of(n.Picture("p", n.text("Signing"), "Two people at a table.", PHOTO))
    (drawing,) = body.iter(f"{{{integrity.WP}}}inline")

    assert drawing[1].get("descr") == "Two people at a table."
    assert int(drawing[0].get("cx")) <= theme().portrait.width.emu
    assert int(drawing[0].get("cx")) == 2 * int(drawing[0].get("cy"))


def test_an_image_that_is_neither_png_nor_jpeg_is_refused():
    with pytest.raises(ValueError, match="PNG or JPEG"):
        body_of(n.Picture("p", (), "Alt.", n.Image(b"GIF89a", 1, 1)))


def test_an_image_used_twice_is_stored_once():
    pictures = [n.Picture(f"p{i}", (), "Alt.", PHOTO) for i in range(2)]
    with zipfile.ZipFile(io.BytesIO(write_docx(document(*pictures), theme()))) as archive:
        assert [name for name in archive.namelist() if "media" in name] == ["word/media/image1.png"]


def test_a_chart_carries_its_values_and_prints_them_as_the_document_does():
    chart = parts_of(n.Chart("c", (), (n.Bar("North", 30, "about 30"),), "Bars."))["word/charts/chart1.xml"]

    assert [e.text for e in chart.iter("{*}v")] == [None, "North", "30"]
    assert "about 30" in [e.text for e in chart.iter("{*}t")]


def test_a_chart_shows_every_label_and_grows_with_two_lines_of_them():
    one, two = (n.Chart("c", (), (n.Bar(label, 3, "3"),) * 5, "Alt.") for label in ("North", "North\n北"))
    axis = parts_of(one)["word/charts/chart1.xml"].find(".//{*}catAx")
    low, high = (int(next(body_of(chart).iter("{*}extent")).get("cy")) for chart in (one, two))

    assert axis.find("{*}tickLblSkip").get("val") == "1"
    assert low < high


def test_the_note_of_a_chart_stays_with_its_caption():
    body = body_of(n.Chart("c", n.text("Kinds"), (), "Alt.", note="Others left out."))
    kept = [p.find(f".//{w('keepNext')}") is not None for p in body.iter(w("p"))]

    assert kept == [True, True, False]


PARTS = (
    n.Bar("Treaties", 6, "6", "Binding"),
    n.Bar("Plans", 3, "about 3", "Other"),
    n.Bar("Notes", 0.1, "0.1", "Other"),
)


def drawn(kind: str) -> etree._Element:
    chart = n.Chart("c", n.text("Kinds"), PARTS, "Alt.", kind, unit="texts")  # type: ignore[arg-type]
    return parts_of(chart)["word/charts/chart1.xml"]


@pytest.mark.parametrize(
    ("kind", "direction", "grouping", "names"),
    [
        ("bars", "bar", "clustered", ["texts"]),
        ("columns", "col", "clustered", ["texts"]),
        ("share", "bar", "percentStacked", ["Treaties: 6", "Plans: about 3", "Notes: 0.1"]),
        ("tiles", "bar", "clustered", ["Binding", "Other"]),
    ],
)
def test_each_kind_of_chart_is_a_chart_that_word_can_edit(kind, direction, grouping, names):
    chart = drawn(kind)
    (way,), (group,) = chart.iter("{*}barDir"), chart.iter("{*}grouping")
    series = [next(tx.iter("{*}v")).text for tx in chart.iterfind(".//{*}ser/{*}tx")]

    assert (way.get("val"), group.get("val"), series) == (direction, grouping, names)
    assert next(chart.iter("{*}externalData")).get(f"{{{integrity.R}}}id")


@pytest.mark.parametrize("kind", ["bars", "columns", "share", "tiles"])
def test_the_formulas_of_a_chart_point_at_the_cells_that_hold_its_values(kind):
    chart = n.Chart("c", n.text("Kinds"), PARTS, "Alt.", kind, unit="texts")  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(write_docx(document(chart), theme()))) as archive:
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read("word/embeddings/chart1.xlsx"))).active
        drawing = etree.fromstring(archive.read("word/charts/chart1.xml"))
    for numbers in drawing.iter("{*}numRef"):
        cells = numbers[0].text.rpartition("!")[2].replace("$", "")
        found = sheet[cells]
        column = [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]
        cached = {int(pt.get("idx")): float(pt[0].text) for pt in numbers.iter("{*}pt")}
        assert cached == {row: value for row, value in enumerate(column) if value is not None}


def test_the_workbook_behind_a_chart_opens(tmp_path):
    bars = n.Bar("North", 30, "about 30"), n.Bar("South", 2.5, "2.5")
    chart = n.Chart("c", (), bars, "Bars.", unit="offices")
    with zipfile.ZipFile(io.BytesIO(write_docx(document(chart), theme()))) as archive:
        (tmp_path / "data.xlsx").write_bytes(archive.read("word/embeddings/chart1.xlsx"))

    assert OpenXmlValidator().validate(tmp_path / "data.xlsx").errors == []


# -- two languages side by side --------------------------------------------------------------------


def test_what_is_said_twice_stands_in_one_row():
    (table,) = body_of(PARALLEL).iter(w("tbl"))

    assert [[words(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))] == [
        ["The offices met.", "两局举行会谈。"], ["One", "一"],
    ]  # fmt: skip
    assert next(table.iter(w("tblDescription"))).get(w("val")) == "Two columns"


def test_items_of_two_lists_stand_level_and_each_side_counts_for_itself():
    lists = (
        n.ListBlock((n.text("One"), n.text("Two")), ordered=True),
        n.ListBlock(((n.Text("一", "zh"),), (n.Text("二", "zh"),)), ordered=True),
    )
    parts = parts_of(n.Parallel(("en", "zh"), (lists,)))
    table = next(parts["word/document.xml"].iter(w("tbl")))
    rows = [[words(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))]
    counters = {
        number.get(w("numId")): number.find(w("abstractNumId")).get(w("val"))
        for number in parts["word/numbering.xml"].iter(w("num"))
    }
    left, right, *rest = [number.get(w("val")) for number in table.iter(w("numId"))]

    assert rows == [["One", "一"], ["Two", "二"]]
    assert counters[left] != counters[right]  # two lists of one counter would count on from one another
    assert rest == [left, right]


def test_an_item_of_a_column_hangs_and_is_not_indented_as_well():
    parts = parts_of(PARALLEL)
    (style,) = (
        s for s in parts["word/styles.xml"].iter(w("style")) if s.get(w("styleId")) == "ParallelBullet-zh"
    )
    indent = next(style.iter(w("ind")))

    assert indent.get(w("hanging")) == "340"
    assert indent.get(w("firstLine")) is None


def test_a_row_of_two_languages_may_go_on_over_the_page():
    assert list(body_of(PARALLEL).iter(w("cantSplit"))) == []


@pytest.mark.parametrize(("language", "expected"), [
    ("en", ["ParallelText", "ParallelText-zh", "ParallelNumber", "ParallelNumber-zh"]),
    ("zh", ["ParallelText-en", "ParallelText", "ParallelNumber-en", "ParallelNumber"]),
])  # fmt: skip
def test_each_column_is_set_in_the_styles_of_its_language(language, expected):
    parts = parts_of(PARALLEL, language=language)
    table = next(parts["word/document.xml"].iter(w("tbl")))
    indents = {
        style.get(w("styleId")): next(style.iter(w("ind")), {}).get(w("firstLineChars"))
        for style in parts["word/styles.xml"].iter(w("style"))
    }

    assert styles_of(table) == expected
    assert [indents[style] for style in expected[:2]] == [None, "200"]


def test_a_column_leaves_nothing_to_set_on_its_runs():
    assert looks(body_of(PARALLEL))[:2] == [("The offices met.", ""), ("两局举行会谈。", "")]


def test_after_two_columns_words_are_of_the_document_again():
    body = body_of(PARALLEL, n.Paragraph(n.text("After")))

    assert styles_of(body)[-1] == "BodyText"


# -- wide pages ------------------------------------------------------------------------------------

WIDE = n.Table("wide", n.text("Wide"), (n.Column("A"), n.Column("B")), rows(("a", "b")))


def sections_of(*blocks: n.Block) -> list[etree._Element]:
    return list(parts_of(*blocks)["word/document.xml"].iter(w("sectPr")))


def sizes(sections: list[etree._Element]) -> list[tuple[str, str | None]]:
    found = (section.find(w("pgSz")) for section in sections)
    return [(size.get(w("w"), ""), size.get(w("orient"))) for size in found if size is not None]


def test_a_wide_page_holds_until_the_next_page_break():
    after = n.Paragraph(n.text("after"))
    sections = sections_of(
        n.Paragraph(n.text("before")), n.PageBreak(landscape=True), WIDE, n.PageBreak(), after
    )

    assert sizes(sections) == [("11906", None), ("16838", "landscape"), ("11906", None)]
    assert [section.getparent().tag == w("pPr") for section in sections] == [True, True, False]


def test_a_section_ends_in_the_last_line_before_it_and_adds_none():
    body = body_of(n.Paragraph(n.text("before")), n.PageBreak(landscape=True), WIDE)

    assert words(next(body.iter(w("sectPr"))).getparent().getparent()) == "before"


def test_a_table_is_as_wide_as_its_page():
    body = body_of(WIDE, n.PageBreak(landscape=True), replace(WIDE, anchor="w2"))
    widths = [int(width.get(w("w"))) for width in body.iter(w("tblW"))]

    assert widths == [theme().portrait.width.twips, theme().landscape.width.twips]


def test_the_footer_of_a_wide_page_reaches_its_margin():
    parts = parts_of(WIDE, n.PageBreak(landscape=True), replace(WIDE, anchor="w2"))
    stops = [next(parts[f"word/footer{k}.xml"].iter(w("tab"))).get(w("pos")) for k in (1, 2)]

    assert stops == [str(page.width.twips) for page in (theme().portrait, theme().landscape)]


def test_only_the_first_section_has_a_page_without_running_header():
    sections = sections_of(WIDE, n.PageBreak(landscape=True), replace(WIDE, anchor="w2"))

    assert [section.find(w("titlePg")) is not None for section in sections] == [True, False]


def test_a_wide_page_with_nothing_on_it_is_not_begun():
    assert sizes(sections_of(WIDE, n.PageBreak(landscape=True))) == [("11906", None)]


# -- inlines ---------------------------------------------------------------------------------------


def test_han_titles_are_never_slanted():
    title = n.Title((n.Text("Treaty "), n.Text("《条约》", "zh-Hans-CN")))

    assert looks(body_with(title)) == [
        ("Treaty ", "rStyle:val=TitleOfWork"),
        ("《条约》", "lang:eastAsia=zh-CN"),
    ]


def test_a_foreign_name_carries_its_language():
    body = body_with(n.Text("联系人"), n.Text("García", "es"), language="zh")

    assert looks(body) == [("联系人", ""), ("García", "lang:val=es")]


def test_marks_that_both_scripts_share_are_set_in_the_chinese_face():
    hint = "rFonts:hint=eastAsia"

    assert looks(body_with(n.Text("“中国”……WIPO’s"), language="zh")) == [
        ("“", hint), ("中国", ""), ("”……", hint), ("WIPO’s", ""),
    ]  # fmt: skip


def test_english_marks_stay_latin():
    assert looks(body_with(n.Text("“sealed”"))) == [("“sealed”", "")]


def test_emphasis_inside_a_link_is_kept():
    link = n.Link((n.Strong((n.Title(n.text("Plan")),)),), "https://example.org")

    assert looks(body_with(link)) == [("Plan", "rStyle:val=Hyperlink b bCs i iCs")]


@pytest.mark.parametrize("target", ["http://a.org", "HTTPS://a.org", "mailto:a@b.org"])
def test_an_address_is_linked(target):
    rels = parts_of(n.Paragraph((n.Link(n.text("a"), target),)))["word/_rels/document.xml.rels"]

    assert target in [rel.get("Target") for rel in rels]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", ""])
def test_a_link_to_anything_else_is_refused(target):
    with pytest.raises(ValueError, match="a link may lead to"):
        body_with(n.Link(n.text("a"), target))


def test_links_in_a_footnote_belong_to_the_footnotes_part():
    note = n.Footnote((n.Link(n.text("register"), "https://example.org"),))
    parts = parts_of(n.Paragraph((note,)))

    assert [rel.get("Target") for rel in parts["word/_rels/footnotes.xml.rels"]] == ["https://example.org"]


# -- pages and languages ---------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["header1", "header2", "footer1"])
def test_the_marking_stands_at_the_top_and_the_bottom_of_every_page(part):
    assert "RESTRICTED" in words(xml_parts(written("en"))[f"word/{part}.xml"])


def test_the_first_page_has_no_running_header():
    assert words(xml_parts(written("en"))["word/header2.xml"]) == "RESTRICTED"


def test_the_footer_counts_pages_in_fields():
    footer = xml_parts(written("en"))["word/footer1.xml"]

    assert [code.text.strip() for code in footer.iter(w("instrText"))] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("language", "expected"), [("en", ("en-GB", "zh-CN")), ("zh", ("en-GB", "zh-CN"))])
def test_the_document_speaks_its_language(language, expected):
    lang = next(xml_parts(written(language))["word/styles.xml"].iter(w("lang")))

    assert (lang.get(w("val")), lang.get(w("eastAsia"))) == expected


def test_another_english_is_set_for_the_whole_document():
    package = write_docx(replace(sample("en"), language="en-US"), theme())

    assert next(xml_parts(package)["word/styles.xml"].iter(w("lang"))).get(w("val")) == "en-US"


def test_numbered_headings_stand_where_others_of_their_style_do():
    numbered = n.Heading(1, n.text("概览"), "a", "一、")
    parts = parts_of(numbered, n.Heading(1, n.text("附件"), "b"), language="zh")
    (style,) = (s for s in parts["word/styles.xml"].iter(w("style")) if s.get(w("styleId")) == "Heading1")
    (level,) = (
        level
        for level in parts["word/numbering.xml"].iter(w("lvl"))
        if level.find(w("lvlText")).get(w("val")) == "%1、"
    )

    assert level.find(f"{w('pPr')}/{w('ind')}").attrib == style.find(f"{w('pPr')}/{w('ind')}").attrib


def test_a_title_in_two_languages_has_a_line_for_each():
    two = replace(sample("en"), cover=n.Cover("Cooperation\n国际合作"))
    title = xml_parts(write_docx(two, theme()))["word/document.xml"][0][0]

    marks = [etree.QName(e).localname for run in title.iter(w("r")) for e in run]

    assert [mark for mark in marks if mark in ("t", "br")] == ["t", "br", "t"]


def test_chinese_marks_stay_within_the_text():
    styles = xml_parts(written("zh"))["word/styles.xml"]
    (normal,) = (style for style in styles.iter(w("style")) if style.get(w("styleId")) == "Normal")

    assert next(normal.iter(w("overflowPunct"))).get(w("val")) == "0"


def test_chinese_paragraphs_begin_two_characters_in():
    styles = xml_parts(written("zh"))["word/styles.xml"]
    (body,) = (style for style in styles.iter(w("style")) if style.get(w("styleId")) == "BodyText")

    assert next(body.iter(w("ind"))).get(w("firstLineChars")) == "200"


# What stands on paragraphs and runs although a style could hold it, and why it may.
DIRECT_PARAGRAPH = {
    "pStyle": "the style itself", "keepNext": "what belongs together depends on what follows",
    "pageBreakBefore": "a break is content", "numPr": "each list counts for itself",
    "tabs": "as wide as the page", "jc": "figures stand at the end of their column",
    "sectPr": "the kind of page",
}  # fmt: skip
DIRECT_RUN = {
    "rStyle": "the style itself", "lang": "the language of the words", "rFonts": "the script of shared marks",
    "b": "a second style on one run", "bCs": "same", "i": "same", "iCs": "same",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("properties", "allowed"), [("pPr", DIRECT_PARAGRAPH), ("rPr", DIRECT_RUN)])
def test_the_template_owns_the_look(language, properties, allowed):
    parts = xml_parts(written(language))
    stories = [
        root for name, root in parts.items() if re.match(r"word/(document|header|footer|footnotes)", name)
    ]
    found = [child for root in stories for one in root.iter(w(properties)) for child in one]

    assert {etree.QName(child).localname for child in found} - allowed.keys() == set()
    fonts = [child for child in found if child.tag == w("rFonts")]
    assert {name for child in fonts for name in child.attrib} <= {w("hint")}


# -- how it is written -----------------------------------------------------------------------------


SLOW = {
    r"\.cell\(": "takes time with the square of the rows",
    r"\bstyle=[\"'f]": "scans every style of the template",
    r"\.add_(paragraph|run|row|table)\(": "is hundreds of times slower than a string",
}


@pytest.mark.parametrize("call", SLOW)
def test_no_call_that_is_known_to_be_slow(call):
    room = (ROOT / "exporter/writers/docx").rglob("*.py")

    assert [path.name for path in room if re.search(call, path.read_text("utf-8"))] == [], SLOW[call]


def test_the_package_is_light_until_a_word_file_is_asked_for():
    script = "import sys, exporter.writers, exporter.theme; print('docx' in sys.modules)"

    assert subprocess.check_output([sys.executable, "-c", script], cwd=ROOT, text=True) == "False\n"


# -- what other programs make of it ----------------------------------------------------------------


@pytest.mark.acceptance
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice; the README says how to install it"
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_prints_every_heading_and_counts_the_pages(language, tmp_path):
    (tmp_path / "briefing.docx").write_bytes(written(language))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "briefing.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "briefing.pdf").pages]
    shown = "".join("".join(pages).split())

    for heading in n.headings(sample(language).blocks, 4):
        assert "".join(n.plain(heading.inlines).split()) in shown
    for position, page in enumerate(pages, 1):
        said = sample(language).furniture.page.format(page=position, pages=len(pages))
        assert "".join(said.split()) in "".join(page.split())


def test_a_document_without_photographs_does_not_load_what_prepares_them() -> None:
    code = "import sys, exporter.writers.docx; assert not {'PIL', 'numpy', 'openpyxl'} & sys.modules.keys()"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
