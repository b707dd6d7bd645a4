"""Lists, searches and digests of all portals at once."""

import json
import shutil
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reader.cli.session import Session
from scrapers.model import Place, PortalCounts, Teaser
from tests.fakes_store import BASE, NOW, a_state, an_entry
from tests.reader.cli.conftest import Command, found

ENTRIES = (
    an_entry("1", "Thủ tướng thăm Vĩnh Long", published="2017-01-09", views=5),
    an_entry("2", "Họp báo quý I", text="Diễn biến: thủ tướng nghe báo cáo.", published="2018-01-17"),
    an_entry("1", "Thủ tướng làm việc với Hà Nội", portal="hanoi", published="2017-06-01", views=9),
    an_entry("3", "Thu tượng cổ", portal="hanoi", published="2018-02-01"),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    session = Session(tmp_path / "home")
    for portal in ("vinhlong", "hanoi", "forgotten"):
        session.library.cache.put_portal_state(a_state(portal=portal))
    session.library.cache.put_many(ENTRIES)
    session.library.catalogue.upsert_many(ENTRIES)
    for portal in ("vinhlong", "hanoi"):
        session.library.userdata.digest(portal, NOW - timedelta(days=1))
    session.close()
    return tmp_path / "home"


def test_a_list_of_all_portals_has_one_order(command: Command, home: Path) -> None:
    newest = ["hanoi/3", "vinhlong/2", "hanoi/1", "vinhlong/1"]
    assert found(command, home, "list", "--all") == newest
    assert found(command, home, "list", "--all", "--limit", 2) == newest[:2]
    assert found(command, home, "list", "--all", "--sort", "views")[:2] == ["hanoi/1", "vinhlong/1"]
    assert found(command, home, "list", "--all", "--until", "2017") == newest[2:]


def rises(home: Path, portal: str, id: str, by: int) -> None:
    """Let an article of a portal be read that much more in a day."""
    session = Session(home)
    for day, count in ((-1, 0), (0, by)):
        at = NOW + timedelta(days=day)
        session.library.userdata.begin_round(portal, at)
        seen = Teaser(id=id, url=f"{BASE}/xem/{id}", title="Tin", place=Place.MOST_READ, views=count + 10)
        session.library.userdata.see(portal, (seen,), None, at)
    session.close()


def test_what_rises_on_any_portal_stands_by_how_fast_it_does(command: Command, home: Path) -> None:
    unsorted = command("--home", home, "list", "--all", "--sort", "rising")
    assert "What rises shows after the next sync" in unsorted.err
    rises(home, "vinhlong", "1", 40)
    rises(home, "hanoi", "1", 50)
    risen = ["hanoi/1", "vinhlong/1", "hanoi/3", "vinhlong/2"]
    assert found(command, home, "list", "--all", "--sort", "rising") == risen
    assert found(command, home, "list", "--all", "--sort", "rising", "--limit", 1) == risen[:1]
    assert command("--home", home, "list", "--all", "--sort", "rising").err == ""


HANOI, VINH_LONG = (f"Sở Thông tin và Truyền thông {place}" for place in ("Hà Nội", "Vĩnh Long"))


def visited(home: Path, portal: str, total: int) -> None:
    """Let a portal say how many visits it had in two rounds."""
    session = Session(home)
    for day in (-1, 0):
        at = NOW + timedelta(days=day)
        session.library.userdata.begin_round(portal, at)
        session.library.userdata.see(portal, (), PortalCounts(total=total + day), at)
    session.close()


def test_counts_of_all_portals_have_one_order_and_each_portal_its_visits(
    command: Command, home: Path
) -> None:
    rises(home, "vinhlong", "1", 40)
    rises(home, "hanoi", "1", 50)
    visited(home, "hanoi", 900)
    visited(home, "vinhlong", 700)
    told = json.loads(command("--home", home, "stats", "--all", "--json").out)
    of_each = [(one["portal"], one["total"]) for one in told["visitors"]]
    assert (told["portal"], told["synced"]) == (None, NOW.isoformat())
    assert [(one["portal"], one["id"]) for one in told["rising"]] == [("hanoi", "1"), ("vinhlong", "1")]
    assert [(one["portal"], one["views"]) for one in told["most_read"]] == [("hanoi", 9), ("vinhlong", 5)]
    assert of_each == [("hanoi", 899), ("hanoi", 900), ("vinhlong", 699), ("vinhlong", 700)]

    done = command("--home", home, "stats", "--all", "--limit", 1)
    assert (done.code, done.err) == (0, "")
    most, rising, visits = done.out.strip().split("\n\n")
    assert "hanoi/1" in most
    assert "hanoi/1" in rising
    assert "vinhlong/1" not in done.out
    assert visits.splitlines() == [f"{HANOI}: 900 visits", f"{VINH_LONG}: 700 visits"]


def test_counts_of_all_portals_where_there_are_none_say_what_fetches_them(
    command: Command, tmp_path: Path
) -> None:
    none = command("--home", tmp_path, "stats", "--all")
    assert (none.code, none.out) == (0, "")
    assert "sync --portal vinhlong` fetches the news." in none.err
    both = command("--home", tmp_path, "stats", "--all", "--portal", "hanoi")
    assert (both.code, "--all and --portal cannot be used together" in both.err) == (2, True)


def test_a_search_of_all_portals_has_the_best_first_wherever_it_is(command: Command, home: Path) -> None:
    best = ["hanoi/1", "vinhlong/1", "vinhlong/2", "hanoi/3"]
    assert found(command, home, "search", "thủ tướng", "--all") == best
    assert found(command, home, "search", "thủ tướng", "--all", "--limit", 3) == best[:3]
    assert found(command, home, "search", "thủ tướng", "--all", "--sort", "date")[0] == "hanoi/3"


def test_a_category_is_looked_for_on_all_portals(command: Command, home: Path) -> None:
    names = found(command, home, "search", "thủ tướng", "--all", "--category", "Tin trong ngành")
    assert names == ["hanoi/1", "vinhlong/1", "vinhlong/2", "hanoi/3"]
    none = command("--home", home, "search", "--all", "thủ tướng chuyenmuc:thoitiet")
    assert (none.code, none.out) == (0, "")
    assert "No portal has a category “thoitiet”." in none.err


def test_articles_are_named_as_commands_take_them(command: Command, home: Path) -> None:
    listed = command("--home", home, "list", "--all", "--limit", 1).out
    hits = command("--home", home, "search", "--all", "hà nội").out
    assert "hanoi/3" in listed
    assert "hanoi/1" in hits
    assert command("--home", home, "show", "hanoi/1").out.startswith("Thủ tướng làm việc với Hà Nội")


def test_the_portals_say_what_is_here_of_each(command: Command, home: Path) -> None:
    command("--home", home, "mark", "hanoi/3")
    lines = command("--home", home, "portals").out.splitlines()
    below = {line.split()[0]: after for line, after in pairwise([*lines, ""]) if not line.startswith(" ")}
    assert below["hanoi"].startswith("    2 articles, 1 unread, synced ")
    assert below["vinhlong"].startswith("    2 articles, 2 unread, synced ")

    told = {one["name"]: one for one in json.loads(command("--home", home, "portals", "--json").out)}
    assert (told["hanoi"]["articles"], told["hanoi"]["unread"]) == (2, 1)
    assert told["hanoi"]["synced"] == NOW.isoformat()
    assert "forgotten" not in told


def test_portals_of_which_nothing_is_here_are_only_named(command: Command, tmp_path: Path) -> None:
    listed = command("--home", tmp_path / "new", "portals")
    assert [line.split()[0] for line in listed.out.splitlines()] == ["hanoi", "vinhlong"]
    assert not (tmp_path / "new").exists()


def test_a_store_that_cannot_be_opened_hides_no_portal(command: Command, home: Path) -> None:
    shutil.rmtree(home / "cache")
    (home / "cache").write_text("in the way")
    listed = command("--home", home, "portals")
    assert [line.split()[0] for line in listed.out.splitlines()] == ["hanoi", "vinhlong"]
    assert (listed.code, "Not a directory" in listed.err) == (0, True)


def test_a_digest_of_all_portals_tells_of_each_once(command: Command, home: Path) -> None:
    first = command("--home", home, "digest", "--all")
    assert first.out.index("Hà Nội: what is new") < first.out.index("Vĩnh Long: what is new")
    assert command("--home", home, "digest", "--all").out == ""
    assert command("--home", home, "digest", "--portal", "hanoi").out == ""


def test_a_digest_of_all_portals_names_articles_as_commands_take_them(command: Command, home: Path) -> None:
    of_all = command("--home", home, "digest", "--all", "--peek").out
    assert sorted(line.split()[0] for line in of_all.splitlines() if "/20" in line and "  " in line[:2]) == [
        "hanoi/1", "hanoi/3", "vinhlong/1", "vinhlong/2",
    ]  # fmt: skip
    of_one = command("--home", home, "digest", "--portal", "hanoi", "--peek").out
    assert "hanoi/" not in of_one


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("list", "--json"), ("list", "--by", "year"), ("search", "tin"), ("stats",),
        ("categories",), ("export",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_of_several_portals_the_one_that_nobody_named_is_named(
    command: Command, home: Path, words: tuple[str, ...]
) -> None:
    said = "This is the news of vinhlong, which was synced last; --portal names another."
    assert said in command("--home", home, *words).err
    assert said not in command("--home", home, *words, "--portal", "vinhlong").err


@pytest.mark.parametrize("words", [("list",), ("search", "thủ tướng")], ids=" ".join)
def test_its_articles_are_named_as_commands_take_them(
    command: Command, home: Path, words: tuple[str, ...]
) -> None:
    unnamed = command("--home", home, *words).out
    named = [word for word in unnamed.split() if word.endswith("/1")]
    assert named == ["vinhlong/1"]
    assert command("--home", home, "show", *named).code == 0
    assert "vinhlong/" not in command("--home", home, *words, "--portal", "vinhlong").out


def test_a_portal_of_the_settings_or_the_only_one_is_named_by_nobody(command: Command, home: Path) -> None:
    (home / "config").mkdir(exist_ok=True)
    (home / "config/config.toml").write_text('portal = "hanoi"\n')
    assert command("--home", home, "list").err == ""
    assert command("--home", home, "list", "--all").err == ""


def test_a_digest_for_programs_is_a_list_of_portals(command: Command, home: Path) -> None:
    done = command("--home", home, "digest", "--all", "--json", "--peek")
    told = json.loads(done.out)
    assert [(one["portal"], len(one["articles"])) for one in told] == [("hanoi", 2), ("vinhlong", 2)]
    assert "Vĩnh Long: what is new" in command("--home", home, "digest", "--all").out


@pytest.mark.parametrize(
    ("words", "other"),
    [
        (("list", "--all", "--portal", "hanoi"), "--portal"),
        (("search", "a", "--all", "--portal", "hanoi"), "--portal"),
        (("export", "--all", "--portal", "hanoi"), "--portal"),
        (("digest", "--all", "--portal", "hanoi"), "--portal"),
    ],
)
def test_what_is_about_one_portal_excludes_all(
    command: Command, home: Path, words: tuple[str, ...], other: str
) -> None:
    done = command("--home", home, *words)
    assert (done.code, done.out) == (2, "")
    assert f"--all and {other} cannot be used together." in done.err


@pytest.mark.parametrize("words", [("list",), ("search", "a"), ("categories",)])
def test_where_nothing_was_fetched_it_says_what_fetches(
    command: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = command("--home", tmp_path / "new", *words, "--all")
    assert (done.code, done.out) == (0, "")
    assert f"`tinvl --home {tmp_path}/new sync" in done.err
    empty = command("--home", tmp_path / "new", "digest", "--all", "--json")
    assert json.loads(empty.out) == []


def test_a_portal_whose_file_is_gone_is_left_out(command: Command, home: Path) -> None:
    """Nothing could be told of it, and the reader could not open it."""
    session = Session(home)
    lost = an_entry("7", "Thủ tướng đi xa", portal="forgotten")
    session.library.cache.put_many([lost])
    session.library.catalogue.upsert_many([lost])
    session.close()
    assert "forgotten/7" not in found(command, home, "search", "thủ tướng", "--all")
    assert "forgotten/7" not in found(command, home, "list", "--all")


def test_an_export_of_all_portals_names_each_articles_own(command: Command, home: Path) -> None:
    done = command("--home", home, "export", "--all")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [f"{one['portal']}/{one['id']}" for one in lines] == [
        "hanoi/3", "vinhlong/2", "hanoi/1", "vinhlong/1"
    ]  # fmt: skip
    feed = command("--home", home, "export", "--all", "--search", "thủ tướng", "--format", "atom").out
    assert "<title>All portals · “thủ tướng”</title>" in feed
    assert feed.index("Thủ tướng làm việc với Hà Nội") < feed.index("Thủ tướng thăm Vĩnh Long")
    bibliography = command("--home", home, "export", "--all", "--format", "bibtex").out
    assert bibliography.count("Sở Thông tin và Truyền thông Hà Nội") == 2


def test_the_doctor_says_of_which_portal_its_news_are(command: Command, home: Path) -> None:
    looked = ("doctor", "--offline")
    lines = command("--home", home, *looked).out.splitlines()
    named = {line[3:].partition("  ")[0] for line in lines}
    assert {"age (vinhlong)", "coverage (vinhlong)", "stored values", "cache"} <= named
    assert "coverage (hanoi)" in command("--home", home, *looked, "--portal", "hanoi").out
    told = json.loads(command("--home", home, *looked, "--json").out)
    assert {one["check"] for one in told if one["portal"]} == {"age", "coverage"}


def test_of_the_only_portal_the_doctor_names_none(command: Command, filled: Path) -> None:
    said = command("--home", filled, "doctor", "--offline").out
    assert "coverage  " in said
    assert "(demo)" not in said


# The reader ---------------------------------------------------------------------------------------------


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """The portals that the reader was begun with, and whether all were to be shown."""
    begun: list[tuple[str, bool]] = []

    def begin(_session: Session, portal: str, *, everywhere: bool) -> int:
        begun.append((portal, everywhere))
        return 0

    monkeypatch.setattr("reader.cli.interface.open_reader", begin)
    return begun


def test_the_reader_begins_with_all_portals_where_that_is_asked_for_or_set(
    command: Command, home: Path, begun: list[tuple[str, bool]]
) -> None:
    command("--home", home)
    command("--home", home, "--all")
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text('all_portals = true\nportal = "hanoi"\n')
    command("--home", home)
    command("--home", home, "--portal", "vinhlong")
    assert begun == [("vinhlong", False), ("vinhlong", True), ("hanoi", True), ("vinhlong", False)]


def test_where_there_is_news_of_one_portal_the_reader_begins_with_it(
    command: Command, tmp_path: Path, begun: list[tuple[str, bool]]
) -> None:
    session = Session(tmp_path)
    session.library.cache.put_many(ENTRIES[:1])
    session.library.catalogue.upsert_many(ENTRIES[:1])
    session.close()
    done = command("--home", tmp_path, "--all")
    assert (begun, done.err) == ([("vinhlong", False)], "There is news of only one portal here.\n")


def test_asked_for_wrongly_it_is_refused(command: Command, home: Path) -> None:
    both = command("--home", home, "--all", "--portal", "hanoi")
    assert (both.code, "--all and --portal cannot be used together" in both.err) == (2, True)
    before = command("--home", home, "--all", "list")
    assert (before.code, "--all before a command opens the reader" in before.err) == (2, True)
