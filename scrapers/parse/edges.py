"""Finds where a text begins and ends between a title and the tools of the page, and what is said around."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from scrapers.dates import parse_time
from scrapers.parse import authors
from scrapers.parse.appended import files_from
from scrapers.parse.facts import (
    announces,
    apart,
    names_near_day,
    only_facts,
    only_own_facts,
    parted_name,
    says_role,
    says_who_posted,
    tells_a_day,
    views_in,
)
from scrapers.parse.fields import Fields
from scrapers.parse.frame import PAGES, Kinship, innermost
from scrapers.parse.lines import Line, in_one_row
from scrapers.parse.pager import turns_pages
from scrapers.parse.pictures import shows

_BACK, _ON = "«‹←", "»›→"
"""How a link begins or ends that leads to the news before or after these."""
_CREDITS_PORTAL = re.compile(
    r"(?:đề nghị |vui lòng )?ghi rõ nguồn\b|(?:chú ý ?: )?việc đăng lại bài viết\b", re.IGNORECASE
)
_NOBODY = re.compile(r"(?:(?:super|admin(?:istrator)?|quản trị(?: viên)?) ?){1,3}", re.IGNORECASE)
"""Who put an article there where nobody is named."""
_MOST_FACTS = 10
"""So many lines below a title may tell of its date and its views."""
_MOST_AHEAD, _MOST_BEHIND = 12, 2
"""So many lines of a text, ahead of the rest of it and behind, may hold a row that tells of its date."""
_ABOVE, _TOPMOST = 6, 3
"""So many lines above a title are tools or tell when it came, and so many more stand above these."""
_LONGEST_BYLINE = 60


class Text(NamedTuple):
    """The lines of a text, those right below it, and what is said around it of date, views and author."""

    lines: list[Line]
    below: list[Line]
    said: list[str]


def text_of(fields: Fields, lines: list[Line]) -> Text:
    """Part the lines between a title and the tools into the text and what is said of it."""
    begin, told = _behind_facts(fields, lines)
    begin = _behind_tools(fields, lines, begin)
    last = len(lines)
    while last > begin and is_below(fields, lines[on := _ahead_of_icons(lines, last - 1)]):
        last = on
    told += [said(fields, line) for line in lines[last:]]
    text = lines[begin:last]
    told += _without_tools_above_files(fields, text)
    if not any(map(tells_a_day, told)) and (row := _row_within(fields, text)):
        told += [said(fields, line) for line in text[row.start : row.stop]]
        del text[row.start : row.stop]
    return Text(text, lines[last:], told)


def _without_tools_above_files(fields: Fields, text: list[Line]) -> list[str]:
    """Take the tools out of a text that stand above its files; return what is said there of it."""
    if not text or (files := files_from(text)) == len(text):
        return []
    above = files
    while above > 0 and is_below(fields, text[above - 1]):
        above -= 1
    told = [said(fields, line) for line in text[above:files]]
    del text[above:files]
    return told


def text_above(fields: Fields, text: Text, news: Sequence[Line]) -> Text:
    """Return a text without the news that end it, and what stands between them and is none of it."""
    above = text_of(fields, text.lines[: -len(news)])
    return Text(above.lines, [*above.below, *text.below], [*text.said, *above.said])


def said(fields: Fields, line: Line) -> str:
    """Return what a line says beside its tools, with words for views that an icon stands for."""
    return fields.worded(line, apart(fields.without_tools(line)))


def ahead(fields: Fields, lines: Sequence[Line], at: int) -> list[Line]:
    """Return the line ahead of a title that stands with it in one element, smaller than the page.

    The day on which the page came is none of its news: portals show that too.
    """
    title = lines[at].place
    while at >= 0 and lines[at].place is title:
        at -= 1
    outer = title.outer
    if at < 0 or outer is None or outer.tag in PAGES:
        return []
    beside = lines[at].place
    is_today = (parse_time(lines[at].text) or "").startswith(fields.page.day)
    return [lines[at]] if (beside is outer or beside.outer is outer) and not is_today else []


def day_above(fields: Fields, lines: Sequence[Line], at: int) -> str:
    """Return what the row of date and tools says that heads the box in which the title at `at` stands."""
    for i in range(at - 1, max(at - 1 - _ABOVE, -1), -1):
        line = lines[i]
        if line.image is not None:
            continue
        text = said(fields, line)
        if tells_a_day(text) and _is_told(text):
            is_today = (parse_time(text) or "").startswith(fields.page.day)
            return text if not is_today and _heads_box(lines, i, at) else ""
        if not _is_tool(fields, line):
            break
    return ""


def _heads_box(lines: Sequence[Line], i: int, at: int) -> bool:
    """Tell whether two lines stand in one box of the page, with little above the first in it."""
    node, kinship = innermost(lines[at], lines[i]), Kinship(lines[at])
    top = i - 1 - _TOPMOST
    return node.tag not in PAGES and (top < 0 or kinship.depth(lines[top]) < kinship.depth(lines[i]))


def _behind_facts(fields: Fields, lines: list[Line]) -> tuple[int, list[str]]:
    """Find where a text begins below what is said of its date and its views, and the tools around that.

    Nothing counts for that but what ends in a date or a number of views, and numbers and hours right below
    it; and who wrote it or where it comes from, right above that.
    """
    begin = at = 0
    told: list[str] = []
    before = ""
    for at, line in enumerate(lines[:_MOST_FACTS]):
        if line.image is not None:
            continue
        text = said(fields, line)
        if only_own_facts(text):
            tells = (
                tells_a_day(text)
                or names_near_day(text)
                or views_in(f"{before} {text}")
                or says_who_posted(text)
            )
            begin = at + 1 if tells or (at == begin > 0 and text[0].isdigit()) else begin
        elif row := _row_with_name(fields, line, text):
            begin, text = at + 1, row
        elif fields.names_category(line) or (at == begin > 0 and fields.heads_category(lines[at - 1])):
            begin = at + 1
        elif byline := _byline(fields, lines, at, text):
            text = byline
        elif _is_tool(fields, line):
            continue
        elif not fields.leads_away(line):
            break
        before = text
        told.append(text)
    return begin, [text for text in told if begin]


def _row_with_name(fields: Fields, line: Line, text: str) -> str:
    """Reword a row that tells of a day and names somebody or something too: "Thanh Tâm | 09/01/2017"."""
    rest, name = parted_name(text)
    return f"{rest} {_authored(fields, line, name)}" if rest else ""


def _byline(fields: Fields, lines: Sequence[Line], at: int, text: str) -> str:
    """Return what a short line right above the date says of the author; empty where it is none."""
    line = lines[at]
    if len(text) > _LONGEST_BYLINE or at + 1 >= len(lines):
        return ""
    if not (says_role(text) or text.isupper() or authors.is_name(line)):
        return ""
    below = said(fields, lines[at + 1])
    if not (tells_a_day(below) and only_facts(below)):
        return ""
    return text if says_role(text) else _authored(fields, line, text)


def _authored(fields: Fields, line: Line, name: str) -> str:
    is_name = not (name.isupper() or line.links or name in fields.categories) and authors.is_name_like(name)
    return f"Tác giả: {name}" if is_name else "|"


def _behind_tools(fields: Fields, lines: Sequence[Line], begin: int) -> int:
    """Find where a text begins below the tools from `begin` on, their icons and the bars between them."""
    start = begin
    while begin < len(lines):
        line = lines[on := _behind_icons(lines, begin)]
        if _is_tool(fields, line) or _says_nothing(line):
            begin = on + 1
        elif begin > start and _is_icon(fields, lines[begin], lines[begin - 1]):
            begin += 1
        else:
            break
    return begin


def _row_within(fields: Fields, text: Sequence[Line]) -> range | None:
    """Find the row of facts that stands below a lead, with the tools below it, or ends the text."""
    first = range(min(_MOST_AHEAD, len(text)))
    last = range(max(len(text) - _MOST_BEHIND, len(first)), len(text))
    for at in (*first, *last):
        if tells_a_day(text[at].text) and _is_told(said(fields, text[at])):
            begin = at
            while begin > 0 and text[begin].joint == "image" and text[begin - 1].image is not None:
                begin -= 1
            return range(begin, _behind_tools(fields, text, at + 1))
    return None


def _is_told(text: str) -> bool:
    """Tell whether a row of facts is about the article, not about the day of an event in it."""
    return announces(text) or (only_facts(text) and "T" in (parse_time(text) or ""))


def without_icons(lines: list[Line], start: int, end: int) -> list[Line]:
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


def is_above(fields: Fields, line: Line) -> bool:
    """Tell whether a line above a text is none of it: it tells of date and views, or it is a tool."""
    told = only_facts(line.text) and bool(
        tells_a_day(line.text) or views_in(line.text) or says_who_posted(line.text)
    )
    return told or _is_tool(fields, line) or _says_nothing(line) or _is_dead_icon(fields, line)


def _is_icon(fields: Fields, line: Line, tool: Line) -> bool:
    """Tell whether a picture that leads nowhere stands in one row with a tool."""
    return line.place.block == tool.place.block and _is_dead_icon(fields, line)


def _is_dead_icon(fields: Fields, line: Line) -> bool:
    linked = line.image is not None and bool(line.links)
    return linked and not any(fields.page.addresses(line))


def _is_tool(fields: Fields, line: Line) -> bool:
    """Tell whether a line above a text is a tool: what shares the text or sizes its letters."""
    if line.place.control or fields.is_tool(line):
        return True
    return only_facts(line.text) and bool(line.links) and fields.leads_away(line)


def is_below(fields: Fields, line: Line) -> bool:
    """Tell whether a line below a text is none of it: it tells of date and views, decorates, or is a tool."""
    if not line.text:
        return not (line.links or shows(fields.page, line))
    says_so = announces(said(fields, line)) or _CREDITS_PORTAL.match(line.text) is not None
    turns = line.text[0] in _BACK or line.text[-1] in _ON
    return (
        says_so
        or _says_nothing(line)
        or _NOBODY.fullmatch(line.text) is not None
        or fields.is_tool(line)
        or fields.names_category(line)
        or turns_pages(line)
        or (turns and bool(line.links) and fields.leads_away(line))
    )


def _says_nothing(line: Line) -> bool:
    """Tell whether a line has neither letters nor digits: a bar between tools."""
    return bool(line.text) and not any(map(str.isalnum, line.text))
