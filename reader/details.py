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
_NUMBER = re.compile(r"\[Errno -?\d+\] ")


def detail(what: str) -> str:
    """Word the parts that are known, without the system's numbers; leave the others as they came."""
    parts = _NUMBER.sub("", clean_line(what)).split(": ")
    return ": ".join(_(part) if part in KNOWN else part for part in parts)
