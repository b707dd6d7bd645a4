"""`tinvl demo` in a second terminal, while the first one fetches the portal."""

import os
from pathlib import Path

from reader.cli.exits import Exit
from scrapers.stores.cache import ArticleCache
from tests.patience import ended
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import begun_on_terminal, drawn_on, on_terminal
from tests.reader.cli.test_hangup import until


def test_it_opens_on_what_is_there_and_says_who_fetches(home: Path) -> None:
    with ArticleCache.open(home / "cache") as cache, cache.lock_portal("demo"):
        process, ours = begun_on_terminal("--home", home, "demo", columns=120)
        with ended(process):
            until(b"Reading goes on; sync again when it has ended.", ours)
            os.write(ours, b"q")
            drawn_on(ours)
            assert process.wait(60) == Exit.DONE
        os.close(ours)


def test_without_a_reader_it_ends_and_so_it_does_where_another_command_changes_the_cache(
    command: Command, home: Path
) -> None:
    with ArticleCache.open(home / "cache") as cache:
        with cache.lock_portal("demo"):
            done = command("--home", home, "demo", "--no-tui")
            assert (done.code, done.out) == (Exit.STORE, "")
            assert "Another sync of this portal is running" in done.err
        with cache.lock():
            code, drawn = on_terminal("--home", home, "demo", columns=120)
            assert (code, "The cache is in use by another command" in drawn) == (Exit.STORE, True)
