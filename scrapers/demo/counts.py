"""The moving counters of the portal: views of articles, people on the site, visits in all."""

import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass

ONLINE, VISITS = 17, 1503139
"""What the site's counters show first."""
_FEWEST, _MOST = 6, 64
_SEED = 2018
_DRIFT = 3
"""How many articles other people open between two requests, at most."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The counters as one page shows them."""

    views: Mapping[int, int]
    """Views of each article by its id."""
    online: int
    visits: int


class Counts:
    """The moving counters; the same requests in the same order always give the same numbers."""

    def __init__(self, views: Mapping[int, int], *, former: Counted | None = None, passed: int = 0) -> None:
        """Begin with `views`, or go on from `former`, after `passed` pages that other people asked for."""
        self._views = dict(views)
        self._online, self._visits = ONLINE, VISITS
        if former is not None:
            self._views |= {one: max(count, former.views.get(one, 0)) for one, count in views.items()}
            self._online, self._visits = former.online, max(VISITS, former.visits)
        self._luck = random.Random(_SEED)  # noqa: S311 - the same numbers each time, no secret
        self._lock = threading.Lock()
        for _ in range(passed):
            self._drift()

    def now(self) -> Counted:
        """Return the counters as they stand."""
        with self._lock:
            return Counted(dict(self._views), self._online, self._visits)

    def seen(self, article: int | None) -> Counted:
        """Count one page, of that article if of any; return the counters as the page shows them.

        The reader of an article is counted before the page is made, what others do after it.
        """
        with self._lock:
            if article is not None:
                self._views[article] += 1
            shown = Counted(dict(self._views), self._online, self._visits)
            self._drift()
        return shown

    def _drift(self) -> None:
        self._visits += self._luck.randint(1, 3)
        self._online = min(max(self._online + self._luck.randint(-2, 2), _FEWEST), _MOST)
        for one in self._luck.choices(tuple(self._views) or (0,), k=self._luck.randint(0, _DRIFT)):
            if one in self._views:
                self._views[one] += 1
