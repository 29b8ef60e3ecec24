"""A project that has not changed is not checked twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.errors import SourceError, ThemeError
from exporter.plan import check
from exporter.plan.verdict import checked

Spoil = Callable[[str, str, str], Path]


def test_the_same_notes_are_given_without_checking(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = checked(project, (), tmp_path / "cache")
    assert first
    monkeypatch.setattr(check, "check_project", lambda *_: pytest.fail("it was checked again"))
    assert checked(project, (), tmp_path / "cache") == first


def test_a_fault_is_found_each_time(project: Path, spoil: Spoil, tmp_path: Path) -> None:
    checked(project, (), tmp_path / "cache")
    spoil("report.yaml", "office: ripo", "office: nobody")
    for _ in range(2):
        with pytest.raises(SourceError):
            checked(project, (), tmp_path / "cache")


def test_a_broken_template_is_found_though_the_source_is_as_it_was(project: Path, tmp_path: Path) -> None:
    checked(project, (), tmp_path / "cache")
    (project / "templates/briefing.docx").unlink()
    with pytest.raises(ThemeError):
        checked(project, (), tmp_path / "cache")


@pytest.mark.parametrize("rubbish", ["", "{}", "[1]", '{"notes": [[1, 2, 3]]}', "\0"])
def test_a_spoilt_verdict_is_none(project: Path, tmp_path: Path, rubbish: str) -> None:
    first = checked(project, (), tmp_path / "cache")
    (path,) = (tmp_path / "cache/checks").iterdir()
    path.write_text(rubbish, "utf-8")
    assert checked(project, (), tmp_path / "cache") == first


def test_a_verdict_that_cannot_be_kept_is_given_all_the_same(project: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, and no folder")
    assert checked(project, (), tmp_path / "cache")
