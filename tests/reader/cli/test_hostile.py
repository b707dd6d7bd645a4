"""Every command over stores, pages and arguments made to harm: nothing steers the terminal."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from selectolax.lexbor import LexborHTMLParser

from reader.cli.group import COMMANDS, cli
from reader.export.exporting import FORMS
from tests.hostile import DIRTY
from tests.hostile_home import TEXTS, an_evil_library
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini

EVIL = "\x1b]52;c;eA==\x07 \u202e[/foo] \x9b2J"
COMMANDS_RUN: dict[str, list[list[str]]] = {
    "note": [[str(n)] for n in range(1, len(TEXTS) + 1)]
    + [["1", f"a {EVIL}"], ["2", "--remove"], [EVIL, EVIL]],
    "mark": [[str(n), "--star"] for n in range(1, len(TEXTS) + 1)] + [[EVIL], ["1", "--portal", EVIL]],
    "list": [
        ["--noted", "--limit", "99"],
        ["--limit", "99"],
        ["--limit", "99", "--json"],
        ["--sort", "views"],
        ["--category", EVIL],
        ["--by", "category"],
        ["--by", "category", "--json"],
        ["--by", EVIL],
    ],
    "show": [[name, *form] for name in map(str, range(1, len(TEXTS) + 1)) for form in ([], ["--json"])]
    + [["1", "--markdown"], ["1", "--diff"], ["1", "--revision", "1"], [EVIL]],
    "search": [
        ["tin"],
        ["tin", "--json"],
        ["tin", "--by", "category"],
        ["tin", "--by", "day"],
        [EVIL],
        ["tin", "--category", EVIL],
    ],
    "export": [["--format", "jsonl"], ["--format", "markdown"], ["--format", "html"], ["--search", EVIL]],
    "files": [[f"vinhlong/{n}", "--base-url", "{mini}", "--delay", "0"] for n in range(1, len(TEXTS) + 1)]
    + [[f"vinhlong/{n}", "--read", *form] for n in range(1, len(TEXTS) + 1) for form in ([], ["--json"])]
    + [["1", "--read", "-o", EVIL], [EVIL, "--read"]]
    + [["1", "--json", "-o", EVIL], ["1", "-o", f"{EVIL}/a", "--base-url", "{mini}", "--delay", "0"], [EVIL]],
    "parse": [["{page}", "--url", "http://stttt.vinhlong.gov.vn/xem-chi-tiet/id/1"], [EVIL, "--url", EVIL]],
    "doctor": [["--offline"], ["--offline", "--json"], ["--offline", "--repair"], ["--portal", EVIL]],
    "reparse": [[], ["--portal", EVIL]],
    "keys": [[], ["--json"]],
    "portals": [[], ["--json"]],
    "portals add": [[EVIL], [f"http://{EVIL}/"], ["{mini}", "--name", EVIL], ["{mini}", "--title", EVIL]],
    "categories": [[], ["--json"], ["--portal", EVIL]],
    "digest": [["--peek"], ["--json"], ["--portal", EVIL]],
    "stats": [[], ["--json"], ["--all"], ["--all", "--json"], ["--portal", EVIL]],
    "state export": [[], ["-o", EVIL]],
    "state import": [["{state}"], ["{page}"], [EVIL]],
    "archive export": [["-o", EVIL], ["--portal", EVIL, "-o", "a"], ["-o", f"{EVIL}/a"]],
    "archive import": [[EVIL], ["{page}"], ["{state}"]],
    "cache prune": [["--older-than", "0", "--yes"], [EVIL]],
    "cache clear": [["--yes"], [EVIL]],
    "paths": [[]],
    "completion": [["bash"], [EVIL]],
    "get": [
        ["--delay", "0", "{mini}/tin/1", EVIL, f"http://{EVIL}/", f"{{mini}}/tin/{EVIL}", "1"],
        ["--json", "--from", "{page}", EVIL],
        ["--from", EVIL],
        ["--portal", EVIL, EVIL],
    ],
    "sync": [["--portal", "mini", "--delay", "0"], [EVIL], ["--base-url", EVIL], ["--portal", EVIL]],
}
"""What each command is run with."""
EXEMPT = {"demo": "shows the embedded portal's own news, which tests of it cover"}


def every_command() -> Iterator[str]:
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield name
            yield from (f"{name} {inner}" for inner in command.list_commands(context))
        else:
            yield name


def test_the_table_names_every_command() -> None:
    assert sorted({*COMMANDS_RUN, *EXEMPT}) == sorted(every_command())


@pytest.fixture(scope="module")
def evil_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("evil")
    an_evil_library(home).close()
    return home


@pytest.fixture
def evil_portal() -> Iterator[Mini]:
    """A portal whose pages say every trick, and a saved page of that kind."""
    with Mini(articles=len(TEXTS)) as mini:
        mini.pages["/"] = (200, f'<nav><a href="/muc/tin">Tin {EVIL}</a></nav>')
        for number, text in enumerate(TEXTS.values(), 1):
            mini.pages[f"/tin/{number}"] = (
                200 if number % 5 else 403,
                f"<h1>tin {text}</h1><article><p>{text} và thêm</p><img src='javascript:{text}'></article>",
            )
        yield mini


@pytest.mark.parametrize("name", COMMANDS_RUN)
def test_no_command_lets_anything_out_that_steers_a_terminal(  # noqa: PLR0917 - fixtures
    command: Command,
    evil_home: Path,
    evil_portal: Mini,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    home = shutil.copytree(evil_home, tmp_path / "home")
    evil_portal.install(home)
    page, state = tmp_path / "page.html", tmp_path / "state.json"
    state.write_text(command("--home", home, "state", "export").out, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    page.write_text(f"<h3>Chuyên mục - Tin {EVIL}</h3><h1>tin {EVIL}</h1><p>{EVIL}</p><p>Quay lại</p>")
    for arguments in COMMANDS_RUN[name]:
        done = command(
            "--home",
            home,
            *name.split(),
            *(one.format(page=page, state=state, mini=evil_portal.base) for one in arguments),
        )
        for text in (done.out, done.err):
            assert not DIRTY.search(text.replace("\n", "")), (arguments, ascii(DIRTY.findall(text)))
            assert "Traceback" not in text
        assert done.code in (0, 1, 2, 3, 4), arguments


@pytest.mark.parametrize("form", FORMS)
def test_no_export_runs_a_script_or_steers_a_terminal(
    command: Command, evil_home: Path, tmp_path: Path, form: str
) -> None:
    target = tmp_path / f"a.{form}"
    done = command("--home", evil_home, "export", "--portal", "vinhlong", "--format", form, "-o", target)
    assert done.code == 0, done.err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [target.name]
    for text in texts_of(target):
        assert not DIRTY.search(text.replace("\n", "")), ascii(DIRTY.findall(text))
        if form in ("html", "epub"):
            assert_harmless_page(text)


def test_no_title_leads_a_file_out_of_its_directory(
    command: Command, evil_home: Path, tmp_path: Path
) -> None:
    target = tmp_path / "inside" / "tin"
    target.mkdir(parents=True)
    done = command("--home", evil_home, "export", "--portal", "vinhlong", "-o", target)
    assert done.code == 0, done.err
    written = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(written) == len(TEXTS)
    for path in written:
        assert path.parent == target
        assert not path.name.startswith(".")
        assert not DIRTY.search(path.name)
        assert not DIRTY.search(path.read_text(encoding="utf-8").replace("\n", ""))


def texts_of(target: Path) -> list[str]:
    if target.suffix != ".epub":
        return [target.read_text(encoding="utf-8")]
    with zipfile.ZipFile(target) as book:
        names = [info.filename for info in book.infolist()]
        assert not [name for name in names if name.startswith("/") or ".." in name]
        return [book.read(name).decode() for name in names if name.endswith((".xhtml", ".ncx", ".opf"))]


def assert_harmless_page(text: str) -> None:
    """No script, no handler, no frame, no address but of the web or of the page itself."""
    tree = LexborHTMLParser(text)
    assert tree.css("script, iframe, object, embed, form, base, svg, link[rel=import]") == []
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), name
            if name in ("href", "src"):
                assert re.match(
                    r"https?://|#|data:image/(png|jpeg|gif|webp);base64,|[\w./-]+$", value or ""
                ), value
