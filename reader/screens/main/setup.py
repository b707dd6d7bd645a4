"""What the main screen is set up with."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from reader.choices import Choices
from reader.config import Config
from reader.widgets.picture import Pictures


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
    base_url: str | None = None
    """Where the portal is asked, if not at its own address."""

    @property
    def delay(self) -> float | None:
        """Seconds between two requests, if not the polite default: only the demo is asked elsewhere."""
        return 0 if self.base_url else None
