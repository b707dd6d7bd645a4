"""Whether the portal answers, and with a certificate that holds."""

import asyncio

from reader.doctor.finding import Finding, Grade
from reader.explain import explain
from reader.i18n import _
from scrapers.errors import TinvlError
from scrapers.fetch import Fetcher
from scrapers.model import PageRequest
from scrapers.portal import Portal


def check(portal: Portal) -> Finding:
    """Ask for the portal's start page once."""
    try:
        asyncio.run(_asked(portal))
    except TinvlError as error:
        return Finding(check="network", grade=Grade.ODD, said=explain(error), advice=_("Try again later."))
    return Finding(check="network", grade=Grade.WELL, said=_("The portal answers."))


async def _asked(portal: Portal) -> None:
    async with Fetcher(portal) as fetcher:
        await fetcher.page(PageRequest(url=portal.start))
