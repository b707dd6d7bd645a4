"""Restores mail addresses that pages hide: Cloudflare says "[email protected]", people "[at]"."""

import re
from html import escape

_MARK = b"data-cfemail"
_HIDDEN = re.compile(
    rb"<(a|span)\b[^<>]{0,500}?\bdata-cfemail\s*=\s*[\"']?([0-9a-f]{4,400})\b[^<>]{0,500}>[^<>]{0,100}</\1\s*>",
    re.IGNORECASE,
)
_AT = (b"[at]", b"(at)")
_DOT = re.compile(rb" ?[\[(] ?dot ?[\])] ?", re.IGNORECASE)
_SPELLED = re.compile(
    rb"(?<![\w.+-])([\w.+-]{1,64}) ?(?:\[at\]|\(at\)) ?"
    rb"((?:[\w-]{1,63}(?:\.| ?\[ ?dot ?\] ?| ?\( ?dot ?\) ?)){1,6}[a-z]{2,12})\b",
    re.IGNORECASE,
)


def with_addresses(html: bytes) -> bytes:
    """Give a page with the addresses that its hidden ones stand for."""
    html = _HIDDEN.sub(_address, html) if _MARK in html else html
    return _SPELLED.sub(_joined, html) if any(at in html for at in _AT) else html


def _address(match: re.Match[bytes]) -> bytes:
    """Take off what hides an address: each byte is written against the first one."""
    digits = match[2].decode()
    key, *hidden = bytes.fromhex(digits[: len(digits) // 2 * 2])
    text = bytes(byte ^ key for byte in hidden).decode("utf-8", "replace")
    return escape(text).encode() if "@" in text else match[0]


def _joined(match: re.Match[bytes]) -> bytes:
    """Write what is spelled out: "vidu [at] vinhlong [dot] gov [dot] vn"."""
    return match[1] + b"@" + _DOT.sub(b".", match[2])
