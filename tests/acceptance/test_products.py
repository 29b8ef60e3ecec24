"""The chapter's products, opened by the programs that a user has.  Needs LibreOffice and poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from exporter.compose.show import text_lines
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.plan.build import build
from exporter.plan.request import Request

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


@pytest.mark.parametrize("code", ["EP", "GB", "JP", "SG", "US"])
def test_two_pages_of_a_partners_briefing_go_before_its_annexes(code: str, tmp_path: Path) -> None:
    request = Request(ROOT, tmp_path, editions=("en",), products=("briefing",), scopes=(f"partner:{code}",))
    (briefing,) = build(request, Silent())
    command = ["pdftotext", "-raw", str(as_pdf(briefing, tmp_path)), "-"]
    shown = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    pages = [squeezed(page) for page in shown.split("\f")]
    assert next(n for n, page in enumerate(pages) if "AnnexA.People" in page) <= 2
