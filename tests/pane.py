"""An app with nothing but the article pane, and what a terminal would be sent of it."""

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from reader.model import RelatedHead
from reader.widgets.article import ArticleView
from scrapers.model import Article, Block


class Pane(App[None]):
    """Shows one article; keeps the messages that reach the screen."""

    def __init__(self, article: Article | None = None, related: tuple[RelatedHead, ...] = ()) -> None:
        super().__init__()
        self.view = ArticleView()
        self._start = article, related
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        article, self.view.related = self._start
        self.view.show(article=article)
        self.view.focus()

    def on_marked_pane_link_opened(self, message: ArticleView.LinkOpened) -> None:
        self.told.append(message)

    def on_article_view_scrolled(self, message: ArticleView.Scrolled) -> None:
        self.told.append(message)

    def on_related_list_open(self, message: Message) -> None:
        self.told.append(message)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, without the spaces around it."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).strip() for strip in strips]


def article(*blocks: Block, **fields: object) -> Article:
    """An article of the demo portal with these blocks."""
    values = {"portal": "demo", "id": "1", "url": "https://a.vn/1", "title": "Tựa bài", "blocks": blocks}
    return Article(**(values | fields))  # type: ignore[arg-type] - fields of many types, checked by the struct


async def shown(pilot: Pilot[None], view: ArticleView, value: Article | None) -> None:
    """Show an article and wait until it stands."""
    view.show(article=value)
    await pilot.pause()
