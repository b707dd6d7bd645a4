"""Reads the page of one article."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scrapers.dates import guess_time
from scrapers.errors import LayoutChanged
from scrapers.model import Article, ArticlePage, Block, Paragraph, Place, RawPage, Related, Teaser
from scrapers.parse import authors, leads, titles
from scrapers.parse.attachments import attachments_in
from scrapers.parse.blocks import blocks_of
from scrapers.parse.body import body_of
from scrapers.parse.display import keeps_from_sight
from scrapers.parse.facts import parted
from scrapers.parse.fields import Fields, Found
from scrapers.parse.forms import day_in
from scrapers.parse.frame import Frame
from scrapers.parse.layouts import first_fitting
from scrapers.parse.lines import Line
from scrapers.parse.pictures import shows
from scrapers.parse.sidebar import blocks_around, counts, teasers
from scrapers.parse.turning import Turns

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


_NEAR = 3
"""So many lines from the title on are asked whether they are seen."""


class _Text(NamedTuple):
    """What the lines of a text come to."""

    summary: str
    author: str
    blocks: tuple[Block, ...]


def parse_article(raw: RawPage, portal: "Portal", first: str = "") -> ArticlePage:
    """Read the page of an article; of a further one of several, `first` is the address of the first.

    Raises LayoutChanged, naming the field and the address, where no layout of the portal finds a title and a
    text, or anything that only the portal's own pages have; ParseError where the page cannot be read at all.
    """
    return first_fitting(raw, portal, partial(_article, first=first or raw.url))


def _article(fields: Fields, first: str) -> ArticlePage:
    title = _title(fields)
    turns = Turns(fields, first)
    body = body_of(fields, title, turns)
    following, lines = turns.taken(body.lines, body.below)
    named, said = parted(title.text) if title.rule.labels else (title.text, "")
    fields.facts = f"{said} {body.facts}"
    text = _text(fields, lines, body.frame)
    fields.leave_out((*body.lines, *body.boxed, *body.ending))
    published, guessed = _published(fields, body.lines, text.summary or _opening(text.blocks))
    beside, visitors = teasers(blocks_around(fields, body.boxed, body.news)), counts(fields)
    if not (beside or visitors or (published and not guessed)):
        _require_marks(fields)
    own = fields.portal.article_id(first)
    article = Article(
        portal=fields.portal.name,
        id=own,
        url=fields.page.url,
        title=named,
        categories=tuple(filter(None, (fields.text("category", fields.layout.article.category),))),
        published=published,
        published_guessed=guessed,
        author=text.author,
        summary=text.summary,
        blocks=text.blocks,
        attachments=attachments_in(fields.page, body.lines),
        related=_related(beside, own),
        views=fields.count("views", fields.layout.article.views),
    )
    return ArticlePage(article=article, teasers=beside, counts=visitors, rules=fields.rules, next=following)


def _title(fields: Fields) -> Found:
    title = titles.found(fields)
    if title is not None and _hides(fields, title):
        title = titles.found(fields)
    if title is None:
        raise LayoutChanged("title", where=fields.page.url)
    return title


def _hides(fields: Fields, title: Found) -> bool:
    """Tell whether the title or what is around it is meant for machines alone, and now left out."""
    if title.at < 0:
        return False
    lines = fields.lines
    if not any(keeps_from_sight(line.place.node) for line in lines[title.at : title.at + _NEAR]):
        return False
    fields.page.hide_around(lines[title.at].place.node)
    fields.leave_out(())
    return True


def _text(fields: Fields, lines: list[Line], frame: Frame) -> _Text:
    summary, lines = _lead(fields, lines)
    author, lines = _author(fields, lines, frame)
    blocks = blocks_of(fields.page, lines, frame)
    if not (blocks or summary or _holds_nothing(fields)):
        raise LayoutChanged("body", where=fields.page.url)
    return _Text(summary, author, blocks)


def _lead(fields: Fields, lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the summary, and the lines of the body without those that say it."""
    rules = fields.layout.article
    if summary := fields.text("summary", rules.summary):
        return summary, lines
    summary, rest = leads.parted(lines, rules.leads)
    if summary:
        fields.rules["summary"] = "leads"
    return summary, rest


def _author(fields: Fields, lines: list[Line], frame: Frame) -> tuple[str, list[Line]]:
    """Return the author, and the lines of the body without the one that names the author."""
    for rule in fields.layout.article.author:
        if rule.field == "body":
            lines = [line for line in lines if line.text or shows(fields.page, line)]
            if (at := authors.last_line(lines, frame)) >= 0:
                fields.rules["author"] = str(rule)
                return authors.name_in(lines[at].text), lines[:at] + lines[at + 1 :]
        elif found := fields.find("author", (rule,)):
            return found.text, lines
    return "", lines


def _holds_nothing(fields: Fields) -> bool:
    """Tell whether the page shows where a text would stand: then an empty one is no new layout."""
    return fields.has(fields.layout.article.container)


def _require_marks(fields: Fields) -> None:
    """Raise LayoutChanged for a page without what articles have: "Đang bảo trì" comes with status 200 too."""
    marks = fields.layout.article.marks
    if marks and "category" not in fields.rules and not fields.has(marks):
        raise LayoutChanged("marks of the portal", where=fields.page.url)


def _published(fields: Fields, lines: Sequence[Line], opening: str) -> tuple[str | None, bool]:
    """Return the time of publication and whether it is only a guess from the text."""
    rules = fields.layout.article
    if published := fields.time("published", rules.published) or fields.time_in(day_in(lines)):
        return published
    for rule in rules.published_guess:
        text = opening if rule.field == "body" else fields.text("published_guess", (rule,))
        if guess := guess_time(text):
            fields.rules["published"] = f"guess from {rule}"
            return guess, True
    return None, False


def _opening(blocks: Sequence[Block]) -> str:
    """Return the first paragraph of an article."""
    return next((block.text for block in blocks if isinstance(block, Paragraph)), "")


def _related(beside: Sequence[Teaser], own: str) -> tuple[Related, ...]:
    """Return the related news; the pager of their list leads to the article itself."""
    return tuple(
        Related(id=one.id, title=one.title, url=one.url)
        for one in beside
        if one.place is Place.RELATED and one.id != own
    )
