"""The plot of a portal's visitors."""

from collections.abc import Sequence
from datetime import datetime

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.wording.signs import Signs


class Plot(Widget):
    """Shows counts over time as a curve."""

    DEFAULT_CSS = """
    Plot { height: 1fr; color: $text-accent; }
    """
    points: reactive[Sequence[tuple[datetime, int]]] = reactive(())
    """When each count was seen, oldest first."""

    def __init__(self, *, signs: Signs, id: str) -> None:
        """`signs` say whether the curve is drawn in Unicode."""
        super().__init__(id=id)
        self._signs = signs

    def render(self) -> RenderResult:
        """Draw the curve for the room there is."""
        from reader.wording.plotting import plot  # noqa: PLC0415 - brings plotext, for this screen alone

        return Content("\n".join(plot(self.points, *self.size, plain=self._signs.plain)))
