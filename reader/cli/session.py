"""What every command starts from: the directories, the settings, and the library opened on first use."""

import os
import shlex
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.i18n import _
from reader.paths import Paths
from scrapers.clock import utc_now

if TYPE_CHECKING:
    from reader.config import Config
    from reader.holdings.portals import Portals
    from reader.library import Library
    from scrapers.portals.portal import Portal
    from scrapers.watch import Watch

DEFAULT_PORTAL = "vinhlong"


class Session:
    """One run of the command line. `home` is the directory given with `--home`."""

    clock: Callable[[], datetime] = staticmethod(utc_now)
    """Tells the time to everything in this run."""

    def __init__(self, home: Path | None = None, profile: str = "") -> None:
        self.home = home
        self._profile = profile

    @cached_property
    def paths(self) -> Paths:
        """The directories; help needs none. Raises UnknownHome."""
        return Paths.choose(self.home, self._profile)

    @property
    def has_chosen_home(self) -> bool:
        """Whether the user said where things are to lie."""
        return self.home is not None or bool(os.environ.get("TINVL_HOME"))

    @property
    def is_begun(self) -> bool:
        """Whether there are stores here; they are made at the first use. StoreError where nobody can tell."""
        from scrapers.stores.shared import is_there, store_errors  # noqa: PLC0415 - for some commands alone

        with store_errors(self.paths.userdata):
            return is_there(self.paths.userdata)

    @property
    def command(self) -> str:
        """What to type for this program where things lie as in this run."""
        from reader.cli.terminal import command_name  # noqa: PLC0415 - completing a word needs none

        name = command_name()
        return f"{name} --home {shlex.quote(str(self.paths.cache.parent))}" if self.has_chosen_home else name

    @cached_property
    def config(self) -> "Config":
        """The user's settings. Raises ConfigError."""
        from reader.config import load  # noqa: PLC0415 - completing a word needs none

        return load(self.paths.config_file)

    @cached_property
    def portals(self) -> "Portals":
        """The portals by name; needs no store."""
        from reader.holdings.portals import Portals  # noqa: PLC0415 - imported where portals are asked for

        return Portals(self.paths.portals)

    @cached_property
    def library(self) -> "Library":
        """The stores, opened on first use; what had to be mended on the way is said on stderr."""
        from reader.library import Library  # noqa: PLC0415 - likewise

        with ExitStack() as shown:
            library = Library.open(
                self.paths, clock=self.clock, watch=_listing_anew(shown), portals=self.portals
            )
        if library.notices:
            from reader.cli.output import tell  # noqa: PLC0415 - hardly ever
            from reader.wording.explain import explain_notice  # noqa: PLC0415 - likewise

            for notice in library.notices:
                tell(explain_notice(notice))
        return library

    def choose_portal(self, asked: str | None) -> str:
        """Name of the portal meant: that asked for, the config's, that synced last or here alone, vinhlong.

        PortalFileError where its file is wrong, ConfigError where the config names none that there is.
        """
        if asked:
            return self._named(asked)
        if self.config.portal:
            return self._of_config(self.config.portal)
        known = self.library.cache.portals()
        name = self.library.last_synced() or (known[0] if len(known) == 1 else DEFAULT_PORTAL)
        self.portals.check(name)
        return name

    def _named(self, portal: str) -> str:
        self.enter(portal)
        return self.library.portal(portal).name

    def _of_config(self, portal: str) -> str:
        from scrapers.errors import ConfigError, UnknownName  # noqa: PLC0415 - likewise

        try:
            return self._named(portal)
        except UnknownName as error:
            from reader.wording.explain import explain  # noqa: PLC0415 - hardly ever

            raise ConfigError(explain(error), where=str(self.paths.config_file)) from error

    def enter(self, portal: str) -> None:
        """Go where a portal's news lie: the demo's have a profile of their own, unless told otherwise."""
        from reader.holdings.portals import DEMO  # noqa: PLC0415 - as above

        if portal != DEMO or self.has_chosen_home or "library" in self.__dict__:
            return
        if all(known.name != DEMO for known in self.portals.all()):
            self.tell_wrong_files()
            del self.portals
            self.paths = Paths.choose(None, DEMO)

    def portal_of(self, asked: str | None, url: str) -> "Portal":
        """The portal asked for, or the one whose host the address has, or vinhlong.

        Where none has that host, the page is taken for one of a mirror of the portal.
        """
        from reader.fetching.addresses import owner  # noqa: PLC0415 - as above
        from scrapers.urls import absolute  # noqa: PLC0415 - likewise

        known = (self.portals.get(asked),) if asked else self.portals.with_demo()
        if (found := owner(url, known)) is not None:
            return found
        portal = self.portals.get(asked or self.config.portal or DEFAULT_PORTAL)
        return portal.moved(portal.name, absolute(url, "/"))

    def close(self) -> None:
        """Close the library, where it was opened; say which portal files were found wrong."""
        if "library" in self.__dict__:
            self.library.close()
        if "portals" in self.__dict__ and self.portals.are_read:
            self.tell_wrong_files()

    def tell_wrong_files(self) -> bool:
        """Say on stderr which portal files are wrong, each once; whether there are any."""
        wrong = self.portals.unreported()
        if wrong:
            from reader.cli.output import tell  # noqa: PLC0415 - hardly ever
            from reader.wording.explain import explain  # noqa: PLC0415 - likewise

            for error in wrong:
                tell(explain(error))
        return bool(wrong)


def _listing_anew(shown: ExitStack) -> "Watch":
    """Return a watch that shows how far the list of articles is, where it has to be made anew."""
    draw: Watch | None = None

    def watch(done: int, of: int) -> None:
        nonlocal draw
        if draw is None:
            from reader.cli.progress import counted  # noqa: PLC0415 - hardly ever

            draw = shown.enter_context(counted(_("Rebuilding the list of articles")))
        draw(done, of)

    return watch
