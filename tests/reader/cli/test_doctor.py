"""`tinvl doctor` on a whole home, and on homes damaged in each way it knows."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import structs

from reader.cli import doctor
from reader.cli.abilities import Abilities
from reader.cli.exits import Exit
from reader.doctor import stores
from reader.doctor.finding import NAMES, Grade
from reader.library import Library
from reader.model import Query
from reader.paths import Paths
from reader.user.migrations import copy_of
from scrapers.stores.cache import ArticleCache
from tests.fakes_store import an_entry
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini
from tests.reader.cli.processes import on_terminal, tinvl


@pytest.fixture(autouse=True)
def _a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def looked_at(command: Command, home: Path, *more: str) -> tuple[int, dict[str, str]]:
    done = command("--home", home, "doctor", "--portal", "demo", "--offline", "--json", *more)
    return done.code, {one["check"]: one["grade"] for one in json.loads(done.out)}


def test_a_whole_home_is_well(command: Command, home: Path) -> None:
    code, grades = looked_at(command, home)
    assert set(grades.values()) == {"well"}, grades
    assert code == 0


def test_without_a_portal_named_it_looks_at_the_one_synced_last(command: Command, home: Path) -> None:
    done = command("--home", home, "doctor", "--offline", "--json")
    said = {one["check"]: one["said"] for one in json.loads(done.out)}
    assert done.code == 0
    assert re.search(r"\b105\b", said["coverage"]), said


STORES = {
    "cache": "cache/cache.db",
    "catalogue": "cache/catalogue.sqlite",
    "marks": "data/userdata.sqlite",
}


def garbled(path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (x)")


@pytest.mark.parametrize("damage", [garbled, foreign])
@pytest.mark.parametrize(("name", "file"), STORES.items())
def test_a_damaged_store_is_named_left_alone_and_repaired_on_request(
    command: Command, home: Path, name: str, file: str, damage: Callable[[Path], None]
) -> None:
    damage(home / file)
    before = (home / file).read_bytes()
    code, grades = looked_at(command, home)
    assert (code, grades[name]) == (1, "odd")
    assert (home / file).read_bytes() == before
    _, grades = looked_at(command, home, "--repair")
    assert grades[name] == "well"


@pytest.mark.parametrize("damage", [garbled, foreign])
def test_on_a_full_disk_no_store_is_called_damaged(
    command: Command, home: Path, damage: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "_ROOM", 1 << 62)
    assert looked_at(command, home)[0] == 0
    damage(home / "cache/cache.db")
    code, grades = looked_at(command, home)
    assert (code, grades["cache"], grades["marks"]) == (1, "odd", "well")
    said = command("--home", home, "doctor", "--portal", "demo", "--offline").out
    assert "It cannot be read on a full disk. Free some space, then look again." in " ".join(said.split())
    assert "damaged, or" not in said


def test_a_store_that_cannot_be_opened_is_not_called_damaged(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "cache/catalogue.sqlite-shm").unlink(missing_ok=True)
    (home / "cache/catalogue.sqlite-shm").symlink_to(home / "none" / "shm")
    code, grades = looked_at(command, home)
    assert (code, grades["catalogue"], grades["cache"]) == (Exit.STORE, "lost", "well")
    assert (
        "unable to open database file"
        in command("--home", home, "doctor", "--portal", "demo", "--offline").out
    )
    monkeypatch.setattr(stores, "_ROOM", 1 << 62)
    assert looked_at(command, home)[1]["catalogue"] == "odd"


def test_a_store_that_had_no_room_is_yet_to_be_made_unless_there_was_one(tmp_path: Path) -> None:
    paths = Paths.choose(tmp_path)
    for file in (paths.cache / "cache.db", paths.catalogue, paths.userdata):
        file.parent.mkdir(exist_ok=True)
        file.touch()
    assert [one.check for one in stores.check(paths)] == [*STORES]
    assert {one.said for one in stores.check(paths)} == {"Not there yet; the first sync makes it."}
    copy_of(paths.userdata).touch()
    assert [one.check for one in stores.check(paths) if one.grade is Grade.ODD] == ["marks"]


def test_nothing_is_repaired_under_a_sync_that_runs(command: Command, home: Path) -> None:
    with ArticleCache.open(home / "cache") as cache, cache.lock_portal("demo"):
        done = command("--home", home, "doctor", "--portal", "demo", "--offline", "--repair")
    assert (done.code, done.out) == (4, "")
    assert "A sync of demo is running (process " in done.err
    assert looked_at(command, home, "--repair")[0] == 0


def test_a_list_that_misses_an_article_is_made_anew(command: Command, home: Path) -> None:
    with closing(sqlite3.connect(home / "cache/catalogue.sqlite")) as connection, connection:
        connection.execute("DELETE FROM head WHERE row = (SELECT max(row) FROM head)")
    code, grades = looked_at(command, home)
    assert (code, grades["agreement"]) == (1, "odd")
    code, grades = looked_at(command, home, "--repair")
    assert (code, grades["agreement"]) == (0, "well")


def test_what_a_killed_program_stored_last_is_no_damage(command: Command, home: Path) -> None:
    looked = ("--home", home, "doctor", "--portal", "demo", "--offline")
    with ArticleCache.open(home / "cache") as cache:
        cache.put(an_entry("99999", portal="demo"))
    done = command(*looked)
    assert done.code == 0
    assert "Cache and list agree on 105 articles. 1 more was stored last" in " ".join(done.out.split())
    command("--home", home, "list", "--portal", "demo")
    assert "Cache and list agree on 106 articles.\n" in command(*looked).out


def test_a_note_of_what_was_stored_whose_key_was_damaged_keeps_nothing_from_being_looked_at(
    command: Command, home: Path
) -> None:
    with ArticleCache.open(home / "cache") as cache:
        cache.put(an_entry("99999", portal="demo"))
    with closing(sqlite3.connect(home / "cache/cache.db")) as connection, connection:
        connection.execute("UPDATE Cache SET key = replace(key, 'demo/', 'demo_') WHERE key LIKE 'pending/%'")
    assert looked_at(command, home)[1]["agreement"] == "odd"


@pytest.mark.parametrize("wrong", ["articles = articles + 1", "slug = 'no-such-category'"])
def test_a_list_that_counts_wrongly_is_made_anew(command: Command, home: Path, wrong: str) -> None:
    with closing(sqlite3.connect(home / "cache/catalogue.sqlite")) as connection, connection:
        connection.execute(f"UPDATE total SET {wrong} WHERE slug = (SELECT max(slug) FROM total)")  # noqa: S608 - own words
    code, grades = looked_at(command, home)
    assert (code, grades["agreement"]) == (1, "odd")
    code, grades = looked_at(command, home, "--repair")
    assert (code, grades["agreement"]) == (0, "well")


def test_a_list_of_an_older_program_has_no_counts_to_be_wrong(command: Command, home: Path) -> None:
    with closing(sqlite3.connect(home / "cache/catalogue.sqlite")) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP TABLE total")
    assert looked_at(command, home)[1]["agreement"] == "well"


def test_a_terminal_shows_how_far_a_list_is_that_is_made_anew(home: Path) -> None:
    (home / "cache/catalogue.sqlite").unlink()
    _, drawn = on_terminal("--home", home, "--lang", "en", "list", "--portal", "demo")
    assert "Rebuilding the list of articles" in drawn
    _, drawn = on_terminal("--home", home, "--lang", "en", "list", "--portal", "demo")
    assert "Rebuilding the list of articles" not in drawn


def test_a_terminal_shows_how_far_a_check_is(home: Path) -> None:
    _, drawn = on_terminal("--home", home, "--lang", "en", "doctor", "--portal", "demo", "--offline")
    assert "Looking through the cache" in drawn


def test_a_value_that_is_not_what_was_stored_is_found_and_removed_on_request(
    command: Command, home: Path
) -> None:
    with closing(sqlite3.connect(home / "cache/cache.db")) as connection, connection:
        connection.execute("UPDATE Cache SET value = '{}' WHERE rowid = (SELECT min(rowid) FROM Cache)")
        connection.execute("UPDATE Cache SET tag = '1.x' WHERE key LIKE 'picture/%'")
    code, grades = looked_at(command, home)
    assert (code, grades["digests"]) == (1, "odd")
    assert looked_at(command, home)[1]["digests"] == "odd", "a check changes nothing"
    code, grades = looked_at(command, home, "--repair")
    assert (code, grades["digests"]) == (0, "well")


def test_a_marked_article_that_is_nowhere_is_named(command: Command, home: Path) -> None:
    with Library.open(Paths.choose(home)) as library:
        head = library.heads(library.rows(Query(portal="demo", limit=1)))[0]
        library.userdata.mark("demo", head.id, "later", on=True)
    assert looked_at(command, home)[1]["marked articles"] == "well"
    with Library.open(Paths.choose(home)) as library:
        library.userdata.mark("demo", "999999", "later", on=True)
    code, grades = looked_at(command, home)
    assert (code, grades["marked articles"], grades["coverage"]) == (1, "odd", "well")


def test_every_check_has_a_name_in_both_languages(command: Command, filled: Path) -> None:
    found = json.loads(command("--home", filled, "doctor", "--portal", "demo", "--offline", "--json").out)
    assert {one["check"] for one in found} <= set(NAMES)
    drawn = command("--home", filled, "doctor", "--portal", "demo", "--offline").out
    assert all(NAMES[one["check"]] in drawn for one in found)


def test_fields_that_a_second_rule_gives_are_named(command: Command, home: Path) -> None:
    with Library.open(Paths.choose(home)) as library:
        state = library.cache.portal_state("demo")
        rules = {"article.title: css h1": 90, "article.title: css h2": 7}
        library.cache.put_portal_state(structs.replace(state, rules=rules))
    done = command("--home", home, "doctor", "--portal", "demo", "--offline")
    assert "Read by a second rule on some pages: article.title (7)." in done.out


@pytest.mark.parametrize(
    ("environ", "abilities", "said"),
    [
        ({"TERM": "xterm-kitty"}, Abilities("tgp"), "Shown with all their pixels."),
        ({"TERM": "linux"}, Abilities("sixel", all_colours=True), "Shown with all their pixels."),
        ({"TERM": "xterm"}, Abilities(), "Shown with coloured half blocks."),
        ({"TERM": "linux"}, Abilities(), "Not shown without colours."),
        ({"TERM": "xterm", "NO_COLOR": "1"}, Abilities("sixel"), "Not shown without colours."),
    ],
)
def test_how_pictures_are_shown_is_what_the_terminal_answers(
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    abilities: Abilities,
    said: str,
) -> None:
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(doctor, "on_terminal", lambda: True)
    monkeypatch.setattr(doctor, "abilities_here", lambda _patience: abilities)
    assert said in command("doctor", "--offline").out


def test_marks_of_a_newer_version_are_beyond_repair(command: Command, home: Path) -> None:
    with closing(sqlite3.connect(home / "data/userdata.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    code, grades = looked_at(command, home)
    assert (code, grades["marks"]) == (4, "lost")


def test_directories_that_cannot_be_made_are_no_empty_home(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, grades = looked_at(command, tmp_path / "file" / "home")
    places = ("cache directory", "data directory", "config directory")
    assert (code, {grades[place] for place in places}) == (Exit.STORE, {"lost"})
    assert looked_at(command, tmp_path / "home")[0] == 0


def test_a_file_in_the_place_of_a_directory_is_told(command: Command, home: Path) -> None:
    shutil.rmtree(home / "data")
    (home / "data").touch(0o700)
    code, grades = looked_at(command, home)
    assert (code, grades["data directory"]) == (Exit.STORE, "lost")


def test_directories_in_a_place_that_is_not_the_users_are_told_before_they_are_missed(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path) != tmp_path)  # root may write everywhere
    code, grades = looked_at(command, tmp_path / "home")
    assert (code, grades["data directory"]) == (Exit.STORE, "lost")


def test_open_directories_are_closed(command: Command, home: Path) -> None:
    (home / "data").chmod(0o755)
    code, grades = looked_at(command, home)
    assert (code, grades["data directory"]) == (1, "odd")
    assert looked_at(command, home, "--repair")[0] == 0
    assert (home / "data").stat().st_mode & 0o077 == 0
    (home / "config").chmod(0o755)
    assert looked_at(command, home)[0] == 0


def test_a_portal_whose_file_is_gone_is_named_beside_all_else(command: Command, tmp_path: Path) -> None:
    with Mini() as mini:
        mini.install(tmp_path)
        command("--home", tmp_path, "sync", "--portal", "mini", "--delay", 0)
        (tmp_path / "config/portals/mini.toml").unlink()
        done = command("--home", tmp_path, "doctor")
        asked = command("--home", tmp_path, "doctor", "--portal", "mini")
    assert done.code == Exit.PARTLY
    assert "3 of 3 articles are here." in done.out
    assert "No file describes mini, of which articles are here." in done.out
    assert "portals add ADDRESS --name mini` follows it again." in done.out
    assert (asked.code, asked.out) == (Exit.USAGE, "")


def test_the_report_names_no_path_and_no_article(command: Command, home: Path, tmp_path: Path) -> None:
    listed = json.loads(command("--home", home, "list", "--portal", "demo", "--json").out)
    report = tmp_path / "report.txt"
    looked_at(command, home, "--report", str(report))
    text = report.read_text()
    assert "cache: Intact." in text
    assert "SQLite 3." in text
    assert "vinhlong" not in text
    assert str(home) not in text
    assert str(Path.home()) not in text
    assert not [one["title"] for one in listed if one["title"] in text]


def test_the_report_does_not_say_where_what_is_wrong_lies(command: Command, home: Path) -> None:
    (home / "data/userdata.sqlite-shm").unlink(missing_ok=True)
    (home / "data/userdata.sqlite-shm").mkdir()
    report = home / "report.txt"
    code, grades = looked_at(command, home, "--report", str(report))
    assert (code, grades["marks"]) == (Exit.STORE, "lost")
    assert "marks: …/userdata.sqlite-shm is no file" in report.read_text()


def test_doctor_draws_no_interface_and_makes_nothing(tmp_path: Path) -> None:
    done = tinvl("--home", tmp_path / "none", "doctor", "--offline", TERM="xterm-256color")
    assert done.returncode in (0, 1), done.stderr
    assert not (tmp_path / "none").exists()


def test_on_a_narrow_terminal_all_of_an_advice_is_read(home: Path) -> None:
    garbled(home / "cache/cache.db")
    check, at = ("doctor", "--portal", "demo", "--offline"), str(home)
    piped = tinvl(*check, TERM="xterm-256color", TINVL_HOME=at).stdout
    code, drawn = on_terminal(*check, columns=60, NO_COLOR="1", TINVL_HOME=at)

    said = next(line for line in piped.splitlines() if "doctor --repair" in line)
    assert (code, len(said) > 60) == (1, True)
    assert " ".join(said.split()) in " ".join(drawn.split())
    _questions, _fence, told = drawn.rpartition("\x1b[6n")
    assert max(map(len, told.splitlines())) <= 60
