"""A portal as data: its addresses, its categories and the rules for its pages, read from a TOML file.

Built-in portals lie in `scrapers/portals`; people put files of their own into their configuration directory.
A file says what to look for and cannot run anything.
"""

import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec
from msgspec.structs import replace

from scrapers.errors import PortalFileError, UnknownName
from scrapers.model import LONGEST_ID, Category
from scrapers.portals.patterns import search
from scrapers.portals.rules import ArticleRules, Layout, ListingRules, PageRules, Spec
from scrapers.structs import learned
from scrapers.text import clean_line, fold
from scrapers.textfile import read_text
from scrapers.urls import absolute, host, host_named, rebased, slug

_BUILT_IN = Path(__file__).parent
USUAL = "vinhlong"
"""The portal whose rules go by what people see, and fit many others."""
_UNSAFE = re.compile(r"[^0-9A-Za-z._-]+")
_HASH_DIGITS = 12
OF_ADDRESSES = ("ids", "articles", "listings", "slugs")
"""Rules that fit each other: a file gives its own, or takes all of them from another portal."""
_Rules = TypeVar("_Rules", ArticleRules, ListingRules, PageRules)


class Listed(Spec, frozen=True):
    """A category that a portal's file names itself."""

    name: str
    url: str
    slug: str = ""


class Portal(Spec, frozen=True):
    """One portal. Addresses in it are absolute once `load` or `moved` has made it."""

    name: str
    """Short name on the command line and in the cache: lower-case letters, digits and hyphens."""
    title: str
    """What people call it."""
    base: str
    """Address below which its pages lie."""
    layouts: tuple[Layout, ...] = msgspec.field(name="layout", default=())
    """How its pages look; as those of the portal that it is `like` where none is given."""
    like: str = ""
    """A portal that comes with the program, from which is taken what the file does not say.

    Vĩnh Long's where none is named: its rules go by what people see.
    """
    hosts: tuple[str, ...] = ()
    """Hosts that are the portal's own, beside the base's."""
    start: str = ""
    """Page whose navigation names the categories; the base where none is given."""
    ids: tuple[str, ...] = ()
    """Regular expressions with one group, tried in order: what of an address is the article's id.

    A file that has none of `ids`, `articles`, `listings` and `slugs` takes those of the portal that it is
    `like`: Vĩnh Long's fit most portals.
    """
    articles: tuple[str, ...] = ()
    """Regular expressions; an address that one of them finds is that of an article."""
    listings: tuple[str, ...] = ()
    """Likewise for the pages of a category."""
    slugs: tuple[str, ...] = ()
    """Likewise for addresses of words alone, which an article may have as well as a category: pages tell."""
    listed: tuple[Listed, ...] = msgspec.field(name="category", default=())
    """Categories that the file names; where there are any, the navigation only gives their names."""
    ca_certificates: str = ""
    """File with further certificate authorities, for a portal whose chain is incomplete."""
    tls_security_level: int | None = None
    """Level of OpenSSL for servers that offer only old ciphers; None leaves it as it is."""

    file: str = ""
    """Path of a person's own file that has rules, whose expressions are not trusted to end; no key of it."""

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that the file names."""
        return tuple(Category(slug=c.slug or slug(c.url), name=c.name, url=c.url) for c in self.listed)

    @property
    def lowers_security(self) -> bool:
        """Whether it is asked with weaker encryption than usual."""
        return self.tls_security_level is not None

    def article_id(self, url: str) -> str:
        """Return the id of the article at `url`: by the portal's rules, otherwise a short hash of it."""
        return _id_of(self.ids, url, self.file)

    def is_article(self, url: str) -> bool:
        """Tell whether `url` looks like the address of an article of this portal."""
        return self.owns(url) and _is_like(self.articles, url, self.file)

    def is_listing(self, url: str) -> bool:
        """Tell whether `url` looks like a page of a category, and not like an article."""
        return self.owns(url) and _is_like(self.listings, url, self.file) and not self.is_article(url)

    def may_be_article(self, url: str) -> bool:
        """Tell whether `url` is of words alone, and that of an article where a page shows it as one."""
        return self.owns(url) and _is_like(self.slugs, url, self.file)

    def owns(self, url: str) -> bool:
        """Tell whether `url` lies on one of the portal's own hosts."""
        return host(url) in self.hosts

    def moved(self, name: str, base: str) -> "Portal":
        """Return the same portal under another name and address, as the demo and mirrors need it."""
        new = absolute(base, base)
        if not new:
            raise PortalFileError("is not an http(s) address", where=base, key="base")
        return replace(
            self,
            name=name,
            base=new,
            hosts=(host(new),),
            start=rebased(self.start, self.base, new),
            listed=tuple(replace(c, url=rebased(c.url, self.base, new)) for c in self.listed),
        )


def load(path: Path) -> Portal:
    """Read and check a portal's file. Raises PortalFileError that names the file, the key and its line."""
    from scrapers.portals.check import checked  # noqa: PLC0415 - brings the HTML parser, to try selectors

    text = _text(path)
    written = _decoded(text, path)
    portal = checked(_completed(written, path), written, text, path)
    return replace(_with_usual(portal), file=str(path) if _has_rules(portal) else "")


def _has_rules(portal: Portal) -> bool:
    """Tell whether a file has rules of its own, whose expressions may take for ever."""
    return bool(portal.layouts) or _reads_addresses(portal)


def _reads_addresses(portal: Portal) -> bool:
    return any(getattr(portal, name) for name in OF_ADDRESSES)


