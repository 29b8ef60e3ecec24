"""What changed from one chapter of an archive to another, as products."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from exporter import __version__
from exporter.errors import UsageError
from exporter.loading.chapters import chosen
from exporter.loading.kept import load_kept
from exporter.locale import Edition
from exporter.model.chapter import Chapter
from exporter.plan.audience import circles, refuse_above
from exporter.plan.check import refuse
from exporter.plan.editions import edition_faults
from exporter.plan.fingerprint import fingerprint
from exporter.plan.lock import only_build
from exporter.plan.publish import MANIFEST, Staging, entry, manifest_bytes
from exporter.plan.themes import Themes
from exporter.plan.workshop import Listener, edition_of
from exporter.theme.cache import cache_folder

FOLDER, NAME = "compare", "comparison"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which two chapters to compare, in which editions and formats; an empty tuple is all there are."""

    project: Path
    before: str
    after: str
    out: Path
    editions: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    audience: str = ""


def compare_chapters(wish: Wish, listener: Listener) -> tuple[Path, ...]:
    """Write the comparison of two chapters, and return the path of each output.

    They go to compare/<before>--<after>/<edition>/ among the outputs.
    """
    before, after = (_chapter(wish, name) for name in chosen(wish.project, (wish.before, wish.after)))
    known = [tag for tag in after.report.editions if tag in before.report.editions]
    editions = _among(wish.editions, known, "edition common to both chapters")
    formats = _among(wish.formats, tuple(_WRITERS), "format of a comparison")
    out = wish.out / FOLDER / f"{wish.before}--{wish.after}"
    themes = Themes(wish.project, listener.say)
    source = fingerprint(wish.project).source
    paths, entries = [], {}
    listener.begin(len(editions) * len(formats))
    with only_build(out, listener.say), Staging(out) as staging:
        for path, data in _outputs(before, after, editions, formats, themes):
            staging.add(path, data)
            facts = {"compares": [wish.before, wish.after], "edition": path.parts[0], "source": source}
            entries[str(path)] = entry(sha256(data).hexdigest(), len(data), facts)
            paths.append(out / path)
            listener.done(str(path))
        manifest = manifest_bytes(out / MANIFEST, {"exporter": __version__}, entries)
        staging.add(PurePosixPath(MANIFEST), manifest)
        staging.publish()
    return tuple(paths)


def _chapter(wish: Wish, name: str | None) -> Chapter:
    loaded = load_kept(wish.project, cache_folder(), name)
    refuse(edition_faults(loaded.chapter, loaded.places))
    ceiling, _ = circles(wish.audience)
    refuse_above(loaded.chapter, ceiling)
    return loaded.chapter  # a comparison prints nothing of staff's own


def _among(asked: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    for name in asked:
        if name not in known:
            raise UsageError(f"'{name}' is no {what}\n  remedy: choose from {', '.join(known) or 'none'}")
    return tuple(asked) or tuple(known)


def _outputs(
    before: Chapter, after: Chapter, editions: Sequence[str], formats: Sequence[str], themes: Themes
) -> Iterator[tuple[PurePosixPath, bytes]]:
    for tag in editions:
        for form in formats:
            data = _WRITERS[form](before, after, edition_of(tag, after), themes)
            yield PurePosixPath(tag, f"{NAME}.{form}"), data


def _docx(before: Chapter, after: Chapter, edition: Edition, themes: Themes) -> bytes:
    from exporter.compose.comparison import compare, comparison
    from exporter.writers.docx import write_docx

    return write_docx(comparison(compare(before, after), edition), themes.word)


def _pdf(before: Chapter, after: Chapter, edition: Edition, themes: Themes) -> bytes:
    from exporter.compose.comparison import compare, comparison
    from exporter.writers.pdf import characters, write_pdf

    document = comparison(compare(before, after), edition)
    return write_pdf(document, themes.pdf, themes.fonts(characters(document)))


def _xlsx(before: Chapter, after: Chapter, edition: Edition, themes: Themes) -> bytes:
    from exporter.compose.comparison import compare, comparison_workbook
    from exporter.writers.xlsx import write_xlsx

    return write_xlsx(comparison_workbook(compare(before, after), edition), themes.sheet)


_WRITERS: Mapping[str, Callable[[Chapter, Chapter, Edition, Themes], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
}
