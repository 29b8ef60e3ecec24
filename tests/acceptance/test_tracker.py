"""The tracker in LibreOffice: it works out the values that the file carries, on any day.

The as-of date of a workbook is set to another day, its other cells left as they are; what LibreOffice
then calculates is what Python says of that day.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from exporter.compose.tracker import tracker
from exporter.document.workbook import CoverSheet, Formula, TableSheet, Workbook
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.theme.sheet import load_sheet_theme
from exporter.writers.xlsx import write_xlsx
from exporter.writers.xlsx.check import FIRST_ROW
from tests.compose.test_tracker import MORE
from tests.small_project import FILES

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(
        shutil.which("soffice") is None, reason="needs LibreOffice; the README says how to install it"
    ),
]
ROOT = Path(__file__).parents[2]
THEME = load_sheet_theme(ROOT / "templates" / "tracker.toml")
STATED = "2030-12-31"  # the as-of day of the small project
OTHER_DAYS = ("2030-06-15", "2031-03-10", "2033-04-20")


@pytest.fixture(scope="module")
def chapter(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    folder = tmp_path_factory.mktemp("project")
    for name, text in {**FILES, "sections/02-more.yaml": MORE}.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load(folder).chapter


def on(day: str, workbook: Workbook) -> Workbook:
    """The workbook with another day in its as-of cell, and all else as it was."""
    cover = workbook.sheets[0]
    assert isinstance(cover, CoverSheet)
    (as_of,) = cover.cells
    changed = replace(cover, cells=(replace(as_of, value=date.fromisoformat(day)),))
    return replace(workbook, sheets=(changed, *workbook.sheets[1:]))


ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(package: bytes, folder: Path) -> openpyxl.Workbook:
    """The workbook as LibreOffice calculates it, told to trust no value that a file carries."""
    source, out = folder / "tracker.xlsx", folder / "out"
    source.write_bytes(package)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(ALWAYS, "utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(source)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return openpyxl.load_workbook(out / "tracker.xlsx", data_only=True)


def differences(workbook: Workbook, found: openpyxl.Workbook) -> list[str]:
    """The formulas whose value in `workbook` is another than LibreOffice's."""
    return [
        f"{sheet.key}, row {number}, {column.key}: {value.value!r}, not {said!r}"
        for sheet in workbook.sheets
        if isinstance(sheet, TableSheet)
        for number, row in enumerate(sheet.rows, FIRST_ROW)
        for at, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1)
        if isinstance(value, Formula) and (said := found[sheet.name].cell(number, at).value) != value.value
    ]


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_libreoffice_works_out_what_the_chapters_tracker_carries(tag: str, tmp_path: Path) -> None:
    workbook = tracker(load(ROOT).chapter, load_edition(tag))

    assert differences(workbook, recalculated(write_xlsx(workbook, THEME), tmp_path)) == []


@pytest.mark.parametrize("tag", ["en", "zh"])
@pytest.mark.parametrize("day", OTHER_DAYS)
def test_on_another_day_formulas_say_what_python_says(
    chapter: Chapter, tag: str, day: str, tmp_path: Path
) -> None:
    stated = tracker(chapter, load_edition(tag))
    other = tracker(replace(chapter, report=replace(chapter.report, as_of=day)), load_edition(tag))

    found = recalculated(write_xlsx(on(day, stated), THEME), tmp_path)

    assert chapter.report.as_of == STATED and differences(stated, found) != []  # it did calculate
    assert differences(other, found) == []
