"""The plot of a portal's visitors."""

from collections.abc import Sequence
from datetime import datetime

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.wording.signs import current


class Plot(Widget):
    """Shows counts over time as a curve."""

    DEFAULT_CSS = """
    Plot { height: 1fr; color: $text-accent; }
    """
    points: reactive[Sequence[tuple[datetime, int]]] = reactive(())
    """When each count was seen, oldest first."""

    def render(self) -> RenderResult:
        """Draw the curve for the room there is."""
        from reader.wording.plotting import plot  # noqa: PLC0415 - brings plotext, for this screen alone

        return Content("\n".join(plot(self.points, *self.size, plain=current().plain)))
