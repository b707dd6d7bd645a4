"""Finds the text of an article: inside an element, or as the run of lines below its title."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scrapers.parse import edges, labels
from scrapers.parse.behind import behind_tools, news_in_box
from scrapers.parse.boxes import end_of_box, news_behind
from scrapers.parse.facts import only_own_facts, says_role, tells_a_day
from scrapers.parse.fields import Fields, Found
from scrapers.parse.forms import form_of
from scrapers.parse.frame import Frame
from scrapers.parse.index import Lines
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line
from scrapers.parse.scripted import is_left_to_script
from scrapers.parse.turning import Turns
from scrapers.portals.rules import Rule


class Body(NamedTuple):
    """The lines of an article's text, what lies around them, and the rule that found them."""

    lines: list[Line]
    frame: Frame
    facts: str = ""
    """What stood above or below them and says nothing but date, views and the like."""
    boxed: Sequence[Line] = ()
    """Other news that stand inside the text, where the page has more of them elsewhere."""
    ending: Sequence[Line] = ()
    """The end of the text, which is a heading that no rule names and other news."""
    below: Iterable[Line] = ()
    """Lines right below them, where the pager of a long article stands."""
    news: Sequence[Line] = ()
    """Other news below the text and a heading that no rule names."""


class _Ends(NamedTuple):
    """Where a text begins and ends among the lines of a page, and the other news inside it."""

    above: int
    """Index of the last line above the text."""
    begin: int
    """Index of the first line of it, or of that below the other news inside it."""
    end: int
    """Index of the first line below it; the number of lines where nothing tells its end."""
    boxed: list[Line]


def body_of(fields: Fields, title: Found, turns: Turns) -> Body:
    """Return what the first rule finds that fits; a body without lines where none does."""
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
    at = _heading(lines, rule, title)
    if not 0 <= at < len(lines):
        return None
    if form := form_of(lines, at):
        return Body([*form.text, *form.files], Frame((lines[at], *form.files)), form.day)
    tools, ends = Labels(rule.until), _ends(fields, rule, lines, at)
    found, held = _between(fields, lines, at, ends)
    found += behind_tools(fields, tools, lines, at, ends.end)
    text = edges.text_of(fields, found)
    if news := text.lines[news_behind(fields, tools, text.lines) :]:
        text = edges.text_above(fields, text, news)
    has_more = fields.headings_beside.first(lines, ends.end) < len(lines)
    return Body(
        text.lines,
        held,
        facts=_facts(fields, lines, at, ends.above, text.said),
        boxed=ends.boxed if has_more else (),
        ending=news,
        below=(*text.below, *turns.below(rule.until, lines, ends.end)),
        news=news[1:] or news_in_box(fields, tools, lines, at, ends.end),
    )


def _heading(lines: Lines, rule: Rule, title: Found) -> int:
    """Find the line below which a rule looks: of its label, or of the title."""
    if rule.labels:
        return Labels(rule.labels).first(lines)
    return title.at if title.at >= 0 else _line_of(lines, title.text)


def _line_of(lines: Sequence[Line], text: str) -> int:
    """Find the line of a title that a selector found; the last one where it is repeated, above its text.

    A link that says the same stands beside the article, unless nothing else does.
    """
    found = [at for at, line in enumerate(lines) if line.text == text]
    return max((at for at in found if not lines[at].links), default=max(found, default=-1))


def _ends(fields: Fields, rule: Rule, lines: Lines, at: int) -> _Ends:
    """Find the lines above and below a text: those of the title and the tools, or tools and what is beside.

    Tools stand above a text where nothing but date, views and other tools is between them and the title.
    Other news may stand inside a text, which goes on below them and ends elsewhere.
    """
    ends, beside = Labels(rule.until), fields.headings_beside
    above, end = at, ends.first_row(lines, at + 1)
    while end < len(lines) and (not beside.covers(lines[end].text) or is_left_to_script(lines, end)):
        if not all(edges.is_above(fields, line) for line in lines[above + 1 : end]):
            break
        above, end = end, ends.first_row(lines, end + 1)
    boxed: list[Line] = []
    begin = above + 1
    while end < len(lines) and beside.covers(lines[end].text):
        if (on := end_of_box(fields, lines, end, ends, title=at, above=above)) < 0:
            break
        boxed += lines[end:on]
        begin, end = on, ends.first_row(lines, on)
    return _Ends(above, begin, end, boxed)


def _between(fields: Fields, lines: Lines, at: int, ends: _Ends) -> tuple[list[Line], Frame]:
    """Return the lines between those that end a text, and what these hold; `at` is its heading."""
    if ends.end == len(lines):
        found = labels.text_frame(lines, ends.above, fields.headings, ends.begin)
        held = Frame((lines[at],))
    else:
        found = edges.without_icons(lines, ends.above + 1, ends.end)
        held = Frame((lines[at], lines[ends.end]))
    return [line for line in found if line not in ends.boxed], held


def _facts(fields: Fields, lines: Lines, at: int, above: int, said: Sequence[str]) -> str:
    """Return what is said around a text of date, views and author; `said` right above and below it."""
    around = (*lines[at + 1 : above + 1], *edges.ahead(fields, lines, at))
    told = [
        one
        for one in (*said, *(edges.said(fields, line) for line in around))
        if only_own_facts(one) or says_role(one)
    ]
    if not any(map(tells_a_day, told)):
        told.append(edges.day_above(fields, lines, at))
    return " ".join(told)
