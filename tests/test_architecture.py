"""The rooms of the house: a room imports only from lower floors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import exporter

PACKAGE = Path(exporter.__file__).parent
FLOORS = (
    "errors units",
    "model document",
    "loading scope locale theme merge",
    "compose writers readers style",
    "plan",
    "cli",
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms.split()}


def imports() -> Iterator[tuple[str, str, str]]:
    """Yield (file, room, imported module) for every import of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        room = relative.parts[0].removesuffix(".py")
        if room.startswith("__"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from ((str(relative), room, name) for name in names)


def between_rooms() -> list[tuple[str, str, str]]:
    found = []
    for file, room, name in imports():
        parts = name.split(".")
        if parts[0] == "exporter" and len(parts) > 1 and parts[1] in FLOOR and parts[1] != room:
            found.append((file, room, parts[1]))
    return sorted(set(found))


@pytest.mark.parametrize(("file", "room", "imported"), between_rooms())
def test_imports_point_down(file: str, room: str, imported: str) -> None:
    assert FLOOR[imported] < FLOOR[room], f"{file}: {room} must not import {imported}"


def test_every_room_has_a_floor() -> None:
    rooms = {p.name.removesuffix(".py") for p in PACKAGE.iterdir() if not p.name.startswith("__")}
    assert rooms <= set(FLOOR), f"no floor for {sorted(rooms - set(FLOOR))}"


def test_only_the_locale_room_calls_babel() -> None:
    assert {room for _, room, name in imports() if name.split(".")[0] == "babel"} <= {"locale"}


@pytest.mark.parametrize("library", ["docx", "reportlab", "openpyxl", "fontTools", "yaml"])
def test_each_format_library_is_known_to_its_own_rooms(library: str) -> None:
    allowed = {
        "docx": {"writers", "theme"},
        "reportlab": {"writers", "theme"},
        "openpyxl": {"writers", "readers"},
        "fontTools": {"theme"},
        "yaml": {"loading", "merge", "plan"},
    }
    assert {room for _, room, name in imports() if name.split(".")[0] == library} <= allowed[library]
