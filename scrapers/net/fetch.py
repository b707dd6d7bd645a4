"""Polite HTTP: one request at a time to a host, spaced out, bounded in time and size.

`pace` and `turns` keep the time between requests, `robots` knows what a host asks for, `reach` where requests
may go, `wire` and `unpack` bound each answer. Here redirects are followed, and failed requests tried again.
"""

import asyncio
import math
import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import urljoin, urlsplit

from scrapers.clock import utc_now
from scrapers.errors import (
    BadAnswer,
    BadStatus,
    ConfigError,
    FetchError,
    Gone,
    NotAFile,
    NotAllowed,
    Unreachable,
    Untrusted,
    is_trouble,
)
from scrapers.model import PageRequest, RawPage
from scrapers.net import tls
from scrapers.net.agent import USER_AGENT
from scrapers.net.client import Client, UnderWay
from scrapers.net.lookup import Lookup, Resolve, resolved
from scrapers.net.pace import POLITE, Clock, Held, Pace, Sleep, retry_after, wait_before_retry
from scrapers.net.reach import Reach
from scrapers.net.robots import PATH, Robots
from scrapers.net.turns import Turns
from scrapers.net.unpack import ACCEPTED
from scrapers.net.validators import Validated, conditions, validator
from scrapers.net.wire import (
    NOT_MODIFIED,
    OK,
    REDIRECTS,
    Answer,
    Ask,
    Limits,
    Wire,
    is_passing,
)
from scrapers.rawfile import RawFile
from scrapers.text import clean_line
from scrapers.urls import absolute, host, origin

if TYPE_CHECKING:
    import httpx

    from scrapers.portals.portal import Portal

_GONE = (404, 410)


class Retry(NamedTuple):
    """A request failed and is tried again: why, for which time, counted from 1, and when.

    `told` is whether the host said how long to wait; `due` is on the fetcher's clock.
    """

    failure: FetchError
    tries: int
    told: bool
    due: float


