"""What earlier builds did, so that the next one does not do it again.

A cache: it lies outside the project, may be deleted at any time, and is never needed to build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from msgspec import json

from exporter.plan.publish import MANIFEST

_FORMAT = 3
_MOST_REQUESTS = 40  # remembered for one output folder; the oldest is forgotten


@dataclass(frozen=True, slots=True)
class Entry:
    """How one output was made, and what came out.

    `made_by` is the hash of program, template and settings; `held` of what its scope held; `found` of
    what its `reads`, the lookups beyond the scope, found; `printed` of what it prints.  `size` and
    `time` (nanoseconds) are of the file as published: they spare us from reading it again.
    """

    made_by: str
    held: str
    reads: tuple[str, ...]
    found: str
    printed: str
    sha256: str
    size: int
    time: int

    @property
    def file(self) -> tuple[str, int]:
        """The hash and the size of the file."""
        return self.sha256, self.size

    def stands(self, path: Path) -> bool:
        """Tell whether the file at `path` is still the one that was published."""
        try:
            stat = path.stat()
        except OSError:
            return False
        if stat.st_size != self.size:
            return False
        return stat.st_mtime_ns == self.time or sha256(path.read_bytes()).hexdigest() == self.sha256


@dataclass(slots=True)
class Ledger:
    """Entries by output, and which outputs each request made in which surroundings.

    `manifest` is the hash of the manifest that these builds left; another one there may lack outputs.
    """

    format: int = _FORMAT
    manifest: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    requests: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def standing(self, request: str, surroundings: str, out: Path) -> tuple[str, ...] | None:
        """Return the outputs of a request that was met in the same surroundings, if all stand unchanged."""
        before, paths = self.requests.get(request, ("", ()))
        if before != surroundings or self.manifest != manifest_hash(out):
            return None
        stand = all(path in self.entries and self.entries[path].stands(out / path) for path in paths)
        return paths if stand else None

    def trust(self, out: Path) -> None:
        """Forget which requests were met, if the manifest is not the one that they were met with."""
        if self.manifest != manifest_hash(out):
            self.requests.clear()

    def meet(self, request: str, surroundings: str, paths: Sequence[PurePosixPath]) -> None:
        """Remember that a request was met."""
        self.requests.pop(request, None)
        self.requests[request] = (surroundings, tuple(map(str, paths)))
        while len(self.requests) > _MOST_REQUESTS:
            del self.requests[next(iter(self.requests))]


def manifest_hash(out: Path) -> str:
    """Return the hash of the manifest that lies among outputs; "" if there is none that can be read."""
    try:
        return sha256((out / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def ledger_path(cache: Path, out: Path) -> Path:
    """Where the ledger of an output folder lies."""
    return cache / "builds" / f"{sha256(str(out.resolve()).encode()).hexdigest()[:32]}.json"


def read_ledger(path: Path) -> Ledger:
    """Return the ledger at `path`; an empty one where there is none, or none that can be read."""
    try:
        kept = json.decode(path.read_bytes(), type=Ledger)
    except (OSError, ValueError, RecursionError):
        return Ledger()
    return kept if kept.format == _FORMAT else Ledger()


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Keep the ledger; where it cannot be kept, the next build simply has more to do."""
    half = path.with_suffix(".half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(json.encode(ledger))
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
