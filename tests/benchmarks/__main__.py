"""Measure ourselves, peers and the floor on the same content, in one run: `python -m tests.benchmarks`.

Every run is a process of its own; the candidates of a group run in turn (A B C A B C …), so that a slow
minute of the machine falls on all of them; medians count, and ratios of CPU time count most.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.groups import groups
from tests.benchmarks.measure import ROOT, Group, Taken, as_json, run_group, verdicts
from tests.benchmarks.report import put, table

_LIBRARIES = (
    "python-docx", "openpyxl", "reportlab", "babel", "PyYAML", "docxtpl", "XlsxWriter", "rustpy-xlsxwriter",
    "weasyprint", "typst", "fpdf2", "zlib-ng", "isal",
)  # fmt: skip


_FAR_OFF = 1.5  # times a peer whom we should beat by far


def main() -> int:
    """Run the groups asked for; with --quick, a goal missed by far is a failure."""
    asked = _arguments()
    chosen = [g for g in groups(asked.quick) if not asked.group or g.name in asked.group]
    found: dict[str, object] = {"versions": _versions(), "quick": asked.quick, "groups": {}}
    tables, failed = [], False
    with tempfile.TemporaryDirectory() as folder:
        for group in chosen:
            taken, skipped = run_group(group, asked.runs or (1 if asked.quick else 5), Path(folder))
            found["groups"][group.name] = as_json(group, taken, skipped)  # type: ignore[index]
            tables.append(table(group, taken, skipped))
            print(tables[-1])
            failed |= asked.quick and _far_off(group, taken)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), "utf-8")
    if asked.readme:
        put(ROOT / "README.md", "\n" + "\n".join(tables))
    return int(failed)


def _far_off(group: Group, taken: dict[str, Taken]) -> bool:
    """Whether we are much slower than a peer that we should beat by far: no noise does that."""
    far = [v for v in verdicts(group, taken) if v.goal.to and v.goal.most < 1 and v.reached > _FAR_OFF]
    for verdict in far:
        print(f"{group.name}: {verdict.reached:.2f} × {verdict.goal.to}", file=sys.stderr)
    return bool(far)


def _arguments() -> argparse.Namespace:
    names = [group.name for group in groups()]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("group", nargs="*", choices=[[], *names], help=f"some of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, once; fails where far off")
    parser.add_argument("--runs", type=int, help="how often each candidate runs (5; 1 with --quick)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE")
    parser.add_argument("--readme", action="store_true", help="put the tables into the README")
    return parser.parse_args()


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "machine": platform.machine()}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found


if __name__ == "__main__":
    sys.exit(main())
