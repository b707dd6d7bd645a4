"""Whether the portal answers, and with a certificate that holds."""

import asyncio

from reader.doctor.finding import Finding, odd, well
from reader.i18n import _
from reader.wording.details import detail
from reader.wording.explain import explain
from scrapers.errors import TinvlError, Untrusted
from scrapers.model import PageRequest
from scrapers.net.fetch import Fetcher
from scrapers.portals.portal import Portal


def check(portal: Portal) -> Finding:
    """Ask for the portal's start page once."""
    try:
        asyncio.run(_asked(portal))
    except TinvlError as error:
        return _trouble(error)
    said = _("The portal answers, with a valid certificate.")
    if not portal.start.startswith("https://"):
        said = _("The portal answers, without encryption.")
    return well("network", said)


def _trouble(error: TinvlError) -> Finding:
    if isinstance(error, Untrusted):
        said = _("The portal's certificate is not accepted: {what}.").format(what=detail(error.what))
        advice = _("Check the clock; a portal file can name further authorities (ca_certificates).")
        return odd("network", said, advice)
    return odd("network", explain(error), _("Try again later."))


async def _asked(portal: Portal) -> None:
    async with Fetcher(portal) as fetcher:
        await fetcher.page(PageRequest(url=portal.start))
