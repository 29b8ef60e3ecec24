"""Where printed words come from: told from the file, checked against the source."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.cli import main
from exporter.errors import UsageError
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.facts import UnknownFact, fact
from exporter.plan.build import build
from exporter.plan.explain import Explanation, explain
from exporter.plan.request import Request
from exporter.plan.workshop import edition_of
from tests.plan.test_build import Silent

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("explained")
    list(build(Request(ROOT, out, products=("briefing",), editions=("en", "zh", "en+zh")), Silent()))
    return out


@pytest.fixture
def briefing(project: Path) -> Path:
    list(build(Request(project, products=("briefing",), editions=("en",)), Silent()))
    return project / "dist/en/briefing.docx"


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The file with one part changed, as an editor would change it."""
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, data in parts.items():
            archive.writestr(n, data)
    return path


def records(found: tuple[Explanation, ...]) -> set[str]:
    return {origin.record for one in found for origin in (*one.origins, *one.within)}


@pytest.mark.parametrize("edition", ["en", "zh"])
def test_every_number_of_the_prose_is_found_with_its_record(dist: Path, edition: str) -> None:
    from exporter.compose.prose import Prose
    from exporter.document.nodes import Text
    from exporter.readers.docx import read_printed

    chapter = load(ROOT).chapter
    prose = Prose(chapter, edition_of(edition, chapter))
    said = {
        (inline.record, inline.text)
        for paragraph in chapter.paragraphs
        for inline in prose.inlines(paragraph.text)
        if isinstance(inline, Text) and inline.record and any(c.isdigit() for c in inline.text)
    }
    read = read_printed(dist / edition / "briefing.docx")
    printed = {(p.maker.record, p.words.replace("\u00a0", " ")) for p in read.printings}
    assert len(said) > 20
    assert said <= printed


@pytest.mark.parametrize("edition", ["en", "zh", "en+zh"])
def test_nothing_has_changed_in_what_was_just_built(dist: Path, edition: str) -> None:
    from exporter.readers.docx import read_printed

    file = dist / edition / "briefing.docx"
    ids = {p.maker.record.split(".")[0] for p in read_printed(file).printings if " " not in p.maker.record}
    assert [p.around for p in read_printed(file).printings if p.edited] == []
    some = sorted(filter(None, ids))[::20]
    assert [e for i in some for e in explain(ROOT, file, record=i) if e.remark] == []


def test_every_figure_leads_to_its_line(dist: Path) -> None:
    chapter = load(ROOT).chapter
    number = load_edition("en")
    assert number.tag == "en"
    for figure in chapter.figures[:5]:
        found = explain(ROOT, dist / "en/briefing.docx", record=figure.id)
        places = {
            o.place for e in found for o in e.origins if o.record == figure.id and o.field in ("", "value")
        }
        assert len(places) == 1
        file, _, line = places.pop().rpartition(":")
        assert "value" in (ROOT / file).read_text("utf-8").splitlines()[int(line) - 1]


def test_a_number_is_told_with_record_section_paragraph_rule_and_edition(dist: Path) -> None:
    found = explain(ROOT, dist / "en/briefing.docx", text="101")
    assert records(found) == {"tisc-count"}
    origin = found[0].origins[0]
    assert origin.value == "101"
    assert (origin.told[0].section, origin.told[0].position) == ("1.1", 3)
    assert {one.rule for one in found} == {"say_number", "say_count"}
    assert {one.edition for one in found} == {"en"}


def test_a_plain_space_finds_one_that_holds_a_date_together(dist: Path) -> None:
    assert explain(ROOT, dist / "en/briefing.docx", text="1 December 2021")


def test_a_number_inside_a_title_leads_to_the_field_that_holds_it(dist: Path) -> None:
    found = explain(ROOT, dist / "en/briefing.docx", text="62nd")
    fields = {(o.record, o.field) for one in found for o in one.within}
    assert ("wipo-assemblies-62", "session") in fields


