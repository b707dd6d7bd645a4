"""`tinvl digest` and `tinvl sync --notify` on the demo's two editions."""

import fcntl
import json
import os
import select
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from reader.library import Library
from reader.paths import Paths
from reader.user.userdata import UserData
from scrapers.clock import utc_now
from scrapers.demo.server import DemoServer
from scrapers.stores.lock import in_turn
from tests import hostile
from tests.demo_client import small_news
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import on_terminal, tinvl, words, world

PATIENCE = 30
"""Seconds after which a digest counts as one that says nothing."""


def sync(command: Command, home: Path, edition: int, *more: str, small: bool = False) -> str:
    with DemoServer(news=small_news() if small else None, edition=edition) as server:
        done = command(
            "--home",
            home,
            "sync",
            "--portal",
            "demo",
            "--base-url",
            server.url,
            "--delay",
            "0",
            "--full",
            "--no-images",
            *more,
        )
    assert done.code == 0, done.err
    return done.err


def digest(command: Command, home: Path, *more: str) -> str:
    done = command("--home", home, "digest", "--portal", "demo", *more)
    assert (done.code, done.err) == (0, "")
    return done.out


def watch(home: Path, *words: str) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "config.toml").write_text(f"watch = {json.dumps(words, ensure_ascii=False)}")


def test_it_tells_each_thing_once_and_then_is_quiet(command: Command, home: Path):
    everything = digest(command, home, "--peek")
    assert everything.splitlines()[2:] == digest(command, home, "--peek").splitlines()[2:], (
        "a look moves nothing"
    )
    first = json.loads(digest(command, home, "--peek", "--json"))
    assert digest(command, home).splitlines()[2:] == everything.splitlines()[2:]
    assert digest(command, home) == ""
    sync(command, home, 2)
    told = json.loads(digest(command, home, "--json"))
    assert told["corrections"]
    assert all(head["revision"] == 2 for head in told["corrections"])
    new = {head["id"] for head in told["articles"]}
    assert new
    assert not new & {head["id"] for head in first["articles"]}
    assert sum(category["count"] for category in told["categories"]) >= len(new)
    assert digest(command, home) == ""


