"""A picture in the terminal: real pixels where it can, half cells elsewhere."""

from typing import TYPE_CHECKING, Literal

from textual.widget import Widget

if TYPE_CHECKING:
    from PIL.Image import Image

Way = Literal["auto", "halfcell", "unicode"]


class Pictures:
    """Makes widgets of pictures in the way that a terminal understands.

    Making one asks the terminal what it can and reads its answer: only before the interface starts.
    """

    def __init__(self, way: Way = "auto") -> None:
        """`way` is "auto", or names one that needs no asking."""
        from textual_image import widget  # noqa: PLC0415 - loads Pillow, and asks the terminal

        kinds = {"auto": widget.Image, "halfcell": widget.HalfcellImage, "unicode": widget.UnicodeImage}
        self._kind = kinds[way]

    def view(self, picture: "Image", width: int, height: int) -> Widget:
        """Make a widget of so many cells."""
        view: Widget = self._kind(picture, classes="picture")
        view.styles.width, view.styles.height = width, height
        return view
