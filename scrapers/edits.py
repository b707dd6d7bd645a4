"""What is changed of an article, and what stays where another process has changed it meanwhile. Pure."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import NamedTuple

from msgspec.structs import replace

from scrapers.clock import NEVER
from scrapers.filerevisions import documented
from scrapers.merge import is_corrected, kept_texts, sighted
from scrapers.model import Article, Entry
from scrapers.whole import gains


class Edit(NamedTuple):
    """What is to be kept of an article, and what was when that was decided."""

    before: Entry | None
    """None where nothing was."""
    after: Entry


def made_to(there: Entry | None, edit: Edit) -> Entry:
    """Return an article with an edit made to what is there by now.

    What either of the two saw stays, and so do the other ids that either found, and the files that either
    read. Where one of them asked for its own page, that one says what is there; where both did, the text that
    was fetched last is a revision of the other one.
    """
    before, after = edit
    if there is None or there in (before, after):
        return after
    page = _asked(before or Entry(portal=after.portal, id=after.id, url=after.url), there, after)
    return replace(
        page,
        sightings=reduce(sighted, there.sightings, after).sightings,
        aliases=tuple(dict.fromkeys((*there.aliases, *after.aliases))),
        documents=documented(there, after.documents).documents,
    )


def has_text_of(kept: Entry, entry: Entry) -> bool:
    """Tell whether an article is kept with the text of an entry, as whichever revision."""
    one, other = kept.article, entry.article
    if one is None or other is None:
        return one is other
    return one is other or replace(one, revision=other.revision, fetched_at=other.fetched_at) == other


def _asked(before: Entry, there: Entry, after: Entry) -> Entry:
    """Put together what an article's own page gave two processes after both had read `before`."""
    if _of_page(there) == _of_page(before):
        return after
    if _of_page(after) == _of_page(before):
        return there
    last = max(there, after, key=_checked_at)
    return replace(_text(before, there, after), checked_at=last.checked_at, gone_at=last.gone_at)


def _text(before: Entry, there: Entry, after: Entry) -> Entry:
    if there.article == before.article:
        return after
    if after.article == before.article:
        return there
    first, last = sorted((there, after), key=_checked_at)
    texts = _in_order((*kept_texts(first), *kept_texts(last)))
    source = last if last.article and not is_corrected(texts[-1], last.article) else first
    return replace(source, article=texts[-1], former=texts[:-1])


def _in_order(texts: Iterable[Article]) -> tuple[Article, ...]:
    """Return texts as revisions of one article, each since it first came; a part replaces no whole."""
    kept: list[Article] = []
    for text in sorted(texts, key=lambda one: one.fetched_at or NEVER):
        if kept and text.incomplete and not gains(kept[-1], text):
            continue
        is_known = kept and not is_corrected(kept[-1], text)
        kept.append(replace(text, fetched_at=kept.pop().fetched_at) if is_known else text)
    most = max(len(kept), *(text.revision for text in kept))
    return tuple(replace(text, revision=most - below) for below, text in enumerate(reversed(kept)))[::-1]


def _of_page(entry: Entry) -> tuple[object, ...]:
    page = entry.etag, entry.last_modified, entry.checked_at, entry.gone_at
    return entry.article, entry.former, *page


def _checked_at(entry: Entry) -> datetime:
    return entry.checked_at or NEVER
