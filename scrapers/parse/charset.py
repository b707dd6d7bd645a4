"""Decodes a page: by its byte order mark, header or meta element, or else by the bytes themselves."""

import codecs
import re

_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
"""How far into a page a meta element is looked for, in bytes."""
_PIECE = 8192
"""How much of a page is decoded at once to see whether it is UTF-8, in bytes."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ON_THE_WEB = (
    *("utf-8", "ascii", "cp", "iso8859", "koi8", "mac", "tis"),
    *("gb", "big5", "euc", "shift_jis", "iso2022"),
)
"""How Python's names of encodings of pages begin; UTF-16 of single bytes, hex or idna are wrong labels."""
_WESTERN = {"ascii", "iso8859-1", "cp1252", "cp1258"}
"""What servers claim by default; a Vietnamese page of single bytes is windows-1258 whatever it claims."""
_LEGACY = "cp1258"
_PUNCTUATION = {at: bytes([at]).decode("cp1252", "ignore") for at in range(0x80, 0xA0)}
"""What Windows has where Latin-1 has nothing to see."""
_BROKEN_SHARE = 4
"""A page is broken UTF-8, not another encoding, where fewer than one in so many letters are beyond repair."""


def decoded(body: bytes, content_type: str = "") -> str:
    """Return the text of a page. Never raises: bytes that mean nothing become U+FFFD.

    Valid UTF-8 beyond ASCII is UTF-8 whatever the labels say. windows-1258 writes tone marks as letters of
    their own; `scrapers.text` puts them together.
    """
    return as_utf8(body, content_type).decode()


def as_utf8(body: bytes, content_type: str = "") -> bytes:
    """Return the text of a page as UTF-8: its very bytes, where they are that."""
    html = presumed_utf8(body)
    return html if _is_utf8(html) else _again(_not_utf8(body, content_type))


def presumed_utf8(body: bytes) -> bytes:
    """Return the text of a page as UTF-8 by what it begins with; where that says nothing, its very bytes."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _again(body.decode(encoding, "replace"))
    if wide := _wide(body):
        return _again(body.decode(wide, "replace"))
    return body


def as_western(body: bytes) -> str:
    """Return the text of a page that was typed for a font: each byte is a letter, unless all are UTF-8."""
    if _is_utf8(body):
        return body.decode()
    return body.decode("latin-1").translate(_PUNCTUATION)


def _is_utf8(body: bytes) -> bool:
    """Tell whether bytes are UTF-8, piece by piece: a whole text, made to be dropped, costs twice as much."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(body), _PIECE):
            decoder.decode(body[at : at + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _again(text: str) -> bytes:
    """Encode a text; a few of the old encodings have surrogates, which UTF-8 has not."""
    return text.encode(errors="ignore")


def _wide(body: bytes) -> str:
    """Recognise UTF-16 without a mark by the zero bytes of its ASCII; an empty string where it is not."""
    head = body[:_HEAD]
    if 0 not in head:
        return ""
    low, high = head[1::2].count(0), head[0::2].count(0)
    if max(low, high) * 4 < len(head) or len(head) < 2:  # noqa: PLR2004 - one letter of UTF-16
        return ""
    return "utf-16-le" if low > high else "utf-16-be"


def _not_utf8(body: bytes, content_type: str) -> str:
    named = _named(body, content_type)
    if named in ("utf-8", ""):
        text = body.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        beyond_ascii = sum(1 for letter in text if letter > "\x7f")
        if broken * _BROKEN_SHARE < beyond_ascii:
            return text
    if named in _WESTERN or named in ("utf-8", ""):
        return body.decode(_LEGACY, "replace")
    return body.decode(named, "replace")


def _named(body: bytes, content_type: str) -> str:
    """Return the encoding that header or meta names and Python knows, in Python's spelling."""
    names = [found[1] for found in (_HEADER.search(content_type),) if found]
    names += [found[1].decode("ascii", "replace") for found in (_META.search(body[:_HEAD]),) if found]
    for name in names:
        try:
            info = codecs.lookup(name)
        except LookupError:
            continue
        if info.name.startswith(_ON_THE_WEB):
            return info.name
    return ""
