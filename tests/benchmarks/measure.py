"""Run candidates in processes of their own, in turn, and keep the medians.

A candidate is a function `(size, folder) → work`: what it does before it returns is preparation and not
timed (content, templates, for warm candidates a first document); `work()` is timed, with every import that
it needs, and returns how many units it made.  CPU time counts the process and its children; peak memory is
the children's for a candidate that is a program of its own.
"""

from __future__ import annotations

import compileall
import importlib.util
import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LONGEST_RUN = 900  # seconds


@dataclass(frozen=True)
class Candidate:
    """Who is measured.  `entry` is "module:function"; `modules` and `programs` are what it needs."""

    name: str
    entry: str
    size: int
    modules: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()
    runs: int | None = None  # at most so many: one that takes minutes is run fewer times
    remedy: str = "pip install -e '.[bench]'"

    def missing(self) -> str:
        """What this machine lacks to run it, "" if nothing."""
        absent = [m for m in self.modules if importlib.util.find_spec(m) is None]
        absent += [p for p in self.programs if shutil.which(p) is None]
        absent += [f.name for f in self.folders if not f.is_dir()]
        return ", ".join(absent)


@dataclass(frozen=True)
class Goal:
    """`of` may take at most `most` times the `what` of `to`, a unit; without `to`, `most` itself."""

    of: str
    to: str
    most: float
    what: str = "cpu"  # "cpu", "wall" (seconds a unit) or "megabytes"


@dataclass(frozen=True)
class Group:
    """Candidates that make the same thing, and what is asked of them."""

    name: str
    title: str
    unit: str  # "file", "document"
    candidates: tuple[Candidate, ...]
    goals: tuple[Goal, ...] = ()


@dataclass
class Taken:
    """What the runs of one candidate took: seconds a unit, and megabytes at the peak."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    size: int = 0  # bytes of what was made

    def median(self, what: str) -> float:
        """The median of a measure."""
        return statistics.median(getattr(self, what))


def run_group(group: Group, runs: int, folder: Path) -> tuple[dict[str, Taken], dict[str, str]]:
    """Return what each candidate took, and why some were left out; runs go round in turn."""
    taken: dict[str, Taken] = {}
    skipped: dict[str, str] = {}
    compile_ours()
    for number in range(runs):
        for candidate in group.candidates:
            if candidate.name in skipped or number >= (candidate.runs or runs):
                continue
            lacking = candidate.missing()
            if lacking:
                skipped[candidate.name] = f"{lacking} is not installed: {candidate.remedy}"
                continue
            found = _run(candidate, folder / group.name)
            if isinstance(found, str):
                skipped[candidate.name] = found
                taken.pop(candidate.name, None)
                continue
            mine = taken.setdefault(candidate.name, Taken())
            for what in ("cpu", "wall", "megabytes"):
                getattr(mine, what).append(found[what])
            mine.size = int(found["size"])
            print(f"  {group.name}: {candidate.name}, run {number + 1}", file=sys.stderr)
    return taken, skipped


def compile_ours() -> None:
    """Compile our modules, as pip does for every package that it installs: the peers' are compiled."""
    for package in ("exporter", "tests/benchmarks"):
        compileall.compile_dir(ROOT / package, quiet=2)


def _run(candidate: Candidate, folder: Path) -> Mapping[str, float] | str:
    """Run a candidate once; return its figures, or the last line of its complaint."""
    place = folder / candidate.entry.replace(":", "-").replace(".", "-")
    place.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.child",
        candidate.entry,
        str(candidate.size),
        str(place),
    ]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=_LONGEST_RUN, check=False
        )
    except subprocess.TimeoutExpired:
        return f"took longer than {_LONGEST_RUN} s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
    found: Mapping[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


@dataclass(frozen=True)
class Verdict:
    """A goal with what was reached."""

    goal: Goal
    reached: float

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.reached <= self.goal.most


def verdicts(group: Group, taken: Mapping[str, Taken]) -> Iterable[Verdict]:
    """Yield each goal whose candidates all ran."""
    for goal in group.goals:
        if goal.of in taken and (not goal.to or goal.to in taken):
            base = taken[goal.to].median(goal.what) if goal.to else 1.0
            yield Verdict(goal, taken[goal.of].median(goal.what) / base)


def as_json(group: Group, taken: Mapping[str, Taken], skipped: Mapping[str, str]) -> dict[str, object]:
    """Return a group's figures as data: every run, so that others may take what they like."""
    return {
        "title": group.title,
        "unit": group.unit,
        "candidates": {name: asdict(mine) for name, mine in taken.items()},
        "skipped": dict(skipped),
        "goals": [
            {**asdict(v.goal), "reached": round(v.reached, 4), "met": v.met} for v in verdicts(group, taken)
        ],
    }
