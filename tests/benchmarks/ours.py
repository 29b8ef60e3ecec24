"""The exporter itself, each function a candidate.  A cold one pays for its imports and its template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import content
from tests.benchmarks.measure import ROOT
from tests.benchmarks.projects import PER_PARTNER, write_project

Work = Callable[[], int]
TEMPLATES = ROOT / "templates"


def docx_long(size: int, folder: Path) -> Work:
    """A Document of `size` paragraphs → .docx: styles, bookmarks, numbered captions, properties."""
    from tests.benchmarks.documents import document

    whole = document(content.chapter(size))

    def work() -> int:
        from exporter.theme.word import open_word_theme
        from exporter.writers.docx import write_docx

        theme = open_word_theme(TEMPLATES / "briefing.docx")
        (folder / "out.docx").write_bytes(write_docx(whole, theme))
        return 1

    return work


def xlsx_rows(size: int, folder: Path) -> Work:
    """Rows, made one by one → .xlsx: every cell styled, a table, drop-downs, row heights, shared texts."""
    return _xlsx(size, folder, "zlib")


def _xlsx(size: int, folder: Path, codec: str) -> Work:
    from exporter.document.workbook import StreamedRows
    from tests.benchmarks.documents import workbook

    whole = workbook(StreamedRows(size, lambda: content.sheet_rows(size)))

    def work() -> int:
        from exporter.theme.sheet import load_sheet_theme
        from exporter.writers.codecs import find_codec
        from exporter.writers.xlsx import write_xlsx

        theme = load_sheet_theme(TEMPLATES / "tracker.toml")
        (folder / "out.xlsx").write_bytes(write_xlsx(whole, theme, codec=find_codec(codec)))
        return 1

    return work


def tracker(size: int, folder: Path) -> Path:
    """A tracker of `size` rows that keeps its base, as one that comes back."""
    from dataclasses import replace

    from exporter.document.workbook import Origin, StreamedRows
    from exporter.theme.sheet import load_sheet_theme
    from exporter.writers.xlsx import write_xlsx
    from tests.benchmarks.documents import workbook

    origin = Origin("report", "1.0", "en", "chapter", "internal", "2030-12-31")
    whole = replace(workbook(StreamedRows(size, lambda: content.sheet_rows(size))), origin=origin)
    path = folder / "edited.xlsx"
    path.write_bytes(write_xlsx(whole, load_sheet_theme(TEMPLATES / "tracker.toml")))
    return path


def xlsx_pull(size: int, folder: Path) -> Work:
    """An edited tracker → its base, its tables, and the merge of both."""
    path = tracker(size, folder)

    def work() -> int:
        from exporter.merge.three_way import merge
        from exporter.readers.xlsx import read_tracker

        found = read_tracker(path)
        changes = merge(found.base.tables, found.tables, found.base.tables)
        assert changes.changes == ()
        assert len(found.tables["agreements"].rows) >= size
        return 1

    return work


# -- all partners, in one warm process -------------------------------------------------------------


def _partners(folder: Path, language: str) -> tuple[Any, list[Any], Any]:
    """A loaded project of sixty partners, their scopes, and the edition."""
    from exporter.loading.project import load
    from exporter.locale import load_edition
    from exporter.scope import parse_scope

    chapter = load(write_project(folder, 60 * PER_PARTNER)).chapter
    return chapter, list(parse_scope("all-partners", chapter)), load_edition(language)


def partner_briefs(folder: Path, language: str = "en") -> list[Any]:
    """The Documents of all partners' briefs: what every candidate of docx-bulk prints."""
    from exporter.compose.partner import partner_briefing
    from exporter.scope import select

    chapter, scopes, edition = _partners(folder, language)
    return [partner_briefing(select(chapter, scope), scope, edition) for scope in scopes]


def clear(folder: Path) -> None:
    """Remove what an earlier run made: to write over a file takes longer than to write a new one."""
    for made in folder.glob("out.*"):
        made.unlink()


def repeated(count: int, make: Callable[[int, Path], None], folder: Path, suffix: str) -> Work:
    """Make one to be warm; then `count` of them are the work, each a file of its own."""
    make(0, folder / f"out.{suffix}")
    clear(folder)

    def work() -> int:
        for number in range(count):
            make(number, folder / f"out.{number}.{suffix}")
        return count

    return work


