"""Restores mail addresses that pages hide: Cloudflare says "[email protected]", people "[at]".

Joomla writes them by a script, whose strings say them, where "This email address is being protected" stands.
"""

import re
from base64 import b64decode
from html import escape, unescape

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


_WRITTEN_MARK = b"&#109;a'"
"""How all that Joomla has ever written begins to say "mailto"."""
_SCRIPT = rb"<script\b[^<>]{0,200}>"
_WRITTEN = re.compile(
    rb"(?:<span id=[\"']cloak[^<>]{1,80}>[^<]{0,200}</span>\s{0,80})?"
    + _SCRIPT
    + rb"((?:(?!</?script).){0,200}?"
    + re.escape(_WRITTEN_MARK)
    + rb"(?:(?!</?script).){0,4000})</script>"
    # Up to 2.5 the words stand behind, in what another script hides.
    rb"(?:\s{0,80}" + _SCRIPT + rb"(?:(?!</?script).){0,200}display: ?none(?:(?!</?script).){0,80}</script>"
    rb"[^<]{0,200}" + _SCRIPT + rb"(?:(?!</?script).){0,200}</script>)?",
    re.IGNORECASE | re.DOTALL,
)
_STRINGS = re.compile(
    rb"\baddy(_text)?\w{0,40} ?= ?(?:addy\w{0,40} ?\+ ?)?('[^'\n]{0,200}'(?: ?\+ ?'[^'\n]{0,200}'){0,40})"
)
_ADDRESS = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,200}")


def hides_links(html: bytes) -> bool:
    """Tell whether a page has links in place of addresses."""
    return _MARK in html


def with_addresses(html: bytes) -> bytes:
    """Return a page with the addresses that its hidden ones stand for."""
    html = _HIDDEN.sub(_address, html) if hides_links(html) else html
    html = _WRITTEN.sub(_said, html) if _WRITTEN_MARK in html else html
    return _SPELLED.sub(_joined, html) if any(at in html for at in _AT) else html


def _address(match: re.Match[bytes]) -> bytes:
    """Take off what hides an address: each byte is written against the first one."""
    digits = match[2].decode()
    key, *hidden = bytes.fromhex(digits[: len(digits) // 2 * 2])
    text = bytes(byte ^ key for byte in hidden).decode("utf-8", "replace")
    return escape(text).encode() if "@" in text else match[0]


def _said(match: re.Match[bytes]) -> bytes:
    """Put the strings of a script together, which write an address and what is shown of it."""
    parts = [(bool(said[1]), b"".join(said[2].split(b"'")[1::2])) for said in _STRINGS.finditer(match[1])]
    address, shown = (
        unescape(b"".join(text for is_shown, text in parts if is_shown is wanted).decode("utf-8", "replace"))
        for wanted in (False, True)
    )
    if not _ADDRESS.fullmatch(address):
        return match[0]
    named = shown and "<" not in shown and not _ADDRESS.fullmatch(shown)
    return escape(f"{shown} ({address})" if named else address).encode()


def first_and_last(first: str, last: str) -> str:
    """Join the halves of an address as Joomla has them since 4.0, in base64; "" where they are none."""
    try:
        halves = [b64decode(half, validate=True).decode() for half in (first, last)]
    except ValueError:
        return ""
    return address if _ADDRESS.fullmatch(address := "@".join(halves)) else ""


def _joined(match: re.Match[bytes]) -> bytes:
    """Write what is spelled out: "vidu [at] vinhlong [dot] gov [dot] vn"."""
    return match[1] + b"@" + _DOT.sub(b".", match[2])
