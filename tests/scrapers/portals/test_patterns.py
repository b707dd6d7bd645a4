"""A person's own portal file may hold an expression that takes for ever: it is stopped, and named."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from scrapers.errors import PortalFileError
from scrapers.parse import parse_article
from scrapers.portals import patterns
from scrapers.portals.portal import builtin, load
from tests.reader.cli.mini import RULES, Mini
from tests.reader.cli.processes import tinvl
from tests.scrapers.parse.pages import raw

SLOW = "(a|aa)+$"
BASE = "http://mini.example"
TRAP = "a" * 60 + "b"
"""On the slow expression it takes longer than there are people."""


def a_file(folder: Path, old: str, new: str, base: str = BASE) -> Path:
    """Write the small portal's file, one thing in it changed."""
    rules = RULES.format(base=base)
    assert old in rules
    path = folder / "mini.toml"
    path.write_text(rules.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        (r"['/tin/(\d+)']", f"['({SLOW})']", "ids[1]", 5),
        (r"['/tin/\d+']", f"['{SLOW}']", "articles[1]", 6),
        ("['/muc/']", f"['{SLOW}']", "listings[1]", 7),
    ],
)
def test_a_slow_expression_of_addresses_is_stopped_and_named(
    tmp_path: Path, old: str, new: str, key: str, line: int
) -> None:
    portal = load(a_file(tmp_path, old, new))
    with pytest.raises(PortalFileError, match="takes too long") as caught:
        [ask(f"{BASE}/{TRAP}") for ask in (portal.article_id, portal.is_article, portal.is_listing)]
    assert (caught.value.key, caught.value.line) == (key, line)
    assert str(tmp_path / "mini.toml") in caught.value.where


def test_a_slow_expression_of_a_field_is_stopped_and_named(tmp_path: Path) -> None:
    portal = load(a_file(tmp_path, 'css = "h1"', f'css = "h1", regex = "{SLOW}"'))
    with pytest.raises(PortalFileError, match="takes too long") as caught:
        parse_article(raw(f"<h1>{TRAP}</h1><article><p>Nội dung</p></article>", f"{BASE}/tin/1"), portal)
    assert caught.value.key == "layout[1].article.title[1].regex"
    assert caught.value.line == RULES[: RULES.index("title = [{{")].count("\n") + 1


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let each search take a twentieth of a second; seconds that each was given."""
    clock = iter(range(1000))
    given: list[float] = []

    class Plodding:
        def __init__(self, _pattern: str) -> None: ...

        def search(self, _text: str, timeout: float) -> None:
            given.append(timeout)

    monkeypatch.setattr("regex.compile", Plodding)
    monkeypatch.setattr("time.thread_time", lambda: next(clock) * 0.05)
    return given


def test_many_searches_that_are_each_a_little_slow_are_stopped_too(asked: list[float]) -> None:
    guarded = patterns._Guarded("x+y")
    for _ in range(40):
        guarded.search(TRAP)

    assert asked[0] == 1
    assert asked[-1] < 0.01


def test_a_long_text_may_take_longer(asked: list[float]) -> None:
    guarded = patterns._Guarded("x+y")
    for _ in range(40):
        guarded.search("a" * 100_000)

    assert asked == [1] * 40


def test_ordinary_expressions_never_use_up_their_time() -> None:
    guarded = patterns._Guarded(r"/tin/(\d+)")
    for number in range(5000):
        match = guarded.search(f"{BASE}/tin/{number}")
        assert match is not None
        assert match[1] == str(number)
    assert guarded._left > 0.9


def test_expressions_that_come_with_the_program_run_without_the_guard() -> None:
    code = (
        "import sys; from scrapers.portals.portal import builtin; portal = builtin('vinhlong')\n"
        "assert portal.article_id('http://stttt.vinhlong.gov.vn/xem-chi-tiet-tin-tuc/id/7') == '7'\n"
        "assert 'regex' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert builtin("hanoi").file == ""


def test_a_file_cannot_say_that_it_is_trusted(tmp_path: Path) -> None:
    with pytest.raises(PortalFileError, match="not known"):
        load(a_file(tmp_path, 'title = "C', 'file = "x"\ntitle = "C'))


def test_an_expression_that_only_one_of_both_understands_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PortalFileError, match="not a regular expression"):
        load(a_file(tmp_path, "['/muc/']", r"['\p{Lu}']"))


def test_a_sync_with_a_slow_expression_ends_and_says_where_it_stands(tmp_path: Path) -> None:
    with Mini() as mini:
        mini.install(tmp_path)
        path = tmp_path / "config" / "portals" / "mini.toml"
        text = path.read_text(encoding="utf-8").replace('css = "h1"', f'css = "h1", regex = "{SLOW}"')
        path.write_text(text, encoding="utf-8")
        mini.pages["/tin/3"] = (200, f"<h1>{TRAP}</h1><article><p>Nội dung của tin</p></article>")
        done = tinvl("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert done.returncode == Exit.USAGE, done.stderr
    assert f"{path}, line" in done.stderr
    assert "layout[1].article.title[1].regex" in done.stderr
    assert "Traceback" not in done.stderr


def test_of_a_name_longer_than_any_the_id_is_a_hash() -> None:
    portal = builtin("vinhlong")
    address = f"{portal.base}xem-chi-tiet-tin-tuc/id/{{}}"
    assert portal.article_id(address.format("1" * 1000)) == "1" * 1000
    long = portal.article_id(address.format("1" * 1001))
    assert len(long) < 20
    assert long != portal.article_id(address.format("1" * 1002))
