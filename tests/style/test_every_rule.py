"""docs/style-rules.md lists every rule; those over text are what it says, and the others are proved here."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn

from exporter.compose.briefing import briefing
from exporter.document.nodes import Table, plain
from exporter.loading.project import load
from exporter.loading.terms import RULES as NAME_RULES
from exporter.locale import load_edition, say_territory, say_when
from exporter.model.edtf import Edtf
from exporter.plan.build import Request, build
from exporter.scope import CHAPTER
from exporter.style import chinese, english
from exporter.style.known import Known
from exporter.style.names import PRODUCT_RULES, name_rules
from tests.plan.test_build import Silent

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs/style-rules.md").read_text("utf-8")
TESTS = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
SHEETS = {"X1", "X2", "X3", "X4"}
STUDY = [f"Z{n}" for n in range(1, 31)] + [f"E{n}" for n in range(1, 11)] + [f"X{n}" for n in range(1, 6)]


def rows() -> dict[str, str]:
    """Rule → where it is enforced, as the document's tables say."""
    found = {}
    for line in DOCS.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.match(r"[ZEXT]\d", cells[0]):
            found.update(dict.fromkeys(re.findall(r"[ZEXT]\d+", cells[0]), cells[2]))
    return found


def over_text() -> set[str]:
    known = Known(home=("甲国乙局", "乙局"), bodies={"a": ("“甲”",)}, nouns=(("a", "as"),), people=("A B",))
    rules = (*chinese.RULES, *english.RULES, english.DAY_FIRST, english.NO_SERIAL_COMMA)
    named = (*name_rules(known, "zh"), *name_rules(known, "en"), *PRODUCT_RULES)
    return {rule.id for rule in (*rules, *named)} | SHEETS


def test_every_rule_of_the_study_is_listed() -> None:
    assert [rule for rule in (*STUDY, *NAME_RULES) if rule not in rows()] == []


def test_rules_over_text_are_those_that_the_document_says() -> None:
    said = {rule for rule, where in rows().items() if where.startswith("text")}
    assert said == over_text()


@pytest.mark.parametrize("rule", sorted(over_text()))
def test_every_rule_over_text_is_shown_failing(rule: str) -> None:
    assert f'"{rule}"' in TESTS


# -- what types, functions and looks hold -----------------------------------------------------------


@pytest.mark.parametrize(("date", "absent"), [("2021", "月日"), ("2021-09", "日"), ("2021/2022", "月日")])
def test_no_part_of_a_date_is_printed_that_it_does_not_state(date: str, absent: str) -> None:  # Z2
    assert not set(say_when(Edtf.parse(date), load_edition("zh"))) & set(absent)


@pytest.mark.parametrize(
    ("code", "name"), [("HK", "中国香港"), ("MO", "中国澳门"), ("TW", "中国台湾"), ("VN", "越南")]
)
def test_territories_have_their_official_chinese_names(code: str, name: str) -> None:  # Z30
    assert say_territory(code, load_edition("zh")) == name


@pytest.mark.parametrize(("code", "name"), [("VN", "Viet Nam"), ("KR", "Republic of Korea")])
def test_territories_have_the_names_of_the_united_nations(code: str, name: str) -> None:  # E6
    assert say_territory(code, load_edition("en")) == name


def test_people_stand_in_the_order_of_the_source() -> None:  # Z29
    chapter = load(ROOT).chapter
    document = briefing(chapter, CHAPTER, load_edition("zh"))
    (people,) = (b for b in document.blocks if isinstance(b, Table) and b.anchor == "t-people")
    printed = [plain(row[0].inlines) for row in people.rows]
    assert printed == [name for person in chapter.people if (name := person.name["zh"]) in printed]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build(Request(ROOT, out, products=("briefing", "tracker")), Silent())
    return out


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_every_font_of_word_is_named_for_han_and_latin_apart(dist: Path, tag: str) -> None:  # Z27
    styles = WordDocument(str(dist / tag / "briefing.docx")).styles.element
    named = list(styles.iter(qn("w:rFonts")))
    (default,) = styles.iter(qn("w:rPrDefault"))
    assert default.find(f".//{qn('w:rFonts')}").get(qn("w:ascii"))
    for fonts in named:
        han = fonts.get(qn("w:eastAsia"))
        assert han
        assert han != fonts.get(qn("w:ascii"))
        assert not re.search("JP|Mincho|Gothic", han)


@pytest.mark.parametrize(
    ("tag", "attribute", "language"), [("zh", "eastAsia", "zh-CN"), ("en", "val", "en-GB")]
)
def test_word_names_its_language(dist: Path, tag: str, attribute: str, language: str) -> None:  # Z28
    styles = WordDocument(str(dist / tag / "briefing.docx")).styles.element
    named = {lang.get(qn(f"w:{attribute}")) for lang in styles.iter(qn("w:lang"))}
    assert language in named


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_no_cell_of_excel_has_a_format_that_changes_with_its_reader(dist: Path, tag: str) -> None:  # X5
    with ZipFile(dist / tag / "tracker.xlsx") as package:
        formats = package.read("xl/styles.xml").decode().split("<cellXfs")[1]
    ids = {int(n) for n in re.findall(r'numFmtId="(\d+)"', formats)}
    assert ids
    assert not ids & {*range(14, 23), *range(27, 37), *range(50, 59)}
