"""What a file of articles holds, line by line, and what is checked of it. Pure.

docs/archive.md describes the file for other programs.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import msgspec

from scrapers.model import Article, Category, Entry, ListingState, Record
from scrapers.text import clean_line

FORM = "tinvl-archive"
VERSION = 1
"""Version of the file; a higher one is not read."""
_FIRST, _LAST = 1970, 2999
"""Years that a time may lie in."""
_MOST = 2**53
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?[+-]\d{2}:\d{2})?")
_NAMES = frozenset(("portal", "id", "slug", "category", "aliases"))
"""Fields that become parts of keys."""


class Head(Record, frozen=True, tag_field="kind", tag="head", omit_defaults=False):
    """The first line."""

    made_at: datetime
    form: Literal["tinvl-archive"] = "tinvl-archive"
    version: Literal[1] = 1
    program: str = ""
    """Version of the program that wrote it."""


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


Item = PortalItem | ArticleItem | PictureItem
"""What stands between the first line and the last."""


class Begin(Record, frozen=True):
    """What tells whether a file is one of ours at all."""

    form: str = ""
    version: int = 0


def check(item: Item, portal: str) -> None:
    """Raise ValueError, which names the field, for what no sync of this portal would have stored.

    The stores trust what lies in them: that times have an offset, numbers fit, dates are dates, and ids are
    plain text.
    """
    _check(item)
    if isinstance(item, PortalItem):
        _check_value("portal", item.name)
        if any(state.portal != item.name for state in item.listings):
            raise ValueError("`listings` of another portal")
    elif isinstance(item, ArticleItem):
        _check_entry(item.entry, portal)
    elif not _is_web(item.url):
        raise ValueError("`url` is no address of the web")


def _check_entry(entry: Entry, portal: str) -> None:
    texts = (*entry.former, *filter(None, (entry.article,)))
    if entry.portal != portal or any(text.portal != portal for text in texts):
        raise ValueError("`portal` is another one")
    if not _is_web(entry.url) or any(text.id != entry.id for text in texts):
        raise ValueError("`id` or `url` is not the article's")
    if entry.former and entry.article is None:
        raise ValueError("`former` without an `article`")


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and clean_line(url) == url


def _check(record: msgspec.Struct) -> None:
    for name in record.__struct_fields__:
        for value in _each(getattr(record, name)):
            if isinstance(value, msgspec.Struct):
                _check(value)
            else:
                _check_value(name, value)
    if isinstance(record, Article) and record.revision < 1:
        raise ValueError("`revision` is below 1")


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
    if name == "published" and isinstance(value, str) and not _is_time(value):
        raise ValueError(f"`{name}` is no date")
    if name in _NAMES and isinstance(value, str) and clean_line(value) != value:
        raise ValueError(f"`{name}` is no plain text")


def _is_time(published: str) -> bool:
    try:
        datetime.fromisoformat(published)
    except ValueError:
        return False
    return bool(_PUBLISHED.fullmatch(published))
