"""The themes of a project, each opened when a product first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from pathlib import Path

TEMPLATES = "templates"


class Themes:
    """Opens templates/ of a project.  `announce` is told when fonts are prepared."""

    def __init__(self, project: Path, announce: Callable[[str], None] = lambda _: None) -> None:
        self._folder, self._announce = project / TEMPLATES, announce

    def check(self) -> None:
        pass
