"""A column of widgets, each in the middle of its pane."""

from textual.geometry import Offset, Size
from textual.layout import ArrangeResult
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget


class Centred(VerticalLayout):
    """Puts children one under the other, each centred by itself.

    Textual's `align` moves children as one, so that a table wider than the text would push the text aside.
    """

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,
    ) -> ArrangeResult:
        """Place the children."""
        return [
            place._replace(region=place.region + Offset((size.width - place.region.width) // 2, 0))
            for place in super().arrange(parent, children, size, greedy)
        ]
