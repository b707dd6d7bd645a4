"""Parts of long texts, such as attached files have: to look for something not all need be read. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from reader.searching.query import Term
from scrapers.text import fold, spelled

_LONG = 20_000
"""Characters that are looked through as they are; articles are shorter."""
_PART = 4_000
"""Characters of a part, at least, unless it is the last."""


def parts_of(text: str) -> Iterator[str]:
    """Yield a long text in parts of whole lines, a shorter one as it is."""
    if len(text) <= _LONG:
        yield text
        return
    lines: list[str] = []
    size = 0
    for line in text.split("\n"):
        lines.append(line)
        size += len(line)
        if size >= _PART:
            yield "\n".join(lines)
            lines, size = [], 0
    yield "\n".join(lines)


def telling_part(text: str, terms: Sequence[Term]) -> str:
    """Return the part of a text that has most of what is looked for, best as typed; of several the first."""
    whole = tuple(word for term in terms for word in term.words)
    best, found = "", (-1, -1)
    for part in parts_of(text):
        told = (_count(spelled(part), whole), _count(fold(part), map(fold, whole)))
        if told > found:
            best, found = part, told
        if told[0] == len(whole):
            break
    return best


def _count(text: str, words: Iterable[str]) -> int:
    return sum(word in text for word in words)
