import os
import pickle
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import msgspec
import pytest

from scrapers.errors import StoreDamaged, StoreError, StoreTooNew
from scrapers.stores.cache import ArticleCache
from scrapers.stores.keyed import tag_of
from scrapers.stores.repair import look
from scrapers.stores.shared import Trouble
from scrapers.stores.values import Values
from tests.fakes_store import PORTAL, a_page, an_entry, now
from tests.forking import fork

KEY = f"entry/{PORTAL}/1"


class Planted:
    """What a pickle does to the one who opens it."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.proof),))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A cache with three articles."""
    with ArticleCache.open(tmp_path / "cache", clock=now) as cache:
        cache.put(an_entry("1"), (a_page(b"<p>1</p>"),))
        cache.put_many([an_entry("2"), an_entry("3")])
        cache.pictures.put("http://a.vn/1.jpg", b"x" * (2 << 20))
    return tmp_path / "cache"


@pytest.fixture
def database(home: Path) -> Iterator[sqlite3.Connection]:
    """Its database, to tamper with."""
    with closing(sqlite3.connect(home / "cache.db", isolation_level=None)) as connection:
        yield connection


def opened(home: Path) -> ArticleCache:
    return ArticleCache.open(home, clock=now)


def test_a_planted_pickle_is_a_miss_and_never_run(home: Path, database: sqlite3.Connection) -> None:
    proof = home / "proof"
    payload = pickle.dumps(Planted(proof))
    database.execute(
        "UPDATE Cache SET mode = 4, value = ?, tag = ? WHERE key = ?", (payload, tag_of(KEY, payload), KEY)
    )
    database.execute(
        "INSERT INTO Cache (key, raw, mode, value, tag) VALUES (?, 0, 4, ?, '')",
        (b"entry/" + payload, payload),
    )
    with opened(home) as cache:
        assert cache.entry(PORTAL, "1") is None
        assert [entry.id for entry in cache.entries()] == ["2", "3"]
        assert [(n.trouble, n.where) for n in cache.notices] == [(Trouble.VALUE_DAMAGED, KEY)]
        cache.put(an_entry("1"))
        assert cache.entry(PORTAL, "1") == an_entry("1")
        with pytest.raises(StoreDamaged):
            list(cache._values._disk)
    assert not proof.exists()


@pytest.mark.parametrize("mode", [2, 3, 4])
def test_a_row_that_names_a_foreign_file_neither_reads_nor_removes_it(
    home: Path, database: sqlite3.Connection, mode: int
) -> None:
    secret = home.parent / "secret"
    secret.write_bytes(msgspec.json.encode(an_entry("1", "Bí mật")))
    tag = tag_of(KEY, secret.read_bytes())
    database.execute(
        "UPDATE Cache SET mode = ?, value = NULL, filename = '../secret', tag = ? WHERE key = ?",
        (mode, tag, KEY),
    )
    with opened(home) as cache:
        assert cache.entry(PORTAL, "1") is None
        cache.put(an_entry("1"))
        cache.clear()
    assert secret.exists()


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("value = replace(value, 'Tin', 'Tín')", None),
        ("value = ?", b"\x00\x01"),
        ("value = ?", 7),
        ("value = NULL", None),
        ("tag = NULL", None),
        ("(value, tag) = (SELECT value, tag FROM Cache WHERE key LIKE 'entry/%/2')", None),
    ],
)  # fmt: skip
def test_a_changed_value_is_a_miss_told_once(
    home: Path, database: sqlite3.Connection, change: str, value: object
) -> None:
    database.execute(f"UPDATE Cache SET {change} WHERE key = '{KEY}'", () if value is None else (value,))  # noqa: S608 - one of the changes above
    with opened(home) as cache:
        assert cache.entry(PORTAL, "1") is None
        assert cache.entry(PORTAL, "1") is None
        assert [entry.id for entry in cache.entries()] == ["2", "3"]
        assert [n.where for n in cache.notices] == [KEY]


