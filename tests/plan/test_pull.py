"""A tracker goes out, an office works in it, and its work comes back into the source: nothing else moves."""

from __future__ import annotations

import difflib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from exporter.errors import TrackerError, UsageError
from exporter.loading.project import load
from exporter.merge.changes import Outcome, Subject
from exporter.model.records import Agreement, Overlay
from exporter.plan.build import build
from exporter.plan.new import starter_templates
from exporter.plan.proposal import snippet
from exporter.plan.pull import Pulled, pull
from exporter.plan.pulled import pulled_json, pulled_text
from exporter.plan.request import Request
from exporter.readers.xlsx import read_tracker
from tests.archive import AFTER, ARCHIVE, BEFORE
from tests.plan.listening import Kept
from tests.readers.office import HEADER, edited

OVERLAY = """\
# the desk's own notes
overlay:
  - id: mou-gpo-notes   # ours
    about: mou-gpo
    owner: 'Ms Li'
    # ask her first
    remark: >-
      Said on the
      phone.
"""


def built(project: Path, **wishes: object) -> Path:
    build(Request(project, products=("tracker",), workers=1, **wishes), Kept())  # type: ignore[arg-type]
    return project / "dist"


@pytest.fixture
def noted(project: Path) -> Path:
    """The small project with notes of its staff."""
    (project / "source/overlay.yaml").write_text(OVERLAY, "utf-8")
    return project


@pytest.fixture(params=["en", "zh"])
def tracker(request: pytest.FixtureRequest, noted: Path) -> Path:
    """Its tracker in each edition."""
    return built(noted) / request.param / "tracker.xlsx"


def told(pulled: Pulled) -> list[tuple[str, str, str | None]]:
    return [(c.outcome.value, f"{c.record}.{c.field}", c.theirs) for c in pulled.changes.changes]


def sources(project: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted((project / "source").rglob("*")) if p.is_file()}


def notes(project: Path, about: str) -> Overlay:
    (found,) = (o for o in load(project).chapter.overlay if o.about == about)
    return found


def test_an_untouched_tracker_has_nothing_to_pull(noted: Path, tracker: Path) -> None:
    pulled = pull(noted, tracker, apply=True)
    assert (pulled.changes.changes, pulled.written) == ((), ())
    assert "nothing to pull" in pulled_text(pulled, noted)


def test_nothing_is_written_unless_it_is_asked_for(noted: Path, tracker: Path) -> None:
    before = sources(noted)
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "owner", "Mr Wang")
    file = tracker.read_bytes()
    pulled = pull(noted, tracker)
    assert told(pulled) == [("taken", "mou-gpo.owner", "Mr Wang")]
    assert "--apply writes what is taken (1)" in pulled_text(pulled, noted)
    assert (sources(noted), tracker.read_bytes()) == (before, file)


def test_what_is_taken_changes_its_own_lines_and_no_other(noted: Path, tracker: Path) -> None:
    before = sources(noted)
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "owner", "Mr Wang")
        book.put("agreements", "mou-gpo", "due", datetime(2031, 5, 6))
        book.put("agreements", "mou-gpo", "status", "进行中" if "zh" in tracker.parts else "In progress")
        book.put("organizations", "gpo", "note", "Call first.\nThen write.")
        book.add_column("agreements", "Cost: EUR", {"mou-gpo": 1200})
    pulled = pull(noted, tracker, apply=True)
    assert [path.name for path in pulled.written] == ["overlay.yaml"]
    after = sources(noted)
    (changed,) = (name for name in after if after[name] != before[name])
    lines = difflib.ndiff(OVERLAY.splitlines(), after[changed].decode().splitlines())
    assert [line for line in lines if line[0] in "+-"] == [
        "-     owner: 'Ms Li'",
        "+     owner: 'Mr Wang'",
        "+     status: in_progress",
        "+     due: 2031-05-06",
        "+     extra:",
        '+       "Cost: EUR": "1200"',
        "+   - id: gpo-notes",
        "+     about: gpo",
        "+     remark: |-",
        "+       Call first.",
        "+       Then write.",
    ]


