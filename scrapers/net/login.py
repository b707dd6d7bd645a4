"""Tells a form that asks for a password, to which a portal may lead, from the page that was asked for."""

import re

from scrapers.errors import LoginAsked
from scrapers.model import RawPage

_ADDRESS = re.compile(r"log-?in|sign-?in|dang-?nhap|authenticate|returnurl", re.IGNORECASE)
"""What systems call such a page. A login beside other content is none: it stands on many a start page."""
_FIELD = re.compile(rb"""<input\b[^>]{0,500}?\btype\s{0,9}=\s{0,9}["']?password""", re.IGNORECASE)


def check_no_login(raw: RawPage, asked: str) -> None:
    """Raise LoginAsked where the portal led from what was asked to a form for a password."""
    if raw.url != asked and _ADDRESS.search(raw.url) and _FIELD.search(raw.body):
        raise LoginAsked("a form that asks for a password", where=asked)
