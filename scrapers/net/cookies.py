"""The cookies of one session: kept and sent back as a browser does, within the bounds of RFC 6265.

Its section 6.1 says how many cookies, and how long ones, a portal may rely on; without a bound a host could
fill the memory of a long sync, and make each request larger than the last.
"""

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

LONGEST = 4096
"""Bytes of a cookie with its attributes; a longer one is not kept."""
MOST_OF_HOST = 50
"""Beyond so many the oldest go."""
MOST = 3000
"""Beyond so many those of the hosts that were asked last go: the portal itself was asked first."""


class Cookies:
    """Cookies in memory; they go when the session ends."""

    def __init__(self) -> None:
        import httpx  # noqa: PLC0415 - 50 ms that only a fetch needs

        self._kept = httpx.Cookies()

    def add_to(self, request: "httpx.Request") -> None:
        """Send along what belongs to the address of a request."""
        if self._kept.jar:
            self._kept.set_cookie_header(request)

    def take_from(self, response: "httpx.Response") -> None:
        """Keep what an answer sets; a cookie that is too long is taken out of the answer."""
        if "set-cookie" in response.headers:
            fitting = [one for one in response.headers.raw if not _is_too_long(*one)]
            response.headers = type(response.headers)(fitting)
            self._kept.extract_cookies(response)
            self._drop_excess()

    def _drop_excess(self) -> None:
        jar = self._kept.jar
        # It gives its cookies host by host, and of each the oldest first.
        hosts = [list(cookies) for _, cookies in groupby(jar, attrgetter("domain"))]
        kept = [cookie for cookies in hosts for cookie in cookies[-MOST_OF_HOST:]]
        jar.clear()
        for cookie in kept[:MOST]:
            jar.set_cookie(cookie)


def _is_too_long(name: bytes, value: bytes) -> bool:
    return name.lower() == b"set-cookie" and len(value) > LONGEST
