"""Asks a portal for the few pages by which it is judged, and tells what it asks for."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from functools import reduce
from urllib.parse import urlsplit

from msgspec.structs import replace

from scrapers.errors import BadAnswer, FetchError, NotAllowed, ParseError, Unreachable
from scrapers.model import PageRequest, RawPage, Record
from scrapers.net.fetch import Fetcher
from scrapers.net.lookup import Lookup, Resolve, resolved
from scrapers.net.walls import check_no_wall
from scrapers.parse import kind_of
from scrapers.portals.portal import USUAL, Portal, builtins, made
from scrapers.stopping import Stoppable
from scrapers.survey.findings import Findings, better
from scrapers.survey.naming import relatives, root
from scrapers.survey.onward import led_on
from scrapers.survey.survey import Survey
from scrapers.syncing.events import Failure, Waiting
from scrapers.syncing.waiting import told_meanwhile
from scrapers.urls import host, is_private, origin, rebased

_HOSTS = 3
"""From so many hosts a first page may lead on to another."""
_TURNS = 3
"""So many pages of one host may stand ahead of its first page by leading on to it."""
_SILENT = 3
"""After so many pages in a row that do not come, no more are asked for: the portal has fallen silent."""
_NAME = "moi"
"""What the portal is called while it is looked at."""


class Asking(Record, frozen=True, tag="asking", tag_field="event"):
    """A page is asked for."""

    url: str


class Moved(Record, frozen=True, tag="moved", tag_field="event"):
    """The portal has led on to another host, where it is looked at from now on."""

    url: str


class Surveyed(Record, frozen=True, tag="surveyed", tag_field="event"):
    """The last event: what was found."""

    findings: Findings


SurveyEvent = Asking | Moved | Waiting | Surveyed


class _Elsewhere(Exception):
    """The first page leads to another host."""

    def __init__(self, url: str) -> None:
        self.url = url


async def survey(
    addresses: Sequence[str],
    fetcher: Callable[[Portal], Fetcher],
    *,
    stop: asyncio.Event | None = None,
    resolve: Resolve = resolved,
) -> AsyncGenerator[SurveyEvent, None]:
    """Look at the portal at the first of `addresses` that answers; the last event is Surveyed.

    `fetcher` makes what fetches from a portal. Raises FetchError where its first page cannot be had, or the
    portal falls silent before enough was read, and Stopped once `stop` is set.
    """
    left, hosts = list(addresses), 0
    failure: Unreachable | None = None
    while left:
        url = left.pop(0)
        portal = _portal(url)
        async with fetcher(portal) as asked, Stoppable(stop) as stoppable:
            look = _Look(portal, asked, stoppable)
            steps = look.events()
            async with aclosing(steps), aclosing(told_meanwhile(steps, portal.name, asked)) as events:
                try:
                    async for event in events:
                        yield event
                except Unreachable as error:
                    if look.answered:
                        raise
                    failure = failure or error
                except _Elsewhere as found:
                    left, hosts, failure = [found.url], hosts + 1, None
                    await _check_elsewhere(found.url, url, hosts, resolve)
                    yield Moved(url=found.url)
                else:
                    return
    if failure is not None:
        raise failure


async def _check_elsewhere(there: str, here: str, hosts: int, resolve: Resolve) -> None:
    """Refuse to be led in circles, or from a public host into a private network."""
    if hosts > _HOSTS:
        raise BadAnswer(f"more than {_HOSTS} redirects", where=there)
    if is_private(host(here)):
        return
    if is_private(host(there)):
        raise NotAllowed("a private address", where=there)
    try:
        await Lookup(resolve, lambda _url: False).addresses(there)
    except OSError:
        return  # that it cannot be found is said once it is asked


def _portal(url: str) -> Portal:
    """Describe the portal at an address as far as it is known before anything was read."""
    return made(Portal(name=_NAME, title=host(url), base=root(url), start=url, hosts=relatives(url)))


class _Look:
    """One look at the portal on one host."""

    def __init__(self, portal: Portal, fetcher: Fetcher, stoppable: Stoppable) -> None:
        self._portal = portal
        self._fetcher = fetcher
        self._stoppable = stoppable
        self._came: dict[str, RawPage] = {}
        self._failed: dict[str, Failure] = {}
        self._silence: list[Unreachable] = []
        """Why the last pages did not come, since the portal last answered."""
        self.answered = False
        """Whether the first page came."""

    async def events(self) -> AsyncGenerator[SurveyEvent, None]:
        """Yield events as they happen."""
        async with aclosing(self._first_page()) as steps:
            async for event in steps:
                yield event
        found: list[Findings] = []
        for like in sorted(builtins(), key=lambda name: name != USUAL):
            looked = Survey(self._as(like), self._came, self._failed)
            for url in looked.wanted():
                if len(self._silence) >= _SILENT or any(one.is_enough for one in found):
                    break  # other rules may read the same pages better; no more are asked for
                yield Asking(url=url)
                await self._ask_one(url)
            found.append(looked.findings())
        best = reduce(better, found)
        if self._silence and not best.is_enough:
            raise self._silence[0]
        yield Surveyed(findings=best)

    def _as(self, like: str) -> Portal:
        """Return the portal as the rules of another read it."""
        known = self._portal
        return made(
            Portal(
                name=known.name,
                title=known.title,
                base=known.base,
                start=known.start,
                hosts=known.hosts,
                like=like,
            )
        )

    # First page ----------------------------------------------------------------------------------

    async def _first_page(self) -> AsyncGenerator[SurveyEvent, None]:
        """Ask for the page that names the categories, however many lead on to it."""
        url, seen = self._portal.start, set[str]()
        while True:
            yield Asking(url=url)
            raw = await self._page(url)
            url = self._settled(url, raw.url)
            seen.add(url)
            onward = self._onward(url, raw)
            if not onward or onward in seen or len(seen) > _TURNS:
                break
            url = onward
        self._portal = replace(self._portal, start=url)
        self._came[url] = raw
        self.answered = True

    def _onward(self, url: str, raw: RawPage) -> str:
        """Return where to go on from a page that lies at `url`; an empty string where that is the first."""
        onward = led_on(raw)
        if urlsplit(url).path == "/":
            return onward
        is_article = self._is_article(raw)
        if is_article or not onward:  # a listing may name it, or a menu the address that it came from
            self._came |= {url: raw, raw.url: raw}
        return root(url) if is_article else onward

    def _is_article(self, raw: RawPage) -> bool:
        """Tell whether a page is that of an article, as far as it can be read."""
        with suppress(ParseError):
            return kind_of(raw, self._portal) == "article"
        return False

    async def _page(self, url: str) -> RawPage:
        """Fetch a first page. Raises _Elsewhere where it lies on another host."""
        try:
            return await self._stoppable.wait(self._fetcher.page(PageRequest(url=url)))
        except NotAllowed as error:
            if self._portal.owns(error.where):
                raise
            raise _Elsewhere(error.where) from error

    def _settled(self, asked: str, came: str) -> str:
        """Return the address of a page where the portal has it: with https, or with a `www.`, if it says so.

        Another path is no reason: a first page leads there again.
        """
        here, there = origin(asked), origin(came)
        self._portal = replace(self._portal, base=f"{there}/")
        return rebased(asked, here, there)

    async def _ask_one(self, url: str) -> None:
        """Fetch a page; one that cannot be had is noted."""
        silence, self._silence = self._silence, []
        try:
            raw = await self._stoppable.wait(self._fetcher.page(PageRequest(url=url)))
            check_no_wall(raw, url)
        except (FetchError, ParseError) as error:
            self._failed[url] = Failure(url=url, error=type(error).__name__, message=error.what)
            if isinstance(error, Unreachable):
                self._silence = [*silence, error]
        else:
            self._came[url] = raw
