"""Page numbers in contents: true ones from LibreOffice, or plain words why there are none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from exporter.document import nodes as n
from exporter.errors import UsageError
from exporter.plan import paginate
from exporter.plan.build import build
from exporter.plan.request import Request
from exporter.theme.word import open_word_theme
from exporter.writers.docx import write_docx
from tests.integrity import problems, w, xml_parts
from tests.plan.test_build import Silent
from tests.writers.docx_sample import sample

ROOT = Path(__file__).parents[2]
THEME = open_word_theme(ROOT / "templates/briefing.docx")
needs_office = pytest.mark.skipif(
    not any(map(shutil.which, ("soffice", "libreoffice"))), reason="needs LibreOffice to lay pages out"
)


def shown(package: bytes) -> dict[str, str]:
    """The words of each contents entry and the page that stands behind them."""
    links = xml_parts(package)["word/document.xml"].iter(w("hyperlink"))
    entries = [link for link in links if next(link.iter(w("instrText")), None) is not None]
    return dict(re.fullmatch(r"(.*?)(\d+)", said(entry)).groups() for entry in entries)  # type: ignore[union-attr]


def said(entry: object) -> str:
    return "".join(t.text or "" for t in entry.iter(w("t")))  # type: ignore[attr-defined]


def test_without_libreoffice_the_option_says_what_it_needs(monkeypatch, tmp_path):
    monkeypatch.setattr(paginate.shutil, "which", lambda _: None)

    with pytest.raises(UsageError, match="needs LibreOffice"):
        build(Request(ROOT, tmp_path / "dist", paginate=True), Silent())
    assert not (tmp_path / "dist").exists()


def test_contents_hold_the_pages_that_they_are_given():
    pages = {"glance": 2, "agreed": 3, "figures": 14}
    package = write_docx(sample("en"), THEME, pages)

    assert shown(package) == {"1 At a glance": "2", "1.1 What was agreed": "3", "2 Figures": "14"}
    assert problems(package) == []


def test_without_pages_contents_have_no_numbers():
    assert shown(write_docx(sample("en"), THEME)) == {}


@pytest.mark.acceptance
@needs_office
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pages_are_those_on_which_libreoffice_prints_the_headings(language, tmp_path):
    document = sample(language)
    draft = write_docx(document, THEME, paginate.unnumbered(document))
    pages = paginate.heading_pages(draft, document)
    final = paginate._printed(write_docx(document, THEME, pages), tmp_path)
    printed = ["".join(page.extract_text().split()) for page in PdfReader(final).pages]

    assert list(pages.values()) == sorted(pages.values())
    for heading in n.headings(document.blocks, 4):
        assert "".join(n.plain(heading.inlines).split()) in printed[pages[heading.anchor] - 1]
