"""Decides which addresses a fetcher may ask for, and maps them to a mirror that stands in for the portal."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from scrapers.errors import ConfigError, Elsewhere, NotAllowed
from scrapers.urls import absolute, host, is_loopback, is_private, origin, rebased

_DEFAULT_PORTS = (None, 80, 443)


class Reach:
    """The addresses of one portal: those below `base` and on its further `hosts`.

    `mirror` is a base address that stands in for all of them; addresses are the portal's own everywhere but
    on the wire. Raises ConfigError for a base or mirror that is no address of the web.
    """

    def __init__(self, base: str, hosts: Iterable[str] = (), *, mirror: str | None = None) -> None:
        self._home = origin(_address(base))
        self._mirror = _address(mirror) if mirror else ""
        self._own = {_place(self._home)} | {(name.lower(), None) for name in hosts}

    @property
    def wire_host(self) -> str:
        """Name of the host that is in fact asked for the portal's pages."""
        return host(self._mirror or self._home)

    @property
    def mirror(self) -> str:
        """Base address of the mirror; empty where the portal itself is asked."""
        return self._mirror

    @property
    def on_loopback(self) -> bool:
        """Whether the portal, or its mirror, is served by this machine."""
        return is_loopback(self.wire_host)

    def is_own(self, url: str) -> bool:
        """Tell whether an address is one of the portal's."""
        return _place(url) in self._own

    def wire(self, url: str) -> str:
        """Return where to ask for an address."""
        return rebased(url, origin(url), self._mirror) if self._mirror and self.is_own(url) else url

    def located(self, url: str, location: str) -> str:
        """Return the address that a redirect from `url` leads to, a mirror's as the portal's own."""
        target = absolute(url, location)
        return rebased(target, self._mirror, self._home) if self._mirror else target

    def check_page(self, url: str) -> None:
        """Raise NotAllowed unless the address is the portal's own; Elsewhere for another host's."""
        _check_web(url)
        if not self.is_own(url):
            raise Elsewhere(f"not on the portal's own hosts: {host(url)}", where=url)

    def check_picture(self, url: str) -> None:
        """Raise NotAllowed unless the address is the portal's own or, without a mirror, a public host's."""
        if self.is_own(url):
            return
        _check_web(url)
        if self._mirror:
            raise NotAllowed("a mirror stands in for the portal alone", where=url)
        if is_private(host(url)):
            raise NotAllowed("a private address", where=url)


def _check_web(url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise NotAllowed("not an address of the web", where=url)


def _address(base: str) -> str:
    if not (url := absolute(base, base)):
        raise ConfigError("not an address that begins with http:// or https://", where=base)
    return url


def _place(url: str) -> tuple[str, int | None]:
    parts = urlsplit(url)
    return (parts.hostname or "", None if parts.port in _DEFAULT_PORTS else parts.port)
