"""Merges what several pages say of one article. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from msgspec.structs import replace

from scrapers.clock import day_of
from scrapers.model import Article, Document, Entry, Place, Sighting
from scrapers.text import fold
from scrapers.whole import continues

_TRUST = {Place.ARTICLE: 0, Place.LISTING: 1, Place.RELATED: 2, Place.MOST_READ: 3, Place.LATEST: 4}
_NAMES_A_CATEGORY = (Place.LISTING, Place.ARTICLE)


def merged(entry: Entry, names: Mapping[str, str] | None = None) -> Article:
    """Return the article as people read it.

    Its own page counts most, then the listing, then sidebars, then a day that is not sure; of two
    sightings in places of one kind the newer. A listing's summary stands in only until the article's own page
    is here: portals cut it from the body, so that it would be read twice. `names` maps a category's slug to
    its name. Of files that were read only those count that it offers.
    """
    own = entry.article or Article(portal=entry.portal, id=entry.id, url=entry.url, title="")
    seen = sorted(entry.sightings, key=lambda s: (_TRUST[s.place], -s.seen_at.timestamp()))
    published, guessed = _published(own, seen)
    return replace(
        own,
        title=own.title or next((s.title for s in seen if s.title), ""),
        published=published,
        published_guessed=guessed,
        summary=own.summary if entry.article else next((s.summary for s in seen if s.summary), ""),
        views=own.views if own.views is not None else _last_count(seen),
        categories=_category_names(entry, names or {}),
        documents=_of_attachments(own, entry.documents),
    )


def revisions(entry: Entry, names: Mapping[str, str] | None = None) -> tuple[Article, ...]:
    """Return every revision that is kept, oldest first, each as `merged` gives the last one."""
    kept = kept_texts(entry) if entry.article else ()
    return tuple(merged(replace(entry, article=one), names) for one in kept)


def kept_texts(entry: Entry) -> tuple[Article, ...]:
    """Return every text of an article that is kept, as its own page gave it, oldest first."""
    return (*entry.former, entry.article) if entry.article else entry.former


def sighted(entry: Entry, sighting: Sighting) -> Entry:
    """Add what a page says of an article; of each place and category the newest stays.

    What the newest leaves out and an older one said (title, date, summary) stays; counts never do.
    """
    kept = {(s.place, s.category): s for s in entry.sightings}
    where = (sighting.place, sighting.category)
    if (other := kept.get(where)) is not None:
        older, newer = sorted((other, sighting), key=lambda s: s.seen_at)
        when = _when(older, newer)
        sighting = replace(
            newer,
            title=newer.title or older.title,
            published=when.published,
            published_guessed=when.published_guessed,
            summary=newer.summary or older.summary,
        )
    kept[where] = sighting
    return replace(entry, sightings=tuple(kept[key] for key in sorted(kept)))


def revised(
    entry: Entry, article: Article, *, checked_at: datetime, etag: str = "", last_modified: str = ""
) -> Entry:
    """Take over an article as its page gives it now.

    Another title, summary, body, author or attachment makes a new revision and keeps the former one;
    anything else, such as its views or a further page that was missing, is taken over in place.
    """
    former, revision = entry.former, 1
    if (before := entry.article) is not None:
        changed = is_corrected(before, article)
        former = (*former, before) if changed else former
        revision = before.revision + changed
    return replace(
        entry,
        article=replace(article, revision=revision),
        former=former,
        checked_at=checked_at,
        etag=etag,
        last_modified=last_modified,
        gone_at=None,
    )


def is_corrected(before: Article, article: Article) -> bool:
    """Tell whether an article says something else than before, and not only on a further page."""
    return _content(before) != _content(article) and not continues(before, article)


def came_at(entry: Entry) -> datetime | None:
    """Return when an article first came: its text, or while that is missing, its name."""
    if entry.article is not None:
        return kept_texts(entry)[0].fetched_at
    return min((seen.seen_at for seen in entry.sightings), default=None)


def corrected_at(entry: Entry) -> datetime | None:
    """Return when its text was last found changed; None if it never was."""
    article = entry.article
    return article.fetched_at if article is not None and article.revision > 1 else None


def _content(article: Article) -> tuple[object, ...]:
    return (article.title, article.summary, article.blocks, article.author, article.attachments)


def _of_attachments(article: Article, documents: Iterable[Document]) -> tuple[Document, ...]:
    read = {one.url: one for one in documents}
    urls = dict.fromkeys(attachment.url for attachment in article.attachments)
    return tuple(read[url] for url in urls if url in read)


def _when(older: Sighting, newer: Sighting) -> Sighting:
    """Return of two sightings the one whose time counts: the newer that is sure, else the earlier time.

    "2 ngày trước" is said until the third day has passed, so that a day counted back is never too early.
    """
    dated = [one for one in (newer, older) if one.published]
    sure = [one for one in dated if not one.published_guessed]
    return next(iter(sure), None) or min(dated, key=lambda one: one.published or "", default=newer)


def _published(own: Article, seen: Sequence[Sighting]) -> tuple[str | None, bool]:
    said = [own.published] if own.published and not own.published_guessed else []
    said += [s.published for s in seen if s.published and not s.published_guessed]
    if not said:
        about = min((s.published for s in seen if s.published), default=None)
        return about or own.published, bool(about) or own.published_guessed
    if _turned(said[0]) in map(day_of, said[1:]):
        # Lists tell by all of their dates whether the month comes first; a page has but this one.
        said[0] = _turned(said[0]) + said[0].removeprefix(day_of(said[0]))
    day = day_of(said[0])
    timed = (p for p in said if p.startswith(day) and p != day)
    return next(timed, said[0]), False


def _turned(published: str) -> str:
    """Return a date with day and month exchanged; "" where that makes no difference, or it is no date."""
    match day_of(published).split("-"):
        case [year, month, day] if day != month:
            return f"{year}-{day}-{month}"
    return ""


def _last_count(seen: Iterable[Sighting]) -> int | None:
    counted = [s for s in seen if s.views is not None]
    return max(counted, key=lambda s: s.seen_at).views if counted else None


def filed_under(entry: Entry, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs of an article's categories: of listings that named it, and its own page's."""
    slugs = {s.category for s in entry.sightings if s.category and s.place in _NAMES_A_CATEGORY}
    meant = _meant(names)
    own = entry.article.categories if entry.article else ()
    slugs.update(slug for name in own if (slug := meant.get(_folded(name))))
    return (*(slug for slug in names if slug in slugs), *sorted(slugs - set(names)))


def _meant(names: Mapping[str, str]) -> dict[str, str]:
    """Return the slug of the category that each folded name means; "" where several are called so."""
    found: dict[str, str] = {}
    for slug, name in names.items():
        folded = _folded(name)
        found[folded] = "" if folded in found else slug
    return found


def _category_names(entry: Entry, names: Mapping[str, str]) -> tuple[str, ...]:
    """Name its categories, its own page's first, each once, as the portal's navigation spells them."""
    own = entry.article.categories if entry.article else ()
    spelled = {_folded(name): name for name in names.values()}
    filed = [names.get(slug, slug) for slug in filed_under(entry, names)]
    found = [*(name for name in own if _folded(name) in spelled or not _is_short(name, filed)), *filed]
    return tuple({_folded(name): spelled.get(_folded(name), name) for name in found}.values())


def _is_short(name: str, filed: Iterable[str]) -> bool:
    """Tell whether a name is that of a category without what tells it from its namesakes."""
    return any(_folded(one).startswith(f"{_folded(name)} (") for one in filed)


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    """Fold the name of a category; every article has one of a few."""
    return fold(name)
