"""Messages print their facts, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.compose.briefing import briefing
from exporter.compose.prose import Prose
from exporter.document.nodes import Text, plain
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.model.text import Message, parse_message
from exporter.scope import CHAPTER


@pytest.fixture
def chapter(project: Path) -> Chapter:
    return load(project).chapter


def said(chapter: Chapter, raw: str, tag: str = "en") -> str:
    return plain(Prose(chapter, load_edition(tag)).inlines(Message({tag: parse_message(raw)})))


@pytest.mark.parametrize(
    ("raw", "tag", "words"),
    [
        ("{trainee-count}", "en", "56 trainees"),
        ("{trainee-count}", "zh", "56名学员"),
        ("{trainee-count:number}", "zh", "56"),
        ("{heads-7.date}", "en", "May 2030"),
        ("{heads-7.date:month}", "zh", "5月"),
        ("{heads-7.session}", "en", "7th Meeting"),
        ("{heads-7.session}", "zh", "第7次会议"),
        ("{mou-gpo.signed:year}", "en", "2030"),
        ("{mou-gpo.term}", "zh", "五年"),
        ("{mou-gpo.term:adjective}", "en", "five-year"),
        ("{mou-gpo.end}", "zh", "2035年5月"),
        ("{@gpo}", "zh", "格劳斯塔克专利局（GPO）"),
        ("{@gpo} and {@gpo}", "en", "The Graustark Patent Office (GPO) and GPO"),
        ("{@gpo:short}", "en", "GPO"),
        ("{@rudolf-rassendyll:titled}", "en", "Director General Rudolf Rassendyll"),
        ("{@rudolf-rassendyll:titled}", "zh", "鲁道夫·拉森狄尔局长"),
        ("{@yetive-lorry:titled}", "en", "Ms Yetive Lorry"),
        ("{@yetive-lorry:introduced}", "zh", "格劳斯塔克专利局（GPO）局长伊蒂芙·洛里"),
        ("{@yetive-lorry:titled}", "zh", "伊蒂芙·洛里女士"),
        ("{report.period}", "zh", "2030年"),
        ("{report.as_of:as-of}", "en", "as of the end of 2030"),
    ],
)
def test_a_placeholder_prints_its_fact(chapter: Chapter, raw: str, tag: str, words: str) -> None:
    assert said(chapter, raw, tag) == words


def test_a_printed_fact_carries_the_record_that_it_comes_from(chapter: Chapter) -> None:
    (inline,) = Prose(chapter, load_edition("en")).inlines(Message({"en": parse_message("{heads-7.date}")}))
    assert getattr(inline, "record", None) == "heads-7.date"


@pytest.mark.parametrize(
    ("honorific", "words"),
    [
        ("{en: Ms, zh: 女士}", "格劳斯塔克专利局（GPO）局长伊蒂芙·洛里"),
        ("{en: Dr, zh: 博士}", "格劳斯塔克专利局（GPO）局长伊蒂芙·洛里博士"),
        ("{en: Professor, zh: 教授}", "格劳斯塔克专利局（GPO）局长伊蒂芙·洛里教授"),
    ],
)
def test_a_post_replaces_a_form_of_address_and_never_a_degree(
    spoil: Callable[[str, str, str], Path], honorific: str, words: str
) -> None:
    chapter = load(spoil("registry.yaml", "{en: Ms, zh: 女士}", honorific)).chapter
    assert said(chapter, "{@yetive-lorry:introduced}", "zh") == words


def test_a_name_that_chinese_lacks_prints_in_latin_letters_as_of_its_language(
    spoil: Callable[[str, str, str], Path],
) -> None:
    project = spoil("registry.yaml", "{en: Yetive Lorry, zh: 伊蒂芙·洛里}", "{en: Yetive Lorry}")
    document = briefing(load(project).chapter, CHAPTER, load_edition("zh"))

    printed = [inline for block in document.blocks for inline in getattr(block, "inlines", ())]
    (name,) = (i for i in printed if isinstance(i, Text) and "Yetive" in i.text)
    assert (name.text, name.language) == ("Yetive Lorry", "en")


def test_a_document_named_within_other_words_keeps_the_marks_of_its_script(
    spoil: Callable[[str, str, str], Path],
) -> None:
    project = spoil("sections/01-meetings.yaml", "    kind: mou\n", "    kind: mou\n    titled: true\n")
    chapter = load(project).chapter
    message = Message({"en": parse_message("on the {mou-gpo}"), "zh": parse_message("关于{mou-gpo}")})

    assert Prose(chapter, load_edition("zh")).words(message) == "关于《培训合作谅解备忘录》"
    assert (
        Prose(chapter, load_edition("en")).words(message) == "on the memorandum of understanding on training"
    )
