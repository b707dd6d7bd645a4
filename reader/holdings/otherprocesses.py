"""Notices what other processes do to the stores while this one has them open."""

from reader.user.userdata import UserData
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue


class OtherProcesses:
    """Notices what others change: a sync from cron, a second reader, `tinvl state import`. For one thread."""

    def __init__(self, cache: ArticleCache, catalogue: Catalogue, userdata: UserData) -> None:
        self._stores = (cache, catalogue, userdata)
        self._counted = (catalogue, userdata)
        self._versions: tuple[object, ...] = ()
        self._state: tuple[object, ...] = ()
        self.have_written()

    def have_written(self) -> bool:
        """Return whether others have written since the last call; what this thread wrote does not count.

        A few microseconds where nobody has. A store that was made anew in another file is opened again.
        """
        versions = tuple(store.version() for store in self._stores)
        if versions == self._versions:
            return False
        # Not every write is news: another thread notes when the reader was last here.
        files = tuple(files for _, *files in versions)
        state = (versions[0], files, *(store.changes() for store in self._counted))
        self._versions, self._state, former = versions, state, self._state
        return state != former