def test_the_next_export_shows_in_both_languages_what_was_pulled(noted: Path, tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "risk", "高" if "zh" in tracker.parts else "High")
        book.add_column("agreements", "Contact", {"mou-gpo": "Ms Zhao"})
    pull(noted, tracker, apply=True)
    built(noted)
    for edition in ("en", "zh"):
        found = read_tracker(noted / "dist" / edition / "tracker.xlsx")
        table = found.base.tables["agreements"]
        row = dict(zip((c.field for c in table.columns), table.rows["mou-gpo"], strict=True))
        assert (row["risk"], row["extra.Contact"]) == ("high", "Ms Zhao")
    assert pull(noted, tracker).changes.changes == ()


def test_a_tracker_of_before_a_pull_still_reads_as_settled(noted: Path, tracker: Path) -> None:
    copy = tracker.with_name("mine.xlsx")
    copy.write_bytes(tracker.read_bytes())
    with edited(copy) as book:
        book.put("agreements", "mou-gpo", "owner", "Mr Wang")
    pull(noted, copy, apply=True)
    again = pull(noted, copy, apply=True)
    assert (again.changes.unpulled, again.written) == ((), ())
    assert "1 already in the source" in pulled_text(again, noted)


def test_a_conflict_shows_both_values_and_the_rest_is_taken(noted: Path, tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "owner", "Mr Wang")
        book.put("agreements", "mou-gpo", "next_action", "Write")
    overlay = noted / "source/overlay.yaml"
    overlay.write_text(OVERLAY.replace("Ms Li", "Ms Zhao"), "utf-8")
    pulled = pull(noted, tracker, apply=True)
    (conflict,) = pulled.changes.of(Outcome.CONFLICT)
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Ms Li", "Ms Zhao", "Mr Wang")
    text = pulled_text(pulled, noted)
    assert [word for word in ("Ms Li", "Ms Zhao", "Mr Wang") if f'"{word}"' not in text] == []
    assert notes(noted, "mou-gpo").owner == "Ms Zhao"
    assert notes(noted, "mou-gpo").next_action == "Write"


def test_an_emptied_cell_takes_its_line_away(noted: Path, tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "owner", None)
        book.put("agreements", "mou-gpo", "note", None)
    pull(noted, tracker, apply=True)
    kept = [line for line in OVERLAY.splitlines() if "#" in line or "about" in line or line == "overlay:"]
    assert (noted / "source/overlay.yaml").read_text("utf-8").splitlines() == kept


def test_a_note_that_the_tracker_could_not_show_is_a_conflict(noted: Path) -> None:
    file = built(noted, audience="public") / "en/tracker.xlsx"
    with edited(file) as book:
        book.put("agreements", "mou-gpo", "owner", "Mr Wang")
    (conflict,) = pull(noted, file).changes.of(Outcome.CONFLICT)
    assert (conflict.base, conflict.ours) == (None, "Ms Li")


def test_new_and_deleted_rows_are_proposed_with_words_to_paste(noted: Path, tracker: Path) -> None:
    before = sources(noted)
    with edited(tracker) as book:
        page, letter = book.at("commitments", "what")
        page[f"{letter}{HEADER + 1}"] = "Send the list: soon"
        row = book.cell("people", "yetive-lorry", "id").row
        book.page("people").delete_rows(row)
    pulled = pull(noted, tracker, apply=True)
    assert {c.subject for c in pulled.changes.of(Outcome.PROPOSED)} == {Subject.NEW_ROW, Subject.DELETED_ROW}
    text = pulled_text(pulled, noted)
    assert ': "Send the list: soon"' in text
    assert "'yetive-lorry' is not there any more" in text
    assert sources(noted) == before


def test_words_to_paste_make_a_record_once_they_are_complete(noted: Path, tracker: Path) -> None:
    edition = tracker.parent.name
    other = "en" if edition == "zh" else "zh"
    titles = {"en": "Work plan on training", "zh": "培训工作计划"}
    with edited(tracker) as book:
        page = book.page("agreements")
        for column, text in {
            "title": titles[edition],
            f"title_{other}": titles[other],
            "kind": "工作计划" if edition == "zh" else "Work plan",
            "st3": "MT",
            "signed": "2031年2月",
            "until": "2032-12-31",
            "topics": "later",
            "owner": "Mr Wang",
        }.items():
            page[f"{book.at('agreements', column)[1]}30"] = text
    (change,) = pull(noted, tracker).changes.of(Outcome.PROPOSED)
    lines = list(snippet(change, load(noted).chapter, edition))
    assert any("topics: in" in line for line in lines)
    at = next(i for i, line in enumerate(lines) if line.strip() == "topics:")
    del lines[at : at + 2]  # which is in one language only
    (noted / "source/new.yaml").write_text("\n".join(lines), "utf-8")
    chapter = load(noted).chapter
    record = chapter.records["work-plan-on-training"]
    assert isinstance(record, Agreement)
    assert (record.kind, record.parties, str(record.actions[0].on)) == (
        "work_plan",
        ("ripo", "gpo"),
        "2031-02",
    )
    assert notes(noted, record.id).owner == "Mr Wang"


