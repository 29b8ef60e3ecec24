"""The themes of a project, each opened when a product first asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import Fault, Place, ThemeError

if TYPE_CHECKING:
    from exporter.theme.factsheet import PdfTheme
    from exporter.theme.fonts import FontFiles
    from exporter.theme.sheet import SheetTheme
    from exporter.theme.word import WordTheme

TEMPLATES = "templates"
FILES: Mapping[str, str] = {
    "briefing": "briefing.docx",
    "factsheet": "factsheet.toml",
    "tracker": "tracker.toml",
}


class Themes:
    """Opens templates/ of a project.  `announce` is told when fonts are prepared."""

    def __init__(self, project: Path, announce: Callable[[str], None] = lambda _: None) -> None:
        self._folder, self._announce = project / TEMPLATES, announce

    def _path(self, product: str) -> Path:
        path = self._folder / FILES[product]
        as_template = path.with_suffix(".dotx")  # as Word saves a template
        return as_template if as_template.exists() and not path.exists() else path

    @cached_property
    def word(self) -> WordTheme:
        """The look of Word documents."""
        from exporter.theme.word import open_word_theme

        return open_word_theme(self._path("briefing"))

    @cached_property
    def pdf(self) -> PdfTheme:
        """The look of fact sheets."""
        from exporter.theme.factsheet import load_pdf_theme

        return load_pdf_theme(self._path("factsheet"), f"{TEMPLATES}/{FILES['factsheet']}")

    @cached_property
    def sheet(self) -> SheetTheme:
        """The look of workbooks."""
        from exporter.theme.sheet import load_sheet_theme

        return load_sheet_theme(self._path("tracker"), f"{TEMPLATES}/{FILES['tracker']}")

    def fonts(self, characters: Iterable[str]) -> FontFiles:
        """The fonts that draw `characters`, cut on first use."""
        from exporter.theme.cache import cache_folder
        from exporter.theme.fonts import font_files

        return font_files(characters, self.pdf.font_choice, cache_folder(), self._announce)

    @cache  # noqa: B019 - as long-lived as the themes themselves
    def fingerprint(self, product: str) -> str:
        """The hash of the template that a product takes its look from."""
        try:
            return sha256(self._path(product).read_bytes()).hexdigest()
        except OSError as error:
            place = Place(f"{TEMPLATES}/{FILES[product]}")
            remedy = "`exporter new` makes a project with templates to copy"
            raise ThemeError([Fault(place, f"cannot be read: {error.strerror}", remedy)]) from error

    def check(self) -> None:
        """Open every theme; ThemeError holds the faults of all of them."""
        faults: list[Fault] = []
        for name in ("word", "pdf", "sheet"):
            try:
                getattr(self, name)
            except ThemeError as error:
                faults += error.faults
        if faults:
            raise ThemeError(faults)
