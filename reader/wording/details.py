"""Translates what the fetcher, a library or the system says of a failure; unknown parts stay as they came."""

import re
from functools import cache

from reader.i18n import N_, _
from reader.wording.signs import current
from reader.words import lasting
from scrapers.text import clean_line

KNOWN = frozenset(
    {
        N_("its robots.txt cannot be fetched"),
        N_("the portal's robots.txt asks not to"),
        N_("a private address"),
        N_("not an address of the web"),
        N_("not an address that can be fetched"),
        N_("not a proxy that can be asked"),
        N_("not on the portal's own hosts"),
        N_("a mirror stands in for the portal alone"),
        N_("a web page in place of the file"),
        N_("redirects to no address of the web"),
        N_("compressed in a way that was not asked for"),
        N_("the compressed answer ends too early"),
        N_("no picture"),
        N_("a form that asks for a password"),
        N_("a script that sets a cookie"),
        N_("a list or a front page in its place"),
        N_("one page in place of all"),
        N_("no answer in time"),
        N_("the connection broke"),
        N_("the connection closed without an answer"),
        N_("the answer broke off"),
        N_("no answer of a web server"),
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
        N_("No locks available"),
        N_("Operation not supported"),
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
        N_("it was removed"),
        N_("Address already in use"),
        N_("cannot listen there; without --port a free port is taken"),
        N_("cannot be parsed as HTML"),
        N_("the packed answer is garbled"),
        N_("no certificates can be read"),
        N_("a page that is cut off, or larger than any"),
        N_("busy or read-only"),
        N_("a key that is no text"),
        N_("a row that this program never writes"),
        N_("a delay is a number of seconds, 0 or more"),
        N_("a delay under 1 second is only for a portal on this machine"),
        N_("not an address that begins with http:// or https://"),
    }
)
"""Parts of what is said, between colons; message ids."""
PORTAL_FILE = frozenset(
    {
        N_("this key is not known"),
        N_("this key is missing"),
        N_("must be lower-case letters, digits and hyphens, at most 60"),
        N_("must be an http(s) address"),
        N_("must not be empty"),
        N_("must name no user and no password"),
        N_("none is sent"),
        N_("must be a number from 0 to 5"),
        N_("must be an address of the portal"),
        N_("has the slug of a category above; give it one of its own"),
        N_("must be the name of a host"),
        N_("must be a portal that comes with the program"),
        N_("a rule has exactly one of css, label and field"),
        N_("a label must not be empty"),
        N_("goes with css only"),
        N_('"line" goes with css, all others with label or field only'),
        N_('"last" goes with field only'),
        N_('goes with value = "block" only'),
        N_('goes with by = "query", and only with it'),
        N_("is looked for inside an item, so it needs css"),
        N_("is not a CSS selector"),
        N_("is not a regular expression"),
        N_("needs a group around what is the id"),
        N_("repeats too much"),
        N_("takes too long"),
        N_("more than one step inside brackets, or one inside :has()"),
        N_("one repetition inside another, or two that can share a text, often do"),
        N_("is not UTF-8 text"),
        N_("not TOML"),
        N_("is not an http(s) address"),
        N_("Cannot overwrite a value"),
        N_("nests too deep"),
    }
)
"""Parts of what is said of a portal's file; message ids."""
FIELDS = frozenset(
    {N_("categories"), N_("items"), N_("title"), N_("body"), N_("marks of the portal"), N_("layout")}
)
"""Fields that a page can lack, as `scrapers.errors.LayoutChanged` names them; message ids."""
COUNTED = (
    N_("no {field} found by any rule"),
    N_("no whole answer within {n} seconds"),
    N_("told to wait {time}"),
    N_("more than {n} redirects"),
    N_("more than {n} tags"),
    N_("missing ), unterminated subpattern at position {n}"),
    N_("unterminated character set at position {n}"),
    N_("nothing to repeat at position {n}"),
    N_("larger than {n} bytes"),
    N_("left after {n} pages; it may have no end"),
    N_("the least numbers of its repetitions, multiplied, come to more than {n}"),
    N_("there is no file {name}"),
    N_("another file is called {name} too"),
    N_("works only in {places}"),
    N_("expected {type}, got {other}"),
    N_("invalid enum value {other}"),
)
"""What is said with a number, a field or a name; message ids."""
_HOLES = {"n": r"\d+", "field": r"[\w ]+", "time": r"\d+ s"}
"""What stands in a hole of such a message; anything where nothing is said here."""


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(
        re.sub(r"\\{(\w+)\\}", lambda hole: f"(?P<{hole[1]}>{_HOLES.get(hole[1], '.+')})", re.escape(text))
    )


_LONGEST = 200
"""Characters of a foreign detail (an address, a library's message) that a sentence repeats."""
_NUMBER = re.compile(r"\[Errno -?\d+\] ")


def detail(what: str) -> str:
    """Word the parts that are known, without the system's numbers; leave the others as they came."""
    parts = _NUMBER.sub("", clean_line(what)).split(": ")
    return ": ".join(_(part) if part in KNOWN | PORTAL_FILE else _counted(part) for part in parts)


def short(text: str) -> str:
    """Return a foreign text as a sentence repeats it: clean, and cut where it is long."""
    text = clean_line(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}{current().more}"


def named(field: str) -> str:
    """Word the field that a page lacks; one that no rule of the program asks for stays as it came."""
    return _(field) if field in FIELDS else clean_line(field)


def _counted(part: str) -> str:
    for text in COUNTED:
        if found := _pattern(text).fullmatch(part):
            said = found.groupdict()
            seconds = int(said.get("time", "0 s").removesuffix(" s"))
            return _(text).format(**said | {"field": named(said.get("field", "")), "time": lasting(seconds)})
    return part
