"""The briefing on every scope of the chapter is a Word file without a finding.

Each scope is written in one of the editions, in turn; the chapter and one partner, which
`test_products` validates too, in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from exporter.loading.project import load
from exporter.plan.build import build
from exporter.plan.request import Request
from exporter.scope import scopes_of
from tests.integrity import problems
from tests.plan.test_build import Silent

ROOT = Path(__file__).parents[1]
EDITIONS = ("en", "zh", "en+zh", "zh+en")
KINDS = ("section", "partner", "framework")
AUDITED = 2  # the validator is slow: it reads every second file, and the integrity checks read all
PERIODS = ("period:2021-10/2021-12", "period:2021")


def asked() -> Iterator[tuple[str, str]]:
    """Every scope with the edition that it is written in."""
    scopes = [str(scope) for scope in scopes_of(load(ROOT).chapter) if scope.kind in KINDS]
    return zip((*scopes, *PERIODS), cycle(EDITIONS))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    out = tmp_path_factory.mktemp("briefings")
    wanted: dict[str, list[str]] = {edition: ["chapter", "partner:EP"] for edition in EDITIONS}
    for scope, edition in asked():
        wanted[edition].append(scope)
    for edition, scopes in wanted.items():
        build(
            Request(
                ROOT,
                out,
                products=("briefing",),
                formats=("docx",),
                editions=(edition,),
                scopes=tuple(dict.fromkeys(scopes)),
            ),
            Silent(),
        )
    return sorted(out.rglob("*.docx"))


def test_every_scope_is_written(files: list[Path]) -> None:
    scopes = {file.parent.as_posix().partition(f"/{edition}/")[2] for file in files for edition in EDITIONS}
    assert len(scopes - {""}) >= len({scope for scope, _ in asked()})


def test_no_briefing_points_nowhere(files: list[Path]) -> None:
    assert {str(file): found for file in files if (found := problems(file.read_bytes()))} == {}


def test_a_validator_finds_nothing_in_briefings_of_every_kind(files: list[Path]) -> None:
    found = {str(file): OpenXmlValidator().validate(str(file)).errors for file in files[::AUDITED]}
    assert {file: errors for file, errors in found.items() if errors} == {}
