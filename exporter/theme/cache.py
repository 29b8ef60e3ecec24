"""Where things are kept that can be made again: cut fonts, what earlier builds did."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder of caches: EXPORTER_CACHE, else the user's own."""
    named = os.environ.get("EXPORTER_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("exporter", appauthor=False)
