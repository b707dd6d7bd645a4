"""Decides when a portal counts as out of reach, by what it answers and what it does not."""

from scrapers.errors import BadStatus, Elsewhere, FetchError, OnePage, ParseError, Unreachable, Walled
from scrapers.net.pace import LONGEST_WAIT

_IN_A_ROW = 3
"""After so many failures it is given up, if something was answered before or it says itself that it fails."""


class OutOfReach(Exception):
    """The portal does not answer, or no more."""


class Patience:
    """What one sync knows of whether the portal answers."""

    def __init__(self) -> None:
        self._answered = False
        self._unanswered = 0
        self._led = ""
        """The page of another host to which the first one led, while nothing else was answered."""

    def answered(self) -> None:
        """Note an answer, even one that a page is gone."""
        self._answered, self._unanswered = True, 0

    def failed(self, error: FetchError | ParseError) -> None:
        """Note a failure; raise OutOfReach where there is no use in going on."""
        is_broken = isinstance(error, BadStatus) and error.is_trouble
        led = error.where.partition("?")[0] if isinstance(error, Elsewhere) and not self._answered else ""
        if led and not self._led:
            self._led = led
        elif is_broken or isinstance(error, Unreachable | Walled) or (led and led == self._led):
            # All pages lead to one of another host: a network asks for a login there.
            self._unanswered += 1
            is_sure = isinstance(error, OnePage) or _asks_for_rest(error)
            if is_sure or self._unanswered >= _IN_A_ROW or not (self._answered or is_broken or led):
                raise OutOfReach from error
        else:
            self.answered()

    @property
    def got_nothing(self) -> bool:
        """Whether requests went out, and none was answered."""
        return self._unanswered > 0 and not self._answered


def _asks_for_rest(error: FetchError | ParseError) -> bool:
    """Tell whether the portal said itself that it is to be left alone for long."""
    return isinstance(error, BadStatus) and error.wait > LONGEST_WAIT
