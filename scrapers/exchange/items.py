"""What a file of articles holds, line by line, and what is checked of it. Pure.

docs/archive.md describes the file for other programs.
"""

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec

from scrapers.dates import FIRST_YEAR, LAST_YEAR
from scrapers.merge import kept_texts
from scrapers.model import LONGEST_ID, Article, Category, Entry, Link, PageRequest, Record
from scrapers.states import ListingState
from scrapers.text import clean_line, is_safe
from scrapers.urls import absolute

FORM = "tinvl-archive"
VERSION = 1
"""Version of the file; a higher one is not read."""
_FIRST, _LAST = 1970, 2999
"""Years that a time may lie in."""
_MOST = 2**53
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?[+-]\d{2}:\d{2})?")
_NAMES = frozenset(("portal", "id", "slug", "category", "aliases"))
"""Fields that become parts of keys."""
_ID = re.compile(rf"[0-9A-Za-z._-]{{1,{LONGEST_ID}}}")
_ADDRESSES = frozenset(("url", "page", "referer"))
_ANYWHERE = "http://localhost/"
"""Where a link is found that says only where it leads from there."""
_VALIDATORS = frozenset(("etag", "last_modified"))
_AS_THEY_CAME = frozenset(("file", "form"))
"""Fields that are not cleaned: nobody is shown them."""
_PICTURE = 20 << 20
"""Bytes of a picture that is fetched."""
_SEVERAL = {
    "aliases": 100,
    "former": 1000,
    "documents": 1000,
    "sightings": 10_000,
    "categories": 10_000,
    "listings": 10_000,
}
"""How many of these there may be: many more than there ever are, few enough to be compared."""


class Head(Record, frozen=True, tag_field="kind", tag="head", omit_defaults=False):
    """The first line."""

    made_at: datetime
    form: str = FORM
    version: int = VERSION
    program: str = ""
    """Version of the program that wrote it."""


class AnyHead(Record, frozen=True):
    """The first line of whatever file: it tells whether that is one of ours at all."""

    form: str = ""
    version: int = 0


class PortalItem(Record, frozen=True, tag_field="kind", tag="portal"):
    """A portal, before its articles."""

    name: str
    title: str
    base: str
    file: str = ""
    """The portal file that somebody wrote for it; empty for one that comes with the program."""
    categories: tuple[Category, ...] = ()
    listings: tuple[ListingState, ...] = ()
    """How far the walks through its categories have come."""
    synced_at: datetime | None = None
    articles: int = 0
    """How many follow."""


class ArticleItem(Record, frozen=True, tag_field="kind", tag="article"):
    """All that is kept of an article."""

    entry: Entry


class PictureItem(Record, frozen=True, tag_field="kind", tag="picture"):
    """A picture of the articles before it."""

    url: str
    body: bytes
    content_type: str = ""


class End(Record, frozen=True, tag_field="kind", tag="end", omit_defaults=False):
    """The last line: without it the file is not whole."""

    items: int
    """Lines before it."""
    digest: str
    """BLAKE2b of 16 bytes over all of them, in hexadecimal digits."""


_ASKED = (Category, Entry, PageRequest, PictureItem)
"""What has an address that may be asked for."""

Item = PortalItem | ArticleItem | PictureItem
"""What stands between the first line and the last."""


def check(item: Item, portal: str) -> None:
    """Raise ValueError, which names the field, for what no sync of this portal would have stored.

    The stores trust what lies in them: that times have an offset, numbers fit, dates are dates, and ids are
    plain text.
    """
    _check(item)
    if isinstance(item, PortalItem):
        _check_portal(item)
    elif isinstance(item, ArticleItem):
        _check_entry(item.entry, portal)
    elif len(item.body) > _PICTURE:
        raise ValueError("`body` is larger than a picture that is fetched")


def _check_portal(item: PortalItem) -> None:
    _check_value("portal", item.name)
    if not _is_web(item.base):
        raise ValueError("`base` is no address of the web")
    if any(state.portal != item.name for state in item.listings):
        raise ValueError("`listings` of another portal")


def _check_entry(entry: Entry, portal: str) -> None:
    texts = kept_texts(entry)
    if entry.portal != portal or any(text.portal != portal for text in texts):
        raise ValueError("`portal` is another one")
    if any(text.id != entry.id for text in texts):
        raise ValueError("`id` or `url` is not the article's")
    if entry.former and entry.article is None:
        raise ValueError("`former` without an `article`")


def _is_web(url: str) -> bool:
    return bool(absolute(url, url)) and url.startswith(("http://", "https://"))


def _check(record: msgspec.Struct) -> None:
    for name in record.__struct_fields__:
        whole = getattr(record, name)
        if name in _SEVERAL and isinstance(whole, tuple) and len(whole) > _SEVERAL[name]:
            raise ValueError(f"`{name}` are too many")
        for value in _each(whole):
            if isinstance(value, msgspec.Struct):
                _check(value)
            else:
                _check_value(name, value)
    if isinstance(record, Article) and record.revision < 1:
        raise ValueError("`revision` is below 1")
    if isinstance(record, _ASKED) and not _is_web(record.url):
        raise ValueError("`url` is no address of the web")
    if isinstance(record, Link) and not 0 <= record.start <= record.end:
        raise ValueError("`start` and `end` are no part of a text")


def _each(value: object) -> Iterator[object]:
    """Yield a value, or what is inside it."""
    if isinstance(value, tuple):
        for inner in value:
            yield from _each(inner)
    else:
        yield value


def _check_value(name: str, value: object) -> None:
    if isinstance(value, datetime) and (value.tzinfo is None or not _FIRST <= value.year <= _LAST):
        raise ValueError(f"`{name}` has no offset, or lies outside the years {_FIRST} to {_LAST}")
    if isinstance(value, int) and abs(value) > _MOST:
        raise ValueError(f"`{name}` is too large")
    if isinstance(value, str):
        _check_text(name, value)


def _check_text(name: str, value: str) -> None:
    if name in _NAMES and clean_line(value) != value:
        raise ValueError(f"`{name}` is no plain text")
    if name not in _AS_THEY_CAME and not is_safe(value):
        raise ValueError(f"`{name}` has characters that are never stored")
    if name == "published" and not _is_time(value):
        raise ValueError(f"`{name}` is no date")
    if name in ("id", "aliases") and not _ID.fullmatch(value):
        raise ValueError(f"`{name}` is no id")
    if name in _ADDRESSES and value and not absolute(_ANYWHERE, value):
        raise ValueError(f"`{name}` is no address of the web")
    if name in _VALIDATORS and not (value.isascii() and clean_line(value) == value):
        raise ValueError(f"`{name}` could not be sent back")


def _is_time(published: str) -> bool:
    try:
        year = datetime.fromisoformat(published).year
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR and bool(_PUBLISHED.fullmatch(published))
