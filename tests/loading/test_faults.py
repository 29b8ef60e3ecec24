"""One test a fault: what is wrong, where, and the remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.errors import Fault, SourceError
from exporter.loading.project import load
from exporter.locale import load_edition, say_ordinal

Spoil = Callable[[str, str, str], Path]
CHAPTER, REGISTRY, REPORT = "sections/01-meetings.yaml", "registry.yaml", "report.yaml"


def only_fault(project: Path) -> Fault:
    with pytest.raises(SourceError) as caught:
        load(project)
    assert len(caught.value.faults) == 1, str(caught.value)
    return caught.value.faults[0]


def faults(project: Path) -> str:
    with pytest.raises(SourceError) as caught:
        load(project)
    return str(caught.value)


def test_the_small_project_is_sound(project: Path) -> None:
    assert load(project).chapter.report.id == "ripo-2030-iv"


def test_a_required_field_that_is_missing_is_named_with_its_record(spoil: Spoil) -> None:
    fault = only_fault(spoil(CHAPTER, "    kind: mou\n", ""))
    assert (
        str(fault)
        == "source/sections/01-meetings.yaml:26:5: an agreement 'mou-gpo' lacks 'kind'\n  remedy: add 'kind:'"
    )


def test_a_mistyped_key_is_met_with_the_nearest_one(spoil: Spoil) -> None:
    fault = only_fault(spoil(CHAPTER, "parties: [ripo", "partyes: [ripo"))
    assert (fault.problem, fault.remedy) == ("an agreement has no 'partyes'", "did you mean 'parties'?")


def test_a_mistyped_id_in_a_field_is_met_with_the_nearest_one(spoil: Spoil) -> None:
    fault = only_fault(spoil(CHAPTER, "person: yetive-lorry", "person: yetive-lorri"))
    assert (fault.place.line, fault.remedy) == (22, "did you mean 'yetive-lorry'?")


def test_a_mistyped_id_in_prose_is_met_with_the_nearest_one(spoil: Spoil) -> None:
    assert "did you mean 'mou-gpo'?" in faults(spoil(CHAPTER, "A {mou-gpo}", "A {mou-gop}"))


def test_an_id_of_the_wrong_collection_is_refused(spoil: Spoil) -> None:
    fault = only_fault(spoil(CHAPTER, "{organization: gpo}", "{organization: alps}"))
    assert fault.problem == "'alps' stands in groups, not in organizations"


def test_an_id_given_twice_is_refused_with_both_places(spoil: Spoil) -> None:
    fault = only_fault(spoil(REGISTRY, "- id: alps", "- id: gpo"))
    assert fault.problem == "'gpo' is taken: it stands at source/registry.yaml:12:5 already"


def test_a_missing_language_is_a_fault(spoil: Spoil) -> None:
    fault = only_fault(spoil(REGISTRY, "{en: Alpine Dialogue, zh: 阿尔卑斯对话}", "{en: Alpine Dialogue}"))
    assert (fault.problem, fault.remedy) == ("no 'zh' text", "add 'zh:' beside en")


def test_a_person_without_a_chinese_name_prints_as_in_english(spoil: Spoil) -> None:
    project = spoil(REGISTRY, "{en: Yetive Lorry, zh: 伊蒂芙·洛里}", "{en: Yetive Lorry}")
    loaded = load(project)
    name = loaded.chapter.people[1].name
    assert (name["zh"], name.borrowed) == ("Yetive Lorry", {"zh": "en"})
    assert "'yetive-lorry' has no zh name; it prints as in en" in [note.problem for note in loaded.notes]


def test_a_name_in_han_is_lent_to_nobody(spoil: Spoil) -> None:
    project = spoil(REGISTRY, "{en: Yetive Lorry, zh: 伊蒂芙·洛里}", "{zh: 伊蒂芙·洛里}")
    assert only_fault(project).problem == "no 'en' text"


def test_a_language_that_the_report_does_not_have_is_a_fault(spoil: Spoil) -> None:
    assert "'fr' is no language of this report" in faults(
        spoil(REGISTRY, "zh: 阿尔卑斯对话", "zh: 阿尔卑斯对话, fr: Alpes")
    )


def test_a_wrong_office_code_is_a_fault(spoil: Spoil) -> None:
    assert only_fault(spoil(REGISTRY, "st3: MT", "st3: ZZ")).problem == "'ZZ' is no code of WIPO ST.3"


def test_a_code_in_small_letters_is_met_with_its_capitals(spoil: Spoil) -> None:
    assert only_fault(spoil(REGISTRY, "economy: MT", "economy: mt")).remedy == "write it in capitals: MT"


def test_a_wrong_date_is_a_fault_with_an_example(spoil: Spoil) -> None:
    fault = only_fault(
        spoil(CHAPTER, 'date: "2030-05"\n    participants', 'date: "2030-13"\n    participants')
    )
    assert (fault.place.line, "2021-09" in fault.remedy) == (19, True)


def test_a_word_outside_an_enumeration_is_met_with_the_nearest_one(spoil: Spoil) -> None:
    assert (
        only_fault(spoil(CHAPTER, "kind: heads_meeting", "kind: head_meeting")).remedy
        == "did you mean 'heads_meeting'?"
    )


def test_an_unknown_collection_is_met_with_the_nearest_one(spoil: Spoil) -> None:
    assert only_fault(spoil(CHAPTER, "photos:", "photo:")).remedy == "did you mean 'photos'?"


def test_a_fact_that_one_language_lacks_is_a_fault_of_that_language(spoil: Spoil) -> None:
    fault = only_fault(spoil(CHAPTER, "为{@gpo}培训", "为他们培训"))
    assert (fault.place.line, fault.problem) == (10, "the zh text lacks {@gpo}, which the en text has")


def test_two_facts_exchanged_in_one_language_are_a_fault(spoil: Spoil) -> None:
    project = spoil(
        CHAPTER,
        "A {mou-gpo} was signed and {trainee-count}",
        "A {mou-gpo} was signed in {mou-gpo.signed:year} and {trainee-count}",
    )
    path = project / "source" / CHAPTER
    path.write_text(
        path.read_text("utf-8").replace(
            "签署{mou-gpo}，并为{@gpo}培训{trainee-count}",
            "签署{mou-gpo}，并为{@gpo}培训{trainee-count}（{mou-gpo.signed:year}）",
        ),
        "utf-8",
    )
    assert only_fault(project).problem.startswith("zh and en print their facts in different order")


@pytest.mark.parametrize("bare", ["59", "3月", "两项", "三十个", "第一次", "５"])
def test_a_bare_number_in_chinese_prose_is_a_fault(bare: str, spoil: Spoil) -> None:
    assert "stands bare in the zh text" in faults(spoil(CHAPTER, "签署{mou-gpo}", f"签署{bare}{{mou-gpo}}"))


@pytest.mark.parametrize("bare", ["59", "May", "two", "2030"])
def test_a_bare_number_or_month_in_english_prose_is_a_fault(bare: str, spoil: Spoil) -> None:
    assert f"'{bare}' stands bare in the en text" in faults(
        spoil(CHAPTER, "were trained", f"were trained in {bare}")
    )


def test_digits_declared_with_a_reason_may_stand_bare(spoil: Spoil) -> None:
    project = spoil(
        CHAPTER, 'section: "1.1"\n', 'section: "1.1"\n    exceptions: [{text: H10N, reason: a subclass}]\n'
    )
    path = project / "source" / CHAPTER
    text = (
        path.read_text("utf-8")
        .replace("were trained", "were trained on H10N")
        .replace("培训{trainee", "就H10N培训{trainee")
    )
    path.write_text(text, "utf-8")
    assert load(project).chapter.paragraphs[0].exceptions[0].text == "H10N"


def test_chinese_words_in_the_english_text_are_a_fault(spoil: Spoil) -> None:
    assert "holds the Chinese character" in faults(spoil(CHAPTER, "were trained", "were trained 培训"))


def test_a_form_that_a_fact_does_not_have_is_a_fault(spoil: Spoil) -> None:
    assert "asks for the form 'month'" in faults(
        spoil(CHAPTER, "{trainee-count} of", "{trainee-count:month} of")
    )


def test_a_field_that_a_record_does_not_state_is_a_fault(spoil: Spoil) -> None:
    assert "'mou-gpo' states no 'extended'" in faults(spoil(CHAPTER, "A {mou-gpo}", "A {mou-gpo.extended}"))


def test_a_brace_that_is_no_placeholder_is_a_fault(spoil: Spoil) -> None:
    assert "cannot read the placeholder" in faults(spoil(CHAPTER, "A {mou-gpo}", "A {mou gpo}"))


def test_an_end_with_a_basis_but_no_date_is_a_fault(spoil: Spoil) -> None:
    assert "has no date" in faults(spoil(CHAPTER, '{basis: computed, date: "2035-05"}', "{basis: computed}"))


def test_a_participant_who_is_nobody_is_a_fault(spoil: Spoil) -> None:
    assert "is nobody" in faults(spoil(CHAPTER, "{organization: gpo}", "{role: host}"))


def test_a_paragraph_of_an_unknown_section_is_a_fault(spoil: Spoil) -> None:
    assert "there is no section 9.9" in faults(spoil(CHAPTER, 'section: "1.1"', 'section: "9.9"'))


def test_a_picture_that_is_not_there_is_a_fault(spoil: Spoil) -> None:
    assert "there is no picture" in faults(spoil(CHAPTER, "shows: [heads-7]", "image: ../../etc/passwd"))


def test_faults_of_all_files_are_reported_in_one_run(spoil: Spoil) -> None:
    spoil(CHAPTER, "kind: heads_meeting", "kind: nonsense")
    spoil(REGISTRY, "st3: MT", "st3: ZZ")
    text = faults(spoil(REPORT, "chapter: 4", "chapter: four"))
    assert [name in text for name in ("sections/01-meetings.yaml", "registry.yaml", "report.yaml")] == [
        True,
        True,
        True,
    ]


def test_a_unit_that_does_not_exist_is_a_fault_and_no_crash(spoil: Spoil) -> None:
    assert "there is no 'meetings' in units" in faults(spoil(CHAPTER, "unit: meeting}", "unit: meetings}"))


def test_the_month_of_a_date_that_states_none_is_a_fault(spoil: Spoil) -> None:
    text = faults(spoil(CHAPTER, 'date: "2030-05"\n    participants', 'date: "2030"\n    participants'))
    assert "asks for the month of '2030'" in text


def test_an_invisible_character_is_refused_before_it_reaches_a_product(spoil: Spoil) -> None:
    fault = only_fault(spoil(REPORT, 'version: "0.9"', 'version: "0\\x01.9"'))
    assert fault.problem == "the text holds the character U+0001, which nobody can see"


def test_a_character_that_turns_the_reading_direction_is_refused(spoil: Spoil) -> None:
    assert "U+202E" in faults(spoil(REGISTRY, "Graustark Patent", "Graustark \u202ePatent"))


@pytest.mark.parametrize("value", ["1e999999", "1_000", "１２", "0x10", "1234567890123456", "1,5", "NaN"])
def test_a_figure_is_written_in_at_most_fifteen_plain_digits(spoil: Spoil, value: str) -> None:
    assert "is not a number" in only_fault(spoil(CHAPTER, "value: 56", f'value: "{value}"')).problem


@pytest.mark.parametrize("term", ["P", "P5", "P５Y", "P99999Y"])
def test_a_duration_states_a_length(spoil: Spoil, term: str) -> None:
    assert faults(spoil(CHAPTER, "term: P5Y", f"term: {term}")).count("remedy") == 1


@pytest.mark.parametrize("number", ["01", "1.0", "１", "100", "1.1.1.1.1"])
def test_a_section_number_counts_to_99_on_at_most_four_levels(spoil: Spoil, number: str) -> None:
    spoil(CHAPTER, 'section: "1.1"', 'section: "1"')
    assert f"no heading can have the number {number}" in faults(spoil(REPORT, '"1.1"', f'"{number}"'))


def test_the_lead_is_no_section(spoil: Spoil) -> None:
    assert "no heading can have the number 0" in faults(spoil(REPORT, 'number: "1"', 'number: "0"'))


@pytest.mark.parametrize("chapter", ["0", "-1", "100"])
def test_a_chapter_number_is_one_that_both_languages_can_spell(spoil: Spoil, chapter: str) -> None:
    fault = only_fault(spoil(REPORT, "chapter: 4", f"chapter: {chapter}"))
    assert fault.problem == f"there is no chapter {chapter}"


def test_a_report_without_editions_builds_nothing_and_says_so(spoil: Spoil) -> None:
    assert only_fault(spoil(REPORT, "[en, zh]", "[]")).problem == "the report has no edition"


def test_an_edition_named_twice_is_a_fault(spoil: Spoil) -> None:
    fault = only_fault(spoil(REPORT, "[en, zh]", "[en, zh, en]"))
    assert fault.problem == "the edition 'en' stands twice"


def test_titles_that_print_each_other_without_end_are_a_fault(spoil: Spoil) -> None:
    spoil(CHAPTER, "en: memorandum of understanding on training", 'en: "MOU at the {heads-7}"')
    spoil(CHAPTER, "zh: 培训合作谅解备忘录", 'zh: "{heads-7}谅解备忘录"')
    spoil(CHAPTER, 'en: "{.session} of', 'en: "{.session} on {mou-gpo} of')
    project = spoil(CHAPTER, '局长{.session}"', '局长{mou-gpo}{.session}"')
    assert "the title of 'heads-7' prints itself" in faults(project)


def test_an_open_interval_is_no_day_of_a_count(spoil: Spoil) -> None:
    fault = only_fault(spoil(CHAPTER, '    period: "2030"\n', "    as_of: 2030/..\n"))
    assert "names no day" in fault.problem


@pytest.mark.parametrize("name", ["x" * 300, "loop.png"])
def test_a_picture_that_no_file_system_can_find_is_only_missing(spoil: Spoil, name: str) -> None:
    project = spoil(CHAPTER, "    shows: [heads-7]", f"    image: {name}\n    shows: [heads-7]")
    images = project / "source" / "images"
    images.mkdir()
    (images / "loop.png").symlink_to(images / "loop.png")
    assert "there is no picture" in only_fault(project).problem


def test_the_month_of_an_interval_that_ends_in_a_mere_year_is_a_fault(spoil: Spoil) -> None:
    text = faults(spoil(CHAPTER, 'date: "2030-05"\n    participants', "date: 2030-05/2030\n    participants"))
    assert "asks for the month of '2030-05/2030'" in text


def test_han_numerals_are_of_ordinals_alone(spoil: Spoil) -> None:
    project = spoil(REPORT, 'zh: "{n}名学员"', 'zh: "{han}名学员"')
    assert "counts in {han}, which only ordinals have" in only_fault(project).problem


def test_an_ordinal_beyond_the_han_numerals_is_a_fault(spoil: Spoil) -> None:
    spoil(REPORT, 'zh: "第{n}次会议"', 'zh: "第{han}次会议"')
    project = spoil(CHAPTER, "number: 7,", "number: 107,")
    assert only_fault(project).problem == "the number 107 of 'heads-7' has no Han numeral here"


def test_an_ordinal_in_han_prints_as_the_name_is_written(spoil: Spoil) -> None:
    chapter = load(spoil(REPORT, 'zh: "第{n}次会议"', 'zh: "第{han}次会议"')).chapter
    forms = chapter.unit_by_id["meeting"].ordinal
    assert forms is not None
    assert say_ordinal(22, forms["zh"], load_edition("zh")) == "第二十二次会议"
