"""Every figure that a briefing prints tells which record, field or count made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.compose.counted import counted, inlines
from exporter.document.nodes import Block, Document, Heading
from exporter.document.passes import texts
from exporter.loading.project import load
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.plan.jobs import Job
from exporter.plan.workshop import Workshop
from exporter.scope import scopes_of
from exporter.scope.known import parse_scope

ROOT = Path(__file__).parents[2]
_FIGURE = re.compile(r"(?<![A-Za-z0-9-])(?<!附件)\d+(?![A-Za-z])")  # no part of a name, no number of an annex
# The numbers of sections and the titles of sections name places of the report, and count nothing.
_PLACES = "t-sources"


@pytest.fixture(scope="module")
def chapter() -> Chapter:
    return load(ROOT).chapter


def untraced(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if not _is_place(block):
            yield from (t.text for t in texts([block]) if not (t.record or t.rule) and _FIGURE.search(t.text))


def _is_place(block: Block) -> bool:
    return isinstance(block, Heading) or getattr(block, "anchor", None) == _PLACES


def test_every_figure_of_every_briefing_is_traced(chapter: Chapter) -> None:
    scopes = (*scopes_of(chapter), *parse_scope("period:2021-10/2021-12", chapter))
    workshop = Workshop(ROOT, chapter, Audience.PUBLIC, print)
    found = {
        (str(scope), tag, words)
        for tag in ("en", "zh")
        for scope in scopes
        for words in untraced(workshop.compose(Job(scope, tag, "briefing")).tree)  # type: ignore[arg-type]
    }
    assert found == set()


def test_a_figure_in_a_sentence_comes_out_with_its_records() -> None:
    first, figure, last = inlines(f"Of these {counted('two visits', ['a', 'b'])} were planned.")
    assert (first.text, last.text) == ("Of these ", " were planned.")
    assert (figure.text, figure.record, figure.rule) == ("two visits", "a b", "count")


def test_a_sentence_without_figures_is_one_text() -> None:
    assert [text.text for text in inlines("No visits.")] == ["No visits."]
