"""Gives every address one spelling, and tells which hosts are private."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import (
    parse_qsl,
    quote,
    quote_from_bytes,
    unquote,
    unquote_to_bytes,
    urljoin,
    urlsplit,
    urlunsplit,
)

from scrapers.text import clean_line

_LONGEST = 8192
_DROPPED = re.compile("[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_ESCAPE = re.compile("%(?:[0-9a-f]{2})?", re.IGNORECASE)
# An address below a host that is spelled as it should be, but for letters that are not ASCII: most links of
# most pages, at a tenth of the cost. What it lacks is named here, not what it may have: that took eight times
# as long to compile, a seventh of `tinvl list --portal`.
_ODD = r"""\x00-\x1f"#%;<>?\[\\\]^`{|}\x7f\ud800-\udfff"""
_STRAIGHT = re.compile(
    r"(?!.*/\.{1,2}(?:[/?]|$))(?:(https?://[a-z0-9_.-]+)(?=/))?"
    rf"(/(?:[^/{_ODD}]+/)*[^/{_ODD}]*(?:\?[^{_ODD}]+)?)"
)
_PROGRAM = re.compile(r"\.(?:aspx?|php|jsp|do|cgi)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"/language/[a-z]{2}(?:-[a-z]{2})?(?=/|$)", re.IGNORECASE)
"""DotNetNuke may put it into any address: it tells no pages apart."""
_FRONT = re.compile(r"(?:default|index)\.(?:aspx?|php|jsp|html?)", re.IGNORECASE)
"""What stands for the directory that it lies in."""
_SITE = re.compile(r"https?://[a-z0-9_.-]+(?::[0-9]+)?(?=/)")
_SAFE_IN_PATH = "/%!$&'()*+,;=:@"
_SAFE_IN_QUERY = f"{_SAFE_IN_PATH}?"
# Liferay puts an id behind the name: /documents/10/20/ke-hoach.pdf/3f2a…; DotNetNuke hides the name whole.
_FILE = re.compile(
    r"[^/?&=]+\.(?:pdf|docx?|xlsx?|pptx?|ppsx?|zip|rar|7z|odt|ods|odp|rtf|txt|csv|epub|mp3)(?=$|[/?&])|/linkclick\.aspx",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"[0-9a-fx.]+")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def absolute(base: str, href: str) -> str:
    """Return the one spelling of the address that `href` means on the page `base`; "" where it is none.

    Scheme and host in lower case, the default port, credentials and fragment dropped, dot segments resolved,
    everything but ASCII percent-encoded. Only http and https have an address here: "" for `javascript:`,
    `mailto:`, `data:`, an empty or a broken one. Never raises. Idempotent.
    """
    href = href.strip()
    if len(href) <= _LONGEST and (straight := _STRAIGHT.fullmatch(href)):
        return root + _quoted(straight[2]) if (root := origin(straight[1] or base)) else ""
    if _is_foreign(href):
        # Before anything is done with it: a whole picture may lie in a `data:` address.
        return ""
    href = _DROPPED.sub("", href).strip()
    if not href or len(href) > _LONGEST or _is_foreign(href):
        return ""
    try:
        return _spelled(urljoin(base.strip(), _forward(href)))
    except ValueError:
        return ""


def _is_foreign(href: str) -> bool:
    """Tell whether an address names a scheme other than http and https."""
    scheme = _SCHEME.match(href)
    return scheme is not None and scheme[0].lower() not in ("http:", "https:")


def origin(url: str) -> str:
    """Return scheme, host and port of an address in their one spelling; "" where it has none."""
    site = _SITE.match(url)
    return _origin(site[0] if site else url)


# The addresses of a page lead to few hosts, and pages have their addresses on one.
@lru_cache(maxsize=256)
def _origin(url: str) -> str:
    try:
        return _spelled(urljoin(url.strip(), "/"))[:-1]
    except ValueError:
        return ""


def slug(url: str) -> str:
    """Return the part of an address that names its page, the last of `names_in`, or ""."""
    return names_in(url)[-1]


def names_in(url: str) -> tuple[str, ...]:
    """Return the parts of an address that name its page, decoded and cleaned; the last is the page's own.

    They are the path's but for what stands for a directory (`/tabid/101/Default.aspx` ends in "101"). Where
    it ends in a program, what its query says tells pages apart (`/Default.aspx?tabid=101`), and nothing is
    above that. One empty part where none names it.
    """
    try:
        split = urlsplit(url)
        path = _LANGUAGE.sub("", split.path)
        parts = [part for raw in path.split("/") if (part := clean_line(unquote(raw)))]
        if not parts or _PROGRAM.search(parts[-1]):
            values = (clean_line(value) for _, value in parse_qsl(split.query))
            if asked := "-".join(value for value in values if value):
                return (asked,)
    except ValueError:
        return ("",)
    while parts and _FRONT.fullmatch(parts[-1]):
        parts.pop()
    return tuple(parts) or ("",)


def file_name(url: str) -> str:
    """Return the name of the file that an address leads to; "" where it leads to a page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    for text in (parts.path, parts.query):
        if match := _FILE.search(unquote(text)):
            return clean_line(match[0].lstrip("/")) or slug(url)
    return ""


@lru_cache(maxsize=2048)
def host(url: str) -> str:
    """Return the host of an address in lower case, IPv6 without brackets; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def host_named(name: str) -> str:
    """Return the one spelling of a host that is named alone, or by an address of it; "" for what is none."""
    if "://" not in name:
        name = f"http://[{name.strip('[]')}]" if name.count(":") > 1 else f"http://{name}"
    return host(absolute(name, name))


def is_private(name: str) -> bool:
    """Tell whether a host lies on this machine or in a private network, by its name or number alone.

    Loopback, RFC 1918, link-local, unique local, carrier-grade NAT, multicast and reserved ranges, in every
    spelling that a resolver takes (`2130706433`, `0x7f.1`, `0177.0.0.1`, `[::ffff:10.0.0.1]`); names without
    a dot and below `.localhost`, `.local`, `.internal`.
    """
    name = name.strip().strip("[]").lower().rstrip(".")
    if (address := _address(name)) is not None:
        return not address.is_global or address.is_multicast
    return "." not in name or name.endswith((".localhost", ".local", ".internal", ".localdomain"))


def is_loopback(name: str) -> bool:
    """Tell whether a host is this machine itself."""
    name = name.strip().strip("[]").lower().rstrip(".")
    address = _address(name)
    return address.is_loopback if address is not None else name == "localhost" or name.endswith(".localhost")


@lru_cache(maxsize=2048)
def rebased(url: str, old: str, new: str) -> str:
    """Move an address from below the base `old` to below the base `new`; one that is not below `old` stays.

    http and https of the same host and port count as one base, for portals link to themselves by both.
    """
    try:
        here, base, there = urlsplit(url), urlsplit(old), urlsplit(new)
        same = (here.hostname, _port_of(here.port)) == (base.hostname, _port_of(base.port))
    except ValueError:
        return url
    prefix = base.path.rstrip("/")
    if not same or not (here.path + "/").startswith(prefix + "/"):
        return url
    path = there.path.rstrip("/") + here.path[len(prefix) :]
    return urlunsplit((there.scheme, there.netloc, path or "/", here.query, ""))


def _port_of(port: int | None) -> int | None:
    return None if port in _DEFAULT_PORTS.values() else port


def _forward(href: str) -> str:
    """Turn backslashes into slashes before the query, as browsers do."""
    head, mark, query = href.partition("?")
    return head.replace("\\", "/") + mark + query


def _spelled(url: str) -> str:
    parts = urlsplit(url)
    name = _host_spelled(parts.hostname or "")
    if parts.scheme not in _DEFAULT_PORTS or not name:
        return ""
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    path = _without_dots(_escaped(parts.path, _SAFE_IN_PATH))
    return urlunsplit((parts.scheme, name + port, path, _escaped(parts.query, _SAFE_IN_QUERY), ""))


def _host_spelled(name: str) -> str:
    """Return the one spelling of a host, "" for what is none; ValueError for what cannot be one."""
    name = name.rstrip(".")
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name)}]"
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    return name if _NAME.fullmatch(name) else ""


