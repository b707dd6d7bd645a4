"""Guesses what was meant where nothing is found: words typed without an input method, or with one slip."""

from collections.abc import Callable

from reader.searching.inputmethods import readings
from reader.searching.pieces import typed_as
from reader.searching.query import Wanted, parse, phrase
from reader.searching.spellings import slips
from scrapers.text import WORD, spelled

ENOUGH = 500
"""Words that are found so often are not counted further."""
Count = Callable[[Wanted, int], int]
"""Counts what a search finds, up to a number."""
Known = Callable[[str], bool]
"""Tells whether some article has a word, with these accents."""


def meant(typed: str, count: Count, known: Known) -> str:
    """Return the text that finds something in place of one that does not; empty where there is none."""
    typed = typed_as(typed)
    former = _words(typed)
    texts = (text for text in readings(typed) if all(map(known, _words(text) - former)))
    return next((text for text in texts if count(parse(text), 1)), "") or _unslipped(typed, count, known)


def _words(text: str) -> set[str]:
    return set(WORD.findall(spelled(text)))


def _unslipped(typed: str, count: Count, known: Known) -> str:
    """Put right the one word that is nowhere, by what stands together most often then, or is found at all."""
    words = typed.split()
    wrong = (at for at, word in enumerate(words) if WORD.fullmatch(word) and not count(parse(f'"{word}"'), 1))
    at, another = next(wrong, None), next(wrong, None)
    if at is None or another is not None:
        return ""
    right = filter(known, slips(spelled(words[at])))
    # A space behind the last word: one that others begin with would stand for those, too.
    end = " " if at == len(words) - 1 else ""
    texts = [" ".join((*words[:at], word, *words[at + 1 :])) + end for word in right]
    worth = {text: (count(phrase(text), ENOUGH), count(parse(text), ENOUGH)) for text in texts}
    best = max(worth, key=worth.__getitem__, default="")
    return best.rstrip() if best and any(worth[best]) else ""
