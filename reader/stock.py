"""What the stores of one profile hold: portals, lists and articles. Only reads."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.holdings.lists import Lists
from reader.holdings.longlist import LongList
from reader.holdings.otherprocesses import OtherProcesses
from reader.holdings.portals import Portals, is_nowhere
from reader.holdings.statements import is_plain
from reader.holdings.stats import Stats
from reader.i18n import _
from reader.model import ALL, EVERYWHERE, ONE, SAVED, Head, Query, RelatedHead, Shelf, Status
from reader.news import WhatIsNew
from reader.paths import Paths
from reader.searching.neighbours import Neighbours
from reader.searching.query import Wanted, within
from reader.searching.saved import SavedSearches
from reader.searching.search import Search
from reader.searching.watching import Watching
from reader.user.keeping import Keeping
from reader.user.statestore import ROUND
from reader.user.userdata import UserData
from reader.words import today
from scrapers.errors import PortalFileError, StoreError, UnknownName
from scrapers.merge import merged, revisions
from scrapers.model import Article, Category, Entry
from scrapers.states import PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.index import first_names
from scrapers.stores.shared import Closing, Notice
from scrapers.text import fold, words_of

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


class Stock(Closing):
    """One profile's stores, to be read; safe to use from several threads.

    Whatever goes wrong with a store raises StoreError, or StoreTooNew where a newer version wrote it.
    """

    def __init__(
        self, paths: Paths, cache: ArticleCache, catalogue: Catalogue, userdata: UserData,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self.paths = paths
        self.portals = Portals(paths.portals)
        self.cache = cache
        self.catalogue = catalogue
        self.userdata = userdata
        self.trouble: StoreError | None = None
        """Why what nobody asked to be kept, such as read marks, cannot be kept; None where it can."""
        self.stand_ins: Closing | None = None
        """Where stores are read that could not be read in their own place."""
        self.clock = clock
        self._lists = Lists(catalogue, userdata)
        self.keeping = Keeping(cache, catalogue, userdata)
        self.search = Search(catalogue, self._lists, self.article, self.fetched, self._today)
        self._neighbours = Neighbours(catalogue, self._lists, cache.entry)
        self.stats = Stats(catalogue, self._lists, self.with_news)
        self.watching = Watching(catalogue)
        self.news = WhatIsNew(catalogue, self._lists, self.stats, self.watching, self.titles)
        self.searches = SavedSearches(catalogue, userdata, self._lists, self.search)

    def close(self) -> None:
        """Close the connections of every thread."""
        self.catalogue.close()
        self.cache.close()
        self.userdata.close()
        if self.stand_ins is not None:
            self.stand_ins.close()

    def check_writable(self) -> None:
        """Raise why nothing can be kept, where that is so."""
        if self.trouble is not None and not self.userdata.writable:
            raise self.trouble

    @property
    def notices(self) -> list[Notice]:
        """What had to be rebuilt, moved aside or given up so far."""
        return [*self.userdata.notices, *self.cache.notices, *self.catalogue.notices]

    @cached_property
    def other_processes(self) -> OtherProcesses:
        """What other processes do, from the first time that it is asked for."""
        return OtherProcesses(self.cache, self.catalogue, self.userdata)

    # Portals ---------------------------------------------------------------------------------------

    def portal(self, name: str) -> "Portal":
        """Return a portal by name, the user's own file before a built-in one; UnknownName."""
        return self.portals.get(name)

    def title_of(self, portal: str) -> str:
        """Return the title of a portal, or its name where its file is gone or wrong; also of EVERYWHERE."""
        if portal == EVERYWHERE:
            return _("All portals")
        try:
            return self.portal(portal).title
        except (UnknownName, PortalFileError):
            return portal

    def last_synced(self) -> str | None:
        """Name the portal that was synced last."""
        states = map(self.cache.portal_state, self.cache.portals())
        synced = [(state.synced_at, state.portal) for state in states if state.synced_at is not None]
        return max(synced)[1] if synced else None

    def fetched(self) -> tuple[str, ...]:
        """Name the portals of which something was fetched, in order; not those whose files are gone."""
        known = {portal.name for portal in self.portals.with_demo()}
        return tuple(sorted(known.intersection(self.cache.portals())))

    def with_news(self) -> tuple[str, ...]:
        """Name the portals of which articles are here, in order."""
        return tuple(filter(self.has_news, self.fetched()))

    def has_news(self, portal: str) -> bool:
        """Tell whether articles of a portal, or EVERYWHERE of any, are here, without counting them."""
        names = self.fetched() if portal == EVERYWHERE else (portal,)
        return any(len(self._lists.rows(Query(name, limit=1))) for name in names)

    def titles(self) -> dict[str, str]:
        """Return the titles of the portals of which articles are here by their names, in order."""
        return {name: self.title_of(name) for name in self.with_news()}

    def are_several(self) -> bool:
        """Return whether there is news of more than one portal, so that all can be read together."""
        # Most people read one, and their start need not read the files of others.
        return len(self.cache.portals()) > 1 and len(self.with_news()) > 1

    def meant(self, portal: str) -> tuple[str, ...]:
        """Name the portals whose articles are read under a name: itself, or all with news for EVERYWHERE."""
        return self.with_news() if portal == EVERYWHERE else (portal,)

    def is_alone(self, portal: str) -> bool:
        """Return whether nothing was fetched of any other portal."""
        return not set(self.fetched()) - {portal}

    def followed(self) -> tuple[str, ...]:
        """Name the portals that are read here, in order: those synced before and those of own files.

        Not the demo, which has no address of its own, nor one of which only single articles were asked for.
        """
        states = map(self.cache.portal_state, self.fetched())
        wanted = self.portals.own.union(state.portal for state in states if _is_walked(state))
        known = (portal for portal in self.portals.with_demo() if not is_nowhere(portal))
        return tuple(portal.name for portal in known if portal.name in wanted)

    def status(self, portal: str, *, counted: bool = True) -> Status:
        """Return what the status line says of a portal, or of all together: as fresh as the least fresh.

        Without being `counted` it takes no longer where there are many articles.
        """
        articles, unread = self._lists.totals(self.meant(portal)) if counted else (0, 0)
        whole = portal == EVERYWHERE
        return Status(
            portal=portal,
            title=self.title_of(portal),
            counts=None if whole else self.cache.portal_state(portal).counts,
            synced_at=self.synced_at(portal),
            articles=articles,
            unread=unread,
            counted=counted,
        )

    def synced_at(self, portal: str) -> datetime | None:
        """Return when a portal was last synced; of EVERYWHERE the least fresh that ever was."""
        times = (self.cache.portal_state(name).synced_at for name in self.meant(portal))
        return min(filter(None, times), default=None)

    def last_round(self, portal: str) -> datetime | None:
        """Return when the last round of syncs began; of EVERYWHERE the first of those near the last."""
        rounds = [*filter(None, map(self.userdata.last_round, self.meant(portal)))]
        return min((at for at in rounds if (max(rounds) - at).total_seconds() < ROUND), default=None)

    def _today(self) -> str:
        return today(self.clock())

    # Lists -----------------------------------------------------------------------------------------

    def shelves(self, portal: str, *, counted: bool = True) -> tuple[Shelf, ...]:
        """Return the shelves: all news, the categories in the portal's order, the reader's own, searches.

        EVERYWHERE has the portals in place of categories, and searches of its own.

        Without being `counted` they take no longer where there are many articles.
        """
        if portal == EVERYWHERE:
            shelves = self._lists.shelves_of_all(self.titles(), counted=counted)
            return (*shelves, *self.searches.shelves(EVERYWHERE))
        names = self.catalogue.names(portal) or first_names(self.portal(portal).categories)
        return (*self._lists.shelves(portal, names, counted=counted), *self.searches.shelves(portal))

    def rows(self, query: Query) -> Sequence[int]:
        """Return the row numbers of a list in its order, also of EVERYWHERE or of one portal there."""
        query = _as_alone(query)
        if query.shelf.startswith(SAVED):
            return self.searches.rows(query)
        if query.category:
            return self.searches.found(query, within(Wanted(), query.category))
        if query.portal != EVERYWHERE:
            return self._lists.rows(query)
        portals = self.with_news()
        return self._lists.rows(query, portals=portals) if portals else ()

    def listed(self, query: Query, *, long: int) -> Sequence[int]:
        """Return the list as `rows` does; of a plain one of more than `long` articles what is looked at."""
        query = _as_alone(query)
        if is_plain(query) and len(rows := LongList(self.catalogue, query)) > long:
            return rows
        return self.rows(query)

    def head(self, row: int) -> Head | None:
        """Return one row to draw. Its own `row` differs where its date has become known since."""
        head = self._lists.head(row)
        return self._watched(head) if head is not None else None

    def head_of(self, portal: str, id: str) -> Head | None:
        """Return the row of an article to draw."""
        head = self._lists.head_of(portal, id)
        return self._watched(head) if head is not None else None

    def heads(self, rows: Iterable[int]) -> list[Head]:
        """Return several rows to draw."""
        asked = tuple(rows)
        found = self.heads_by_row(asked)
        return [found[row] for row in asked if row in found]

    def heads_by_row(self, rows: Sequence[int]) -> dict[int, Head]:
        """Return several rows to draw, each by the number it is asked for; without those that went."""
        return {row: self._watched(head) for row, head in self._lists.heads(rows).items()}

    def _watched(self, head: Head) -> Head:
        return replace(head, watched=True) if head.row in self.watching.known(head.portal) else head

    def row_of(self, portal: str, id: str) -> int | None:
        """Return the row number of an article."""
        return self.catalogue.row_of(portal, id)

    def has_unread_text(self, portal: str) -> bool:
        """Tell whether any article of a portal, or EVERYWHERE, is unread whose text is here."""
        return self._lists.has_unread_text(self.meant(portal))

    def filter(self, portal: str, rows: Sequence[int], words: str) -> Sequence[int]:
        """Keep the rows of a portal, or EVERYWHERE, whose title contains every word, accents or not."""
        return self._lists.filter(self.meant(portal), rows, words)

    def ready_filter(self, portal: str) -> None:
        """Read what `filter` goes through, in a thread if there is much of it."""
        for name in self.meant(portal):
            self._lists.titles(name)

    def find_category(self, portal: str, name: str) -> Category:
        """Return a category by slug or name, with or without accents; UnknownName lists what there is.

        Of EVERYWHERE the first that some portal calls so, or has it in a name, as a search does.
        """
        if portal == EVERYWHERE:
            return self._category_of_any(name)
        categories = self.categories(portal)
        wanted, words = fold(name).strip(), words_of(name)
        exactly = (one for one in categories if wanted in (fold(one.slug), fold(one.name)))
        alike = (one for one in categories if words and words_of(one.name) == words)
        for category in (*exactly, *alike):
            return category
        known = tuple(category.name for category in categories)
        raise UnknownName("no such category", where=name, known=known)

    def _category_of_any(self, name: str) -> Category:
        known = [(of, one) for of in self.fetched() for one in self.categories(of)]
        meant = self.search.named(EVERYWHERE, name)
        for portal, category in known:
            if (portal, category.slug) in meant:
                return category
        names = tuple(dict.fromkeys(category.name for _portal, category in known))
        raise UnknownName("no such category", where=name, known=names)

    def categories(self, portal: str) -> tuple[Category, ...]:
        """Return the categories as the portal last named them, before the first sync as its file does."""
        return self.cache.portal_state(portal).categories or self.portal(portal).categories

    # One article -----------------------------------------------------------------------------------

    def article(self, portal: str, id: str) -> Article:
        """Return an article, merged with what other pages say; UnknownName where its text is not here."""
        entry = self._entry(portal, id)
        if entry is not None and entry.article is not None:
            return merged(entry, self.catalogue.names(portal))
        if (kept := self.userdata.kept_article(portal, id)) is not None:
            return kept
        raise UnknownName("no such article in the cache", where=f"{portal}/{id}")

    def revisions(self, portal: str, id: str) -> tuple[Article, ...]:
        """Return the kept revisions of an article, oldest first; the last is what `article` returns."""
        entry = self._entry(portal, id)
        if entry is not None and entry.article is not None:
            return revisions(entry, self.catalogue.names(portal))
        return (self.article(portal, id),)

    def resolve(self, id: str, portal: str | None = None) -> tuple[str, str]:
        """Return portal and id of what people write as "id" or "portal/id"; UnknownName."""
        found = self._lists.named(id, portal)
        if not found and "/" in id:
            first, rest = id.split("/", 1)
            found = self._lists.named(rest, first) if portal in (None, first) else []
        if len(found) != 1:
            known = tuple("/".join(pair) for pair in found)
            what = "several portals have such an article" if found else "no such article in the cache"
            raise UnknownName(what, where=id, known=known)
        return found[0]

    def id_at(self, portal: "Portal", url: str) -> str:
        """Return the id of the article at an address: the one under which it is kept, if it is."""
        from scrapers.portals.portal import hashed_id  # noqa: PLC0415 - most commands are given no address

        named = portal.article_id(url)
        # By the hash where the portal's file named no ids when it came.
        kept = (id_ for id_ in (named, hashed_id(url)) if self.catalogue.row_of(portal.name, id_) is not None)
        return self.catalogue.id_of(portal.name, next(kept, named))

    def related(self, article: Article) -> tuple[RelatedHead, ...]:
        """Return the related news that the portal names, each with whether it can be read now."""
        return tuple(self._lists.related(article.portal, entry) for entry in article.related)

    def neighbours(self, article: Article) -> tuple[RelatedHead, ...]:
        """Find news on the same subject where the portal names few; slow for an event loop."""
        return self._neighbours.beside(article)

    def is_wanted(self, portal: str, id: str) -> bool:
        """Whether the next sync is to fetch an article first."""
        return self.cache.wishes.has(portal, self.catalogue.id_of(portal, id))

    def is_unfinished(self, portal: str, id: str) -> bool:
        """Whether a further page of an article could not be had, so that its text is here only in part."""
        return self.cache.unfinished.has(portal, self.catalogue.id_of(portal, id))

    def picture(self, url: str) -> bytes | None:
        """Return a picture from the cache, or of an article that is kept."""
        picture = self.cache.pictures.get(url) or self.userdata.kept_picture(url)
        return picture.body if picture else None

    def _entry(self, portal: str, id: str) -> Entry | None:
        return self.cache.entry(portal, self.catalogue.id_of(portal, id))


def _as_alone(query: Query) -> Query:
    """Ask for one portal among all as for itself."""
    if query.portal == EVERYWHERE and query.shelf.startswith(ONE):
        return replace(query, portal=query.shelf.removeprefix(ONE), shelf=ALL)
    return query


def _is_walked(state: PortalState) -> bool:
    """Return whether a sync has ever said more of a portal than its name."""
    return state != PortalState(portal=state.portal)
