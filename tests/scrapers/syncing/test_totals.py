"""How many articles the shelves have is kept beside them, whatever comes and goes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.holdings.statements import TOTALS
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.connections import transaction
from scrapers.stores.index import UNEVEN, keep_totals
from tests.fakes_store import CATEGORIES, PORTAL, a_state, an_entry, fill, now

FIRST, SECOND, *REST = CATEGORIES
EXCHANGED = (replace(FIRST, name=SECOND.name), replace(SECOND, name=FIRST.name), *REST)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ArticleCache]:
    with ArticleCache.open(tmp_path, clock=now) as opened:
        yield opened


def opened(cache: ArticleCache, *, writable: bool = True) -> Catalogue:
    return Catalogue.open(cache.directory / "catalogue.sqlite", cache, writable=writable)


def totals(catalogue: Catalogue, portal: str = PORTAL) -> dict[str, int]:
    return dict(catalogue.ask(TOTALS, {"portal": portal}))


def counted(catalogue: Catalogue, portal: str = PORTAL) -> dict[str, int]:
    filed = "SELECT slug, count(*) FROM filed WHERE portal = ? GROUP BY slug"
    heads = "SELECT count(*) FROM head WHERE portal = ?"
    return {"": catalogue.ask(heads, (portal,))[0][0], **dict(catalogue.ask(filed, (portal,)))}


FILING = st.tuples(
    st.just("file"), st.sampled_from("1234"), st.sampled_from([None, "2018-01-02", "2017-03-04"])
)
REMOVING = st.tuples(st.just("remove"), st.sampled_from("1234"), st.none())
LEARNING = st.tuples(st.just("learn"), st.sampled_from("ab"), st.none())
"""What may happen to a catalogue: an article comes or is dated, goes, or the portal's categories change."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FILING | REMOVING | LEARNING, max_size=14))
def test_what_is_kept_is_what_counting_comes_to(
    cache: ArticleCache, steps: list[tuple[str, str, str | None]]
) -> None:
    cache.clear()
    with opened(cache) as catalogue:
        for step, what, day in steps:
            if step == "file":
                fill(cache, catalogue, [an_entry(what, published=day)])
            elif step == "remove":
                if entry := cache.entry(PORTAL, what):
                    cache.remove(entry)
                catalogue.remove(PORTAL, what)
            else:
                catalogue.learn(a_state(categories=CATEGORIES if what == "a" else EXCHANGED))
            assert totals(catalogue) == counted(catalogue)
        assert catalogue.ask(UNEVEN) == []
        catalogue.rebuild()
        assert totals(catalogue) == counted(catalogue)


def test_no_article_is_looked_at_to_say_how_many_there_are(cache: ArticleCache) -> None:
    with opened(cache) as catalogue:
        fill(cache, catalogue, [an_entry(id_) for id_ in "123"])
        plan = catalogue.ask(f"EXPLAIN QUERY PLAN {TOTALS}", {"portal": PORTAL})
        looked_at = [step for *_, step in plan if "SCAN" in step or "SEARCH" in step]
        assert [step.split()[:2] for step in looked_at] == [["SCAN", "CONSTANT"], ["SEARCH", "total"]]


def forget_totals(cache: ArticleCache) -> None:
    """Leave a catalogue as a program that kept no counts made it."""
    with closing(sqlite3.connect(cache.directory / "catalogue.sqlite")) as connection, connection:
        kept = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in kept:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP TABLE total")


@pytest.fixture
def of_older_program(cache: ArticleCache) -> ArticleCache:
    with opened(cache) as catalogue:
        fill(cache, catalogue, [an_entry("1"), an_entry("2", category=SECOND.slug), an_entry("3")])
    forget_totals(cache)
    return cache


KEPT = {"": 3, FIRST.slug: 2, SECOND.slug: 1}


def test_a_catalogue_of_an_older_program_is_counted_once_and_kept_from_then_on(
    of_older_program: ArticleCache,
) -> None:
    with opened(of_older_program) as catalogue:
        assert catalogue.notices == []
        assert totals(catalogue) == KEPT
        fill(of_older_program, catalogue, [an_entry("4")])
        assert totals(catalogue) == {**KEPT, "": 4, FIRST.slug: 3}


def test_one_that_cannot_be_written_is_counted_when_asked(of_older_program: ArticleCache) -> None:
    with opened(of_older_program, writable=False) as catalogue:
        assert totals(catalogue) == KEPT
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            catalogue._connections.get().execute("DELETE FROM head")


def test_whoever_comes_second_to_count_it_finds_it_counted(of_older_program: ArticleCache) -> None:
    with opened(of_older_program) as catalogue:
        with transaction(connection := catalogue._connections.get()):
            keep_totals(connection)
        assert totals(catalogue) == KEPT
