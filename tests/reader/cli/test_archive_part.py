"""`tinvl archive export --since`: a second file has what came since the first, and nothing is missed."""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from reader.library import Library
from reader.paths import Paths
from scrapers.clock import PORTAL_TIME
from scrapers.exchange.give import Part, bytes_of_pictures
from scrapers.model import Entry, Image
from scrapers.states import ListingState
from tests.archives import DEMO, export, heads, lines_of, stock
from tests.fakes_store import NOW, PORTAL, a_state, an_entry
from tests.reader.cli.conftest import Command

MONDAY = datetime(2018, 1, 15, tzinfo=PORTAL_TIME)
FRIDAY = MONDAY + timedelta(days=4)
PICTURE = "http://stttt.vinhlong.gov.vn/anh/1.png"


def came(home: Path, at: datetime, *keys: str) -> None:
    """Let values of the cache have been stored at a time, all of them or those that end so."""
    with sqlite3.connect(home / "cache/cache.db") as connection:
        for key in keys or ("",):
            moved = connection.execute(
                "UPDATE Cache SET store_time = ? WHERE key LIKE ?", (at.timestamp(), f"%{key}")
            )
            assert moved.rowcount, key
    connection.close()


def items(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines_of(file).splitlines()]


def articles(file: Path) -> list[str]:
    return [str(item["entry"]["id"]) for item in items(file) if item["kind"] == "article"]  # type: ignore[index]


def illustrated(id: str) -> Entry:
    entry = an_entry(id)
    assert entry.article is not None
    return replace(entry, article=replace(entry.article, blocks=(Image(url=PICTURE),)))


def test_a_second_file_has_what_came_or_changed_since_a_day(command: Command, tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "tin.tinvl"
    stock(here, [an_entry("1"), an_entry("2"), an_entry("3", cached=False)])
    came(here, MONDAY - timedelta(seconds=1))
    export(command, here, file, portal=PORTAL)
    assert "2 new articles" in command("--home", there, "archive", "import", file).err
    # The first is corrected, the third gets its text, the fourth is one that another file brought.
    stock(here, [an_entry("1", text="Mới."), an_entry("3"), an_entry("4")])
    came(here, MONDAY, "/1", "/3", "/4")
    said = export(command, here, file, "--since", "15/01/2018", portal=PORTAL)
    assert said.startswith("3 articles written")
    assert articles(file) == ["1", "3", "4"]
    assert command("--home", there, "archive", "import", file).code == 0
    assert heads(command, there, PORTAL) == heads(command, here, PORTAL)


def test_a_part_says_nothing_of_how_far_walks_have_come(command: Command, tmp_path: Path) -> None:
    here, file = tmp_path / "here", tmp_path / "tin.tinvl"
    stock(here, [an_entry("1")])
    with Library.open(Paths.choose(here)) as library:
        library.cache.put_portal_state(a_state())
        walk = ListingState(portal=PORTAL, category="cntt", complete=True, walked_at=NOW)
        library.cache.put_many((), walk)
    export(command, here, file, portal=PORTAL)
    assert [one["category"] for one in items(file)[1]["listings"]] == ["cntt"]  # type: ignore[attr-defined]
    export(command, here, file, "--since", "2018", portal=PORTAL)
    assert "listings" not in items(file)[1]


def test_pictures_go_that_came_since_then_with_their_articles(command: Command, tmp_path: Path) -> None:
    here, file = tmp_path / "here", tmp_path / "tin.tinvl"
    stock(here, [illustrated("1"), an_entry("2")])
    with Library.open(Paths.choose(here)) as library:
        library.cache.pictures.put(PICTURE, b"\x89PNG")
    came(here, MONDAY)
    came(here, FRIDAY, PICTURE)
    export(command, here, file, "--since", "2018-01-19", portal=PORTAL)
    assert [item["kind"] for item in items(file)] == ["head", "portal", "article", "picture", "end"]
    assert articles(file) == ["1"]
    export(command, here, file, "--since", "2018-01-19", "--no-pictures", portal=PORTAL)
    assert articles(file) == []
    came(here, MONDAY, PICTURE)
    came(here, FRIDAY, f"{PORTAL}/1")
    export(command, here, file, "--since", "2018-01-19", portal=PORTAL)
    assert [item["kind"] for item in items(file)] == ["head", "portal", "article", "end"]
    with Library.open(Paths.choose(here)) as library:
        taken = [bytes_of_pictures([PORTAL], library.cache, Part(at.timestamp())) for at in (MONDAY, FRIDAY)]
        assert taken == [bytes_of_pictures([PORTAL], library.cache), 0]
        assert taken[0] > 0


def test_a_file_without_news_is_one_that_can_be_imported(
    command: Command, home: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    came(home, MONDAY)
    said = export(command, home, file, "--since", "16/01/2018")
    assert "There is nothing of what was asked for: the file is whole, but has no article." in said
    assert [item["kind"] for item in items(file)] == ["head", "portal", "end"]
    done = command("--home", other, "archive", "import", file)
    assert (done.code, done.err) == (0, "Nothing new: all of it was known.\n")
    assert articles(file) == []
    export(command, home, file, "--since", "15/01/2018")
    assert len(articles(file)) == 105


def test_a_category_can_be_taken_alone(command: Command, home: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    listed = json.loads(
        command("--home", home, "list", "--portal", DEMO, "-c", "Thông báo", "--json", "--limit", 1000).out
    )
    said = export(command, home, file, "--category", "thong bao")
    assert sorted(articles(file)) == sorted(one["id"] for one in listed)
    assert 0 < len(listed) < 105
    assert said.startswith(f"{len(listed)} articles written")
    assert "listings" not in items(file)[1]
    of_all = command("--home", home, "archive", "export", "--all", "-c", "Thông báo", "-o", file)
    assert (of_all.code, len(articles(file))) == (0, len(listed))
    assert command("--home", other, "archive", "import", file).code == 0
    assert sorted(str(one["id"]) for one in heads(command, other)) == sorted(articles(file))
    done = command("--home", home, "archive", "export", "--all", "-c", "weather", "-o", tmp_path / "none")
    assert (done.code, "What there is: " in done.err) == (2, True)
    assert not (tmp_path / "none").exists()
