"""Puts together what was read of a file at several times, here and elsewhere. Pure."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from msgspec.structs import replace

from scrapers.articletext import lines_of
from scrapers.model import Document, DocumentText, Entry


def documented(entry: Entry, documents: Iterable[Document]) -> Entry:
    """Add what was read of files; what one said before it was changed stays, which no failure takes away."""
    kept = {one.url: one for one in entry.documents}
    for one in documents:
        kept[one.url] = _joined(kept[one.url], one) if one.url in kept else one
    return replace(entry, documents=tuple(kept.values()))


def asked_at(document: Document) -> datetime:
    """Return when a file was last asked for."""
    return document.checked_at or document.fetched_at


def known_texts(document: Document) -> tuple[DocumentText, ...]:
    """Return all that a file is known to have said, oldest first."""
    return (*document.former, document)


def _joined(one: Document, other: Document) -> Document:
    """Return what two documents know of one file."""
    first, last = sorted((one, other), key=asked_at)
    *former, text = _in_order((*known_texts(first), *known_texts(last)))
    return Document(
        **_fields(text),
        url=one.url,
        checked_at=asked_at(last),
        former=tuple(DocumentText(**_fields(each)) for each in former),
    )


def _fields(text: DocumentText) -> dict[str, Any]:
    """Return what a text has of itself, whichever document it is of."""
    return {name: getattr(text, name) for name in DocumentText.__struct_fields__}


def _in_order(texts: Iterable[DocumentText]) -> list[DocumentText]:
    """Return texts in the order in which they first came; failures only where there is nothing else."""
    found: list[DocumentText] = []
    ordered = sorted(texts, key=lambda text: text.fetched_at)
    for text in [one for one in ordered if not _is_failure(one)] or ordered[-1:]:
        if found and _is_same(found[-1], text):
            better = found[-1] if text.no_text and not found[-1].no_text else text
            found[-1] = replace(better, fetched_at=found[-1].fetched_at)
        else:
            found.append(text)
    return found


def _is_failure(text: DocumentText) -> bool:
    """Tell whether nothing is known of what the file says."""
    return text.no_text is not None and not text.digest


def _is_same(one: DocumentText, other: DocumentText) -> bool:
    """Tell whether a file says the same; words alone count, for readers learn to see more of their layout."""
    if one.digest and one.digest == other.digest:
        return True
    return one.no_text is other.no_text is None and _words(one) == _words(other)


def _words(text: DocumentText) -> str:
    return "".join(chain.from_iterable(line.split() for line in lines_of(text.blocks)))
