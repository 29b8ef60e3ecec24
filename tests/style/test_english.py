"""Each habit of English: a planted fault is found, the right form is not."""

from __future__ import annotations

import pytest

from exporter.locale import load_edition
from exporter.style.check import rules_for
from exporter.style.known import Known
from exporter.style.passage import Passage, Role, Span

PAIRS: tuple[tuple[str, Role, str, str], ...] = (
    ("E1", "sentence", "It was signed on 1st December 2021.", "It was signed on 1 December 2021."),
    ("E1", "sentence", "It was signed on December 1, 2021.", "Signed in December 2021, and 12 joined."),
    ("E1", "sentence", "It was signed on 01/12/2021.", "It was signed on 1 December 2021."),
    ("E1", "sentence", "It was signed on 2021-12-01.", "The symbol is C/55."),
    ("E2", "cell", "September, 2021", "September 2021"),
    ("E2", "cell", "2021-2035", "2021–2035"),
    ("E2", "sentence", "It ran from 2021–2022.", "It ran from 2021 to 2022."),
    ("E3", "sentence", "CNIPA proposed 7 projects.", "CNIPA proposed seven projects."),
    ("E3", "sentence", "CNIPA proposed sixteen projects.", "CNIPA proposed 16 projects."),
    ("E3", "sentence", "It ended. 13 projects stand.", "It ended. Thirteen projects stand."),
    ("E3", "note", "It held 5 courses and a fair.", "It held 5 courses, 32 fairs and 2 talks."),
    ("E4", "sentence", "Some 85 per cent agreed.", "Some 85% agreed."),
    ("E5", "sentence", "Offices of Peru, Chile, and Cuba.", "Offices of Peru, Chile and Cuba."),
    ("E6", "sentence", "Vietnam joined.", "Viet Nam joined."),
    ("E7", "cell", "62th Session", "62nd Session and 11th Session"),
    ("E7", "sentence", "The sixty-fiftieth session met.", "The first session met."),
    ("E7", "cell", "one projects", "one project, 0 projects, 16 projects"),
    ("E7", "cell", "16 project", "16 projects and one project manager"),
    ("E10", "sentence", "China's proposal stood.", "China’s proposal stood."),
    ("E10", "sentence", 'The "Road" grew.', "The “Road” grew."),
    ("E10", "sentence", "The ‘Road’ grew.", "A paper “On the ‘Road’” came out."),
    ("E10", "sentence", "It cost 3 million.", "It cost 3\u00a0million."),
    ("E10", "sentence", "It met，then ended.", "It met, then ended."),
)  # fmt: skip

KNOWN = Known(nouns=(("project", "projects"),))


def found(words: str, role: Role, tag: str = "en") -> set[str]:
    passage = Passage(words, "en", role, (Span(0, len(words)),))
    return {rule.id for rule in rules_for(load_edition(tag), KNOWN) for _ in rule.hits(passage)}


@pytest.mark.parametrize(("rule", "role", "planted", "_right"), PAIRS)
def test_a_planted_fault_is_found(rule: str, role: Role, planted: str, _right: str) -> None:
    assert rule in found(planted, role)


@pytest.mark.parametrize(("rule", "role", "_planted", "right"), PAIRS)
def test_the_right_form_is_left_alone(rule: str, role: Role, _planted: str, right: str) -> None:
    assert rule not in found(right, role)


def test_a_house_with_american_dates_wants_them_everywhere() -> None:
    assert "E1" in found("Signed on 1 December 2021.", "sentence", "en-US")
    assert "E1" not in found("Signed on December 1, 2021.", "sentence", "en-US")


def test_the_last_comma_follows_the_locale() -> None:
    assert "E5" in found("Offices of Peru, Chile and Cuba.", "sentence", "en-US")
    assert "E5" not in found("Offices of Peru, Chile, and Cuba.", "sentence", "en-US")


def test_a_language_without_rules_has_no_findings() -> None:
    passage = Passage('Le 1st December, 2021 — "oui"', "fr", "sentence")
    assert not [h for rule in rules_for(load_edition("fr"), KNOWN) for h in rule.hits(passage)]
