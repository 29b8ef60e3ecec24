"""Who is measured against whom, and what is asked.  Sizes are those of the published figures."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.benchmarks.measure import Candidate, Goal, Group

_HERE = Path(__file__).parent
_OURS = "exporter"
_NG, _ISAL = "exporter, zlib-ng", "exporter, isal"
_NODE = (_HERE / "peers" / "node_modules",)
_NPM = "npm install --prefix tests/benchmarks/peers"


def _own(name: str, function: str, size: int) -> Candidate:
    return Candidate(name, f"tests.benchmarks.ours:{function}", size)


def _peer(
    name: str, module: str, function: str, size: int, *modules: str, runs: int | None = None
) -> Candidate:
    return Candidate(name, f"tests.benchmarks.peers.{module}:{function}", size, modules, runs=runs)


def _floor(name: str, function: str, size: int, *modules: str) -> Candidate:
    return Candidate(name, f"tests.benchmarks.floors:{function}", size, modules)


def groups(quick: bool = False) -> tuple[Group, ...]:
    """Return the groups; `quick` ones are a tenth of the size, and their ratios are only a smoke test."""
    part = 10 if quick else 1
    return (
        _docx_long(10_000 // part),
        _docx_bulk(300 // part),
        _xlsx_rows(100_000 // part),
        _pdf_cold(),
        _pdf_bulk(300 // part),
        _pdf_long(1_000 // part),
        _xlsx_pull(100_000 // part),
        _locale(100_000 // part),
        *_growth(100_000 // part),
        _desk(),
        _archive(),
    )


def _docx_long(size: int) -> Group:
    return Group(
        "docx-long",
        f"A Word chapter of {size:,} paragraphs and {size // 40} tables, cold process",
        "file",
        (
            _own(_OURS, "docx_long", size),
            _floor("floor: f-strings, zlib 5", "docx_long", size),
            _peer("docxtpl", "docxtpl", "docx_long", size, "docxtpl"),
            Candidate(
                "pandoc", "tests.benchmarks.peers.pandoc:docx_long", size,
                programs=("pandoc",), runs=3, remedy="apt install pandoc",
            ),
        ),
        (
            Goal(_OURS, "docxtpl", 0.5),
            Goal(_OURS, "pandoc", 0.06),
            Goal(_OURS, "floor: f-strings, zlib 5", 2),
            Goal(_OURS, "", 100, "megabytes"),
        ),
    )  # fmt: skip


def _docx_bulk(size: int) -> Group:
    return Group(
        "docx-bulk",
        f"{size} Word briefs on partners, one after the other in one warm process",
        "document",
        (
            _own("exporter, from the model", "docx_bulk", size),
            _own("exporter, from the document", "docx_bulk_documents", size),
            _peer("docxtpl", "docxtpl", "docx_bulk", max(10, size // 5), "docxtpl"),
            Candidate(
                "docxtemplater", "tests.benchmarks.peers.docxtemplater:docx_bulk", size,
                programs=("node",), folders=_NODE, remedy=_NPM,
            ),
        ),
        (
            Goal("exporter, from the document", "docxtpl", 1 / 15),
            Goal("exporter, from the document", "docxtemplater", 1 / 5),
        ),
    )  # fmt: skip


def _xlsx_rows(size: int) -> Group:
    return Group(
        "xlsx-rows",
        f"An Excel table of {size:,} rows × 15 columns from streamed records, cold process",
        "file",
        (
            _own(_OURS, "xlsx_rows", size),
            Candidate(_NG, "tests.benchmarks.ours:xlsx_rows_ng", size, ("zlib_ng",)),
            Candidate(_ISAL, "tests.benchmarks.ours:xlsx_rows_isal", size, ("isal",)),
            _floor("floor: one % a row, zlib 6", "xlsx_rows", size),
            _floor("floor: one % a row, zlib-ng 6", "xlsx_rows_ng", size, "zlib_ng"),
            _peer("XlsxWriter, constant_memory", "xlsxwriter", "xlsx_rows", size, "xlsxwriter", runs=3),
            _peer("openpyxl, write_only", "openpyxl", "xlsx_rows", size, runs=1),
            _peer("rustpy-xlsxwriter", "rustpy", "xlsx_rows", size, "rustpy_xlsxwriter"),
        ),
        (
            Goal(_OURS, "XlsxWriter, constant_memory", 0.4),
            Goal(_OURS, "floor: one % a row, zlib 6", 1.4),
            Goal(_NG, "floor: one % a row, zlib-ng 6", 1.4),
            Goal(_NG, "rustpy-xlsxwriter", 1.1),
            Goal(_ISAL, "rustpy-xlsxwriter", 1.1),
            Goal(_OURS, "", 100, "megabytes"),
        ),
    )


def _pdf_cold() -> Group:
    return Group(
        "pdf-cold",
        "A two-page PDF sheet with a table and a chart, cold process, fonts cut before",
        "file",
        (
            _own("exporter, tagged", "pdf_cold", 1),
            _peer("reportlab, untagged", "reportlab", "pdf_cold", 1),
        ),
        (Goal("exporter, tagged", "reportlab, untagged", 1.3),),
    )


def _pdf_bulk(size: int) -> Group:
    return Group(
        "pdf-bulk",
        f"{size} PDF fact sheets on partners, one after the other in one warm process, tagged",
        "document",
        (
            _own("exporter, English", "pdf_bulk_en", size),
            _own("exporter, Chinese", "pdf_bulk_zh", size),
            _peer("Typst, English", "typst", "pdf_bulk_en", size, "typst"),
            _peer("Typst, Chinese", "typst", "pdf_bulk_zh", size, "typst"),
        ),
        (Goal("exporter, English", "Typst, English", 2), Goal("exporter, Chinese", "Typst, Chinese", 2)),
    )


def _pdf_long(size: int) -> Group:
    return Group(
        "pdf-long",
        f"A Chinese PDF report of {size:,} paragraphs and {size // 40} tables, cold process",
        "file",
        (
            _own("exporter, tagged", "pdf_long", size),
            _peer("WeasyPrint, tagged", "weasyprint", "pdf_long", size, "weasyprint", runs=3),
            _peer("Typst, tagged", "typst", "pdf_long", size, "typst"),
            _peer("fpdf2, untagged", "fpdf2", "pdf_long", size, "fpdf", runs=3),
        ),
        (Goal("exporter, tagged", "WeasyPrint, tagged", 0.25),),
    )


def _xlsx_pull(size: int) -> Group:
    return Group(
        "xlsx-pull",
        f"An edited tracker of {size:,} rows × 15 columns read and merged with its base; others only read it",
        "file",
        (
            _own(_OURS, "xlsx_pull", size),
            _peer("openpyxl, read_only", "openpyxl", "xlsx_read", size, runs=1),
            _peer("python-calamine", "calamine", "xlsx_read", size, "python_calamine"),
        ),
        (Goal(_OURS, "", 10, "cpu"),),
    )


def _locale(size: int) -> Group:
    name = "exporter"
    return Group(
        "locale",
        f"{size:,} dates and {size:,} counts in words, English and Chinese in turn, one process",
        "run",
        (_own(name, "locale_words", size),),
        (Goal(name, "", 1, "cpu"),),
    )


def _growth(size: int) -> tuple[Group, ...]:
    sizes = (size // 100, size // 10, size)
    names = [f"{records:,} records" for records in sizes]
    largest = names[-1]
    linear = tuple(Goal(larger, smaller, 11) for smaller, larger in pairwise(names))

    def tenfold(name: str, title: str, task: str, goals: tuple[Goal, ...], runs: int) -> Group:
        each = (
            Candidate(called, f"tests.benchmarks.growth:{task}", records, runs=runs)
            for called, records in zip(names, sizes, strict=True)
        )
        return Group(name, title, "run", tuple(each), goals)

    at_most = (Goal(largest, "", 20, "wall"), Goal(largest, "", 1000, "megabytes"))
    return (
        tenfold("growth-check", "`exporter check` with nothing kept", "check", (*linear, *at_most), 3),
        tenfold(
            "growth-again", "`exporter check` when nothing has changed", "check_again",
            (Goal(largest, "", 3, "wall"),), 3,
        ),
        tenfold("growth-build", "`exporter build` of 3 products, one edition", "build", linear, 1),
    )  # fmt: skip


def _desk() -> Group:
    tasks = {
        "`exporter build`: 3 products × 2 editions": "build",
        "`exporter build`, nothing changed": "build_again",
        "`exporter build --scope partner:EP --product briefing`, 2 editions": "brief",
        "`exporter check`": "check",
        "`exporter show --json`": "show",
        "`exporter --help`": "helped",
    }
    candidates = tuple(Candidate(name, f"tests.benchmarks.desk:{entry}", 1) for name, entry in tasks.items())
    return Group("desk", "Daily tasks on the chapter of this repository, whole processes", "run", candidates)


def _archive() -> Group:
    one, two = "everything, one process", "everything, two processes"
    tasks = {
        one: "one_process",
        two: "two_processes",
        "nothing changed": "unchanged",
        "one record changed": "one_changed",
    }
    return Group(
        "archive",
        "The chapter of this repository and all its partners, 3 products × 2 editions",
        "run",
        tuple(Candidate(name, f"tests.benchmarks.archive:{task}", 1, runs=3) for name, task in tasks.items()),
        (
            Goal(two, one, 1 / 1.7, "wall"),
            Goal("nothing changed", "", 0.5, "wall"),
            Goal("one record changed", "", 1.5, "wall"),
        ),
    )
