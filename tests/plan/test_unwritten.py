"""What the build says of staff's input: what is missing, and where there is more than two pages hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter.loading.project import load
from exporter.model.chapter import Chapter
from exporter.model.records import Overlay
from exporter.model.text import Message, parse_message
from exporter.plan.jobs import Job
from exporter.plan.unwritten import too_long, unwritten
from exporter.scope import Scope, select

PARTNER = Scope("partner", "MT")
JOBS = (Job(PARTNER, "en", "briefing"), Job(PARTNER, "zh", "briefing"))


@pytest.fixture
def selection(project: Path) -> Chapter:
    return select(load(project).chapter, PARTNER)


def with_points(selection: Chapter, count: int) -> Chapter:
    words = Message({tag: parse_message("Say that the exchange goes on. " * 4) for tag in ("en", "zh")})
    overlay = Overlay(id="visit", about="gpo", talking_points=(words,) * count)
    return replace(selection, overlay=(overlay,))


def test_sections_that_staff_did_not_write_are_named_once(selection: Chapter) -> None:
    (line,) = unwritten(JOBS, lambda _: selection)
    assert line.endswith("Talking points (partner:MT)")


@pytest.mark.parametrize(("points", "lines"), [(0, 0), (2, 0), (30, 1)])
def test_more_points_than_two_pages_hold_are_reported(selection: Chapter, points: int, lines: int) -> None:
    said = list(too_long(JOBS, lambda _: with_points(selection, points)))
    assert len(said) == lines
    assert all(line.endswith("partner:MT") for line in said)
