"""Outputs → the output folder: at the end of a build or not at all, each file replaced in one step."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from exporter.errors import UsageError
from exporter.plan.interruptions import ignored

MANIFEST = "manifest.json"
_PREFIX = ".building-"


class Staging:
    """A folder beside the outputs that collects a build, and is gone when the build ends.

    Whatever interrupts the build before `publish`, the output folder stays as it was.  `folder` may be
    written to by several processes at once.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        try:
            out.mkdir(parents=True, exist_ok=True)
            for left in out.glob(f"{_PREFIX}*"):  # by a build that was killed: only one runs at a time
                shutil.rmtree(left, ignore_errors=True)
            self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=out))
        except OSError as error:
            raise UsageError(
                f"'{out}' cannot hold outputs: {error.strerror}\n  remedy: name another --out"
            ) from error
        self._paths: list[PurePosixPath] = []

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with ignored():
            shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, path: PurePosixPath, data: bytes) -> None:
        """Keep an output until it is published."""
        write_output(self.folder, path, data)
        self.take(path)

    def take(self, path: PurePosixPath) -> None:
        """Take an output that another process wrote into `folder`."""
        self._paths.append(path)

    def publish(self) -> tuple[PurePosixPath, ...]:
        """Move every output to its place; each replaces its predecessor in one step.

        What could stop it half-way is looked for first.  Returns the paths whose bytes changed; a file
        that is the same already is left alone.
        """
        for path in self._paths:
            self._refuse_folder(self._out / path)
        changed = tuple(path for path in self._paths if not _same(self.folder / path, self._out / path))
        with ignored():
            for path in changed:
                self._put(path, self._out / path)
        return changed

    def _refuse_folder(self, target: Path) -> None:
        taken = next((above for above in target.parents if above.is_file()), None)
        if target.is_dir() or taken:
            raise UsageError(
                f"'{taken or target}' stands where an output goes\n"
                "  remedy: move it away, or name another --out"
            )

    def _put(self, path: PurePosixPath, target: Path) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).replace(target)
        except OSError as error:
            problem = f"'{target}' cannot be replaced: {error.strerror}"
            raise UsageError(
                f"{problem}\n  remedy: close it where it is open, or name another --out"
            ) from error


def write_output(folder: Path, path: PurePosixPath, data: bytes) -> None:
    """Write an output below `folder`, making what folders it needs."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _same(new: Path, old: Path) -> bool:
    try:
        return new.stat().st_size == old.stat().st_size and new.read_bytes() == old.read_bytes()
    except OSError:
        return False


def entry(digest: str, size: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return an output's line of the manifest."""
    return {"sha256": digest, "bytes": size, **facts}


def manifest_bytes(
    old: Path,
    header: Mapping[str, Any],
    entries: Mapping[str, Mapping[str, Any]],
    gone: Collection[str] = (),
) -> bytes:
    """Return the manifest: these outputs, and those of the `old` one that lie there unchanged, but `gone`."""
    outputs = {**_standing(old, entries.keys() | set(gone)), **entries}
    listed = [{"path": path, **outputs[path]} for path in sorted(outputs)]
    return (json.dumps({**header, "outputs": listed}, ensure_ascii=False, indent=1) + "\n").encode()


def _standing(manifest: Path, but: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the lines of outputs that lie there as the manifest says; those of `but` are not asked for."""
    try:
        lines = json.loads(manifest.read_text("utf-8"))["outputs"]
        others = [line for line in lines if line["path"] not in but and is_among_outputs(line["path"])]
        return {line.pop("path"): line for line in others if _is_unchanged(manifest.parent, line)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}  # no manifest, or not one of ours: it is written anew


def is_among_outputs(path: str) -> bool:
    """Tell whether a path that a manifest names stays in the output folder: others are not ours to touch."""
    named = PurePosixPath(path)
    return not named.is_absolute() and ".." not in named.parts


def _is_unchanged(out: Path, line: Mapping[str, Any]) -> bool:
    path = out / line["path"]
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == str(line["sha256"])
