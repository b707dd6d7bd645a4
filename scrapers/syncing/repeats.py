"""Tells whether pages that come again are the end of a listing, or news moved them. Pure."""

_MOVED = 2
"""So many pages may come again, one behind the other, before a walk looks whether they are the end of the
listing: where a computer sleeps in the middle of it, news may have moved all entries by whole pages."""

Ids = tuple[str, ...]
"""By its entries a page is known, not by its address."""


class Repeats:
    """The pages of one walk, and which of them came again."""

    def __init__(self) -> None:
        self._seen: set[Ids] = set()
        self._again: list[Ids] = []
        """Those that came again since the last that did not, one behind the other."""
        self._came: set[str] = set()
        """Ids of news that looks at the first page found."""

    def __contains__(self, page: Ids) -> bool:
        return page in self._seen

    def took(self, page: Ids) -> None:
        """Note a page whose entries are taken in."""
        self._again = []
        self._seen.add(page)

    def passes(self, page: Ids) -> bool:
        """Note a page that came again; tell whether to go past it, without a look at the first page."""
        again = self._again
        again.append(page)
        return len(set(again)) == len(again) and (bool(self._came) or len(again) <= _MOVED)

    def moved(self, unknown: frozenset[str]) -> bool:
        """Tell, by what is unknown on the first page, whether news moved the pages that came again."""
        came = unknown.difference(self._came, *self._seen)
        self._came |= came
        self._again = []
        return bool(came)