def test_a_bar_of_a_chart_names_the_records_that_it_counts(dist: Path) -> None:
    chapter = load(ROOT).chapter
    found = explain(ROOT, dist / "en/briefing.docx", record=chapter.agreements[0].id)
    bars = [one for one in found if one.rule == "count" and len(one.origins) == int(one.printed)]
    assert bars


def test_a_changed_source_is_said(project: Path, briefing: Path) -> None:
    figure = load(project).chapter.figures[0]
    file, _, line = explain(project, briefing, record=figure.id)[0].origins[0].place.rpartition(":")
    lines = (project / file).read_text("utf-8").splitlines(keepends=True)
    lines[int(line) - 1] = lines[int(line) - 1].replace(str(figure.value), "7654")
    (project / file).write_text("".join(lines), "utf-8")
    remarks = [e.remark for e in explain(project, briefing, record=f"{figure.id}.value")]
    assert remarks
    assert all("the source now says" in remark and "7,654" in remark for remark in remarks)


def test_an_edited_file_is_said(project: Path, briefing: Path) -> None:
    figure = load(project).chapter.figures[0]
    number = str(figure.value).encode()
    rewritten(briefing, "word/document.xml", lambda xml: xml.replace(b">" + number + b"<", b">777<"))
    edited = [e for e in explain(project, briefing, record=figure.id) if "edited here" in e.remark]
    assert "777" in {e.printed for e in edited}


def test_unknown_words_bring_near_ones(project: Path, briefing: Path) -> None:
    with pytest.raises(UsageError, match="does not print") as error:
        explain(project, briefing, text="Ruritaniaan")
    assert error.value.exit_code == 2
    with pytest.raises(UsageError, match="prints nothing of"):
        explain(project, briefing, record="nobody")


def test_words_that_nobody_recorded_are_told_apart(project: Path, briefing: Path) -> None:
    with pytest.raises(UsageError, match="no record made it"):
        explain(project, briefing, text="Annexes")


def archive_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"not a zip", "damaged, or no Word file"),
        (archive_of({"a.txt": b"x"}), "no Word file"),
        (archive_of({"word/document.xml": BOMB, "word/styles.xml": b"<a/>"}), "declares entities"),
        (archive_of({"word/document.xml": b"<a/>", "word/styles.xml": b"<a/>"}), "does not say"),
        (archive_of({"word/document.xml": b"<a", "word/styles.xml": b"<a/>"}), "damaged"),
        (archive_of({"word/document.xml": b" " * 200_000_001}), "beyond all reason"),
    ],
    ids=["no zip", "no Word file", "entities", "not ours", "cut off", "a bomb"],
)
def test_a_file_that_is_none_of_ours_is_refused(
    project: Path, tmp_path: Path, data: bytes, problem: str
) -> None:
    file = tmp_path / "file.docx"
    file.write_bytes(data)
    with pytest.raises(UsageError, match=problem):
        explain(project, file, text="1")


def test_a_missing_file_is_refused(project: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        explain(project, project / "nowhere.docx", text="1")


def test_the_command_speaks_json(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(dist / "zh/briefing.docx")
    assert main(["explain", file, "--project", str(ROOT), "--record", "tisc-count", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told[0]["origins"][0]["record"] == "tisc-count"
    assert main(["explain", file, "--project", str(ROOT), "--text", "101"]) == 0
    assert "source/sections/" in capsys.readouterr().out


def test_every_placeholder_has_a_place_in_the_source() -> None:
    from exporter.model.facts import path_of

    loaded = load(ROOT)
    chapter = loaded.chapter
    for paragraph in chapter.paragraphs:
        for slot in paragraph.text.slots("en"):
            if slot.is_name or slot.target == "report":
                continue
            try:
                pointed = fact(chapter, slot)
            except UnknownFact:
                raise AssertionError(slot) from None
            path = path_of(pointed.record, slot.field)  # type: ignore[arg-type]
            whole = loaded.places.of(pointed.record.id)
            assert loaded.places.of(pointed.record.id, path) != whole, (str(slot), path)
