"""What is chosen by key in the reader and kept for its next start: theme, height of rows, pictures."""

from typing import Literal

from reader.config import Config
from reader.library import Library
from reader.themes import ORDER

Choice = Literal["theme", "rows", "pictures"]
VALUES: dict[Choice, tuple[str, ...]] = {
    "theme": ORDER,
    "rows": ("comfortable", "compact"),
    "pictures": ("on", "off"),
}
"""What each may be, under its name in config.toml; the first is the default."""


class Choices:
    """What config.toml names, else what was chosen last by key, else the default."""

    def __init__(self, config: Config, library: Library) -> None:
        self._library = library
        pictures = "" if config.pictures is None else "on" if config.pictures else "off"
        self._named: dict[Choice, str] = {"theme": config.theme, "rows": config.rows, "pictures": pictures}
        last = library.choices()
        self._now = {name: self._named[name] or _known(last.get(name), name) for name in VALUES}

    def __getitem__(self, name: Choice) -> str:
        """Return what holds now."""
        return self._now[name]

    def keep(self, name: Choice, value: str) -> bool:
        """Keep a choice for the next start, if it can be kept; False where config.toml names another."""
        self._now[name] = value
        self._library.keep_choice(name, value)
        return self._named[name] in ("", value)


def _known(value: str | None, name: Choice) -> str:
    """Return the default in place of what this version of the program does not know."""
    return value if value in VALUES[name] else VALUES[name][0]
