"""Habits of Chinese as mainland offices print it: GB/T 15834 punctuation, GB/T 15835 numerals.

The rules of headings stand here too; those that need the names of a registry are in `registry.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exporter.style.passage import Passage, Role
from exporter.style.rule import Find, Hit, Rule, each, matching, one_of

HAN = "㐀-䶿一-鿿豈-﫿"
_NUMERALS = "〇零一二三四五六七八九十百千"
_DATE = r"\d{4}([-./])\d{1,2}(?:\1\d{1,2})"
_COUNTERS = "个名家项届次份场件条款所位人"
_SENTENCES: frozenset[Role] = frozenset({"sentence", "note", "heading", "caption"})
_ENDLESS: frozenset[Role] = frozenset({"heading", "caption", "cell"})
_HALF_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}

# What counts what.  A noun takes one of its counters; others read like a machine's.
_COUNTED: Mapping[str, tuple[str, ...]] = {
    "官员": ("名", "位"),
    "学生": ("名", "位"),
    "学员": ("名", "位"),
    "专家": ("名", "位"),
    "审查员": ("名", "位"),
    "代表": ("名", "位"),
    "企业": ("家", "个"),
    "公司": ("家",),
    "TISC": ("家", "个"),
    "高校": ("所",),
    "国家": ("个",),
    "合作伙伴": ("个", "家"),
    "网络研讨会": ("场", "次", "期"),
    "谅解备忘录": ("份", "项", "个"),
    "协议": ("份", "项", "个"),
    "文件": ("份", "个"),
    "会议": ("次", "届", "场", "个"),
    "项目": ("个", "项"),
    "机构": ("个", "家"),
    "培训班": ("期", "个", "次"),
    "出版物": ("种", "份", "部"),
    "成果": ("项", "个"),
}


def _half_width(match: re.Match[str]) -> str:
    return _HALF_WIDTH[match["at"]]


def _counters(passage: Passage) -> Iterator[Hit]:
    for match in _COUNT.finditer(passage.words):
        allowed = _COUNTED[match["noun"]]
        if match["counter"] not in allowed:
            yield Hit(match.start(), match.end(), f"{match['n']}{allowed[0]}{match['noun']}")


_COUNT = re.compile(rf"(?P<n>\d+)(?P<counter>[{_COUNTERS}场期])(?P<noun>{one_of(_COUNTED)})")


def _nested(opening: str, closing: str) -> Find:
    """Find marks of the outer kind that stand inside such marks."""

    def find(passage: Passage) -> Iterator[Hit]:
        depth = 0
        for position, character in enumerate(passage.words):
            if character == opening:
                depth += 1
                if depth > 1:
                    yield Hit(position, position + 1)
            elif character == closing:
                depth = max(0, depth - 1)

    return find


def _outermost(mark: str, closing: str, outer: str, outer_closing: str) -> Find:
    """Find inner marks that stand in no outer ones."""

    def find(passage: Passage) -> Iterator[Hit]:
        depth = 0
        for position, character in enumerate(passage.words):
            depth += (character == outer) - (character == outer_closing)
            if character == mark and depth <= 0 and closing in passage.words[position:]:
                yield Hit(position, position + 1)

    return find


def _two_ways(passage: Passage) -> Iterator[Hit]:
    """Ordinals in Han beside ordinals in figures, with the same counter."""
    figures = {match["counter"] for match in _FIGURE_ORDINAL.finditer(passage.words)}
    for match in _HAN_ORDINAL.finditer(passage.words):
        if match["counter"] in figures:
            yield Hit(match.start(), match.end())


_FIGURE_ORDINAL = re.compile(r"第\d+(?P<counter>[届次批])")
_HAN_ORDINAL = re.compile(r"第[一二三四五六七八九十百]+(?P<counter>[届次批])")
_NUMBERED = re.compile(rf"[{_NUMERALS}]+、|（[{_NUMERALS}]+）|\d+\.|（\d+）|\d+(?:\.\d+)+|")


def _heading_marks(passage: Passage) -> Iterator[Hit]:
    """A number that no heading has, or a number typed into its words."""
    if not _NUMBERED.fullmatch(passage.number):
        yield Hit(0, len(passage.words))
    for match in _TYPED_NUMBER.finditer(passage.words):
        yield Hit(match.start(), match.end())


_TYPED_NUMBER = re.compile(rf"^(?:[{_NUMERALS}]+、|（[{_NUMERALS}]+）|\d+[.、．]|（\d+）)")


def _last_stop(passage: Passage) -> Iterator[Hit]:
    """A full stop that ends a phrase.  A cell that holds a sentence of several clauses keeps its own."""
    words = passage.words.rstrip()
    sentence = passage.role == "cell" and any(mark in words[:-1] for mark in "，；。")
    if words.endswith("。") and not sentence:
        yield Hit(len(words) - 1, len(words), "")


def _caption_label(passage: Passage) -> Iterator[Hit]:
    if passage.number and not re.fullmatch(r"[图表]\d+", passage.number):
        yield Hit(0, len(passage.words))


def _all_latin(passage: Passage) -> Iterator[Hit]:
    """Names in Latin letters that do not say their language: a screen reader would read them as Chinese."""
    for match in _LATIN_NAME.finditer(passage.words):
        untagged = [s for s in passage.spans if s.language is None]
        if any(s.start < match.end() and match.start() < s.end for s in untagged):
            yield Hit(match.start(), match.end())


_LATIN_NAME = re.compile(r"[A-Z][a-zà-ÿø]+(?:[ -][A-Z]?[a-zà-ÿø]+)+")

RULES: tuple[Rule, ...] = (
    Rule("Z1", "zh", "a month or day is padded with a zero", "write 2021年9月1日",
         matching(r"\d{4}年0\d月?|(?<=月)0\d日|(?<!\d)0\d月")),
    Rule("Z2", "zh", "a year has not four digits", "write all four digits: 2021年",
         matching(r"(?<![\d.])\d{2}年(?=度|底|末|初|\d{1,2}月)|[’'']\d{2}年")),
    Rule("Z3", "zh", "a date stands in figures in running text", "write 2021年9月1日",
         matching(rf"(?<![\d/.-])(?:{_DATE}|\d{{4}}-(?:0[1-9]|1[0-2])(?![\d-]))(?![\d/.-])"), _SENTENCES),
    Rule("Z3", "zh", "a date in figures is not of the form 2021-09-01",
         "write 2021年9月1日, or 2021-09-01 in a table",
         matching(r"(?<![\d/.-])(?P<at>\d{4}([-./])\d{1,2}\2\d{1,2})(?![\d/.-])(?<!\d{4}-\d\d-\d\d)"),
         frozenset({"cell", "label"})),
    Rule("Z4", "zh", "a span of time is not joined by — or 至",
         "write 2021—2035年, or 2020年10月至2021年10月",
         matching(r"(?<!\d)\d{4}年?\s?[-–~～]\s?\d{4}(?=年|学年|[^\d-]|$)|\d[月日]\s?[-–~～]\s?\d")),
    Rule("Z5", "zh", "a range of numbers is not joined by ～",
         "write 24～30, and the sign on both ends: 63%～68%",
         each(matching(rf"(?<![A-Za-z0-9/.-])\d{{1,3}}(?:\.\d+)?%?[-–~]\d+(?:\.\d+)?(?=[%万亿元{_COUNTERS}])"),
              matching(r"\d[～—]\d+(?:\.\d+)?%"))),
    Rule("Z6", "zh", "a digit or Latin letter is full-width", "write it half-width: 2021, PCT",
         matching("[０-９Ａ-Ｚａ-ｚ％]+")),
    Rule("Z7", "zh", "a number of four digits or more is not grouped",
         "let the count come from a figure: 1,234",
         matching(rf"(?<![\d.,/A-Za-z-])\d{{4,}}(?:\.\d+)?(?=[{_COUNTERS}元万亿余多])")),
    Rule("Z7", "zh", "a year is grouped like a number", "write 2021年",
         matching(r"(?<![\d,])[12],\d{3}(?=年)")),
    Rule("Z8", "zh", "figures and Han numerals are mixed", "write figures, with 万 or 亿 alone behind them",
         matching(rf"\d[百千十](?:[{_NUMERALS}\d]|(?=[{_COUNTERS}元]))|[{_NUMERALS}]\d+[{_COUNTERS}元]")),
    Rule("Z9", "zh", "a set word holds a figure", "write it in Han: 星期五, 第一阶段, 两局",
         matching(r"星期\d|第\d阶段|(?<!\d)2局|\d、\d[个名家项天]|几\d")),
    Rule("Z9", "zh", "二 stands before a counter", "write 两",
         matching(rf"(?<![第{_NUMERALS}])二(?=[个名家项份场位局国方][^{_NUMERALS}])")),
    Rule("Z10", "zh", "ordinals are written in two ways", "take one: 第62届",
         _two_ways),
    Rule("Z10", "zh", "an ordinal in running text is in Han", "let it come from the record: 第22届",
         matching(r"第[一二三四五六七八九十]{1,3}[届批]|第(?!一次)[一二三四五六七八九十]{1,3}次"),
         _SENTENCES),
    Rule("Z11", "zh", "a noun has the counter of another", "take the noun's own counter", _counters),
    Rule("Z11", "zh", "a length of time reads like a month of the year", "write 6个月",
         matching(r"\d+月(?=以内|之内|期限|时间|以上|的期限)")),
    Rule("Z12", "zh", "a half-width mark stands in Chinese text", "write it full-width",
         each(matching(rf"(?<=[{HAN}”》）])(?P<at>[,;:?!])", _half_width),
              matching(rf"(?P<at>[,;:?!()])(?=[{HAN}“《（])", _half_width),
              matching(rf"(?<=[{HAN}])(?P<at>[()])", _half_width),
              matching(rf"(?<=[{HAN}”》）])(?P<at>\.)(?!\w)", _half_width))),
    Rule("Z13", "zh", "quotation marks are not the mainland's", "write “ ”, and ‘ ’ inside",
         each(matching(r'"|「|」|『|』|＂'), matching(rf"(?<=[{HAN}])'|'(?=[{HAN}])"),
              _outermost("‘", "’", "“", "”"), _nested("“", "”"))),
    Rule("Z14", "zh", "title marks are nested or parted wrongly",
         "write 〈〉 inside 《》, and nothing between 《》《》",
         each(_nested("《", "》"), matching(r"》(?P<at>、)《"), matching(r"”(?P<at>、)“"))),
    Rule("Z15", "zh", "an ellipsis or dash is not of two marks", "write …… and ——",
         matching(r"\.{3,}|。。+|(?<!…)…(?:……)*(?!…)|--+|―|－|———+")),
    Rule("Z16", "zh", "the number of a heading is not the edition's",
         "let the section's number print: 一、（一）1.（1）",
         _heading_marks, frozenset({"heading"})),
    Rule("Z17", "zh", "a heading, caption or phrase ends with a full stop",
         "leave the 。 out", _last_stop, _ENDLESS),
    Rule("Z17", "zh", "a caption is not numbered 图1 or 表1", "let the caption's number print",
         _caption_label, frozenset({"caption"})),
    Rule("Z18", "zh", "a space is typed beside Han script", "leave the gap to the layout",
         matching(rf"(?<=[{HAN}，。；：？！（）“”《》、])[ \u00a0\u2009]+(?=[{HAN}\w“《（])"
                  rf"|(?<=\w)[ \u00a0\u2009]+(?=[{HAN}，。；：？！（）“”《》、])")),
    Rule("Z21", "zh", "the parts of a foreign name are not joined by · (U+00B7)", "write 蒂姆·莫斯",
         matching(rf"(?<=[{HAN}])[・•‧･∙.．](?=[{HAN}])")),
    Rule("Z22", "zh", "a name in Latin letters does not say its language",
         "give the record's name in its own language alone: name: {en: …}", _all_latin),
    Rule("Z30", "zh", "a region of China is named without 中国", "write 中国香港, 中国澳门, 中国台湾",
         matching("(?<!中国)(?:香港|澳门|台湾)(?!特别行政区|地区)")),
    Rule("Z30", "zh", "a list of territories is headed as one of countries", "head it 国家或地区",
         matching("^国家(?:名单|列表)?$"), frozenset({"heading", "label"})),
)  # fmt: skip
