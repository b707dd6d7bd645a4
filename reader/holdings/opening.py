"""Opens the three stores of a profile: makes what is missing, only reads what cannot be written."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader.paths import Paths
from reader.user.userdata import UserData
from scrapers.errors import StoreError
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.connections import staying_open
from scrapers.stores.reading import NAME
from scrapers.stores.shared import Notice, Trouble, make_private, store_errors
from scrapers.watch import Watch

if TYPE_CHECKING:
    from reader.holdings.standins import StandIns

_Begun = TypeVar("_Begun")


class Stores(NamedTuple):
    """What a library stands on."""

    userdata: UserData
    cache: ArticleCache
    catalogue: Catalogue
    trouble: StoreError | None = None
    """Why they can only be read; None if they can be written."""
    stand_ins: "StandIns | None" = None
    """Copies of those that cannot be read in place."""


def open_stores(
    paths: Paths, clock: Callable[[], datetime], watch: Watch, begin: Callable[[Stores], _Begun]
) -> _Begun:
    """Open the stores and begin with them; `watch` hears of a catalogue that must be rebuilt.

    On a full disk or a medium that is read-only they are only read, with a notice; so they are where there is
    too little room for what is written at the beginning.
    """
    try:
        return begin(_opened(paths, clock, watch))
    except StoreError as error:
        if type(error) is not StoreError:  # damaged, too new, locked: no question of room or permission
            raise
        return begin(_opened_to_read(paths, clock, watch, error))


def _opened(paths: Paths, clock: Callable[[], datetime], watch: Watch) -> Stores:
    make_private(paths.config)
    with (
        staying_open(UserData.open(paths.userdata, clock=clock)) as userdata,
        staying_open(ArticleCache.open(paths.cache, clock=clock)) as cache,
    ):
        return Stores(userdata, cache, Catalogue.open(paths.catalogue, cache, watch=watch))


def _opened_to_read(paths: Paths, clock: Callable[[], datetime], watch: Watch, trouble: StoreError) -> Stores:
    """Open stores that cannot be written; raise the trouble where there is nothing to read."""
    with store_errors(paths.cache):
        if not (paths.cache / NAME).is_file():
            raise trouble
    from reader.holdings.standins import StandIns  # noqa: PLC0415 - hardly ever

    def cache_at(path: Path, *, writable: bool) -> ArticleCache:
        return ArticleCache.open(path.parent, clock=clock, writable=writable)

    with (
        staying_open(StandIns()) as stand_ins,
        staying_open(stand_ins.read(paths.userdata, partial(UserData.open, clock=clock))) as userdata,
        staying_open(stand_ins.read(paths.cache / NAME, cache_at)) as cache,
    ):
        catalogue = stand_ins.read(paths.catalogue, partial(Catalogue.open, cache=cache, watch=watch))
    userdata.notices.insert(0, Notice(trouble=Trouble.READ_ONLY, where=trouble.where))
    return Stores(userdata, cache, catalogue, trouble, stand_ins)
