"""Pure parsers: the bytes of a page and a portal's rules in, the model out.

Each is loaded when it is first asked for: a sync without news reads no article.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.parse.article import parse_article
    from scrapers.parse.home import parse_home, parse_navigation
    from scrapers.parse.kinds import Kind, kind_of
    from scrapers.parse.listing import parse_first_page, parse_listing

__all__ = [
    "Kind",
    "kind_of",
    "parse_article",
    "parse_first_page",
    "parse_home",
    "parse_listing",
    "parse_navigation",
]

_PLACES = {
    "Kind": "kinds",
    "kind_of": "kinds",
    "parse_article": "article",
    "parse_first_page": "listing",
    "parse_home": "home",
    "parse_listing": "listing",
    "parse_navigation": "home",
}


def __getattr__(name: str) -> object:
    """Load a parser."""
    if (place := _PLACES.get(name)) is None:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{place}"), name)
