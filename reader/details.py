"""Words what the fetcher, a library or the system says of a failure, as far as it is known."""

import re

from reader.i18n import N_, _
from scrapers.text import clean_line

KNOWN = frozenset(
    {
        N_("its robots.txt cannot be had"),
        N_("the portal's robots.txt asks not to"),
        N_("a private address"),
        N_("not an address of the web"),
        N_("not an address that can be asked for"),
        N_("not a proxy that can be asked"),
        N_("not on the portal's own hosts"),
        N_("a mirror stands in for the portal alone"),
        N_("a web page in place of the file"),
        N_("redirects to no address of the web"),
        N_("packed in a way that was not asked for"),
        N_("the packed answer ends too early"),
        N_("no picture"),
        N_("a form that asks for a password"),
        N_("no answer in time"),
        N_("certificate has expired"),
        N_("certificate is not yet valid"),
        N_("self-signed certificate"),
        N_("self-signed certificate in certificate chain"),
        N_("unable to get local issuer certificate"),
        N_("unable to verify the first certificate"),
        N_("Name or service not known"),
        N_("Temporary failure in name resolution"),
        N_("All connection attempts failed"),
        N_("Connection refused"),
        N_("Connection reset by peer"),
        N_("Network is unreachable"),
        N_("No route to host"),
        N_("No such file or directory"),
        N_("Permission denied"),
        N_("Operation not permitted"),
        N_("No space left on device"),
        N_("Disk quota exceeded"),
        N_("File too large"),
        N_("Read-only file system"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("File exists"),
        N_("File name too long"),
        N_("Input/output error"),
        N_("Bad file descriptor"),
        N_("database or disk is full"),
        N_("disk I/O error"),
        N_("database is locked"),
        N_("attempt to write a readonly database"),
        N_("unable to open database file"),
        N_("file is not a database"),
        N_("database disk image is malformed"),
    }
)
"""Parts of what is said, between colons; message ids."""
FIELDS = frozenset({N_("categories"), N_("items"), N_("title"), N_("body"), N_("marks"), N_("layout")})
"""Fields that a page can lack, as `scrapers.errors.LayoutChanged` names them; message ids."""
COUNTED = (
    N_("no {field} found by any rule"),
    N_("no whole answer within {n} seconds"),
    N_("more than {n} redirects"),
    N_("larger than {n} bytes"),
    N_("left after {n} pages; it may have no end"),
)
"""What is said with a number or a field; message ids."""
_PATTERNS = tuple(
    (text, re.compile(text.replace("{n}", r"(?P<n>\d+)").replace("{field}", r"(?P<field>\w+)")))
    for text in COUNTED
)
_NUMBER = re.compile(r"\[Errno -?\d+\] ")


def detail(what: str) -> str:
    """Word the parts that are known, without the system's numbers; leave the others as they came."""
    parts = _NUMBER.sub("", clean_line(what)).split(": ")
    return ": ".join(_(part) if part in KNOWN else _counted(part) for part in parts)


def named(field: str) -> str:
    """Word the field that a page lacks; one that no rule of the program asks for stays as it came."""
    return _(field) if field in FIELDS else clean_line(field)


def _counted(part: str) -> str:
    for text, pattern in _PATTERNS:
        if found := pattern.fullmatch(part):
            said = found.groupdict()
            return _(text).format(n=said.get("n"), field=named(said.get("field") or ""))
    return part
