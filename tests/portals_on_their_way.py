"""Two portals whose syncs come as far as a test lets them."""

import threading
from collections.abc import Iterable, Iterator

import pytest

from scrapers.model import Category
from scrapers.syncing.events import CategoryStarted, Event, Finished, Summary
from tests.fakes_fetching import fetching_by
from tests.fakes_store import NOW, PORTAL
from tests.two_portals import HANOI


class Portals:
    """Stands for the library's sync: each portal's waits until it may go on, or is stopped."""

    new = 2
    """So many new articles each tells of at its end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = {PORTAL: threading.Event(), HANOI: threading.Event()}
        self.stops: dict[str, threading.Event] = {}
        self.asked: list[str] = []
        self.may_end = threading.Event()
        self.may_end.set()
        fetching_by(monkeypatch, sync=self.sync)

    def sync(self, portal: str, *_: object, stop: threading.Event, **__: object) -> Iterator[Event]:
        self.asked.append(portal)
        self.stops[portal] = stop
        category = Category(slug="a", name=f"Mục của {portal}", url="")
        yield CategoryStarted(portal=portal, category=category, index=1, of=2)
        yield from self.meanwhile(portal)
        while not (stop.is_set() or self.go_on[portal].wait(0.01)):
            pass
        self.may_end.wait(10)
        self.store(portal)
        summary = Summary(
            portal=portal, started_at=NOW, ended_at=NOW, new=self.new, interrupted=stop.is_set()
        )
        yield Finished(portal=portal, summary=summary)

    def meanwhile(self, _portal: str) -> Iterable[Event]:
        """Tell what it waits for."""
        return ()

    def store(self, portal: str) -> None:
        """Keep what came."""
