"""Outputs of earlier builds that nothing would make any more: a partner that left the chapter."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from exporter import __version__
from exporter.model.chapter import Chapter
from exporter.plan.publish import MANIFEST, Staging, is_among_outputs, manifest_bytes
from exporter.scope import Scope, admitted, scopes_of


def stale_outputs(out: Path, chapter: Chapter) -> tuple[PurePosixPath, ...]:
    """Return the outputs that the manifest of `out` lists and the chapter has no place for, by path."""
    known = {str(scope) for scope in scopes_of(chapter)}
    return tuple(
        PurePosixPath(line["path"])
        for line in _listed(out)
        if is_among_outputs(line["path"])
        and not (_is_edition(line["edition"], chapter) and _is_scope(line["scope"], chapter, known))
    )


def _listed(out: Path) -> Iterator[dict[str, Any]]:
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        yield from json.loads((out / MANIFEST).read_text("utf-8"))["outputs"]


def _is_edition(edition: str, chapter: Chapter) -> bool:
    return all(tag in chapter.report.editions for tag in edition.split("+"))


def _is_scope(scope: str, chapter: Chapter, known: set[str]) -> bool:
    kind, _, name = scope.partition(":")
    return scope in known or (kind == "period" and bool(admitted(chapter, Scope(kind, name))))


def remove(out: Path, paths: Sequence[PurePosixPath]) -> None:
    """Remove outputs with the folders that they leave empty, and strike them from the manifest."""
    for path in paths:
        (out / path).unlink(missing_ok=True)
        for folder in path.parents[:-1]:
            with suppress(OSError):  # not empty yet
                (out / folder).rmdir()
    with Staging(out) as staging:
        gone = {str(path) for path in paths}
        left = manifest_bytes(out / MANIFEST, {"exporter": __version__}, {}, gone)
        staging.add(PurePosixPath(MANIFEST), left)
        staging.publish()
