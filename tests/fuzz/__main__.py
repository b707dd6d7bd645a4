"""Fuzz one target under coverage: `python -m tests.fuzz TARGET DIRECTORY [libFuzzer options]`.

Targets are text, article, listing and document.
Needs atheris, which `make fuzz` brings. Begins with the kept corpus and the seeds; new inputs go into the
directory. What is worth keeping of them is for a person to copy into the corpus.
"""

import sys
import tempfile
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import FunctionType

import atheris

with atheris.instrument_imports(include=["scrapers", "reader.searching", "reader.export"]):
    # Loaded when they are used, which would be too late to be watched.
    from scrapers.documents import doc, docx, opendocument, pdf, plain, read, rtf, xls, xlsx  # noqa: F401 - as said
    from tests.fuzz.mutators import MUTATORS
    from tests.fuzz.seeds import CORPUS, LONGEST, seeds
    from tests.fuzz.targets import TARGETS, decoded

_MEETINGS = 4096
"""So many ways in which two letters meet are told apart."""
_OWN_CHANGES = 4
"""One change in so many is libFuzzer's own."""


def main() -> None:
    """Hand the target over to libFuzzer, which ends the process itself."""
    name, *arguments = sys.argv[1:]
    directory = Path(tempfile.mkdtemp(prefix="tinvl-fuzz-"))
    for number, seed in enumerate(seeds(name)):
        (directory / str(number)).write_bytes(seed)
    target = _guided(TARGETS[name]) if name == "text" else TARGETS[name]
    begun = (str(CORPUS / name), str(directory), f"-max_len={LONGEST[name]}", "-timeout=20")
    atheris.Setup([sys.argv[0], *arguments, *begun], target, custom_mutator=_mutator(MUTATORS[name]))
    atheris.Fuzz()


def _mutator(own: Callable[[bytes, int, int], bytes]) -> Callable[[bytes, int, int], bytes]:
    def changed(data: bytes, size: int, seed: int) -> bytes:
        return atheris.Mutate(data, size) if seed % _OWN_CHANGES == 0 else own(data, size, seed)

    return changed


def _guided(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Let libFuzzer see which kinds of letters stand beside each other.

    Normal forms and regular expressions are C: without this, no input is news to it after the first few.
    """
    # Instrumented one by one, each has a counter of its own.
    marks = [
        atheris.instrument_func(FunctionType(_met.__code__.replace(co_firstlineno=number + 1), {}))
        for number in range(_MEETINGS)
    ]

    def guided(data: bytes) -> None:
        for pair in set(pairwise(map(_kind, decoded(data)))):
            marks[hash(pair) % _MEETINGS]()
        target(data)

    return guided


def _met() -> None:
    """Stand for one way in which letters meet."""


@cache
def _kind(letter: str) -> tuple[int, int, bool, int, int]:
    """Tell what Unicode makes of a letter, in numbers whose hash is the same in every run."""
    category = unicodedata.category(letter)
    folded = letter.casefold()
    return (
        ord(category[0]) * 256 + ord(category[1]),
        unicodedata.combining(letter),
        unicodedata.normalize("NFC", letter) == letter,
        len(unicodedata.normalize("NFKD", letter)),
        len(folded) if folded != letter else 0,
    )


if __name__ == "__main__":
    main()
