"""Looks at portals that nobody has described, without a network and without waiting."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime

import httpx

from scrapers.net.fetch import Fetcher
from scrapers.net.lookup import resolved
from scrapers.portals.portal import Portal
from scrapers.survey.findings import Findings
from scrapers.survey.look import Surveyed, SurveyEvent, survey
from tests.loopback import Reply, Route, Ticker

NOW = datetime(2026, 11, 1, tzinfo=UTC)


async def looked(
    *urls: str,
    heard: Callable[[SurveyEvent], object] = lambda _: None,
    stop: asyncio.Event | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    resolve: Callable[[str], Awaitable[Iterable[str]]] = resolved,
) -> Findings:
    """Look at a portal without waiting; give what was found."""
    ticker = Ticker()

    def fetcher(portal: Portal) -> Fetcher:
        delay = None if transport else 0
        return Fetcher(
            portal, delay=delay, clock=ticker, sleep=ticker.sleep, now=lambda: NOW, transport=transport
        )

    events = [event async for event in survey(urls, fetcher, stop=stop, resolve=resolve) if not heard(event)]
    last = events[-1]
    assert isinstance(last, Surveyed)
    return last.findings


def hosts(answers: Mapping[str, Mapping[str, Route]]) -> httpx.MockTransport:
    """Answer for several public hosts, by origin and path; one that is not named does not answer."""

    def answer(request: httpx.Request) -> httpx.Response:
        origin = f"{request.url.scheme}://{request.url.netloc.decode()}"
        if origin not in answers:
            raise httpx.ConnectError("Connection refused")
        route = answers[origin].get(request.url.raw_path.decode(), Reply("no such page", 404))
        reply = route if isinstance(route, Reply) else Reply(str(route))
        return httpx.Response(
            reply.status, headers=dict(reply.headers), stream=httpx.ByteStream(str(reply.body).encode())
        )

    return httpx.MockTransport(answer)


def to(url: str) -> Reply:
    return Reply("", 302, {"Location": url})
