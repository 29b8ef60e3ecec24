"""What the build's log says of staff's input: which sections lack it, and where there is more than fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from exporter.model.chapter import Chapter
from exporter.plan.jobs import Job
from exporter.scope import Scope

_WITH_OVERLAY = ("partner", "framework")  # scopes whose briefings have sections that staff write
_MOST_NAMED = 6


def unwritten(jobs: Sequence[Job], selection: Callable[[Scope], Chapter]) -> Iterator[str]:
    """Yield a line for each set of sections left out, with the scopes whose briefings lack them."""
    from exporter.compose.staff import left_out

    scopes = dict.fromkeys(
        job.scope for job in jobs if job.product == "briefing" and job.scope.kind in _WITH_OVERLAY
    )
    lacking: dict[tuple[str, ...], list[str]] = {}
    for scope in scopes:
        lacking.setdefault(left_out(selection(scope)), []).append(str(scope))
    for sections, named in lacking.items():
        if sections:
            yield f"left out of the briefing, no overlay: {'; '.join(sections)} ({_some(named)})"


def too_long(jobs: Sequence[Job], selection: Callable[[Scope], Chapter]) -> Iterator[str]:
    """Yield a line if what staff wrote may not leave briefings on partners on their two pages."""
    from exporter.compose.room import shown

    scopes = dict.fromkeys(
        job.scope for job in jobs if job.product == "briefing" and job.scope.kind == "partner"
    )
    written = {scope: held for scope in scopes if (held := selection(scope)).overlay}
    crowded = [str(scope) for scope, held in written.items() if not shown(held).fits]
    if crowded:
        yield (
            "the overlay may need more than the two pages before the annexes, though records gave way: "
            f"{_some(crowded)}"
        )


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
