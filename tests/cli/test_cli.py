"""The command line, as a user meets it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.readers.office import edited

Spoil = Callable[[str, str, str], Path]


def exporter(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "exporter", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def loaded(program: str, *modules: str) -> list[str]:
    """Which of `modules` a program has loaded at its end."""
    program += f"\nprint(); print(*(m for m in {modules!r} if m in sys.modules))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("command", ["build", "check", "show", "list", "schema", "new", "pull"])
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    assert f"Example:\n  exporter {command}" in exporter(command, "--help").stdout


def test_help_loads_none_of_the_format_libraries() -> None:
    program = "import sys; from exporter.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    assert loaded(program, "docx", "reportlab", "openpyxl", "fontTools", "babel", "yaml") == []


def test_checking_loads_neither_pdf_nor_excel_nor_font_tools(project: Path) -> None:
    program = f"import sys; from exporter.cli import main; main(['check', '--project', {str(project)!r}])\n"
    assert loaded(program, "reportlab", "openpyxl", "fontTools") == []


def test_an_unknown_command_is_a_fault_of_usage() -> None:
    assert exporter("publish").returncode == 2


def test_an_unknown_edition_is_a_fault_of_usage_that_names_those_there_are(project: Path) -> None:
    done = exporter("build", "--edition", "fr", cwd=project)
    assert (done.returncode, "editions are en, zh" in done.stderr) == (2, True)


def test_an_unknown_partner_is_a_fault_of_usage(project: Path) -> None:
    assert exporter("build", "--scope", "partner:XX", cwd=project).returncode == 2


def test_a_fault_of_the_source_exits_with_3(spoil: Spoil) -> None:
    assert exporter("check", cwd=spoil("registry.yaml", "st3: MT", "st3: ZZ")).returncode == 3


def test_faults_go_to_standard_error_with_their_number(spoil: Spoil) -> None:
    done = exporter("check", cwd=spoil("registry.yaml", "st3: MT", "st3: ZZ"))
    assert (done.stdout, done.stderr.splitlines()[-1]) == ("", "1 fault in 1 file")


def test_a_missing_template_exits_with_4(project: Path) -> None:
    (project / "templates" / "factsheet.toml").unlink()
    assert exporter("check", cwd=project).returncode == 4


def test_a_sound_project_exits_with_0(project: Path) -> None:
    assert exporter("check", cwd=project).returncode == 0


def test_bad_input_never_shows_a_traceback(project: Path) -> None:
    (project / "source" / "registry.yaml").write_bytes(b"\xff\x00[[[{{{")
    assert "Traceback" not in exporter("build", cwd=project).stderr


def test_chinese_prints_under_the_plain_c_locale(project: Path) -> None:
    assert "周边国家" in exporter("show", cwd=project, LC_ALL="C", LANG="C", PYTHONUTF8="0").stdout


def test_the_model_is_shown_as_json_by_its_collections(project: Path) -> None:
    shown = json.loads(exporter("show", "--json", cwd=project).stdout)
    assert list(shown) == [
        "report", "sections", "organizations", "groups", "people", "engagements", "agreements", "pph",
        "projects", "publications", "figures", "commitments", "photos", "overlay",
    ]  # fmt: skip


def test_every_shown_record_has_an_id_and_a_section(project: Path) -> None:
    shown = json.loads(exporter("show", "--json", cwd=project).stdout)
    records = [record for key, value in shown.items() if key != "report" for record in value]
    assert all(record["id"] and "section" in record for record in records)


def test_shown_texts_are_spelled_out_in_every_language(project: Path) -> None:
    shown = json.loads(exporter("show", "--json", cwd=project).stdout)
    assert shown["engagements"][0]["title"] == {
        "en": "7th Meeting of the Heads of RIPO and GPO",
        "zh": "鲁局与格局局长第7次会议",
    }


def test_the_list_names_products_editions_and_scopes(project: Path) -> None:
    lines = exporter("list", cwd=project).stdout.splitlines()
    assert {"product\tbriefing", "edition\tzh"} <= set(lines)


def test_the_schema_is_the_one_that_a_new_project_holds(tmp_path: Path) -> None:
    exporter("new", "fresh", cwd=tmp_path)
    assert exporter("schema").stdout == (tmp_path / "fresh/source/exporter.schema.json").read_text("utf-8")


def test_a_new_project_is_sound(tmp_path: Path) -> None:
    exporter("new", "fresh", cwd=tmp_path)
    assert exporter("check", cwd=tmp_path / "fresh").returncode == 0


def test_a_new_project_never_overwrites_a_folder(project: Path) -> None:
    assert exporter("new", str(project)).returncode == 2


@pytest.mark.parametrize("tag", ["de", "nl"])
def test_a_language_without_words_is_a_fault_of_the_source_and_no_crash(spoil: Spoil, tag: str) -> None:
    project = spoil("report.yaml", "editions: [en, zh]", f"editions: [{tag}]")
    for path in (project / "source").rglob("*.yaml"):
        words = path.read_text("utf-8").replace("en:", f"{tag}:")
        path.write_text(
            re.sub(r", zh: (\"[^\"]*\"|[^,}\n]+)|      zh: >-\n(        .*\n)+", "", words), "utf-8"
        )
    done = exporter("build", cwd=project)
    assert (done.returncode, f"no product can be built in '{tag}'" in done.stderr) == (3, True)


def test_a_new_project_below_a_file_is_a_fault_of_usage(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = exporter("new", "file/fresh", cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def test_a_build_needs_no_open_standard_error(project: Path) -> None:
    command = [sys.executable, "-m", "exporter", "build", "--product", "tracker"]
    done = subprocess.run(["sh", "-c", '"$@" 2>&-', "sh", *command], cwd=project, check=False)
    assert done.returncode == 0


def test_what_an_ended_build_leaves_is_swept_by_the_next(project: Path) -> None:
    command = [sys.executable, "-m", "exporter", "build", "--scope", "all-partners", "--scope", "chapter"]
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        process.stderr.readline()  # the first output is made
        process.terminate()
        process.communicate()
    exporter("build", "--product", "tracker", cwd=project)
    assert list((project / "dist").glob(".building-*")) == []


def test_pulling_a_conflict_ends_with_its_own_exit_code(project: Path) -> None:
    overlay = project / "source/overlay.yaml"
    overlay.write_text("overlay:\n  - {id: n, about: mou-gpo, owner: A}\n", "utf-8")
    exporter("build", "--product", "tracker", "--edition", "en", cwd=project)
    tracker = project / "dist/en/tracker.xlsx"
    with edited(tracker) as book:
        book.put("agreements", "mou-gpo", "owner", "B")
    taken = exporter("pull", "dist/en/tracker.xlsx", cwd=project)
    assert (taken.returncode, '"A" → "B"' in taken.stdout) == (0, True)
    overlay.write_text(overlay.read_text("utf-8").replace("owner: A", "owner: C"), "utf-8")
    conflict = exporter("pull", "dist/en/tracker.xlsx", "--apply", cwd=project)
    assert (conflict.returncode, [w for w in "ABC" if f'"{w}"' not in conflict.stdout]) == (5, [])
    assert "owner: C" in overlay.read_text("utf-8")


@pytest.mark.parametrize("name", ["none.xlsx", "source/report.yaml", "source"])
def test_pulling_what_is_no_tracker_is_a_fault_of_usage(project: Path, name: str) -> None:
    done = exporter("pull", name, cwd=project)
    assert (done.returncode, "remedy: " in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_comparison_goes_to_a_folder_named_as_a_file_url_and_to_no_store(tmp_path: Path) -> None:
    refused = exporter("compare", "a", "b", "--out", "s3://bucket", cwd=tmp_path)
    assert (refused.returncode, "no folder" in refused.stderr) == (2, True)
    assert not list(tmp_path.iterdir())