@pytest.mark.parametrize(
    "value",
    ["{}", '{"portal": 1}', "[" * 100_000, '"\\ud800"', "null"],
    ids=["empty", "type", "deep", "odd", "none"],
)
def test_a_value_of_another_struct_is_a_miss_even_with_its_digest(
    home: Path, database: sqlite3.Connection, value: str
) -> None:
    database.execute("UPDATE Cache SET value = ?, tag = ? WHERE key = ?", (value, tag_of(KEY, value), KEY))
    with opened(home) as cache:
        assert cache.entry(PORTAL, "1") is None
        assert [n.where for n in cache.notices] == [KEY]


def test_a_value_of_another_version_is_a_miss(home: Path, database: sqlite3.Connection) -> None:
    database.execute("UPDATE Cache SET tag = replace(tag, '1.', '0.') WHERE key = ?", (KEY,))
    with opened(home) as cache:
        assert cache.entry(PORTAL, "1") is None


def test_a_picture_whose_file_is_lost_or_cut_is_a_miss(home: Path) -> None:
    (file,) = home.glob("*/*/*.val")
    file.write_bytes(file.read_bytes()[:-1])
    with opened(home) as cache:
        assert cache.pictures.get("http://a.vn/1.jpg") is None
    file.unlink()
    with opened(home) as cache:
        assert cache.pictures.get("http://a.vn/1.jpg") is None
        assert len(cache.notices) == 1


def test_a_damaged_page_is_a_miss(home: Path, database: sqlite3.Connection) -> None:
    key = f"raw/{PORTAL}/1"
    ((value,),) = database.execute("SELECT value FROM Cache WHERE key = ?", (key,))
    broken = value[:-3]
    database.execute("UPDATE Cache SET value = ?, tag = ? WHERE key = ?", (broken, tag_of(key, broken), key))
    with opened(home) as cache:
        assert cache.raw(PORTAL, "1") is None
        assert cache.entry(PORTAL, "1") == an_entry("1")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"This is no database.\n" * 500,
        lambda data: data[:1000],
        lambda data: data[:100] + os.urandom(len(data) - 100),
    ],
    ids=["another file", "cut", "overwritten"],
)
def test_a_broken_database_is_moved_aside_and_told(home: Path, damage: object) -> None:
    path = home / "cache.db"
    broken = damage(path.read_bytes())  # type: ignore[operator]  # one of the functions above
    path.write_bytes(broken)
    with opened(home) as cache:
        (notice,) = cache.notices
        assert notice.trouble is Trouble.CACHE_REBUILT
        assert Path(notice.kept).name == "cache.damaged-1"
        assert Path(notice.kept).read_bytes()[:1000] == broken[:1000]
        cache.put(an_entry("1"))
    path.write_bytes(broken)
    with opened(home) as cache:
        assert Path(cache.notices[0].kept).name == "cache.damaged-2"
    with opened(home) as cache:
        assert cache.notices == []


def test_what_can_be_read_of_a_broken_database_is_taken_over(tmp_path: Path) -> None:
    with ArticleCache.open(tmp_path, clock=now) as cache:
        cache.put_many(an_entry(str(number), text="Nội dung. " * 300) for number in range(200))
        identity = cache.identity
    path = tmp_path / "cache.db"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(8192))
    with opened(tmp_path) as cache:
        found = sum(1 for _ in cache.entries())
        assert found < 200
        assert len(cache.notices) > 0
    with opened(tmp_path) as cache:
        (notice,) = cache.notices
        assert notice.trouble is Trouble.CACHE_REBUILT
        entries = list(cache.entries())
        assert 150 < len(entries) < 200
        assert all(entry.article and entry.article.blocks for entry in entries)
        assert cache.identity != identity


@pytest.mark.parametrize("once_more", [False, True])
def test_whoever_is_killed_while_a_database_is_mended_leaves_that_to_the_next(
    home: Path, database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, *, once_more: bool
) -> None:
    adopt = Values._adopt
    database.execute("INSERT INTO Settings VALUES ('transact', 'no')")
    if not (child := fork()):
        monkeypatch.setattr(Values, "_adopt", lambda self, row: adopt(self, row) and os._exit(9))
        opened(home)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    if once_more:
        (home / "cache.db").write_bytes(b"This is no database.\n" * 500)
    with opened(home) as cache:
        assert [notice.trouble for notice in cache.notices] == [Trouble.CACHE_REBUILT]
        assert Path(cache.notices[0].kept).exists()
        assert cache.entry(PORTAL, "1") == an_entry("1")
        assert cache.pictures.get("http://a.vn/1.jpg") is not None
    with opened(home) as cache:
        assert cache.notices == []


