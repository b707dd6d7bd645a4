"""Chooses which revisions of an article and of its files to compare, in turn, and words the result."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from reader.i18n import _
from reader.wording.diff import Change, compare, corrections
from reader.wording.documents import file_label, with_document
from reader.words import hour, number, plural
from scrapers.clock import NEVER
from scrapers.filerevisions import known_texts
from scrapers.model import Article, Attachment, Document, Record


class Pair(NamedTuple):
    """A revision and the one that corrected it."""

    old: Article
    new: Article
    file: str = ""
    """What the file is called whose texts these are; empty for the article's own."""


class Comparison(Record, frozen=True):
    """What was corrected from one revision to the next."""

    pair: Pair
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, pair: Pair) -> "Comparison":
        """Compare two revisions; a tenth of a second for a text of many pages."""
        return cls(pair=pair, changes=compare(pair.old, pair.new))

    @property
    def corrections(self) -> int:
        """How many places differ."""
        return corrections(self.changes)


def pairs(kept: Sequence[Article], article: Article) -> tuple[Pair, ...]:
    """List what can be compared, the newest correction first.

    `kept` are the revisions of the article, oldest first; those of its files it has itself.
    """
    found = [Pair(*pair) for pair in pairwise(kept)]
    found += [pair for file, document in with_document(article) for pair in _of_file(article, file, document)]
    return tuple(sorted(found, key=lambda pair: pair.new.fetched_at or NEVER))[::-1]


def before(known: Sequence[Pair], shown: Pair | None) -> Pair | None:
    """Choose the pair before the one that is shown, at first the newest; None after the oldest."""
    older = known[known.index(shown) + 1 :] if shown in known else known
    return next(iter(older), None)


def _of_file(article: Article, file: Attachment, document: Document) -> Iterator[Pair]:
    """Yield the corrections of a file, each of its texts in the form of an article."""
    name = file_label(file)
    bare = Article(portal=article.portal, id=article.id, url=file.url, title=name)
    texts = [
        replace(bare, blocks=text.blocks, fetched_at=text.fetched_at, revision=at)
        for at, text in enumerate(known_texts(document), 1)
    ]
    return (Pair(*pair, name) for pair in pairwise(texts))


def heading(comparison: Comparison) -> str:
    """Say which revisions are compared, and in how many places they differ."""
    old, new, file = comparison.pair
    text = _("{new} against {old}: {corrections}")
    said = text.format(new=_named(new), old=_named(old), corrections=_counted(comparison))
    return f"{file}: {said}" if file else said


def _named(article: Article) -> str:
    name = _("revision {n}").format(n=number(article.revision))
    return f"{name} ({hour(article.fetched_at)})" if article.fetched_at else name


def _counted(comparison: Comparison) -> str:
    count = comparison.corrections
    if not count:
        return _("no words differ, only pictures, links or layout.")
    return plural("{n} correction", "{n} corrections", count)
