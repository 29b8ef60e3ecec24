"""Scopes find records by what they point at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter.errors import UsageError
from exporter.loading.project import load
from exporter.model.chapter import Chapter
from exporter.model.codes import Role
from exporter.model.records import Overlay, Participant
from exporter.model.text import Message, parse_message
from exporter.scope import EmptyScope, Scope, parse_scope, scopes_of, select

PARTNER = Scope("partner", "MT")


@pytest.fixture
def chapter(project: Path) -> Chapter:
    return load(project).chapter


def test_the_whole_chapter_is_its_own_selection(chapter: Chapter) -> None:
    assert select(chapter, Scope("chapter")) is chapter


def test_a_partner_is_found_by_its_office_code(chapter: Chapter) -> None:
    assert parse_scope("partner:MT", chapter) == (Scope("partner", "MT"),)


def test_a_partner_is_found_by_the_id_of_its_office(chapter: Chapter) -> None:
    assert parse_scope("partner:gpo", chapter) == (Scope("partner", "MT"),)


def test_our_own_office_is_no_partner(chapter: Chapter) -> None:
    assert parse_scope("all-partners", chapter) == (Scope("partner", "MT"),)


def test_a_partner_holds_the_meetings_of_its_people(chapter: Chapter) -> None:
    assert [e.id for e in select(chapter, Scope("partner", "MT")).engagements] == ["heads-7"]


def test_a_selection_keeps_the_figures_of_its_engagements(chapter: Chapter) -> None:
    assert [f.id for f in select(chapter, Scope("partner", "MT")).figures] == ["trainee-count"]


def test_a_selection_holds_no_prose_that_may_speak_of_others(chapter: Chapter) -> None:
    assert select(chapter, Scope("partner", "MT")).paragraphs == ()


def test_a_section_keeps_its_own_prose(chapter: Chapter) -> None:
    assert [p.id for p in select(chapter, Scope("section", "1")).paragraphs] == ["p-1-1-heads"]


def test_a_period_holds_what_lies_in_it(chapter: Chapter) -> None:
    assert [e.id for e in select(chapter, Scope("period", "2030-04/2030-06")).engagements] == ["heads-7"]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_of_a_participant_counts(chapter: Chapter, role: Role) -> None:
    took_part = (Participant(role=role, organization="gpo"),)
    event = replace(chapter.engagements[0], participants=took_part)
    assert select(replace(chapter, engagements=(event,)), PARTNER).engagements == (event,)


def test_who_only_hosts_counts(chapter: Chapter) -> None:
    event = replace(chapter.engagements[0], participants=(), hosts=("gpo",))
    assert select(replace(chapter, engagements=(event,)), PARTNER).engagements == (event,)


def test_attendance_through_a_group_counts(chapter: Chapter) -> None:
    event = replace(chapter.engagements[0], participants=(Participant(group="alps"),), attendance=())
    assert select(replace(chapter, engagements=(event,)), PARTNER).engagements == (event,)


def test_a_person_counts_for_the_body_of_every_post(chapter: Chapter) -> None:
    event = replace(chapter.engagements[0], participants=(Participant(person="yetive-lorry"),))
    assert select(replace(chapter, engagements=(event,)), PARTNER).engagements == (event,)


def test_a_partner_without_records_is_an_error(chapter: Chapter) -> None:
    alone = replace(chapter, engagements=(), agreements=(), figures=(), photos=())
    with pytest.raises(EmptyScope):
        select(alone, PARTNER)


def test_what_staff_wrote_is_found_by_what_it_is_about(chapter: Chapter) -> None:
    about = tuple(Overlay(id=f"on-{name}", about=name) for name in ("gpo", "mou-gpo", "ripo"))
    assert [o.id for o in select(replace(chapter, overlay=about), PARTNER).overlay] == [
        "on-gpo",
        "on-mou-gpo",
    ]


def test_an_overlay_that_only_mentions_a_partner_is_not_its_own(chapter: Chapter) -> None:
    words = parse_message("Compare {@gpo:short}")
    overlay = Overlay(id="on-ripo", about="ripo", talking_points=(Message({"en": words, "zh": words}),))
    assert select(replace(chapter, overlay=(overlay,)), PARTNER).overlay == ()


def test_a_period_holds_what_ends_in_it(chapter: Chapter) -> None:
    assert [a.id for a in select(chapter, Scope("period", "2035")).agreements] == ["mou-gpo"]


def test_a_framework_names_its_members(chapter: Chapter) -> None:
    event = replace(chapter.engagements[0], frameworks=("alps",), participants=())
    selection = select(replace(chapter, engagements=(event,)), Scope("framework", "alps"))
    assert {o.id for o in selection.organizations} == {"ripo", "gpo"}


def test_an_empty_period_is_an_error(chapter: Chapter) -> None:
    with pytest.raises(EmptyScope):
        select(chapter, Scope("period", "1999"))


def test_an_unknown_partner_is_met_with_those_that_exist(chapter: Chapter) -> None:
    with pytest.raises(UsageError, match="partners are MT"):
        parse_scope("partner:XX", chapter)


def test_an_unknown_kind_of_scope_is_met_with_examples(chapter: Chapter) -> None:
    with pytest.raises(UsageError, match="framework:ID"):
        parse_scope("country:MT", chapter)


def test_lookups_of_a_selection_reach_the_whole_chapter(chapter: Chapter) -> None:
    assert "alps" in select(chapter, Scope("partner", "MT")).records


def test_every_listed_scope_can_be_selected(chapter: Chapter) -> None:
    assert all(select(chapter, scope) for scope in scopes_of(chapter) if scope.kind != "section")


def test_a_chapter_without_partners_has_no_scope_for_all_of_them(chapter: Chapter) -> None:
    alone = replace(chapter, organizations=chapter.organizations[:1])
    with pytest.raises(EmptyScope):
        parse_scope("all-partners", alone)
