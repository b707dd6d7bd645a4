"""`tinvl reparse`, and what a summary says of a portal that changed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.cli.summary import _trouble
from scrapers.states import Drift
from scrapers.stores.cache import ArticleCache
from scrapers.stores.pages import unread_of
from scrapers.syncing import parallel, reparse
from scrapers.syncing.events import Summary
from tests.hostile import harmless
from tests.reader.cli.conftest import Command


def test_pages_of_the_demo_read_again_are_as_they_were(command: Command, home: Path) -> None:
    before = command("--home", home, "list", "--portal", "demo", "--json").out
    done = command("--home", home, "reparse", "--portal", "demo", "--json")
    told = json.loads(done.out)
    assert (done.code, told["new"], told["changed"], told["unreadable"]) == (0, 0, 0, 0), done
    assert told["same"] > 20
    assert command("--home", home, "list", "--portal", "demo", "--json").out == before


def test_many_pages_are_read_in_other_processes_and_come_to_the_same(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ArticleCache.open(home / "cache") as cache:
        ids = [entry.id for entry in cache.entries("demo")]
        pages = [page for page in (cache.raw("demo", id_) for id_ in ids) if page is not None]
        cache.put_raw("demo", ids[0], replace(pages[0], body=b"<p>Nothing"))
        cache.put_raw("demo", unread_of(ids[1]), replace(pages[1], body=pages[2].body))
        gone = cache.entry("demo", ids[2])
        assert gone is not None
        cache.remove(gone)
    here = command("--home", home, "reparse", "--portal", "demo", "--json")
    monkeypatch.setattr(parallel, "MANY", 2)
    monkeypatch.setattr(parallel.os, "cpu_count", lambda: 2)
    # Taken along by name, so that there it is what it was.
    monkeypatch.setattr(reparse, "read_again", pytest.fail)
    there = command("--home", home, "reparse", "--portal", "demo", "--json")
    assert json.loads(here.out)["unreadable"] == 1
    assert (there.code, there.out) == (here.code, here.out)


def test_a_person_reads_counts(command: Command, home: Path) -> None:
    done = command("--home", home, "reparse", "--portal", "demo")
    assert done.out == ""
    assert "demo: 0 can be read now, 0 changed" in done.err


def test_a_summary_names_the_rule_that_no_longer_holds_and_what_to_do() -> None:
    now = datetime(2026, 3, 10, tzinfo=UTC)
    drift = Drift(kind="article", field="title", rule="css h1\x1b[2J", pages=9, held=1)
    summary = Summary(portal="thu", started_at=now, ended_at=now, drift=(drift,))
    lines = list(_trouble(summary, saved=True))
    assert (
        lines[0]
        == "The portal changed: on 8 of 9 pages (article) the rule “css h1[2J” no longer gives “title”."
    )
    assert "tinvl reparse" in lines[1]
    assert all(map(harmless, lines))
