"""Cells as Excel, LibreOffice and others write them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from exporter.merge.tables import Bad, Column
from exporter.readers.xlsx.cells import letters, rows
from exporter.readers.xlsx.package import Package
from exporter.readers.xlsx.parts import contents, date_styles, shared_strings
from exporter.readers.xlsx.values import Values, written_date

STRINGS = """<sst xmlns="m"><si><t>plain</t></si>
<si><r><rPr><b/></rPr><t>bold </t></r><r><t xml:space="preserve">and not</t></r></si>
<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
<si/><si><t>a_x0009_b _x005F_x0009_</t></si></sst>"""
STYLES = """<styleSheet xmlns="m"><numFmts><numFmt numFmtId="170" formatCode="[$-804]yyyy&quot;年&quot;m"/>
<numFmt numFmtId="171" formatCode="0.0&quot;d&quot;"/>
<numFmt numFmtId="172" formatCode="[Red]#,##0"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/>
<xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>
</styleSheet>"""
SHEET = """<worksheet xmlns="m"><sheetData>
<row r="2"><c r="B2" t="inlineStr"><is><t>in </t><r><t>line</t></r></is></c>
 <c r="AA2" t="str"><f>A1&amp;"x"</f><v>made</v></c><c r="C2" s="1"><v>2</v></c></row>
<row><c><v>1</v></c><c/><c t="b"><v>1</v></c></row></sheetData>
<mergeCells><mergeCell ref="A9:B9"/></mergeCells></worksheet>"""
WORKBOOK = """<x:workbook xmlns:x="m" xmlns:r="o"><x:workbookPr date1904="1"/><x:sheets>
<x:sheet name="One &amp; two" sheetId="1" r:id="rId9"/></x:sheets><x:definedNames>
<x:definedName name="XP_a_id">'One &amp; two'!$A$4</x:definedName>
<x:definedName name="xp_b_id" localSheetId="0">'One &amp; two'!$B$4</x:definedName>
</x:definedNames></x:workbook>"""
RELATIONS = """<Relationships xmlns="p"><Relationship Id="rId9" Target="/xl/worksheets/s.xml"/>
<Relationship Id="rId8" Target="http://x/" TargetMode="External"/></Relationships>"""


@pytest.fixture
def package(tmp_path: Path) -> Package:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, text in {
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/sharedStrings.xml": STRINGS,
            "xl/styles.xml": STYLES,
            "xl/worksheets/s.xml": SHEET,
        }.items():
            archive.writestr(name, text)
    return Package(tmp_path / "a.xlsx")


def test_texts_lose_their_formats_and_reading_aids(package: Package) -> None:
    with package:
        assert shared_strings(package) == ["plain", "bold and not", "東京", "", "a\tb _x0009_"]


def test_styles_that_show_dates_are_told_from_others(package: Package) -> None:
    with package:
        assert date_styles(package) == {"1", "2"}


def test_sheets_and_names_of_the_whole_file_are_found(package: Package) -> None:
    with package:
        found = contents(package)
    assert [(sheet.name, sheet.part) for sheet in found.sheets] == [("One & two", "xl/worksheets/s.xml")]
    assert (found.names, found.since_1904) == ({"xp_a_id": "'One & two'!$A$4"}, True)


def test_cells_are_read_with_and_without_addresses(package: Package) -> None:
    with package:
        found = list(rows(package, "xl/worksheets/s.xml"))
    assert found == [
        (2, {"B": ("inlineStr", "", "in line"), "AA": ("str", "", "made"), "C": ("", "1", "2")}),
        (3, {"A": ("", "", "1"), "C": ("b", "", "1")}),
    ]


def test_a_part_that_is_not_there_is_empty(package: Package) -> None:
    with package:
        assert list(rows(package, "xl/worksheets/none.xml")) == []


@pytest.mark.parametrize(
    ("number", "since_1904", "day"),
    [("1", False, "1900-01-01"), ("59", False, "1900-02-28"), ("61", False, "1900-03-01"),
     ("0", True, "1904-01-01"), ("47484", False, "2030-01-01"),
     ("46022", True, "2030-01-01"), ("2958465", False, "9999-12-31")],
)  # fmt: skip
def test_day_numbers_are_days_in_both_calendars(number: str, since_1904: bool, day: str) -> None:
    assert Values([], frozenset(), since_1904=since_1904).day(("", "", number)) == day


@pytest.mark.parametrize("number", ["60", "0", "-1", "2958466", "nan", "x", "1.5"])
def test_numbers_that_are_no_days_are_said_to_be_none(number: str) -> None:
    assert isinstance(Values([], frozenset(), since_1904=False).day(("", "", number)), Bad)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [("2030年6月1日", "2030-06-01"), ("2030.6", "2030-06"), ("2030年", "2030"),
     ("2030-06/2030-08", "2030-06/2030-08")],
)  # fmt: skip
def test_dates_are_read_as_hands_write_them(typed: str, edtf: str) -> None:
    assert written_date(typed) == edtf


@pytest.mark.parametrize(
    ("number", "text"), [("0.1", "0.1"), ("1E3", "1000"), ("12.0", "12"), ("-0.5", "-0.5")]
)
def test_numbers_typed_as_text_have_one_form(number: str, text: str) -> None:
    values = Values([], frozenset(), since_1904=False)
    assert values.converter(Column("note", "Note"), {})(("", "", number)) == text


def test_columns_are_lettered() -> None:
    assert [letters(n) for n in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
