"""Recognises a login form or a script that came in place of the page that was asked for.

That is a form for a password, to which the portal leads, or a page of nothing but a script that sets a cookie
and loads the page anew: so some portals tell browsers from programs while they are under attack.
"""

import re

from scrapers.errors import LoginAsked, ScriptAsked
from scrapers.model import RawPage

_LOGIN = re.compile(r"log-?in|sign-?in|dang-?nhap|authenticate|returnurl", re.IGNORECASE)
"""What systems call a page with such a form. A login beside other content is none."""
_FIELD = re.compile(rb"""<input\b[^>]{0,500}?\btype\s{0,9}=\s{0,9}["']?password""", re.IGNORECASE)
_SHORT = 8192
"""Bytes of a page that does nothing but run a script; it links to nothing either."""
_SETS_COOKIE = re.compile(rb"\bdocument\.cookie\s{0,9}=[^=]")
_LOADS_ANEW = re.compile(rb"\blocation(?:\.href)?\s{0,9}(?:=[^=]|\.(?:reload|replace|assign)\s{0,9}\()")


def check_no_wall(raw: RawPage, asked: str) -> None:
    """Raise LoginAsked or ScriptAsked where such came in place of what was asked for."""
    if raw.url != asked and _LOGIN.search(raw.url) and _FIELD.search(raw.body):
        raise LoginAsked("a form that asks for a password", where=asked)
    if _is_script(raw.body):
        raise ScriptAsked("a script that sets a cookie", where=asked)


def _is_script(body: bytes) -> bool:
    is_bare = len(body) <= _SHORT and b"<a " not in body.lower()
    return is_bare and bool(_SETS_COOKIE.search(body) and _LOADS_ANEW.search(body))
