"""The reader says that a portal changed its layout."""

from datetime import UTC, datetime

from reader.wording.synced import ended
from scrapers.states import Drift
from scrapers.syncing.events import Summary


def test_the_notice_after_a_sync_says_that_the_portal_changed() -> None:
    now = datetime(2026, 3, 10, tzinfo=UTC)
    drift = Drift(kind="article", field="title", rule="css h1", pages=9)
    whole = Summary(portal="thu", started_at=now, ended_at=now)
    assert "changed its layout" not in ended(whole)
    told = ended(Summary(portal="thu", started_at=now, ended_at=now, drift=(drift,)))
    assert "The portal changed its layout" in told
