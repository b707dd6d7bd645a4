"""Chooses which revisions of an article to compare, one pair after the other, and words the result."""

from collections.abc import Sequence
from itertools import pairwise

from reader.i18n import _
from reader.wording.diff import Change, compare, corrections
from reader.words import hour, number, plural
from scrapers.model import Article, Record

Pair = tuple[Article, Article]
"""A revision and the one that corrected it."""


class Comparison(Record, frozen=True):
    """What was corrected from one revision to the next."""

    old: Article
    new: Article
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, pair: Pair) -> "Comparison":
        """Compare two revisions; a tenth of a second for a text of many pages."""
        return cls(old=pair[0], new=pair[1], changes=compare(*pair))

    @property
    def corrections(self) -> int:
        """How many places differ."""
        return corrections(self.changes)


def before(kept: Sequence[Article], shown: Comparison | None) -> Pair | None:
    """Choose the pair before the one that is shown, at first the newest; None after the oldest.

    `kept` are the revisions, oldest first.
    """
    older = [pair for pair in pairwise(kept) if shown is None or pair[1].revision < shown.new.revision]
    return older[-1] if older else None


def heading(comparison: Comparison) -> str:
    """Say which revisions are compared, and in how many places they differ."""
    text = _("{new} against {old}: {corrections}")
    return text.format(
        new=_named(comparison.new), old=_named(comparison.old), corrections=_counted(comparison)
    )


def _named(article: Article) -> str:
    name = _("revision {n}").format(n=number(article.revision))
    return f"{name} ({hour(article.fetched_at)})" if article.fetched_at else name


def _counted(comparison: Comparison) -> str:
    count = comparison.corrections
    if not count:
        return _("no words differ, only pictures, links or layout.")
    return plural("{n} correction", "{n} corrections", count)
