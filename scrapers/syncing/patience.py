"""Decides when a portal counts as out of reach, by what it answers and what it does not."""

from scrapers.errors import BadStatus, Elsewhere, FetchError, ParseError, Unreachable, Walled

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
        """The page of another host to which the last one led."""

    def answered(self) -> None:
        """Note an answer, even one that a page is gone."""
        self._answered, self._unanswered, self._led = True, 0, ""

    def failed(self, error: FetchError | ParseError) -> None:
        """Note a failure; raise OutOfReach where there is no use in going on.

        Where one page after the other leads to the same one elsewhere, a network asks for a login there.
        """
        is_broken = isinstance(error, BadStatus) and error.is_trouble
        led = error.where.partition("?")[0] if isinstance(error, Elsewhere) else ""
        is_led_alike = bool(led) and led == self._led
        if not isinstance(error, Unreachable | Walled) and not is_broken and not is_led_alike:
            self.answered()
            self._led = led
            return
        self._unanswered += 1
        if self._unanswered >= _IN_A_ROW or (not self._answered and not is_broken):
            raise OutOfReach from error

    @property
    def got_nothing(self) -> bool:
        """Whether requests went out, and none was answered."""
        return self._unanswered > 0 and not self._answered
