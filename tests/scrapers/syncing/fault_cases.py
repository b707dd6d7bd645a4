"""What can come in place of an article's page, and what a sync makes of it: the table of faults."""

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from scrapers.net.wire import Limits
from tests.loopback import Reply
from tests.markup_forms import legacy
from tests.site import NOW

GIBI = 1 << 30
LIMITS = Limits(phase=0.25, total=2)
"""Seconds; as short as a busy machine bears."""
TEXT = "Đường Nguyễn Huệ, phường 1, thành phố Vĩnh Long."
_LOGIN = "<html><body><form><input name='u'><input type='password'><p>Đăng nhập</p></form></body></html>"
_SCRIPT = "<script>document.cookie='D1N=3c5a9f; path=/';window.location.reload(true);</script>"
_DATE = {"Retry-After": f"{NOW:%a, %d %b %Y %H:%M:50 GMT}"}


@dataclass(frozen=True)
class Case:
    """What the portal answers, and what is said of it: the class of the failure, or nothing."""

    replies: Reply | Sequence[Reply]
    error: str = ""
    gone: bool = False
    """Whether the article is then marked as gone from the portal."""
    text: str = ""
    """What the article says afterwards, where it is another text than before."""


def bomb(size: int = GIBI) -> bytes:
    """A gzip that unfolds to so many zeros; its checksum, which nobody comes to, is wrong."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(bytes(1 << 20))
    packer.flush(zlib.Z_FULL_FLUSH)
    mebi = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + mebi * (size >> 20) + packer.flush() + bytes(8)


def page(text: str, *, meta: str = "") -> str:
    """A page of the site with a text of its own."""
    return f"<html><head>{meta}</head><body><h1>Tin</h1><div class='body'><p>{text}</p></div></body></html>"


def _packed(data: bytes) -> Reply:
    return Reply(data, headers={"Content-Encoding": "gzip"})


def _to(location: str) -> Reply:
    return Reply("", 302, {"Location": location})


def _as(body: bytes, charset: str) -> Reply:
    return Reply(body, headers={"Content-Type": f"text/html; charset={charset}"})


CIRCLE = {"/vong/1": _to("/vong/2"), "/vong/2": _to("/vong/1")}
CASES = {
    "reset in mid-body": Case(Reply("x" * 1000, cut=100, reset=True), "Unreachable"),
    "closed in mid-body": Case(Reply("x" * 1000, cut=100), "BadAnswer"),
    "truncated gzip": Case(_packed(gzip.compress(b"x" * 5000)[:-9]), "BadAnswer"),
    "wrong length": Case(Reply("<p>x</p>", headers={"Content-Length": "4000"}, cut=8), "BadAnswer"),
    "slow drip": Case(Reply("x", headers={"Content-Length": "100000"}, drip=True), "Unreachable"),
    "silence": Case(Reply(hang=True), "Unreachable"),
    "silence after headers": Case(Reply("x" * 9, cut=0, hang=True), "Unreachable"),
    "429, in seconds, then well": Case([Reply("", 429, {"Retry-After": "30"})]),
    "429, by a date, then well": Case([Reply("", 429, _DATE)]),
    "500, then well": Case([Reply("", 500), Reply("", 500)]),
    "503 for ever": Case(Reply("", 503), "BadStatus"),
    "403": Case(Reply("", 403), "BadStatus"),
    "404": Case(Reply("", 404), gone=True),
    "410": Case(Reply("", 410), gone=True),
    "redirect to itself": Case(_to("?"), "BadAnswer"),
    "redirects in a circle": Case(_to("/vong/1"), "BadAnswer"),
    "redirect to another host": Case(_to("http://evil.example/"), "Elsewhere"),
    "redirect to a private address": Case(_to("http://10.0.0.1/"), "Elsewhere"),
    "redirect to the machine itself": Case(_to("http://[::1]/"), "Elsewhere"),
    "redirect to a file": Case(_to("file:///etc/passwd"), "BadAnswer"),
    "redirect to a script": Case(_to("javascript:alert(1)"), "BadAnswer"),
    "1 GiB, announced": Case(Reply("x", headers={"Content-Length": str(GIBI)}, cut=1), "TooLarge"),
    "1 GiB, unannounced": Case(Reply(stream=GIBI), "TooLarge"),
    "gzip that unfolds to 1 GiB": Case(_packed(bomb()), "TooLarge"),
    "100,000 links": Case(Reply(page("<a href='/tin/9'>x</a>" * 100_000)), "ParseError"),
    "nesting 50,000 deep": Case(Reply(page("<div>" * 50_000 + TEXT)), text=TEXT),
    "login page with 200": Case(Reply(_LOGIN), "LayoutChanged"),
    "script that sets a cookie, with 200": Case(Reply(_SCRIPT), "ScriptAsked"),
    "maintenance page with 200": Case(Reply("<html><h1>Đang bảo trì</h1></html>"), "LayoutChanged"),
    "empty page": Case(Reply(""), "LayoutChanged"),
    "windows-1258": Case(_as(legacy(page(TEXT)), "windows-1258"), text=TEXT),
    "windows-1258 that says nothing": Case(
        Reply(legacy(page(TEXT)), headers={"Content-Type": ""}), text=TEXT
    ),
    "UTF-16": Case(_as(page(TEXT).encode("utf-16"), "utf-16"), text=TEXT),
    "UTF-16 without its mark": Case(_as(page(TEXT).encode("utf-16-le"), "utf-8"), text=TEXT),
    "UTF-8 called UTF-16": Case(_as(page(TEXT).encode(), "utf-16"), text=TEXT),
    "UTF-8 called windows-1258": Case(_as(page(TEXT).encode(), "windows-1258"), text=TEXT),
    "lone surrogates": Case(
        Reply(page(f"{TEXT} &#xd800;").encode() + b"\xed\xa0\x80"), text=f"{TEXT} \ufffd"
    ),
    "NUL bytes": Case(Reply(page("Vĩnh\0 Lo\0ng&#0;")), text="Vĩnh Long\ufffd"),
    "escapes": Case(Reply(page("\x1b[2JVĩnh\x9b31m Long\u202e")), text="[2JVĩnh31m Long"),
}
