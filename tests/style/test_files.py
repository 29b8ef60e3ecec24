"""The files themselves, read back as any other program would: their words break no rule either.

Reading a file loses what made the words and what kind of words they are: only rules of spelling are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn

from exporter.loading.project import load
from exporter.locale import Edition, load_edition
from exporter.plan.build import build
from exporter.plan.request import Request
from exporter.style import chinese, english
from exporter.style.passage import Passage
from exporter.style.rule import Hit, Rule
from tests.writers.pdf_reading import tree

ROOT = Path(__file__).parents[2]
HAN = re.compile("[㐀-鿿]")
LOST = {"Z16", "Z17", "Z22"}  # need the number of a heading, the end of a cell, the language of a name
TAGS = ("en", "zh")
EXCEPTIONS = load(ROOT).chapter.report.style_exceptions


class Silent:
    def say(self, message: str) -> None: ...
    def begin(self, total: int) -> None: ...
    def done(self, job: str) -> None: ...


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build(Request(ROOT, out), Silent())
    return out


def broken(words: Iterator[str], edition: Edition) -> list[str]:
    language = edition.language_tag[:2]
    rules: tuple[Rule, ...] = chinese.RULES if language == "zh" else (*english.RULES, english.DAY_FIRST)
    spoken = (said for said in words if bool(HAN.search(said)) == (language == "zh"))
    passages = [Passage(said, language, "cell") for said in spoken]
    assert passages
    kept = [rule for rule in rules if rule.id not in LOST]
    found = ((p, rule.id, hit) for p in passages for rule in kept for hit in rule.hits(p))
    return [f"{r}: {p.context(h.start, h.end)}" for p, r, h in found if not allowed(p, r, h)]


def allowed(passage: Passage, rule: str, hit: Hit) -> bool:
    """Whether the report declares that these words may break the rule."""
    for words in (e.words for e in EXCEPTIONS if e.rule == rule and e.words):
        if passage.words.find(words, max(0, hit.end - len(words)), hit.start + len(words)) != -1:
            return True
    return False


def word_paragraphs(path: Path) -> Iterator[str]:
    for paragraph in docx.Document(str(path)).element.body.iter(qn("w:p")):
        yield "".join(run.text or "" for run in paragraph.iter(qn("w:t")))


def cells(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (value for value in row if isinstance(value, str) and not value.startswith("="))


def elements(path: Path) -> Iterator[str]:
    """The words of each element of the structure tree, as a screen reader says them."""
    for element in tree(path.read_bytes()).walk():
        if not element.kids and element.words.strip():
            yield element.words.strip()


def lines(path: Path) -> Iterator[str]:
    """The lines of each page as they are seen, without figures of charts, which stand alone."""
    for page in pypdf.PdfReader(path).pages:
        seen = (line.strip() for line in page.extract_text().splitlines())
        yield from (line for line in seen if HAN.search(line))


@pytest.mark.parametrize("tag", TAGS)
def test_the_words_of_the_word_briefing_break_no_rule(dist: Path, tag: str) -> None:
    assert broken(word_paragraphs(dist / tag / "briefing.docx"), load_edition(tag)) == []


@pytest.mark.parametrize("tag", TAGS)
def test_the_words_of_the_pdf_fact_sheet_break_no_rule(dist: Path, tag: str) -> None:
    assert broken(elements(dist / tag / "factsheet.pdf"), load_edition(tag)) == []


@pytest.mark.parametrize("tag", TAGS)
def test_the_words_of_the_excel_tracker_break_no_rule(dist: Path, tag: str) -> None:
    assert broken(cells(dist / tag / "tracker.xlsx"), load_edition(tag)) == []


def test_no_line_of_the_chinese_fact_sheet_begins_or_ends_with_the_wrong_mark(dist: Path) -> None:
    for line in lines(dist / "zh" / "factsheet.pdf"):
        assert line.strip()[0] not in "，。、；：？！）》”’…·", line
        assert line.strip()[-1] not in "（《“‘", line


def test_no_number_is_broken_over_two_lines_of_the_fact_sheet(dist: Path) -> None:
    for line, following in pairwise(lines(dist / "zh" / "factsheet.pdf")):
        broken_off = re.search(r"[㐀-鿿]\d+$", line) and re.match(r"\d*[年月日届名个项家]", following)
        assert not broken_off, (line, following)


def test_word_leaves_the_gap_between_scripts_to_its_layout(dist: Path) -> None:
    for style in docx.Document(str(dist / "zh" / "briefing.docx")).styles.element.iter(qn("w:pPr")):
        for switch in (qn("w:autoSpaceDE"), qn("w:autoSpaceDN")):
            found = style.find(switch)
            assert found is None or found.get(qn("w:val")) not in ("0", "false")


@pytest.mark.parametrize(("tag", "language"), [("en", "en-GB"), ("zh", "zh-Hans-CN")])
def test_the_pdf_names_its_language(dist: Path, tag: str, language: str) -> None:
    assert pypdf.PdfReader(dist / tag / "factsheet.pdf").trailer["/Root"]["/Lang"] == language


@pytest.mark.parametrize("tag", TAGS)
def test_dates_in_excel_carry_formats_that_name_a_language(dist: Path, tag: str) -> None:
    formats = {
        cell.number_format
        for sheet in openpyxl.load_workbook(dist / tag / "tracker.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.is_date
    }
    assert formats
    assert all(re.match(r"\[\$-(804|809|409)\]", pattern) for pattern in formats), formats
