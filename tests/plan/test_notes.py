"""Which overlay record a note goes to, where a record has several."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.loading.edit import Edit
from exporter.loading.project import Loaded, load
from exporter.merge.changes import Change, Outcome
from exporter.plan.pull import note_edits

OVERLAY = """\
overlay:
  - {id: secret, about: mou-gpo, audience: restricted, owner: A, risk: high}
  - {id: ours, about: mou-gpo, owner: B}
  - {id: gpo-notes, about: ripo}
"""


@pytest.fixture
def loaded(project: Path) -> Loaded:
    (project / "source/overlay.yaml").write_text(OVERLAY, "utf-8")
    return load(project)


def change(field: str, value: str | None, record: str = "mou-gpo") -> Change:
    return Change(Outcome.TAKEN, "agreements", record, "Agreements!A1", field, theirs=value)


def test_a_note_changes_where_the_tracker_took_it_from(loaded: Loaded) -> None:
    edits, additions = note_edits([change("owner", "C")], loaded)
    assert (edits, additions) == ([Edit("secret", ("owner",), "C")], [])


def test_a_new_note_joins_none_of_a_narrower_circle(loaded: Loaded) -> None:
    edits, _ = note_edits([change("note", "C"), change("extra.Fee", "1")], loaded)
    assert edits == [Edit("ours", ("remark",), "C"), Edit("ours", ("extra", "Fee"), "1")]


def test_an_emptied_note_is_emptied_everywhere(loaded: Loaded) -> None:
    edits, _ = note_edits([change("owner", None)], loaded)
    assert edits == [Edit("secret", ("owner",), None), Edit("ours", ("owner",), None)]


def test_first_notes_on_a_record_get_an_id_that_nothing_has(loaded: Loaded) -> None:
    _, additions = note_edits([change("owner", "C", "gpo"), change("extra.Fee", "1", "gpo")], loaded)
    assert [dict(a.fields) for a in additions] == [
        {"id": "gpo-notes-2", "about": "gpo", "owner": "C", "extra": {"Fee": "1"}}
    ]
