"""A pane of pieces in which pictures stand in place of the boxes that the text has for them."""

from typing import TYPE_CHECKING

from textual.message import Message

from reader.render.pieces import Piece
from reader.render.setting import Setting
from reader.terminal.pictures import bytes_of, fit, too_long
from reader.widgets.marked import MarkedPane
from reader.widgets.picture import Pictures
from reader.widgets.textpane import OVERLAP
from reader.widgets.textrun import TextRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from textual.widget import Widget

BESIDE = 2
"""Columns between the text and the scrollbar."""
SMALLEST = 30, 10
"""In a pane of fewer columns or rows pictures are only boxes."""


class PicturedPane(MarkedPane):
    """Parts its text where a picture comes; what the pieces are is its subclass's."""

    class RoomChanged(Message):
        """There is another width for pictures, or none any more, than when the text was drawn."""

    def __init__(self, measure: int, pictures: Pictures | None, *, id: str | None = None) -> None:
        """`measure` is the reading width in cells; without `pictures` a box stands for each picture."""
        super().__init__(id=id)
        self.measure = measure
        self._runs = [TextRun((), measure)]
        self._pictures = pictures
        self._seen: list[Widget] = []
        """The pictures that part the text."""
        self._room = 0

    @property
    def leaves_out(self) -> bool:
        """Whether a picture is left out for the time that it takes."""
        return any(setting.is_left_out for setting in self._settings)

    @property
    def room_for_pictures(self) -> tuple[int, int]:
        """Columns and rows that a picture may take; none where the pane is too small to make it out."""
        width, height = self._text_width, self.scrollable_content_region.height
        if self._pictures is None or width < SMALLEST[0] or height < SMALLEST[1]:
            return 0, 0
        return min(self.measure, width), height - OVERLAP

    @property
    def _text_width(self) -> int:
        return self.scrollable_content_region.width - BESIDE

    async def show_picture(self, url: str, picture: "Image", rate: float | None) -> None:
        """Show a picture in place of its box; where it takes too long, say so in that.

        `rate` is how many bytes a second come through, None where that does not matter.
        """
        if self._pictures is None:
            return
        for setting in self._settings:
            if setting.piece.picture != url or not setting.piece.below:
                continue
            room = max(self.scrollable_content_region.height - OVERLAP, 1)
            size = fit(picture.size, min(self.measure, self._text_width), room)
            if seconds := self._too_long(size, rate):
                self._leave_out(setting, seconds)
            else:
                await self._part(setting, self._pictures.view(picture, *size))

    def _too_long(self, room: tuple[int, int], rate: float | None) -> int:
        if self._pictures is None or rate is None:
            return 0
        all_colours = self.app.console.color_system == "truecolor"
        return too_long(bytes_of(*room, self._pictures.graphics, all_colours=all_colours), rate)

    def _leave_out(self, setting: Setting, seconds: int) -> None:
        setting.leave_out(seconds)
        run = self._run_of(setting)
        run.show(run.settings)

    async def _part(self, setting: Setting, picture: "Widget") -> None:
        """Put a picture in place of its box: it parts the text before it from its caption and the rest."""
        setting.show_below()
        run = self._run_of(setting)
        before = run.settings.index(setting)
        self._seen.append(picture)
        rest = run.split(before)
        self._runs.insert(self._runs.index(run) + 1, rest)
        await self.mount_all([picture, rest], after=run)

    async def _fill(self, pieces: list[Piece]) -> None:
        """Show these pieces, as one text."""
        first, *parts = self._runs
        first.show([Setting(piece) for piece in pieces])
        self._runs = [first]
        self.take_links()
        if removed := [*parts, *self._seen]:
            await self._remove(removed)
        self._seen = []
        self._room = self.room_for_pictures[0]

    async def _remove(self, widgets: "Sequence[Widget]") -> None:
        """Remove widgets, with nothing painted until there is a layout without them.

        A screen that comes to the front meanwhile would paint them where they were, and they have no screen.
        """
        with self.app.batch_update():
            await self.remove_children(widgets)
            self.screen.refresh(repaint=False, layout=True)

    def tell_room(self) -> None:
        """Tell where there is another room for the pictures of the text."""
        has_pictures = any(setting.piece.picture for setting in self._settings)
        if has_pictures and self.room_for_pictures[0] != self._room:
            self._room = self.room_for_pictures[0]
            self.post_message(self.RoomChanged())
