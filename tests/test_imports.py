"""What a command loads: never the interface for one that shows none, what is heavy when it is used."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.cli.group import COMMANDS
from scrapers.demo.server import DemoServer
from tests.demo_client import small_news

HEAVY = frozenset(
    (
        "textual",
        "httpx",
        "selectolax",
        "protego",
        "PIL",
        "textual_image",
        "pypdf",
        "diskcache",
        "scrapers.zstd",
    )
)
"""What is loaded only when it is used, and of the parts of the stores what only writing needs."""
STORING = frozenset(("diskcache", "scrapers.zstd"))
FETCHING = STORING | {"httpx", "selectolax", "protego"}
LOADED = """
import json, sys
{before}
from reader.cli.run import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted(name for name in sys.modules)]), file=sys.stderr)
"""
SMALL = """
import scrapers.demo.server as server
from tests.demo_client import small_news
server.load_news = small_news
"""


def loaded(home: Path, *arguments: object, before: str = "") -> tuple[int, frozenset[str]]:
    """Run a command in a process of its own; give its exit code and the names of what it has loaded."""
    command = [sys.executable, "-c", LOADED.format(before=before), "--home", str(home), *map(str, arguments)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "LANG": "en_US.UTF-8"}, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert done.stderr, done.stdout
    code, names = json.loads(done.stderr.splitlines()[-1])
    return code, frozenset(names)


def heavy(names: frozenset[str]) -> frozenset[str]:
    """Return what is heavy among modules."""
    return HEAVY & (names | {name.partition(".")[0] for name in names})


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a small portal in it, filled by `tinvl sync`, whose own modules the first test looks at."""
    home = tmp_path_factory.mktemp("synced")
    with DemoServer(news=small_news()) as server:
        code, names = loaded(
            home, "sync", "--portal", "vinhlong", "--base-url", server.url, "--delay", 0, "--no-images", "-q"
        )
    (home / "loaded.json").write_text(json.dumps([code, sorted(names)]))
    (home / "page.html").write_text("<html><body><h1>Tựa</h1><p>Một câu.</p></body></html>")
    return home


@pytest.fixture
def home(synced: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(synced, tmp_path / "home"))


CASES: dict[str, tuple[Sequence[str], frozenset[str]]] = {
    "get": (("91",), frozenset()),
    "list": (("--json",), frozenset()),
    "show": (("91",), frozenset()),
    "search": (("hoi nghi",), frozenset()),
    "export": (("--format", "jsonl"), frozenset()),
    "mark": (("91",), frozenset()),
    "note": (("91", "a"), frozenset()),
    "files": (("91", "-o", "PAGE"), frozenset()),
    "parse": (("PAGE", "--url", "http://stttt.vinhlong.gov.vn/tin/id/1"), frozenset(("selectolax",))),
    "doctor": ((), HEAVY - {"textual"}),
    "reparse": ((), STORING | {"selectolax"}),
    "completion": (("bash",), frozenset()),
}
"""What commands are given, and the heavy things that they may load; others are given nothing, may none."""
OTHERS = sorted(COMMANDS.keys() - {"sync", "demo"})


def test_a_sync_loads_the_network_and_no_interface(synced: Path) -> None:
    code, names = json.loads((synced / "loaded.json").read_text())
    assert code == 0
    assert heavy(frozenset(names)) == FETCHING
    # What httpx's own command line brings, and what keys of a person's own are checked against.
    assert {"rich.console", "pygments", "reader.keyboard.commands"}.isdisjoint(names)


NOT_WITHOUT_NEWS = frozenset(
    (
        "scrapers.parse.article",
        "scrapers.parse.blocks",
        "scrapers.parse.tools",
        "scrapers.syncing.attached",
        "reader.cli.notifying",
        "importlib.metadata",
    )
)
"""What only articles, files, `--notify`, and nothing at all need."""


def test_a_sync_without_news_loads_nothing_that_only_articles_need(tmp_path: Path) -> None:
    with DemoServer(news=small_news()) as server:
        first, second = (
            loaded(
                tmp_path, "sync", "--portal", "vinhlong", "--base-url", server.url, "--delay", 0,
                "--no-images", "-q",
            )
            for _ in range(2)
        )  # fmt: skip
    assert first[0] == second[0] == 0
    assert {"scrapers.parse.tools", "scrapers.parse.article"} <= first[1]
    assert NOT_WITHOUT_NEWS.isdisjoint(second[1])
    assert "scrapers.parse.listing" in second[1]


