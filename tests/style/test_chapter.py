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
    assert list(style_faults(ROOT, load(ROOT), [tag])) == []


def test_no_product_of_the_example_breaks_a_rule(project: Path) -> None:
    assert list(style_faults(project, load(project), ["en", "zh"], ["chapter", "all-partners"])) == []


def test_a_finding_names_rule_words_place_and_remedy(
    spoil: Callable[[str, str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project = spoil("sections/01-meetings.yaml", "，", ",")

    assert main(["check", "--style", "--edition", "zh", "--project", str(project)]) == 3
    said = capsys.readouterr().err
    assert "Z12 (zh) a half-width mark stands in Chinese text" in said
    assert "source/sections/01-meetings.yaml:" in said
    assert "remedy: write it full-width" in said


def test_an_edition_or_scope_without_style_is_refused(project: Path) -> None:
    for option in (["--edition", "en"], ["--scope", "partner:MT"]):
        assert main(["check", *option, "--project", str(project)]) == 2


def test_an_unknown_edition_is_refused(project: Path) -> None:
    assert main(["check", "--style", "--edition", "xx", "--project", str(project)]) == 2


def test_a_scope_is_read_on_demand(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--style", "--scope", "partner:MT", "--project", str(project)]) == 0
    assert "no fault of style in en, zh" in capsys.readouterr().out


def test_an_exception_lets_words_stand_and_an_unused_one_is_a_fault(
    spoil: Callable[[str, str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    declared = "  style_exceptions:\n    - {rule: Z12, words: '上会见', reason: as sent}\n  key_figures"
    project = spoil("report.yaml", "  key_figures", declared)
    assert main(["check", "--style", "--project", str(project)]) == 3
    assert "the exception of '上会见' from Z12 covers nothing that is printed" in capsys.readouterr().err

    spoil("sections/01-meetings.yaml", "上会见", "上会见,")
    spoil("report.yaml", "上会见", "上会见,")
    assert main(["check", "--style", "--project", str(project)]) == 0
