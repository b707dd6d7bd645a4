"""A web server on 127.0.0.1 that answers as a test scripts it, faults included, and remembers what it saw."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from random import Random
from typing import Self

from scrapers.net.fetch import Fetcher
from scrapers.portals.portal import Portal


@dataclass(frozen=True)
class Request:
    """One request as it came in; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """One answer. A fault is scripted by `raw`, `cut`, `drip` or `hang`; the connection closes after it."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    """Sent in place of a well-formed answer."""
    cut: int | None = None
    """How many bytes of the body are sent before the connection closes."""
    drip: bool = False
    """The body's first byte is sent again and again, without end."""
    hang: bool = False
    """Nothing is sent; with `cut`, nothing after so many bytes of the body."""
    reset: bool = False
    """The connection is reset after what is sent, not closed."""
    stream: int = 0
    """How many bytes are sent as a body without a length, whatever `body` says."""


Answering = Callable[[Request], Reply | Awaitable[Reply]]
Route = Reply | str | bytes | list[Reply] | Answering


class Loopback:
    """The server; an async context manager.

    A route is an answer, answers in turn (the last stays), or a function from a request to an answer.
    What has no route answers 404; so does /robots.txt unless it is routed. With `certificate`, a chain and
    its key, it speaks TLS.
    """

    def __init__(
        self,
        routes: Mapping[str, Route] | Answering | None = None,
        *,
        certificate: tuple[Path, Path] | None = None,
    ) -> None:
        self.routes: dict[str, Route] = dict(routes) if isinstance(routes, Mapping) else {}
        self._answer: Answering = routes if callable(routes) else self._routed
        self._turns: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._tls = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(*certificate)
        self.seen: list[Request] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def base(self) -> str:
        """Address of the server, without a slash at its end."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def targets(self) -> list[str]:
        """What was asked for, in order."""
        return [request.target for request in self.seen]

    def _routed(self, request: Request) -> Reply | Awaitable[Reply]:
        route = self.routes.get(request.target, Reply("no such page", 404))
        if isinstance(route, list):
            turn = self._turns.get(request.target, 0)
            self._turns[request.target] = turn + 1
            route = route[min(turn, len(route) - 1)]
        if isinstance(route, str | bytes):
            return Reply(route)
        return route if isinstance(route, Reply) else route(request)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._served(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read(reader)) is not None:
                self.seen.append(request)
                reply = self._answer(request)
                if not await _write(reply if isinstance(reply, Reply) else await reply, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Request | None:
    if not (line := await reader.readline()):
        return None
    method, target, _ = line.decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while (line := await reader.readline()).strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, target, headers, body)


async def _write(reply: Reply, writer: asyncio.StreamWriter) -> bool:
    """Send an answer; gives whether the connection can be used again."""
    if reply.hang and reply.cut is None:
        await asyncio.Event().wait()
    if reply.raw is not None:
        writer.write(reply.raw)
        await writer.drain()
        return False
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **reply.headers}
    head = f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    if reply.stream:
        return await _stream(head.replace("Content-Length", "X-Length"), reply.stream, writer)
    writer.write(head.encode("latin-1") + b"\r\n" + body[: reply.cut])
    await writer.drain()
    if reply.hang:
        await asyncio.Event().wait()
    if reply.reset:
        _reset(writer)
    while reply.drip:
        writer.write(body[:1])
        await writer.drain()
        await asyncio.sleep(0.01)
    return reply.cut is None


async def _stream(head: str, size: int, writer: asyncio.StreamWriter) -> bool:
    """Send a body of any size until it is sent, or the other side has had enough."""
    writer.write(head.encode("latin-1") + b"\r\n")
    piece = b" " * (1 << 16)
    for _ in range(size // len(piece)):
        writer.write(piece)
        await writer.drain()
    return False


def _reset(writer: asyncio.StreamWriter) -> None:
    """Break a connection as a dying host does: the other side reads an error, not an end."""
    own: socket.socket = writer.get_extra_info("socket")
    own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class Ticker:
    """A clock that stands still but for what is slept; `slept` remembers how long."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


def portal_at(base: str, **more: object) -> Portal:
    """Return a portal without rules at an address, for tests that only fetch."""
    return Portal(**{"name": "thu", "title": "Thử", "base": base, "layouts": (), **more})  # type: ignore[arg-type]  # tests name fields freely


NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@asynccontextmanager
async def fetching(base: str, ticker: Ticker | None = None, **options: object) -> AsyncIterator[Fetcher]:
    """Yield a fetcher of the portal at `base` at NOW, whose waits are only noted."""
    ticker = ticker or Ticker()
    usual = {"delay": 0, "clock": ticker, "sleep": ticker.sleep, "now": lambda: NOW, "rng": Random(1)}  # noqa: S311 - keeps no secret
    async with Fetcher(portal_at(base), **{**usual, **options}) as fetcher:  # type: ignore[arg-type]  # free options
        yield fetcher
