"""A brief holds no record outside of its scope, and none above its readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter.compose.briefing import brief
from exporter.compose.leak import Leak, refuse_leaks
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.model.records import Overlay
from exporter.model.text import Message, parse_message
from exporter.scope import Scope, scopes_of, select

ROOT = Path(__file__).parents[2]
PARTNER = Scope("partner", "MT")
EN = load_edition("en")


@pytest.fixture
def chapter(project: Path) -> Chapter:
    return load(project).chapter


def point(words: str) -> Message:
    return Message({tag: parse_message(words) for tag in ("en", "zh")})


def with_point(chapter: Chapter, words: str) -> Chapter:
    """The chapter with a talking point on the neighbours' office."""
    overlay = Overlay(id="note-gpo", about="gpo", talking_points=(point(words),))
    whole = replace(chapter, overlay=(overlay,))
    return select(whole, PARTNER)


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_no_brief_of_this_repository_leaks(tag: str) -> None:
    whole = load(ROOT).chapter
    for scope in scopes_of(whole):
        selection = select(whole, scope)
        refuse_leaks(brief(selection, scope, load_edition(tag)), selection, scope, Audience.PUBLIC)


def test_a_talking_point_may_cite_a_record_of_its_partner(chapter: Chapter) -> None:
    selection = with_point(chapter, "Ask about {mou-gpo}")
    refuse_leaks(brief(selection, PARTNER, EN), selection, PARTNER, Audience.INTERNAL)


def test_a_talking_point_that_cites_another_partners_record_is_refused(chapter: Chapter) -> None:
    other = replace(chapter.agreements[0], id="mou-other", parties=("ripo",), actions=())
    selection = with_point(replace(chapter, agreements=(*chapter.agreements, other)), "Say {mou-other}")
    with pytest.raises(Leak, match="mou-other"):
        refuse_leaks(brief(selection, PARTNER, EN), selection, PARTNER, Audience.INTERNAL)


def test_a_record_above_the_audience_is_refused_by_name(chapter: Chapter) -> None:
    selection = with_point(chapter, "Ask about {mou-gpo}")
    with pytest.raises(Leak, match="note-gpo"):
        refuse_leaks(brief(selection, PARTNER, EN), selection, PARTNER, Audience.PUBLIC)


def test_what_staff_wrote_on_one_partner_stays_out_of_the_brief_on_another(chapter: Chapter) -> None:
    overlay = Overlay(id="note-ripo", about="ripo", talking_points=(point("Mention {@gpo:short}"),))
    assert select(replace(chapter, overlay=(overlay,)), PARTNER).overlay == ()
