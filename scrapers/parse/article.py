"""Reads the page of one article."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scrapers.dates import guess_time
from scrapers.errors import LayoutChanged
from scrapers.model import Article, ArticlePage, Block, Paragraph, Place, RawPage, Related, Teaser
from scrapers.parse import authors, edges, labels, leads, titles
from scrapers.parse.attachments import attachments_in
from scrapers.parse.blocks import blocks_of
from scrapers.parse.boxes import end_of_box, news_behind
from scrapers.parse.display import keeps_from_sight
from scrapers.parse.facts import (
    names_near_day,
    only_facts,
    parted,
    says_role,
    tells_a_day,
)
from scrapers.parse.fields import Fields, Found
from scrapers.parse.forms import day_in, form_of
from scrapers.parse.frame import Frame
from scrapers.parse.index import Lines
from scrapers.parse.labels import Labels
from scrapers.parse.layouts import first_fitting
from scrapers.parse.lines import Line
from scrapers.parse.pictures import shows
from scrapers.parse.sidebar import blocks_beside, counts, related_in, teasers
from scrapers.parse.turning import Turns
from scrapers.rules import Rule

if TYPE_CHECKING:
    from scrapers.portal import Portal


_NEAR = 3
"""So many lines from the title on are asked whether they are seen."""


class Body(NamedTuple):
    """The lines of an article's text, what lies around them, and the rule that found them."""

    lines: list[Line]
    frame: Frame
    facts: str = ""
    """What stood above or below them and says nothing but date, views and the like."""
    boxed: Sequence[Line] = ()
    """Other news that stand inside the text, where the page has more of them elsewhere."""
    below: Iterable[Line] = ()
    """Lines right below them, where the pager of a long article stands."""
    news: Sequence[Line] = ()
    """Other news that ended the text, below a heading that no rule names."""


def parse_article(raw: RawPage, portal: "Portal", first: str = "") -> ArticlePage:
    """Read the page of an article; of a further one of several, `first` is the address of the first.

    Raises LayoutChanged, naming the field and the address, where no layout of the portal finds a title and a
    text, or anything that only the portal's own pages have; ParseError where the page cannot be read at all.
    """
    return first_fitting(raw, portal, partial(_article, first=first or raw.url))


def _article(fields: Fields, first: str) -> ArticlePage:
    url = fields.page.url
    rules = fields.layout.article
    title = titles.found(fields)
    if title is not None and _hides(fields, title):
        title = titles.found(fields)
    if title is None:
        raise LayoutChanged("title", where=url)
    turns = Turns(fields, first)
    body = _body(fields, title, turns)
    following, text = turns.taken(body.lines, body.below)
    named, said = parted(title.text) if title.rule.labels else (title.text, "")
    fields.facts = f"{said} {body.facts}"
    summary, text = _lead(fields, text)
    author, lines = _author(fields, text)
    blocks = blocks_of(fields.page, lines, body.frame)
    if not (blocks or summary or _holds_nothing(fields)):
        raise LayoutChanged("body", where=url)
    fields.leave_out((*body.lines, *body.boxed))
    published, guessed = _published(fields, body.lines, summary or _opening(blocks))
    beside, visitors = teasers((*blocks_beside(fields), *related_in(fields, body.news))), counts(fields)
    is_dated = published is not None and not guessed
    if not (beside or visitors or "category" in fields.rules or is_dated or _is_marked(fields)):
        raise LayoutChanged("marks", where=url)
    own = fields.portal.article_id(first)
    article = Article(
        portal=fields.portal.name,
        id=own,
        url=url,
        title=named,
        categories=tuple(name for name in (fields.text("category", rules.category),) if name),
        published=published,
        published_guessed=guessed,
        author=author,
        summary=summary,
        blocks=blocks,
        attachments=attachments_in(fields.page, body.lines),
        related=_related(beside, own),
        views=fields.count("views", rules.views),
    )
    return ArticlePage(article=article, teasers=beside, counts=visitors, rules=fields.rules, next=following)


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


def _is_marked(fields: Fields) -> bool:
    """Tell whether a page has what articles of the portal have: "Đang bảo trì" comes with status 200 too."""
    marks = fields.layout.article.marks
    return not marks or fields.has(marks)


def _body(fields: Fields, title: Found, turns: Turns) -> Body:
    for rule in fields.layout.article.body:
        body = _element(fields, rule, turns) if rule.css else _run(fields, rule, title, turns)
        if body is not None:
            fields.rules["body"] = str(rule)
            return body
    return Body([], Frame())


