"""Tells whether a page leads on to another by itself, as a browser would follow it. Pure."""

import re
from html import unescape

from scrapers.model import RawPage
from scrapers.urls import absolute

_SHORT = 4096
"""Bytes of a page that does nothing but lead on by a script."""
_COMMENT = re.compile(rb"(?s)<!--.*?(?:-->|\Z)")
"""What is for no browser, or for one of long ago, as behind `<!--[if lt IE 7]>`."""
_META = re.compile(rb"(?i)<meta\b[^<>]{1,2048}")
_IS_REFRESH = re.compile(rb"""(?i)\bhttp-equiv\s{0,9}=\s{0,9}["']?refresh\b""")
_ONWARD = re.compile(
    rb"""(?i)\bcontent\s{0,9}=\s{0,9}["']?\s{0,9}\d{1,2}\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}['"]?([^'">\s]+)"""
)
_SCRIPTED = re.compile(rb"""(?i)\blocation(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*["']([^"'\s]+)["']""")


def led_on(raw: RawPage) -> str:
    """Return the address to which a page leads on by itself; an empty string where it stays."""
    shown = _COMMENT.sub(b"", raw.body)
    refreshes = (meta[0] for meta in _META.finditer(shown) if _IS_REFRESH.search(meta[0]))
    found = next(filter(None, map(_ONWARD.search, refreshes)), None)
    if found is None and len(raw.body) <= _SHORT and b"<a " not in raw.body.lower():
        found = _SCRIPTED.search(raw.body)
    if found is None:
        return ""
    url = absolute(raw.url, unescape(found[1].decode("utf-8", "replace")))
    return "" if url == raw.url else url