def test_the_demo_without_an_interface_loads_none(tmp_path: Path) -> None:
    code, names = loaded(tmp_path, "demo", "--no-tui", before=SMALL)
    assert code == 0
    assert {"textual", "textual_image"}.isdisjoint(heavy(names))


@pytest.mark.parametrize("name", OTHERS)
def test_a_command_loads_only_what_it_needs(home: Path, name: str) -> None:
    arguments, allowed = CASES.get(name, ((), frozenset()))
    told = [str(home / "page.html") if one == "PAGE" else one for one in arguments]
    _, names = loaded(home, name, *told)
    assert f"reader.cli.{Path(COMMANDS[name][0].replace('.', '/')).name}" in names
    assert heavy(names) <= allowed


def test_a_list_loads_nothing_of_the_network(home: Path) -> None:
    _, names = loaded(home, "list", "--portal", "vinhlong")
    assert "scrapers.urls" in names
    assert {"socket", "encodings.idna"}.isdisjoint(names)


BY_ADDRESS = frozenset(
    ("reader.fetching.addresses", "reader.getting", "reader.screens.address", "scrapers.syncing.single")
)


@pytest.mark.parametrize("arguments", [("list", "--portal", "vinhlong"), ("show", "91"), ("search", "hoi")])
def test_what_finds_articles_by_their_addresses_is_not_loaded_for_others(
    home: Path, arguments: Sequence[str]
) -> None:
    code, names = loaded(home, *arguments)
    assert code == 0
    assert BY_ADDRESS.isdisjoint(names)


def test_the_reader_starts_without_it(home: Path) -> None:
    _, names = loaded(home, "paths", before="import reader.app")
    assert "reader.screens.main.addressing" in names
    assert BY_ADDRESS.isdisjoint(names)
    assert "webbrowser" not in names


BOUND = """
import sys
from textual import binding
made = binding.Binding.make_bindings
def counted(bindings):
    bindings = list(bindings)
    if any(getattr(one, "action", "") == "toggle_star" for one in bindings):
        print("read", file=sys.stderr)
    return made(bindings)
binding.Binding.make_bindings = counted
import reader.app
"""


def test_the_keys_of_the_main_screen_are_read_once() -> None:
    """Textual reads the bindings of all bases anew for each class: for each layer that took 4 ms more."""
    done = subprocess.run(
        [sys.executable, "-c", BOUND], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stderr.split() == ["read"]


def test_a_portal_that_was_added_by_its_address_costs_no_more_than_others(home: Path) -> None:
    folder = home / "config" / "portals"
    folder.mkdir(parents=True)
    (folder / "xa.toml").write_text('name = "xa"\ntitle = "Xã"\nbase = "http://xa.example/"\n')
    code, names = loaded(home, "list", "--portal", "xa")
    assert code == 0
    assert {"regex", "scrapers.survey", "reader.fetching.adding"}.isdisjoint(names)
    assert heavy(names) == frozenset()


WATCHED = """
import atexit, gc, sys
looks = []
gc.callbacks.append(lambda phase, _: looks.append(phase))
atexit.register(lambda: print(looks.count("start"), file=sys.stderr))
from reader.__main__ import main
main()
"""


def test_a_short_command_hardly_looks_for_garbage(home: Path) -> None:
    command = [sys.executable, "-c", WATCHED, "--home", str(home), "list"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert int(done.stderr.splitlines()[-1]) < 10, "with Python's own threshold more than forty times"


@pytest.mark.parametrize("arguments", [(), ("--help",), ("list", "--help"), ("--version",)])
def test_help_and_a_refusal_load_nothing_heavy(home: Path, arguments: Sequence[str]) -> None:
    _, names = loaded(home, *arguments)
    assert heavy(names) == frozenset()


def test_only_an_epub_loads_what_writes_one(home: Path) -> None:
    code, names = loaded(home, "export", "--format", "epub", "-o", home / "book.epub")
    assert code == 0
    assert "reader.export.epub" in names
    assert heavy(names) == frozenset()
    _, names = loaded(home, "export", "--format", "html", "-o", home / "page.html")
    assert "reader.export.epub" not in names