def test_a_tracker_of_another_report_is_refused(noted: Path, tracker: Path) -> None:
    report = noted / "source/report.yaml"
    report.write_text(report.read_text("utf-8").replace("id: ripo-2030-iv", "id: ripo-2031-iv"), "utf-8")
    with pytest.raises(TrackerError, match="the tracker of 'ripo-2030-iv', not of 'ripo-2031-iv'"):
        pull(noted, tracker)


def test_a_partner_that_is_gone_is_told(noted: Path) -> None:
    build(Request(noted, products=("tracker",), scopes=("partner:MT",), editions=("en",)), Kept())
    file = noted / "dist/en/partner/MT/tracker.xlsx"
    assert pull(noted, file).changes.changes == ()
    registry = noted / "source/registry.yaml"
    registry.write_text(registry.read_text("utf-8").replace("st3: MT", "st3: BR"), "utf-8")
    with pytest.raises(TrackerError, match="no longer has its scope, partner:MT"):
        pull(noted, file)


def test_a_tracker_finds_its_own_chapter_of_an_archive(tmp_path: Path) -> None:
    for part in (ARCHIVE / "source", starter_templates()):
        shutil.copytree(part, tmp_path / part.name)
    file = built(tmp_path, editions=("en",)) / AFTER / "en/tracker.xlsx"
    with edited(file) as book:
        book.put("organizations", "gpo", "owner", "Mr Wang")
    pulled = pull(tmp_path, file, apply=True)
    assert pulled.written == (tmp_path / "source" / AFTER / "overlay.yaml",)
    assert [len(load(tmp_path, name).chapter.overlay) for name in (BEFORE, AFTER)] == [0, 1]


def test_json_holds_every_change(noted: Path, tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "owner", "Mr Wang")
        book.put("agreements", "mou-gpo", "title", "Mine")
    found = json.loads(pulled_json(pull(noted, tracker), noted))
    outcomes = {c["field"]: (c["outcome"], c["base"], c["theirs"]) for c in found["changes"]}
    assert outcomes["owner"] == ("taken", "Ms Li", "Mr Wang")
    assert outcomes["title"][0] == "refused"


# -- build and edited trackers ---------------------------------------------------------------------


def test_a_build_overwrites_no_tracker_that_holds_edits(noted: Path, tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "owner", "Mr Wang")
    before = tracker.read_bytes()
    with pytest.raises(UsageError, match="holds 1 change that the source does not have yet"):
        built(noted)
    assert tracker.read_bytes() == before
    pull(noted, tracker, apply=True)
    built(noted)
    assert tracker.read_bytes() != before


def test_a_mere_save_does_not_keep_a_build_from_overwriting(noted: Path, tracker: Path) -> None:
    as_built = tracker.read_bytes()
    with edited(tracker):
        pass
    assert tracker.read_bytes() != as_built
    built(noted)
    assert tracker.read_bytes() == as_built


def test_a_forced_build_keeps_a_dated_copy(noted: Path, tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "owner", "Mr Wang")
    mine = tracker.read_bytes()
    os.utime(tracker, (0, datetime(2031, 2, 3, 4, 5, 6).timestamp()))
    built(noted, force=True)
    copies = [path for path in tracker.parent.iterdir() if path.name != "tracker.xlsx"]
    assert [path.name for path in copies] == ["tracker.edited-2031-02-03-040506.xlsx"]
    assert copies[0].read_bytes() == mine
    assert tracker.read_bytes() != mine


def test_another_file_in_the_trackers_place_is_not_overwritten(noted: Path, tracker: Path) -> None:
    tracker.write_bytes(b"my own list")
    with pytest.raises(UsageError, match="no tracker that can be pulled"):
        built(noted)
    assert tracker.read_bytes() == b"my own list"
