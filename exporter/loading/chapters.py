"""Which chapters a project holds, and which files make each of them.

A project of one chapter has its report.yaml in source/ itself.  An archive has a folder for each
chapter, source/2021-vii/, with a report.yaml in each; what lies beside those folders is shared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from exporter.errors import UsageError

SOURCE = "source"
_SUFFIXES = (".yaml", ".yml")
_REPORTS = tuple(f"report{suffix}" for suffix in _SUFFIXES)


def chapters_of(project: Path) -> tuple[str, ...]:
    """Return the names of a project's chapters, in order; none for a project of one chapter."""
    source = project / SOURCE
    if not source.is_dir() or _tells_a_report(source):
        return ()
    return tuple(sorted(folder.name for folder in source.iterdir() if _tells_a_report(folder)))


def _tells_a_report(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _REPORTS)


def chosen(project: Path, asked: Sequence[str]) -> tuple[str | None, ...]:
    """Return the chapters meant: those asked for, or all; (None,) in a project of one chapter."""
    known = chapters_of(project)
    for name in asked:
        if name not in known:
            there = f"chapters are {', '.join(known)}" if known else "this project has one chapter: name none"
            raise UsageError(f"there is no chapter '{name}' here\n  remedy: {there}")
    return tuple(asked) or known or (None,)


def the_one(project: Path, asked: str | None) -> str | None:
    """Return the one chapter meant by a command that works on one."""
    names = chosen(project, [asked] if asked else [])
    if len(names) > 1:
        raise UsageError(
            f"this project has several chapters: {', '.join(map(str, names))}\n  remedy: --chapter NAME"
        )
    return names[0]


def paths_of(project: Path, chapter: str | None) -> Iterator[Path]:
    """Yield everything that is named like a source file of a chapter, its own and shared, in order."""
    source = project / SOURCE
    others = [source / name for name in chapters_of(project) if name != chapter]
    for path in sorted(path for path in source.rglob("*") if path.suffix in _SUFFIXES):
        if not any(path.is_relative_to(other) for other in others):
            yield path


def is_shared(path: Path, project: Path, chapter: str | None) -> bool:
    """Tell whether a file belongs to all chapters of an archive."""
    return chapter is not None and not path.is_relative_to(project / SOURCE / chapter)