def docx_bulk(size: int, folder: Path) -> Work:
    """From the loaded model: select the partner's records, compose, write."""
    from exporter.compose.partner import partner_briefing
    from exporter.scope import select
    from exporter.theme.word import open_word_theme
    from exporter.writers.docx import write_docx

    chapter, scopes, edition = _partners(folder, "en")
    theme = open_word_theme(TEMPLATES / "briefing.docx")

    def make(number: int, target: Path) -> None:
        scope = scopes[number % len(scopes)]
        brief = partner_briefing(select(chapter, scope), scope, edition)
        target.write_bytes(write_docx(brief, theme))

    return repeated(size, make, folder, "docx")


def docx_bulk_documents(size: int, folder: Path) -> Work:
    """From composed Documents: writing alone, as peers are given finished text too."""
    from exporter.theme.word import open_word_theme
    from exporter.writers.docx import write_docx

    documents = partner_briefs(folder)
    theme = open_word_theme(TEMPLATES / "briefing.docx")

    def make(number: int, target: Path) -> None:
        target.write_bytes(write_docx(documents[number % len(documents)], theme))

    return repeated(size, make, folder, "docx")


# -- fact sheets -----------------------------------------------------------------------------------


def fact_sheets(folder: Path, language: str) -> list[Any]:
    """The Documents of all partners' fact sheets."""
    from exporter.compose.factsheet import factsheet
    from exporter.scope import select

    chapter, scopes, edition = _partners(folder, language)
    return [factsheet(select(chapter, scope), scope, edition) for scope in scopes]


def _pdf_theme() -> tuple[Any, Callable[[Any], Any]]:
    from exporter.plan.themes import Themes
    from exporter.writers.pdf import characters

    themes = Themes(ROOT)
    return themes.pdf, lambda document: themes.fonts(characters(document))


def _pdf_bulk(size: int, folder: Path, language: str) -> Work:
    from exporter.writers.pdf import write_pdf

    sheets = fact_sheets(folder, language)
    theme, fonts = _pdf_theme()

    def make(number: int, target: Path) -> None:
        sheet = sheets[number % len(sheets)]
        target.write_bytes(write_pdf(sheet, theme, fonts(sheet)))

    return repeated(size, make, folder, "pdf")


def pdf_bulk_en(size: int, folder: Path) -> Work:
    """English fact sheets of all partners, tagged, from Documents."""
    return _pdf_bulk(size, folder, "en")


def pdf_bulk_zh(size: int, folder: Path) -> Work:
    """Chinese fact sheets of all partners, tagged, from Documents."""
    return _pdf_bulk(size, folder, "zh")


def _pdf_cold(folder: Path, make: Callable[[], Any]) -> Work:
    document = make()

    def work() -> int:
        from exporter.writers.pdf import write_pdf

        theme, fonts = _pdf_theme()
        (folder / "out.pdf").write_bytes(write_pdf(document, theme, fonts(document)))
        return 1

    return work


def pdf_cold(size: int, folder: Path) -> Work:
    """The sheet of `sheets.py` in English, tagged, cold."""
    from tests.benchmarks.documents import document
    from tests.benchmarks.sheets import BARS, sheet

    return _pdf_cold(folder, lambda: document(sheet(), bars=BARS))


def pdf_long(size: int, folder: Path) -> Work:
    """A Chinese report of `size` paragraphs, tagged, cold."""
    from tests.benchmarks.documents import document

    return _pdf_cold(folder, lambda: document(content.chapter(size, "zh"), "zh"))


# -- locale, loading -------------------------------------------------------------------------------


def xlsx_rows_ng(size: int, folder: Path) -> Work:
    """The same with zlib-ng, at equal size of the file."""
    return _xlsx(size, folder, "zlib-ng")


def xlsx_rows_isal(size: int, folder: Path) -> Work:
    """The same with isal: larger files, sooner."""
    return _xlsx(size, folder, "isal")


def locale_words(size: int, folder: Path) -> Work:
    """`size` dates and `size` counts in words, half English, half Chinese, all different."""
    from datetime import date, timedelta

    from exporter.locale import load_edition, say_count, say_when
    from exporter.model.edtf import Edtf

    editions = load_edition("en"), load_edition("zh")
    first = date(1900, 1, 1)
    days = [Edtf.parse((first + timedelta(days=n)).isoformat()) for n in range(min(size, 60_000))]
    nouns = (
        {"one": "{n} centre", "other": "{n} centres"},
        {"other": "{n}家中心"},
    )

    def work() -> int:
        for n in range(size):
            edition = editions[n % 2]
            say_when(days[n % len(days)], edition)
            say_count(n, nouns[n % 2], edition)
        return 1

    return work


def load_records(size: int, folder: Path) -> Work:
    """Read and check a project of `size` records, with nothing kept from before."""
    project = write_project(folder, size)

    def work() -> int:
        from exporter.loading.project import load

        load(project)
        return 1

    return work
