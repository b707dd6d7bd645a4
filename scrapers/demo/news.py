"""The news of the demo portal: read from TOML, checked, and seen as of one of its two editions."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec.structs import replace

from scrapers.clock import PORTAL_TIME
from scrapers.demo.body import read_body
from scrapers.demo.pictures import SCENES
from scrapers.errors import PortalFileError
from scrapers.model import Block, Image, Record

FOLDER = Path(__file__).with_name("news")
"""Where the package keeps its news, one file a category."""

MENU = (
    "tin-trong-nganh",
    "bao-chi-xuat-ban",
    "buu-chinh-vien-thong",
    "cong-nghe-thong-tin",
    "dich-vu-cong",
    "le-hoi-su-kien",
    "thong-bao",
)
"""Order of the categories in the portal's menu; others follow by their slug."""


class NewsArticle(Record, frozen=True, forbid_unknown_fields=True):
    """One article as its file has it, with the category it lies in."""

    id: int
    title: str
    date: str
    """dd/mm/yyyy"""
    views: int
    """What its counter starts at."""
    body: str
    time: str = ""
    """HH:MM, or nothing where the portal knows none."""
    author: str = ""
    summary: str = ""
    also: tuple[str, ...] = ()
    """Slugs of other categories that list it."""
    related: tuple[int, ...] = ()
    edition: int = 1
    """The edition of the portal that first shows it."""
    edition2_body: str = ""
    """The corrected body of the second edition, where it has one."""
    edition2_views: int | None = None
    slug: str = ""
    """Slug of its category; not written in the article's own table."""

    @property
    def published(self) -> datetime:
        """When it was published; midnight where no time is known."""
        day = datetime.strptime(self.date, "%d/%m/%Y").date()  # noqa: DTZ007 - only the day is taken
        clock = time.fromisoformat(self.time) if self.time else time()
        return datetime.combine(day, clock, PORTAL_TIME)

    @property
    def changed(self) -> datetime:
        """When its body was last written: a correction comes two days after the article."""
        corrected = self.edition2_body != "" and self.body == self.edition2_body
        return self.published + timedelta(days=2 if corrected else 0)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body as blocks; the address of a picture is the name of its scene."""
        return read_body(self.body)


class NewsCategory(Record, frozen=True, forbid_unknown_fields=True):
    """A category and its articles, as one file has them."""

    slug: str
    name: str
    articles: tuple[NewsArticle, ...] = ()


class News:
    """All the news of the portal, checked as a whole."""

    def __init__(self, categories: Iterable[NewsCategory]) -> None:
        """Take categories in the order of the menu.

        PortalFileError where two articles share an id, or one names a category or an article that is not.
        """
        self.categories = tuple(categories)
        self.articles: dict[int, NewsArticle] = {}
        for article in (article for category in self.categories for article in category.articles):
            if article.id in self.articles:
                _refuse(
                    article, f"its id is also that of an article in {self.articles[article.id].slug}.toml"
                )
            self.articles[article.id] = article
        for article in self.articles.values():
            self._check_names(article)

    def _check_names(self, article: NewsArticle) -> None:
        slugs = {category.slug for category in self.categories}
        if unknown := set(article.also) - slugs:
            _refuse(article, f"also: no category {', '.join(sorted(unknown))}")
        if missing := set(article.related) - self.articles.keys():
            _refuse(article, f"related: no article {', '.join(map(str, sorted(missing)))}")
        if article.id in article.related:
            _refuse(article, "related: names itself")

    @cached_property
    def newest(self) -> tuple[NewsArticle, ...]:
        """All articles, newest first."""
        return tuple(sorted(self.articles.values(), key=lambda a: (a.published, a.id), reverse=True))

    def listing(self, slug: str) -> tuple[NewsArticle, ...]:
        """Return what a category lists, newest first: its own articles and those that name it in `also`."""
        return tuple(article for article in self.newest if slug == article.slug or slug in article.also)

    def name(self, slug: str) -> str:
        """Return the name of a category; KeyError where there is none."""
        return {category.slug: category.name for category in self.categories}[slug]

    def at_edition(self, edition: int) -> "News":
        """Return the news as the portal shows it in edition 1, or in 2 with corrections and later news."""
        shown = {article.id for article in self.articles.values() if article.edition <= edition}
        return News(
            replace(
                category,
                articles=tuple(
                    _as_of(article, edition, shown) for article in category.articles if article.id in shown
                ),
            )
            for category in self.categories
        )


def _as_of(article: NewsArticle, edition: int, shown: set[int]) -> NewsArticle:
    related = tuple(one for one in article.related if one in shown)
    if edition == 1:
        return replace(article, related=related)
    return replace(
        article,
        related=related,
        body=article.edition2_body or article.body,
        views=article.views if article.edition2_views is None else article.edition2_views,
    )


def load_news() -> News:
    """Read the news of the package; PortalFileError names the file, and the article in it, that is wrong."""
    categories = {category.slug: category for category in map(read_category, sorted(FOLDER.glob("*.toml")))}
    order = [*(slug for slug in MENU if slug in categories), *sorted(categories.keys() - set(MENU))]
    return News(categories[slug] for slug in order)


def read_category(path: Path) -> NewsCategory:
    """Read one news file, and check what can be checked without the others; PortalFileError as above."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PortalFileError(str(error), where=path.name) from error
    if unknown := table.keys() - {"slug", "name", "article"}:
        raise PortalFileError(f"unknown key {', '.join(sorted(unknown))}", where=path.name)
    if table.get("slug") != path.stem or not isinstance(table.get("name"), str):
        raise PortalFileError(
            "slug must be the name of the file, and name a text", where=path.name, key="slug"
        )
    articles = tuple(_article(one, table["slug"]) for one in table.get("article", ()))
    return NewsCategory(slug=table["slug"], name=table["name"], articles=articles)


def _article(table: Mapping[str, Any], slug: str) -> NewsArticle:
    """Make an article of its table; PortalFileError where that is wrong."""
    try:
        article = msgspec.convert({**table, "slug": slug}, NewsArticle)
    except msgspec.ValidationError as error:
        raise PortalFileError(str(error), where=f"{slug}.toml", key=f"article {table.get('id')}") from error
    try:
        _check(article)
    except ValueError as error:
        _refuse(article, str(error), error)
    return article


def _check(article: NewsArticle) -> None:
    """Check what one article says of itself; ValueError where something is wrong."""
    if not article.title.strip() or article.published.date() < date(1990, 1, 1):
        raise ValueError("it needs a title, and a date in this age")
    if article.views < 0 or article.edition not in {1, 2}:
        raise ValueError("views count from 0, and there are editions 1 and 2")
    text = f"{article.title}{article.author}{article.summary}{article.body}{article.edition2_body}"
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("its text is not in NFC")
    if not article.blocks:
        raise ValueError("it has no body")
    for block in (*article.blocks, *read_body(article.edition2_body)):
        if isinstance(block, Image) and block.url not in SCENES:
            raise ValueError(f"no scene {block.url!r}")


def _refuse(article: NewsArticle, what: str, cause: Exception | None = None) -> NoReturn:
    raise PortalFileError(what, where=f"{article.slug}.toml", key=f"article {article.id}") from cause
