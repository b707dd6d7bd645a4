"""Shows news related to the open article: what the portal names, then what is found beside the event loop."""

from contextlib import suppress

from textual import on, work
from textual.message import Message

from reader.i18n import _
from reader.keyboard.command import Place
from reader.messages import with_fields
from reader.model import RelatedHead
from reader.screens.main.linking import LinkingScreen
from reader.widgets.article import ArticleView
from reader.widgets.related import RelatedList
from scrapers.errors import TinvlError
from scrapers.model import Article


class RelatingScreen(LinkingScreen, layer=True):
    """Goes from an article to those that are like it."""

    @with_fields
    class Alike(Message):
        """What was found on the same subject as an article."""

        article: Article
        found: tuple[RelatedHead, ...]

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        head, here = self.desk.head, self.desk.article is not None
        may_wait = head is not None and not here
        working = {
            "related": bool(self.desk.related),
            "want": may_wait and not self.desk.wanted,
            "unwant": may_wait and self.desk.wanted,
        }
        return working.get(action, super().works(action))

    # Finding -----------------------------------------------------------------------------------------

    def show_article(self, *, again: bool = False) -> None:
        """Show the open article, and whether its text is wanted."""
        super().show_article(again=again)
        self.article_view.show(wanted=self.desk.wanted)

    @on(ArticleView.Filled)
    def _look_for_alike(self) -> None:
        """Look for news like it where its portal names few; not before it is there to be read."""
        if self.desk.article is not None and not self.desk.knows_alike:
            self._find_alike(self.desk.article)

    @work(thread=True, exclusive=True, group="related", exit_on_error=False)
    def _find_alike(self, article: Article) -> None:
        with suppress(TinvlError):  # who reads an article does not wait for this
            self.post_message(self.Alike(article, self.desk.library.neighbours(article)))

    def on_relating_screen_alike(self, message: Alike) -> None:
        """Show what was found, unless another article was opened meanwhile."""
        if self.desk.add_alike(message.article, message.found):
            self.article_view.related = self.desk.related
            self.tell_hints()

    # Going there -------------------------------------------------------------------------------------

    def action_related(self) -> None:
        """Go to the related news."""
        self.go(Place.ARTICLE)
        self.article_view.focus_related()

    @on(RelatedList.Open)
    def _open_related(self, message: RelatedList.Open) -> None:
        with self.telling():
            self._keep_position()
            if self.desk.open_related(message.id):
                self._opened()
            else:
                self.open_link(message.url)

    # Wanting -----------------------------------------------------------------------------------------

    def action_want(self) -> None:
        """Have the next sync fetch the text of this article first."""
        self._want(on=True)
        self.say(_("The next sync fetches it first."))

    def action_unwant(self) -> None:
        """Do not have the next sync fetch it first after all."""
        self._want(on=False)
        self.say(_("The next sync does not fetch it first."))

    def _want(self, *, on: bool) -> None:
        self.desk.want(on=on)
        self.article_view.show(wanted=self.desk.wanted)
        self.tell_hints()
