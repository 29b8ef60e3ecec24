"""The catalogues are complete: nothing untranslated, fuzzy, or with other braces."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

import exporter
from exporter.compose.labels import label
from exporter.locale import load_edition
from exporter.model import codes
from exporter.plan.editions import spoken_languages
from tests.locale.template import LOCALE, TEMPLATE, template

PACKAGE = Path(exporter.__file__).parent
TAGS = ("en", "zh", "fr")
PLURALS = {"en": 2, "zh": 1, "fr": 2}
Key = tuple[str, str]


def catalogue(tag: str) -> dict[Key, Any]:
    data = (PACKAGE / "locale" / tag / "exporter.po").read_bytes()
    return {key(message): message for message in read_po(BytesIO(data)) if message.id}


def key(message: Any) -> Key:
    return message.context, message.id[0] if isinstance(message.id, tuple) else message.id


def strings(message: Any) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def braces(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


WHOLE = {tag: catalogue(tag) for tag in TAGS}
# A language may have phrases for days beside those for all dates: "au 2 mai", but "en mai".
OWN = {tag: {k: m for k, m in found.items() if k[0] == "date.day"} for tag, found in WHOLE.items()}
CATALOGUES = {tag: {k: m for k, m in found.items() if k not in OWN[tag]} for tag, found in WHOLE.items()}


def test_every_language_that_speaks_for_products_has_a_tested_catalogue() -> None:
    assert set(spoken_languages()) == set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_phrases_of_days_are_phrases_of_dates(tag: str) -> None:
    own = {message for context, message in OWN[tag] if context == "date.day"}
    assert own <= {message for context, message in CATALOGUES["en"] if context == "date"}


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalogue_holds_every_message_of_english_and_no_other(tag: str) -> None:
    missing, unknown = (
        set(CATALOGUES["en"]) - set(CATALOGUES[tag]),
        set(CATALOGUES[tag]) - set(CATALOGUES["en"]),
    )
    assert (sorted(missing), sorted(unknown)) == ([], []), f"exporter/locale/{tag}/exporter.po"


@pytest.mark.parametrize("tag", TAGS)
def test_no_message_is_empty_or_fuzzy(tag: str) -> None:
    assert [k for k, m in CATALOGUES[tag].items() if m.fuzzy or not all(strings(m))] == []


@pytest.mark.parametrize("tag", TAGS)
def test_no_message_stands_twice(tag: str) -> None:
    lines = (PACKAGE / "locale" / tag / "exporter.po").read_text("utf-8").splitlines()
    assert sum(line.startswith("msgctxt ") for line in lines) == len(WHOLE[tag])


@pytest.mark.parametrize("tag", TAGS)
def test_pybabel_finds_nothing_to_update(tag: str, tmp_path: Path) -> None:
    """What `pybabel update --check` asks; that itself calls all catalogues with contexts out of date, for
    Catalog.is_identical of Babel 2.18 looks messages up without theirs (python-babel#1307)."""
    (tmp_path / "exporter.pot").write_bytes(template(tag))
    updated = tmp_path / "exporter.po"
    updated.write_bytes((LOCALE / tag / "exporter.po").read_bytes())
    command = ["pybabel", "-q", "update", "--no-fuzzy-matching", "-l", load_edition(tag).style.babel]
    assert (
        CommandLineInterface().run([*command, "-i", str(tmp_path / "exporter.pot"), "-o", str(updated)])
        is None
    )
    assert updated.read_text("utf-8") == (LOCALE / tag / "exporter.po").read_text("utf-8")


def test_the_template_is_that_of_the_english_catalogue() -> None:
    assert TEMPLATE.read_bytes() == template(), "python -m tests.locale.template"


@pytest.mark.parametrize("tag", TAGS)
def test_plural_messages_have_every_form(tag: str) -> None:
    plural = [(k, m) for k, m in CATALOGUES[tag].items() if isinstance(m.id, tuple)]
    assert [k for k, m in plural if len(strings(m)) != PLURALS[tag]] == []


# Patterns whose languages rightly print different parts of what they are given.
FREE = {("date", "month alone"), ("heading", "Chapter {roman}")}


COUNTING = ("count", "ordinal", "ordinal_figure")  # messages called by a noun; each holds its number


@pytest.mark.parametrize("tag", TAGS)
def test_counting_messages_hold_their_number(tag: str) -> None:
    counting = [(k, m) for k, m in CATALOGUES[tag].items() if k[0] in COUNTING]
    assert [k for k, m in counting for s in strings(m) if braces(s) != {"n"}] == []


@pytest.mark.parametrize("tag", TAGS)
def test_translations_have_the_braces_of_their_message(tag: str) -> None:
    plain = [(k, m) for k, m in CATALOGUES[tag].items() if k not in FREE and k[0] not in COUNTING]
    assert [k for k, m in plain for s in strings(m) if braces(s) != braces(k[1])] == []


def enumerations() -> Iterator[StrEnum]:
    for kind in vars(codes).values():
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum:
            yield from kind


@pytest.mark.parametrize("tag", TAGS)
def test_every_value_of_the_model_has_a_word(tag: str) -> None:
    edition = load_edition(tag)
    assert all(label(value, edition) for value in enumerations())


def calls() -> Iterator[Key]:
    """The literal messages that the package asks for: text("context", "message"), pattern(…), ntext(…)."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) > 1:
                context, message = node.args[:2]
                named = node.func.attr in ("text", "pattern", "ntext")
                if named and isinstance(context, ast.Constant) and isinstance(message, ast.Constant):
                    yield str(context.value), str(message.value)


def test_every_message_that_the_code_names_is_in_the_catalogues() -> None:
    assert sorted(set(calls()) - set(CATALOGUES["en"])) == []
