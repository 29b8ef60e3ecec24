"""An edit of a source file changes the value that it names, and not one byte of anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exporter.loading.edit import Addition, Edit, Uneditable, edited
from exporter.loading.places import identity_of, steps
from tests.small_project import FILES

BLOCK = """\
# staff's own notes
overlay:

  - id: mou-notes   # ours
    about: mou
    owner: 'Wang''s desk'  # since May
    status: "in_progress"

    remark: >-  # said on the phone
      A first line
      and a second.
    # a comment between
    extra:
      Budget: "12"
    due: 2030-05-01
  # a comment before
  - about: visit
    id: visit-notes
    remark: |
      One.

        Two.
    talking_points:
    - en: >-
        Long and
        folded.
      zh: 你好
    next_action:
# the end
"""
FLOW = """\
overlay: [{id: mou-notes, about: mou, owner: A, extra: {Budget: "12"}, due: 2030-05-01, remark: , status: x},
  {id: visit-notes, about: visit, # why
   remark: "two
     lines", talking_points: [{en: a, zh: 'b'}], next_action: }]
"""
OTHERS = {
    "marked": "\ufeffoverlay:\n- id: mou-notes\n  about: mou\n",
    "windows": BLOCK.replace("\n", "\r\n"),
    "unended": "overlay:\n    - id: mou-notes\n      about: mou\n      remark: x",
    "dashed": "---\noverlay:\n  -   id: mou-notes\n      about: mou\n...\n",
}
SAMPLES = {"block": BLOCK, "flow": FLOW, **OTHERS, **FILES}

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)
tricky = st.sampled_from([
    "null", "~", "no", "12", "1.5", "2030-06-01",
    "a: b", "a #b", "# c", "- d", "{e}", "[f", "'g", '"h"', "i, j",
    "&k", "*l", "!m", "%n", "@o", "`p", "? q", "r:", "s\nt", "u\n\n  v\n", "w\r\nx", "词 语", "=1+1", "...",
    "---", "\u2028z", "y" * 300, "long " * 60,
])  # fmt: skip
texts = (words | tricky).filter(lambda text: bool(text.strip()))


class Texts(yaml.SafeLoader):
    """Reads every value as text but for null."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, regex) for tag, regex in rules if tag.endswith(":null")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def plain(text: str) -> Any:
    """What a file means, in maps, lists and stripped texts; nothing and null are the empty text."""
    return _plain(yaml.load(text.removeprefix("\ufeff"), Loader=Texts))


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.strip()


def wanted(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def scalars(name: str) -> list[tuple[str, tuple[str | int, ...]]]:
    """Every value of a sample: its record and its path."""
    found = []
    for collection, records in plain(SAMPLES[name]).items():
        for record in [records] if collection == "report" else records:
            identity = "report" if collection == "report" else identity_of(record.items())
            assert identity is not None
            found += [(identity, path) for path in _paths(record) if path[0] not in ("id", "number")]
    return found


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(part, (*path, step))
    else:
        yield path


def record_of(means: Any, name: str) -> Any:
    if name == "report":
        return means["report"]
    return next(
        r
        for records in means.values()
        if isinstance(records, list)
        for r in records
        if identity_of(r.items()) == name
    )


def put(means: Any, record: str, path: Sequence[str | int], value: Any) -> Any:
    holder = record_of(means, record)
    for step in path[:-1]:
        holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
    holder[path[-1]] = value
    return means


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines of two texts without those that they share at the beginning and at the end."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return before, after


@st.composite
def settings(draw: st.DrawFn) -> tuple[str, str, tuple[str | int, ...], str]:
    name = draw(st.sampled_from(sorted(SAMPLES)))
    record, path = draw(st.sampled_from(scalars(name)))
    return name, record, path, draw(texts)


@given(settings())
def test_a_value_that_is_set_reads_back_and_nothing_else_moves(case: tuple[Any, ...]) -> None:
    name, record, path, value = case
    old = SAMPLES[name]
    new = edited(old, [Edit(record, path, value)])
    assert plain(new) == put(plain(old), record, path, wanted(value))
    before, _ = changed_lines(old, new)
    assert len(before) <= lines_of_longest_value(name)
    assert comments(old) <= comments(new)


def lines_of_longest_value(name: str) -> int:
    loader = yaml.SafeLoader(SAMPLES[name].removeprefix("\ufeff"))
    events = iter(loader.get_event, None)
    return max(e.end_mark.line - e.start_mark.line + 1 for e in events if isinstance(e, yaml.ScalarEvent))


def comments(text: str) -> set[str]:
    return {line.partition("# ")[2].strip() for line in text.splitlines() if "# " in line}


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_missing_key_is_added_as_whole_lines_or_between_the_brackets(
    name: str, data: st.DataObject
) -> None:
    record = data.draw(st.sampled_from(sorted({r for r, _ in scalars(name)})))
    path = data.draw(st.sampled_from([("spare",), ("spare", "Cost: EUR"), ("spare", "no")]))
    value = data.draw(texts)
    old = SAMPLES[name]
    new = edited(old, [Edit(record, path, value)])
    assert plain(new) == put(plain(old), record, path, wanted(value))
    before, _ = changed_lines(old, new)
    assert len(before) <= 1


@given(settings())
def test_what_is_taken_away_is_gone_with_the_maps_that_it_leaves_empty(case: tuple[Any, ...]) -> None:
    name, record, path, _ = case
    old = SAMPLES[name]
    if any(isinstance(step, int) for step in path[-1:]):
        return  # an item of a list is no entry
    new = edited(old, [Edit(record, path, None)])
    found = record_of(yaml.safe_load(new.removeprefix("\ufeff")), record)
    for step in path:
        found = found.get(step) if isinstance(found, dict) else found[step] if found else None
    assert found is None
    assert edited(new, [Edit(record, path, None)]) == new


def test_several_edits_of_several_records_are_made_at_once() -> None:
    edits = [
        Edit.at("mou-notes", "owner", "B"),
        Edit.at("visit-notes", "talking_points[0].zh", "再见"),
        Edit.at("mou-notes", "extra.Budget", None),
        Edit.at("mou-notes", "status", None),
        Edit.at("visit-notes", "about", None),
    ]
    assert edited(BLOCK, edits) == (
        BLOCK.replace("owner: 'Wang''s desk'", "owner: 'B'")
        .replace("zh: 你好", "zh: 再见")
        .replace('    extra:\n      Budget: "12"\n', "")
        .replace('    status: "in_progress"\n', "")
        .replace("about: visit", "about: null")
    )


@pytest.mark.parametrize("name", sorted(SAMPLES))
@given(value=texts)
def test_a_record_is_appended_to_its_collection(name: str, value: str) -> None:
    fields = {
        "id": "new-notes",
        "about": "mou",
        "remark": value,
        "note": {"en": value, "zh": "新"},
        "told": ["p-1"],
    }
    old = SAMPLES[name]
    new = edited(old, additions=[Addition("overlay", fields), Addition("units", {"id": "u"})], edits=[])
    means = plain(old)
    record = {**fields, "remark": wanted(value), "note": {"en": wanted(value), "zh": "新"}}
    means["overlay"] = [*means.get("overlay", []), record]
    means["units"] = [*means.get("units", []), {"id": "u"}]
    assert plain(new) == means
    assert comments(old) <= comments(new)


@pytest.mark.parametrize(
    "start", ["", "# nothing yet\n", "overlay:\n", "overlay: []\n", "overlay: # none\n", "overlay: ~"]
)
def test_a_file_without_records_takes_one(start: str) -> None:
    new = edited(start, [], [Addition("overlay", {"id": "a", "about": "b"})])
    assert plain(new) == {"overlay": [{"id": "a", "about": "b"}]}
    assert comments(start) <= comments(new)


def test_line_ends_and_byte_order_mark_stay() -> None:
    new = edited(OTHERS["windows"], [Edit.at("visit-notes", "remark", "x\ny")])
    assert new.replace("\r\n", "").count("\n") == 0
    assert edited(OTHERS["marked"], [Edit.at("mou-notes", "owner", "x")]).startswith("\ufeffoverlay")


def test_a_long_text_becomes_a_folded_block() -> None:
    new = edited("overlay:\n  - id: a\n    remark: x\n", [Edit.at("a", "remark", "word " * 40)])
    assert max(map(len, new.splitlines())) <= 110
    assert "remark: >-\n      word" in new


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Edit.at("nobody", "owner", "x"), "no record"),
        (Edit.at("mou-notes", "owner", "  "), "empty"),
        (Edit.at("mou-notes", "extra", "x"), "one value"),
        (Edit.at("mou-notes", "owner.name", "x"), "no map"),
        (Edit.at("visit-notes", "talking_points[7].en", "x"), "no"),
        (Edit.at("visit-notes", "talking_points[0]", None), "taken away"),
        (Edit.at("mou-notes", "owner", "a\ud800"), "fit"),
    ],
)
def test_what_has_no_place_in_the_file_is_refused(edit: Edit, words: str) -> None:
    with pytest.raises(Uneditable, match=words):
        edited(BLOCK, [edit])


def test_paths_are_written_as_in_faults() -> None:
    assert tuple(steps("actions[0].on")) == ("actions", 0, "on")
