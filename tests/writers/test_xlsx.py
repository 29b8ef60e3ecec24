"""Workbooks as Excel files: valid, whole, the same every time, and honest about what a cell holds."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_from_string
from openxml_audit import OpenXmlValidator

from exporter.document.workbook import (
    BarChart,
    CellValue,
    Formula,
    Highlight,
    Hyperlink,
    SheetColumn,
    TableSheet,
    Workbook,
)
from exporter.errors import SourceError
from exporter.writers.xlsx import write_xlsx
from exporter.writers.xlsx.layout import date_width
from tests.writers.workbook_sample import (
    COLUMNS,
    COVER,
    DEALS,
    MAIN,
    SAMPLE,
    THEME,
    cells,
    one_cell,
    parts,
    written,
)

PACKAGE = written()
PARTS = parts(PACKAGE)


def opened(package: bytes = PACKAGE, **options: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(package), **options)


def cell_of(workbook: Workbook, reference: str = "B5"):
    return opened(written(workbook))["Deals"][reference]


def refusal(workbook: Workbook) -> str:
    with pytest.raises(SourceError) as caught:
        written(workbook)
    return str(caught.value)


# -- validity --------------------------------------------------------------------------------------


def test_the_validator_finds_nothing(tmp_path):
    (tmp_path / "sample.xlsx").write_bytes(PACKAGE)

    findings = OpenXmlValidator().validate(tmp_path / "sample.xlsx")

    assert findings.errors == []


def test_every_part_is_declared_once():
    types = [e.get("PartName") for e in PARTS["[Content_Types].xml"] if e.get("PartName")]

    assert len(types) == len(set(types)) and {name.lstrip("/") for name in types} <= PARTS.keys()


def test_the_same_workbook_gives_the_same_bytes():
    assert written() == PACKAGE


def test_no_clock_is_read():
    core = opened().properties

    assert core.created == core.modified == datetime(2031, 6, 30, 12)


def test_the_file_says_what_it_is():
    core = opened().properties

    assert (core.title, core.creator, core.keywords, core.version, core.language) == (
        "Tracker", "The Office", "deals, work", "1.0", "en-GB",
    )  # fmt: skip


def test_font_children_stand_in_the_order_that_the_open_xml_sdk_wants():
    order = ["b", "i", "u", "sz", "color", "name", "charset"]
    for font in PARTS["xl/styles.xml"].iter(f"{MAIN}font"):
        found = [child.tag.removeprefix(MAIN) for child in font]
        assert found == sorted(found, key=order.index)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"]
)
def test_cells_have_one_address_each_in_ascending_order(part):
    found = [coordinate_from_string(cell.get("r")) for cell in cells(PARTS[part])]
    places = [(row, len(letters), letters) for letters, row in found]

    assert all(before < after for before, after in pairwise(places))


def test_every_style_number_exists():
    known = len(PARTS["xl/styles.xml"].find(f"{MAIN}cellXfs"))

    used = {int(cell.get("s")) for name, part in PARTS.items() if "sheet" in name for cell in cells(part)}

    assert max(used) < known


def test_every_text_number_exists():
    known = len(PARTS["xl/sharedStrings.xml"])
    texts = [c for name, part in PARTS.items() if "sheet" in name for c in cells(part) if c.get("t") == "s"]

    assert {int(cell.findtext(f"{MAIN}v")) for cell in texts} == set(range(known))


# -- tables ----------------------------------------------------------------------------------------


def table() -> openpyxl.worksheet.table.Table:
    return opened()["O'Deals"].tables["tbl_deals"]


def test_a_table_is_as_wide_as_its_columns():
    left, top, right, bottom = range_boundaries(table().ref)

    assert (left, top, right, bottom) == (1, 4, len(COLUMNS), 6)


def test_a_tables_columns_are_named_as_their_header_cells():
    header = next(opened()["O'Deals"].iter_rows(min_row=4, max_row=4, values_only=True))

    assert [column.name for column in table().tableColumns] == list(header)


def test_a_table_has_a_filter():
    assert table().autoFilter.ref == table().ref


def test_a_table_without_records_keeps_one_empty_row():
    package = written(replace(SAMPLE, sheets=(COVER, replace(DEALS, rows=()))))

    assert opened(package)["O'Deals"].tables["tbl_deals"].ref == "A4:I5"


def test_title_note_and_header_stand_in_rows_1_2_and_4():
    sheet = opened()["O'Deals"]

    assert [sheet["A1"].value, sheet["A2"].value, sheet["A4"].value] == ["Deals", "Two deals.", "ID"]


def test_a_band_is_said_once_above_its_first_column():
    row = next(opened()["O'Deals"].iter_rows(min_row=3, max_row=3, values_only=True))

    assert [words for words in row if words] == ["From the report", "Your notes"]


def test_header_and_first_column_stand_still():
    assert opened()["O'Deals"].freeze_panes == "B5"


def test_the_first_visible_column_stands_still():
    columns = (replace(COLUMNS[6], header="Hidden"), *COLUMNS[:6])
    rows = tuple((row[6], *row[:6]) for row in DEALS.rows)
    package = written(replace(SAMPLE, sheets=(COVER, replace(DEALS, columns=columns, rows=rows))))

    assert opened(package)["O'Deals"].freeze_panes == "C5"


def test_two_columns_stand_still_where_two_say_what_a_row_is():
    package = written(replace(SAMPLE, sheets=(COVER, replace(DEALS, still=2))))

    assert opened(package)["O'Deals"].freeze_panes == "C5"


def test_a_hidden_column_is_hidden():
    assert opened()["O'Deals"].column_dimensions["G"].hidden


def test_a_hidden_sheet_is_hidden():
    package = written(replace(SAMPLE, sheets=(COVER, replace(DEALS, hidden=True))))

    assert opened(package)["O'Deals"].sheet_state == "hidden"


# -- values ----------------------------------------------------------------------------------------


def plain(value: CellValue) -> object:
    """What a reader of values gets back."""
    match value:
        case Hyperlink(text=words):
            return words
        case Formula(value=cached):
            return plain(cached)
        case Decimal():
            return float(value)
        case date():
            return datetime(value.year, value.month, value.day)
        case "":
            return None
        case _:
            return value


def test_openpyxl_reads_every_value_back():
    found = opened(data_only=True)["O'Deals"].iter_rows(min_row=5, values_only=True)

    assert list(found) == [tuple(map(plain, row)) for row in DEALS.rows]


def test_calamine_reads_every_value_back():
    calamine = pytest.importorskip("python_calamine")
    sheet = calamine.CalamineWorkbook.from_filelike(io.BytesIO(PACKAGE)).get_sheet_by_name("O'Deals")

    first, second = sheet.to_python()[4:]

    assert first == [
        "deal-1", "谅解备忘录 & <x>", date(2031, 2, 28), 1234, 0.125, 59, "4.10", "open", "copy",
    ]  # fmt: skip
    assert second == ["deal-2", "Second\nline ", "", "", "", "", "4.2", "", ""]


@pytest.mark.parametrize("cached", ["in effect", 12, Decimal("0.5"), True, ""])
def test_a_formula_carries_its_value(cached):
    package = written(one_cell(Formula("1+1", cached)))

    assert opened(package, data_only=True)["Deals"]["B5"].value == plain(cached)


def test_a_formula_may_carry_a_day():
    day = one_cell(Formula("1+1", date(2031, 1, 2)), SheetColumn("value", "Value", kind="date"))

    assert opened(written(day), data_only=True)["Deals"]["B5"].value == datetime(2031, 1, 2)


def test_a_formula_names_cells_of_its_row_and_named_cells():
    assert opened()["O'Deals"]["F6"].value == '=IF($C6="","",$C6-as_of)'


@pytest.mark.parametrize(
    ("day", "serial"),
    [(date(1900, 1, 1), 1), (date(1900, 2, 28), 59), (date(1900, 3, 1), 61), (date(2031, 2, 28), 47907)],
)
def test_a_day_is_counted_as_excel_counts(day, serial):
    sheet = parts(written(one_cell(day, SheetColumn("value", "Value", kind="date"))))[
        "xl/worksheets/sheet2.xml"
    ]

    assert [c.findtext(f"{MAIN}v") for c in cells(sheet) if c.get("r") == "B5"] == [str(serial)]


def test_a_day_before_1900_is_written_as_iso_text():
    assert (
        cell_of(one_cell(date(1883, 3, 20), SheetColumn("value", "Value", kind="date"))).value == "1883-03-20"
    )


@pytest.mark.parametrize("words", ["plain", "1 = 1", "#1", " =1"])
def test_harmless_text_bears_no_quote(words):
    assert not cell_of(one_cell(words)).quotePrefix


@pytest.mark.parametrize(
    "words", ['<a> & "b"', "_x000D_", "_x005F_", " lead and trail ", "tab\tline\nend", "𠮷野家", "1.10"]
)
def test_text_comes_back_as_it_was(words):
    calamine = pytest.importorskip("python_calamine")
    sheet = calamine.CalamineWorkbook.from_filelike(io.BytesIO(written(one_cell(words)))).get_sheet_by_name(
        "Deals"
    )

    assert sheet.to_python()[4][1] == words


def test_carriage_returns_become_line_ends():
    assert cell_of(one_cell("a\r\nb\rc")).value == "a\nb\nc"


# -- what Excel cannot hold ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("a\x01b", "it holds U+0001"),
        ("a\ud800b", "it holds U+D800"),
        ("a\uffff", "it holds U+FFFF"),
        ("x" * 32_768, "its text is longer than 32,767 UTF-16 units"),
        ("😀" * 16_384, "its text is longer than 32,767 UTF-16 units"),
        ("a\ufffe", "it holds U+FFFE"),
        ("😀" * 20_000, "its text is longer than 32,767 UTF-16 units"),
        (Decimal("NaN"), "NaN is no number"),
        (Decimal("Infinity"), "Infinity is no number"),
        (float("nan"), "it is a float"),
        (1234567890123456, "1234567890123456 has more digits than Excel keeps (15)"),
        (Hyperlink("x", "javascript:alert(1)"), "it leads to 'javascript:alert(1)'"),
        (Hyperlink("x", "#nowhere!A1"), "there is no such sheet"),
        (Hyperlink("x", "https://e.org/" + "a" * 2_100), "its link is longer than 2,079 characters"),
        (Formula("1", "a\x02"), "it holds U+0002"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused_by_record_and_field(value, problem):
    told = refusal(one_cell(value))

    assert told.startswith("tracker, sheet 'Deals', row 5, column 'Value' (record 'one', field 'value'): ")
    assert problem in told and "remedy: " in told


def test_the_longest_text_passes():
    assert len(cell_of(one_cell("x" * 32_767)).value) == 32_767


def test_a_long_number_ending_in_zeros_passes():
    assert cell_of(one_cell(10**18)).value == 10**18


def test_all_refusals_are_told_at_once():
    rows = (("a\x01", "b"), ("c", "d\x02"))
    columns = (SheetColumn("a", "A"), SheetColumn("b", "B"))
    told = refusal(replace(SAMPLE, sheets=(COVER, TableSheet("deals", "Deals", "Deals", columns, rows))))

    assert "row 5, column 'A'" in told and "row 6, column 'B'" in told


@pytest.mark.parametrize("name", ["", "a" * 32, "a/b", "a:b", "a[b", "'a", "a'"])
def test_a_sheet_name_that_excel_refuses_is_told(name):
    assert "Excel takes no such name" in refusal(replace(SAMPLE, sheets=(COVER, replace(DEALS, name=name))))


def test_two_sheets_of_one_name_are_told():
    assert "its name stands on two tabs" in refusal(
        replace(SAMPLE, sheets=(replace(COVER, name="DEALS"), replace(DEALS, name="Deals")))
    )


@pytest.mark.parametrize(("first", "second"), [("Title", "TITLE"), ("Title", " ")])
def test_headers_are_words_of_their_own(first, second):
    columns = (SheetColumn("a", first), SheetColumn("b", second))

    assert "column" in refusal(
        replace(SAMPLE, sheets=(COVER, TableSheet("deals", "Deals", "Deals", columns, ())))
    )


def test_a_row_of_another_length_is_told():
    sheet = TableSheet("deals", "Deals", "Deals", COLUMNS[:2], (("one",),))

    assert "row 5: it has 1 cells for 2 columns" in refusal(replace(SAMPLE, sheets=(COVER, sheet)))


# -- what staff may do -----------------------------------------------------------------------------


def test_facts_are_locked_and_notes_are_open():
    sheet = opened()["O'Deals"]

    assert [sheet[f"{letter}5"].protection.locked for letter in "ABHI"] == [True, True, False, False]


def test_sheets_are_protected_without_a_password():
    locks = [sheet.protection for sheet in opened() if sheet.sheet_state == "visible"]

    assert all(lock.sheet and lock.password is None for lock in locks)


def test_filtering_and_sorting_stay_allowed():
    lock = opened()["O'Deals"].protection

    assert not lock.autoFilter and not lock.sort


def test_the_as_of_cell_is_named_and_open():
    workbook = opened()
    sheet, reference = workbook.defined_names["as_of"].attr_text.split("!")

    named = workbook["Read me"][reference]

    assert (sheet, named.value, named.protection.locked) == ("'Read me'", datetime(2030, 12, 31), False)


def test_the_as_of_cell_takes_days_only():
    (rule,) = opened()["Read me"].data_validations.dataValidation

    assert (rule.type, rule.errorStyle, str(rule.sqref)) == ("date", "stop", "B5")


def test_a_column_of_days_warns_of_other_words():
    due = replace(COLUMNS[7], kind="date", choices=None)
    page = opened(written(replace(SAMPLE, sheets=(COVER, changed(status=due)))))["O'Deals"]

    (rule,) = (v for v in page.data_validations.dataValidation if v.type == "date")

    assert (rule.errorStyle, str(rule.sqref)) == ("warning", "H5:H9")


def test_a_drop_down_offers_its_list_and_takes_other_words():
    workbook = opened()
    rule = next(v for v in workbook["O'Deals"].data_validations.dataValidation if v.type == "list")
    sheet, reference = workbook.defined_names[rule.formula1].attr_text.split("!")

    offered = [cell.value for (cell,) in workbook[sheet.strip("'")][reference]]

    assert (offered, str(rule.sqref), rule.errorStyle) == (["open", "closed"], "H5:H6", "warning")


def test_the_lists_are_out_of_sight():
    assert opened()["_lists"].sheet_state == "hidden"


def test_every_column_can_be_found_by_a_name_that_no_edition_changes():
    workbook = opened()
    names = {name: d.attr_text for name, d in workbook.defined_names.items() if name.startswith("xp_")}

    assert names == {
        f"xp_deals_{column.key}": f"'O''Deals'!${letter}$4"
        for column, letter in zip(COLUMNS, "ABCDEFGHI", strict=True)
    }


def test_a_hint_stands_on_the_header_cell():
    rule = next(v for v in opened()["O'Deals"].data_validations.dataValidation if v.type is None)

    assert (rule.prompt, str(rule.sqref)) == ("As cited", "B4")


def test_links_lead_to_addresses_and_sheets():
    workbook = opened()
    found = {
        cell.coordinate: cell.hyperlink
        for row in workbook["Read me"].iter_rows()
        for cell in row
        if cell.hyperlink
    }

    assert [link.location or link.target for link in found.values()] == [
        "'O''Deals'!A1",
        "https://example.org/?a=1&b=2",
    ]


# -- the look --------------------------------------------------------------------------------------


def test_each_script_has_its_font():
    sheet = opened()["O'Deals"]

    assert (sheet["A5"].font.name, sheet["B5"].font.name) == (THEME.fonts.latin, THEME.fonts.han)


def test_chinese_staff_type_in_a_chinese_font():
    sheet = opened(written(replace(SAMPLE, language="zh-Hans-CN")))["O'Deals"]

    assert sheet["H6"].font.name == THEME.fonts.han


def test_dates_and_numbers_have_their_formats():
    sheet = opened()["O'Deals"]

    assert [sheet[f"{letter}5"].number_format for letter in "CDE"] == ["[$-809]d mmmm yyyy", "#,##0", "0.0%"]


def test_numbers_stand_right_and_words_left():
    sheet = opened()["O'Deals"]

    assert [sheet[f"{letter}5"].alignment.horizontal for letter in "BCD"] == ["left", "left", "right"]


def width_of(words: str) -> float:
    sheet = opened(written(one_cell(words, SheetColumn("value", "V", 60))))["Deals"]
    return sheet.column_dimensions["B"].width


def test_a_han_character_is_twice_as_wide():
    assert width_of("合" * 20) == pytest.approx(width_of("x" * 40))


def test_a_column_grows_no_wider_than_it_was_told():
    assert width_of("x" * 500) == pytest.approx(width_of("x" * 60))


@pytest.mark.parametrize("number_format", ['[$-804]yyyy"年"m"月"d"日"', "[$-809]d mmmm yyyy", "yyyy-mm-dd"])
def test_a_column_of_dates_holds_the_longest_date(number_format):
    column = SheetColumn("value", "V", 2, "date", number_format=number_format)
    sheet = opened(written(one_cell(date(2030, 9, 30), column)))["Deals"]

    assert sheet.column_dimensions["B"].width >= date_width(number_format)


def test_a_row_is_high_enough_for_its_wrapped_text():
    heights = [
        opened(written(one_cell("word " * words, SheetColumn("value", "V", 20))))["Deals"]
        .row_dimensions[5]
        .height
        for words in (1, 20, 40)
    ]

    assert heights[0] < heights[1] < heights[2]


def test_a_sheet_prints_on_landscape_a4_one_page_wide():
    page = opened()["O'Deals"]

    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0


def test_the_header_row_prints_on_every_page():
    assert opened()["O'Deals"].print_title_rows == "$4:$4"


def test_columns_after_the_last_printed_one_stay_off_the_page():
    assert opened()["O'Deals"].print_area == "'O''Deals'!$A$1:$H$6"


def test_header_and_footer_number_the_pages():
    page = opened()["O'Deals"]

    assert (page.oddHeader.left.text, page.oddFooter.right.text) == ("Research && deals", "Page &P of &N")


# -- numpy -----------------------------------------------------------------------------------------

PROBE = """
import sys
import exporter.writers.xlsx
assert "numpy" not in sys.modules
import numpy
assert numpy.short  # and whoever wants it afterwards, gets it
"""


def test_openpyxl_drags_no_numpy_in(tmp_path):
    (tmp_path / "numpy.py").write_text("short = 1\n")
    paths = os.pathsep.join([str(tmp_path), *sys.path])

    probe = subprocess.run([sys.executable, "-c", PROBE], env=os.environ | {"PYTHONPATH": paths}, check=False)

    assert probe.returncode == 0


# -- size ------------------------------------------------------------------------------------------


def test_ten_thousand_cells_come_back():
    columns = tuple(SheetColumn(f"c{at}", f"C{at}") for at in range(10))
    rows = tuple(tuple(f"{row}-{at}" for at in range(10)) for row in range(1_000))
    package = write_xlsx(
        replace(SAMPLE, sheets=(COVER, TableSheet("deals", "Deals", "Deals", columns, rows))), THEME
    )

    found = opened(package, read_only=True)["Deals"].iter_rows(min_row=5, values_only=True)

    assert tuple(found) == rows


def test_the_archive_bears_no_date_of_today():
    with zipfile.ZipFile(io.BytesIO(PACKAGE)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# -- highlights, spare rows, and links out of a formula ----------------------------------------------


def changed(**columns: SheetColumn) -> TableSheet:
    """The table of the sample with other columns of the same keys, and three spare rows."""
    return replace(DEALS, columns=tuple(columns.get(c.key, c) for c in COLUMNS), spare=3)


def test_a_highlight_is_a_rule_over_the_column_and_its_spare_rows():
    late = replace(COLUMNS[5], highlights=(Highlight("{left}<0", "past"),))
    page = opened(written(replace(SAMPLE, sheets=(COVER, changed(left=late)))))["O'Deals"]

    ((cells, (rule,)),) = page.conditional_formatting._cf_rules.items()

    assert (str(cells.sqref), rule.formula) == ("F5:F9", ["$F5<0"])
    assert rule.dxf.fill.bgColor.rgb == "00" + THEME.states.past


def test_staff_write_new_records_below_the_table():
    page = opened(written(replace(SAMPLE, sheets=(COVER, changed(title=replace(COLUMNS[1], entry=True))))))[
        "O'Deals"
    ]

    assert page.tables["tbl_deals"].ref == "A4:I6"
    assert [page[f"{letter}7"].protection.locked for letter in "ABFH"] == [True, False, True, False]


def test_a_table_without_records_is_open_from_its_first_row():
    titled = replace(changed(title=replace(COLUMNS[1], entry=True, choices="status")), rows=())
    page = opened(written(replace(SAMPLE, sheets=(COVER, titled))))["O'Deals"]
    rules = {str(v.sqref) for v in page.data_validations.dataValidation if v.type == "list"}

    assert [page[f"{letter}5"].protection.locked for letter in "ABH"] == [True, False, False]
    assert rules == {"B5:B8", "H5:H8"}


def test_a_formula_counts_cells_of_another_sheet_with_its_spare_rows():
    counts = TableSheet(
        "counts", "Counts", "Counts", (SheetColumn("n", "N"),), ((Formula("COUNTA({deals.title})", 2),),)
    )
    page = opened(written(replace(SAMPLE, sheets=(COVER, changed(), counts))))["Counts"]

    assert page["A5"].value == "=COUNTA('O''Deals'!$B$5:$B$9)"


def test_a_formula_that_leads_somewhere_looks_like_a_link():
    found = cell_of(one_cell(Formula('HYPERLINK("#A1","x")', "x", linked=True)))

    assert found.font.underline == "single"


@pytest.mark.parametrize("target", ["partner/EP/briefing.docx", "../../partner/EP/briefing.docx", "a.docx"])
def test_a_link_may_lead_to_a_file_beside_the_workbook(target):
    assert cell_of(one_cell(Hyperlink("brief", target))).hyperlink.target == target


@pytest.mark.parametrize("target", ["/etc/passwd", "file:///x", "a:b", "..\\x", "C:\\x"])
def test_a_link_leads_to_no_other_file(target):
    assert "it leads to" in refusal(one_cell(Hyperlink("brief", target)))


# -- charts ----------------------------------------------------------------------------------------

CHART = BarChart("Deals & more", "title", "left", 0, 2, 'Bar chart. "Deals": 59')
CHARTED = parts(written(replace(SAMPLE, sheets=(COVER, replace(DEALS, charts=(CHART,))))))
DRAWN = CHARTED["xl/charts/chart1.xml"]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def test_a_chart_draws_cells_of_its_sheet_and_carries_their_values():
    assert [f.text for f in DRAWN.iter(f"{C}f")] == ["'O''Deals'!$B$5:$B$6", "'O''Deals'!$F$5:$F$6"]
    assert [v.text for v in DRAWN.iter(f"{C}v")][-1] == "59"


def test_a_chart_says_its_title_and_what_it_shows_to_those_who_do_not_see_it():
    (frame,) = (
        e for e in CHARTED["xl/drawings/drawing1.xml"].iter() if e.tag.endswith("cNvPr") and e.get("descr")
    )

    assert (frame.get("name"), frame.get("descr")) == (CHART.title, CHART.alt)


def test_a_workbook_with_a_chart_is_valid(tmp_path):
    (tmp_path / "charted.xlsx").write_bytes(
        written(replace(SAMPLE, sheets=(COVER, replace(DEALS, charts=(CHART,)))))
    )

    assert OpenXmlValidator().validate(tmp_path / "charted.xlsx").errors == []


def test_a_column_of_staffs_keeps_room_for_what_they_will_write():
    short = [("one", "ok"), ("two", None)]
    widths = []
    for rows in (short, [("one", None), ("two", None)]):
        columns = (SheetColumn("id", "ID"), SheetColumn("note", "Note", 30, editable=True))
        sheet = TableSheet("deals", "Deals", "Deals", columns, tuple(rows))
        package = written(replace(SAMPLE, sheets=(COVER, sheet)))
        widths.append(opened(package)["Deals"].column_dimensions["B"].width)

    assert widths[0] == widths[1] > 30
