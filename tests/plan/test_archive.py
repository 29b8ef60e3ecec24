"""Several chapters in one project."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from exporter.errors import SourceError, UsageError
from exporter.loading.chapters import chapters_of
from exporter.loading.project import load
from exporter.plan.check import check_project
from exporter.plan.compare import Wish, compare_chapters
from exporter.plan.new import starter_templates
from exporter.plan.show import list_text
from exporter.plan.style import check_style
from tests.archive import AFTER, ARCHIVE, BEFORE
from tests.plan.listening import Kept, told
from tests.plan.test_build import hashes


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The archive with templates, to be spoiled."""
    shutil.copytree(ARCHIVE / "source", tmp_path / "source")
    shutil.copytree(starter_templates(), tmp_path / "templates")
    return tmp_path


def test_each_folder_with_a_report_is_a_chapter(archive: Path) -> None:
    assert chapters_of(archive) == (BEFORE, AFTER)


def test_a_project_of_one_chapter_has_no_names_of_chapters(project: Path) -> None:
    assert chapters_of(project) == ()


def test_the_same_id_may_stand_in_several_chapters(archive: Path) -> None:
    both = [load(archive, name).chapter.records["trainee-count"] for name in (BEFORE, AFTER)]
    assert [record.place.file for record in both] == [
        "source/2030-iv/01-meetings.yaml",
        "source/2031-iv/01-meetings.yaml",
    ]


def test_a_chapter_holds_of_the_shared_registries_what_it_speaks_of(archive: Path) -> None:
    held = [{o.id for o in load(archive, name).chapter.organizations} for name in (BEFORE, AFTER)]
    assert held == [{"ripo", "gpo"}, {"ripo", "gpo", "kpo"}]


def test_a_command_on_one_chapter_asks_which(archive: Path) -> None:
    with pytest.raises(UsageError, match="several chapters: 2030-iv, 2031-iv"):
        load(archive)


def test_an_unknown_chapter_is_a_fault_of_usage_that_names_those_there_are(archive: Path) -> None:
    with pytest.raises(UsageError, match="chapters are 2030-iv, 2031-iv"):
        list_text(archive, "1999-i")


def test_all_chapters_are_checked_at_once(archive: Path) -> None:
    for name in (BEFORE, AFTER):
        with (archive / "source" / name / "report.yaml").open("a", encoding="utf-8") as file:
            file.write("nonsense:\n")
    with pytest.raises(SourceError) as raised:
        check_project(archive)
    assert {fault.place.file.split("/")[1] for fault in raised.value.faults} == {BEFORE, AFTER}


def test_the_style_of_all_chapters_is_read_at_once(archive: Path) -> None:
    report = archive / "source" / AFTER / "report.yaml"
    assert check_style(archive, ("en",)) == ("en",)
    report.write_text(report.read_text("utf-8").replace("Office 2031", "Office's 2031"), "utf-8")
    with pytest.raises(SourceError):
        check_style(archive, ("en",))
    assert check_style(archive, ("en",), chapters=(BEFORE,)) == ("en",)


def test_each_chapter_is_built_into_a_folder_of_its_own(archive: Path) -> None:
    told(archive, products=("tracker",), editions=("en",))
    assert sorted(hashes(archive / "dist")) == [
        "2030-iv/en/tracker.xlsx",
        "2030-iv/manifest.json",
        "2031-iv/en/tracker.xlsx",
        "2031-iv/manifest.json",
    ]


def test_one_chapter_may_be_built_alone(archive: Path) -> None:
    told(archive, products=("tracker",), chapters=(AFTER,))
    assert not (archive / "dist" / BEFORE).exists()


def test_a_faulty_chapter_does_not_keep_the_others_from_being_built(archive: Path) -> None:
    (archive / "source" / BEFORE / "report.yaml").write_text("report: 3\n", "utf-8")
    with pytest.raises(SourceError):
        told(archive, products=("tracker",), editions=("en",))
    assert (archive / "dist" / AFTER / "en/tracker.xlsx").exists()


@pytest.fixture
def compared(archive: Path) -> tuple[Path, ...]:
    return compare_chapters(Wish(archive, BEFORE, AFTER, archive / "dist"), Kept())


def test_a_comparison_is_written_in_every_edition_and_format(
    archive: Path, compared: tuple[Path, ...]
) -> None:
    folder = archive / "dist/compare/2030-iv--2031-iv"
    assert [path.relative_to(folder).as_posix() for path in compared] == [
        f"{tag}/comparison.{form}" for tag in ("en", "zh") for form in ("docx", "pdf", "xlsx")
    ]


def test_a_comparison_names_what_changed(compared: tuple[Path, ...]) -> None:
    with ZipFile(next(path for path in compared if path.suffix == ".docx")) as package:
        words = package.read("word/document.xml").decode()
    assert "no longer told" in words and "Memorandum of understanding on data" in words


def test_a_comparison_has_the_same_bytes_each_time(archive: Path, compared: tuple[Path, ...]) -> None:
    before = hashes(archive / "dist")
    compare_chapters(Wish(archive, BEFORE, AFTER, archive / "dist"), Kept())
    assert hashes(archive / "dist") == before


def test_an_unknown_format_of_a_comparison_is_a_fault_of_usage(archive: Path) -> None:
    with pytest.raises(UsageError, match="docx, pdf, xlsx"):
        compare_chapters(Wish(archive, BEFORE, AFTER, archive / "dist", formats=("odt",)), Kept())
