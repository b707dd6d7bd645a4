"""The hidden fields of a WebForms page: they hold the state of the page, and must come back whole.

`__VIEWSTATE` says which listing stood at which page; `__EVENTVALIDATION` which pages its pager offered. Both
are sealed, so that only what this portal sent is taken back.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from scrapers.model import Record

TARGET = "dnn$ctr{mid}$ViewNews$ctlPagingControl"
"""Name of the pager's control."""
REQUIRED = (
    "__EVENTTARGET",
    "__EVENTARGUMENT",
    "__VIEWSTATE",
    "__VIEWSTATEGENERATOR",
    "__EVENTVALIDATION",
    "ScrollTop",
    "__dnnVariable",
)
"""The hidden fields that a post-back must bring."""

_GENERATOR = "CA0B0334"
_VARIABLES = "`{`__scdoff`:`1`,`sf_siteRoot`:`/`,`sf_tabId`:`163`}"
_KEY = b"the demo portal's view state holds no secret"
_SEAL = 20
# What the controls of a real page keep there; it is never read.
_BALLAST = b"".join(
    b"\xff\x01\x0f\x0f\x16\x04\x1e\x08CssClass\x05\x0clink_OtherNews\x1e\x04_!SB\x02\x02d\x1e\x07Visiblehd\x16\x02"
    b"f\x0f\x64\x16\x02\x02%c\x0f\x16\x02\x1e\x0bNavigateUrl\x05\x1b/xem-chi-tiet-tin-tuc/id/\x64" % number
    for number in range(1, 9)
)


class InvalidPostBack(ValueError):
    """A post-back lacks a hidden field, or brings one that this portal did not make for it."""


class State(Record, frozen=True):
    """What the view state of a listing keeps."""

    slug: str
    page: int
    pages: int


def fields(state: State | None) -> dict[str, str]:
    """Return the hidden fields of a page in order; only listings with a post-back pager have `state`."""
    values = dict.fromkeys(REQUIRED, "")
    values["__VIEWSTATE"] = _sealed(msgspec.json.encode(state) if state else b"{}", _BALLAST)
    values["__VIEWSTATEGENERATOR"] = _GENERATOR
    values["__dnnVariable"] = _VARIABLES
    if state is None:
        del values["__EVENTVALIDATION"]
    else:
        values["__EVENTVALIDATION"] = _sealed(",".join(_offered(state)).encode(), b"")
    return values


def page_asked(form: Mapping[str, str], target: str) -> State:
    """Return the listing and page that a post-back asks for; `target` is the control it must name.

    InvalidPostBack where a field is missing, not this portal's, or asks for what its page did not offer.
    """
    if missing := [name for name in REQUIRED if name not in form]:
        raise InvalidPostBack(f"missing {', '.join(missing)}")
    if form["__EVENTTARGET"] != target or form["__VIEWSTATEGENERATOR"] != _GENERATOR:
        raise InvalidPostBack("another page's post-back")
    try:
        state = msgspec.json.decode(_opened(form["__VIEWSTATE"]), type=State)
    except msgspec.MsgspecError as error:
        raise InvalidPostBack("a view state that holds no listing") from error
    argument, sent = form["__EVENTARGUMENT"], _opened(form["__EVENTVALIDATION"]).decode().split(",")
    if argument not in sent or argument not in _offered(state):
        raise InvalidPostBack("a page that was not offered")
    return replace(state, page=int(argument.removeprefix("Page_")))


def _offered(state: State) -> list[str]:
    return [f"Page_{page}" for page in range(1, state.pages + 1) if page != state.page]


def _sealed(content: bytes, ballast: bytes) -> str:
    body = len(ballast).to_bytes(2, "big") + ballast + content
    return base64.b64encode(body + hmac.digest(_KEY, body, hashlib.sha1)).decode("ascii")


def _opened(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidPostBack("a field that is not base64") from error
    body, seal = data[:-_SEAL], data[-_SEAL:]
    if not hmac.compare_digest(seal, hmac.digest(_KEY, body, hashlib.sha1)):
        raise InvalidPostBack("a field that this portal did not make")
    return body[2 + int.from_bytes(body[:2], "big") :]
