"""What the main screen is set up with."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from reader.choices import Choices
from reader.config import Config
from reader.library import Library
from reader.model import POLITELY, Way
from reader.widgets.picture import Pictures

if TYPE_CHECKING:
    from reader.fetching.fetching import Fetching


class Setup(NamedTuple):
    """What all layers of the main screen share, besides the desk."""

    config: Config
    choices: Choices
    """What is drawn how, as config.toml and keys have it."""
    clock: Callable[[], datetime]
    """Tells how old things are."""
    browse: Callable[[str], bool]
    """Opens an address in the browser; False where there is none."""
    pictures: Pictures | None = None
    """How this terminal shows pictures; without it a box stands for each."""
    way: Way = POLITELY
    """How portals are asked."""

    def fetching(self, library: Library, portal: str) -> "Fetching":
        """Return what fetches from a portal so."""
        return library.fetching(portal, self.way)
