"""Regular expressions of portal files; those of a person's own file are bounded in time.

Python's `re` cannot be stopped, and an expression such as `(a|a)*b` takes for ever on the wrong text. So what
does not come with the program runs on `regex`, which can; it is imported for nothing else (45 ms).
"""

import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Match

_AT_ONCE = 1.0
"""Seconds of processor time that an expression may take at once."""
_EACH, _LETTER = 1e-3, 1e-6
"""Seconds that it may take in the long run for each text, and for each letter: a hundredfold of the usual."""


class TooSlow(Exception):
    """An expression took longer than it may."""


def search(pattern: str, text: str, file: str = "") -> "re.Match[str] | Match[str] | None":
    """Find what an expression means; PortalFileError where one of a person's own `file` takes too long."""
    if not file:
        return re.search(pattern, text)
    try:
        return _guarded(pattern).search(text)
    except TooSlow:
        from scrapers.portals.check import slow  # noqa: PLC0415 - brings the HTML parser

        raise slow(pattern, file) from None


class _Guarded:
    """An expression with a budget of time: neither one long search nor many short ones hold up a sync."""

    def __init__(self, pattern: str) -> None:
        import regex  # noqa: PLC0415 - only who has a portal file of their own needs it

        self._compiled = regex.compile(pattern)
        self._left = _AT_ONCE

    def search(self, text: str) -> "Match[str] | None":
        """Find it in time, or raise TooSlow."""
        self._left = min(max(self._left, 0) + _EACH + len(text) * _LETTER, _AT_ONCE)
        begun = time.thread_time()
        try:
            return self._compiled.search(text, timeout=self._left)
        except TimeoutError:
            raise TooSlow from None
        finally:
            self._left -= time.thread_time() - begun


_guarded = lru_cache(maxsize=256)(_Guarded)
