"""The model and what can be built of it, as text for a terminal or for another program."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from exporter.loading.kept import load_kept
from exporter.plan.jobs import PRODUCTS
from exporter.scope import scopes_of
from exporter.theme.cache import cache_folder


def show_json(project: Path, name: str | None = None) -> str:
    """Return the whole model as JSON."""
    from exporter.compose.show import Show
    from exporter.plan.workshop import edition_of

    chapter = load_kept(project, cache_folder(), name).chapter
    shown = Show(chapter, [edition_of(tag, chapter) for tag in chapter.report.editions]).chapter()
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def show_text(project: Path, name: str | None = None) -> str:
    """Return the chapter's prose in every edition."""
    from exporter.compose.show import text_lines
    from exporter.plan.workshop import edition_of

    chapter = load_kept(project, cache_folder(), name).chapter
    parts = []
    for tag in chapter.report.editions:
        parts += [f"== {tag} ==", *text_lines(chapter, edition_of(tag, chapter)), ""]
    return "\n".join(parts)


def list_text(project: Path, name: str | None = None) -> str:
    """Return the products, editions and scopes that exist, one a line: kind, name, what it holds."""
    from exporter.scope.select import admitted

    chapter = load_kept(project, cache_folder(), name).chapter
    lines = [f"product\t{name}" for name in PRODUCTS]
    lines += [f"edition\t{tag}" for tag in chapter.report.editions]
    for scope in scopes_of(chapter):
        held = admitted(chapter, scope) if scope.kind != "chapter" else frozenset(chapter.records)
        counted = Counter(chapter.collection_of[i] for i in held)
        lines.append(f"scope\t{scope}\t" + ", ".join(f"{n} {name}" for name, n in sorted(counted.items())))
    return "\n".join(lines) + "\n"
