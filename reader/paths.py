"""The only place that knows where things lie on this machine."""

import os
from pathlib import Path
from typing import NamedTuple

from platformdirs import PlatformDirs, user_downloads_path

from scrapers.errors import UnknownHome

APP = "tinvl"


class Paths(NamedTuple):
    """The directories of a profile."""

    cache: Path
    """What can be fetched again: articles, raw pages, pictures, the catalogue."""
    data: Path
    """What the user made: read marks, stars, positions."""
    config: Path
    """`config.toml` and the user's own portal files in `portals/`."""

    @classmethod
    def choose(cls, home: Path | None = None, profile: str = "") -> "Paths":
        """Pick the directories: below `home`, below TINVL_HOME, or the system's own.

        `profile` keeps a separate set, as the demo does, where no home is given. UnknownHome where `~` stands
        for nothing.
        """
        given = home or (home_named(value) if (value := os.environ.get("TINVL_HOME")) else None)
        if given is not None:
            root = expanded(given).absolute()
            return cls(root / "cache", root / "data", root / "config")
        dirs = PlatformDirs(f"{APP}-{profile}" if profile else APP, appauthor=False)
        try:
            return cls(dirs.user_cache_path, dirs.user_data_path, dirs.user_config_path)
        except RuntimeError as error:
            raise UnknownHome("no such home directory", where="~") from error

    @property
    def config_file(self) -> Path:
        """The user's settings."""
        return self.config / "config.toml"

    @property
    def portals(self) -> Path:
        """The user's own portal files."""
        return self.config / "portals"

    @property
    def catalogue(self) -> Path:
        """The index derived from the cache."""
        return self.cache / "catalogue.sqlite"

    @property
    def userdata(self) -> Path:
        """The database of what the user made."""
        return self.data / "userdata.sqlite"


def home_named(home: str) -> Path:
    """Read the name of a home; UnknownHome for an address of the web, which would name directories too."""
    if "://" in home:
        raise UnknownHome("an address", where=home)
    return Path(home)


def home() -> Path:
    """Return the user's home directory, or the current directory where none is known."""
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()


def downloads() -> Path:
    """Return the user's downloads directory, or the home directory where there is none."""
    try:
        path = user_downloads_path()
        return path if path.is_dir() else Path.home()
    except RuntimeError as error:
        raise UnknownHome("no such home directory", where="~") from error


def shortened(path: Path) -> str:
    """Write a path as a shell does, with ~ for the home directory."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def expanded(path: Path) -> Path:
    """Put a home directory in place of `~` or `~somebody`. Raises UnknownHome."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UnknownHome("no such home directory", where=path.parts[0]) from error
