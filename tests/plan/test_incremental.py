"""What is built again, and what stands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import pytest

from exporter.errors import ExporterError, SourceError, ThemeError, UsageError
from exporter.loading.project import load
from exporter.model.chapter import Chapter
from exporter.plan import build as building
from exporter.plan import workshop
from exporter.plan.ledger import ledger_path, read_ledger
from exporter.plan.lock import only_build
from exporter.scope import Scope, select
from exporter.scope.watch import Lookups, watched
from tests.plan.listening import told
from tests.plan.test_build import hashes

Spoil = Callable[[str, str, str], Path]
EVERYTHING = {"scopes": ("chapter", "all-partners", "section:1.1", "period:2030-05")}


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A ledger of its own for each test; cut fonts are taken from the common cache."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(building, "cache_folder", lambda: folder)
    yield folder


def test_a_second_build_makes_nothing(project: Path) -> None:
    first = told(project, **EVERYTHING)
    second = told(project, **EVERYTHING)
    assert (second.made, second.unchanged) == ([], len(first.made))


def test_a_second_build_does_not_even_read_the_model(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(project)
    monkeypatch.setattr(building, "load_kept", lambda *_: pytest.fail("the source was read"))
    assert told(project).unchanged == 6


def test_a_forced_build_makes_everything_again(project: Path) -> None:
    told(project, products=("briefing",))
    assert told(project, products=("briefing",), force=True).made == ["en/briefing.docx", "zh/briefing.docx"]


def test_a_changed_title_makes_only_the_outputs_that_print_it(project: Path, spoil: Spoil) -> None:
    told(project, **EVERYTHING)
    before = hashes(project / "dist")
    spoil("registry.yaml", "Yetive Lorry", "Yetive Lory")
    made = told(project, **EVERYTHING).made
    after = hashes(project / "dist")
    assert sorted(made) == sorted(path for path in after if after[path] != before.get(path) and "/" in path)
    assert made


def test_a_comment_in_the_source_makes_nothing_again(project: Path) -> None:
    told(project)
    source = project / "source/report.yaml"
    source.write_text("# a remark\n" + source.read_text("utf-8"), "utf-8")
    assert told(project).made == []


def test_what_is_built_in_steps_is_what_is_built_at_once(project: Path, spoil: Spoil, tmp_path: Path) -> None:
    told(project, **EVERYTHING)
    spoil("registry.yaml", "Yetive Lorry", "Yetive Lory")
    told(project, **EVERYTHING)
    told(project, out=tmp_path / "anew", **EVERYTHING)
    assert hashes(tmp_path / "anew") == hashes(project / "dist")


def test_a_changed_template_makes_only_its_product_again(project: Path) -> None:
    told(project)
    theme = project / "templates/tracker.toml"
    theme.write_text(theme.read_text("utf-8") + "\n# a remark\n", "utf-8")
    assert told(project).made == ["en/tracker.xlsx", "zh/tracker.xlsx"]


def test_an_output_that_somebody_removed_is_made_again(project: Path) -> None:
    told(project, products=("briefing",))
    (project / "dist/en/briefing.docx").unlink()
    assert told(project, products=("briefing",)).made == ["en/briefing.docx"]


def test_an_output_that_somebody_changed_is_made_again(project: Path) -> None:
    told(project, products=("briefing",))
    (project / "dist/zh/briefing.docx").write_bytes(b"spoiled")
    assert told(project, products=("briefing",)).made == ["zh/briefing.docx"]


def test_an_untouched_output_keeps_its_time(project: Path) -> None:
    told(project, products=("briefing",))
    path = project / "dist/en/briefing.docx"
    before = path.stat().st_mtime_ns
    told(project, products=("briefing",), force=True)
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("rubbish", ["", "{}", "[1]", '{"format": 1, "entries": {"a": 3}}', "\0"])
def test_a_ledger_that_cannot_be_read_is_one_that_is_not_there(
    project: Path, cache: Path, rubbish: str
) -> None:
    told(project, products=("tracker",))
    path = ledger_path(cache, project / "dist")
    assert read_ledger(path).entries
    path.write_text(rubbish, "utf-8")
    assert told(project, products=("tracker",)).made == ["en/tracker.xlsx", "zh/tracker.xlsx"]


def test_the_cache_may_be_deleted(project: Path, cache: Path) -> None:
    told(project, products=("tracker",))
    before = hashes(project / "dist")
    shutil.rmtree(cache)
    told(project, products=("tracker",))
    assert hashes(project / "dist") == before


# -- stale outputs -----------------------------------------------------------------------------------


@pytest.fixture
def without_partner(project: Path, spoil: Spoil) -> Path:
    """A project whose partner left after everything was built."""
    told(project, products=("tracker",), **EVERYTHING)
    spoil("registry.yaml", "economy: MT", "economy: CY")
    spoil("registry.yaml", "st3: MT", "st3: CY")
    return project


def test_an_output_of_a_partner_that_left_is_named(without_partner: Path) -> None:
    said = told(without_partner, products=("tracker",)).said
    assert any("stale" in line and "partner/MT/tracker.xlsx" in line for line in said)
    assert (without_partner / "dist/en/partner/MT/tracker.xlsx").exists()


def test_pruning_removes_it_from_folder_and_manifest(without_partner: Path) -> None:
    told(without_partner, products=("tracker",), prune=True)
    assert not (without_partner / "dist/en/partner").exists()
    manifest = json.loads((without_partner / "dist/manifest.json").read_text("utf-8"))
    assert not [line for line in manifest["outputs"] if "MT" in line["path"]]


def test_pruning_leaves_what_others_laid_there(without_partner: Path) -> None:
    (without_partner / "dist/en/partner/MT/remarks.txt").write_text("mine")
    told(without_partner, products=("tracker",), prune=True)
    assert (without_partner / "dist/en/partner/MT/remarks.txt").read_text() == "mine"


# -- failures ----------------------------------------------------------------------------------------


def test_a_job_that_fails_does_not_stop_the_others(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise SourceError([])

    monkeypatch.setitem(workshop._WRITERS, "xlsx", fail)
    with pytest.raises(SourceError):
        told(project)
    assert sorted(path for path in hashes(project / "dist") if "/" in path) == [
        "en/briefing.docx",
        "en/factsheet.pdf",
        "zh/briefing.docx",
        "zh/factsheet.pdf",
    ]


def test_a_job_that_failed_is_tried_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken, pytest.raises(UsageError):

        def fail(*_: object) -> bytes:
            raise UsageError("no")

        broken.setitem(workshop._WRITERS, "xlsx", fail)
        told(project)
    assert told(project).made == ["en/tracker.xlsx", "zh/tracker.xlsx"]


# -- two builds at once ------------------------------------------------------------------------------


def test_a_second_build_waits_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    impatient = only_build(tmp_path, said.append, 0.05)
    with only_build(tmp_path, said.append), pytest.raises(UsageError, match="another build"), impatient:
        pass
    assert "another build is writing" in said[0]


def test_a_lock_leaves_no_file(tmp_path: Path) -> None:
    with only_build(tmp_path, print):
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


# -- lookups -----------------------------------------------------------------------------------------


def test_a_selection_notes_what_it_looks_up_beyond_itself(project: Path) -> None:
    chapter = load(project).chapter
    selection, reads = watched(select(chapter, Scope("partner", "MT")))
    assert selection.records["ripo"].id == "ripo"
    assert reads == {"records:ripo"}


def test_a_selection_gives_nothing_of_the_whole_that_it_could_not_note(project: Path) -> None:
    selection, _ = watched(select(load(project).chapter, Scope("partner", "MT")))
    lookups = {name for name, value in vars(Chapter).items() if isinstance(value, cached_property)}
    for name in sorted((lookups | {"sections_of", "anything_new"}) - NOTED):
        with pytest.raises(AttributeError, match="not noted"):
            getattr(selection.whole, name)


def test_a_lookup_that_finds_something_else_has_another_hash(project: Path, spoil: Spoil) -> None:
    before = load(project).chapter
    spoil("registry.yaml", "Yetive Lorry", "Yetive Lory")
    after = load(project).chapter
    for read, same in (("records:yetive-lorry", False), ("records:", True), ("people", False)):
        assert (Lookups(before).digest([read]) == Lookups(after).digest([read])) is same


# -- the manifest ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rubbish", [None, "", "{}", '{"outputs": []}', '{"outputs": [{"path": 1}]}'])
def test_a_manifest_that_was_lost_is_written_again_though_all_outputs_stand(
    project: Path, rubbish: str | None
) -> None:
    told(project)
    manifest = project / "dist/manifest.json"
    whole = manifest.read_bytes()
    if rubbish is None:
        manifest.unlink()
    else:
        manifest.write_text(rubbish)
    again = told(project)
    assert (manifest.read_bytes(), again.made) == (whole, [])


def test_a_manifest_that_a_smaller_build_made_anew_is_completed_by_the_next(project: Path) -> None:
    told(project)
    manifest = project / "dist/manifest.json"
    whole = manifest.read_bytes()
    manifest.unlink()
    told(project, products=("tracker",))
    told(project)
    assert manifest.read_bytes() == whole


@pytest.mark.parametrize("path", ["../mine.txt", "en/../../mine.txt", "{out}/../mine.txt"])
def test_pruning_touches_nothing_outside_whatever_a_manifest_names(project: Path, path: str) -> None:
    mine = project / "mine.txt"
    mine.write_text("mine")
    named = path.format(out=(project / "dist").as_posix())
    line = {"path": named, "sha256": sha256(b"mine").hexdigest(), "edition": "en", "scope": "partner:QQ"}
    (project / "dist").mkdir()
    (project / "dist/manifest.json").write_text(json.dumps({"outputs": [line]}))
    told(project, products=("tracker",), prune=True)
    assert mine.read_text() == "mine"
    assert "mine.txt" not in (project / "dist/manifest.json").read_text()


def test_a_stale_output_is_named_by_every_build_until_it_is_removed(without_partner: Path) -> None:
    said = [told(without_partner, products=("tracker",)).said for _ in range(2)]
    assert all(any("stale" in line for line in lines) for lines in said)


def test_a_full_disk_fails_a_job_without_a_story(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(workshop._WRITERS, "xlsx", fail)
    with pytest.raises(ExporterError) as problem:
        told(project, products=("tracker",))
    assert str(problem.value).splitlines() == [
        "en/tracker.xlsx: No space left on device",
        "zh/tracker.xlsx: No space left on device",
    ]


def test_a_template_taken_away_is_a_fault_of_the_theme(project: Path) -> None:
    (project / "templates/tracker.toml").unlink()
    with pytest.raises(ThemeError, match=r"templates/tracker.toml"):
        told(project, products=("tracker",))


# -- exactness ---------------------------------------------------------------------------------------

EDITS = {
    "title of a record": ("sections/01-meetings.yaml", "memorandum of understanding on training", "pact"),
    "date of a record": ("sections/01-meetings.yaml", 'on: "2030-05"', 'on: "2030-04"'),
    "value of a figure": ("sections/01-meetings.yaml", "value: 56", "value: 57"),
    "text of a paragraph": ("sections/01-meetings.yaml", "A {mou-gpo} was signed", "They signed a {mou-gpo}"),
    "party of an agreement": (
        "sections/01-meetings.yaml",
        "parties: [ripo, gpo, alps]",
        "parties: [alps, gpo]",
    ),
    "caption of a photograph": ("sections/01-meetings.yaml", '"The {heads-7}"', '"At the {heads-7}"'),
    "name of the office": ("registry.yaml", "Ruritanian Intellectual", "Royal Intellectual"),
    "acronym of an organization": ("registry.yaml", "acronym: GPO", "acronym: GRPO"),
    "name of a group": ("registry.yaml", "Alpine Dialogue", "Alpine Talks"),
    "member of a group": ("registry.yaml", "members: [ripo, gpo]", "members: [ripo]"),
    "post of a person": ("registry.yaml", "organization: gpo, title", "organization: ripo, title"),
    "honorific of a person": ("registry.yaml", "en: Ms", "en: Dr"),
    "economy of a partner": ("registry.yaml", "economy: MT", "economy: CY"),
}
NOTED = frozenset(
    {
        "records",
        "telling",
        "points_at",
        "paragraph_by_id",
        "bodies_of",
        "people_of",
        "groups_of",
        "named_by",
        "told_of_economy",
    }
)
SCOPES = ("chapter", "all-partners", "framework:alps", "section:1.1", "period:2030-05")


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_exactly_the_outputs_that_print_it_are_made(
    project: Path, spoil: Spoil, tmp_path: Path, edit: str
) -> None:
    wishes = {"scopes": SCOPES, "products": ("briefing", "tracker"), "editions": ("en",), "prune": True}
    spoil("sections/01-meetings.yaml", "parties: [ripo, gpo]", "parties: [ripo, gpo, alps]")
    told(project, **wishes)
    before, times = hashes(project / "dist"), _times(project / "dist")
    spoil(*EDITS[edit])
    made = told(project, **wishes).made
    after = hashes(project / "dist")
    told(project, out=tmp_path / "anew", **wishes)
    assert after == hashes(tmp_path / "anew")
    assert sorted(made) == sorted(path for path in after if "/" in path and after[path] != before.get(path))
    untouched = {path for path in after if after[path] == before.get(path)}
    assert {path: times[path] for path in untouched} == {
        path: time for path, time in _times(project / "dist").items() if path in untouched
    }


def _times(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}
