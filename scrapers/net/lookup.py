"""Looks up each foreign host once, so that it is asked at the very address that was found to be public.

Asked by its name, a host would be looked up again for each connection, and whoever owns the name could let
it lead into a private network the second time (DNS rebinding).
"""

import asyncio
import socket
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from scrapers.errors import NotAllowed
from scrapers.urls import host, is_private

Resolve = Callable[[str], Awaitable[Iterable[str]]]


async def resolved(name: str) -> Iterable[str]:
    """Return the addresses of a host's name, at least one; raises OSError where none is to be had."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # of a name that no host can have
        raise OSError("not the name of a host") from error
    return [str(entry[4][0]) for entry in found]


class Lookup:
    """The addresses of hosts; those that are `trusted`, which are the portal's own, are asked by name."""

    def __init__(self, resolve: Resolve, trusted: Callable[[str], bool]) -> None:
        self._resolve = resolve
        self._is_trusted = trusted
        self._found: dict[str, deque[str]] = {}

    async def addresses(self, url: str) -> tuple[str, ...]:
        """Return the numeric addresses to ask for a URL, the best first; none if its host is asked by name.

        Raises NotAllowed for a host in a private network, OSError for one that is not found.
        """
        if self._is_trusted(url):
            return ()
        name = host(url)
        if name not in self._found:
            found = deque(dict.fromkeys(await self._resolve(name)))
            if any(map(is_private, found)):
                raise NotAllowed("a private address", where=url)
            self._found[name] = found
        return tuple(self._found[name])

    def failed(self, url: str) -> None:
        """Note that a host cannot be reached at its best address: from now on that is its last."""
        self._found[host(url)].rotate(-1)
