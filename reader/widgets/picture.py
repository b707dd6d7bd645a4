"""A picture in the terminal: real pixels where it can, half cells elsewhere."""

import io
import sys
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING

from rich.control import Control
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.widget import Widget

from reader.terminal.pictures import Cell, Graphics, colours_first

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image


class Pictures:
    """Makes widgets of pictures in the way that a terminal understands; the first one loads what draws."""

    def __init__(self, graphics: Graphics = "halfcell", cell: Cell | None = None) -> None:
        """`cell` is how large one is, where the terminal told."""
        self.graphics = graphics
        self._cell = cell

    @cached_property
    def _kind(self) -> "Callable[..., Widget]":
        widget = _textual_image(self._cell)
        kinds = {"sixel": widget.SixelImage, "tgp": widget.TGPImage, "halfcell": widget.HalfcellImage}
        kind: Callable[..., Widget] = kinds[self.graphics]
        return kind

    def view(self, picture: "Image", width: int, height: int) -> Widget:
        """Make a widget of so many cells."""
        view: Widget = self._kind(picture, classes="picture")
        view.styles.width, view.styles.height = width, height
        return view


def _textual_image(cell: Cell | None) -> ModuleType:
    """Import textual-image, mend its sixels, and tell it what it would ask the terminal for: that was asked.

    It asks on import where the standard output is a terminal, and takes what was typed for an answer.
    """
    world = vars(sys)
    former, world["__stdout__"] = world["__stdout__"], io.StringIO()
    try:
        from textual_image import _sixel, _terminal, widget  # noqa: PLC0415 - loads Pillow
        from textual_image.widget import sixel  # noqa: PLC0415 - likewise
    finally:
        world["__stdout__"] = former
    encode = vars(_sixel)["image_to_sixels"]
    vars(sixel)["image_to_sixels"] = lambda *picture, **options: colours_first(encode(*picture, **options))
    setattr(vars(sixel)["_ImageSixelImpl"], "_get_sixel_segments", _in_its_lines)  # noqa: B010 - a method of theirs
    if cell:
        vars(_terminal.get_cell_size)["_result"] = _terminal.CellSize(*cell)
    return widget


def _in_its_lines(view: Widget, sixels: str) -> list[Segment]:
    """Draw a picture, and leave the cursor in its last line, where what stands right of it is drawn next.

    textual-image leaves it a line below: on a screen that was cleared, as after `fg`, cells stayed empty.
    """
    seen = view.screen.find_widget(view).visible_region
    begin, end = Control.move_to(seen.x, seen.y), Control.move_to(seen.right, seen.bottom - 1)
    return [
        Segment(begin.segment.text, Style.null()),
        Segment(sixels, Style.null(), ((ControlType.CURSOR_FORWARD, 0),)),
        Segment(end.segment.text, Style.null()),
    ]
