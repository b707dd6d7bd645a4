"""`tinvl cache prune` and `cache clear`: what goes, what stays, who is asked, and who is waited for."""

import json
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.library import Library
from reader.model import STARRED, Query
from reader.paths import Paths
from scrapers.model import Image
from scrapers.stores.cache import ArticleCache
from scrapers.stores.values import Values
from scrapers.watch import Watch
from tests import hostile
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import on_terminal

DEMO = "demo"


def opened(home: Path) -> Library:
    return Library.open(Paths.choose(home))


def pictured(library: Library) -> tuple[str, str]:
    """An article with a picture that is here: its id and the address of the picture."""
    for head in filter(None, map(library.head, library.rows(Query(portal=DEMO)))):
        if head.cached:
            for block in library.article(head.portal, head.id).blocks:
                if isinstance(block, Image) and library.cache.pictures.has(block.url):
                    return head.id, block.url
    raise AssertionError("no article of the demo has a picture")


def heads(command: Command, home: Path, *more: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        command("--home", home, "list", "--portal", DEMO, "--json", "--limit", "1000", *more).out
    )
    return found


def test_clear_empties_the_cache_and_keeps_what_the_user_made(command: Command, home: Path):
    with opened(home) as library:
        name, url = pictured(library)
        body = library.picture(url)
        library.star(DEMO, name)
        library.mark_read(DEMO, name)
    before = sum(path.stat().st_size for path in (home / "cache").rglob("*") if path.is_file())
    done = command("--home", home, "cache", "clear", "--yes")
    assert (done.code, done.out) == (0, "")
    assert "Freed: " in done.err
    after = sum(path.stat().st_size for path in (home / "cache").rglob("*") if path.is_file())
    assert after < before / 4
    assert [head["id"] for head in heads(command, home)] == [name]
    with opened(home) as library:
        assert library.notices == []
        (head,) = library.heads(library.rows(Query(portal=DEMO, shelf=STARRED)))
        assert (head.id, head.read, head.cached) == (name, True, True)
        assert library.picture(url) == body
        assert list(library.cache.entries()) != []


def test_prune_says_what_goes_and_leaves_every_article(command: Command, home: Path):
    listed = heads(command, home)
    with opened(home) as library:
        library.cache.pictures.put("http://a.vn/nowhere.png", b"\x89PNG" * 5000)
    done = command("--home", home, "cache", "prune", "--yes")
    assert (done.code, done.out) == (0, "")
    assert "To be removed: 1 picture (20," in done.err
    assert "Freed: 20," in done.err
    assert heads(command, home) == listed
    assert "nothing to remove" in command("--home", home, "cache", "prune").err
    done = command("--home", home, "cache", "prune", "--older-than", "0")
    assert f"{len([head for head in listed if head['cached']])} raw pages" in done.err
    assert heads(command, home) == listed


@pytest.mark.parametrize("what", ["prune", "clear"])
def test_a_running_sync_is_named_and_left_alone(command: Command, home: Path, what: str):
    listed = heads(command, home)
    with ArticleCache.open(home / "cache") as cache:
        cache.pictures.put("http://a.vn/nowhere.png", b"x")
        with cache.lock_portal("demo"):
            done = command("--home", home, "cache", what, "--yes")
            assert cache.pictures.has("http://a.vn/nowhere.png")
    assert done.code == Exit.STORE
    holder = r"\(process \d+ since \d\d:\d\d \d\d/\d\d/\d{4}\)"
    assert re.search(f"A sync of demo is running {holder}, .* Try again when it has ended", done.err)
    assert heads(command, home) == listed


@pytest.mark.parametrize(
    ("arguments", "typed", "kept"),
    [((), "n\n", True), ((), "\n", True), ((), "y\n", False), (("--yes",), "", False)],
)
def test_on_a_terminal_it_asks_first(home: Path, arguments: tuple[str, ...], typed: str, kept: bool):
    with opened(home) as library:
        library.cache.pictures.put("http://a.vn/nowhere.png", b"x")
    code, drawn = on_terminal("--home", home, "cache", "prune", *arguments, typed=typed)
    assert code == 0
    assert ("Remove this from the cache?" in drawn) is not bool(arguments)
    assert ("Nothing was removed." in drawn) is kept
    with opened(home) as library:
        assert library.cache.pictures.has("http://a.vn/nowhere.png") is kept


def test_clear_asks_too_and_nothing_goes_where_the_answer_is_no(command: Command, home: Path):
    listed = heads(command, home)
    code, drawn = on_terminal("--home", home, "cache", "clear", typed="n\n")
    assert code == 0
    assert "Empty the cache (" in drawn
    assert heads(command, home) == listed


