"""A new project: folders, templates, and a small worked example to overwrite."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from exporter.errors import UsageError
from exporter.loading.schema import schema_text

_HERE = Path(__file__).parent
_README = """# dist

`exporter build` writes its outputs here.
"""


def new_project(directory: Path) -> Iterator[Path]:
    """Make a project in an empty or new folder; yield every file made."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        pass  # a file, which is refused below
    except OSError as error:
        raise UsageError(
            f"'{directory}' cannot be made: {error.strerror}\n  remedy: name another folder"
        ) from error
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"'{directory}' is there already, and not an empty folder\n  remedy: name a new one")
    for path in sorted((_HERE / "example").rglob("*.yaml")):
        yield _copied(path, directory / "source" / path.relative_to(_HERE / "example"))
    for path in sorted(p for p in starter_templates().iterdir() if p.is_file()):
        yield _copied(path, directory / "templates" / path.name)
    yield _written(directory / "source" / "exporter.schema.json", schema_text())
    yield _written(directory / "dist" / "README.md", _README)


def starter_templates() -> Path:
    """Return the folder of the templates that come with the package.

    A wheel carries them inside; a checkout has them beside the package.
    """
    inside = _HERE / "templates"
    return inside if inside.is_dir() else _HERE.parents[1] / "templates"


def _copied(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target


def _written(target: Path, text: str) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return target
