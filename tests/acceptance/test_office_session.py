"""An office works in a real tracker in LibreOffice, and all that it did comes back: no more, no less."""

from __future__ import annotations

import json
import shutil
import subprocess
import uuid
from collections.abc import Sequence
from pathlib import Path

import pytest

from exporter.merge.tables import Table
from exporter.plan.build import build
from exporter.plan.pull import pull
from exporter.plan.request import Request
from exporter.readers.xlsx import read_tracker
from tests.plan.listening import Kept

ROOT = Path(__file__).parents[2]
SESSION = Path(__file__).with_name("office_session.py")


def python_with_uno() -> str | None:
    """A Python that can talk to LibreOffice: it comes with it, or with the system."""
    soffice = shutil.which("soffice")
    beside = [Path(soffice).resolve().parent / "python"] if soffice else []
    for candidate in (shutil.which("python3"), "/usr/bin/python3", *map(str, beside)):
        if candidate and Path(candidate).exists():
            done = subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False)
            if done.returncode == 0:
                return candidate
    return None


PYTHON = python_with_uno() if shutil.which("soffice") else None
pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(PYTHON is None, reason="needs LibreOffice with python3-uno; the README says how"),
]


@pytest.fixture(scope="module")
def chapter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project with its trackers built."""
    folder = tmp_path_factory.mktemp("chapter")
    for part in ("source", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    build(Request(folder, products=("tracker",)), Kept())
    return folder


def work(tracker: Path, edits: dict[str, list[Sequence[object]]], folder: Path) -> None:
    """Let LibreOffice do `edits` to the file."""
    (folder / "edits.json").write_text(json.dumps(edits), "utf-8")
    pipe = f"exporter-{uuid.uuid4().hex}"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
        try:
            session = [str(PYTHON), str(SESSION), pipe, str(tracker), str(folder / "edits.json")]
            done = subprocess.run(session, capture_output=True, encoding="utf-8", timeout=180, check=False)
            assert done.returncode == 0, done.stderr
            office.wait(timeout=60)
        finally:
            office.kill()


def table(tracker: Path) -> Table:
    return read_tracker(tracker).base.tables["agreements"]


@pytest.mark.parametrize(("edition", "done"), [("en", "Done"), ("zh", "已完成")])
def test_all_that_an_office_does_comes_back(chapter: Path, edition: str, done: str, tmp_path: Path) -> None:
    tracker = tmp_path / "tracker.xlsx"
    shutil.copyfile(chapter / "dist" / edition / "tracker.xlsx", tracker)
    records = list(table(tracker).rows)
    first, second, third, fourth, fifth, sixth, *_ = records
    steps: list[Sequence[object]] = [
        ("put", first, "status", done),
        ("put", second, "title", "Another title"),
        ("put_day", third, "due", "2031-05-06"),
        ("put", fourth, "note", "=1+1, 他说\n“好”"),
        ("insert_column", "status", "Contact", {fifth: "Ms Zhao"}),
        ("sort_descending", records),
        ("hide", first),
        ("delete", sixth),
        ("copy", first, {"owner": "A copy's owner"}),
        ("add", {"title": "A new agreement"}),
        ("rename", "我的表"),
    ]
    work(tracker, {"agreements": steps}, tmp_path)

    found = {
        (c.outcome.value, c.subject.value, c.record, c.field): c.theirs or dict(c.values)
        for c in pull(chapter, tracker).changes.changes
    }
    copied = found.pop(("proposed", "new row", "", ""))
    assert found == {
        ("taken", "cell", first, "status"): "done",
        ("refused", "cell", second, "title"): "Another title",
        ("taken", "cell", third, "due"): "2031-05-06",
        ("taken", "cell", fourth, "note"): "=1+1, 他说\n“好”",
        ("taken", "cell", fifth, "extra.Contact"): "Ms Zhao",
        ("proposed", "deleted row", sixth, ""): {},
    }
    assert copied
    new = [c for c in pull(chapter, tracker).changes.changes if c.subject.value == "new row"]
    assert [c.values.get("owner") or c.values["title"] for c in new] == ["A copy's owner", "A new agreement"]
    assert all(c.cell.startswith("我的表!") for c in new)


@pytest.mark.parametrize("edition", ["en", "zh"])
def test_a_mere_save_is_no_change(chapter: Path, edition: str, tmp_path: Path) -> None:
    tracker = tmp_path / "tracker.xlsx"
    shutil.copyfile(chapter / "dist" / edition / "tracker.xlsx", tracker)
    before = tracker.read_bytes()
    work(tracker, {}, tmp_path)
    assert tracker.read_bytes() != before
    pulled = pull(chapter, tracker)
    assert (pulled.changes.changes, pulled.changes.notes) == ((), ())
