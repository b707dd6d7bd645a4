"""Matches articles that were marked under another id with those of today, by title and date. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from scrapers.clock import day_of
from scrapers.text import fold

_TELLING = 4
"""A title of fewer words ("Thông báo") tells no article from another where no day does."""


class Kin(NamedTuple):
    """An article by what may be left of it."""

    id: str
    title: str
    published: str | None = None

    def may_be(self, other: "Kin") -> bool:
        """Whether the two can be one article, their titles being the same."""
        mine, theirs = day_of(self.published or ""), day_of(other.published or "")
        if mine and theirs:
            return mine == theirs
        return len(self.title.split()) >= _TELLING


def kin(lost: Iterable[Kin], found: Iterable[Kin]) -> dict[str, str]:
    """Match articles that are gone with those that are here: the former's id to the latter's.

    Only where it is one to one: marks must not go to an article that was never read.
    """
    groups: defaultdict[str, tuple[list[Kin], list[Kin]]] = defaultdict(lambda: ([], []))
    for side, members in enumerate((lost, found)):
        for one in members:
            if title := fold(one.title).strip():
                groups[title][side].append(one)
    return {
        one.id: other.id
        for gone, here in groups.values()
        for one in gone
        for other in here
        if [one.may_be(each) for each in here].count(True) == 1
        and [each.may_be(other) for each in gone].count(True) == 1
        and one.may_be(other)
    }
