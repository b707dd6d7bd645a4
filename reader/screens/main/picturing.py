"""Decodes the pictures of the open article beside the event loop, and shows them."""

from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.i18n import _
from reader.keyboard.command import Place
from reader.messages import with_fields
from reader.screens.main.linking import LinkingScreen
from reader.screens.main.setup import Setup
from reader.terminal.pictures import shrunk
from reader.widgets.article import ArticleView
from reader.widgets.syncbar import SyncBar
from scrapers.model import Article, Image

if TYPE_CHECKING:
    from PIL.Image import Image as Bitmap

    from reader.terminal.painted import SparingApp


class PicturingScreen(LinkingScreen, layer=True):
    """Shows pictures where the terminal and the settings let it."""

    @with_fields
    class Decoded(Message):
        """A picture of an article is ready."""

        article: Article
        url: str
        picture: "Bitmap"

    @with_fields
    class Alone(Message):
        """A picture is ready for the whole screen; None where it is not here, or broken."""

        block: Image
        picture: "Bitmap | None"

    def __init__(self, desk: Desk, setup: Setup) -> None:
        super().__init__(desk, setup)
        self._with_pictures = setup.pictures is not None and setup.choices["pictures"] == "on"
        self._asked: Article | None = None
        """The article whose pictures were asked for by key, however long they take."""

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        return self.setup.pictures is not None if action == "pictures" else super().works(action)

    @on(ArticleView.Filled)
    @on(SyncBar.Ended)
    def _load_pictures(self) -> None:
        """Show the pictures that are here behind their text; a sync brings those too that a line had lost."""
        cast("SparingApp", self.app).when_come(self._decode_here)

    def _decode_here(self) -> None:
        article, view = self.desk.article, self.article_view
        room = view.room_for_pictures
        if article is not None and view.shown.comparison is None and self._with_pictures and all(room):
            self._decode(article, *room)

    @work(thread=True, exclusive=True, group="pictures", exit_on_error=False)
    def _decode(self, article: Article, columns: int, rows: int) -> None:
        worker = get_current_worker()
        for block in article.blocks:
            if worker.is_cancelled:
                return
            if not isinstance(block, Image) or not (data := self.desk.library.picture(block.url)):
                continue
            if picture := shrunk(data, columns, rows):
                self.post_message(self.Decoded(article, block.url, picture))

    async def on_picturing_screen_decoded(self, message: Decoded) -> None:
        """Show a picture, unless another article was opened meanwhile."""
        if message.article is self.desk.article and self._with_pictures:
            await self.article_view.show_picture(message.url, message.picture, self._rate)

    @property
    def _rate(self) -> float | None:
        """Bytes a second that the terminal's line carries; None where all pictures are wanted."""
        is_wanted = self.setup.config.pictures or self._asked is self.desk.article
        return None if is_wanted else cast("SparingApp", self.app).line.rate

    async def action_pictures(self) -> None:
        """Show pictures, or boxes in their place; first those that were left out for the time they take."""
        self._asked = self.desk.article
        if self.article_view.leaves_out:
            self._decode_here()
            return
        self._with_pictures = not self._with_pictures
        said = _("Pictures on") if self._with_pictures else _("Pictures off")
        self.keep_choice("pictures", "on" if self._with_pictures else "off", said)
        await self.article_view.hide_pictures()

    @on(ArticleView.RoomChanged)
    async def _fit_pictures(self) -> None:
        """Show pictures as large as there is room for by now, or boxes where there is none any more."""
        if self._with_pictures:
            await self.article_view.hide_pictures()

    # One alone ---------------------------------------------------------------------------------------

    def open_link(self, url: str) -> None:
        """Show a picture of the open article on the whole screen; open other links in the browser."""
        article = self.desk.article
        images = (block for block in article.blocks if isinstance(block, Image)) if article else ()
        image = next((image for image in images if image.url == url), None)
        if image is None or self.setup.pictures is None:
            super().open_link(url)
        else:
            self._decode_alone(image, self.size.width, self.size.height)

    @work(thread=True, exclusive=True, group="picture", exit_on_error=False)
    def _decode_alone(self, block: Image, columns: int, rows: int) -> None:
        data = self.desk.library.picture(block.url)
        self.post_message(self.Alone(block, shrunk(data, columns, rows) if data else None))

    def on_picturing_screen_alone(self, message: Alone) -> None:
        """Show it, or open it in the browser where it is not here or broken."""
        if message.picture is None or self.setup.pictures is None:
            self.open_outside(message.block.url)
        elif self.app.screen is self:
            from reader.screens.picture import PictureScreen  # noqa: PLC0415 - starting need not wait for it

            alone = PictureScreen(message.block, message.picture, self.setup.pictures)
            self.app.push_screen(alone, self._leave_picture)

    def _leave_picture(self, url: str | None) -> None:
        """Go on reading, or go to the browser with the address that the picture's screen gave."""
        self.go(Place.ARTICLE)
        if url:
            self.open_outside(url)
