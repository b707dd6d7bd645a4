"""Notices that one page comes in place of all: a login, or word that the portal is being mended."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable

from scrapers.errors import OnePage, ParseError
from scrapers.model import PageRequest, RawPage
from scrapers.text import clean_line

_OFTEN = 3
"""After so many articles in whose place one page came, another page is asked for."""
_FIGURES = re.compile(r"\d+")
"""A time or a number of the request, by which such pages differ."""


class Instead:
    """The pages that came in place of articles, by what they say.

    Portals also put one page in the place of each article that they no longer have. So one that came several
    times proves nothing until it comes where another page was read, and then is looked for no more.
    """

    def __init__(self, start: str) -> None:
        """`start` is the address to ask for where none was read."""
        self.well = start
        """The address of a page that is no article's and was read."""
        self._times: Counter[str] = Counter()
        self._suspect = ""

    def came(self, raw: RawPage) -> None:
        """Note a page that could not be read."""
        said = _said(raw)
        self._times[said] += 1
        if self._times[said] == _OFTEN:
            self._suspect = said

    async def check(self, page: Callable[[PageRequest], Awaitable[RawPage]]) -> None:
        """Ask for a page that was read before, where one has come in place of several articles.

        Raises OnePage where that came, too, and FetchError or Walled where none did.
        """
        suspect, self._suspect = self._suspect, ""
        if suspect and _said(raw := await page(PageRequest(url=self.well))) == suspect:
            named = suspect.partition("\n")[0]
            raise OnePage(": ".join(filter(None, ("one page in place of all", named))), where=raw.url)


def _said(raw: RawPage) -> str:
    """Return what a page is called, and on further lines what it says, without figures."""
    from scrapers.parse.page import Page  # noqa: PLC0415 - brings the HTML parser

    try:
        page = Page(raw)
        page = page.put_right() or page
    except ParseError:
        return ""
    title = page.first("title")
    lines = (clean_line(title.text()) if title is not None else "", *(line.text for line in page.lines))
    return _FIGURES.sub("", "\n".join(lines))
