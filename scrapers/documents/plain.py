"""Reads plain text, and tables of plain text."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from functools import partial

from scrapers.documents.composing import Composer
from scrapers.documents.faces import modern
from scrapers.documents.kept import Kept
from scrapers.parse.charset import as_western, decoded
from scrapers.parse.marks import mark_of

_TOLD = re.compile(r"sep=([^\s\"\w]|\t)\s*$", re.IGNORECASE)
_SIGNS = ",;\t|"
"""What may stand between the cells of a row."""


def read_text(body: bytes, content_type: str, kept: Kept) -> None:
    """Read plain text: what stands between empty lines is a paragraph, each line of a list an item."""
    composer = Composer(kept)
    for part in _parts(_text_of(body, content_type)):
        composer.paragraph(part)
    composer.end()


def read_csv(body: bytes, content_type: str, kept: Kept) -> None:
    """Read rows of cells, whichever of comma, semicolon, tab and bar stands between them.

    A first line `sep=;` is how a program tells Excel which it is; that does not show it.
    """
    lines = _text_of(body, content_type).replace("\0", "").splitlines(keepends=True)
    told = _TOLD.match(lines[0]) if lines else None
    rows = partial(csv.reader, lines[1:] if told else lines, delimiter=told[1] if told else _sign(lines))
    try:
        # To its end, before any row is kept: a quotation mark that nothing closes makes no table of the rest.
        deque(rows(), maxlen=0)
    except csv.Error:
        read_text(body, content_type, kept)
    else:
        kept.table(rows(), header=True)


def _text_of(body: bytes, content_type: str) -> str:
    """Decode a text; one that was typed for a font of before Unicode has a letter in each byte."""
    return modern(as_western(body)) or decoded(body, content_type)


def _parts(text: str) -> Iterator[str]:
    """Yield what stands between empty lines; lines that begin as those of a list do one by one."""
    part: list[str] = []
    for line in text.splitlines():
        if part and (not line.strip() or mark_of(line.lstrip())):
            yield "\n".join(part)
            part = []
        if line.strip():
            part.append(line)
    if part:
        yield "\n".join(part)


def _sign(lines: list[str]) -> str:
    return max(_SIGNS, key=lambda sign: sum(sign in line for line in lines))
