"""What other processes do to the stores while this one has them open."""

from reader.userdata import UserData
from scrapers.cache import ArticleCache
from scrapers.catalogue import Catalogue


class Elsewhere:
    """Notices what others change: a sync from cron, a second reader, `tinvl state import`. For one thread."""

    def __init__(self, cache: ArticleCache, catalogue: Catalogue, userdata: UserData) -> None:
        self._stores = (cache, catalogue, userdata)
        self._seen: tuple[tuple[int, ...], ...] = ()
        self.has_changed()

    def has_changed(self) -> bool:
        """Tell whether somebody else has written since this was last asked; what this thread wrote is none.

        A few microseconds. A store that was made anew in another file is opened again.
        """
        self._seen, former = tuple(store.version() for store in self._stores), self._seen
        return self._seen != former
