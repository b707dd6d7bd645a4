"""Stores with flipped bits and cut ends: TINVL_FLIPS says how many of each, 100 unless told otherwise."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Query
from reader.paths import Paths
from reader.searching.query import parse
from scrapers.errors import StoreDamaged, StoreError, UnknownName
from scrapers.stores.shared import Trouble
from tests.counting import a_week
from tests.fakes_store import PORTAL, a_library, an_entry, fill, now
from tests.marked import is_marked
from tests.small_library import ENTRIES

FLIPS = int(os.environ.get("TINVL_FLIPS", "100"))
STORES = ("cache/cache.db", "cache/catalogue.sqlite", "data/userdata.sqlite")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with articles and marks, closed, so that a copy of the marks lies beside them."""
    home = tmp_path_factory.mktemp("whole")
    with a_library(home, ENTRIES) as library:
        library.mark_read(PORTAL, "1")
        library.star(PORTAL, "2")
        a_week(library)
    return home


@pytest.fixture(scope="module")
def killed(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same home as a killed program leaves it: its last writes lie in the logs beside the databases."""
    working, left = (tmp_path_factory.mktemp(name) / "home" for name in ("working", "killed"))
    shutil.copytree(whole, working)
    with Library.open(Paths.choose(working), clock=now) as library:
        library.mark_read(PORTAL, "2")
        fill(library.cache, library.catalogue, [an_entry("9")])
        shutil.copytree(working, left)
    return left


def damage(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    if rng.random() < 0.3:
        path.write_bytes(data[: rng.randrange(len(data))])
        return
    for _ in range(rng.choice((1, 3, 30))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def use(home: Path) -> tuple[set[Trouble], bool]:
    """Do what a reader does; give what was told, and whether both marks are there."""
    with Library.open(Paths.choose(home), clock=now) as library:
        for head in library.heads(library.rows(Query(portal=PORTAL))):
            if head.cached:
                try:
                    library.article(PORTAL, head.id)
                except UnknownName:
                    continue
        library.status(PORTAL)
        library.stats.figures(PORTAL)
        library.search.find(PORTAL, parse("năm"))
        marks = library.userdata
        kept = is_marked(marks, PORTAL, "1", "read") and is_marked(marks, PORTAL, "2", "starred")
        return {notice.trouble for notice in library.notices}, kept


@pytest.mark.parametrize("store", STORES)
def test_a_damaged_store_ends_no_program_and_is_mended_by_the_next_start(
    tmp_path: Path, whole: Path, store: str
) -> None:
    for seed in range(FLIPS):
        home = tmp_path / str(seed)
        shutil.copytree(whole, home)
        damage(home / store, random.Random(seed))  # noqa: S311 - a test case, no secret
        for _ in range(3):
            try:
                _, kept = use(home)
            except StoreError:
                continue
            break
        else:
            pytest.fail(f"seed {seed}: {store} cannot be used")
        if store != STORES[2]:
            assert kept, f"seed {seed}: marks were lost though another store was damaged"
        shutil.rmtree(home)


def test_a_column_of_json_that_is_damaged_is_told_and_mended_by_the_next_start(
    tmp_path: Path, whole: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    with closing(sqlite3.connect(home / STORES[1])) as catalogue, catalogue:
        catalogue.execute("UPDATE head SET names = replace(names, ']', char(2))")

    with Library.open(Paths.choose(home), clock=now) as library, pytest.raises(StoreDamaged):
        library.heads(library.rows(Query(portal=PORTAL)))
    troubles, kept = use(home)

    assert (troubles, kept) == ({Trouble.CATALOGUE_REBUILT}, True)


@pytest.mark.parametrize("store", STORES)
def test_the_damaged_log_of_a_killed_program_loses_no_more_than_its_last_writes(
    tmp_path: Path, killed: Path, store: str
) -> None:
    for seed in range(FLIPS):
        home = tmp_path / str(seed)
        shutil.copytree(killed, home)
        assert (home / f"{store}-wal").stat().st_size
        damage(home / f"{store}-wal", random.Random(seed))  # noqa: S311 - as above
        _, kept = use(home)
        assert kept, f"seed {seed}: marks that were long on disk were lost"
        with Library.open(Paths.choose(home), clock=now) as library:
            assert len(library.rows(Query(portal=PORTAL))) >= len(ENTRIES)
            assert library.notices == []
        shutil.rmtree(home)
