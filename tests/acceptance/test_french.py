"""A chapter in French alone: a third language is data, and needs no line of code."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from exporter.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the French project."""
    project = tmp_path_factory.mktemp("french")
    shutil.copytree(ROOT / "tests" / "data" / "french" / "source", project / "source")
    shutil.copytree(ROOT / "templates", project / "templates")
    assert main(["build", "--project", str(project)]) == 0
    return project / "dist" / "fr"


def words(file: Path, part: str) -> str:
    with zipfile.ZipFile(file) as package:
        return re.sub("<[^>]+>", " ", package.read(part).decode())


def test_the_briefing_speaks_french(built: Path) -> None:
    said = words(built / "briefing.docx", "word/document.xml")
    assert all(
        word in said
        for word in ("14 mai 2030", "7e rencontre", "1\u202f200 stagiaires", "Table des matières")
    )


def test_the_tracker_speaks_french(built: Path) -> None:
    said = words(built / "tracker.xlsx", "xl/sharedStrings.xml")
    assert all(word in said for word in ("Mode d’emploi", "Interlocuteurs", "14 mai 2030"))


def test_the_fact_sheet_speaks_french(built: Path) -> None:
    said = " ".join(page.extract_text() for page in PdfReader(built / "factsheet.pdf").pages)
    assert all(word in said for word in ("Fiche d’information", "Chiffres clés", "Stagiaires étrangers"))


@pytest.mark.parametrize(
    "english", ["Contents", "Annexes of", "Engagements by", "Talking points", "not stated"]
)
def test_no_english_is_left(built: Path, english: str) -> None:
    assert english not in words(built / "briefing.docx", "word/document.xml")
