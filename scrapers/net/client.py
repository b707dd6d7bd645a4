"""A small HTTP client: httpx's transports, straight or through a proxy of the environment, and cookies.

httpx's own client does more than is needed, at half as much again: here `fetch` follows redirects, waits and
retries.
"""

import ssl
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapers.net.cookies import Cookies
from scrapers.net.lookup import Lookup
from scrapers.urls import host

if TYPE_CHECKING:
    import httpx

UnderWay = Callable[[], None]
"""Hears that a request needs this program no more until something comes from outside."""
_WAITING = ("connection.connect_tcp.started", "http11.send_request_body.complete")
"""Steps of httpcore after which a request waits for its host."""


class BadProxy(Exception):
    """The environment names a proxy that cannot be asked: of an unknown kind, or no address at all."""


class Client:
    """Sends a request and gives the answer with its body still to come; `close` it at the end.

    `verify` is asked for the TLS settings when a host is first asked by https. `lookup` says where a host
    lies, unless a proxy is asked for it. `seconds` bound each phase. Tests inject `transport`.
    """

    def __init__(
        self,
        verify: Callable[[], ssl.SSLContext],
        lookup: Lookup,
        *,
        headers: Mapping[str, str],
        seconds: float,
        proxies: bool,
        transport: "httpx.AsyncBaseTransport | None" = None,
    ) -> None:
        # httpx takes its own command line along where rich is there, as much again as all else of it: None
        # tells Python that there is none.
        sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
        import httpx  # noqa: PLC0415 - 50 ms that only a fetch needs

        self._verify = cache(verify)
        self._lookup = lookup
        self._headers = dict(headers)
        self._timeout = httpx.Timeout(seconds).as_dict()
        self._proxies = proxies
        self._injected = transport
        self._transports: dict[tuple[str, str, str], httpx.AsyncBaseTransport] = {}
        self._cookies = Cookies()

    async def close(self) -> None:
        """Close the connections to every host."""
        for transport in self._transports.values():
            await transport.aclose()

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        under_way: UnderWay | None,
    ) -> "httpx.Response":
        """Ask, and return the answer once its headers are here. Raises what httpx raises, and BadProxy."""
        import httpx  # noqa: PLC0415 - as above

        extensions: dict[str, object] = {"timeout": self._timeout}
        if under_way is not None:
            extensions["trace"] = _trace(under_way)
        asked = {**self._headers, **headers}
        request = httpx.Request(method, url, headers=asked, content=body, extensions=extensions)
        self._cookies.add_to(request)
        response = await self._answered(request, url)
        response.request = request
        self._cookies.take_from(response)
        return response

    def proxy(self, url: str) -> str:
        """Name the proxy that the environment gives for an address, without its password; "" for none."""
        scheme, mark, rest = self._proxy(urlsplit(url).scheme, host(url)).partition("://")
        return scheme + mark + rest.rpartition("@")[2].rstrip("/")

    async def _answered(self, request: "httpx.Request", url: str) -> "httpx.Response":
        """Ask a proxy, which looks for the host itself; else the host, a foreign one where it was found."""
        scheme, name = request.url.scheme, request.url.host
        if proxy := self._proxy(scheme, name):
            return await self._transport_to(scheme, proxy).handle_async_request(request)
        if not (addresses := await self._addresses(url)):
            return await self._transport_to(scheme).handle_async_request(request)
        # Hosts that share an address share no connection: on it only one of them has shown who it is.
        return await self._asked_at(addresses, request, url, self._transport_to(scheme, name=name))

    async def _asked_at(
        self,
        addresses: Sequence[str],
        request: "httpx.Request",
        url: str,
        transport: "httpx.AsyncBaseTransport",
    ) -> "httpx.Response":
        """Ask at the first address to which a connection can be made."""
        import httpx  # noqa: PLC0415 - as above

        for address in addresses[:-1]:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await transport.handle_async_request(_directed(request, address))
            self._lookup.failed(url)
        return await transport.handle_async_request(_directed(request, addresses[-1]))

    async def _addresses(self, url: str) -> Sequence[str]:
        import httpx  # noqa: PLC0415 - as above

        try:
            return await self._lookup.addresses(url)
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error

    def _transport_to(self, scheme: str, proxy: str = "", name: str = "") -> "httpx.AsyncBaseTransport":
        """Return what keeps the connections to a proxy, to a foreign host, or to the portal's hosts."""
        key = (scheme, proxy, name)
        if key not in self._transports:
            self._transports[key] = self._injected or self._opened(scheme, proxy)
        return self._transports[key]

    def _proxy(self, scheme: str, name: str) -> str:
        """Return the proxy that the environment names for a host."""
        named = getproxies() if self._proxies else {}
        proxy = named.get(scheme) or named.get("all") or ""
        if not proxy or proxy_bypass(name):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"

    def _opened(self, scheme: str, proxy: str) -> "httpx.AsyncBaseTransport":
        import httpx  # noqa: PLC0415 - as above

        # Reading the certificates of the system takes as long as ten pages. What is asked without TLS gets
        # settings that trust nobody.
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if scheme == "http" else self._verify()
        try:
            return httpx.AsyncHTTPTransport(verify=trust, trust_env=False, proxy=proxy or None)
        except (ValueError, httpx.InvalidURL) as error:
            raise BadProxy("not a proxy that can be asked") from error


def _directed(request: "httpx.Request", address: str) -> "httpx.Request":
    """Direct a request to an address; the host is still asked, and its certificate checked, by its name."""
    import httpx  # noqa: PLC0415 - as above

    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
    )


def _trace(under_way: UnderWay) -> Callable[[str, Mapping[str, object]], Awaitable[None]]:
    async def hear(step: str, _: Mapping[str, object]) -> None:
        if step in _WAITING:
            under_way()

    return hear
