"""A build from end to end: paths, bytes, manifest, and what an interruption leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from exporter.errors import SourceError, UsageError
from exporter.loading.project import load
from exporter.plan import workshop
from exporter.plan.build import build
from exporter.plan.publish import Staging
from exporter.plan.request import Request
from tests.cli.test_cli import exporter


class Silent:
    def say(self, message: str) -> None: ...
    def begin(self, total: int) -> None: ...
    def done(self, job: str) -> None: ...
    def kept(self, count: int) -> None: ...


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def built(project: Path, **wishes: object) -> list[str]:
    paths = build(Request(project, **wishes), Silent())  # type: ignore[arg-type]
    return [path.relative_to(project).as_posix() for path in paths]


def test_a_build_writes_every_product_in_every_edition(project: Path) -> None:
    products = ("briefing.docx", "factsheet.pdf", "tracker.xlsx")
    assert built(project) == [f"dist/{edition}/{product}" for edition in ("en", "zh") for product in products]


def test_other_scopes_have_folders_of_their_own(project: Path) -> None:
    wishes = {
        "scopes": ("partner:MT", "period:2030-04/2030-06"),
        "editions": ("zh",),
        "products": ("briefing",),
    }
    assert built(project, **wishes) == [
        "dist/zh/partner/MT/briefing.docx",
        "dist/zh/period/2030-04--2030-06/briefing.docx",
    ]


def test_the_manifest_holds_the_hash_of_each_output(project: Path) -> None:
    built(project, products=("tracker",))
    manifest = json.loads((project / "dist/manifest.json").read_text("utf-8"))
    assert {o["path"]: o["sha256"] for o in manifest["outputs"]} == {
        path: found for path, found in hashes(project / "dist").items() if path != "manifest.json"
    }


def test_the_manifest_names_the_records_of_each_output(project: Path) -> None:
    built(project, products=("tracker",), editions=("en",))
    (output,) = json.loads((project / "dist/manifest.json").read_text("utf-8"))["outputs"]
    assert "mou-gpo" in output["records"]


def test_the_manifest_keeps_outputs_of_earlier_builds(project: Path) -> None:
    built(project, products=("tracker",), editions=("en",))
    built(project, products=("briefing",), editions=("en",))
    outputs = json.loads((project / "dist/manifest.json").read_text("utf-8"))["outputs"]
    assert [output["path"] for output in outputs] == ["en/briefing.docx", "en/tracker.xlsx"]


def test_the_same_source_gives_the_same_bytes_whatever_surrounds_it(project: Path, tmp_path: Path) -> None:
    exporter("build", cwd=project, PYTHONHASHSEED="1", TZ="UTC", LANG="C")
    first = hashes(project / "dist")
    other = {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"}
    exporter("build", "--project", str(project), "--out", str(tmp_path / "elsewhere"), cwd=Path("/"), **other)
    assert hashes(tmp_path / "elsewhere") == first


def test_a_build_that_fails_leaves_the_outputs_as_they_were(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project, products=("briefing", "tracker"))
    before = hashes(project / "dist")

    def fail(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setitem(workshop._WRITERS, "xlsx", fail)
    with pytest.raises(KeyboardInterrupt):
        built(project, products=("briefing", "tracker"), force=True)
    assert hashes(project / "dist") == before


def test_a_staging_folder_is_gone_when_the_build_ends(tmp_path: Path) -> None:
    with Staging(tmp_path) as staging:
        staging.add(PurePosixPath("en/a.txt"), b"a")
        staging.publish()
    assert [path.name for path in tmp_path.iterdir()] == ["en"]


@pytest.fixture
def with_overlay(project: Path) -> Iterator[Path]:
    words = "{en: Ask about training., zh: 询问培训安排。}"
    overlay = f"overlay:\n  - id: note-gpo\n    about: gpo\n    talking_points: [{words}]\n"
    (project / "source/overlay.yaml").write_text(overlay, "utf-8")
    return project


def briefing_text(project: Path) -> str:
    from zipfile import ZipFile

    with ZipFile(project / "dist/en/partner/MT/briefing.docx") as package:
        return package.read("word/document.xml").decode()


def test_an_internal_overlay_stays_out_of_a_public_product(with_overlay: Path) -> None:
    built(with_overlay, products=("briefing",), scopes=("partner:MT",))
    assert "Ask about training" not in briefing_text(with_overlay)


def test_an_internal_overlay_prints_in_an_internal_product(with_overlay: Path) -> None:
    built(with_overlay, products=("briefing",), scopes=("partner:MT",), audience="internal")
    assert "Ask about training" in briefing_text(with_overlay)


def test_a_record_above_the_audience_is_refused_by_name(project: Path) -> None:
    path = project / "source/sections/01-meetings.yaml"
    path.write_text(
        path.read_text("utf-8").replace("    kind: mou\n", "    kind: mou\n    audience: partner\n"), "utf-8"
    )
    with pytest.raises(UsageError, match="mou-gpo"):
        built(project, products=("briefing",))


def test_a_file_where_the_output_folder_should_be_is_a_fault_of_usage(project: Path) -> None:
    (project / "dist").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot hold outputs"):
        built(project, products=("tracker",))


def test_a_folder_where_an_output_should_be_is_a_fault_of_usage(project: Path) -> None:
    (project / "dist/en/tracker.xlsx/inside").mkdir(parents=True)
    with pytest.raises(UsageError, match="stands where an output goes"):
        built(project, products=("tracker",))


def test_a_paragraph_above_the_audience_is_refused_by_name(project: Path) -> None:
    path = project / "source" / "sections" / "01-meetings.yaml"
    text = path.read_text("utf-8").replace(
        '    section: "1.1"\n', '    section: "1.1"\n    audience: internal\n'
    )
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="p-1-1-heads"):
        built(project)


def test_nothing_is_moved_when_a_folder_stands_where_an_output_goes(project: Path) -> None:
    (project / "dist" / "manifest.json").mkdir(parents=True)
    with pytest.raises(UsageError, match="stands where an output goes"):
        built(project, products=("tracker",))
    assert [path.name for path in (project / "dist").iterdir()] == ["manifest.json"]


def test_a_manifest_full_of_rubbish_is_written_anew(project: Path) -> None:
    (project / "dist").mkdir()
    (project / "dist" / "manifest.json").write_text("[" * 100_000, "utf-8")
    built(project, products=("tracker",))
    assert "outputs" in json.loads((project / "dist" / "manifest.json").read_text("utf-8"))


def test_a_language_that_nobody_knows_is_a_fault_of_the_source(project: Path) -> None:
    text = "publications:\n  - {id: film, kind: video, title: {en: Film, zh: 影片}, languages: [zzz]}\n"
    (project / "source" / "film.yaml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match="zzz"):
        built(project)


def test_what_staff_wrote_never_reaches_a_fact_sheet(with_overlay: Path) -> None:
    from pypdf import PdfReader

    built(with_overlay, products=("factsheet",), scopes=("partner:MT",), audience="internal")
    pages = PdfReader(with_overlay / "dist/en/partner/MT/factsheet.pdf").pages
    text = "".join(page.extract_text() for page in pages)
    assert ("Ask about training" in text, "nternal" in text) == (False, False)


def test_a_tracker_as_csv_or_json_is_a_folder_with_a_file_for_each_sheet(project: Path) -> None:
    paths = built(project, editions=("en",), formats=("csv", "json"))

    assert "dist/en/tracker/agreements.csv" in paths and "dist/en/tracker/agreements.json" in paths
    assert {path.rpartition("/")[0] for path in paths} == {"dist/en/tracker"}


def test_csv_and_json_hold_every_sheet_of_the_workbook(project: Path) -> None:
    from exporter.compose.tracker import SHEET_KEYS

    paths = built(project, editions=("zh",), formats=("json",), scopes=("partner:MT",))

    assert paths == [f"dist/zh/partner/MT/tracker/{key}.json" for key in SHEET_KEYS]


def test_a_briefing_is_a_pdf_file_where_that_is_asked_for(project: Path) -> None:
    from pypdf import PdfReader

    paths = built(project, products=("briefing",), formats=("docx", "pdf"), editions=("en", "en+zh"))

    assert "dist/en/briefing.docx" in paths and "dist/en/briefing.pdf" in paths
    pages = PdfReader(project / "dist/en+zh/briefing.pdf").pages
    assert "Contents / 目录" in pages[0].extract_text()


def test_variants_of_paper_are_files_beside_each_other(project: Path) -> None:
    paths = built(project, editions=("en",), variants=("a4", "letter", "print"))

    assert [path for path in paths if path.endswith(".pdf")] == [
        "dist/en/factsheet.pdf", "dist/en/factsheet.letter.pdf", "dist/en/factsheet.print.pdf",
    ]  # fmt: skip
    assert "dist/en/briefing.docx" in paths


def test_an_unknown_variant_is_told(project: Path) -> None:
    with pytest.raises(UsageError, match=r"no variant 'a5' here\n  remedy: variants are a4, letter, print"):
        built(project, variants=("a5",))


def test_a_product_without_the_format_is_refused_where_it_was_asked_for(project: Path) -> None:
    with pytest.raises(UsageError, match=r"no briefing as csv\n  remedy: formats of the briefing are docx"):
        built(project, products=("briefing", "tracker"), formats=("csv",))


def test_a_format_that_no_product_has_is_told(project: Path) -> None:
    with pytest.raises(UsageError, match=r"no format 'ods' here\n  remedy: formats are docx, pdf, xlsx"):
        built(project, formats=("ods",))


def test_a_tracker_leads_to_the_briefings_from_where_it_lies(project: Path) -> None:
    import openpyxl

    built(project, editions=("en",), products=("tracker",), scopes=("chapter", "partner:MT"))
    books = [project / "dist/en/tracker.xlsx", project / "dist/en/partner/MT/tracker.xlsx"]
    pages = [openpyxl.load_workbook(path)["Organizations"] for path in books]
    cells = (cell for page in pages for row in page.iter_rows() for cell in row if cell.hyperlink)
    targets = [cell.hyperlink.target for cell in cells]

    assert targets == ["partner/MT/briefing.docx", "briefing.docx"]


def test_a_bilingual_edition_holds_the_briefings_alone(project: Path) -> None:
    wishes = {"editions": ("en+zh", "zh+en"), "scopes": ("chapter", "partner:MT")}
    assert built(project, **wishes) == [
        "dist/en+zh/briefing.docx",
        "dist/zh+en/briefing.docx",
        "dist/en+zh/partner/MT/briefing.docx",
        "dist/zh+en/partner/MT/briefing.docx",
    ]


def test_a_fact_sheet_in_two_languages_is_refused(project: Path) -> None:
    with pytest.raises(UsageError, match="no factsheet in two languages"):
        built(project, editions=("en+zh",), products=("briefing", "factsheet"))


@pytest.mark.parametrize("edition", ["en+en", "en+zh+en", "en+xx", "en+"])
def test_what_is_no_pair_of_languages_is_refused(project: Path, edition: str) -> None:
    with pytest.raises(UsageError):
        built(project, editions=(edition,))


class Log(Silent):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, message: str) -> None:
        self.lines.append(message)


def test_sections_that_staff_did_not_write_are_named_in_the_log(project: Path) -> None:
    log = Log()
    build(Request(project, products=("briefing",), scopes=("partner:MT",)), log)
    assert any("Talking points" in line and "partner:MT" in line for line in log.lines)


def test_an_overlay_above_the_audience_is_named_in_the_log(with_overlay: Path) -> None:
    log = Log()
    build(Request(with_overlay, products=("briefing",)), log)
    assert any("note-gpo" in line for line in log.lines)


def test_a_photograph_of_the_source_is_printed_and_followed(project: Path) -> None:
    from tests.loading.test_images import photo

    first = load(project).chapter.photos[0]
    file = project / first.place.file
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines.insert(first.place.line, " " * (first.place.column - 1) + "image: it.jpg\n")
    file.write_text("".join(lines), "utf-8")
    (project / "source/images").mkdir(exist_ok=True)
    image = project / "source/images/it.jpg"
    request = Request(project, products=("briefing",), editions=("en",))
    image.write_bytes(photo(size=(640, 400)))
    (path,) = build(request, Silent())
    with ZipFile(path) as package:
        media = [n for n in package.namelist() if n.startswith("word/media/")]
        before = package.read(media[0])
    assert len(media) == 1
    image.write_bytes(photo(size=(640, 401)))
    build(request, Silent())
    with ZipFile(path) as package:
        assert package.read(media[0]) != before


@pytest.mark.parametrize(("codec", "module"), [("isal", "isal"), ("zlib-ng", "zlib_ng")])
def test_a_faster_codec_is_taken_where_asked_for_and_changes_no_part(
    codec: str, module: str, project: Path, tmp_path: Path
) -> None:
    pytest.importorskip(module)
    wish = Request(project, tmp_path / "zlib", editions=("en",), products=("tracker",))
    (plain,) = build(wish, Silent())
    (fast,) = build(replace(wish, out=tmp_path / codec, codec=codec), Silent())
    assert fast.read_bytes() != plain.read_bytes()
    with ZipFile(plain) as one, ZipFile(fast) as other:
        assert other.testzip() is None
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_another_codec_makes_again_what_stands(project: Path, tmp_path: Path) -> None:
    wish = Request(project, tmp_path, editions=("en",), products=("tracker",))
    assert wish.settings != replace(wish, codec="isal").settings


def test_an_unknown_codec_is_refused_before_anything_is_made(project: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no codec 'lzma'"):
        build(Request(project, tmp_path / "dist", codec="lzma"), Silent())
    assert not (tmp_path / "dist").exists()
