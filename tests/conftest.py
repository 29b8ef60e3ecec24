"""A small invented project that tests may spoil: another office, other years, other people."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.plan.new import starter_templates
from tests.small_project import FILES


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take what the products say now as accepted")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether accepted copies are written anew."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder holding the small project: source and templates."""
    for name, text in FILES.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copytree(starter_templates(), tmp_path / "templates")
    return tmp_path


@pytest.fixture
def spoil(project: Path) -> Callable[[str, str, str], Path]:
    """Replace one piece of a source file; the piece must be there."""

    def replace(name: str, old: str, new: str) -> Path:
        path = project / "source" / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return project

    return replace
