"""The chapter of this repository: sound, described by its schema, the same in both editions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from exporter.document.nodes import plain
from exporter.document.passes import problems
from exporter.loading.project import Loaded, load
from exporter.loading.schema import schema_text
from exporter.locale import load_edition
from exporter.scope import CHAPTER, Scope, scopes_of, select

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "source").rglob("*.yaml"))


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(ROOT)


def test_the_published_schema_is_the_present_one() -> None:
    assert (ROOT / "source/exporter.schema.json").read_text("utf-8") == schema_text()


@pytest.mark.parametrize("path", SOURCES, ids=[p.name for p in SOURCES])
def test_every_file_fits_the_published_schema(path: Path) -> None:
    data = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
    words = Draft202012Validator(_words_only(json.loads(schema_text())))
    assert [error.message for error in words.iter_errors(data)] == []


def _words_only(schema: object) -> object:
    """The schema as it reads a file whose every scalar is text, which is how we read it."""
    if isinstance(schema, dict):
        if schema.get("type") in ("boolean", "integer"):
            return {"type": "string"}
        return {key: _words_only(value) for key, value in schema.items()}
    return [_words_only(item) for item in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("path", SOURCES, ids=[p.name for p in SOURCES])
def test_every_file_names_the_schema_for_editors(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=")


def test_every_record_of_the_facts_says_where_it_is_told(loaded: Loaded) -> None:
    facts = ("engagements", "agreements", "pph", "projects", "publications", "figures", "photos")
    assert [r.id for name in facts for r in getattr(loaded.chapter, name) if not r.told] == []


def test_every_section_has_prose(loaded: Loaded) -> None:
    chapter = loaded.chapter
    told = {paragraph.section for paragraph in chapter.paragraphs}
    parents = {s.number.rpartition(".")[0] for s in chapter.sections}
    assert [s.number for s in chapter.sections if s.number not in told | parents] == []


def test_every_record_is_told_or_named_somewhere(loaded: Loaded) -> None:
    chapter = loaded.chapter
    assert [r.id for r in chapter.records.values() if not chapter.section_of(r)] == []


def scopes() -> Iterator[Scope]:
    yield from scopes_of(load(ROOT).chapter)


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_every_scope_gives_sound_documents(loaded: Loaded, tag: str) -> None:
    from exporter.compose.briefing import briefing
    from exporter.compose.factsheet import factsheet
    from exporter.compose.partner import partner_briefing

    edition = load_edition(tag)
    for scope in scopes_of(loaded.chapter):
        part = select(loaded.chapter, scope)
        brief = partner_briefing if scope.kind == "partner" else briefing
        documents = (brief(part, scope, edition), factsheet(part, scope, edition))
        assert [problem for document in documents for problem in problems(document)] == []


def test_the_briefing_prints_every_paragraph_of_the_chapter(loaded: Loaded) -> None:
    from exporter.compose.briefing import briefing
    from exporter.document.nodes import Paragraph

    document = briefing(loaded.chapter, CHAPTER, load_edition("zh"))
    printed = {b.anchor for b in document.blocks if isinstance(b, Paragraph) and plain(b.inlines)}
    assert {paragraph.id for paragraph in loaded.chapter.paragraphs} <= printed
