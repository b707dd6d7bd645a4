"""What the cache knows of a portal: its age, its coverage, what its rules could not read."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from reader.doctor.finding import Finding, odd, well
from reader.i18n import _
from reader.words import age, number, plural
from scrapers.model import Entry
from scrapers.states import PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.pages import unread_of
from scrapers.text import clean_line
from scrapers.watch import Watch, unwatched

STALE = timedelta(days=14)
_MOST_FIELDS = 5


def check(cache: ArticleCache, portal: str, now: datetime, watch: Watch = unwatched) -> Iterator[Finding]:
    """Say how old and how whole the news of a portal are, and which rules failed."""
    state = cache.portal_state(portal)
    yield _age(state.synced_at, now)
    yield from _pages(cache, portal)
    yield from _digests(cache, watch)
    yield from _fallbacks(state)
    for drift in state.drift:
        said = _("The portal changed: {kind} pages no longer show “{field}” where they did.")
        said = said.format(kind=drift.kind, field=drift.field)
        yield odd("layout", said, _("Fix the portal file, then run `tinvl reparse`."))


def _age(synced_at: datetime | None, now: datetime) -> Finding:
    if synced_at is None:
        return odd("age", _("Never synced to the end."), _("`tinvl sync` fetches the news."))
    if synced_at - now > timedelta(days=1):
        return odd("age", _("The last sync is in the future."), _("Set the clock of this machine."))
    said = _("Synced {age}.").format(age=age(synced_at, now))
    if now - synced_at > STALE:
        return odd("age", said, _("`tinvl sync` fetches the news."))
    return well("age", said)


def _pages(cache: ArticleCache, portal: str) -> Iterator[Finding]:
    known = here = unread = 0
    for entry in cache.entries(portal):
        known += 1
        here += entry.article is not None
        unread += _has_unread_page(cache, entry)
    said = _("{here} of {known} articles are here.").format(here=number(here), known=number(known))
    yield well("coverage", said)
    if unread:
        said = plural(
            "No rule could read {n} page; it is kept.",
            "No rule could read {n} pages; they are kept.",
            unread,
        )
        yield odd("rules", said, _("Fix the portal file, then run `tinvl reparse`."))


def _has_unread_page(cache: ArticleCache, entry: Entry) -> bool:
    """Tell whether a page of an article is kept that no rule could read, and none was read well since."""
    if entry.article is None:
        return cache.raw(entry.portal, entry.id) is not None
    if (fetched := entry.article.fetched_at) is None:
        return False
    page = cache.raw(entry.portal, unread_of(entry.id))
    return page is not None and page.fetched_at > fetched


def _digests(cache: ArticleCache, watch: Watch) -> Iterator[Finding]:
    """Whether each value of the cache is what was stored."""
    total, damaged = cache.examine(watch=watch)
    if damaged:
        said = _("{n} of {total} values are damaged.").format(n=number(damaged), total=number(total))
        advice = _("`tinvl doctor --repair` removes them; `tinvl sync --full` fetches them again.")
        yield odd("digests", said, advice)
        return
    said = plural("{n} value is as it was stored.", "{n} values are as they were stored.", total)
    yield well("digests", said)


def _fallbacks(state: PortalState) -> Iterator[Finding]:
    """Which fields were not always read by their usual rule."""
    fields: dict[str, list[int]] = {}
    for key, count in state.rules.items():
        fields.setdefault(key.partition(":")[0], []).append(count)
    seldom = {name: sum(counts) - max(counts) for name, counts in fields.items() if len(counts) > 1}
    if not seldom:
        return
    shown = sorted(seldom.items(), key=lambda pair: -pair[1])[:_MOST_FIELDS]
    listed = ", ".join(f"{clean_line(name)} ({number(count)})" for name, count in shown)
    yield well("rules", _("Read by a second rule on some pages: {fields}.").format(fields=listed))
