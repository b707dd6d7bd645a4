"""A fetched file: what it is called, and whether it is a file at all."""

from collections.abc import Iterator
from email.message import Message
from email.utils import collapse_rfc2231_value
from hashlib import blake2b
from typing import Any, NamedTuple
from urllib.parse import unquote

from scrapers.text import clean_line
from scrapers.urls import file_name

_PAGES = ("text/html", "application/xhtml+xml")
_FILES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")
"""How documents and archives begin, for servers that call everything a page."""
_PROGRAM = ".aspx"
"""Where an address hides the name of its file, it ends in that of what answers."""


class RawFile(NamedTuple):
    """A file as it came. Addresses are the portal's own, also where a mirror stands in for it."""

    url: str
    """What was asked for."""
    landed: str
    """Where redirects led to."""
    body: bytes
    content_type: str = ""
    disposition: str = ""
    """Its Content-Disposition, which may name it."""
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    """Whether the host says that it has not changed since the validators were given; it has no bytes then."""

    @property
    def digest(self) -> str:
        """What tells its bytes from others: their BLAKE2b, in hexadecimal digits."""
        return blake2b(self.body, digest_size=16).hexdigest()

    @property
    def is_page(self) -> bool:
        """Whether this is a web page in place of a file, such as "please log in" with a status of 200.

        What its header, its address or its first bytes say to be a file is none.
        """
        told = disposed(self.disposition) or self.landed.lower().endswith((".htm", ".html"))
        return self.content_type.lower().startswith(_PAGES) and not (told or self.body.startswith(_FILES))

    def names(self) -> Iterator[str]:
        """Yield what its header and its addresses call it, the best first; foreign text of one line."""
        for name in (disposed(self.disposition), file_name(self.landed), file_name(self.url)):
            if name and not name.lower().endswith(_PROGRAM):
                yield name


def disposed(header: str) -> str:
    """Return the file name of a Content-Disposition, by RFC 6266 `filename*` before `filename`; "" for none.

    Percent signs in a plain one are read as well, as browsers do. Never raises.
    """
    try:
        name = _named(header)
    except (TypeError, ValueError):  # `email` fails so at odd numbers, charsets and mixtures of them
        return ""
    return clean_line(name.replace("\\", "/").rpartition("/")[2])


def _named(header: str) -> str:
    message = Message()
    message["Content-Disposition"] = clean_line(header)
    # `get_filename` would take the plain one, where both are there.
    told: list[tuple[str, Any]] = message.get_params([], "content-disposition")
    found = [value for key, value in told if key == "filename"]
    coded = next((value for value in found if isinstance(value, tuple)), None)
    return collapse_rfc2231_value(coded) if coded else unquote(next(iter(found), ""))
