"""Changed source files are written whole, checked, and taken back when they are faulty."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import SourceError
from exporter.loading.edit import Addition, Edit
from exporter.loading.project import load
from exporter.loading.save import changed_files, save


def contents(project: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((project / "source").rglob("*")) if p.is_file()}


def test_only_files_that_change_are_written(project: Path) -> None:
    loaded = load(project)
    files = changed_files(
        project, loaded, [Edit.at("ripo", "acronym", "RO"), Edit.at("alps", "kind", "framework")]
    )
    assert [path.name for path in files] == ["registry.yaml"]
    assert save(project, files).chapter.records["ripo"].acronym == "RO"  # type: ignore[union-attr]


def test_the_first_record_of_a_collection_gets_a_file(project: Path) -> None:
    record = {"id": "ripo-notes", "about": "ripo", "remark": "=1+1: call"}
    files = changed_files(project, load(project), [], [Addition("overlay", record)])
    assert [p.relative_to(project).as_posix() for p in files] == ["source/overlay.yaml"]
    (overlay,) = save(project, files).chapter.overlay
    assert overlay.remark == "=1+1: call"


def test_a_change_that_leaves_a_fault_is_taken_back(project: Path) -> None:
    loaded, before = load(project), contents(project)
    additions = [Addition("overlay", {"id": "x", "about": "nobody"})]
    with pytest.raises(SourceError, match="there is no 'nobody'"):
        save(project, changed_files(project, loaded, [Edit.at("ripo", "acronym", "RO")], additions))
    assert contents(project) == before


def test_what_has_no_place_is_told_with_its_file(project: Path) -> None:
    with pytest.raises(SourceError, match=r"source/registry\.yaml: an empty text"):
        changed_files(project, load(project), [Edit.at("ripo", "acronym", " ")])
