"""The order of English dates is one line of source/report.yaml, and holds in every product."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from exporter.cli import main
from tests.small_project import FILES

ROOT = Path(__file__).parents[2]
LINE = "  editions: [en, zh]\n"
STYLES = [
    ("", "1 March 2031", "[$-809]d mmm yyyy"),
    ("  date_style: day-month\n", "1 March 2031", "[$-809]d mmm yyyy"),
    ("  date_style: month-day\n", "March 1, 2031", "[$-409]mmm d, yyyy"),
]


def built(project: Path, line: str) -> Path:
    for name, words in FILES.items():
        file = project / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words.replace(LINE, LINE + line), "utf-8")
    shutil.copytree(ROOT / "templates", project / "templates")
    assert main(["build", "--project", str(project), "--edition", "en"]) == 0
    return project / "dist" / "en"


def part(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as package:
        return package.read(name).decode()


@pytest.mark.parametrize(("line", "issued", "cells"), STYLES, ids=["default", "day-month", "month-day"])
def test_every_product_says_days_in_the_order_of_the_report(
    tmp_path: Path, line: str, issued: str, cells: str
) -> None:
    made = built(tmp_path, line)
    briefing = re.sub("<[^>]+>", "", part(made / "briefing.docx", "word/document.xml"))
    sheet = " ".join(page.extract_text() for page in PdfReader(made / "factsheet.pdf").pages)
    assert issued in briefing
    assert issued in " ".join(sheet.split())
    assert cells in part(made / "tracker.xlsx", "xl/styles.xml")
