"""Matches articles that were marked under another id with those of today, by title and date. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from scrapers.clock import day_of
from scrapers.text import fold

_TELLING = 4
"""A title of fewer words ("Thông báo") identifies no article unless the day is known too."""


class Identity(NamedTuple):
    """What tells an article whose id has changed: its title, and its time where that is known."""

    id: str
    title: str
    published: str | None = None

    def may_be(self, other: "Identity") -> bool:
        """Whether the two can be one article, their titles being the same."""
        mine, theirs = day_of(self.published or ""), day_of(other.published or "")
        if mine and theirs:
            return mine == theirs
        return len(self.title.split()) >= _TELLING


def match(lost: Iterable[Identity], found: Iterable[Identity]) -> dict[str, str]:
    """Match articles that are gone with those that are here: the former's id to the latter's.

    Only where it is one to one: marks must not go to an article that was never read.
    """
    groups: defaultdict[str, tuple[list[Identity], list[Identity]]] = defaultdict(lambda: ([], []))
    for side, members in enumerate((lost, found)):
        for identity in members:
            if title := fold(identity.title).strip():
                groups[title][side].append(identity)
    return {
        former.id: today.id
        for gone, here in groups.values()
        for former in gone
        for today in here
        if [former.may_be(each) for each in here].count(True) == 1
        and [each.may_be(today) for each in gone].count(True) == 1
        and former.may_be(today)
    }
