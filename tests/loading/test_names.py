"""The lock on names: what is typed wrongly, or typed where a reference should print it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.errors import Fault
from exporter.loading import prose_texts
from exporter.loading.names import names_of
from exporter.loading.project import load
from exporter.loading.prose_texts import typed
from exporter.loading.terms import check_names

REGISTRY, REPORT, CHAPTER = "registry.yaml", "report.yaml", "sections/01-meetings.yaml"
Spoil = Callable[[str, str, str], Path]


def said(project: Path) -> list[str]:
    return [fault.problem for fault in faults(project)]


def faults(project: Path) -> list[Fault]:
    loaded = load(project)
    return check_names(loaded.chapter, loaded.places)[0]


def notes(project: Path) -> list[Fault]:
    loaded = load(project)
    return check_names(loaded.chapter, loaded.places)[1]


def prose(spoil: Spoil, en: str = "", zh: str = "") -> Path:
    """The small project with words added to its paragraph."""
    if en:
        spoil(CHAPTER, "of {@gpo} were trained.", f"of {{@gpo}} were trained. {en}")
    return spoil(CHAPTER, "签署{mou-gpo}，", f"签署{{mou-gpo}}，{zh}")


def test_the_small_project_and_the_chapter_type_no_name(project: Path) -> None:
    root = Path(__file__).parents[2]
    for each in (project, root):
        loaded = load(each)
        assert check_names(loaded.chapter, loaded.places) == ([], [])


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("The Graustark Patent Office left.", "{@gpo}"),
        ("The GPO left.", "{@gpo}"),
        ("Then Yetive Lorry left.", "{@yetive-lorry}"),
        ("The Alpine Dialogue went on.", "{@alps}"),
    ],
)
def test_a_known_name_typed_in_english_is_a_fault(spoil: Spoil, words: str, reference: str) -> None:
    (fault,) = faults(prose(spoil, en=words))
    assert fault.problem.startswith("T1 (en)")
    assert fault.remedy == f"write {reference}"
    assert str(fault.place).startswith("source/sections/01-meetings.yaml:7:")


@pytest.mark.parametrize("words", ["格劳斯塔克专利局离开，", "伊蒂芙·洛里离开，", "阿尔卑斯对话继续，"])
def test_a_known_name_typed_in_chinese_is_a_fault(spoil: Spoil, words: str) -> None:
    (problem,) = said(prose(spoil, zh=words))
    assert problem.startswith("T1 (zh)")


@pytest.mark.parametrize("words", ["The GPOs left.", "The RIPOSTE came.", "A graustark patent was shown."])
def test_a_name_inside_another_word_is_none(spoil: Spoil, words: str) -> None:
    assert said(prose(spoil, en=words)) == []


def test_a_name_typed_in_a_records_own_text_is_a_note(spoil: Spoil) -> None:
    project = spoil(CHAPTER, "en: Trainees from abroad", "en: Trainees from the GPO")
    assert said(project) == []
    (note,) = notes(project)
    assert (note.problem[:7], note.remedy) == ("T1 (en)", "write {@gpo:short}")


def test_a_title_may_hold_names(spoil: Spoil) -> None:
    project = spoil(CHAPTER, "en: memorandum of understanding on training", "en: GPO memorandum on training")
    assert (said(project), notes(project)) == ([], [])


@pytest.mark.parametrize(
    ("en", "zh", "near"),
    [
        ("The Graustarkian Patent Office left.", "", "Graustarkian Patent Office"),
        ("The Graustark Patents Office left.", "", "Graustark Patents Office"),
        ("Then Yetive Lorrie left.", "", "Yetive Lorrie"),
        ("Then the Ripo left.", "", "Ripo"),
        ("", "格劳斯塔克专利组织离开，", "格劳斯塔克专利组织"),
        ("", "伊蒂芙·洛利离开，", "伊蒂芙·洛利"),
        ("", "伊蒂夫·洛里离开，", "伊蒂夫·洛里"),
    ],
)
def test_nearly_a_known_name_is_a_fault(spoil: Spoil, en: str, zh: str, near: str) -> None:
    (problem,) = said(prose(spoil, en, zh))
    assert problem.startswith("T3")
    assert f"'{near}' is nearly the name" in problem


@pytest.mark.parametrize(
    "words",
    ["The Silesian Patent Office left.", "Then Yetive Jones left.", "The Graustark Patent Offices left."],
)
def test_another_bodys_name_is_not_near(spoil: Spoil, words: str) -> None:
    assert said(prose(spoil, en=words)) == []


def test_of_a_compound_each_part_must_be_near(spoil: Spoil) -> None:
    spoil(REGISTRY, "{en: Alpine Dialogue, ", "{en: Alpine-Baltic Dialogue, ")
    assert said(prose(spoil, en="The Alpine-Adriatic Dialogue began.")) == []
    spoil(CHAPTER, "Alpine-Adriatic", "Alpine-Balt")
    assert [problem[:2] for problem in said(spoil(REPORT, "report:", "report:"))] == ["T3"]


def test_a_form_that_the_glossary_avoids_is_a_fault_everywhere(spoil: Spoil) -> None:
    spoil(
        REGISTRY,
        "groups:",
        "glossary:\n  - id: term-training\n    term: {en: training, zh: 培训}\n"
        "    avoid: [{edition: zh, words: 训练, reason: said of animals}]\ngroups:",
    )
    project = spoil(CHAPTER, "zh: 培训合作谅解备忘录", "zh: 训练合作谅解备忘录")
    (fault,) = faults(project)
    assert fault.problem == "T2 (zh) '训练' is not to be written: said of animals"
    assert fault.remedy == "write '培训'"


def test_a_term_that_the_other_edition_says_otherwise_is_a_note(spoil: Spoil) -> None:
    terms = "glossary:\n  - {id: term-trainee, term: {en: were trained, zh: 受训}}\n"
    spoil(REGISTRY, "groups:", f"{terms}groups:")
    project = spoil(REPORT, "report:", "report:")
    (note,) = notes(project)
    assert note.problem == "T5 (zh) 'were trained' of the en text is not said '受训'"

    assert notes(spoil(CHAPTER, "培训{trainee-count}", "受训{trainee-count}")) == []


def test_a_former_name_is_a_fault(spoil: Spoil) -> None:
    former = "    former_names: [{name: {en: Graustark Invention Board, zh: 格国发明局}, until: '2020'}]\n"
    spoil(REGISTRY, "    acronym: GPO\n", "    acronym: GPO\n" + former)
    (problem,) = said(prose(spoil, en="The Graustark Invention Board left."))
    assert problem == (
        "T2 (en) 'Graustark Invention Board' is not to be written: it was the name of 'gpo' until 2020"
    )


def test_a_name_without_its_quotation_marks_is_a_fault(spoil: Spoil) -> None:
    spoil(REGISTRY, "{en: Alpine Dialogue, zh: 阿尔卑斯对话}", "{en: “Alpine Dialogue”, zh: “阿尔卑斯对话”}")
    (problem,) = said(prose(spoil, zh="阿尔卑斯对话继续，"))
    assert problem == "T2 (zh) '阿尔卑斯对话' is not to be written: the name lost its quotation marks"


def test_an_acronym_of_two_bodies_never_stands_alone(spoil: Spoil) -> None:
    spoil(REGISTRY, "    acronym: GPO\n", "    acronym: RIPO\n")
    assert [p[:7] for p in said(prose(spoil, en="Then RIPO left."))] == ["T4 (en)"]


def test_an_exception_lets_words_stand_and_an_unused_one_is_a_fault(spoil: Spoil) -> None:
    declared = "{rule: T1, words: GPO, edition: en, reason: a film}"
    exception = f"  style_exceptions:\n    - {declared}\n  key_figures"
    project = spoil(REPORT, "  key_figures", exception)
    assert said(project) == ["the exception of 'GPO' from T1 covers nothing that is typed"]
    assert said(prose(spoil, en="The GPO was shown.")) == []


def test_many_needles_and_few_are_found_in_the_same_places(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapter = load(project).chapter
    for edition in ("en", "zh"):
        words = typed(chapter, edition)
        needles = [*names_of(chapter, edition), "signed", "Patent Office", "签署", "格", "、"]
        few = words.occurrences(needles)
        with monkeypatch.context() as changed:
            changed.setattr(prose_texts, "_FEW", 0)
            assert words.occurrences(needles) == few


def test_a_doubtful_title_and_a_doubtful_term_are_notes(spoil: Spoil) -> None:
    spoil(CHAPTER, "    kind: mou\n", "    kind: mou\n    doubtful: {zh: our rendering}\n")
    term = "  - {id: term-x, term: {en: x, zh: 某}, doubtful: {zh: ask}}\n"
    project = spoil(REGISTRY, "groups:", f"glossary:\n{term}groups:")

    said_so = [note.problem for note in load(project).notes if "doubtful" in note.problem]
    assert said_so == [
        "the zh form of 'term-x' is doubtful: ask",
        "the zh title of 'mou-gpo' is doubtful: our rendering",
    ]
