"""The benchmark's promises: same content for all, goals reckoned right, nothing missing passes silently."""

from __future__ import annotations

import html
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.loading.project import load
from exporter.theme.word import open_word_theme
from exporter.writers.docx import write_docx
from tests.benchmarks import archive, content, floors, growth, ours
from tests.benchmarks.documents import frame_of, pieces_of
from tests.benchmarks.groups import groups
from tests.benchmarks.measure import Candidate, Goal, Group, Taken, run_group, verdicts
from tests.benchmarks.report import BEGIN, END, put, table


def test_content_is_the_same_every_time() -> None:
    assert list(content.chapter(50)) == list(content.chapter(50))
    assert list(content.chapter(50, "zh")) != list(content.chapter(50))
    assert list(content.sheet_rows(20)) == list(content.sheet_rows(20))


def test_the_floor_prints_what_we_print(tmp_path: Path) -> None:
    for module in (ours, floors):
        folder = tmp_path / module.__name__
        folder.mkdir()
        module.docx_long(80, folder)()
    mine, least = (_words(tmp_path / m.__name__ / "out.docx") for m in (ours, floors))
    assert least
    assert mine.endswith(least)  # ours has a title block before it


def test_peers_print_every_word_of_a_brief_and_no_other(tmp_path: Path) -> None:
    brief, theme = ours.partner_briefs(tmp_path)[0], open_word_theme(ours.TEMPLATES / "briefing.docx")
    (tmp_path / "out.docx").write_bytes(write_docx(brief, theme))
    frame, pieces = frame_of(brief), list(pieces_of(brief))
    assert _letters(_words(tmp_path / "out.docx")) == _letters("".join(map(_printed, _numbered(pieces))))
    assert _words(tmp_path / "out.docx", "word/header1.xml") == frame.header.replace(" ", "")
    assert _words(tmp_path / "out.docx", "word/footer1.xml").startswith(frame.footer.replace(" ", ""))


def _numbered(pieces: list[content.Piece]) -> Iterator[content.Piece]:
    """Yield `pieces` with their tables numbered, as every candidate numbers them."""
    tables = itertools.count(1)
    for piece in pieces:
        yield (
            piece._replace(caption=f"Table {next(tables)} {piece.caption}")
            if hasattr(piece, "rows")
            else piece
        )


def _printed(piece: content.Piece) -> str:
    match piece:
        case content.Heading(_, words):
            return re.sub(r"^\d+ ", "", words)  # in ours Word counts
        case content.Prose(lead, words):
            return lead + words
        case content.Grid(caption, header, rows):
            return caption + "".join((*header, *itertools.chain.from_iterable(rows)))


def _letters(words: str) -> str:
    return re.sub(r"\s", "", html.unescape(words))


def _words(path: Path, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(path) as package:
        xml = package.read(part).decode()
    # Captions part number and words each in its own way.
    return "".join(re.findall(r"<w:t [^>]*>([^<]*)", xml)).replace("  ", " ").replace(" ", "")


def test_a_goal_is_a_ratio_of_medians() -> None:
    group = Group("g", "G", "file", (), (Goal("a", "b", 0.5), Goal("a", "", 2.5), Goal("a", "absent", 1)))
    taken = {"a": Taken([3, 2, 1], [1], [1]), "b": Taken([4], [1], [1])}
    assert [(v.reached, v.met) for v in verdicts(group, taken)] == [(0.5, True), (2.0, True)]
    assert "0.5 × b; asked ≤ 0.5: reached" in table(group, taken, {})


def test_who_cannot_run_is_named_with_a_remedy(tmp_path: Path) -> None:
    absent = Candidate("x", "nowhere:f", 1, modules=("no_such_module",), remedy="pip install it")
    broken = Candidate("y", "nowhere:f", 1)
    taken, skipped = run_group(Group("g", "G", "file", (absent, broken)), 1, tmp_path)
    assert not taken
    assert skipped["x"] == "no_such_module is not installed: pip install it"
    assert "nowhere" in skipped["y"]


def test_every_goal_names_a_candidate() -> None:
    for group in groups():
        names = {candidate.name for candidate in group.candidates}
        assert all(goal.of in names and (not goal.to or goal.to in names) for goal in group.goals)


def test_the_table_goes_between_the_markers(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    put(readme, "new\n")
    assert readme.read_text() == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_two_runs_of_a_candidate_make_the_same_file(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        ours.xlsx_rows(50, tmp_path / name)()
        made.append((tmp_path / name / "out.xlsx").read_bytes())
    assert made[0] == made[1]
    assert zipfile.is_zipfile(tmp_path / "one" / "out.xlsx")


@pytest.mark.parametrize("task", [growth.check, growth.check_again, growth.build])
def test_a_generated_project_is_sound(task: Callable[[int, Path], Callable[[], int]], tmp_path: Path) -> None:
    assert task(120, tmp_path)() == 1


def test_a_smaller_project_holds_nothing_of_a_larger_one(tmp_path: Path) -> None:
    growth.check(600, tmp_path)
    growth.check(120, tmp_path)
    assert len(load(tmp_path).chapter.records) < 200


def test_the_changed_record_is_one_that_the_chapter_has(tmp_path: Path) -> None:
    project = archive.copied(tmp_path)
    before = load(project).chapter
    archive.change_a_meeting(project)
    after = load(project).chapter
    assert sum(a != b for a, b in zip(before.engagements, after.engagements, strict=True)) == 1
    assert replace(after, engagements=()) == replace(before, engagements=())
