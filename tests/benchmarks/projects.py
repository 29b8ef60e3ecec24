"""A project's source of any size: one office, its partners, and what the desk recorded with them.

Each partner has, for every twelve records: an office, a person, three meetings, three instruments, a PPH
arrangement, a project, a figure, and a paragraph that tells them, in English and Chinese.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import ascii_uppercase

from tests.benchmarks.content import Writer

PER_PARTNER = 12
_PARTNERS_PER_FILE = 40
_ECONOMIES = tuple(
    "AEARATAUAZBEBGBRBYCACHCLCOCRCZDEDKEEEGESFIFRGBGEGRHUIDIEILINISITJPKEKGKHKR"
    "KZLALTLULVMAMNMTMXMYNLNONZPEPHPKPLPTRORSSASESGSISKTHTRUAUSUZVNZA"[at : at + 2]
    for at in range(0, 138, 2)
)
_REPORT = """\
report:
  id: bench-2021
  office: home
  title: {en: A yearbook, zh: 年报}
  chapter: 7
  chapter_title: {en: Partners, zh: 合作伙伴}
  period: "2021"
  as_of: "2021-12-31"
  issued: "2022-03-01"
  version: "1"
  editions: [en, zh]
sections:
  - {number: "1", title: {en: Partners, zh: 伙伴}}
units:
  - id: trainee
    label: {en: trainees, zh: 学员}
    count: {en: {one: "{n} trainee", other: "{n} trainees"}, zh: "{n}名学员"}
organizations:
  - {id: home, kind: ip_office, name: {en: Home Office, zh: 本局}, st3: CN, economy: CN, region: asia}
"""


def write_project(folder: Path, records: int) -> Path:
    """Write `folder`/source with about `records` records; return `folder`."""
    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    (source / "report.yaml").write_text(_REPORT, "utf-8")
    english, chinese = Writer("en"), Writer("zh")
    partners = max(1, records // PER_PARTNER)
    for start in range(0, partners, _PARTNERS_PER_FILE):
        numbers = range(start, min(start + _PARTNERS_PER_FILE, partners))
        blocks = [_partner(n, english, chinese) for n in numbers]
        text = "".join(f"{name}:\n{''.join(b[name] for b in blocks)}" for name in blocks[0])
        (source / f"partners-{start:06d}.yaml").write_text(text, "utf-8")
    return folder


# By collection; $n is the partner's number, "$en, $zh" a title in both languages.
_RECORDS = {
    "organizations": """\
  - {id: o$n, kind: ip_office, name: {en: Office $code, zh: 第$han局}, economy: $economy}
""",
    "people": """\
  - {id: s$n, name: {en: Person $code, zh: 第$han君}, posts: [{organization: o$n, title: {$short}}]}
""",
    "engagements": """\
  - id: m$k-$n
    told: [p$n]
    kind: bilateral_meeting
    date: 2021-0$k-1$k
    title: {$title}
    participants: [{organization: o$n}, {person: s$n, role: head}]
""",
    "agreements": """\
  - id: a$k-$n
    told: [p$n]
    kind: mou
    title: {$title}
    parties: [home, o$n]
    term: P5Y
    end: {basis: computed, date: 2026-0$k}
    actions: [{kind: signed, on: 2021-0$k-15, engagement: m$k-$n}]
""",
    "pph": """\
  - id: pph$n
    told: [p$n]
    partner: o$n
    stage: pilot
    actions: [{kind: extended, on: 2021-11, new_end: 2026-11}]
""",
    "projects": """\
  - {id: w$n, told: [p$n], kind: project, title: {$title}, parties: [home, o$n]}
""",
    "figures": """\
  - {id: f$n, told: [p$n], value: $value, unit: trainee, scope: {$title}, period: 2021}
""",
    "paragraphs": """\
  - id: p$n
    section: "1"
    text:
      en: >-
        $prose
        In {m1-$n.date:month}, {@o$n} signed a {a1-$n}; {f$n} were trained.
      zh: >-
        $han_prose{m1-$n.date:month}，与{@o$n}签署{a1-$n}，培训{f$n}。
""",
}
_TIMES = {"engagements": 3, "agreements": 3}
_SLOT = re.compile(r"\$([a-z_]+)")


def _partner(n: int, english: Writer, chinese: Writer) -> dict[str, str]:
    def words(slot: str) -> str:
        match slot:
            case "title":
                return f"en: {_plain(english.words(3, 6))}, zh: {chinese.words(3, 6)}"
            case "short":
                return f"en: {_plain(english.words(2, 2))}, zh: {chinese.words(2, 2)}"
            case "prose":
                return _plain(english.sentences(2, 3))
            case "han_prose":
                return chinese.sentences(2, 3)
        return fixed[slot]

    fixed = {
        "n": str(n), "code": _code(n), "han": _han(n), "value": str(n % 90 + 10),
        "economy": _ECONOMIES[n % len(_ECONOMIES)],
    }  # fmt: skip
    made = {}
    for name, pattern in _RECORDS.items():
        made[name] = ""
        for k in range(1, _TIMES.get(name, 1) + 1):
            fixed["k"] = str(k)
            made[name] += _SLOT.sub(lambda found: words(found[1]), pattern)
    return made


def _plain(words: str) -> str:
    return re.sub("r&d", "research", words, flags=re.IGNORECASE)


def _code(n: int) -> str:
    """Return a word of letters for a number: names must hold no digits."""
    letters = ""
    while True:
        n, rest = divmod(n, 26)
        letters = ascii_uppercase[rest] + letters
        if not n:
            return letters


def _han(n: int) -> str:
    return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(n))