def _element(fields: Fields, rule: Rule, turns: Turns) -> Body | None:
    """Take the text inside the first element that a selector finds."""
    page = fields.page
    if (node := page.first(rule.css)) is None:
        return None
    drop = [inner for selector in fields.layout.article.drop for inner in page.css(selector, node)]
    return Body(page.lines_in(node, drop), Frame(), below=turns.behind(node))


def _run(fields: Fields, rule: Rule, title: Found, turns: Turns) -> Body | None:
    """Take the run of lines below the title, or below a label, up to the tools of the page.

    The lines that end a body win over the other headings of the page: an article may well have a paragraph
    "Dịch vụ công".
    """
    lines = fields.page.lines
    if rule.labels:
        at = Labels(rule.labels).first(lines)
    else:
        at = title.at if title.at >= 0 else _line_of(lines, title.text)
    if not 0 <= at < len(lines):
        return None
    if form := form_of(lines, at):
        return Body([*form.text, *form.files], Frame((lines[at], *form.files)), form.day)
    above, end, boxed = _ends(fields, rule, lines, at)
    if end < len(lines):
        found, held = edges.without_icons(lines, above + 1, end), Frame((lines[at], lines[end]))
        found = [line for line in found if line not in boxed]
    else:
        found, held = labels.text_frame(lines, above, fields.headings), Frame((lines[at],))
    head = lines[at + 1 : above + 1]
    text = edges.text_of(fields, found)
    if news := text.lines[news_behind(fields, text.lines) :]:
        text = edges.text_above(fields, text, news)
    around = (edges.said(fields, line) for line in (*head, *edges.ahead(fields, lines, at)))
    told = [
        said for said in (*text.said, *around) if only_facts(said) or names_near_day(said) or says_role(said)
    ]
    if not any(map(tells_a_day, told)):
        told.append(edges.day_above(fields, lines, at))
    other = fields.headings_beside.first(lines, end) < len(lines)
    below = (*text.below, *turns.below(rule.until, lines, end))
    boxed = [*(boxed if other else ()), *news]
    return Body(text.lines, held, " ".join(told), boxed, below, news[1:])


def _ends(fields: Fields, rule: Rule, lines: Lines, at: int) -> tuple[int, int, list[Line]]:
    """Find the lines above and below a text: those of the title and the tools, or tools and what is beside.

    Tools stand above a text where nothing but date, views and other tools is between them and the title.
    Other news may stand inside a text, which goes on below them and ends elsewhere; their lines come last.
    """
    ends, beside = Labels(rule.until), fields.headings_beside
    above, end = at, ends.first_row(lines, at + 1)
    while end < len(lines) and not beside.covers(lines[end].text):
        if not all(edges.is_above(fields, line) for line in lines[above + 1 : end]):
            break
        above, end = end, ends.first_row(lines, end + 1)
    boxed: list[Line] = []
    while end < len(lines) and beside.covers(lines[end].text):
        on = end_of_box(fields, lines, end)
        if on < 0 or (following := ends.first_row(lines, on)) == len(lines):
            break
        boxed += lines[end:on]
        end = following
    return above, end, boxed


def _line_of(lines: Sequence[Line], text: str) -> int:
    """Find the line of a title that a selector found; the last one where it is repeated, above its text.

    A link that says the same stands beside the article, unless nothing else does.
    """
    found = [at for at, line in enumerate(lines) if line.text == text]
    return max((at for at in found if not lines[at].links), default=max(found, default=-1))


def _lead(fields: Fields, lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the summary, and the lines of the body without those that say it."""
    rules = fields.layout.article
    if summary := fields.text("summary", rules.summary):
        return summary, lines
    summary, rest = leads.parted(lines, rules.leads)
    if summary:
        fields.rules["summary"] = "leads"
    return summary, rest


def _author(fields: Fields, lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the author, and the lines of the body without the one that names the author."""
    for rule in fields.layout.article.author:
        if rule.field == "body":
            lines = [line for line in lines if line.text or shows(fields.page, line)]
            if (at := authors.last_line(lines)) >= 0:
                fields.rules["author"] = str(rule)
                return authors.name_in(lines[at].text), lines[:at] + lines[at + 1 :]
        elif found := fields.find("author", (rule,)):
            return found.text, lines
    return "", lines


def _holds_nothing(fields: Fields) -> bool:
    """Tell whether the page shows where a text would stand: then an empty one is no new layout."""
    return fields.has(fields.layout.article.container)


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
