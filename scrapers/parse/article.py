"""Reads the page of one article."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scrapers.dates import guess_time, parse_time
from scrapers.errors import LayoutChanged
from scrapers.model import Article, ArticlePage, Block, Paragraph, Place, RawPage, Related, Teaser
from scrapers.parse import authors, labels, titles
from scrapers.parse.attachments import attachments_in
from scrapers.parse.blocks import blocks_of
from scrapers.parse.boxes import end_of_box
from scrapers.parse.display import keeps_from_sight
from scrapers.parse.facts import (
    announces,
    apart,
    names_near_day,
    only_facts,
    parted,
    says_who_posted,
    tells_a_day,
    views_in,
)
from scrapers.parse.fields import Fields, Found
from scrapers.parse.forms import day_in, form_of
from scrapers.parse.frame import Frame
from scrapers.parse.index import Lines
from scrapers.parse.labels import Labels
from scrapers.parse.layouts import first_fitting
from scrapers.parse.lines import Line, in_one_row
from scrapers.parse.pager import turns_pages
from scrapers.parse.pictures import shows
from scrapers.parse.sidebar import blocks_beside, counts, teasers
from scrapers.parse.turning import Turns
from scrapers.rules import Rule

if TYPE_CHECKING:
    from scrapers.portal import Portal


_PAGES = frozenset(("body", "form", "html"))
_BACK, _ON = "«‹←", "»›→"
"""How a link begins or ends that leads to the news before or after these."""
_CREDITS_PORTAL = re.compile(
    r"(?:đề nghị |vui lòng )?ghi rõ nguồn\b|(?:chú ý ?: )?việc đăng lại bài viết\b", re.IGNORECASE
)
_NEAR = 3
"""So many lines from the title on are asked whether they are seen."""
_MOST_FACTS = 10
"""So many lines below a title may tell of its date and its views."""


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
    summary = fields.text("summary", rules.summary)
    author, lines = _author(fields, text)
    blocks = blocks_of(fields.page, lines, body.frame)
    if not (blocks or summary or _holds_nothing(fields)):
        raise LayoutChanged("body", where=url)
    fields.leave_out((*body.lines, *body.boxed))
    published, guessed = _published(fields, body.lines, blocks)
    beside, visitors = teasers(blocks_beside(fields)), counts(fields)
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
        found, edges = _without_icons(lines, above + 1, end), Frame((lines[at], lines[end]))
        found = [line for line in found if line not in boxed]
    else:
        found, edges = labels.frame(lines, above, fields.headings), Frame((lines[at],))
    head = lines[at + 1 : above + 1]
    begin, last = _behind_facts(fields, found), len(found)
    while begin < last and _is_tool(fields, found[on := _behind_icons(found, begin)]):
        begin = on + 1
    while last > begin and _is_below(fields, found[on := _ahead_of_icons(found, last - 1)]):
        last = on
    ahead = _ahead(fields, lines, at)
    around = (_said(fields, line) for line in (*head, *found[:begin], *found[last:], *ahead))
    facts = " ".join(text for text in around if only_facts(text) or names_near_day(text))
    other = fields.headings_beside.first(lines, end) < len(lines)
    below = (*found[last:], *turns.below(rule.until, lines, end))
    return Body(found[begin:last], edges, facts, boxed if other else (), below)


def _ahead(fields: Fields, lines: Sequence[Line], at: int) -> list[Line]:
    """Return the line ahead of a title that stands with it in one element, smaller than the page.

    The day on which the page came is none of its news: portals show that too.
    """
    title = lines[at].place
    while at >= 0 and lines[at].place is title:
        at -= 1
    outer = title.outer
    if at < 0 or outer is None or outer.tag in _PAGES:
        return []
    beside = lines[at].place
    is_today = (parse_time(lines[at].text) or "").startswith(fields.page.day)
    return [lines[at]] if (beside is outer or beside.outer is outer) and not is_today else []


def _ends(fields: Fields, rule: Rule, lines: Lines, at: int) -> tuple[int, int, list[Line]]:
    """Find the lines above and below a text: those of the title and the tools, or tools and what is beside.

    Tools stand above a text where nothing but date, views and other tools is between them and the title.
    Other news may stand inside a text, which goes on below them and ends elsewhere; their lines come last.
    """
    ends, beside = Labels(rule.until), fields.headings_beside
    above, end = at, ends.first_row(lines, at + 1)
    while end < len(lines) and not beside.covers(lines[end].text):
        if not all(_is_above(fields, line) for line in lines[above + 1 : end]):
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


def _without_icons(lines: list[Line], start: int, end: int) -> list[Line]:
    """Return the lines up to the tools at `end`, without the icon of the first tool."""
    last = end
    while (
        last > start
        and lines[last - 1].image is not None
        and (lines[last].joint == "image" or in_one_row(lines[last - 1], lines[end]))
    ):
        last -= 1
    return lines[start:last]


def _behind_icons(lines: Sequence[Line], at: int) -> int:
    """Return the line that goes on with the icons at `at`, or `at` where there are none."""
    on = at
    while on + 1 < len(lines) and lines[on].image is not None and lines[on + 1].joint == "image":
        on += 1
    return on if lines[on].text else at


def _ahead_of_icons(lines: Sequence[Line], at: int) -> int:
    """Return the line that goes on in the icons which end at `at`, or `at` where there are none."""
    on = at
    while on > 0 and lines[on].image is not None and lines[on].joint == "image":
        on -= 1
    return on if lines[on].text else at


def _behind_facts(fields: Fields, lines: list[Line]) -> int:
    """Find where a text begins below what is said of its date and its views, and the tools around that.

    Nothing counts for that but what ends in a date or a number of views, and bare numbers right below it.
    """
    begin = 0
    before = ""
    for at, line in enumerate(lines[:_MOST_FACTS]):
        if line.image is not None:
            continue
        said = _said(fields, line)
        if only_facts(said) or names_near_day(said):
            tells = (
                tells_a_day(said)
                or names_near_day(said)
                or views_in(f"{before} {said}")
                or says_who_posted(said)
            )
            begin = at + 1 if tells or (at == begin > 0 and said.isdecimal()) else begin
        elif fields.names_category(line) or (at == begin > 0 and fields.names_category(lines[at - 1])):
            begin = at + 1
        elif not fields.leads_away(line):
            break
        before = said
    return begin


def _is_above(fields: Fields, line: Line) -> bool:
    """Tell whether a line above a text is none of it: it tells of date and views, or it is a tool."""
    told = only_facts(line.text) and bool(
        tells_a_day(line.text) or views_in(line.text) or says_who_posted(line.text)
    )
    return told or _is_tool(fields, line)


def _is_tool(fields: Fields, line: Line) -> bool:
    """Tell whether a line above a text is a tool: what shares the text or sizes its letters."""
    if line.place.control or fields.is_tool(line):
        return True
    return only_facts(line.text) and bool(line.links) and fields.leads_away(line)


def _is_below(fields: Fields, line: Line) -> bool:
    """Tell whether a line below a text is none of it: it tells of date and views, or it is a tool."""
    if not line.text:
        return False
    says_so = announces(_said(fields, line)) or _CREDITS_PORTAL.match(line.text) is not None
    turns = line.text[0] in _BACK or line.text[-1] in _ON
    return (
        says_so
        or fields.is_tool(line)
        or fields.names_category(line)
        or turns_pages(line)
        or (turns and bool(line.links) and fields.leads_away(line))
    )


def _said(fields: Fields, line: Line) -> str:
    return fields.worded(line, apart(fields.without_tools(line)))


def _line_of(lines: Sequence[Line], text: str) -> int:
    """Find the line of a title that a selector found; the last one where it is repeated, above its text.

    A link that says the same stands beside the article, unless nothing else does.
    """
    found = [at for at, line in enumerate(lines) if line.text == text]
    return max((at for at in found if not lines[at].links), default=max(found, default=-1))


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


def _published(fields: Fields, lines: Sequence[Line], blocks: Sequence[Block]) -> tuple[str | None, bool]:
    """Return the time of publication and whether it is only a guess from the text."""
    rules = fields.layout.article
    if published := fields.time("published", rules.published) or fields.time_in(day_in(lines)):
        return published
    for rule in rules.published_guess:
        text = _opening(blocks) if rule.field == "body" else fields.text("published_guess", (rule,))
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
