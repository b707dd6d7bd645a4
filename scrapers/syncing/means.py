"""What every fetch from a portal needs."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from scrapers.clock import utc_now
from scrapers.net.fetch import Fetcher
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


class Means(NamedTuple):
    """A portal, what fetches from it, the stores that keep what comes, and what tells the time."""

    portal: "Portal"
    cache: ArticleCache
    catalogue: Catalogue
    fetcher: Fetcher
    clock: Callable[[], datetime] = utc_now
