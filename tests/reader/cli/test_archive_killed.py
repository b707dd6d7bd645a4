"""`tinvl archive import` that is killed: what came is whole, no hole is hidden, and again brings the rest."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library import Library
from reader.paths import Paths
from scrapers.model import Image, Place
from scrapers.states import ListingState
from tests.archives import DEMO, export, heads
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import world

CHILD = """
import functools, importlib, os, runpy, sys
from scrapers.exchange import take
take._TOGETHER = 20
module, names, left = sys.argv[1].split(":")
*owners, name = names.split(".")
owner, left = functools.reduce(getattr, owners, importlib.import_module(module)), int(left)
work = getattr(owner, name)
def dying(*given, **named):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
    return work(*given, **named)
setattr(owner, name, dying)
sys.argv = ["tinvl", *sys.argv[2:]]
runpy.run_module("reader", run_name="__main__")
"""
"""Runs a command that dies when something is called once more than it may be."""


@pytest.mark.parametrize(
    ("moment", "articles"),
    [
        ("scrapers.stores.values:Values.set_packed:30", range(20, 105, 20)),
        ("scrapers.stores.cache:_values_of:45", (40,)),
        ("scrapers.stores.catalogue:Catalogue.upsert_many:2", (60,)),
        ("scrapers.exchange.walks:Walks.joined:0", (105,)),
    ],
    ids=["among pictures", "among articles", "between cache and catalogue", "before the walks"],
)
def test_a_killed_import_leaves_nothing_half_and_is_made_up_for_by_another(
    command: Command, home: Path, tmp_path: Path, moment: str, articles: range | tuple[int, ...]
) -> None:
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    export(command, home, file)
    slugs = walked_before(home, other)
    dying = [sys.executable, "-c", CHILD, moment]
    done = subprocess.run(
        [*dying, "--home", str(other), "archive", "import", str(file)],
        env=world(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert grades(command, other) == {"well"}
    assert len(heads(command, other)) in articles
    assert grades(command, other) == {"well"}
    with Library.open(Paths.choose(other)) as library:
        entries = list(library.cache.entries(DEMO))
        came = {seen.category for entry in entries for seen in entry.sightings if seen.place is Place.LISTING}
        walks = [library.cache.listing(DEMO, slug) for slug in came]
        assert came <= slugs
        assert not any(walk is None or walk.complete for walk in walks)
    command("--home", other, "archive", "import", file)
    assert heads(command, other) == heads(command, home)
    assert pictures(other) == pictures(home)
    with Library.open(Paths.choose(other)) as library:
        walks = [library.cache.listing(DEMO, slug) for slug in slugs]
        assert all(walk is not None and walk.complete for walk in walks)
    assert grades(command, other) == {"well"}


def walked_before(home: Path, other: Path) -> set[str]:
    """Let the listings be known as walked to their ends, so that what comes is news; gives their slugs."""
    with Library.open(Paths.choose(home)) as library:
        slugs = {one.slug for one in library.categories(DEMO)}
    with Library.open(Paths.choose(other)) as library:
        for slug in slugs:
            library.cache.put_many((), ListingState(portal=DEMO, category=slug, complete=True))
    return slugs


def grades(command: Command, home: Path) -> set[str]:
    """What is found of the stores."""
    done = command("--home", home, "doctor", "--offline", "--portal", DEMO, "--json")
    checks = ("cache", "catalogue", "agreement", "digests")
    return {one["grade"] for one in json.loads(done.out) if one["check"] in checks}


def pictures(home: Path) -> set[str]:
    """Which pictures of articles are kept."""
    with Library.open(Paths.choose(home)) as library:
        entries = list(library.cache.entries(DEMO))
        blocks = [block for entry in entries if entry.article for block in entry.article.blocks]
        images = {block.url for block in blocks if isinstance(block, Image)}
        return {url for url in images if library.cache.pictures.has(url)}
