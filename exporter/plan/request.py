"""What may be asked of a build, and the jobs that it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from exporter.errors import UsageError
from exporter.model.chapter import Chapter
from exporter.plan.jobs import ALL_FORMATS, BILINGUAL, FORMATS, PRODUCTS, VARIANTS, Job, languages_of, plan
from exporter.scope import parse_scope


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; an empty tuple asks for everything there is.

    `workers` is a number of processes, 0 for as many as there are processors; `force` makes again what
    stands unchanged; `prune` removes outputs that nothing would make any more; `paginate` lays Word files out
    for the page numbers of their contents.  `scheduler` is the address of a cluster that does the work
    instead.  `release` refuses translations that are missing or stale.  `codec` compresses trackers: zlib,
    or zlib-ng or isal where they are installed.
    """

    project: Path
    out: Path | None = None
    editions: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("chapter",)
    audience: str = ""
    workers: int = 0
    force: bool = False
    prune: bool = False
    paginate: bool = False
    formats: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    scheduler: str = ""
    release: bool = False
    codec: str = "zlib"

    @property
    def wish(self) -> str:
        """What is asked for, apart from where and how it is done."""
        apart = {"workers": 0, "force": False, "prune": False, "chapters": (), "scheduler": ""}
        return repr(replace(self, project=Path(), out=None, **apart))  # type: ignore[arg-type]

    @property
    def settings(self) -> str:
        """What shapes each output asked for, apart from which outputs are."""
        return repr((self.audience, self.paginate, self.codec))


def jobs_of(request: Request, chapter: Chapter) -> tuple[Job, ...]:
    """Return the jobs that `request` asks for; UsageError names what does not exist here."""
    editions = _editions(request, chapter.report.editions)
    formats = _chosen(request.formats, ALL_FORMATS, "format") if request.formats else ()
    products = _in_formats(_chosen(request.products, PRODUCTS, "product"), formats, request.products)
    scopes = dict.fromkeys(scope for text in request.scopes for scope in parse_scope(text, chapter))
    variants = _chosen(request.variants, VARIANTS, "variant") if request.variants else ()
    jobs = plan(tuple(scopes), editions, products, formats, variants)
    if not jobs:
        raise UsageError(
            "no product has this format in this edition\n  remedy: leave --format or --edition out"
        )
    return jobs


def _editions(request: Request, known: Sequence[str]) -> tuple[str, ...]:
    """Return the editions asked for; "en+zh" is both languages side by side, the first one left."""
    for edition in request.editions:
        languages = languages_of(edition)
        _chosen(languages, known, "edition")
        if len(languages) > 2 or len(set(languages)) < len(languages):  # noqa: PLR2004 - left and right
            raise UsageError(
                f"'{edition}' is no edition\n  remedy: join two languages: {'+'.join(known[:2])}"
            )
        if len(languages) > 1:
            _refuse_one_language_products(request.products, edition)
    return request.editions or tuple(known)


def _refuse_one_language_products(asked: Sequence[str], edition: str) -> None:
    for name in asked:
        if name in PRODUCTS and name not in BILINGUAL:
            raise UsageError(
                f"there is no {name} in two languages, which '{edition}' asks for\n"
                f"  remedy: build it in each language, or ask for the {', '.join(sorted(BILINGUAL))}"
            )


def _in_formats(products: tuple[str, ...], formats: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    """Return the products that have one of `formats`; UsageError if one that was asked for has none."""
    if not formats:
        return products
    for name in asked:
        if not set(formats) & set(FORMATS[name]):
            raise UsageError(
                f"there is no {name} as {', '.join(formats)}\n"
                f"  remedy: formats of the {name} are {', '.join(FORMATS[name])}"
            )
    return tuple(name for name in products if set(formats) & set(FORMATS[name]))


def _chosen(asked: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    for name in asked:
        if name not in known:
            raise UsageError(f"there is no {what} '{name}' here\n  remedy: {what}s are {', '.join(known)}")
    return tuple(asked) or tuple(known)
