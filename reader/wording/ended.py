"""Words what a sync could not fetch, and why a portal is out of reach: both front ends say it so."""

from reader.i18n import _
from reader.wording.details import detail
from reader.wording.statuses import in_short, of_portal
from reader.words import number, plural
from scrapers.syncing.events import MANY, Failure, Summary

_LED_INSIDE = "a private address"
"""What is said where even robots.txt led into a private network: that of whoever asks for a login there."""


def out_of_reach(summary: Summary, *, saved: bool = True) -> str:
    """Say why a sync gave up, and what to do; by what failed last.

    `saved` says whether there are news to read all the same.
    """
    last = summary.failures[-1] if summary.failures else Failure("", "", "")
    match "Elsewhere" if _LED_INSIDE in last.message else last.error:
        case "Untrusted":
            text = _(
                "The certificate of {portal} is not accepted. Check the clock of this machine; "
                "where that is right, the portal has to mend it."
            )
        case "LoginAsked":
            text = _("{portal} asks for a login. Try again later.")
        case "Elsewhere":
            text = _(
                "Pages of {portal} lead to another host: the network may ask for a login first, as in "
                "hotels. Open the portal in a browser, then try again."
            )
        case "ScriptAsked":
            text = _(
                "{portal} lets browsers run a script before it shows a page, and this program runs none. "
                "Try again later, or open the portal in a browser."
            )
        case "OnePage":
            text = _(
                "{portal} shows one page in place of all others, as while it is mended or asks for a login. "
                "Try again later, or open the portal in a browser."
            )
        case _:
            silent = _("{portal} does not answer. Check the network and try again later.")
            text = of_portal(last.message, summary.portal) or silent
    readable = _("What was saved can be read.") if saved else ""
    return f"{text.format(portal=summary.portal)} {readable}".rstrip()


def nothing_read(summary: Summary) -> str:
    """Say what may be the matter where no page of a portal came as one of its own; else nothing."""
    if summary.unreachable or summary.listings or summary.new or not summary.failures:
        return ""
    last = summary.failures[-1]
    if last.error not in ("LayoutChanged", "Elsewhere"):
        return ""
    return _(
        "Nothing of {portal} could be read: the network may ask for a login first, as in hotels, or the "
        "portal has changed. Open the portal in a browser, then try again."
    ).format(portal=summary.portal)


def weakly(summary: Summary) -> str:
    """Say that a portal was asked with weaker encryption; empty where it was not."""
    if not summary.weakly:
        return ""
    text = _("{portal} is asked with weaker encryption than usual, as its file says (tls_security_level).")
    return text.format(portal=summary.portal)


def missing(summary: Summary) -> str:
    """Name what is still to be fetched; empty where nothing is known of."""
    parts = []
    if (count := summary.missing) >= MANY:
        parts.append(_("more than {n} articles").format(n=number(count - 1)))
    elif count:
        parts.append(plural("{n} article", "{n} articles", count))
    if summary.lists_left:
        parts.append(
            plural("{n} list not read to its end", "{n} lists not read to their end", summary.lists_left)
        )
    if lost := summary.pictures_lost:
        parts.append(plural("{n} picture", "{n} pictures", lost))
    return ", ".join(parts)


def why(failure: Failure) -> str:
    """Say in a few words why something could not be fetched, and in brackets what was said of it."""
    return f"{reason(failure.error, failure.message)} ({detail(failure.message)})"


def reason(error: str, message: str) -> str:
    """Say in a few words what an error comes to, by the name of its class and what was said of it."""
    reasons = {
        "Unreachable": in_short(message) or _("no answer"),
        "Untrusted": _("certificate not accepted"),
        "BadStatus": in_short(message),
        "Gone": _("no longer there"),
        "NotAllowed": _("must not be fetched"),
        "Elsewhere": _("led elsewhere"),
        "TooLarge": _("too large"),
        "BadAnswer": _("garbled answer"),
        "LoginAsked": _("asks for a login"),
        "ScriptAsked": _("asks for a script to be run"),
        "OnePage": _("not the page"),
        "NotAnArticle": _("no article"),
        "LayoutChanged": _("not laid out as expected"),
        "ParseError": _("cannot be read"),
    }
    return reasons.get(error, error)
