"""Fonts and pages that many tests look at, made once for a session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.document.nodes import Document
from exporter.theme.cache import cache_folder
from exporter.theme.factsheet import PdfTheme, load_pdf_theme
from exporter.theme.fonts import FontFiles, font_files
from exporter.writers.pdf import characters, write_pdf
from tests.writers import sample

TEMPLATE = Path(__file__).parents[2] / "templates" / "factsheet.toml"


@pytest.fixture(scope="session")
def pdf_theme() -> PdfTheme:
    """The theme that ships."""
    return load_pdf_theme(TEMPLATE)


@pytest.fixture(scope="session")
def fonts_for(pdf_theme: PdfTheme) -> Callable[[Document], FontFiles]:
    """The fonts of a document, from the cache of this computer."""

    def prepared(document: Document) -> FontFiles:
        return font_files(characters(document), pdf_theme.font_choice, cache_folder(), lambda _: None)

    return prepared


@pytest.fixture(scope="session")
def pdf_of(pdf_theme: PdfTheme, fonts_for: Callable[[Document], FontFiles]) -> Callable[[Document], bytes]:
    """The PDF of a document."""
    return lambda document: write_pdf(document, pdf_theme, fonts_for(document))


@pytest.fixture(scope="session", params=sample.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def everything(language: str, pdf_of: Callable[[Document], bytes]) -> bytes:
    """The PDF of the document that holds every node."""
    return pdf_of(sample.sample(language))


@pytest.fixture(scope="session")
def sheet(language: str, pdf_of: Callable[[Document], bytes]) -> bytes:
    """The PDF of a fact sheet."""
    return pdf_of(sample.fact_sheet(language))
