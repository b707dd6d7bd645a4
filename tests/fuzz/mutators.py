"""How the fuzzer changes an input: by letters that Unicode treats in its own ways, by whole tags and words.

Bytes changed at random almost never make a mark that combines, or a label beside a list; these do.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

from tests.fuzz.seeds import seeds
from tests.hostile import TEXTS, URLS

Change = Callable[[random.Random, list[str]], list[str]]

_BLOCKS = (
    *((0, 0x3FF), (0x400, 0x2FFF), (0x1100, 0x11FF), (0x1E00, 0x2FFF), (0x3000, 0x33FF), (0xA000, 0xABFF)),
    *(
        (0xAC00, 0xAC80),
        (0xD800, 0xDFFF),
        (0xE000, 0xE010),
        (0xF900, 0xFFFF),
        (0x1D000, 0x1D7FF),
        (0x1F000, 0x1FAFF),
    ),
    (0xE0000, 0xE0FFF),
)
_FORMS: tuple[Callable[[str], str], ...] = (
    *(lambda text, form=form: unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")),
    *(str.upper, str.lower, str.title, str.casefold, str.swapcase),
)  # fmt: skip
_TOKEN = re.compile(r"<[^<>]*>|[^<\s]+|\s+|<")
_MOST = 12
"""At most so many letters or tokens are moved at once."""


def text(data: bytes, size: int, seed: int) -> bytes:
    """Change some letters of a text."""
    chance = random.Random(seed)  # noqa: S311 - libFuzzer's own dice, no secret
    letters = list(_decoded(data))
    for _ in range(chance.randint(1, 4)):
        letters = chance.choice((*_SHUFFLES, _letter, _letter, _form, _trick))(chance, letters)
    return "".join(letters).encode("utf-8", "surrogatepass")[:size]


def page(data: bytes, size: int, seed: int) -> bytes:
    """Change some tags and words of a page; now and then its charset, and what its bytes are written in."""
    chance = random.Random(seed)  # noqa: S311 - libFuzzer's own dice, no secret
    head, body = data[:1] or b"\0", data[1:].decode("utf-8", "surrogateescape")
    tokens = _TOKEN.findall(body)
    for _ in range(chance.randint(1, 6)):
        tokens = chance.choice((*_SHUFFLES, _piece, _piece, _around, _within))(chance, tokens)
    written = "".join(tokens).encode("utf-8", "surrogateescape" if _is_bytes(tokens) else "surrogatepass")
    if not chance.randrange(20):
        head = bytes((chance.randrange(4),))
        written = written.decode("utf-8", "replace").encode(chance.choice(("utf-16", "cp1258")), "replace")
    return (head + written)[:size]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _is_bytes(tokens: Sequence[str]) -> bool:
    """Tell whether all lone surrogates stand for bytes that are no UTF-8."""
    return not any(
        "\ud800" <= letter < "\udc80" or "\udcff" < letter <= "\udfff" for one in tokens for letter in one
    )


# What goes for letters and for tokens --------------------------------------------------------------


def _span(chance: random.Random, items: Sequence[str]) -> tuple[int, int]:
    start = chance.randint(0, len(items))
    return start, min(start + chance.randint(1, _MOST), len(items))


def _drop(chance: random.Random, items: list[str]) -> list[str]:
    start, end = _span(chance, items)
    return items[:start] + items[end:]


def _repeat(chance: random.Random, items: list[str]) -> list[str]:
    start, end = _span(chance, items)
    return items[:end] + items[start:end] * chance.choice((1, 1, 2, 8)) + items[end:]


def _move(chance: random.Random, items: list[str]) -> list[str]:
    start, end = _span(chance, items)
    left = items[:start] + items[end:]
    to = chance.randint(0, len(left))
    return left[:to] + items[start:end] + left[to:]


_SHUFFLES: tuple[Change, ...] = (_drop, _repeat, _move)


def _put(chance: random.Random, items: list[str], *new: str) -> list[str]:
    at = chance.randint(0, len(items))
    return [*items[:at], *new, *items[at:]]


# Letters -------------------------------------------------------------------------------------------


def _letter(chance: random.Random, letters: list[str]) -> list[str]:
    return _put(chance, letters, chr(chance.randint(*chance.choice(_BLOCKS))))


def _form(chance: random.Random, letters: list[str]) -> list[str]:
    start, end = _span(chance, letters)
    return [*letters[:start], *chance.choice(_FORMS)("".join(letters[start:end])), *letters[end:]]


def _trick(chance: random.Random, letters: list[str]) -> list[str]:
    known = _decoded(chance.choice(_TEXTS))
    start, end = _span(chance, known)
    return _put(chance, letters, *known[start:end])


# Tags and words ------------------------------------------------------------------------------------


def _piece(chance: random.Random, tokens: list[str]) -> list[str]:
    """Put in some tags and words of a seed, or a trick."""
    if not chance.randrange(6):
        return _put(chance, tokens, chance.choice((*TEXTS.values(), *URLS)))
    known = chance.choice(_PAGES)
    start, end = _span(chance, known)
    return _put(chance, tokens, *known[start:end])


def _around(chance: random.Random, tokens: list[str]) -> list[str]:
    """Put an element around some tokens."""
    start, end = _span(chance, tokens)
    tag = chance.choice(_TAGS)
    return [
        *tokens[:start],
        tag,
        *tokens[start:end],
        "</" + tag[1:].split()[0].rstrip(">/") + ">",
        *tokens[end:],
    ]


def _within(chance: random.Random, tokens: list[str]) -> list[str]:
    """Change the letters of one token."""
    if not tokens:
        return tokens
    at = chance.randrange(len(tokens))
    changed = chance.choice((*_SHUFFLES, _letter, _form))(chance, list(tokens[at]))
    return [*tokens[:at], "".join(changed), *tokens[at + 1 :]]


_TEXTS = seeds("text")
_PAGES = [
    _TOKEN.findall(_decoded(one[1:])) for name in ("article", "listing", "document") for one in seeds(name)
]
_TAGS = sorted({token for known in _PAGES for token in known if token[0] == "<" and token[1:2].isalpha()})
MUTATORS = {"text": text, "article": page, "listing": page, "document": page}