def test_where_nobody_can_be_asked_nothing_is_emptied(command: Command, home: Path):
    listed = heads(command, home)
    done = command("--home", home, "cache", "clear")
    assert (done.code, "--yes empties the cache" in done.err) == (Exit.USAGE, True)
    assert heads(command, home) == listed


@pytest.mark.parametrize("name", ["colour", "clipboard", "closing tag", "format fields"])
def test_a_hostile_name_of_the_holder_steers_no_terminal(command: Command, home: Path, name: str):
    with ArticleCache.open(home / "cache") as cache, cache.lock():
        (home / "cache" / "sync.lock").write_text(hostile.TEXTS[name])
        done = command("--home", home, "cache", "clear", "--yes")
    assert done.code == Exit.STORE
    assert hostile.harmless(done.err)


def stopping(monkeypatch: pytest.MonkeyPatch, in_: str, after: int = 0) -> None:
    """Have Ctrl+C pressed during one piece of the work, once more than so many things are done."""

    @contextmanager
    def steps() -> Iterator[Callable[[str], Watch]]:
        def step(what: str) -> Watch:
            def watch(done: int, of: int) -> None:
                if what == in_ and done >= after:
                    signal.raise_signal(signal.SIGINT)

            return watch

        yield step

    monkeypatch.setattr("reader.cli.cache.steps", steps)


def with_pictures(home: Path) -> None:
    """Keep 300 pictures that no article names."""
    with opened(home) as library:
        for number in range(300):
            library.cache.pictures.put(f"http://a.vn/{number}.png", b"x")


def test_a_prune_that_is_stopped_says_how_many_are_gone(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
):
    with_pictures(home)
    stopping(monkeypatch, "Removing", after=1)
    done = command("--home", home, "cache", "prune", "--yes")

    assert done.code == 130
    assert "Stopped: 200 of " in done.err
    monkeypatch.undo()
    assert "100 pictures" in command("--home", home, "cache", "prune", "--yes").err


def test_a_prune_that_is_stopped_while_the_file_shrinks_has_removed_all(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
):
    with_pictures(home)
    listed = heads(command, home)
    stopping(monkeypatch, "Returning space to the disk")
    monkeypatch.setattr("scrapers.stores.connections._STEPS", 10)
    before = (home / "cache" / "cache.db").stat().st_size
    done = command("--home", home, "cache", "prune", "--yes")

    assert done.code == 130
    assert "Stopped: everything is removed" in done.err
    assert (home / "cache" / "cache.db").stat().st_size >= before
    monkeypatch.undo()
    assert "nothing to remove" in command("--home", home, "cache", "prune", "--yes").err
    assert heads(command, home) == listed


@pytest.mark.parametrize("after", [0, 100])
def test_a_clear_that_is_stopped_says_how_many_are_gone_and_the_rest_is_listed(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch, after: int
):
    stopping(monkeypatch, "Emptying the cache", after=after)
    monkeypatch.setattr("scrapers.stores.values._CLEARED_AT_ONCE", 100)
    done = command("--home", home, "cache", "clear", "--yes")

    assert done.code == 130
    assert f"Stopped: {after} of " in done.err
    monkeypatch.undo()
    with opened(home) as library:
        stored = {entry.id for entry in library.cache.entries()}
    assert {head["id"] for head in heads(command, home)} == stored != set()


def test_a_clear_that_is_stopped_while_it_lists_has_removed_all(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
):
    stopping(monkeypatch, "Rebuilding the list of articles")
    done = command("--home", home, "cache", "clear", "--yes")

    assert done.code == 130
    assert "Stopped: everything is removed" in done.err
    monkeypatch.undo()
    assert heads(command, home) == []


def test_a_clear_that_is_stopped_while_the_disk_takes_it_says_what_is_gone(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
):
    removed = Values._remove_some

    def stopped(values: Values) -> int:
        removed(values)
        raise KeyboardInterrupt

    monkeypatch.setattr(Values, "_remove_some", stopped)
    monkeypatch.setattr("scrapers.stores.values._CLEARED_AT_ONCE", 100)
    done = command("--home", home, "cache", "clear", "--yes")
    assert (done.code, "Stopped: 100 of " in done.err) == (130, True)


def test_a_terminal_shows_how_far_a_clear_is(home: Path):
    code, drawn = on_terminal("--home", home, "--lang", "en", "cache", "clear", "--yes")

    assert code == 0
    assert "Emptying the cache" in drawn
    assert "Rebuilding the list of articles" in drawn


def test_a_terminal_shows_how_far_a_prune_is(home: Path):
    with opened(home) as library:
        library.cache.pictures.put("http://a.vn/1.png", b"x")
    code, drawn = on_terminal("--home", home, "--lang", "en", "cache", "prune", "--yes")

    assert code == 0
    assert "Looking through the cache" in drawn
    assert "Removing" in drawn
