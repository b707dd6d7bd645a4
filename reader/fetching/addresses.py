"""Reads what people paste or list for addresses, and tells what an address leads to. Pure."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from scrapers.net.reach import Reach
from scrapers.text import clean_line
from scrapers.urls import absolute, file_name, host, rebased

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal

_HOST = r"(?=[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}(?::\d{1,5})?/)"
"""Stands before a host, no longer than any, and a path."""
_BEGIN = re.compile(rf"(?<!\w)https?://|(?<![\w/=.-])(?:(?<!:)//)?{_HOST}", re.IGNORECASE)
"""Where an address begins, also one that lacks its scheme; never within a host."""
_MISTYPED = re.compile(rf"(?!https?://)[a-z]\w{{0,9}}(?::/+|//+){_HOST}", re.IGNORECASE)
"""What stands before a host in place of http:// and https://, as http:/ or ttps://."""
_BRACKETED = re.compile(r"<\s*(https?://[^<>]*)>", re.IGNORECASE)
"""As mails and standards set addresses apart (RFC 3986, appendix C): they may be broken over lines there."""
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_AROUND = "\"'“”‘’«»‹›„`<>[](){}*|"
_BEHIND = " .,;:!?…\"'“”‘’«»‹›„`*|"
_NOT_IN = re.compile(r"[\s\"<>“”«»`]")
"""Ends an address: what has to be escaped in one, and stands around many."""
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|mibextid|zarsrc|gidzl|_ga|_gl)(?:=|$)"
)
"""What mail programs, Facebook, Zalo and counters hang on to a link that somebody follows."""
_WRAPPERS = re.compile(r"(?:.+\.safelinks\.protection\.outlook\.com|lm?\.facebook\.com|www\.google\.[a-z.]+)")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|bmp|mp4)(?:$|\?)", re.IGNORECASE)
_WRAPPED = ("url", "u", "q")


class Kind(StrEnum):
    """What an address leads to, as far as it shows."""

    ARTICLE = "article"
    """An article of a known portal, or a page that may be one, for its address is of words alone."""
    PAGE = "page"
    """Another page of a known portal, whose address does not show what it is."""
    LISTING = "listing"
    """A list or the front page of a known portal."""
    FILE = "file"
    """A file of a known portal."""
    FOREIGN = "foreign"
    """A page of another site."""
    MISTYPED = "mistyped"
    """It has a host and a path, but does not begin as an address of the web."""
    NONE = "none"
    """It is no address."""


class Meant(NamedTuple):
    """What was meant by what was typed: `url` in its one spelling, without what only tracks people."""

    kind: Kind
    url: str = ""
    portal: "Portal | None" = None


class Line(NamedTuple):
    """One address of a list, or another word in its place, and the number of its line from 1."""

    number: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """Yield what a list asks for; blank lines and what follows a # that begins a word are left out."""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        told = re.split(r"(?:^|\s)#", line, maxsplit=1)[0]
        if told.strip():
            yield from (Line(number, one) for one in found_in(told))


def found_in(pasted: str) -> tuple[str, ...]:
    """Return the addresses in what was pasted, without what stands around them; without any all of it."""
    text = clean_line(_BRACKETED.sub(lambda found: f" <{''.join(found[1].split())}> ", pasted))
    return tuple(map(_ended, _runs(text))) or (_ended(text.lstrip(_AROUND + " ")),)


def _runs(text: str) -> Iterator[str]:
    """Yield each address and what clings to its end; one inside the query of another is a part of that."""
    at = 0
    while found := _BEGIN.search(text, at):
        end = _NOT_IN.search(text, found.start())
        at = end.start() if end else len(text)
        yield text[found.start() : at]


def first_in(pasted: str) -> str:
    """Return the first address in what was pasted, or all of it where there is none."""
    return found_in(pasted)[0]


def _ended(run: str) -> str:
    """Cut off what belongs to the sentence or the brackets around an address."""
    while run and (
        run[-1] in _BEHIND or (run[-1] in _CLOSING and run.count(run[-1]) > run.count(_CLOSING[run[-1]]))
    ):
        run = run[:-1]
    return run.replace("&amp;", "&")


def meaning(text: str, portals: "Sequence[Portal]", *, mirror: str = "") -> Meant:
    """Tell what an address leads to; of portals that it fits alike, the first is meant.

    `mirror` is another address at which the first of them is asked.
    """
    has_scheme = text.lower().startswith(("http://", "https://"))
    if not has_scheme and not _BEGIN.match(text):
        return Meant(Kind.MISTYPED, text) if _MISTYPED.match(text) else Meant(Kind.NONE)
    url = _untracked(_unwrapped(absolute("", text if has_scheme else f"http://{text.removeprefix('//')}")))
    if not url:
        return Meant(Kind.NONE)
    if mirror and portals:
        url = rebased(url, mirror, portals[0].base)
    if (portal := owner(url, portals)) is None:
        return Meant(Kind.FOREIGN, url)
    if not has_scheme:
        url = urlunsplit(urlsplit(url)._replace(scheme=urlsplit(portal.base).scheme))
    return Meant(_kind(url, portal), url, portal)


def owner(url: str, portals: "Sequence[Portal]") -> "Portal | None":
    """Return the portal that an address belongs to: of several on one host the one nearest above it."""
    owners = [portal for portal in portals if Reach(portal.base, portal.hosts).is_own(url)]
    return max(owners, key=lambda portal: _depth(url, portal.base), default=None)


def _depth(url: str, base: str) -> int:
    """Return how much of an address's path is that of a base; -1 where it does not lie below it."""
    path, above = urlsplit(url).path, urlsplit(base).path.rstrip("/")
    return len(above) if f"{path}/".startswith(f"{above}/") else -1


def _kind(url: str, portal: "Portal") -> Kind:
    if portal.is_article(url):
        return Kind.ARTICLE
    if file_name(url) or _PICTURE.search(url):
        return Kind.FILE
    front = (portal.base, portal.start, f"{portal.base.rstrip('/')}/")
    listings = [category.url for category in portal.categories]
    if url in (*front, *listings) or _is_only_listing(url, portal) or not urlsplit(url).path.strip("/"):
        return Kind.LISTING
    return Kind.ARTICLE if portal.may_be_article(url) else Kind.PAGE


def _is_only_listing(url: str, portal: "Portal") -> bool:
    """Tell whether an address can be nothing but a list's: words alone may be an article's as well."""
    return portal.is_listing(url) and not portal.may_be_article(url)


def _unwrapped(url: str) -> str:
    """Return where a link leads that a mail program or a network has put its own address around."""
    if not _WRAPPERS.fullmatch(host(url)):
        return url
    asked = dict(parse_qsl(urlsplit(url).query))
    inner = next((asked[name] for name in _WRAPPED if name in asked), "")
    return absolute("", inner) if inner.lower().startswith(("http://", "https://")) else url


def _untracked(url: str) -> str:
    head, mark, query = url.partition("?")
    kept = "&".join(part for part in query.split("&") if not _TRACKING.match(unquote(part)))
    return f"{head}?{kept}" if mark and kept else head
