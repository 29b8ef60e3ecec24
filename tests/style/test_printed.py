"""Documents and workbooks become passages: every word, once, with what made it."""

from __future__ import annotations

from exporter.document.nodes import (
    Bar,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Footnote,
    Furniture,
    Heading,
    KeyFigure,
    KeyFigures,
    Labels,
    ListBlock,
    Paragraph,
    Parallel,
    Properties,
    Strong,
    Table,
    Text,
    text,
)
from exporter.document.workbook import (
    CoverSheet,
    Hyperlink,
    SheetColumn,
    SheetFurniture,
    TableSheet,
    Workbook,
)
from exporter.style.passage import Passage
from exporter.style.printed import printed

PROPERTIES = Properties("t", "s", "a", (), "2031-03-01T00:00:00Z", "1")


def passages(*blocks: object) -> list[Passage]:
    patterns = Labels("T {number}", "F {number}")
    page = Furniture("", "", "")
    document = Document("en-GB", PROPERTIES, Cover("Title"), page, patterns, blocks)  # type: ignore[arg-type]
    return [passage for passage in printed(document) if passage.words != "Title"]


def test_a_paragraph_is_a_sentence_with_the_records_of_its_parts() -> None:
    (found,) = passages(
        Paragraph((Text("By "), Strong((Text("GPO", record="gpo"),)), Text(".")), anchor="p-1")
    )
    assert (found.words, found.role, found.anchor) == ("By GPO.", "sentence", "p-1")
    assert (list(found.records(3, 6)), list(found.records(0, 2))) == (["gpo"], [])
    assert found.context(3, 6) == "By ⟦GPO⟧."


def test_phrases_are_told_from_sentences() -> None:
    roles = [p.role for p in passages(ListBlock((text("One phrase"), text("A whole sentence."))))]
    assert roles == ["cell", "note"]


def test_every_word_of_every_block_is_read_once() -> None:
    table = Table("t", text("Caption"), (Column("Head"),), ((Cell(text("cell")),),), label="Table 1")
    chart = Chart("c", text("Chart"), (Bar("bar", 1.0, "1", "group"),), "alt text", note="note", unit="unit")
    band = KeyFigures((KeyFigure("7", text("meaning"), "§ 1"),))
    noted = Paragraph((Text("Body"), Footnote(text("Foot."))))
    words = [p.words for p in passages(Heading(1, text("Heading"), "h"), table, chart, band, noted)]
    assert words == [
        "Heading",
        *("Caption", "Head", "cell"),
        *("Chart", "alt text", "note", "unit", "group", "bar", "1"),
        *("meaning", "§ 1"),
        *("Body", "Foot."),
    ]


def test_a_cell_knows_the_other_cells_of_its_row() -> None:
    table = Table("t", (), (Column("A"), Column("B")), ((Cell(text("GPO")), Cell(text("Patent Office"))),))
    assert [p.beside for p in passages(table) if p.role == "cell"] == [("Patent Office",), ("GPO",)]


def test_each_side_of_parallel_text_is_in_its_own_language() -> None:
    sides = Parallel(("en-GB", "zh-Hans-CN"), ((Paragraph(text("One.")), Paragraph(text("一。"))),))
    assert [(p.words, p.language) for p in passages(sides)] == [("One.", "en"), ("一。", "zh")]


def test_a_workbook_is_read_cell_by_cell_but_for_codes_and_numbers() -> None:
    columns = (
        SheetColumn("id", "ID", kind="code"),
        SheetColumn("name", "Name"),
        SheetColumn("n", "N", kind="integer"),
    )
    sheet = TableSheet("orgs", "Bodies", "Bodies", columns, (("gpo", "Patent Office", 7),))
    cover = CoverSheet(
        "readme", "Read me", "Tracker", (("Date", "May"),), sections=(("Use", (Hyperlink("Go", "#a"),)),)
    )
    book = Workbook("en-GB", PROPERTIES, SheetFurniture("", "", ""), (cover, sheet), "yyyy")
    found = list(printed(book))
    assert [p.words for p in found if p.role == "cell"] == ["May", "Patent Office"]
    assert [list(p.records(0, 3)) for p in found if p.words == "Patent Office"] == [["gpo"]]


def test_a_cell_in_the_other_language_is_held_to_no_rule() -> None:
    sheet = TableSheet(
        "people", "人员", "人员", (SheetColumn("name_en", "英文"),), (("Rena Lee",), ("PCT",), ("申长雨",))
    )
    book = Workbook("zh-Hans-CN", PROPERTIES, SheetFurniture("", "", ""), (sheet,), "yyyy")
    assert [p.language for p in printed(book) if p.role == "cell"] == ["", "zh", "zh"]
