"""Each habit of Chinese: a planted fault is found, the right form is not."""

from __future__ import annotations

import pytest

from exporter.style.chinese import RULES
from exporter.style.passage import Passage, Role, Span

PAIRS: tuple[tuple[str, Role, str, str], ...] = (
    ("Z1", "sentence", "2021年09月签署。", "2021年9月签署。"),
    ("Z1", "cell", "2021年9月01日", "2021年9月1日"),
    ("Z2", "sentence", "21年9月签署。", "2021年9月签署。"),
    ("Z3", "sentence", "于2021-09-01签署。", "于2021年9月1日签署。"),
    ("Z3", "sentence", "于2021-09签署。", "文件C/55于2021年9月通过。"),
    ("Z3", "cell", "2021.9.1", "2021-09-01"),
    ("Z4", "sentence", "2021-2035年纲要。", "2021—2035年纲要。"),
    ("Z4", "sentence", "2020年10月-2021年10月执行。", "2020年10月至2021年10月执行。"),
    ("Z5", "sentence", "共24-30家企业。", "共24～30家企业。"),
    ("Z5", "sentence", "增长63～68%。", "增长63%～68%。"),
    ("Z6", "sentence", "２０２１年", "2021年"),
    ("Z6", "cell", "ＰＣＴ体系", "PCT体系"),
    ("Z7", "sentence", "培训12345名学员。", "培训12,345名学员。"),
    ("Z7", "sentence", "2,021年", "2021年"),
    ("Z8", "sentence", "共1百零8名学员。", "共108名学员，约3万家。"),
    ("Z9", "sentence", "星期5举行第1阶段会议。", "星期五举行第一阶段会议。"),
    ("Z9", "sentence", "二个项目获批。", "两个项目获批，第二个项目推迟。"),
    ("Z10", "sentence", "第二十二届会议召开。", "第22届会议召开。"),
    ("Z10", "cell", "第二届会议和第3届会议", "第2届会议和第3届会议"),
    ("Z11", "sentence", "培训59家官员。", "培训59名官员，101家TISC，2场网络研讨会。"),
    ("Z11", "sentence", "发布5项出版物。", "发布5种出版物，取得2项成果，走访3家机构，举办2期培训班。"),
    ("Z11", "sentence", "为期6月以内。", "为期6个月以内。"),
    ("Z12", "sentence", "双方会谈,签署协议。", "双方会谈，签署协议。"),
    ("Z12", "cell", "世界知识产权组织(WIPO)", "世界知识产权组织（WIPO）"),
    ("Z12", "cell", "金额为1.5亿元.", "金额为1.5亿元，10:30开始"),
    ("Z13", "sentence", '"云对话"顺利举行。', "“云对话”顺利举行。"),
    ("Z13", "sentence", "「云对话」顺利举行。", "“关于‘云对话’的说明”发布。"),
    ("Z13", "sentence", "‘云对话’顺利举行。", "“云对话”顺利举行。"),
    ("Z14", "cell", "《关于《专利法》的说明》", "《关于〈专利法〉的说明》"),
    ("Z14", "cell", "《专利法》、《商标法》", "《专利法》《商标法》"),
    ("Z15", "sentence", "等等...", "等等……"),
    ("Z15", "sentence", "合作--共赢", "合作——共赢"),
    ("Z17", "heading", "双边合作。", "双边合作"),
    ("Z17", "cell", "签署协议。", "签署协议。双方将继续合作。"),
    ("Z17", "caption", "会谈，签署协议。", "会谈，签署协议"),
    ("Z17", "cell", "签署协议。", "原文仅提及国家，未指明主管部门。"),
    ("Z18", "sentence", "加入 PCT 体系。", "加入PCT体系。"),
    ("Z18", "cell", "101 家", "101家"),
    ("Z21", "cell", "蒂姆・莫斯", "蒂姆·莫斯"),
    ("Z21", "cell", "蒂姆.莫斯", "登比-西韦克"),
    ("Z30", "cell", "香港", "中国香港"),
    ("Z30", "label", "国家", "国家或地区"),
)  # fmt: skip


def found(words: str, role: Role) -> set[str]:
    passage = Passage(words, "zh", role, (Span(0, len(words)),), number="")
    return {rule.id for rule in RULES for _ in rule.hits(passage)}


@pytest.mark.parametrize(("rule", "role", "planted", "_right"), PAIRS)
def test_a_planted_fault_is_found(rule: str, role: Role, planted: str, _right: str) -> None:
    assert rule in found(planted, role)


@pytest.mark.parametrize(("rule", "role", "_planted", "right"), PAIRS)
def test_the_right_form_is_left_alone(rule: str, role: Role, _planted: str, right: str) -> None:
    assert rule not in found(right, role)


@pytest.mark.parametrize("rule", sorted({rule for rule, *_ in PAIRS}))
def test_no_rule_of_chinese_looks_at_english(rule: str) -> None:
    planted = next(words for name, _, words, _ in PAIRS if name == rule)
    passage = Passage(planted, "en", "sentence", (Span(0, len(planted)),))
    assert not [hit for each in RULES for hit in each.hits(passage)]


@pytest.mark.parametrize("number", ["一、", "（二）", "3.", "（4）", "4.1", ""])
def test_the_numbers_of_chinese_headings_pass(number: str) -> None:
    assert "Z16" not in {r.id for r in RULES for _ in r.hits(Passage("合作", "zh", "heading", number=number))}


@pytest.mark.parametrize(
    ("number", "words"), [("1)", "合作"), ("I.", "合作"), ("", "一、合作"), ("", "（二）合作")]
)
def test_a_heading_numbered_otherwise_is_found(number: str, words: str) -> None:
    assert "Z16" in {r.id for r in RULES for _ in r.hits(Passage(words, "zh", "heading", number=number))}


@pytest.mark.parametrize(
    ("number", "faulty"), [("图1", False), ("表12", False), ("图 1", True), ("Figure 1", True)]
)
def test_captions_are_numbered_in_chinese(number: str, faulty: bool) -> None:
    passage = Passage("交往活动", "zh", "caption", number=number)
    assert ("Z17" in {r.id for r in RULES for _ in r.hits(passage)}) is faulty


def test_a_latin_name_says_its_language() -> None:
    untagged = Passage("局长Rena Lee会见", "zh", "sentence", (Span(0, 12),))
    tagged = Passage(
        "局长Rena Lee会见", "zh", "sentence", (Span(0, 2), Span(2, 10, None, "en"), Span(10, 12))
    )

    assert "Z22" in {r.id for r in RULES for _ in r.hits(untagged)}
    assert "Z22" not in {r.id for r in RULES for _ in r.hits(tagged)}


def test_each_list_has_one_way_of_ordinals() -> None:
    assert found("第62届会议、第二十二届中国专利奖", "cell") == {"Z10"}
    assert found("第62届会议、第22届中国专利奖", "cell") == set()
