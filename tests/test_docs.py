"""The documents for users keep up with the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.cli.arguments import parser
from exporter.model import records
from exporter.model.chapter import COLLECTIONS
from exporter.model.facts import FORMS
from exporter.model.walk import hints

ROOT = Path(__file__).parents[1]
FORMAT = (ROOT / "docs/source-format.md").read_text("utf-8")
PARTS = (records.Report, records.Post, records.Participant, records.Action, records.End, records.Outcome)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_collection_has_its_place_in_the_source_format(name: str) -> None:
    assert f"### `{name}`" in FORMAT


@pytest.mark.parametrize("record_type", [*COLLECTIONS.values(), *PARTS], ids=lambda t: t.__name__)
def test_every_field_is_explained(record_type: type) -> None:
    assert [name for name in hints(record_type) if f"| {name} |" not in FORMAT.replace("**", "")] == []


def test_every_form_of_a_placeholder_is_explained() -> None:
    forms = {form for kind in FORMS.values() for form in kind if form}
    assert [form for form in sorted(forms) if f":{form}`" not in FORMAT] == []


def test_the_readme_gives_exactly_two_commands_of_one_line() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    marked = [readme.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0] for name in ("build", "test")]
    assert [block.strip().strip("`").removeprefix("sh").strip().count("\n") for block in marked] == [0, 0]


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = ["build", "check", "show", "list", "new"]
    assert [c for c in commands if f"exporter {c}" not in readme] == []
    assert set(commands) <= set(parser().format_help().split())
