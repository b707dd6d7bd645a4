"""One picture on the whole screen, with its caption."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.keyboard.command import Place
from reader.render.text import foreign_block
from reader.screens.hinted import HintedScreen
from reader.terminal.pictures import fit
from reader.widgets.hintbar import HintBar
from reader.widgets.picture import Pictures
from scrapers.model import Image

if TYPE_CHECKING:
    from PIL.Image import Image as Bitmap

_LINES_BELOW = 4
"""Lines that the caption and the keys may take."""


class PictureScreen(HintedScreen[str | None], ModalScreen[str | None]):
    """Returns the picture's address where it is to be opened in the browser, None otherwise."""

    DEFAULT_CSS = """
    PictureScreen { background: $background; }
    PictureScreen Container { align: center middle; height: 1fr; }
    PictureScreen .caption { height: auto; max-height: 3; padding: 0 2; text-align: center; width: 100%; }
    """
    PLACE = Place.PICTURE

    def __init__(self, block: Image, picture: "Bitmap", pictures: Pictures) -> None:
        """`picture` is the one of `block`, ready to show."""
        super().__init__()
        self._block = block
        self._picture = picture
        self._pictures = pictures

    def compose(self) -> ComposeResult:
        """Put the picture in the middle."""
        width, height = self.app.size
        room = fit(self._picture.size, width, max(height - _LINES_BELOW, 1))
        yield Container(self._pictures.view(self._picture, *room))
        texts = dict.fromkeys(filter(None, (self._block.caption, self._block.alt)))
        yield Static(foreign_block("\n".join(texts)), classes="caption")
        yield HintBar()

    def action_close_picture(self) -> None:
        """Go back to the article."""
        self.dismiss(None)

    def action_browse_picture(self) -> None:
        """Open the picture in the browser."""
        self.dismiss(self._block.url)
