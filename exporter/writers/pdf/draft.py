"""Paper that nothing is drawn on: tells how many pages a document takes, in a third of the time."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.writers.pdf.tagging import Colour, Element, Paper, Span


class Draft(Paper):
    """Counts pages and remembers where anchors stand."""

    draws = False

    def __init__(self, width: float, height: float) -> None:  # nothing of a file is needed
        self.width, self.height = width, height
        self.root = Element("Document")
        self.anchored: dict[str, int] = {}
        self._count = 1

    @property
    def page(self) -> int:
        """The page being laid out, from 1."""
        return self._count

    def next_page(self, *, turned: bool = False) -> None:
        """Begin another page."""
        self._count += 1
        if turned:
            self.width, self.height = self.height, self.width

    def text(self, x: float, baseline: float, spans: Sequence[Span]) -> None:
        """Set nothing."""

    def fill(
        self, x: float, y: float, width: float, height: float, colour: Colour, element: Element | None = None
    ) -> None:
        """Fill nothing."""

    def image(self, data: bytes, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Show nothing."""

    def bound(self, element: Element, rect: tuple[float, float, float, float]) -> None:
        """Bound nothing."""

    def anchor(self, name: str, top: float) -> None:  # noqa: ARG002
        """Remember the page of `name`."""
        self.anchored.setdefault(name, self.page)

    def outline(self, title: str, anchor: str, level: int) -> None:
        """Mark nothing."""

    def link(
        self, rect: tuple[float, float, float, float], target: str, words: str, element: Element
    ) -> None:
        """Lead nowhere."""
