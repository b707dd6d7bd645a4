"""Pure parsers: the bytes of a page and a portal's rules in, the model out."""

from scrapers.parse.article import parse_article
from scrapers.parse.home import parse_home, parse_navigation
from scrapers.parse.kinds import Kind, kind_of
from scrapers.parse.listing import parse_listing

__all__ = ["Kind", "kind_of", "parse_article", "parse_home", "parse_listing", "parse_navigation"]
