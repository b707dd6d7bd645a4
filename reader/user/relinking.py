"""Gives marks back to articles that come under another id, after a sync or from another machine."""

from collections.abc import Iterator

from msgspec.structs import replace

from reader.user.kept import Whole
from reader.user.matching import Identity, match
from reader.user.userdata import UserData
from scrapers.model import Entry
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.jsonlist import json_list
from scrapers.text import fold

_MARKED = (
    "(coalesce(m.read_at, m.starred_at, m.later_at, m.noted_at, m.read_off, m.starred_off, m.later_off,"
    " m.noted_off) IS NOT NULL OR m.position > 0)"
)
"""What was taken counts as what was set: another machine may have it still, under the new id."""
_HERE = "SELECT 1 FROM head h WHERE h.portal = m.portal AND h.id = m.id AND NOT h.gone"
_LOST = f"""
SELECT m.id, m.title, m.published FROM user.mark m
WHERE m.portal = :portal AND {_MARKED} AND NOT EXISTS ({_HERE})
UNION SELECT m.id, m.title, m.published FROM user.mark m
WHERE m.portal = :portal AND m.id IN (SELECT value FROM json_each(:returned))
"""  # noqa: S608 - own words, as below
_RENAMED = f"""
SELECT m.id, a.id FROM alias a JOIN user.mark m ON m.portal = a.portal AND m.id = a.alias
WHERE a.portal = :portal AND {_MARKED} AND NOT EXISTS ({_HERE})
"""  # noqa: S608
_COUNTED_ELSEWHERE = f"""
SELECT DISTINCT v.id, a.id FROM alias a CROSS JOIN user.views v ON v.portal = a.portal AND v.id = a.alias
WHERE a.portal = :portal AND NOT EXISTS ({_HERE.replace("m.", "v.")})
"""  # noqa: S608 - likewise
_COUNTED_BEFORE = """
SELECT h.id, h.title, h.published FROM head h
WHERE h.portal = :portal AND h.gone AND EXISTS (
    SELECT 1 FROM user.views v WHERE v.portal = h.portal AND v.id = h.id
)
"""
_FOUND = """
SELECT h.id, h.title, h.published FROM head h
WHERE h.portal = :portal AND NOT h.gone AND h.id NOT IN (SELECT value FROM json_each(:returned))
AND h.folded IN (SELECT value FROM json_each(:titles))
"""


class Relinker:
    """Finds the marks and counts of a portal whose article has another id now."""

    def __init__(self, cache: ArticleCache, catalogue: Catalogue, userdata: UserData) -> None:
        self._cache = cache
        self._catalogue = catalogue
        self._userdata = userdata

    def relink(self, portal: str) -> list[str]:
        """Move each mark without its article to the article it belongs to now; return the ids of these."""
        returned = {entry.id: entry for entry in self._returned(portal)}
        pairs = dict(self._catalogue.ask(_RENAMED, {"portal": portal}))
        pairs = {**self._alike(portal, list(returned)), **pairs}
        for old, new in pairs.items():
            self._carry(portal, old, new, returned.get(old))
        return list(pairs.values())

    def take_histories(self, portal: str) -> None:
        """Give each article the view counts that were seen while it had another id."""
        asked = {"portal": portal}
        moved = dict(self._catalogue.ask(_COUNTED_ELSEWHERE, asked))
        for old, new in {**self._alike(portal, [], _COUNTED_BEFORE), **moved}.items():
            self._userdata.take_history(portal, old, new)

    def _alike(self, portal: str, returned: list[str], lost_ones: str = _LOST) -> dict[str, str]:
        asked = {"portal": portal, "returned": json_list(returned)}
        lost = [Identity(*row) for row in self._catalogue.ask(lost_ones, asked)]
        if not lost:
            return {}
        titles = json_list(fold(identity.title) for identity in lost)
        return match(
            lost, (Identity(*row) for row in self._catalogue.ask(_FOUND, {**asked, "titles": titles}))
        )

    def _carry(self, portal: str, old: str, new: str, returned: Entry | None) -> None:
        kept = self._userdata.kept_article(portal, old)
        gone = returned is None and self._cache.entry(portal, old) is not None
        if kept is not None and not gone:
            former = self._userdata.kept_revisions(portal, old)
            renamed = tuple(replace(revision, id=new) for revision in former)
            self._userdata.keep_also(Whole(replace(kept, id=new), renamed))
        self._userdata.carry(portal, old, new, keep_old=gone)
        if returned is not None and self._cache.remove(returned):
            self._catalogue.remove(portal, old)

    def _returned(self, portal: str) -> Iterator[Entry]:
        """Return the articles that only the user's data has, and no page since."""
        for (id_,) in self._catalogue.ask("SELECT id FROM user.kept WHERE portal = ?", (portal,)):
            entry = self._cache.entry(portal, id_)
            if entry is not None and not entry.sightings and entry.checked_at is None:
                yield entry
