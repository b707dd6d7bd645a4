"""A line that tells people something, there only while there is something to tell."""

from textual.content import Content
from textual.widgets import Static


class Saying(Static):
    """Shows a text, and takes no room without one."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(Content(text), id=id, classes=classes)
        self.display = bool(text)

    def say(self, text: str) -> None:
        """Show another text; none for an empty one."""
        self.update(Content(text))
        self.display = bool(text)
