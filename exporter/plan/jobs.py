"""What will be built, as data: a job for every scope, edition and product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath

from exporter.scope import Scope

# The formats of each product; the first is what `build` makes unless another is asked for.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "briefing": ("docx", "pdf"),
    "factsheet": ("pdf",),
    "tracker": ("xlsx", "csv", "json"),
}
PRODUCTS = tuple(FORMATS)
ALL_FORMATS = tuple(dict.fromkeys(form for forms in FORMATS.values() for form in forms))
OWN_PAPER = "a4"  # the page of the theme, whatever it is
VARIANTS = (OWN_PAPER, "letter", "print")
BILINGUAL = frozenset({"briefing"})  # products that hold two languages side by side: edition "en+zh"
SHEETWISE = frozenset({"csv", "json"})  # formats that hold one sheet: a folder of files, one a sheet


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """One output: which product, of which scope, in which edition.

    `format` is one of the product's, the first if left out; `part` is a sheet's key where a format
    holds one sheet a file; `variant` is another paper of a PDF file: "letter", "print".
    """

    scope: Scope
    edition: str
    product: str
    format: str = ""
    part: str = ""
    variant: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the edition, the left column first: "en+zh" has two."""
        return languages_of(self.edition)

    @property
    def is_bilingual(self) -> bool:
        """Whether two languages stand side by side."""
        return len(self.languages) > 1

    @property
    def suffix(self) -> str:
        """The format, which is the ending of the file's name as well."""
        return self.format or FORMATS[self.product][0]

    @property
    def path(self) -> PurePosixPath:
        """Where the output goes, relative to the output folder: en/partner/EP/briefing.docx."""
        scope = () if self.scope.kind == "chapter" else (self.scope.kind, _file_name(self.scope.id))
        name = (self.product, self.part) if self.part else (self.product,)
        paper = f".{self.variant}" if self.variant else ""
        return PurePosixPath(self.edition, *scope, *name[:-1], f"{name[-1]}{paper}.{self.suffix}")

    def __str__(self) -> str:
        return str(self.path)


def languages_of(edition: str) -> tuple[str, ...]:
    """Return the languages of an edition: one, or two joined by "+"."""
    return tuple(edition.split("+"))


def _file_name(scope_id: str) -> str:
    """An EDTF interval holds a slash, which is no file name: 2021-10/2021-12 → 2021-10--2021-12."""
    return scope_id.replace("/", "--")


def plan(
    scopes: Sequence[Scope],
    editions: Sequence[str],
    products: Sequence[str],
    formats: Sequence[str] = (),
    variants: Sequence[str] = (),
) -> tuple[Job, ...]:
    """Return a job for every combination, in the order given.

    Of `formats`, a product is made in those that it has; in its first, if none is given.  A bilingual
    edition has the products that can hold two languages, no others.  PDF files are made on the paper of each
    of `variants`, where any is given.
    """
    return tuple(
        Job(scope, edition, name, form, part, "" if paper == OWN_PAPER else paper)
        for scope, edition, name in product(scopes, editions, products)
        if name in BILINGUAL or len(languages_of(edition)) == 1
        for form in (f for f in formats or ("",) if f in ("", *FORMATS[name]))
        for part in _parts(form)
        for paper in (variants if variants and (form or FORMATS[name][0]) == "pdf" else (OWN_PAPER,))
    )


def _parts(form: str) -> Sequence[str]:
    if form not in SHEETWISE:
        return ("",)
    from exporter.compose.tracker import SHEET_KEYS

    return SHEET_KEYS
