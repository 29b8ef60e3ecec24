"""Rules about names: what the registry knows decides."""

from __future__ import annotations

from dataclasses import replace

from exporter.locale import load_edition
from exporter.style.check import passage_findings
from exporter.style.known import Known
from exporter.style.passage import Passage, Role, Span

EN, ZH = load_edition("en"), load_edition("zh")
ENGLISH = Known(
    expansions={
        "GPO": (frozenset({"Graustark Patent Office"}),),
        "INP": (
            frozenset({"Institute of Patents of Ruritania"}),
            frozenset({"Institute of Patents of Graustark"}),
        ),
    },
    names=("Graustark Patent Office", "Ruritanian INP", "“Silk and Salt”"),
    bodies={"road": ("“Silk and Salt”",)},
    people=("Yetive Lorry",),
)  # fmt: skip
CHINESE = Known(
    expansions={"GPO": (frozenset({"格劳斯塔克专利局"}),), "INP": (frozenset({"甲局"}), frozenset({"乙局"}))},
    names=("格劳斯塔克专利局", "中国国家知识产权局—甲局联络会"),
    posts={"gpo": frozenset({"局长"}), "union": frozenset({"总干事", "副总干事"})},
    bodies={"road": ("“丝与盐”",)},
    home=("中国国家知识产权局", "国家知识产权局"),
)


def english(*passages: Passage | str, known: Known = ENGLISH) -> list[str]:
    return found(passages, "en", known)


def chinese(*passages: Passage | str) -> list[str]:
    return found(passages, "zh", CHINESE)


def found(passages: tuple[Passage | str, ...], tag: str, known: Known) -> list[str]:
    said = [p if isinstance(p, Passage) else Passage(p, tag, "sentence", anchor="p-1") for p in passages]
    return [f.rule for f in passage_findings(said, EN if tag == "en" else ZH, known)]


def cell(words: str, *beside: str, tag: str = "en", role: Role = "cell") -> Passage:
    return Passage(words, tag, role, beside=beside)


def test_an_acronym_is_expanded_where_it_stands_first() -> None:
    assert english("GPO met us.") == ["E8"]
    assert english("The Graustark Patent Office (GPO) met us.", "GPO left.") == []
    assert chinese("GPO来访。") == ["Z23"]
    assert chinese("格劳斯塔克专利局（GPO）来访。", "GPO离开。") == []


def test_an_expansion_in_a_heading_or_a_later_table_comes_too_late() -> None:
    heading = Passage("Graustark Patent Office (GPO)", "en", "heading")
    assert english("GPO met us.", cell("GPO", "Graustark Patent Office")) == ["E8"]
    assert english(heading, "GPO met us.") == []


def test_a_sentence_that_the_product_makes_may_leave_its_acronyms_to_a_list() -> None:
    made = Passage("One meeting with GPO.", "en", "sentence")
    assert english(made, cell("GPO", "Graustark Patent Office")) == []
    assert english(made) == ["E8"]


def test_tables_may_leave_their_acronyms_to_a_list() -> None:
    assert english(cell("GPO"), cell("GPO", "Graustark Patent Office")) == []
    assert english(cell("GPO")) == ["E8"]


def test_an_excerpt_may_leave_the_acronyms_of_its_prose_to_a_list() -> None:
    listed = cell("GPO", "Graustark Patent Office")
    excerpt = replace(ENGLISH, excerpt=True)
    assert english("GPO met us.", listed) == ["E8"]
    assert english("GPO met us.", listed, known=excerpt) == []
    assert english("GPO met us.", known=excerpt) == ["E8"]


def test_an_acronym_that_no_registry_knows_is_expanded_too() -> None:
    assert english("A QWE was held.") == ["E8"]
    assert english("A Quick Weekly Event (QWE) was held.", "The QWE went on.") == []


def test_what_dictionaries_list_needs_no_expansion() -> None:
    assert english("The CEO spoke in the UK on Chapter VII.") == []


def test_an_acronym_of_two_bodies_never_stands_alone() -> None:
    assert "E8" in english("Institute of Patents of Ruritania (INP)", "The INP met.")
    assert english("The Institute of Patents of Ruritania (INP) met the Ruritanian INP.") == []
    assert "Z23" in chinese("甲局（INP）来访。", "INP离开。")


def test_a_post_is_the_one_that_the_body_has() -> None:
    words = "联盟局长来访。"
    wrong = Passage(words, "zh", "sentence", (Span(0, 2, "union"), Span(2, len(words))))
    right = replace(wrong, words="联盟总干事来访。")
    assert chinese(wrong) == ["Z24"]
    assert chinese(right) == []


def test_a_name_keeps_its_quotation_marks() -> None:
    assert chinese("丝与盐倡议。") == ["Z25"]
    assert chinese("“丝与盐”倡议。") == []
    assert english("Silk and Salt grew.") == ["E10"]
    assert english("“Silk and Salt” grew.") == []


def test_our_own_office_is_named_without_its_country() -> None:
    assert chinese("中国国家知识产权局来访。") == ["Z25"]
    assert chinese("国家知识产权局参加中国国家知识产权局—甲局联络会。") == []


def test_a_person_is_named_as_the_source_does() -> None:
    assert english("Lorry Yetive spoke.") == ["E9"]
    assert english("Yetive LORRY spoke.", known=replace(ENGLISH, expansions={}))[0] == "E9"
    assert english("Yetive Lorry spoke.") == []
