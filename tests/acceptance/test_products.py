"""The chapter's products, opened by the programs that a user has.  Needs LibreOffice and poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from exporter.compose.briefing import brief
from exporter.compose.show import text_lines
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.edtf import Edtf
from exporter.model.records import Overlay
from exporter.model.text import Message, parse_message
from exporter.plan.build import build
from exporter.plan.request import Request
from exporter.scope import scopes_of, select
from exporter.theme.word import open_word_theme
from exporter.writers.docx import write_docx

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(
        shutil.which("soffice") is None or shutil.which("pdftotext") is None,
        reason="needs LibreOffice and poppler; the README says how to install them",
    ),
]
ROOT = Path(__file__).parents[2]
TAGS = ("en", "zh")


class Silent:
    def say(self, message: str) -> None: ...
    def begin(self, total: int) -> None: ...
    def done(self, job: str) -> None: ...
    def kept(self, count: int) -> None: ...


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    list(build(Request(ROOT, out), Silent()))
    return out


def as_pdf(source: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.pdf"


def squeezed(text: str) -> str:
    return "".join(text.split())


def pdf_text(path: Path) -> str:
    command = ["pdftotext", "-raw", str(path), "-"]
    return squeezed(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)


@pytest.mark.parametrize("tag", TAGS)
def test_libreoffice_shows_the_words_of_the_briefing(dist: Path, tag: str, tmp_path: Path) -> None:
    shown = pdf_text(as_pdf(dist / tag / "briefing.docx", tmp_path))
    titles = [squeezed(section) for section in _section_titles(tag)]
    assert [title for title in titles if title not in shown] == []


@pytest.mark.parametrize("tag", TAGS)
def test_libreoffice_loses_no_word_of_the_briefing_and_counts_its_pages(
    dist: Path, tag: str, tmp_path: Path
) -> None:
    file = dist / tag / "briefing.docx"
    pdf = as_pdf(file, tmp_path)
    body = Document(str(file)).element.body
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    written = "".join(t.text or "" for t in body.iter("{*}t"))
    # Marks do not count: LibreOffice 7.4 may drop one that hangs over the end of a Chinese line.
    lost = Counter(filter(str.isalnum, written)) - Counter(filter(str.isalnum, "".join(pages)))
    counted = [position for position, page in enumerate(pages, 1) if _says_page(page, position, len(pages))]

    assert dict(lost) == {}
    assert counted == list(range(1, len(pages) + 1))


def _says_page(words: str, page: int, pages: int) -> bool:
    """Tell whether the footer counts: "Page 3 of 40", "第3页，共40页"."""
    return re.search(rf"(?<!\d){page}\D{{1,6}}{pages}(?!\d)", squeezed(words)) is not None


def _section_titles(tag: str) -> list[str]:
    chapter = load(ROOT).chapter
    lines = text_lines(chapter, load_edition(tag))
    numbers = {section.number for section in chapter.sections}
    return [line.partition(" ")[2] for line in lines if line.partition(" ")[0] in numbers]


@pytest.mark.parametrize("tag", TAGS)
def test_libreoffice_opens_the_tracker(dist: Path, tag: str, tmp_path: Path) -> None:
    assert "CNIPA" in pdf_text(as_pdf(dist / tag / "tracker.xlsx", tmp_path))


@pytest.mark.parametrize("tag", TAGS)
def test_poppler_reads_the_title_of_the_fact_sheet(dist: Path, tag: str) -> None:
    title = load(ROOT).chapter.report.chapter_title[tag]
    assert squeezed(title) in pdf_text(dist / tag / "factsheet.pdf")


@pytest.mark.parametrize("tag", TAGS)
def test_every_font_of_the_fact_sheet_is_embedded_and_cut(dist: Path, tag: str) -> None:
    command = ["pdffonts", str(dist / tag / "factsheet.pdf")]
    table = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    flags = [line.split()[-5:-2] for line in table.splitlines()[2:]]
    assert flags, table
    assert all(embedded == cut == "yes" for embedded, cut, _ in flags), table


def of_staff(words: str, han: str) -> Message:
    return Message({"en": parse_message(words), "zh": parse_message(han)})


OVERLAY = Overlay(
    id="meeting-of-heads",
    about="cnipa",
    meeting=of_staff("Meeting of heads of office, at their request", "局长会晤，应对方请求"),
    meeting_on=Edtf.parse("2022-07-15"),
    objectives=(
        of_staff("Agree on a day for the signature of the next work plan", "商定下一年度工作计划的签署日期"),
    ),
    issues=(
        of_staff(
            "They ask for more data on quality; we have answered in part",
            "对方希望提供更多质量数据，我方已部分答复",
        ),
    ),
    talking_points=(
        of_staff(
            "We value the exchange of examiners, and would begin again with trademarks as soon as we can",
            "我方重视审查员交流，愿在条件允许时尽早恢复，可先从商标审查领域开始",
        ),
        of_staff("We propose to meet again within the year", "建议年内再次会晤"),
    ),
    next_action="Send the draft",
    owner="Division 2",
    due=Edtf.parse("2022-08-01"),
)
FULLEST = 8  # partners with the most records


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of the fullest partners' briefings, in both languages, with staff's input and without."""
    folder = tmp_path_factory.mktemp("partners")
    theme = open_word_theme(ROOT / "templates" / "briefing.docx")
    chapter = load(ROOT).chapter
    parts = {scope: select(chapter, scope) for scope in scopes_of(chapter) if scope.kind == "partner"}
    fullest = sorted(parts, key=lambda scope: len(parts[scope].selected), reverse=True)[:FULLEST]
    for scope in fullest:
        for tag in TAGS:
            for name, part in (("bare", parts[scope]), ("noted", replace(parts[scope], overlay=(OVERLAY,)))):
                document = brief(part, scope, load_edition(tag))
                (folder / f"{scope.id}-{tag}-{name}.docx").write_bytes(write_docx(document, theme))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = map(str, sorted(folder.glob("*.docx")))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {
        pdf.stem: [squeezed(page.extract_text()) for page in PdfReader(pdf).pages]
        for pdf in sorted(folder.glob("*.pdf"))
    }


def test_two_pages_of_a_partners_briefing_go_before_its_annexes(pages: dict[str, list[str]]) -> None:
    before = {
        name: next(n for n, page in enumerate(said) if "AnnexA.People" in page or "附件1人员" in page)
        for name, said in pages.items()
    }
    assert len(before) == 4 * FULLEST
    assert {name: n for name, n in before.items() if n > 2} == {}


def test_what_staff_wrote_stands_on_the_two_pages(pages: dict[str, list[str]]) -> None:
    said = {"en": squeezed("We propose to meet again within the year"), "zh": "建议年内再次会晤"}
    noted = {name: "".join(words[:2]) for name, words in pages.items() if name.endswith("noted")}
    assert [name for name, words in noted.items() if said[name.split("-")[1]] not in words] == []