def test_of_two_at_once_one_waits_from_what_the_other_reads_to_the_note_that_it_was_told(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
):
    lock, told = Paths.choose(home).userdata.with_name("digest.lock"), list[tuple[str, bool]]()

    def watched(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def go(*given: object) -> object:
            told.append((name, is_held(lock)))
            return work(*given)

        return go

    monkeypatch.setattr(UserData, "digested", watched("read", UserData.digested))
    monkeypatch.setattr(UserData, "digest", watched("noted", UserData.digest))
    assert digest(command, home) != ""
    assert told == [("read", True), ("noted", True)]
    assert not is_held(lock)
    told.clear()
    digest(command, home, "--peek")
    assert told == [("read", False)], "who only looks keeps nobody waiting"


def test_one_whose_output_nobody_takes_is_named_by_the_one_that_waits_for_it_and_nothing_is_told_twice(
    home: Path,
):
    lock = Paths.choose(home).userdata.with_name("digest.lock")
    with in_turn(lock, utc_now(), pytest.fail):
        second = subprocess.Popen(
            words(("--home", home, "digest", "--portal", "demo")), env=world(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert second.stdout is not None
        assert second.stderr is not None
        assert select.select([second.stderr], [], [], PATIENCE)[0], "it says what it waits for"
        assert second.stderr.readline().startswith(f"Another digest is printing (process {os.getpid()} since")
    told, errors = second.communicate(timeout=60)
    assert "what is new since" in told
    assert (second.returncode, errors) == (0, "")


def is_held(lock: Path) -> bool:
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def test_its_text_names_categories_corrections_and_watched_words(command: Command, home: Path):
    digest(command, home)
    sync(command, home, 2)
    told = json.loads(digest(command, home, "--peek", "--json"))
    words = told["articles"][0]["title"].split()[:2]
    watch(home, " ".join(words))
    text = digest(command, home)
    assert "what is new since" in text.splitlines()[0]
    assert "Words you watch for\n" in text
    assert f"\nCorrected ({len(told['corrections'])})\n" in text
    for category in told["categories"]:
        assert f"\n{category['name']} ({category['count']})\n" in text
    lines = [line.split(maxsplit=2) for line in text.splitlines() if line.startswith("  ")]
    listed = {(line[0], line[2]) for line in lines if len(line) > 2}
    assert {(head["id"], head["title"]) for head in told["articles"][:5]} <= listed, (
        "`tinvl show` takes the id"
    )


def test_on_a_terminal_it_says_that_nothing_is_new(command: Command, home: Path):
    digest(command, home)
    code, drawn = on_terminal("--home", home, "digest", "--portal", "demo")
    assert code == 0
    assert drawn.startswith("Nothing new since ")


@pytest.mark.parametrize("more", [(), ("--all",)])
def test_where_nothing_was_fetched_yet_a_terminal_is_told_what_fetches_it(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    code, drawn = on_terminal("--home", tmp_path, "digest", *more)
    assert code == 0
    assert f"Nothing here yet. `tinvl --home {tmp_path} sync --portal vinhlong` fetches" in drawn


def test_an_empty_home_has_nothing_to_tell(tmp_path: Path):
    done = tinvl("--home", tmp_path, "digest", "--portal", "vinhlong")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_no_trick_of_a_text_reaches_the_terminal(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
):
    head_of, text = Library.head, ""

    def head(self: Library, row: int) -> object:
        found = head_of(self, row)
        return found and msgspec.structs.replace(found, title=text, published=text)

    monkeypatch.setattr(Library, "head", head)
    watch(home, "chữ ký số")
    for name, trick in hostile.TEXTS.items():
        text = trick.encode(errors="ignore").decode()
        for more in ((), ("--json",)):
            out = digest(command, home, "--peek", *more)
            assert out, name
            assert hostile.harmless(out), name


# Notifications ------------------------------------------------------------------------------------------


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was raised, title and text."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "reader.cli.notifying.notify", lambda title, body, **_: found.append((title, body)) or "terminal"
    )
    return found


def test_new_matches_of_a_sync_are_raised_once(command: Command, home: Path, raised: list[tuple[str, str]]):
    digest(command, home)
    watch(home, "Vĩnh Long")
    sync(command, home, 1, "--notify")
    assert raised == [], "nothing is new"
    sync(command, home, 2, "--notify")
    told = json.loads(digest(command, home, "--json"))
    fresh = {head["id"] for head in told["articles"]}
    new = [one for one in told["watched"] if one["id"] in fresh]
    assert new
    ((title, body),) = raised
    assert title == f"{len(new)} new article{'s' if len(new) > 1 else ''} you watch for"
    assert any(one["title"] in body for one in new)
    raised.clear()
    sync(command, home, 2, "--notify")
    assert raised == []


def test_without_words_it_says_how_to_name_some(
    command: Command, tmp_path: Path, raised: list[tuple[str, str]]
):
    said = sync(command, tmp_path, 1, "--notify", small=True)
    assert "`watch` in config.toml" in said
    assert raised == []
    assert sync(command, tmp_path, 1, "--notify", "--quiet", small=True) == ""


def quiet_sync(home: Path, url: str) -> tuple[object, ...]:
    """Words of a command that syncs, notifies, and says nothing else."""
    options = ("--delay", "0", "--no-images", "--notify", "-q")
    return ("--home", home, "sync", "--portal", "demo", "--base-url", url, *options)


def test_on_a_terminal_without_a_display_the_terminal_raises_it(command: Command, home: Path):
    watch(home, "Vĩnh Long")
    with DemoServer(edition=2) as server:
        code, drawn = on_terminal(
            *quiet_sync(home, server.url),
            DISPLAY="",
            WAYLAND_DISPLAY="",
        )
    assert code == 0
    begun, _, rest = drawn.partition("\x1b]9;tinvl: ")
    assert (begun, rest[-2:]) == ("", "\x1b\\")
    assert "you watch for Vĩnh Long: " in rest
    assert hostile.harmless(rest[:-2])


def test_with_notify_send_there_it_is_called_with_the_text_as_its_last_words(
    command: Command, home: Path, tmp_path: Path
):
    program = tmp_path / "notify-send"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/said"\n')
    program.chmod(0o755)
    watch(home, "Vĩnh Long")
    with DemoServer(edition=2) as server:
        done = tinvl(
            *quiet_sync(home, server.url),
            DISPLAY=":99",
            PATH=f"{tmp_path}:{os.environ['PATH']}",
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    said = (tmp_path / "said").read_text().splitlines()
    assert said[:2] == ["--app-name=tinvl", "--"]
    assert said[2].endswith("you watch for")
    assert said[3].startswith("Vĩnh Long: ")
