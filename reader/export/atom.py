"""Articles as an Atom feed (RFC 4287): a portal that has no feed gets one, for any reader of feeds.

What the feed says of itself as a whole stands behind its entries, where it is known without holding them;
RFC 4287, 4.1.1, gives the order no meaning.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from html import escape
from typing import Protocol
from uuid import NAMESPACE_URL, uuid5

from reader.export import LANGUAGE
from reader.export.contents import titled
from reader.export.markup import Setting, body_markup, href
from scrapers.clock import PORTAL_TIME, on_portals_clock, sort_key
from scrapers.model import Article
from scrapers.text import clean_block, clean_line

_EPOCH = datetime(1970, 1, 1, tzinfo=PORTAL_TIME)
_SETTING = Setting(level=1, picture=href, place=lambda _portal, _id: "")


class Publisher(Protocol):
    """What a feed tells of a portal."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def base(self) -> str:
        """Its address."""


def as_atom(
    articles: Iterable[Article],
    *,
    title: str,
    identifier: str,
    publisher: Callable[[str], Publisher],
) -> Iterator[str]:
    """Write a feed in pieces, one an article.

    `identifier` is a URN that stays the same when the same selection is written again later. `publisher`
    gives the portal of a name: the author of what is signed by nobody. Pictures are shown from the web.
    """
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{LANGUAGE}">\n'
        f"<title>{_line(title)}</title>\n<id>{escape(identifier)}</id>\n<generator>tinvl</generator>\n"
    )
    newest, site = _EPOCH, ""
    for article in articles:
        portal = publisher(article.portal)
        newest, site = max(newest, _updated(article)), site or href(portal.base)
        yield _entry(article, portal)
    yield "".join((_link("alternate", site), f"<updated>{_time(newest)}</updated>\n</feed>\n"))


def _entry(article: Article, portal: Publisher) -> str:
    address = href(article.url)
    summary = escape(clean_block(article.summary))
    parts = (
        f"<title>{_line(titled(article))}</title>",
        f"<id>{uuid5(NAMESPACE_URL, f'tinvl:{article.portal}/{article.id}').urn}</id>",
        _link("alternate", address),
        f"<updated>{_time(_updated(article))}</updated>",
        f"<published>{_time(_published(article))}</published>" if article.published else "",
        f"<author><name>{_line(article.author or portal.title)}</name></author>",
        *(f'<category term="{_line(name)}"/>' for name in article.categories),
        f'<summary type="text">{summary}</summary>' if summary else "",
        *(_link("enclosure", href(file.url), file.name) for file in article.attachments),
        f'<content type="html">{escape(body_markup(article, _SETTING))}</content>',
    )
    return "<entry>\n" + "\n".join(part.strip() for part in parts if part) + "\n</entry>\n"


def _link(relation: str, address: str, name: str = "") -> str:
    called = f' title="{_line(name)}"' if name else ""
    return f'<link rel="{relation}" href="{escape(address)}"{called}/>\n' if address else ""


def _line(words: str) -> str:
    return escape(clean_line(words))


def _published(article: Article) -> datetime:
    return datetime.fromtimestamp(sort_key(article.published), PORTAL_TIME)


def _updated(article: Article) -> datetime:
    """When its text became what it is: as it was published, or corrected since."""
    fetched = article.fetched_at
    if fetched is not None and (article.revision > 1 or not article.published):
        return on_portals_clock(fetched)
    return _published(article)


def _time(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
