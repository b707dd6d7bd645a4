"""What every command starts from: the directories, the settings, and the library opened on first use."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config import Config, load
from reader.paths import Paths
from scrapers.urls import host

if TYPE_CHECKING:
    from scrapers.portal import Portal

    from reader.library import Library

DEFAULT_PORTAL = "vinhlong"


class Session:
    """One run of the command line. `home` is the directory given with `--home`."""

    def __init__(self, home: Path | None = None, profile: str = "") -> None:
        self.home = home
        self.paths = Paths.choose(home, profile)

    @cached_property
    def config(self) -> Config:
        """The user's settings. Raises ConfigError."""
        return load(self.paths.config_file)

    @cached_property
    def library(self) -> "Library":
        """The stores, opened on first use; what had to be mended on the way is said on stderr."""
        from reader.cli.notices import show_notices  # noqa: PLC0415 - imported with the library, when first used
        from reader.library import Library  # noqa: PLC0415 - likewise

        library = Library.open(self.paths)
        show_notices(library.notices)
        return library

    def choose_portal(self, asked: str | None) -> str:
        """Name of the portal meant: the one asked for, the config's, the one synced last, vinhlong."""
        if asked:
            return self.library.portal(asked).name
        if self.config.portal:
            return self.library.portal(self.config.portal).name
        return self.library.last_synced() or DEFAULT_PORTAL

    def portal_of(self, asked: str | None, url: str) -> "Portal":
        """The portal asked for, or the one whose host the address has, or vinhlong."""
        if asked:
            return self.library.portal(asked)
        home = host(url)
        owners = (portal for portal in self.library.portals() if home in portal.hosts)
        return next(owners, None) or self.library.portal(DEFAULT_PORTAL)

    def close(self) -> None:
        """Close the library, where it was opened."""
        if "library" in self.__dict__:
            self.library.close()
