"""The chapter of this repository and the worked example: no finding in any product of any edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.cli import main
from exporter.loading.project import load
from exporter.plan.style import style_faults

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_no_product_of_the_chapter_breaks_a_rule(tag: str) -> None:
    assert list(style_faults(load(ROOT), [tag])) == []


def test_no_product_of_the_example_breaks_a_rule(project: Path) -> None:
    assert list(style_faults(load(project), ["en", "zh"])) == []


def test_a_finding_names_rule_words_place_and_remedy(
    spoil: Callable[[str, str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project = spoil("sections/01-meetings.yaml", "，", ",")

    assert main(["check", "--style", "--edition", "zh", "--project", str(project)]) == 3
    said = capsys.readouterr().err
    assert "Z12 (zh) a half-width mark stands in Chinese text" in said
    assert "source/sections/01-meetings.yaml:" in said
    assert "remedy: write it full-width" in said
