"""The products of the chapter of this repository: valid files that say what the source says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest
from docx import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from openxml_audit import OpenXmlValidator
from page import ValidationProfile, validate_pdf_bytes

from exporter.compose.show import text_lines
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.plan.build import build
from exporter.plan.request import Request
from tests import workbook_integrity
from tests.integrity import problems
from tests.plan.test_build import Silent
from tests.writers.pdf_reading import tree

ROOT = Path(__file__).parents[1]
TAGS = ("en", "zh")
SCOPES = ("chapter", "partner:EP")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    list(build(Request(ROOT, out, scopes=SCOPES), Silent()))
    return out


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Briefings as PDF, also of both languages."""
    out = tmp_path_factory.mktemp("printed")
    wanted = {"products": ("briefing",), "formats": ("pdf",), "editions": (*TAGS, "en+zh")}
    list(build(Request(ROOT, out, scopes=SCOPES, **wanted), Silent()))  # type: ignore[arg-type]
    return out


@pytest.fixture(scope="module")
def chapter() -> Chapter:
    return load(ROOT).chapter


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def word_text(path: Path) -> str:
    """Everything that the body of a Word file prints, tables and links included, without white space."""
    root = WordDocument(str(path)).element.body
    return squeezed("".join(node.text or "" for node in root.iter("{*}t")))


@pytest.mark.parametrize("tag", TAGS)
def test_the_briefing_prints_the_whole_prose(dist: Path, chapter: Chapter, tag: str) -> None:
    printed = word_text(dist / tag / "briefing.docx")
    lines = [squeezed(line) for line in text_lines(chapter, load_edition(tag)) if len(line) > 40]
    titled = re.compile("[《》]")  # a title within a title changes its marks
    assert [line for line in lines if titled.sub("", line) not in titled.sub("", printed)] == []


@pytest.mark.parametrize(
    "name", ["briefing.docx", "tracker.xlsx", "partner/EP/briefing.docx", "partner/EP/tracker.xlsx"]
)
@pytest.mark.parametrize("tag", TAGS)
def test_a_validator_finds_nothing_in_office_files(dist: Path, tag: str, name: str) -> None:
    assert OpenXmlValidator().validate(str(dist / tag / name)).errors == []


@pytest.mark.parametrize("name", ["briefing.docx", "partner/EP/briefing.docx"])
@pytest.mark.parametrize("tag", TAGS)
def test_word_files_hold_together(dist: Path, tag: str, name: str) -> None:
    assert problems((dist / tag / name).read_bytes()) == []


@pytest.mark.parametrize("name", ["tracker.xlsx", "partner/EP/tracker.xlsx"])
@pytest.mark.parametrize("tag", TAGS)
def test_workbooks_hold_together(dist: Path, tag: str, name: str) -> None:
    assert workbook_integrity.problems((dist / tag / name).read_bytes()) == []


@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
@pytest.mark.parametrize("name", ["factsheet.pdf", "partner/EP/factsheet.pdf"])
@pytest.mark.parametrize("tag", TAGS)
def test_fact_sheets_are_accessible_and_archivable(
    dist: Path, tag: str, name: str, profile: ValidationProfile
) -> None:
    report = validate_pdf_bytes((dist / tag / name).read_bytes(), profile=profile)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
@pytest.mark.parametrize("name", ["briefing.pdf", "partner/EP/briefing.pdf"])
@pytest.mark.parametrize("tag", [*TAGS, "en+zh"])
def test_briefings_as_pdf_are_accessible_and_archivable(
    printed: Path, tag: str, name: str, profile: ValidationProfile
) -> None:
    report = validate_pdf_bytes((printed / tag / name).read_bytes(), profile=profile)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


@pytest.mark.parametrize("tag", TAGS)
def test_the_briefing_says_the_same_as_pdf(dist: Path, printed: Path, tag: str) -> None:
    """Each paragraph of the Word file is heard in the PDF file, with the numbers of its notes."""
    heard = squeezed(tree((printed / tag / "briefing.pdf").read_bytes()).words)
    root = WordDocument(str(dist / tag / "briefing.docx")).element.body
    lines = dict.fromkeys(map(with_notes, root.iter("{*}p")))
    assert len(lines) > 300
    assert [line for line in lines if not re.search(line, heard)] == []


def with_notes(line: BaseOxmlElement) -> str:
    """Return the words of a paragraph of a Word file as a pattern, a number for each note.

    A reference to a section stands in brackets behind a key figure's words there, and below them here.
    """
    parts = (re.escape(squeezed(node.text)) if node.text else r"\d+" for node in _words(line))
    return re.sub(r"\\\[[^\[]*\\\]$", "", "".join(parts))


def _words(line: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    return (node for node in line.iter("{*}t", "{*}footnoteReference"))


@pytest.mark.parametrize("tag", TAGS)
def test_the_chapter_fact_sheet_has_two_pages(dist: Path, tag: str) -> None:
    assert len(pypdf.PdfReader(dist / tag / "factsheet.pdf").pages) == 2


@pytest.mark.parametrize("tag", TAGS)
def test_the_key_figures_stand_on_the_fact_sheet(dist: Path, chapter: Chapter, tag: str) -> None:
    text = squeezed(
        "".join(page.extract_text() for page in pypdf.PdfReader(dist / tag / "factsheet.pdf").pages)
    )
    values = [str(chapter.records[i].value) for i in chapter.report.key_figures]  # type: ignore[union-attr]
    assert [value for value in values if value not in text] == []


def test_both_trackers_hold_the_same_ids_and_numbers(dist: Path) -> None:
    def typed(tag: str) -> list[list[object]]:
        book = openpyxl.load_workbook(dist / tag / "tracker.xlsx")
        cells = (cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
        return [value for value in cells if not isinstance(value, str)]  # type: ignore[misc]

    assert typed("en") == typed("zh")


def test_every_agreement_has_a_row_in_the_tracker(dist: Path, chapter: Chapter) -> None:
    book = openpyxl.load_workbook(dist / "zh" / "tracker.xlsx")
    cells = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert {agreement.id for agreement in chapter.agreements} <= cells


def test_the_partner_briefing_names_no_other_partners_agreement(dist: Path, chapter: Chapter) -> None:
    printed = word_text(dist / "en" / "partner/EP/briefing.docx")
    assert "memorandum of understanding" not in printed.lower().replace("-", " ")
    assert "15thHeadsMeeting" in printed


def test_the_manifest_lists_every_file(dist: Path) -> None:
    outputs = json.loads((dist / "manifest.json").read_text("utf-8"))["outputs"]
    files = {p.relative_to(dist).as_posix() for p in dist.rglob("*") if p.is_file()} - {"manifest.json"}
    assert {output["path"] for output in outputs} == files


@pytest.mark.parametrize("tag", TAGS)
def test_no_file_holds_the_time_of_building(dist: Path, tag: str) -> None:
    with ZipFile(BytesIO((dist / tag / "briefing.docx").read_bytes())) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