def test_a_suspicion_that_proves_wrong_changes_nothing(home: Path) -> None:
    (home / "cache.db.suspect").touch()
    with opened(home) as cache:
        assert cache.notices == []
        assert cache.entry(PORTAL, "1") == an_entry("1")
    assert not (home / "cache.db.suspect").exists()


@pytest.mark.parametrize(
    "tables", ["CREATE TABLE Cache (x); CREATE TABLE Settings (key, value)", "CREATE TABLE a (x)"]
)
def test_another_programs_database_is_moved_aside(tmp_path: Path, tables: str) -> None:
    with closing(sqlite3.connect(tmp_path / "cache.db")) as connection:
        connection.executescript(tables)
    with opened(tmp_path) as cache:
        assert [notice.trouble for notice in cache.notices] == [Trouble.CACHE_REBUILT]
        cache.put(an_entry("1"))
    assert (tmp_path / "cache.damaged-1").exists()


def test_a_database_that_another_process_has_locked_is_not_broken(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE a (x)")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            look(path, partial(sqlite3.connect, timeout=0))


def test_settings_that_diskcache_would_obey_blindly_are_not_read(
    home: Path, database: sqlite3.Connection
) -> None:
    database.execute("INSERT INTO Settings VALUES ('transact', 'no')")
    with opened(home) as cache:
        assert [notice.trouble for notice in cache.notices] == [Trouble.CACHE_REBUILT]
        assert cache.entry(PORTAL, "1") == an_entry("1")
        picture = cache.pictures.get("http://a.vn/1.jpg")
        assert picture is not None
        assert len(picture.body) == 2 << 20


def test_a_newer_versions_cache_is_left_alone(home: Path, database: sqlite3.Connection) -> None:
    database.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreTooNew):
        opened(home)
    ((count,),) = database.execute("SELECT count(*) FROM Cache")
    assert count > 3


def test_a_reader_reads_on_while_another_process_writes(tmp_path: Path) -> None:
    with ArticleCache.open(tmp_path, clock=now) as cache:
        cache.put(an_entry("0"))
        if not (child := fork()):
            with ArticleCache.open(tmp_path, clock=now) as own:
                for number in range(1, 60):
                    own.put(an_entry(str(number)), (a_page(b"<p>x</p>" * 300),))
            os._exit(0)
        counts = [1]
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            counts.append(sum(1 for _ in cache.entries()))
        assert sum(1 for _ in cache.entries()) == 60
        assert counts == sorted(counts)
        assert cache.notices == []


def test_a_database_that_cannot_be_opened_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "cache.db").mkdir()
    with pytest.raises(StoreError, match=r"cache\.db"), opened(tmp_path) as cache:
        cache.entry(PORTAL, "1")


def test_a_damaged_value_that_another_process_sets_anew_meanwhile_is_not_removed(
    home: Path, database: sqlite3.Connection
) -> None:
    with opened(home) as cache, opened(home) as other:
        cache.put_many([an_entry(str(number)) for number in range(2, 300)])
        database.execute("UPDATE Cache SET tag = '' WHERE key = ?", (KEY,))

        def set_anew(done: int, _of: int) -> None:
            if done:
                other.put(an_entry("1"))

        assert cache.examine(mend=True, watch=set_anew)[1] == 1
        assert cache.entry(PORTAL, "1") == an_entry("1")


def test_a_cache_that_is_removed_before_or_under_a_sync_is_told_for_what_it_stores_is_lost(
    tmp_path: Path,
) -> None:
    for lock in (partial(ArticleCache.lock_portal, portal="a"), ArticleCache.lock_single):
        with ArticleCache.open(tmp_path / "cache") as cache:
            with pytest.raises(StoreDamaged, match="removed"), lock(cache):
                shutil.rmtree(cache.directory)
            with pytest.raises(StoreDamaged, match="removed"), lock(cache):
                pytest.fail("it was held")
            assert not cache.directory.exists()
