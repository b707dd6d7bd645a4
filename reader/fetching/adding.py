"""Adds a portal by its address: looks at it, and writes its file where that is enough. No Textual."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from reader.fetching.addresses import first_in
from reader.fetching.eventloop import driven
from reader.holdings.portals import Portals
from reader.i18n import _
from reader.paths import Paths
from scrapers.errors import NotAdded
from scrapers.net.fetch import Fetcher
from scrapers.net.pace import POLITE
from scrapers.net.reach import Reach
from scrapers.portals.check import NAME
from scrapers.portals.portal import Portal
from scrapers.survey.findings import Findings
from scrapers.survey.look import Moved, SurveyEvent, survey
from scrapers.survey.naming import addresses, free_name, relatives
from scrapers.survey.portalfile import portal_of, text_of
from scrapers.text import clean_line
from scrapers.urls import host, is_loopback


class Adding:
    """Adds one portal to those that a profile knows; `delay` is in seconds between requests."""

    def __init__(
        self, portals: Portals, paths: Paths, clock: Callable[[], datetime], *, delay: float | None = None
    ) -> None:
        self._portals = portals
        self._paths = paths
        self._clock = clock
        self._delay = delay

    def survey(self, typed: str, stop: threading.Event | None = None) -> Iterator[SurveyEvent]:
        """Look at the portal at an address as a person typed it; the last event is Surveyed.

        Raises NotAdded for what is no address or is read by a portal already, FetchError where the first page
        cannot be had, Stopped within a second after `stop` is set.
        """
        if not (urls := meant(typed)):
            raise NotAdded("not an address", where=typed)
        self._check_unread(urls[0])
        with closing(driven(lambda asked: survey(urls, self._fetcher, stop=asked), stop)) as events:
            for event in events:
                if isinstance(event, Moved):
                    self._check_unread(event.url)
                yield event

    def check_name(self, name: str) -> None:
        """Raise NotAdded where a portal cannot be called so."""
        if not NAME.fullmatch(name):
            raise NotAdded("no name", where=name)
        if name in self._taken():
            raise NotAdded("name taken", where=name, portal=name)

    def write(self, found: Findings, name: str = "", title: str = "") -> tuple[Portal, Path]:
        """Write the file of a portal, whole or not at all; return it with its path.

        Without a name it has one by its host, without a title it is called what it calls itself. Raises
        NotAdded for a name that is taken by now, OSError.
        """
        name = name or free_name(found.url, self._taken())
        self.check_name(name)
        portal = portal_of(found, name, clean_line(title) or found.title or host(found.url))
        try:
            return portal, self._portals.write(name, text_of(portal, _notes(name)))
        except FileExistsError as error:
            if not self._paths.portals.is_dir():  # it is in the way of the folder
                raise
            where = str(self._portals.file_of(name))
            raise NotAdded("name taken", where=where, portal=name) from error

    def _taken(self) -> frozenset[str]:
        """Return the names that portals have, or files that are called so."""
        folder = self._paths.portals
        files = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
        return self._portals.names() | files

    def _check_unread(self, url: str) -> None:
        for portal in self._portals.all():
            reach = Reach(portal.base, portal.hosts)
            if any(reach.is_own(one) for one in _spellings(url)):
                raise NotAdded("read already", where=host(url), portal=portal.name)

    def _fetcher(self, portal: Portal) -> Fetcher:
        fits = self._delay is None or self._delay >= POLITE or is_loopback(host(portal.base))
        delay = self._delay if fits else None  # a portal of this machine may lead on to another host
        return Fetcher(portal, delay=delay, now=self._clock, shared=self._paths.cache / "turns")


def meant(typed: str) -> tuple[str, ...]:
    """Return the addresses that a person may mean by what was typed or pasted, the likeliest first."""
    return addresses(first_in(typed))


def _spellings(url: str) -> tuple[str, ...]:
    """Return an address with and without a `www.`."""
    here, *others = relatives(url)
    return url, *(url.replace(f"//{here}", f"//{other}", 1) for other in others)


def _notes(name: str) -> tuple[str, ...]:
    """Say at the head of a file how to refine it."""
    return (
        _("tinvl reads this portal by what people see on its pages. Without this file it no longer does."),
        _("If a page is read wrongly, save it and see which rule gave each field:"),
        f"    tinvl parse page.html --url ADDRESS --portal {name}",
        _("Rules of its own go into [[layout]], chosen categories into [[category]]: see CONTRIBUTING.md."),
    )
