"""Editions that run from right to left: marked throughout in Word and Excel, refused in PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from exporter.document.nodes import Document, Paragraph, text
from exporter.document.passes import number
from exporter.errors import ThemeError
from exporter.theme.word import open_word_theme
from exporter.writers.docx import write_docx
from exporter.writers.pdf import characters
from tests.integrity import w, xml_parts
from tests.writers.docx_sample import sample
from tests.writers.workbook_sample import MAIN, SAMPLE, parts, written

THEME = open_word_theme(Path(__file__).parents[2] / "templates" / "briefing.docx")
ARABIC = "مذكرة تفاهم مع WIPO في 2030"


def turned(document: Document) -> Document:
    return replace(document, language="ar", right_to_left=("ar",))


def package() -> bytes:
    blocks = (*sample("en").blocks, Paragraph(text(ARABIC)))
    return write_docx(number(turned(replace(sample("en"), blocks=blocks))), THEME)


PACKAGE = package()
BODY = xml_parts(PACKAGE)["word/document.xml"]


def words(run: etree._Element) -> str:
    return "".join(t.text or "" for t in run.iter(w("t")))


def test_the_validator_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "turned.docx").write_bytes(PACKAGE)
    assert OpenXmlValidator().validate(tmp_path / "turned.docx").errors == []


def test_every_paragraph_runs_from_right_to_left() -> None:
    assert all(p.find(f"{w('pPr')}/{w('bidi')}") is not None for p in BODY.iter(w("p")))


def test_every_table_and_section_begins_at_the_right() -> None:
    tables, sections = list(BODY.iter(w("tblPr"))), list(BODY.iter(w("sectPr")))
    assert tables
    assert all(t.find(w("bidiVisual")) is not None for t in tables)
    assert all(s.find(w("bidi")) is not None for s in sections)


def test_arabic_words_are_turned_and_latin_names_among_them_are_not() -> None:
    last = [r for r in BODY.iter(w("r")) if words(r) and words(r) in ARABIC][-3:]
    marked = [(words(r), r.find(f"{w('rPr')}/{w('rtl')}") is not None) for r in last]
    assert marked == [("مذكرة تفاهم مع ", True), ("WIPO", False), (" في 2030", True)]


def test_turned_words_are_of_their_language() -> None:
    turned_runs = [r for r in BODY.iter(w("r")) if "مذكرة" in words(r)]
    assert [r.find(f"{w('rPr')}/{w('lang')}").get(w("bidi")) for r in turned_runs] == ["ar"]


def test_other_documents_bear_no_such_mark() -> None:
    plain = xml_parts(write_docx(sample("en"), THEME))["word/document.xml"]
    assert not any(True for _ in plain.iter(w("bidi"), w("rtl"), w("bidiVisual")))


def test_every_sheet_begins_at_the_right() -> None:
    sheets = parts(written(replace(SAMPLE, right_to_left=True)))
    views = [
        v for name, sheet in sheets.items() if "worksheets/" in name for v in sheet.iter(f"{MAIN}sheetView")
    ]
    assert views
    assert {view.get("rightToLeft") for view in views} == {"1"}


def test_a_pdf_is_refused_with_the_edition_and_a_remedy() -> None:
    with pytest.raises(ThemeError, match=r"(?s)edition 'ar'.*--format docx,xlsx") as refused:
        characters(turned(sample("en")))
    assert refused.value.exit_code == 4
