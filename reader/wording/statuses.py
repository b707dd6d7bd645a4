"""Words what a host answers in place of a page, by its status: both front ends say it so."""

import re
from typing import NamedTuple

from reader.i18n import N_, _
from reader.words import lasting
from scrapers.errors import LOGIN_NEEDED, TOO_MANY, is_trouble

_SAID = re.compile(r"\bHTTP (\d{3})(?:: told to wait (\d+) s)?")
"""How `scrapers.errors.BadStatus` puts a status into words."""
_REFUSALS = 400
"""The first status that says that the page is not to be had; one below it leaves open why none came."""


class Wording(NamedTuple):
    """What is said of a status: in a few words, of a page, of a file, of a portal; message ids."""

    short: str
    page: str
    file: str
    portal: str


_SLOW_DOWN = Wording(
    N_("asks for fewer requests"),
    N_("The portal asks for fewer requests (HTTP {status}): {where}. {again}"),
    N_("The portal asks for fewer requests (HTTP {status}): {where}. {again}"),
    N_("{portal} asks for fewer requests. {again}"),
)
_LOGIN = Wording(
    N_("the network asks for a login"),
    N_(
        "The network asks for a login before anything can be fetched (HTTP {status}): {where}. "
        "Log in with a browser, then try again."
    ),
    N_(
        "The network asks for a login before anything can be fetched (HTTP {status}): {where}. "
        "Log in with a browser, then try again."
    ),
    N_("The network asks for a login before {portal} can be read. Log in with a browser, then try again."),
)
_TROUBLE = Wording(
    N_("the portal has problems"),
    N_("The portal is having problems (HTTP {status}) at {where}. {again}"),
    N_("The portal is having problems (HTTP {status}) at {where}. {again}"),
    N_("{portal} is having problems. {again}"),
)
_REFUSED = _TROUBLE._replace(
    short=N_("refused"),
    page=N_("The portal refuses the page (HTTP {status}): {where}."),
    file=N_("The portal refuses the file (HTTP {status}): {where}."),
)
_EMPTY = _TROUBLE._replace(
    short=N_("no page in the answer"),
    page=N_("The portal answered without the page (HTTP {status}): {where}. {again}"),
    file=N_("The portal answered without the file (HTTP {status}): {where}. {again}"),
)


def wording(status: int) -> Wording:
    """Return what is said of a status other than 200."""
    if status in (TOO_MANY, LOGIN_NEEDED):
        return _SLOW_DOWN if status == TOO_MANY else _LOGIN
    if is_trouble(status):
        return _TROUBLE
    return _REFUSED if status >= _REFUSALS else _EMPTY


def in_short(message: str) -> str:
    """Say in a few words what the status in what was said of a failure comes to; "" where there is none."""
    found = _SAID.search(message)
    return _(wording(int(found[1])).short) if found else ""


def of_portal(message: str, portal: str) -> str:
    """Say why a portal is out of reach by the status in what was said last; "" where there is none."""
    if not (found := _SAID.search(message)):
        return ""
    return _(wording(int(found[1])).portal).format(portal=portal, again=again(int(found[2] or 0)))


def again(wait: int) -> str:
    """Say when to try again: after the `wait` in seconds that the host asks for; 0 where it asks for none."""
    if not wait:
        return _("Try again later.")
    return _("Try again in {time}.").format(time=lasting(wait))