def _escaped(text: str, safe: str) -> str:
    """Percent-encode what must be encoded and nothing else, in one spelling."""
    return quote(_ESCAPE.sub(_escape, text), safe, errors="replace")


def _quoted(text: str) -> str:
    """Percent-encode what must be encoded of an address that is straight otherwise."""
    plain = text.isascii() and " " not in text
    return text if plain else quote(text, _SAFE_IN_QUERY, errors="replace")


def _escape(match: re.Match[str]) -> str:
    if len(match[0]) == 1:
        return "%25"
    return quote_from_bytes(unquote_to_bytes(match[0]), safe="")


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986, 5.2.4); a path begins with a slash."""
    kept: list[str] = []
    parts = path.split("/")[1:] or [""]
    for part in parts:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _address(name: str) -> _Address | None:
    try:
        address: _Address = ipaddress.ip_address(name)
    except ValueError:
        return _loose_v4(name)
    if isinstance(address, ipaddress.IPv6Address):
        return _inner_v4(address) or address
    return address


def _loose_v4(name: str) -> ipaddress.IPv4Address | None:
    """Read the spellings of an IPv4 address that C libraries take beside the usual one."""
    if not _NUMERIC.fullmatch(name):
        return None
    import socket  # noqa: PLC0415 - a thirtieth of a short command that asks no host

    try:
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except OSError:
        return None


def _inner_v4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one carries: mapped, 6to4 or NAT64."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
