"""What the cache knows of a portal: its age, its coverage, what its rules could not read."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from reader.doctor.finding import Finding, Grade
from reader.i18n import _
from reader.words import age, number, plural
from scrapers.cache import ArticleCache
from scrapers.model import PortalState
from scrapers.pages import unread_of
from scrapers.text import clean_line
from scrapers.watch import Watch, unwatched

STALE = timedelta(days=14)
_MOST_FIELDS = 5


def check(cache: ArticleCache, portal: str, now: datetime, watch: Watch = unwatched) -> Iterator[Finding]:
    """Say how old and how whole the news of a portal are, and which rules failed."""
    state = cache.portal_state(portal)
    if state is None or state.synced_at is None:
        said = _("Never synced to the end.")
        yield Finding(check="age", grade=Grade.ODD, said=said, advice=_("`tinvl sync` fetches the news."))
    elif now - state.synced_at > STALE:
        said = _("Synced {age}.").format(age=age(state.synced_at, now))
        yield Finding(check="age", grade=Grade.ODD, said=said, advice=_("`tinvl sync` fetches the news."))
    elif state.synced_at - now > timedelta(days=1):
        said = _("The last sync lies in the future.")
        yield Finding(check="age", grade=Grade.ODD, said=said, advice=_("Set the clock of this machine."))
    else:
        yield Finding(
            check="age", grade=Grade.WELL, said=_("Synced {age}.").format(age=age(state.synced_at, now))
        )
    yield from _pages(cache, portal)
    yield from _digests(cache, watch)
    if state is not None:
        yield from _fallbacks(state)
    for drift in state.drift if state else ():
        said = _("The portal changed: {kind} pages no longer show “{field}” where they did.")
        advice = _("Mend the portal file, then `tinvl reparse`.")
        said = said.format(kind=drift.kind, field=drift.field)
        yield Finding(check="layout", grade=Grade.ODD, said=said, advice=advice)


def _pages(cache: ArticleCache, portal: str) -> Iterator[Finding]:
    known = here = unread = 0
    for entry in cache.entries(portal):
        known += 1
        here += entry.article is not None
        name = unread_of(entry.id) if entry.article else entry.id
        page = cache.raw(portal, name) if entry.article is None or entry.article.fetched_at else None
        fetched = entry.article.fetched_at if entry.article else None
        unread += page is not None and (fetched is None or page.fetched_at > fetched)
    said = _("{here} of {known} articles are here.").format(here=number(here), known=number(known))
    yield Finding(check="coverage", grade=Grade.WELL, said=said)
    if unread:
        said = _("No rule could read {n} pages; they are kept.").format(n=number(unread))
        advice = _("Mend the portal file, then `tinvl reparse`.")
        yield Finding(check="rules", grade=Grade.ODD, said=said, advice=advice)


def _digests(cache: ArticleCache, watch: Watch) -> Iterator[Finding]:
    """Whether each value of the cache is what was stored."""
    total, damaged = cache.examine(watch=watch)
    if damaged:
        said = _("{n} of {total} values are damaged.").format(n=number(damaged), total=number(total))
        advice = _("`tinvl doctor --repair` removes them; `tinvl sync --full` fetches them again.")
        yield Finding(check="digests", grade=Grade.ODD, said=said, advice=advice)
        return
    said = plural("{n} value is as it was stored.", "{n} values are as they were stored.", total)
    yield Finding(check="digests", grade=Grade.WELL, said=said)


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
    said = _("Read by a second rule on some pages: {fields}.").format(fields=listed)
    yield Finding(check="rules", grade=Grade.WELL, said=said)
