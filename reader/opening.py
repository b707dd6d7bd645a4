"""The three stores of a profile, opened: made where missing, only read where they cannot be written."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from reader.paths import Paths
from reader.userdata import UserData
from scrapers.cache import ArticleCache
from scrapers.catalogue import Catalogue
from scrapers.errors import StoreError
from scrapers.stores import Notice, Trouble, make_private
from scrapers.watch import Watch


class Stores(NamedTuple):
    """What a library stands on."""

    userdata: UserData
    cache: ArticleCache
    catalogue: Catalogue
    trouble: StoreError | None = None
    """Why they are only read."""


def open_stores(paths: Paths, clock: Callable[[], datetime], watch: Watch) -> Stores:
    """Open the stores; `watch` hears of a catalogue that must be rebuilt.

    On a full disk or a medium that is read-only they are only read, where they are whole, with a notice.
    """
    try:
        return _opened(paths, clock, watch)
    except StoreError as error:
        if (
            type(error) is not StoreError
        ):  # damaged, too new, locked: that is no question of room or permission
            raise
        return _opened_to_read(paths, clock, error)


def _opened(paths: Paths, clock: Callable[[], datetime], watch: Watch) -> Stores:
    make_private(paths.config)
    userdata = UserData.open(paths.userdata, clock=clock)
    cache = ArticleCache.open(paths.cache, clock=clock)
    return Stores(userdata, cache, Catalogue.open(paths.cache / _CATALOGUE, cache, watch=watch))


def _opened_to_read(paths: Paths, clock: Callable[[], datetime], trouble: StoreError) -> Stores:
    """Open stores that cannot be written; raise the trouble where they cannot be read either."""
    try:
        userdata = UserData.open(paths.userdata, clock=clock, writable=False)
        cache = ArticleCache.open(paths.cache, clock=clock, writable=False)
        catalogue = Catalogue.open(paths.cache / _CATALOGUE, cache, writable=False)
    except StoreError:
        raise trouble from None
    userdata.notices.append(Notice(trouble=Trouble.READ_ONLY, where=trouble.where))
    return Stores(userdata, cache, catalogue, trouble)


_CATALOGUE = "catalogue.sqlite"
