"""Translations: how they stand, out to a translator and back into the same lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exporter.cli import main
from exporter.errors import SourceError, UsageError
from exporter.loading.project import load
from exporter.locale.exchange import Exchanged, read_po, write_po
from exporter.model.text import Message
from exporter.model.translation import State, Translation, translations
from exporter.plan.build import build
from exporter.plan.check import check_project
from exporter.plan.messages import Messages, refuse
from exporter.plan.request import Request
from tests.plan.test_build import Silent


def source_files(project: Path) -> dict[str, str]:
    return {p.name: p.read_bytes().decode() for p in (project / "source").rglob("*.yaml")}


def first_message(project: Path) -> Translation:
    """A text with placeholders."""
    found = translations(load(project).chapter, "zh")
    return next(t for t in found if isinstance(t.text, Message) and "{" in t.source and t.path == "text")


def change_source(project: Path, one: Translation) -> None:
    """Change the source text of a translation where it stands, by one word."""
    place = one.text.place("en")
    path = project / place.file
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n in range(place.line - 1, len(lines)) if re.search(r" (the|in|of) ", lines[n]))
    lines[at] = re.sub(r" (the|in|of) ", r" \1 very ", lines[at], count=1)
    path.write_text("".join(lines), "utf-8")


def rewritten(project: Path, change: dict[str, str]) -> Path:
    """An exported file in which a translator gave new words for some texts."""
    data = Messages(project).exported()
    language, texts = read_po(data)
    file = project / "en-zh.po"
    changed = [Exchanged(t.context, t.source, change.get(t.context, t.target), t.doubtful) for t in texts]
    file.write_bytes(write_po(changed, language, "x", "2030-01-01"))
    return file


def test_a_text_nobody_put_on_record_is_unreviewed(project: Path) -> None:
    found = Messages(project).by_state
    assert not found[State.STALE]
    assert found[State.UNREVIEWED]


def test_an_accepted_text_is_reviewed_until_one_of_its_texts_changes(project: Path) -> None:
    Messages(project).accept(reviewer="Ann")
    assert {state for state, texts in Messages(project).by_state.items() if texts} == {State.REVIEWED}
    one = first_message(project)
    change_source(project, one)
    assert [t.key for t in Messages(project).by_state[State.STALE]] == [one.key]


def test_a_text_that_changed_in_both_languages_is_unreviewed(project: Path) -> None:
    Messages(project).accept(reviewer="Ann")
    one = first_message(project)
    change_source(project, one)
    place = one.text.place("zh")
    path = project / place.file
    path.write_text(path.read_text("utf-8").replace("。", "！。"), "utf-8")
    assert one.key in {t.key for t in Messages(project).by_state[State.UNREVIEWED]}


def test_accepting_again_keeps_who_reviewed(project: Path) -> None:
    Messages(project).accept(reviewer="Ann")
    assert Messages(project).accept() == ()


def test_check_counts_translations(project: Path) -> None:
    said = [note.problem for note in check_project(project) if "translations into zh" in note.problem]
    assert re.fullmatch(r"translations into zh: \d+ missing, 0 stale, \d+ unreviewed", said[0])
    Messages(project).accept(reviewer="Ann")
    assert [note for note in check_project(project) if "translations into zh" in note.problem] == []


def test_a_release_refuses_a_stale_text_at_its_line(project: Path) -> None:
    Messages(project).accept(reviewer="Ann")
    request = Request(project, products=("briefing",), release=True)
    assert build(request, Silent())
    one = first_message(project)
    change_source(project, one)
    with pytest.raises(SourceError, match="stale") as error:
        build(request, Silent())
    (fault,) = error.value.faults
    assert (fault.place.file, error.value.exit_code) == (one.place.file, 3)
    assert fault.place.line > 0
    assert build(Request(project, products=("briefing",), editions=("en",), release=True), Silent())
    Messages(project).accept([one.record])
    assert build(request, Silent())


def test_a_release_refuses_a_missing_name_until_somebody_confirms_it(project: Path) -> None:
    person = load(project).chapter.people[0]
    path = project / person.place.file
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = person.name.place("zh")
    lines[place.line - 1] = re.sub(r"(name: \{en: [^,}]*), zh: [^,}]*\}", r"\1}", lines[place.line - 1])
    if "zh" not in load(project).chapter.people[0].name.borrowed:
        lines[place.line - 1] = re.sub(r"^\s*zh: .*\n", "", lines[place.line - 1])
    path.write_text("".join(lines), "utf-8")
    key = f"{person.id}.name"
    assert key in {t.key for t in Messages(project).by_state[State.MISSING]}
    with pytest.raises(SourceError, match="missing"):
        build(Request(project, products=("briefing",), release=True), Silent())
    Messages(project).accept(reviewer="Ann")
    assert build(Request(project, products=("briefing",), release=True), Silent())


def test_what_goes_out_and_comes_back_unchanged_changes_nothing(project: Path) -> None:
    before = source_files(project)
    (project / "e.po").write_bytes(Messages(project).exported())
    done = Messages(project).imported(project / "e.po", apply=True)
    assert (done.changed, done.refused) == ((), ())
    assert source_files(project) == before
    assert Messages(project).exported() == (project / "e.po").read_bytes()


def test_the_file_tells_a_translator_what_each_placeholder_prints(project: Path) -> None:
    text = Messages(project).exported().decode()
    one = first_message(project)
    slot = one.text.slots("en")[0]  # type: ignore[union-attr]
    assert f"#. {slot} = " in text
    assert f'msgctxt "{one.key}"' in text
    assert f"#: {one.place.file}:{one.place.line}" in text


def test_a_stale_text_goes_out_as_fuzzy_and_does_not_come_back(project: Path) -> None:
    Messages(project).accept()
    one = first_message(project)
    change_source(project, one)
    (project / "e.po").write_bytes(Messages(project).exported())
    assert [t.context for t in read_po((project / "e.po").read_bytes())[1] if t.doubtful] == [one.key]
    Messages(project).imported(project / "e.po", apply=True)
    assert [t.key for t in Messages(project).by_state[State.STALE]] == [one.key]


def test_new_words_are_shown_first_and_written_on_demand(project: Path) -> None:
    before, one = source_files(project), first_message(project)
    words = one.target.removesuffix("。") + "，特此说明。"
    file = rewritten(project, {one.key: words})
    assert [(t.key, w) for t, w in Messages(project).imported(file, apply=False).changed] == [
        (one.key, words)
    ]
    assert source_files(project) == before
    Messages(project).imported(file, apply=True, reviewer="Ann")
    after = next(t for t in translations(load(project).chapter, "zh") if t.key == one.key)
    assert (after.target, after.source) == (words, one.source)
    assert one.key in {t.key for t in Messages(project).by_state[State.REVIEWED]}
    changed = [name for name, text in source_files(project).items() if text != before[name]]
    assert changed == [Path(one.place.file).name]
    kept = [line for line in before[changed[0]].splitlines() if line in source_files(project)[changed[0]]]
    assert len(kept) >= len(before[changed[0]].splitlines()) - 8


def test_a_translation_without_its_placeholders_is_refused_and_others_are_taken(project: Path) -> None:
    one = first_message(project)
    title = next(t for t in translations(load(project).chapter, "zh") if t.key == "report.title")
    file = rewritten(project, {one.key: "没有数字。", title.key: "新的标题"})
    done = Messages(project).imported(file, apply=True)
    assert [(t.key, w) for t, w in done.changed] == [("report.title", "新的标题")]
    assert load(project).chapter.report.title["zh"] == "新的标题"
    with pytest.raises(SourceError, match="lacks") as error:
        refuse(done)
    assert error.value.faults[0].place.line > 0


def test_a_translation_of_another_source_text_is_refused(project: Path) -> None:
    one = first_message(project)
    file = rewritten(project, {one.key: one.target + "！"})
    change_source(project, one)
    done = Messages(project).imported(file, apply=False)
    assert [f.problem for f in done.refused] == [
        f"the source text of '{one.key}' has changed since the export"
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xff\xfe\x00", "no gettext file"),
        (b'msgid "a\nmsgstr', "no gettext file"),
        (b'msgid ""\nmsgstr "Language: fr\\n"\n', "translates into 'fr'"),
    ],
    ids=["bytes", "cut off", "another language"],
)
def test_a_file_that_cannot_be_taken_is_refused(project: Path, data: bytes, problem: str) -> None:
    (project / "x.po").write_bytes(data)
    with pytest.raises(UsageError, match=problem):
        Messages(project).imported(project / "x.po", apply=False)


def test_a_half_merged_record_is_a_fault_of_its_line(project: Path) -> None:
    Messages(project).accept()
    path = project / "source/translations.tsv"
    path.write_text(path.read_text("utf-8") + "<<<<<<< HEAD\n", "utf-8")
    with pytest.raises(SourceError, match="a merge was left open"):
        check_project(project)


def test_the_command_lists_and_exports(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["messages", "--project", str(project)]) == 0
    assert "translations into zh" in capsys.readouterr().out
    assert main(["messages", "--project", str(project), "--export", str(project / "a.po")]) == 0
    assert main(["messages", "--project", str(project), "--import", str(project / "a.po")]) == 0
    assert main(["messages", "--project", str(project), "--accept", "nobody"]) == 2
