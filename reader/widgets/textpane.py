"""A pane of text that scrolls by lines and pages, without animation."""

from textual.containers import VerticalScroll

from reader.widgets.frugal import Ground

OVERLAP = 2
"""Lines of a page that stay in sight when the next one is shown."""


class TextPane(VerticalScroll, Ground):
    """Scrolls without gliding, so that a key that is held down does not run ahead."""

    def page_down(self) -> bool:
        """Show the next page; False at the end, where nothing moves."""
        if self.scroll_y >= self.max_scroll_y:
            return False
        self._scroll_by(self._page)
        return True

    def action_up(self) -> None:
        """Go a line up."""
        self._scroll_by(-1)

    def action_down(self) -> None:
        """Go a line down."""
        self._scroll_by(1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self._scroll_by(-self._page)

    def action_page_down(self) -> None:
        """Go a page down."""
        self.page_down()

    def action_page_further(self) -> None:
        """Go a page down, by the key of a thumb."""
        self.page_down()

    def action_top(self) -> None:
        """Go to the title."""
        self._scroll_by(-self.max_scroll_y)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._scroll_by(self.max_scroll_y)

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - OVERLAP)

    def _scroll_by(self, lines: float) -> None:
        self.scroll_to(y=self.scroll_y + lines, animate=False, immediate=True)
