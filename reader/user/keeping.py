"""Keeps what the user values: whole, beyond the cache, and with its marks where its id has changed."""

from collections.abc import Iterable

from msgspec.structs import replace

from reader.model import ArticleKey
from reader.user.kept import Whole
from reader.user.relinking import Relinker
from reader.user.userdata import UserData
from scrapers.merge import merged
from scrapers.model import Article, Entry
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue

_AWAY = """
SELECT k.portal, k.id FROM user.kept k
WHERE NOT EXISTS (SELECT 1 FROM head h WHERE h.portal = k.portal AND h.id = k.id)
AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.portal = k.portal AND a.alias = k.id)
"""


class Keeping:
    """Carries articles with a star or a note between the cache and the user's data."""

    def __init__(self, cache: ArticleCache, catalogue: Catalogue, userdata: UserData) -> None:
        self._cache = cache
        self._catalogue = catalogue
        self._userdata = userdata
        self._relinker = Relinker(cache, catalogue, userdata)

    def keep(self, portal: str, id: str) -> None:
        """Keep an article whole if it has a star or a note, and is here."""
        known = self._catalogue.id_of(portal, id)
        self._userdata.keep_whole(portal, known, lambda: self._whole(portal, known), self._cache.pictures.get)

    def _whole(self, portal: str, id: str) -> Whole | None:
        entry = self._cache.entry(portal, id)
        if entry is None or entry.article is None:
            return None
        return Whole(merged(entry, self._catalogue.names(portal)), entry.former)

    def keep_each(self, articles: Iterable[ArticleKey]) -> None:
        """Keep those of some articles that have a star or a note, and are here."""
        for portal, id_ in articles:
            self.keep(portal, id_)

    def let_go(self, portal: str, id: str) -> None:
        """Keep an article no longer, unless it has a star or a note."""
        self._userdata.drop(portal, self._catalogue.id_of(portal, id))

    def relink(self, portal: str) -> None:
        """Give marks to articles that the portal shows under another id than before."""
        for id_ in self._relinker.relink(portal):
            self.keep(portal, id_)
        self._relinker.take_histories(portal)

    def restore(self) -> None:
        """Put what is kept back into a cache that was cleared; the next sync reads files of the starred."""
        away = self._catalogue.ask(_AWAY)
        kept = ((self._userdata.kept_article(*pair), self._userdata.kept_revisions(*pair)) for pair in away)
        lost = [_returned(article, former) for article, former in kept if article is not None]
        # What a sync has stored and not yet filed is in the cache already.
        if lost and (back := self._cache.put_missing(lost)):
            self._catalogue.upsert_many(back)


def _returned(article: Article, former: tuple[Article, ...]) -> Entry:
    """Make the entry of an article that is kept as people read it."""
    return Entry(
        portal=article.portal,
        id=article.id,
        url=article.url,
        article=replace(article, documents=()),
        former=former,
        documents=article.documents,
    )
