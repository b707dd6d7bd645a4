"""Applies a portal's rules: gives the text that a rule finds on a page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scrapers.ago import time_ago
from scrapers.dates import is_month_first, parse_count, parse_time
from scrapers.parse import labels, titles
from scrapers.parse.around import Around, linked_signs, signs
from scrapers.parse.facts import as_posted, only_facts, only_own_facts, tells_a_day, views_in
from scrapers.parse.index import Lines
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from scrapers.parse.scripted import is_left_to_script
from scrapers.parse.tabs import pane_of
from scrapers.portals.patterns import search
from scrapers.portals.rules import Layout, Rule, Rules
from scrapers.text import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scrapers.portals.portal import Portal

_FIRST_NUMBER = re.compile(r"\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+")
_HOW_MANY = re.compile(r"\(\d{1,5}\)$")
_NEAR = 4
"""So many lines above what is said of a day its title may stand."""
_MOST_HEADINGS, _MOST_SCRIPTED = 4, 20
"""So many lines that say a label are asked what they head, and so many whether a script fills that."""
_BARS = frozenset("|/•·")
_AT_FOOT = "footer a, #footer a, .footer a, [role=contentinfo] a"
"""Selects what may be the links at the foot of a page; entries of a list have feet as well."""


class Found(NamedTuple):
    """A value, the rule that gave it, and the index of its line where it was found among lines."""

    text: str
    rule: Rule
    at: int = -1


class Time(NamedTuple):
    """A time of publication."""

    published: str
    guessed: bool = False
    """Whether the day is not sure."""


class Fields(Around):
    """Looks for fields on one page by one layout, and keeps account of which rule gave which."""

    def __init__(self, page: Page, portal: "Portal", layout: Layout) -> None:
        super().__init__(page, portal, layout)
        self.rules: dict[str, str] = {}
        self.facts = ""
        """What stands around a text and says nothing but date, views and the like."""
        self._left_out: frozenset[int] = frozenset()

    def text(self, name: str, rules: Rules, scope: "LexborNode | None" = None) -> str:
        """Return the text of a field, an empty string where no rule finds any."""
        found = self.find(name, rules, scope)
        return found.text if found else ""

    def find(self, name: str, rules: Rules, scope: "LexborNode | None" = None) -> Found | None:
        """Return the first value that the rules of a field find."""
        for rule in rules:
            found = self._by_css(rule, scope) if rule.css else self._by_label(rule)
            if found is not None and (text := self._cut(found.text, rule)):
                self.gave(name, rule)
                return Found(text, rule, found.at)
        return None

    def count(self, name: str, rules: Rules, scope: "LexborNode | None" = None) -> int | None:
        """Return the number that the rules of a field find."""
        for rule in rules:
            found: Found | None
            if rule.css:
                found = self._by_css(rule, scope)
            elif rule.field:
                found = Found(views_in(self.facts), rule)
            else:
                value = labels.after(self.lines, rule.labels, number=True)
                found = Found(value[0], rule, value[1]) if value else None
            text = self._cut(found.text, rule) if found else ""
            number = _leading_count(text) if rule.labels else parse_count(text)
            if number is not None:
                self.gave(name, rule)
                return number
        return None

    def time(self, name: str, rules: Rules, scope: "LexborNode | None" = None) -> Time | None:
        """Return the time that the first rule finds which finds one; what is not sure comes last."""
        about: Time | None = None
        for rule in rules:
            found = self.find(name, (rule,), scope)
            time = self.time_in(found.text) if found else None
            if time is not None and not time.guessed:
                return time
            about = about or time
        return about

    def time_in(self, said: str, *, month_first: bool | None = None) -> Time | None:
        """Find a time in what the page says, which may count back from when it came."""
        said = as_posted(said)
        first = is_month_first((said,)) if month_first is None else month_first
        if time := parse_time(said, month_first=first):
            return Time(time)
        ago = time_ago(said, self.page.came) if only_own_facts(said) else None
        return Time(ago.time, guessed=ago.about) if ago else None

    def gave(self, name: str, rule: Rule) -> None:
        """Note the first rule that gave a field; in a listing each entry asks again."""
        if name not in self.rules:
            self.rules[name] = str(rule)

    def leave_out(self, lines: Iterable[Line]) -> None:
        """No longer look for labels in these lines: the text of an article may say "Tất cả: 20"."""
        self._look_past(frozenset(map(id, lines)))

    def leave_out_scripted(self) -> None:
        """Leave out, too, the headings of lists of news that a script fills: nothing of these is there."""
        if not self._words_beside:
            return
        lines = self.page.lines
        headings = islice(self.headings_beside.all(lines), _MOST_SCRIPTED)
        if scripted := {id(lines[at]) for at in headings if is_left_to_script(lines, at)}:
            self._look_past(self._left_out | scripted)

    def _look_past(self, ids: frozenset[int]) -> None:
        self._left_out = ids
        self.__dict__.pop("lines", None)

    @cached_property
    def lines(self) -> Lines:
        """The lines in which labels are looked for."""
        if not self._left_out:
            return self.page.lines
        return Lines(line for line in self.page.lines if id(line) not in self._left_out)

    def lines_in(self, node: "LexborNode") -> Sequence[Line]:
        """List what is visible below an element; of the whole page without the lines that are left out."""
        return self.lines if node.tag == "body" else self.page.lines_in(node)

    def has(self, rules: Rules) -> bool:
        """Tell whether anything that the rules look for is on the page: an element, or a label on its own."""
        return any(self.page.css(rule.css) if rule.css else self._shows(rule.labels) for rule in rules)

    def _shows(self, words: Iterable[str]) -> bool:
        return Labels(words).first(self.lines) < len(self.lines)

    def blocks(self, rule: Rule) -> list[list[Line]]:
        """List the blocks of lines that a rule finds: elements, or what a label heads."""
        if not rule.css:
            first = next(self.headed(rule), None)
            return [first] if first else []
        return [lines for node in self.page.outermost(rule.css) if (lines := self.page.lines_in(node))]

    def headed(self, rule: Rule) -> Iterator[list[Line]]:
        """Yield what stands below each heading that a label is, be it nothing."""
        lines, words = self.lines, Labels(rule.labels)
        stops = Labels((*self.layout.page.labels, *rule.labels, *rule.until))
        for at in self._headings(words, rule):
            pane = pane_of(self.page, lines, at, words)
            yield labels.frame(lines, at, stops) if pane is None else pane

    def _headings(self, words: Labels, rule: Rule) -> Iterator[int]:
        """Yield the lines of a label: alone on its line, or among others, or with its value behind it."""
        lines, at = self.lines, -1
        for at in islice(words.all(lines), _MOST_HEADINGS):
            yield at
        if at >= 0:
            return
        # Tabs: "Tin mới đăng | Tin xem nhiều".
        if (at := words.among(lines, self._tabs)) >= 0:
            yield at
        elif value := labels.after(lines, rule.labels):
            yield value[1]

    @cached_property
    def _tabs(self) -> Labels:
        return Labels((*self.layout.page.labels, *self._words_beside))

    def _by_css(self, rule: Rule, scope: "LexborNode | None") -> Found | None:
        if rule.value == "line":
            node = self.page.first(rule.css)
            shown = titles.shown(self, clean_line(node.text())) if node is not None else None
            return Found(shown[0], rule, shown[1]) if shown else None
        # Nearly always the first element has it.
        first = self.page.first(rule.css, scope)
        if first is None:
            return None
        if text := self._said_by(first, rule):
            return Found(text, rule)
        return next(
            (
                Found(text, rule)
                for node in self.page.css(rule.css, scope)
                if (text := self._said_by(node, rule))
            ),
            None,
        )

    def _said_by(self, node: "LexborNode", rule: Rule) -> str:
        return clean_line(node.attributes.get(rule.attr) or "") if rule.attr else self.page.text(node)

    def _cut(self, text: str, rule: Rule) -> str:
        if not rule.regex:
            return text
        match = search(rule.regex, text, self.portal.file)
        return clean_line(next((g for g in match.groups() if g), match[0])) if match else ""

    def _by_label(self, rule: Rule) -> Found | None:
        if rule.field:
            return self._above_day(rule) if rule.field == "day" else Found(self.facts, rule)
        lines = self.lines
        value = labels.after(lines, rule.labels)
        if value is None:
            return None
        text, at = value
        if rule.value == "within":
            return Found(lines[at].text, rule, at)
        if rule.value == "below":
            return self._below(lines, at, rule)
        if rule.value == "above":
            return self._above(lines, at, rule)
        return None if self._begins_menu(lines, at, text) else Found(_linked_part(lines[at], text), rule, at)

    def _begins_menu(self, lines: Sequence[Line], at: int, text: str) -> bool:
        """Tell whether what stands below "Chuyên mục" is the first of several links to categories."""
        return text == lines[at].text and all(
            line.links and linked_signs(line) == signs(_HOW_MANY.sub("", line.text)) and self._lists(line)
            for line in (lines[at], *lines[at + 1 : at + 2])
        )

    def _lists(self, line: Line) -> bool:
        return all(map(self.portal.is_listing, self.page.addresses(line)))

    def _below(self, lines: Sequence[Line], at: int, rule: Rule) -> Found | None:
        """Find the line below a label and its value; `at` of what is found is the last line of it."""
        for i in range(at + 1, len(lines)):
            line = lines[i]
            if line.place.control or not any(letter.isalpha() for letter in line.text):
                continue
            if self.headings.covers(line.text):
                return None
            if only_facts(line.text) or self.leads_away(line):
                continue
            text, last = titles.whole(lines, i)
            return Found(text, rule, last)
        return None

    def _above(self, lines: Sequence[Line], at: int, rule: Rule) -> Found | None:
        """Find the nearest line above a label that may be a title."""
        for i in range(at - 1, max(at - _NEAR, 0) - 1, -1):
            line = lines[i]
            if self.headings.covers(line.text):
                return None
            if line.text and not (line.links or line.place.control or only_facts(line.text)):
                return Found(line.text, rule, i)
        return None

    def _above_day(self, rule: Rule) -> Found | None:
        """Find what stands above the first line that tells when an article came, and not what day it is."""
        for at, line in enumerate(self.lines):
            if tells_a_day(line.text) and only_facts(line.text) and parse_time(line.text) != self.page.day:
                return self._above(self.lines, at, rule)
        return None

    @cached_property
    def menu(self) -> frozenset[str]:
        """Where the links of the navigation lead."""
        for rule in self.layout.page.navigation:
            urls = (url for lines in self.blocks(rule) for line in lines for url in self.page.addresses(line))
            if found := frozenset(filter(self.portal.is_listing, urls)):
                return found
        return frozenset()

    @cached_property
    def foot(self) -> frozenset[str]:
        """Where links at the foot of the page lead that stand nowhere else on it."""
        at_foot = {node.mem_id: node for node in self.page.css(_AT_FOOT)}
        elsewhere = (node for node in self.page.css("a") if node.mem_id not in at_foot)
        return frozenset(map(self._target, at_foot.values())).difference(map(self._target, elsewhere))

    def _target(self, link: "LexborNode") -> str:
        return self.page.address(link.attributes.get("href"))


def _linked_part(line: Line, text: str) -> str:
    """Return of a value what is linked, where more follows behind a bar: "Tin trong ngành | Lượt xem: 86"."""
    begin = line.text.find(text)
    for start, end, _ in line.links:
        if start == begin and line.text[end : end + 3].strip()[:1] in _BARS:
            return line.text[start:end]
    return text


def _leading_count(text: str) -> int | None:
    match = _FIRST_NUMBER.search(text)
    return parse_count(match[0]) if match else None
