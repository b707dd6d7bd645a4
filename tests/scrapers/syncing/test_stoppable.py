"""A long statement of SQLite ends where nobody wants it any more."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from scrapers.stores.connections import stoppable
from scrapers.watch import Stopped, Watch, unwatched

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        yield opened


def stop(done: int, of: int) -> None:
    raise Stopped


def interrupt(done: int, of: int) -> None:
    signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize(("watch", "raised"), [(stop, Stopped), (interrupt, KeyboardInterrupt)])
def test_what_the_watch_raises_ends_the_statement_and_comes_out(
    connection: sqlite3.Connection, watch: Watch, raised: type[BaseException]
) -> None:
    with pytest.raises(raised), stoppable(connection, watch):
        connection.execute(ENDLESS).fetchall()
    assert connection.execute(f"{ENDLESS.replace('FROM n)', 'FROM n LIMIT 99999)')}").fetchone() == (99999,)


def test_a_vacuum_that_is_stopped_has_changed_nothing(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE t (x)")
    connection.executemany("INSERT INTO t VALUES (?)", [(f"{n}" * 9,) for n in range(5000)])
    connection.execute("DELETE FROM t WHERE rowid % 3")
    pages = connection.execute("PRAGMA page_count").fetchone()
    with pytest.raises(Stopped), stoppable(connection, stop):
        connection.execute("VACUUM")
    assert connection.execute("PRAGMA page_count").fetchone() == pages
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_other_errors_stay_what_they_are(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), stoppable(connection, unwatched):
        connection.execute("SELECT * FROM nowhere")