class Fetcher:
    """Fetches the pages, pictures and files of one portal; an async context manager.

    `base_url` is a mirror that stands in for the portal. `delay` is in seconds, 1 unless given; less is for a
    portal on this machine (ConfigError otherwise), and a longer Crawl-delay of the host wins. `shared` is a
    directory by which processes that ask one host take turns. Tests inject `transport`, `clock`, `now`,
    `sleep`, `rng` and `resolve`.
    """

    def __init__(
        self,
        portal: "Portal",
        *,
        base_url: str | None = None,
        delay: float | None = None,
        transport: "httpx.AsyncBaseTransport | None" = None,
        clock: Clock = time.monotonic,
        now: Callable[[], datetime] = utc_now,
        sleep: Sleep = asyncio.sleep,
        rng: random.Random | None = None,
        resolve: Resolve = resolved,
        limits: Limits | None = None,
        shared: Path | None = None,
    ) -> None:
        self._portal = portal
        self._reach = Reach(portal.base, portal.hosts, mirror=base_url)
        self._delay = _checked(delay, self._reach)
        self._clock = clock
        self._now = now
        self._sleep = sleep
        self._rng = rng or random.Random()  # noqa: S311 - spreads retries, keeps no secret
        self._lookup = Lookup(resolve, self._is_trusted)
        self._limits = limits or Limits()
        self._shared = shared
        self._paces: dict[str, Pace] = {}
        self._rules: dict[str, Robots | FetchError] = {}
        self._held: dict[str, Held] = {}
        self._client = Client(
            partial(tls.context, portal),
            self._lookup,
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "*/*",
                "Accept-Language": "vi",
                "Accept-Encoding": ACCEPTED,
            },
            seconds=self._limits.phase,
            # A proxy of the environment has no way to this machine's own servers.
            proxies=not self._reach.on_loopback,
            transport=transport,
        )
        self._wire = Wire(self._client, self._limits)
        self.retry: Retry | None = None
        """The request that is to be tried again, or is being tried."""

    async def __aenter__(self) -> Self:
        if self._portal.ca_certificates:
            tls.context(self._portal)  # says at once that they cannot be read
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()

    @property
    def requests(self) -> int:
        """How many requests went out, retries, redirects and robots.txt included."""
        return self._wire.requests

    @property
    def received(self) -> int:
        """How many bytes of bodies came in, packed as they were."""
        return self._wire.received

    @property
    def coming(self) -> int | None:
        """How many bytes of the request under way have come, packed as they are; None where none is."""
        return self._wire.coming

    @property
    def waits(self) -> bool:
        """Whether it is waiting while another process asks a host."""
        return any(pace.waits for pace in self._paces.values())

    @property
    def seconds_to_rest(self) -> float:
        """How long a host rests yet before it is asked, where such rests are long; else 0."""
        return max((pace.rest for pace in self._paces.values()), default=0.0)

    @property
    def seconds_to_retry(self) -> float:
        """How long it waits yet before it tries again; 0 while it tries."""
        return max(self.retry.due - self._clock(), 0.0) if self.retry else 0.0

    async def page(
        self,
        request: PageRequest,
        *,
        known: Validated | None = None,
        under_way: UnderWay | None = None,
    ) -> RawPage:
        """Fetch a page; where it is still what is `known` of it, `status` is 304 and the body empty.

        `under_way` hears when the request needs nothing more but time: it rests, or waits for the host.
        Raises a FetchError: Unreachable, BadStatus, Gone, NotAllowed, TooLarge or BadAnswer.
        """
        headers = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"}
        if request.referer:
            headers["Referer"] = self._reach.wire(request.referer)
        asked = {} if request.form else conditions(known)
        ask = Ask(
            request.url,
            self._limits.page,
            self._reach.check_page,
            headers | asked,
            request.form,
            under_way=under_way,
        )
        answer = await self._followed(ask)
        if not (asked and answer.status == NOT_MODIFIED):
            self._check_status(answer)
        return self._raw(answer, known)

    async def picture(self, url: str) -> tuple[bytes, str]:
        """Fetch a picture of the portal or of another public host: its bytes and its Content-Type.

        Raises a FetchError as `page` does; NotAllowed for a private host, and for any host but the portal's
        while a mirror stands in for it.
        """
        ask = Ask(url, self._limits.picture, self._reach.check_picture, {"Accept": "image/*,*/*;q=0.5"})
        answer = await self._followed(ask)
        self._check_status(answer)
        return answer.body, _content_type(answer)

    async def file(self, url: str, *, known: Validated | None = None) -> RawFile:
        """Fetch a file that an article offers; it may be larger and take longer than a picture.

        It is `unchanged` where the host says that it is still the one that is `known`. Raises a FetchError as
        `picture` does, and NotAFile where a web page came in place of the file.
        """
        if not (address := absolute(url, url)):
            raise NotAllowed("not an address of the web", where=url)
        asked = conditions(known)
        headers = {"Accept": "*/*"} | asked
        limits = self._limits
        ask = Ask(address, limits.file, self._reach.check_picture, headers, seconds=limits.longest)
        answer = await self._followed(ask)
        if asked and answer.status == NOT_MODIFIED:
            return RawFile(address, answer.url, b"", unchanged=True)
        self._check_status(answer)
        file = _raw_file(address, answer)
        if file.is_page:
            raise NotAFile("a web page in place of the file", where=url)
        return file

    def _check_status(self, answer: Answer) -> None:
        if answer.status != OK:
            raise self._refused(answer.status, answer.url)

    def _refused(self, status: int, url: str, wait: float | None = None) -> BadStatus:
        """Make an error of a status; it names who was asked in place of the portal."""
        kind, asked = Gone if status in _GONE else BadStatus, self._reach.wire(url)
        mirror = "" if asked == url else origin(asked)
        return kind(status, where=asked, mirror=mirror, wait=math.ceil(wait or 0))

    async def _followed(self, ask: Ask) -> Answer:
        """Ask, and follow redirects as far as they may lead."""
        for _ in range(self._limits.redirects + 1):
            ask.check(ask.url)
            await self._check_place(ask.url)
            if ask.ruled:
                await self._check_rules(ask.url)
            answer = await self._persisted(ask)
            if answer.status not in REDIRECTS:
                return answer
            if not (target := self._reach.located(ask.url, answer.headers.get("location", ""))):
                raise BadAnswer("redirects to no address of the web", where=ask.url)
            ask = ask.redirected(answer.status, target)
        raise BadAnswer(f"more than {self._limits.redirects} redirects", where=ask.url)

    async def _persisted(self, ask: Ask) -> Answer:
        """Ask again, later and later, while the host is overloaded or its connections break."""
        tries = 0
        try:
            while not isinstance(came := await self._tried(ask), Answer):
                tries += 1
                failure, asked = came
                if (wait := wait_before_retry(tries, asked, self._rng.random())) is None:
                    raise failure
                self.retry = Retry(failure, tries, told=bool(asked), due=self._clock() + wait)
                await self._sleep(wait)
                self._held.pop(self._asked(ask), None)
        finally:
            self.retry = None
        return came

    async def _tried(self, ask: Ask) -> Answer | tuple[FetchError, float | None]:
        """Ask once; of what may pass return the failure, and the seconds that the host asks to wait.

        A host that asked for that, for whichever page, is asked for none until then.
        """
        if (held := self._held.get(self._asked(ask))) and (left := held.due - self._clock()) > 0:
            return self._refused(held.status, ask.url, left), left
        try:
            answer = await self._paced(ask)
        except FetchError as error:
            if not is_passing(error):
                raise
            return error, None
        if not is_trouble(answer.status):
            return answer
        if asked := retry_after(answer.headers.get("retry-after", ""), self._now()):
            self._held[self._asked(ask)] = Held(answer.status, self._clock() + asked)
        return self._refused(answer.status, ask.url, asked), asked

    async def _paced(self, ask: Ask) -> Answer:
        async with self._pace(self._asked(ask)).turn(ask.under_way):
            return await self._wire.exchange(ask, self._reach.wire(ask.url))

    def _asked(self, ask: Ask) -> str:
        """Name the host that is asked."""
        return host(self._reach.wire(ask.url))

    def _pace(self, name: str) -> Pace:
        if name not in self._paces:
            delay = self._delay if name == self._reach.wire_host else max(self._delay, POLITE)
            turns = Turns(self._shared, name) if self._shared and delay >= POLITE else None
            self._paces[name] = Pace(delay, clock=self._clock, sleep=self._sleep, turns=turns)
        return self._paces[name]

    async def _check_rules(self, url: str) -> None:
        """Raise NotAllowed where the robots.txt of the address's host asks not to fetch it."""
        there = self._reach.wire(url)
        place = urlsplit(there).netloc
        if place not in self._rules:
            self._rules[place] = await self._read_rules(url)
        rules = self._rules[place]
        if isinstance(rules, FetchError):
            raise rules
        if not rules.allows(there):
            raise NotAllowed("the portal's robots.txt asks not to", where=url)

    async def _read_rules(self, url: str) -> Robots | FetchError:
        """Read a host's robots.txt: without one everything may be asked for; with a broken one nothing.

        RFC 9309 calls a host unreachable whose robots.txt cannot be had.
        """
        address = urljoin(url, PATH)
        ask = Ask(address, self._limits.page, self._reach.check_picture, ruled=False)
        try:
            answer = await self._followed(ask)
        except Untrusted as error:
            return error
        except FetchError as error:
            # Remembered, or each picture of a dead host would wait for it anew.
            return Unreachable(f"its robots.txt cannot be fetched: {error.what}", where=error.where)
        rules = Robots(answer.body if answer.status == OK else b"")
        pace = self._pace(host(self._reach.wire(url)))
        pace.delay = max(pace.delay, rules.delay)
        return rules

    async def _check_place(self, url: str) -> None:
        """Raise NotAllowed for a foreign host whose name leads into a private network."""
        if host(url) not in self._paces:
            with suppress(OSError):  # behind a proxy a name need not be known here
                await self._lookup.addresses(url)

    def _is_trusted(self, url: str) -> bool:
        """Tell whether an address, as it goes over the wire, is one of the portal's or its mirror's."""
        return host(url) == self._reach.wire_host or self._reach.is_own(url)

    def _raw(self, answer: Answer, known: Validated | None) -> RawPage:
        """Make a page of an answer; an unchanged one keeps the former validators where no new ones came."""
        former = known if answer.status == NOT_MODIFIED else None
        etag, last_modified = (former.etag, former.last_modified) if former else ("", "")
        return RawPage(
            url=answer.url,
            body=answer.body,
            fetched_at=self._now(),
            content_type=_content_type(answer),
            status=answer.status,
            etag=validator(answer.headers, "etag") or etag,
            last_modified=validator(answer.headers, "last-modified") or last_modified,
            mirror=self._reach.mirror,
        )


def _checked(delay: float | None, reach: Reach) -> float:
    if delay is None:
        return POLITE
    if not delay >= 0:  # nan is not either
        raise ConfigError("a delay is a number of seconds, 0 or more", where=str(delay))
    if delay < POLITE and not reach.on_loopback:
        raise ConfigError(
            "a delay under 1 second is only for a portal on this machine", where=reach.wire_host
        )
    return delay


def _raw_file(url: str, answer: Answer) -> RawFile:
    return RawFile(
        url,
        answer.url,
        answer.body,
        _content_type(answer),
        clean_line(answer.headers.get("content-disposition", "")),
        validator(answer.headers, "etag"),
        validator(answer.headers, "last-modified"),
    )


def _content_type(answer: Answer) -> str:
    return clean_line(answer.headers.get("content-type", ""))
