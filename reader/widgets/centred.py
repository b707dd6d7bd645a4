"""A column of widgets, each in the middle of its pane."""

from textual.geometry import Offset, Size
from textual.layout import ArrangeResult
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget


class Centred(VerticalLayout):
    """Puts children one under the other, each centred by itself.

    Textual's `align` moves children as one, so that a table wider than the text would push the text aside.
    """

    def __init__(self, free: int) -> None:
        """`free` columns stay so between the children and the scrollbar, which stands inside of a padding."""
        super().__init__()
        self._free = free

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,
    ) -> ArrangeResult:
        """Place the children."""
        room = size - (self._free, 0)
        return [
            place._replace(region=place.region + Offset((room.width - place.region.width) // 2, 0))
            for place in super().arrange(parent, children, room, greedy)
        ]
