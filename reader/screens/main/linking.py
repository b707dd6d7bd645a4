"""Opens links and articles in the browser, and copies them with their source."""

from textual import on

from reader.export.citing import cited
from reader.i18n import _
from reader.links import openable
from reader.screens.main.browsing import BrowsingScreen
from reader.widgets.article import ArticleView


class LinkingScreen(BrowsingScreen, layer=True):
    """Leads out of the reader: to the browser, or by the clipboard."""

    def action_browse(self) -> None:
        """Open the article in the browser."""
        if head := self.here:
            self.open_outside(head.url)

    def action_copy_link(self) -> None:
        """Copy the article's link."""
        if (head := self.here) and openable(head.url):
            self.app.copy_to_clipboard(head.url)
            self.say(_("Link copied: {url}").format(url=head.url))

    def action_show_code(self) -> None:
        """Show the article's link as a code for a phone."""
        from reader.screens.code import CodeScreen  # noqa: PLC0415 - starting need not wait for it

        if (head := self.here) and openable(head.url):
            self.app.push_screen(CodeScreen(head.url))

    def action_copy_source(self) -> None:
        """Copy the selected text of the article, followed by its source."""
        head = self.here
        if head is None:
            return
        quote = self.get_selected_text() or "" if head == self.desk.head else ""
        self.app.copy_to_clipboard(cited(head, self.desk.library.title_of(head.portal), quote))
        self.clear_selection()
        self.say(_("Quotation and source copied.") if quote else _("Source copied."))

    @on(ArticleView.LinkOpened)
    def _link_opened(self, message: ArticleView.LinkOpened) -> None:
        self.open_link(message.url)

    def open_link(self, url: str) -> None:
        """Open a link of the text."""
        self.open_outside(url)

    def open_outside(self, url: str) -> None:
        """Open an address in the browser, or copy it where there is none."""
        if not openable(url):
            self.say(_("This address cannot be opened."), trouble=True)
        elif self.setup.browse(url):
            self.say(_("Opened in the browser: {url}").format(url=url))
        else:
            self.app.copy_to_clipboard(url)
            self.say(_("There is no browser here. Link copied: {url}").format(url=url))
