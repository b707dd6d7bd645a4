"""What is told of the article of the cursor below lists of counts."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.model import Counted
from reader.render.counts import told


class Told(Widget):
    """Shows an article's title and what each place counts of it, with a sign where more is to be said."""

    DEFAULT_CSS = """
    Told { height: 3; padding: 0 2; color: $foreground 85%; }
    """
    article: reactive[Counted | None] = reactive(None)

    def render(self) -> RenderResult:
        """Draw what fits in the room there is."""
        return told(self.article, *self.size) if self.article else Content()
