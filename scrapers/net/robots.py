"""What a host's robots.txt lets this program ask for (RFC 9309)."""

from typing import Any

PATH = "/robots.txt"
AGENT = "tinvl"
"""The product token that a group of robots.txt may name."""
_LONGEST = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 asks for no less."""
_SLOWEST = 300.0
"""Seconds; a longer Crawl-delay is taken for a mistake, or a sync would seem to hang."""


class Robots:
    """The rules of one host. `delay` is its Crawl-delay in seconds, 0 where it names none."""

    def __init__(self, body: bytes) -> None:
        self._rules: Any = None
        self.delay = 0.0
        if len(body) > _LONGEST:
            body = body[:_LONGEST].rpartition(b"\n")[0]  # the first half of a rule is another rule
        if body:
            self._read(body.decode("utf-8-sig", errors="replace"))

    def _read(self, text: str) -> None:
        from protego import Protego  # noqa: PLC0415 - 26 ms that only a fetch needs

        self._rules = Protego.parse(text)
        delay = self._rules.crawl_delay(AGENT)
        self.delay = min(float(delay), _SLOWEST) if delay and delay > 0 else 0.0

    def allows(self, url: str) -> bool:
        """Tell whether the address may be asked for."""
        return self._rules is None or bool(self._rules.can_fetch(url, AGENT))
