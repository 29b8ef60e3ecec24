"""Who may read what: a ceiling over everything that a build prints."""

from __future__ import annotations

from collections.abc import Callable

from exporter.errors import UsageError
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience


def circles(asked: str) -> tuple[Audience, Audience]:
    """Return who reads the products, and who reads the trackers.

    Unless an audience is asked for, the products are public, and the trackers hold the desk's own
    notes: it works in them, and looks for its notes there.
    """
    if asked:
        return audience_named(asked), audience_named(asked)
    return Audience.PUBLIC, Audience.INTERNAL


def audience_named(name: str) -> Audience:
    """Return the audience of that name."""
    if name not in list(Audience):
        raise UsageError(f"there is no audience '{name}'\n  remedy: one of {', '.join(Audience)}")
    return Audience(name)


def refuse_above(chapter: Chapter, ceiling: Audience) -> None:
    """Refuse by name what the report itself says above `ceiling`: nothing is dropped silently."""
    told = (*chapter.paragraphs, *chapter.records.values())
    above = [r.id for r in told if r.audience.rank > ceiling.rank]
    overlay = {o.id for o in chapter.overlay}
    refused = [i for i in above if i not in overlay]
    if refused:
        raise UsageError(
            f"these records are above the audience '{ceiling}': {', '.join(refused)}\n"
            "  remedy: build with a higher --audience, or lower theirs"
        )


def say_withheld(whole: Chapter, ceiling: Audience, desk: Audience, say: Callable[[str], None]) -> None:
    """Name what staff wrote for a narrower circle than the products: it is left out of them."""
    above = [overlay for overlay in whole.overlay if overlay.audience.rank > ceiling.rank]
    for where, found in (
        ("left out", [o.id for o in above if o.audience.rank > desk.rank]),
        ("left out but in trackers", [o.id for o in above if o.audience.rank <= desk.rank]),
    ):
        if found:
            say(f"{where}, above the audience '{ceiling}': {', '.join(found)}")
