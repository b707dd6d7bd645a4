"""One exchange with a host: a request goes out, and its answer comes in within bounds of time and size."""

import asyncio
import ssl
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from scrapers.errors import BadAnswer, FetchError, NotAllowed, TooLarge, Unreachable, Untrusted
from scrapers.net.client import BadProxy, Client, UnderWay
from scrapers.net.unpack import Unpacker
from scrapers.text import clean_line
from scrapers.urls import origin

if TYPE_CHECKING:
    import httpx

_MEBI = 1024 * 1024
OK = 200
NOT_MODIFIED = 304
REDIRECTS = (301, 302, 303, 307, 308)
_KEEP_FORM = (307, 308)
_HUNG_UP = "Server disconnected without sending"
"""How httpcore words a connection that closes before any answer."""
_SAID = {
    _HUNG_UP: "the connection closed without an answer",
    "peer closed connection without sending complete": "the answer broke off",
    "illegal request line": "no answer of a web server",
    "illegal status line": "no answer of a web server",
}
"""What httpcore and h11 say of answers on bad lines, in words that people understand."""
_DRAINED = 64 * 1024
"""Bytes of an error page that are read so that its connection can be used again."""


class Limits(NamedTuple):
    """Bounds of one answer: seconds for each phase and in all, bytes after decompression, redirects.

    `longest` bounds a file, which takes minutes on a bad line, and `total` all else.
    """

    phase: float = 20.0
    total: float = 60.0
    longest: float = 600.0
    page: int = 10 * _MEBI
    picture: int = 20 * _MEBI
    file: int = 50 * _MEBI
    redirects: int = 5


class Ask(NamedTuple):
    """A request: the portal's own address, the cap of the answer, who checks where it leads, a form.

    `ruled` is whether the host's robots.txt is asked first; `under_way` hears when the request only waits;
    `seconds` bound the whole exchange, in place of the usual ones.
    """

    url: str
    limit: int
    check: Callable[[str], None]
    headers: Mapping[str, str] = MappingProxyType({})
    form: tuple[tuple[str, str], ...] = ()
    ruled: bool = True
    under_way: UnderWay | None = None
    seconds: float | None = None

    def redirected(self, status: int, url: str) -> "Ask":
        """Return the request that a redirect asks for; only 307 and 308 keep the form."""
        return self._replace(url=url, form=self.form if status in _KEEP_FORM else ())


class Answer(NamedTuple):
    """What came back. `url` is the portal's own address; only a 200 has a body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """Sends requests and counts them. `received` counts the bytes of bodies as they came, packed."""

    def __init__(self, client: Client, limits: Limits) -> None:
        self._client = client
        self._limits = limits
        self.requests = 0
        self.received = 0
        self.coming: int | None = None
        """How many of these are of the request under way; None where none is."""

    async def exchange(self, ask: Ask, url: str) -> Answer:
        """Ask for `url`, where `ask` lies on the wire, and return what comes back, whatever its status.

        Raises Unreachable, BadAnswer, TooLarge, NotAllowed.
        """
        import httpx  # noqa: PLC0415 - 50 ms that only a fetch needs

        self.requests += 1
        self.coming = 0
        seconds = ask.seconds or self._limits.total
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(ask, url)
        except TimeoutError as error:
            raise self._unreachable(ask, url, f"no whole answer within {seconds:g} seconds") from error
        except (BadProxy, httpx.InvalidURL, httpx.TransportError) as error:
            raise self._failure(error, ask, url) from error
        finally:
            self.coming = None

    def _failure(self, error: Exception, ask: Ask, url: str) -> FetchError:
        """Say by an error of this program what the client failed with."""
        import httpx  # noqa: PLC0415 - as above

        if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
            return NotAllowed("not an address that can be fetched", where=url)
        if isinstance(error, httpx.RemoteProtocolError) and not str(error).startswith(_HUNG_UP):
            return BadAnswer(_reason(error), where=url)
        if refused := _refused_certificate(error):
            return Untrusted(refused.verify_message, where=url)
        return self._unreachable(ask, url, _reason(error))

    def _unreachable(self, ask: Ask, url: str, what: str) -> Unreachable:
        """Say that there is no answer, and of whom it was asked in place of the portal."""
        if proxy := self._client.proxy(url):
            return Unreachable(f"proxy {proxy}: {what}", where=f"{url} (proxy {proxy})")
        return Unreachable(what if url == ask.url else f"{origin(url)}: {what}", where=url)

    async def _exchange(self, ask: Ask, url: str) -> Answer:
        headers, body = dict(ask.headers), None
        if ask.form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(ask.form).encode("ascii")
        method = "POST" if ask.form else "GET"
        response = await self._client.send(method, url, headers, body, ask.under_way)
        try:
            content = b""
            if response.status_code == OK:
                content = await self._body(response, ask)
            else:
                await self._drained(response)
            return Answer(ask.url, response.status_code, _plain(response.headers), content)
        finally:
            await response.aclose()

    async def _body(self, response: "httpx.Response", ask: Ask) -> bytes:
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:18]) > ask.limit:
            raise TooLarge(ask.limit, where=ask.url)
        unpacker = Unpacker(response.headers.get("content-encoding", ""), ask.limit, where=ask.url)
        async for data in response.aiter_raw():
            self.received += len(data)
            self.coming = (self.coming or 0) + len(data)
            unpacker.feed(data)
        return unpacker.close()

    async def _drained(self, response: "httpx.Response") -> None:
        size = 0
        async for data in response.aiter_raw():
            size += len(data)
            if size > _DRAINED:
                break
        self.received += size


def is_passing(error: FetchError) -> bool:
    """Tell whether asking again may help: a connection that failed or broke, not a bad certificate."""
    import httpx  # noqa: PLC0415 - as above

    passing = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError, httpx.ProxyError)
    return not isinstance(error, Untrusted) and any(isinstance(cause, passing) for cause in _causes(error))


def _refused_certificate(error: Exception) -> ssl.SSLCertVerificationError | None:
    """Find among the causes of a failure that a certificate did not hold."""
    causes = _causes(error)
    return next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause = error.__cause__ or error.__context__
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _reason(error: Exception) -> str:
    """Put a failure of the connection into words: its own, or those of its causes. A time-out has none."""
    if "imeout" in type(error).__name__:
        return "no answer in time"
    if known := next((ours for theirs, ours in _SAID.items() if str(error).startswith(theirs)), ""):
        return known
    said = (clean_line(getattr(one, "strerror", "") or str(one)) for one in (error, *_causes(error)))
    return next(filter(None, said), "the connection broke")


def _plain(headers: "httpx.Headers") -> dict[str, str]:
    """Return headers as text; a Location may hold a raw "đ", which browsers take for UTF-8."""
    return {name.decode("latin-1").lower(): value.decode("utf-8", "replace") for name, value in headers.raw}
