"""The same page of a category is read from every markup that portals of this family might have written."""

from datetime import UTC, datetime

import pytest

from scrapers.model import Place, PortalCounts
from scrapers.parse import kind_of, parse_listing
from scrapers.portals.portal import builtin
from tests.listing_forms import BESIDE, ENTRIES, Form, article_url, forms, listing, next_url, page_url
from tests.scrapers.parse.pages import raw

PORTAL = builtin("vinhlong")


def iso(day: str) -> str:
    return datetime.strptime(day, "%d/%m/%Y").replace(tzinfo=UTC).date().isoformat()


@pytest.mark.parametrize("form", forms(96), ids=str)
def test_a_listing_reads_the_same_from_every_markup(form: Form) -> None:
    page = raw(listing(form), page_url(form))
    read = parse_listing(page, PORTAL)

    assert kind_of(page, PORTAL) == "listing"
    entries = [one for one in read.teasers if one.place is Place.LISTING]
    assert [(one.id, one.url, one.title, one.published, one.views, one.summary) for one in entries] == [
        (str(one.number), article_url(form, one), one.title, iso(one.day), one.views, one.summary)
        for one in ENTRIES
    ]
    beside = {(one.place, one.id, one.views) for one in read.teasers if one.place is not Place.LISTING}
    assert beside == {
        (Place.LATEST, str(BESIDE.number), None),
        (Place.MOST_READ, str(BESIDE.number), BESIDE.views),
    }
    assert read.counts == PortalCounts(online=2, total=1503139)
    assert (read.next.url if read.next else "") == next_url(form)
