"""Every value keeps its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.loading.project import load

LINES = ("source/sections/01-meetings.yaml", "source/registry.yaml", "source/report.yaml")


@pytest.mark.parametrize(
    ("record", "path", "words"),
    [
        ("heads-7", "date", '"2030-05"'),
        ("heads-7", "participants[1].person", "yetive-lorry"),
        ("mou-gpo", "actions[0].on", '"2030-05"'),
        ("mou-gpo", "end.date", '"2035-05"'),
        ("trainee-count", "value", "56"),
        ("gpo", "name.zh", "格劳斯塔克专利局"),
        ("1.1", "title.en", "Neighbours"),
        ("report", "as_of", '"2030-12-31"'),
    ],
)
def test_a_value_is_found_where_it_was_written(project: Path, record: str, path: str, words: str) -> None:
    place = load(project).places.of(record, path)
    line = (project / place.file).read_text("utf-8").splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith(words)


def test_a_value_that_is_not_written_has_the_place_of_its_record(project: Path) -> None:
    places = load(project).places
    assert places.of("heads-7", "location") == places.of("heads-7")
