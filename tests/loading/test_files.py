"""Files as they come from the world: wrong bytes, wrong YAML, wrong kinds of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import SourceError
from exporter.loading import yaml_tree
from exporter.loading.project import load


def fault_with(project: Path, name: str, data: bytes) -> str:
    (project / "source" / name).write_bytes(data)
    with pytest.raises(SourceError) as caught:
        load(project)
    return str(caught.value)


def test_a_byte_order_mark_is_read_over(project: Path) -> None:
    path = project / "source" / "registry.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(project).chapter.organizations[0].id == "ripo"


def test_windows_line_ends_are_read(project: Path) -> None:
    path = project / "source" / "registry.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(project).chapter.organizations[0].name["en"] == "Ruritanian Intellectual Property Office"


def test_an_empty_file_holds_nothing(project: Path) -> None:
    (project / "source" / "overlay.yaml").write_bytes(b"")
    assert load(project).chapter.overlay == ()


def test_a_collection_that_is_null_holds_nothing(project: Path) -> None:
    (project / "source" / "overlay.yaml").write_text("overlay: null\n", "utf-8")
    assert load(project).chapter.overlay == ()


def test_a_file_that_is_not_utf_8_is_a_fault_with_line_and_column(project: Path) -> None:
    text = fault_with(project, "x.yaml", b"overlay:\n  # \xd6\xd0\n")
    assert text.startswith("source/x.yaml:2:5: byte 0xD6 is not UTF-8")


def test_a_tab_is_a_fault_that_speaks_of_spaces(project: Path) -> None:
    assert "indent with spaces" in fault_with(project, "x.yaml", b"overlay:\n\t- id: a\n")


def test_a_key_given_twice_is_a_fault_with_both_lines(project: Path) -> None:
    assert "it stood in line 1 already" in fault_with(project, "x.yaml", b"overlay:\noverlay:\n")


def test_anchors_and_aliases_are_refused_so_that_no_file_explodes(project: Path) -> None:
    bomb = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
    assert "anchors (&) and aliases (*) are not read" in fault_with(project, "x.yaml", bomb)


def test_a_tag_is_refused(project: Path) -> None:
    assert "is not read" in fault_with(project, "x.yaml", b"overlay: !!python/object:os.system []\n")


def test_a_second_document_in_a_file_is_a_fault(project: Path) -> None:
    assert "a second document" in fault_with(project, "x.yaml", b"overlay: []\n---\noverlay: []\n")


def test_deep_nesting_is_a_fault_and_no_crash(project: Path) -> None:
    assert "nested deeper" in fault_with(project, "x.yaml", b"overlay: " + b"[" * 5000 + b"]" * 5000)


def test_a_control_character_is_a_fault(project: Path) -> None:
    assert "remove the control character" in fault_with(project, "x.yaml", b"overlay: [\x01]\n")


def test_a_huge_file_is_a_fault_at_once(project: Path) -> None:
    data = b"# " + b"x" * yaml_tree.MAX_BYTES
    assert "divide it into several files" in fault_with(project, "x.yaml", data)


def test_a_file_that_is_a_list_is_a_fault(project: Path) -> None:
    assert "no map of collections" in fault_with(project, "x.yaml", b"- a\n")


def test_a_folder_named_like_a_file_is_a_fault(project: Path) -> None:
    (project / "source" / "x.yaml").mkdir()
    with pytest.raises(SourceError, match="this is no file"):
        load(project)


def test_a_project_without_source_says_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no source folder here"):
        load(tmp_path)


def test_a_source_folder_without_files_says_what_to_begin_with(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    with pytest.raises(SourceError, match=r"begin with source/report\.yaml"):
        load(tmp_path)


def test_a_source_without_report_says_so(project: Path) -> None:
    (project / "source" / "report.yaml").unlink()
    with pytest.raises(SourceError) as caught:
        load(project)
    assert "no file says what the report is" in str(caught.value)


def test_a_folded_line_puts_no_space_between_chinese_characters(project: Path) -> None:
    assert " " not in load(project).chapter.paragraphs[0].text.raw("zh")
