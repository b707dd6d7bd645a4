"""Finds news on the same subject as an article, by words that both have and few others do.

A word of Vietnamese is mostly two syllables, and a syllable alone says little. So the catalogue is asked
which articles share syllables that are rare in it, which costs little, and the texts of the best of these are
compared by their pairs of syllables. Of the related news that the authors of the demo portal chose, the first
step alone finds 28 % among its first five, both together 45 %.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from reader.holdings.lists import Lists
from reader.model import Head, RelatedHead
from scrapers.articletext import texts_of
from scrapers.model import Article, Entry
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.jsonlist import json_list
from scrapers.text import WORD, spelled

FEW = 3
"""Where a portal names fewer related news than this, more are looked for."""
MOST = 5
"""How many related news there are at most, including the portal's own."""
_COMPARED = 40
"""How many articles that share rare syllables have their texts compared."""
_CANDIDATES = 4 * _COMPARED
"""How many texts of the index are looked up for that: some are of other portals, or were corrected since."""
_SAMPLED = 120
"""How many articles tell how common a pair is."""
_GROWN = 1.2
"""Factor by which a portal may grow before the sample is taken anew."""
_IN_TITLE = 2.0
_SHORTEST = 2
_RARE, _RARE_SHARE = 20, 200
"""A syllable is rare if it is in at most so many articles, plus one in so many of all."""

_WITH = "SELECT rowid FROM tokens WHERE tokens MATCH ? LIMIT ?"
_HEADS = """
SELECT h.row FROM json_each(?) AS found CROSS JOIN head h ON h.text_row = found.value
WHERE h.portal = ? AND h.id <> ? ORDER BY found.key
"""
_ROWS = "SELECT row FROM head WHERE portal = ? AND cached ORDER BY row"
Pair = tuple[str, str]
Pairs = Collection[Pair]


class Sample(NamedTuple):
    """How common pairs are, by some articles of a portal."""

    total: int
    """How many articles the portal had."""
    size: int
    counts: Mapping[Pair, int]
    """In how many of the sample a pair stands; those in one at most are left out."""

    def weight(self, pair: Pair) -> float:
        """Return how much a shared pair tells; next to nothing where all have it."""
        return math.log((self.size + 1) / (1 + self.counts.get(pair, 1)))

    @property
    def least(self) -> float:
        """What two articles must share to have a subject in common: as much as two rare pairs."""
        return 2 * math.log((self.size + 1) / 2)


class Neighbours:
    """Finds similar news in one profile's stores; safe to use from several threads."""

    def __init__(self, catalogue: Catalogue, lists: Lists, entry: Callable[[str, str], Entry | None]) -> None:
        """`entry` returns what is kept of an article, by portal and id."""
        self._catalogue = catalogue
        self._lists = lists
        self._entry = entry
        self._common: set[str] = set()
        """Syllables that were not rare when they were last looked up; they make up most of any text."""
        self._samples: dict[str, Sample] = {}

    def beside(self, article: Article) -> tuple[RelatedHead, ...]:
        """Find news like an article, the likest first, where the portal names few.

        Never the article itself, nor what the portal names.
        """
        if len(article.related) >= FEW:
            return ()
        named = {entry.id for entry in article.related}
        heads = [head for head in self._alike(article) if head.id not in named]
        title, body = texts_of(article)
        texts = [self._pairs(head) for head in heads]
        order = ranked(pairs(title), pairs(title) | pairs(body), texts, self._sample(article.portal))
        return tuple(_related(heads[number]) for number in order[: MOST - len(named)])

    def _alike(self, article: Article) -> list[Head]:
        """Return the articles that share the most rare syllables."""
        total = self._total(article.portal)
        most = _RARE + total // _RARE_SHARE
        scores: Counter[int] = Counter()
        for syllable, weight in _syllables(article).items():
            if syllable in self._common:
                continue
            found = self._catalogue.ask(_WITH, (f'"{syllable}"', most + 1))
            if len(found) > most:
                self._common.add(syllable)
            else:
                rare = weight * math.log(1 + total / (1 + len(found)))
                scores.update({row: rare for (row,) in found})
        best = [row for row, _score in scores.most_common(_CANDIDATES)]
        asked = (json_list(best), article.portal, article.id)
        rows = [row for (row,) in self._catalogue.ask(_HEADS, asked)][:_COMPARED]
        heads = self._lists.heads(rows)
        return [heads[row] for row in rows if row in heads]

    def _total(self, portal: str) -> int:
        return int(self._catalogue.ask("SELECT count(*) FROM head WHERE portal = ?", (portal,))[0][0])

    def _sample(self, portal: str) -> Sample:
        """Return a sample of a portal's articles, read anew where it has grown."""
        total, known = self._total(portal), self._samples.get(portal)
        if known is None or not known.total <= total <= known.total * _GROWN:
            rows = [row for (row,) in self._catalogue.ask(_ROWS, (portal,))]
            some = rows[:: 1 + len(rows) // _SAMPLED]
            heads = self._lists.heads(some).values()
            counts = Counter(pair for head in heads for pair in self._pairs(head)[1])
            kept = {pair: count for pair, count in counts.items() if count > 1}
            known = self._samples[portal] = Sample(total, len(some), kept)
        return known

    def _pairs(self, head: Head) -> tuple[Pairs, Pairs]:
        """Return the pairs of an article's title, and of all its text."""
        entry = self._entry(head.portal, head.id)
        title, body = texts_of(entry.article) if entry and entry.article else (head.title, head.summary)
        in_title = pairs(title)
        return in_title, in_title | pairs(body)


def pairs(text: str) -> set[Pair]:
    """Return the syllables that stand side by side; numbers part them."""
    # Not `spelled`: the few words with two spellings are not worth five times the time.
    return {pair for pair in pairwise(WORD.findall(text.lower())) if pair[0].isalpha() and pair[1].isalpha()}


def ranked(
    title: AbstractSet[Pair], text: AbstractSet[Pair], others: Sequence[tuple[Pairs, Pairs]], sample: Sample
) -> list[int]:
    """Order other texts by what they share with one, and leave out those that share too little; pure.

    A pair counts by how few articles have it, twice where it stands in a title; long texts, which share more
    with any other, are held back. `others` are pairs of titles and of whole texts; gives their numbers.
    """
    scores = [_score(title, text, other, sample) for other in others]
    order = sorted(range(len(others)), key=lambda number: -scores[number])
    return [number for number in order if scores[number] > 0]


def _score(
    title: AbstractSet[Pair], text: AbstractSet[Pair], other: tuple[Pairs, Pairs], sample: Sample
) -> float:
    other_title, other_text = other
    shared = {pair: sample.weight(pair) for pair in other_text if pair in text}
    if not shared or sum(shared.values()) < sample.least:
        return 0.0
    times = ((1 + (pair in title) + (pair in other_title), weight) for pair, weight in shared.items())
    return sum(count * weight for count, weight in times) / math.sqrt(len(other_text))


def _syllables(article: Article) -> dict[str, float]:
    """Return the syllables of an article, those of its title with more weight."""
    title, body = (_worded(text) for text in texts_of(article))
    return dict.fromkeys(body, 1.0) | dict.fromkeys(title, _IN_TITLE)


def _worded(text: str) -> Iterable[str]:
    return (word for word in WORD.findall(spelled(text)) if word.isalpha() and len(word) >= _SHORTEST)


def _related(head: Head) -> RelatedHead:
    return RelatedHead(
        id=head.id, title=head.title, url=head.url, cached=head.cached, row=head.row,
        published=head.published, computed=True,
    )  # fmt: skip
