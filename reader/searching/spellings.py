"""Spellings of a word that are taken for one, and those that a slip of the finger makes of it. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from string import ascii_lowercase

from scrapers.text import fold

# Two schools end these syllables in i or in y: kỹ thuật, kĩ thuật; quý, quí; bác sĩ, bác sỹ.
_EITHER = re.compile("(h|k|l|m|s|t|qu)[iy]")
_MOST = 8
"""How many spellings of a phrase are looked for: three of its syllables may be spelled either way."""
_SYLLABLE = re.compile(
    "(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_LONGEST = 8
"""Letters of the longest syllable."""
_LETTERS = "abcdeghiklmnopqrstuvxy"


def is_syllable(word: str) -> bool:
    """Tell whether a folded word can be a syllable of Vietnamese."""
    return _SYLLABLE.fullmatch(word) is not None


def alike(folded: str) -> tuple[str, ...]:
    """Return a folded word and its other spelling, if it has one: ky, ki."""
    found = _EITHER.fullmatch(folded)
    return (folded,) if found is None else (folded, found[1] + ("i" if folded.endswith("y") else "y"))


def evened(folded: str) -> str:
    """Return the one spelling by which words that are spelled either way are compared."""
    return folded[:-1] + "i" if _EITHER.fullmatch(folded) else folded


def stem(folded: str) -> str:
    """Return the letters with which all spellings of a folded word begin."""
    return folded[:-1] if _EITHER.fullmatch(folded) else folded


def phrases(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the spellings of a phrase of folded words, that which was typed first."""
    return tuple(islice(product(*map(alike, words)), _MOST))


def slips(word: str) -> Iterator[str]:
    """Yield what a word might have been before one slip: a letter more, less or wrong, or two swapped."""
    if len(word) > _LONGEST + 1:
        return
    tried = {word}
    for other in _one_off(word):
        if other not in tried and is_syllable(fold(other)):
            tried.add(other)
            yield other


def _one_off(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in _LETTERS)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS if after[0] in ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