def made(portal: Portal) -> Portal:
    """Return a portal as `load` would read it from a file that says no more than this one does."""
    return _with_usual(_completed(portal, Path()))


def _with_usual(portal: Portal) -> Portal:
    """Fill in what a file does not say of layouts, addresses, menus and leads."""
    like = builtin(portal.like or USUAL)
    if not _reads_addresses(portal):
        same = {name: getattr(like, name) for name in OF_ADDRESSES}
        portal = replace(portal, **same)
    return replace(portal, layouts=_layouts(portal, like))


def _layouts(portal: Portal, like: Portal) -> tuple[Layout, ...]:
    """Return the layouts of a file, or those that it takes over, with the leads and menus of most portals."""
    usual = builtin(USUAL).layouts[0]
    own = tuple(_with_leads(_whole(one, like.layouts[0]), usual.article.leads) for one in portal.layouts)
    if own and (portal.listed or any(layout.page.navigation for layout in portal.layouts)):
        return own
    return tuple(_with_menus(one, usual) for one in own or like.layouts)


def _whole(layout: Layout, like: Layout) -> Layout:
    """Return a layout with what it only puts right made whole; see `Layout`."""
    reads_articles, reads_listings = layout.article.title and layout.article.body, layout.listing.items
    return replace(
        layout,
        article=layout.article if reads_articles else _first_tried(layout.article, like.article),
        listing=layout.listing if reads_listings else _first_tried(layout.listing, like.listing),
        page=layout.page if reads_articles and reads_listings else _first_tried(layout.page, like.page),
    )


def _first_tried(own: _Rules, usual: _Rules) -> _Rules:
    """Put rules before the usual ones of each field."""
    both = {name: getattr(own, name) + getattr(usual, name) for name in own.__struct_fields__}
    return replace(usual, **both)


def _with_leads(layout: Layout, leads: tuple[str, ...]) -> Layout:
    if layout.article.summary or layout.article.leads:
        return layout
    return replace(layout, article=replace(layout.article, leads=leads))


def _with_menus(layout: Layout, usual: Layout) -> Layout:
    """Let menus be found as on most portals, too, where a layout's own rules find none."""
    own = layout.page.navigation
    more = tuple(rule for rule in usual.page.navigation if rule not in own)
    page = replace(layout.page, navigation=own + more, elsewhere=usual.page.elsewhere)
    return replace(layout, page=page)


@cache
def builtin(name: str) -> Portal:
    """Return a portal that comes with the program, read once. Raises UnknownName.

    Its selectors are checked by a test, not here, so that commands need not load the HTML parser.
    """
    path = _BUILT_IN / f"{name}.toml"
    if name not in builtins():
        raise UnknownName("no such portal", where=name)
    return _completed(_decoded(_text(path), path), path)


def builtins() -> tuple[str, ...]:
    """Name the portals that come with the program, in order."""
    return tuple(sorted(path.stem for path in _BUILT_IN.glob("*.toml")))


# The same addresses stand beside the news on every page of a portal.
@lru_cache(maxsize=2048)
def _id_of(patterns: tuple[str, ...], url: str, file: str) -> str:
    address = unquote(url)
    for pattern in patterns:
        if match := search(pattern, address, file):
            found = next((group for group in match.groups() if group), "")
            kept = _UNSAFE.sub("-", _plain(clean_line(found))).strip("-")
            if 0 < len(kept) <= LONGEST_ID:
                return kept
    return hashed_id(url)


def hashed_id(url: str) -> str:
    """Return the id of an article whose address no rule reads an id from."""
    return "x" + hashlib.sha256(_canonical(url).encode("utf-8", "replace")).hexdigest()[:_HASH_DIGITS]


def _plain(text: str) -> str:
    """Write what of an address is an id in letters that every file system has."""
    return text if text.isascii() else fold(text)


@lru_cache(maxsize=2048)
def _is_like(patterns: tuple[str, ...], url: str, file: str) -> bool:
    address = unquote(url)
    return any(search(pattern, address, file) for pattern in patterns)


def _canonical(url: str) -> str:
    """Give one spelling to addresses that differ in scheme, `www.`, order of the query or a last slash."""
    parts = urlsplit(absolute(url, url))
    query = "&".join(
        f"{key}={value}" for key, value in sorted(parse_qsl(parts.query, keep_blank_values=True))
    )
    return f"{parts.netloc.removeprefix('www.')}{unquote(parts.path).rstrip('/')}?{query}"


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except OSError as error:
        raise PortalFileError(error.strerror or "cannot be read", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise PortalFileError("is not UTF-8 text", where=str(path)) from error


def _decoded(text: str, path: Path) -> Portal:
    try:
        return msgspec.toml.decode(text, type=learned(Portal))
    except msgspec.DecodeError as error:
        from scrapers.portals.check import explained  # noqa: PLC0415 - wanted only for what is wrong

        raise explained(error, text, path) from error
    except RecursionError as error:
        raise PortalFileError("nests too deep", where=str(path)) from error


def _completed(portal: Portal, path: Path) -> Portal:
    """Make the addresses of a portal absolute and fill in what follows from its base."""
    base = absolute(portal.base, portal.base)
    return replace(
        portal,
        base=base,
        hosts=tuple(dict.fromkeys((*(host_named(name) or name for name in portal.hosts), host(base)))),
        start=absolute(base, portal.start) if portal.start else base,
        listed=tuple(replace(c, url=absolute(base, c.url)) for c in portal.listed),
        ca_certificates=str(path.parent / portal.ca_certificates) if portal.ca_certificates else "",
    )
