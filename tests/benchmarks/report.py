"""Figures → Markdown, and into the README between its markers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.measure import Group, Taken, verdicts

BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"


def table(group: Group, taken: Mapping[str, Taken], skipped: Mapping[str, str]) -> str:
    """Return a group's figures as a Markdown table, ratios against its first candidate, and its goals."""
    return "\n".join(_lines(group, taken, skipped)) + "\n"


def _lines(group: Group, taken: Mapping[str, Taken], skipped: Mapping[str, str]) -> Iterator[str]:
    yield f"**{group.title}** (`{group.name}`)\n"
    each = "" if group.unit in ("file", "run") else f" a {group.unit}"
    ranked = group.unit != "run"  # the tasks of a group of runs are not the same
    first = next(iter(taken.values()), None)
    yield f"| | CPU, s{each} |{' × |' if ranked else ''} wall, s{each} | peak MB |"
    yield f"|---|---|{'---|' if ranked else ''}---|---|"
    for name, mine in taken.items():
        ratio = f" {_short(mine.median('cpu') / first.median('cpu'))} |" if ranked and first else ""
        cpu, wall = mine.median("cpu"), mine.median("wall")
        yield f"| {name} | {_short(cpu)} |{ratio} {_short(wall)} | {mine.median('megabytes'):.0f} |"
    yield ""
    for verdict in verdicts(group, taken):
        goal = verdict.goal
        to = f" × {goal.to}" if goal.to else {"cpu": " s of CPU", "wall": " s", "megabytes": " MB"}[goal.what]
        mark = "reached" if verdict.met else "**not reached**"
        yield f"- {goal.of}: {_short(verdict.reached)}{to}; asked ≤ {_short(goal.most)}: {mark}"
    for name, why in skipped.items():
        yield f"- {name}: left out, {why}"


def _short(value: float) -> str:
    """Three digits that count: 0.0123, 1.23, 123."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def put(readme: Path, text: str) -> None:
    """Replace what stands between the markers of `readme` by `text`."""
    old = readme.read_text("utf-8")
    head, _, rest = old.partition(BEGIN)
    _, closing, tail = rest.partition(END)
    if not closing:
        raise SystemExit(f"{readme.name} has no {BEGIN} … {END}")
    readme.write_text(f"{head}{BEGIN}\n{text}{closing}{tail}", "utf-8")
