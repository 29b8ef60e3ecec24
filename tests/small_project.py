"""The small invented project that `exporter new` makes: the office of Ruritania in 2030."""

from __future__ import annotations

from pathlib import Path

import exporter.plan

EXAMPLE = Path(exporter.plan.__file__).parent / "example"
FILES = {
    path.relative_to(EXAMPLE).as_posix(): path.read_text("utf-8") for path in sorted(EXAMPLE.rglob("*.yaml"))
}
