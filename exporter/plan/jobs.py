"""What will be built, as data: a job for every scope, edition and product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath

from exporter.scope import Scope

SUFFIXES = {"briefing": ".docx", "factsheet": ".pdf", "tracker": ".xlsx"}
PRODUCTS = tuple(SUFFIXES)


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """One output: which product, of which scope, in which edition."""

    scope: Scope
    edition: str
    product: str

    @property
    def path(self) -> PurePosixPath:
        """Where the output goes, relative to the output folder: en/partner/EP/briefing.docx."""
        scope = () if self.scope.kind == "chapter" else (self.scope.kind, _file_name(self.scope.id))
        return PurePosixPath(self.edition, *scope, self.product + SUFFIXES[self.product])

    def __str__(self) -> str:
        return str(self.path)


def _file_name(scope_id: str) -> str:
    """An EDTF interval holds a slash, which is no file name: 2021-10/2021-12 → 2021-10--2021-12."""
    return scope_id.replace("/", "--")


def plan(scopes: Sequence[Scope], editions: Sequence[str], products: Sequence[str]) -> tuple[Job, ...]:
    """Return a job for every combination, in the order given."""
    return tuple(Job(*combination) for combination in product(scopes, editions, products))
