"""An empty Textual app with the widgets of the reader's first screen: what starting costs before any news."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, Input, OptionList, Static

SAID = "nothing to read"


class Empty(App[None]):
    """Three panes with a line above and one below."""

    CSS = """
    #shelves { width: 24; } #list { width: 48; } #article { width: 1fr; } .line { height: 1; }
    """
    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - as Textual's own examples have it
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield Static("portal", classes="line")
        with Horizontal():
            with Vertical(id="shelves"):
                yield Static("CATEGORIES")
                yield OptionList(markup=False)
            with Vertical(id="list"):
                yield Static("LIST")
                yield Input(compact=True)
                yield OptionList(SAID, markup=False)
            with VerticalScroll(id="article"):
                yield Static("no article")
        yield Static("sync", classes="line")
        yield Footer()


if __name__ == "__main__":
    Empty().run()
