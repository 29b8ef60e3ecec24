"""Habits of English as the UN and British offices print it; a house may ask for month-day dates.

Rules that need the names of a registry are in `registry.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exporter.style.passage import Passage
from exporter.style.rule import SENTENCES, Hit, Rule, each, matching, one_of

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_TENS = re.findall(
    r"\w+",
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety",
)
_ORDINALS = re.findall(
    r"\w+",
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth",
)

# How the United Nations lists them.
_COUNTRIES: Mapping[str, str] = {
    "Vietnam": "Viet Nam",
    "South Korea": "Republic of Korea",
    "North Korea": "Democratic People’s Republic of Korea",
    "Czech Republic": "Czechia",
    "Turkey": "Türkiye",
    "Ivory Coast": "Côte d’Ivoire",
    "Cape Verde": "Cabo Verde",
    "Swaziland": "Eswatini",
    "Burma": "Myanmar",
    "Holland": "Netherlands",
    "East Timor": "Timor-Leste",
}
_NOT_BEFORE_NOUN = "per|of|to|or|and|in|on|at|by|from|until|as|is|are|was|were|for|the|pm|am"


def _country(match: re.Match[str]) -> str:
    return _COUNTRIES[match.group()]


def _inner_quotes(passage: Passage) -> Iterator[Hit]:
    """Single quotation marks outside double ones; ’ alone is an apostrophe."""
    depth = 0
    for position, character in enumerate(passage.words):
        depth += (character == "“") - (character == "”")
        if character == "‘" and depth <= 0:
            yield Hit(position, position + 1)


def _small_figures(passage: Passage) -> Iterator[Hit]:
    """One to nine in figures; beside a larger number, small ones are in figures too."""
    for sentence in _SENTENCE.finditer(passage.words):
        if _LARGE.search(sentence.group()):
            continue
        for match in _SMALL.finditer(sentence.group()):
            yield Hit(sentence.start() + match.start("at"), sentence.start() + match.end("at"))


_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?! |$)[^.!?]*)*")
_LARGE = re.compile(r"(?<![\w.,/:–-])(?:[1-9]\d|[1-9]\d\d|\d{1,3}(?:,\d{3})+) [a-z]{3,}")
_SMALL = re.compile(
    r"(?<![\w.,/:–§$-])(?<!Article )(?<!Chapter )(?<!Annex )(?<!Table )(?<!Figure )(?<!Section )"
    rf"(?P<at>[1-9]) (?!(?:{_MONTHS}|{_NOT_BEFORE_NOUN}|million|billion|trillion)\b)[a-z]{{3,}}"
)


def _suffixes(passage: Passage) -> Iterator[Hit]:
    for match in _ORDINAL.finditer(passage.words):
        n = int(match["n"])
        teen = n % 100 in range(11, 14)
        right = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        if match["suffix"] != right:
            yield Hit(match.start(), match.end(), f"{n}{right}")


_ORDINAL = re.compile(r"(?<![\w.,/-])(?P<n>\d+)(?P<suffix>st|nd|rd|th)\b")
_DAY = r"\d{1,2}"

RULES: tuple[Rule, ...] = (
    Rule("E1", "en", "a day has an ordinal suffix", "write 1 December 2021, or December 1, 2021",
         matching(rf"\b\d{{1,2}}(?:st|nd|rd|th) (?:of )?(?:{_MONTHS})\b"
                  rf"|\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)\b")),
    Rule("E1", "en", "a date is all in figures in a sentence", "write 1 December 2021",
         matching(r"(?<![\w/.-])(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}-(?:0[1-9]|1[0-2]))"
                  r"(?![\w/-])"), SENTENCES),
    Rule("E2", "en", "a comma stands between month and year", "write September 2021",
         matching(rf"\b(?:{_MONTHS}), \d{{4}}\b")),
    Rule("E2", "en", "a span of years is joined by a hyphen", "write an en dash: 2021–2035",
         matching(r"(?<![\w/.-])(?:19|20)\d\d ?- ?(?:19|20)?\d\d(?![\w-])")),
    Rule("E2", "en", "from and between take no dash", "write from 2021 to 2022, between 2021 and 2022",
         matching(r"\b(?:from|between|From|Between) (?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d\b")),
    Rule("E3", "en", "a number from one to nine is in figures",
         "let the count come from a figure, which spells it",
         _small_figures, SENTENCES),
    Rule("E3", "en", "a number of ten and more is spelled", "let the count come from a figure: 16",
         matching(rf"(?<![\w-])(?<![.!?] )(?<!^){one_of(_TENS)}(?:-[a-z]+)? [a-z]{{3,}}"), SENTENCES),
    Rule("E3", "en", "a sentence begins with a figure", "turn the sentence round, or spell the number",
         matching(r"(?:^(?=.*[.!?]$)|(?<=[.!?] ))\d[\d,.]*(?= [A-Za-z])"), SENTENCES),
    Rule("E4", "en", "a share is in words; this edition prints the sign",
         "let the share come from a figure: 85.6%",
         matching(r"(?<=\d)[ \u00a0]?(?:per cent|percent)\b")),
    Rule("E6", "en", "a country is not named as the United Nations list it", "take the listed name",
         matching(rf"(?<![\w-]){one_of(_COUNTRIES)}(?![\w-])", _country)),
    Rule("E7", "en", "an ordinal has the suffix of another", "let it come from the record", _suffixes),
    Rule("E7", "en", "an ordinal of ten and more is spelled", "let it come from the record: 62nd",
         matching(rf"\b{one_of(_ORDINALS)}\b", flags=re.IGNORECASE), SENTENCES),
    Rule("E7", "en", "an ordinal is raised", "write 62nd on the line",
         matching(r"\d(?:ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)")),
    Rule("E10", "en", "a quotation mark or apostrophe is straight", "write “ ”, ‘ ’ and ’",
         matching("[\"']")),
    Rule("E10", "en", "single quotation marks stand outside",
         "write “ ” outside and ‘ ’ inside", _inner_quotes),
    Rule("E10", "en", "a number may part from its unit", "put a no-break space between them (U+00A0)",
         matching(r"\d(?P<at> )(?:million|billion|trillion|km|kg|MB|GB|%)(?!\w)")),
    Rule("E10", "en", "a Chinese mark stands in English text", "write the English mark",
         each(matching("[，。；：？！（）、「」]"), matching("[《》〈〉](?=[^㐀-鿿]*$)"))),
)  # fmt: skip

DAY_FIRST = Rule(
    "E1", "en", "a date puts the month first", "write 1 December 2021: the report's dates are day-month",
    matching(rf"\b(?:{_MONTHS}) {_DAY}(?:, \d{{4}}\b|(?![\d:]))"),
)  # fmt: skip
MONTH_FIRST = Rule(
    "E1", "en", "a date puts the day first", "write December 1, 2021: the report's dates are month-day",
    matching(rf"(?<!\d)\b{_DAY} (?:{_MONTHS})\b"),
)  # fmt: skip
_ITEM = r"[\w’-]+(?: [\w’-]+)?"
NO_SERIAL_COMMA = Rule(
    "E5", "en", "a comma stands before the last of a list", "leave it out: A, B and C",
    matching(rf"\b{_ITEM}, {_ITEM}(?P<at>,) (?:and|or) {_ITEM}(?=[.;:)]|$)"),
)  # fmt: skip
SERIAL_COMMA = Rule(
    "E5", "en", "no comma stands before the last of a list", "write it: A, B, and C",
    matching(rf"\b{_ITEM}, {_ITEM}(?P<at> )(?:and|or) {_ITEM}(?=[.;:)]|$)"),
)  # fmt: skip
