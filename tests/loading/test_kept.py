"""A chapter from the cache is the chapter that was parsed, or none at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.errors import SourceError
from exporter.loading import kept
from exporter.loading.kept import load_kept
from exporter.loading.project import load
from exporter.model.chapter import COLLECTIONS
from tests.archive import ARCHIVE

CHAPTER = Path(__file__).parents[2]
Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def never_parsed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let every further parsing fail the test."""
    return lambda: monkeypatch.setattr(kept, "load", lambda *_: pytest.fail("the source was parsed"))


def test_the_second_reading_parses_nothing(
    project: Path, tmp_path: Path, never_parsed: Callable[[], None]
) -> None:
    load_kept(project, tmp_path / "cache")
    never_parsed()
    load_kept(project, tmp_path / "cache")


def test_a_kept_chapter_equals_the_parsed_one_in_every_collection(tmp_path: Path) -> None:
    load_kept(CHAPTER, tmp_path)
    parsed, thawed = load(CHAPTER), load_kept(CHAPTER, tmp_path)
    assert repr(thawed.chapter.report) == repr(parsed.chapter.report)
    for name in COLLECTIONS:
        assert repr(getattr(thawed.chapter, name)) == repr(getattr(parsed.chapter, name)), name
    assert thawed.notes == parsed.notes


def test_every_record_of_a_kept_chapter_has_its_place(tmp_path: Path) -> None:
    load_kept(CHAPTER, tmp_path)
    parsed, thawed = load(CHAPTER), load_kept(CHAPTER, tmp_path)
    for name, record in parsed.chapter.records.items():
        assert thawed.chapter.records[name].place == record.place
        assert thawed.places.of(name, "told[0]") == parsed.places.of(name, "told[0]")


def test_a_text_of_a_kept_chapter_has_its_place(tmp_path: Path) -> None:
    load_kept(CHAPTER, tmp_path)
    parsed, thawed = load(CHAPTER), load_kept(CHAPTER, tmp_path)
    assert [p.text.places for p in thawed.chapter.paragraphs] == [
        p.text.places for p in parsed.chapter.paragraphs
    ]


def test_a_changed_source_is_parsed_again(project: Path, spoil: Spoil, tmp_path: Path) -> None:
    load_kept(project, tmp_path / "cache")
    spoil("registry.yaml", "Yetive Lorry", "Yetive Lory")
    people = load_kept(project, tmp_path / "cache").chapter.people
    assert people[1].name["en"] == "Yetive Lory"


def test_faults_are_found_each_time(project: Path, spoil: Spoil, tmp_path: Path) -> None:
    spoil("report.yaml", "office: ripo", "office: nobody")
    for _ in range(2):
        with pytest.raises(SourceError):
            load_kept(project, tmp_path / "cache")


@pytest.mark.parametrize("rubbish", [b"", b"\x93\x01\x02\x03", b"cos\nsystem\n(S'false'\ntR.", b"\xc1"])
def test_a_spoilt_cache_is_no_chapter(project: Path, tmp_path: Path, rubbish: bytes) -> None:
    load_kept(project, tmp_path / "cache")
    (path,) = (tmp_path / "cache/chapters").glob("*.msgpack")
    path.write_bytes(rubbish)
    assert load_kept(project, tmp_path / "cache").chapter == load(project).chapter


def test_a_cache_that_cannot_be_written_is_no_hindrance(project: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, and no folder")
    assert load_kept(project, tmp_path / "cache").chapter == load(project).chapter


def test_only_so_many_chapters_are_kept(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    report = project / "source/report.yaml"
    for _ in range(4):
        report.write_text(report.read_text("utf-8") + "# a remark\n", "utf-8")
        load_kept(project, tmp_path / "cache")
    assert len(list((tmp_path / "cache/chapters").iterdir())) == 2


def test_the_chapters_of_an_archive_are_kept_apart(tmp_path: Path) -> None:
    for _ in range(2):
        reports = [load_kept(ARCHIVE, tmp_path, name).chapter.report.id for name in ("2030-iv", "2031-iv")]
        assert reports == ["ripo-2030-iv", "ripo-2031-iv"]
