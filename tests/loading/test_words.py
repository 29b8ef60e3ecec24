"""Printed words are found again in the source: in what made them, or where its field stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.loading.project import load
from exporter.loading.words import Words

MEETINGS = "source/sections/01-meetings.yaml"


@pytest.fixture
def words(project: Path) -> Words:
    loaded = load(project)
    return Words(loaded.chapter, loaded.places)


def test_words_typed_in_what_made_them_are_found_there(words: Words) -> None:
    assert str(words.place("培训合作", "zh", ["mou-gpo"])).startswith(f"{MEETINGS}:")
    assert words.place("合作伙伴", "zh", ["mou-gpo"]).file == "source/report.yaml"


def test_words_typed_nowhere_lead_to_the_field_that_printed_them(words: Words, project: Path) -> None:
    place = words.place("2030年5月", "zh", ["heads-7"], ["heads-7.date"])
    line = (project / MEETINGS).read_text("utf-8").splitlines()[place.line - 1]
    assert line.strip().startswith("date:")


def test_a_mark_is_found_by_the_words_around_it(words: Words) -> None:
    assert words.place("，", "zh", [], (), "会见，双方").file == "source/report.yaml"  # typed nowhere
    assert words.place("，", "zh", [], (), "，签署").file == MEETINGS


def test_words_of_nobody_lead_to_the_report(words: Words) -> None:
    assert words.place("nowhere typed", "en", ()).file == "source/report.yaml"


def test_a_heading_leads_to_its_own_section(words: Words, project: Path) -> None:
    place = words.place("nowhere typed", "en", ["section-1.1"])
    line = (project / "source/report.yaml").read_text("utf-8").splitlines()[place.line - 1]
    assert '"1.1"' in line


def test_all_who_typed_words_made_them(words: Words) -> None:
    assert words.makers("培训", "zh", ["heads-7"])[:1] == ("heads-7",)
    assert "mou-gpo" in words.makers("培训", "zh", ["heads-7"])
