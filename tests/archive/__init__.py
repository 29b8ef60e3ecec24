"""A small invented archive: two years of one office, with shared registries."""

from __future__ import annotations

from pathlib import Path

ARCHIVE = Path(__file__).parent
BEFORE, AFTER = "2030-iv", "2031-iv"
