"""Reads the text of files that articles offer: PDF, word processors' and spreadsheets' files, plain text.

`read_document` reads here and now, `read_apart` in a process of its own, with bounds: what anybody may have
put on a portal is read so. Both are loaded when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.documents.apart import read_apart
    from scrapers.documents.read import read_document

__all__ = ["read_apart", "read_document"]

_PLACES = {"read_apart": "apart", "read_document": "read"}


def __getattr__(name: str) -> object:
    """Load a reader."""
    if (place := _PLACES.get(name)) is None:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{place}"), name)
