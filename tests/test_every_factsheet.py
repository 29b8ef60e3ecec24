"""The fact sheet on every scope of the chapter: accessible, archivable, in type that all can read."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from page import ValidationProfile, validate_pdf_bytes
from pypdf import PageObject

from exporter.loading.project import load
from exporter.plan.build import build
from exporter.plan.request import Request
from exporter.scope import scopes_of
from tests.plan.test_build import Silent
from tests.writers.pdf_reading import reader, tree

ROOT = Path(__file__).parents[1]
KINDS = ("chapter", "section", "partner", "framework")
PERIODS = ("period:2021-10/2021-12", "period:2021")
LEAST = 12  # points; what stands on every page is smaller
FURNITURE = 9
PROFILES = (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A)
_SIZE = re.compile(r"/\S+ ([\d.]+) Tf")


@pytest.fixture(scope="module", params=["en", "zh"])
def sheets(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of one edition."""
    scopes = [str(scope) for scope in scopes_of(load(ROOT).chapter) if scope.kind in KINDS]
    out = tmp_path_factory.mktemp("sheets")
    wanted = Request(
        ROOT, out, products=("factsheet",), editions=(request.param,), scopes=(*scopes, *PERIODS)
    )
    build(wanted, Silent())
    files = sorted(out.rglob("*.pdf"))
    assert len(files) == len(scopes) + len(PERIODS)
    return files


@lru_cache(maxsize=256)
def pages(file: Path) -> tuple[PageObject, ...]:
    return tuple(reader(file.read_bytes()).pages)


def sizes(file: Path) -> set[float]:
    content = (page.get_contents().get_data().decode("latin-1") for page in pages(file))
    found = {float(size) for words in content for size in _SIZE.findall(words)}
    assert FURNITURE in found  # else nothing was read
    return found


def outside(file: Path) -> Iterator[float]:
    """Where a line of text begins beyond the paper."""
    for page in pages(file):
        found: list[tuple[float, float]] = []

        def note(
            said: str, _: object, matrix: list[float], *__: object, to: list[tuple[float, float]] = found
        ) -> None:
            if said.strip():
                to.append((matrix[4], matrix[5]))

        page.extract_text(visitor_text=note)
        box = page.mediabox
        yield from (x for x, y in found if not (0 < x < float(box.width) and 0 < y < float(box.height)))


@pytest.mark.parametrize("profile", PROFILES)
def test_every_sheet_keeps_the_standards(sheets: list[Path], profile: ValidationProfile) -> None:
    found = {str(file): validate_pdf_bytes(file.read_bytes(), profile=profile).failures for file in sheets}
    assert {file: failures for file, failures in found.items() if failures} == {}


def test_no_type_is_too_small_to_be_read(sheets: list[Path]) -> None:
    assert {
        str(file): small for file in sheets if (small := {s for s in sizes(file) if s < LEAST} - {FURNITURE})
    } == {}


def test_nothing_is_printed_beyond_the_paper(sheets: list[Path]) -> None:
    assert {str(file): found for file in sheets if (found := list(outside(file)))} == {}


def test_every_sheet_is_one_sheet_front_and_back(sheets: list[Path]) -> None:
    assert {str(file): len(pages(file)) for file in sheets if len(pages(file)) > 2} == {}


def test_every_figure_says_what_it_shows(sheets: list[Path]) -> None:
    for file in sheets:
        assert all(figure.entry["/Alt"] for figure in tree(file.read_bytes()).all("Figure"))


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed here: not asked")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing_in_a_sheet_of_each_kind(sheets: list[Path], flavour: str) -> None:
    kinds = {file.parent.parent.name: file for file in sheets}
    command = ["verapdf", "--flavour", flavour, "--format", "text", *map(str, kinds.values())]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300).stdout
    assert said and all(line.startswith("PASS") for line in said.splitlines())
