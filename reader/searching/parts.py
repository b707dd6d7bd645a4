"""Parts long texts, such as those of attached files, so that not all is looked through for a word. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.searching.query import Term
from reader.searching.spellings import alike
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
    if len(text) <= _LONG:
        return text
    typed = [_pattern(term, str) for term in terms]
    folded = [_pattern(term, _either_way) for term in terms]
    best, found = "", (-1, -1)
    for part in parts_of(text):
        told = (_count(spelled(part), typed), _count(fold(part), folded))
        if told > found:
            best, found = part, told
        if told[0] == len(terms):
            break
    return best


def _pattern(term: Term, write: Callable[[str], str]) -> str:
    words = r"[\W_]+".join(map(write, term.words))
    return rf"\b{words}" if term.prefix else rf"\b{words}\b"


def _either_way(word: str) -> str:
    return f"(?:{'|'.join(alike(fold(word)))})"


def _count(text: str, patterns: Iterable[str]) -> int:
    return sum(re.search(pattern, text) is not None for pattern in patterns)
