"""How a command ends: exit codes, errors in sentences, pipes that close, languages."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.exits import Exit
from tests import hostile
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import on_terminal, tinvl, words, world

ONE_LINE = r"\Atinvl: [^\n]+\n\Z"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lst"], "No such command 'lst'"),
        (["shw"], "Did you mean 'show'?"),
        (["help", "exprt"], "Did you mean 'export'?"),
        (["list", "--limt", "3"], "--limit"),
        (["list", "--limit", "0"], "'--limit': 0 is not in the range 1 or more."),
        (["demo", "--edition", "3"], "'--edition': 3 is not in the range 1 to 2."),
        (["list", "--limit", "nhiều"], "'nhiều' is not a valid whole number"),
        (["sync", "--delay", "nhiều"], "'nhiều' is not a valid number"),
        (["doctor", "--offline", "--portal", "x"], "hanoi, vinhlong"),
        (["list", "--sort", "size"], "rising"),
        (["list", "extra"], "extra"),
        (["show"], "ID"),
        (["sync", "--since", "31/02/2018"], "09/01/2017"),
        (["sync", "--pages", "0"], "--pages"),
        (["sync", "--delay", "-1"], "'--delay': -1.0 is not in the range 0 to 3600."),
        (["export", "--format", "pdf"], "epub"),
        (["--lang", "fr", "list"], "'vi', 'en'"),
        (["list", "--lang", "vi"], "tinvl --lang … list"),
        (["list", "--home", "x"], "tinvl --home … list"),
        (["list", "--portal", "x"], "hanoi, vinhlong"),
        (["categories", "--portal", "x"], "hanoi, vinhlong"),
        (["show", "1", "--portal", "x"], "hanoi, vinhlong"),
        (["sync", "--portal", "x"], "hanoi, vinhlong"),
        (["list", "-c", "thể thao"], "thể thao"),
        (["show", "123"], "`tinvl --home {home} list`"),
        (["show", "https://example.vn/id/1"], "https://example.vn/id/1"),
        (["export", "--format", "epub"], "-o FILE"),
        (["sync", "--base-url", "ftp://x"], "http://"),
        (["show", "1", "--json", "--markdown"], "--json and --markdown cannot be used together"),
        (["show", "1", "--plain", "--json"], "--json and --plain cannot be used together"),
        (["show", "1", "--markdown", "--plain"], "--markdown and --plain cannot be used together"),
        (["--portal", "hanoi", "list"], "tinvl list --portal hanoi"),
        (
            ["--portal", "hanoi", "keys"],
            "`tinvl --home {home} keys` is not about one portal: leave out --portal.",
        ),
        (["sync", "--portal", "vinhlong", "--delay", "0.5"], "stttt.vinhlong.gov.vn"),
        (["completion", "tcsh"], "bash"),
    ],
)
def test_a_wrong_command_is_refused_with_what_would_be_right(
    command: Command, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = command("--home", tmp_path, *arguments)
    assert done.code == Exit.USAGE
    assert said.format(home=tmp_path) in done.err.splitlines()[-1]
    assert done.err.splitlines()[-1].startswith("tinvl: ")
    assert done.out == ""


@pytest.mark.parametrize("named", [[], ["list"], ["state", "export"]], ids=" ".join)
def test_help_is_a_word_too(command: Command, named: list[str]) -> None:
    asked = command("help", *named)
    assert asked == command(*named, "--help")
    assert (asked.code, " ".join(["Usage: tinvl", *named, "[OPTIONS]"]) in asked.out) == (Exit.DONE, True)


@pytest.mark.parametrize("group", ["state", "cache"])
@pytest.mark.parametrize("named", [[], ["help"], ["clear"], ["export"]], ids=" ".join)
def test_a_group_of_commands_takes_the_word_too(command: Command, group: str, named: list[str]) -> None:
    wanted = [name for name in named if name != "help"]
    assert command(group, "help", *named) == command(group, *wanted, "--help")


def test_help_stands_in_no_list_of_commands(command: Command) -> None:
    assert "\n  help " not in command("--help").out


def typeable(text: str) -> bool:
    """Whether a process can get it as an argument."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeError:
        return False


TYPED = {name: text for name, text in hostile.TEXTS.items() if typeable(text)} | {"no text": "n\udce0y"}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED.keys())
def test_what_a_person_typed_is_repeated_without_escapes(command: Command, tmp_path: Path, text: str) -> None:
    url = text if not text.startswith("http") else f"x{text}"
    for arguments in (
        [text], [f"--{text}"], ["list", text], ["list", "-c", text], ["list", "--portal", text],
        ["list", "--sort", text], ["show", text], ["show", f"https://a.vn/{text}"], ["show", f"--{text}"],
        ["sync", "--since", text], ["sync", "--base-url", url], ["export", "-o", tmp_path / "no" / text[:9]],
        ["parse", tmp_path / f"x{text[:9]}", "--url", "http://a"],
    ):  # fmt: skip
        done = command("--home", tmp_path, *arguments)
        assert hostile.harmless(done.out + done.err), arguments


def test_help_lists_every_command_and_the_exit_codes(command: Command) -> None:
    done = command("--help")
    assert done.code == 0
    assert "\n  categories  " in done.out
    assert "130 interrupted" in " ".join(done.out.split())
    assert command("--version").out == f"tinvl {__version__}\n"


def test_settings_that_are_wrong_are_named_and_the_commands_that_help_still_work(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    file = tmp_path / "config" / "config.toml"
    for wrong in ('portal = "vinhlong', "reading_width = 3", 'colour = "red"', 'rows = "wide"', "\x00"):
        file.write_text(wrong)
        done = command("--home", tmp_path, "list")
        assert (done.code, done.out) == (Exit.USAGE, "")
        assert str(file) in done.err
        assert command("--home", tmp_path, "paths").code == 0
        assert command("--home", tmp_path, "completion", "bash").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'rows = "compact"\ncolour = "red"\n',
            "line 2: there is no setting “colour”; there are portal, ",
        ),
        ("\nreading_width = 3\n", "line 2: reading_width is a whole number from 40 to 160"),
        ('rows = "wide"', 'line 1: rows may be "", "comfortable", "compact"'),
        ("pictures = 1", "line 1: pictures is true or false"),
        ("theme = dark", "line 1, column 9: not TOML"),
        ("theme = 3", 'line 1: theme is written like this: theme = "..."'),
        ("keys = {up = 3}", 'line 1: keys is written like this: keys = {... = "..."}'),
        ('watch = "x"', 'line 1: watch is written like this: watch = ["..."]'),
        ('portal = "demo\n', "line 1, column 15: not TOML"),
        ('theme = "nord"\ntheme = "nord"\nfiles = true\n', "line 2: what is set there was set before"),
        ('theme = "nord"\ntheme = "nord"', "line 2: what is set there was set before"),
        ('[keys]\nup = "K"\n[keys]\ndown = "J"\n', "line 3: what is set there was set before"),
        ('files = true\nwatch = [""]\n', "line 2: there is nothing to watch for in “”"),
        ("watch = [", "not TOML: the file ends where something must follow, such as a bracket or a quote\n"),
    ],
)
def test_settings_that_are_wrong_are_named_with_their_line(
    command: Command, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(text)

    assert said in command("--home", tmp_path, "list").err


def test_an_unknown_portal_or_category_is_called_so(command: Command, filled: Path) -> None:
    assert "There is no portal “x”. What there is: demo, hanoi" in command("list", "--portal", "x").err
    done = command("--home", filled, "list", "--portal", "demo", "-c", "x")
    assert "There is no category “x”. What there is: Tin trong ngành, " in done.err


def test_settings_choose_portal_and_language(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('portal = "hanoi"\nlanguage = "en"\n')
    done = tinvl("--home", tmp_path, "list", LANG="vi_VN.UTF-8")
    assert f"`tinvl --home {tmp_path} sync --portal hanoi`" in done.stderr
    assert "Nothing here yet" in done.stderr


def test_a_wrong_portal_file_is_named_with_its_line(command: Command, tmp_path: Path) -> None:
    portals = tmp_path / "config" / "portals"
    portals.mkdir(parents=True)
    (portals / "mine.toml").write_text('name = "mine"\ncolour = 3\n')
    for arguments in (["list", "--portal", "mine"], ["sync", "--portal", "mine"]):
        done = command("--home", tmp_path, *arguments)
        assert done.code == Exit.USAGE
        assert done.err.count(f"{portals / 'mine.toml'}, line 2") == 1
        assert "colour" in done.err


def test_a_home_that_cannot_be_is_a_store_error_that_names_it(command: Command, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    done = command("--home", tmp_path, "list")
    assert done.code == Exit.STORE
    assert f"{tmp_path / 'cache'} cannot be used: Not a directory" in done.err
    assert command("--home", tmp_path, "portals").code == 0, "needs no store"


def test_a_home_below_a_file_is_told_as_such_not_as_broken_settings(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = command("--home", tmp_path / "file" / "home", "list")
    assert done.code == Exit.STORE
    assert f"{tmp_path / 'file' / 'home' / 'config'} cannot be used: Not a directory" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["list"], ["export"], ["show", "2023", "--json"]])
def test_a_full_disk_behind_stdout_is_said(filled: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            words(["--home", filled, *arguments]), env=world(), stdout=full, stderr=subprocess.PIPE,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == Exit.PARTLY
    assert done.stderr.startswith("tinvl: ")
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["list"], ["export"], ["--help"], ["show", "2023"]])
def test_a_pipe_that_closes_early_ends_a_command_in_silence(filled: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        words(["--home", filled, *arguments]), env=world(), stdout=writing, stderr=subprocess.PIPE,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_that_knows_no_vietnamese_ends_nothing(filled: Path) -> None:
    done = tinvl("--home", filled, "list", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "30/03/2018" in done.stdout


def test_without_a_terminal_the_reader_says_what_works_without_one(tmp_path: Path) -> None:
    done = tinvl("--home", tmp_path)
    assert done.returncode == Exit.USAGE
    assert f"`tinvl --home {tmp_path} list`" in done.stderr


def test_on_a_terminal_that_shows_no_drawings_the_reader_says_the_same(tmp_path: Path) -> None:
    code, drawn = on_terminal("--home", tmp_path, TERM="dumb")
    assert code == Exit.USAGE
    assert "\x1b" not in drawn
    assert f"`tinvl --home {tmp_path} list`" in drawn.replace("\r\n", " ")


def test_the_portal_of_the_reader_must_be_one(tmp_path: Path) -> None:
    code, drawn = on_terminal("--home", tmp_path, "--portal", "x")
    assert code == Exit.USAGE
    assert "vinhlong" in drawn


@pytest.mark.parametrize(
    ("group", "told"), [("state", "the later change counts."), ("cache", "articles stay.")]
)
def test_a_group_says_what_its_commands_do_to_the_end(command: Command, group: str, told: str) -> None:
    listed = " ".join(command(group, "--help").out.split("Commands:")[1].split())
    assert told in listed
    assert "..." not in listed


@pytest.mark.parametrize("module", ["enum", "reader.cli.streams"])
def test_ctrl_c_while_it_starts_ends_it_without_a_word(module: str) -> None:
    """Before there is anybody to say that it was stopped, Python itself would print where it was."""
    begun = (
        "import os, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), {int(signal.SIGINT)})\n"
        "sys.meta_path.insert(0, Finder())\n"
        f"sys.path[:0] = {sys.path!r}\n"
        "from reader.__main__ import main\n"
        "main()\n"
    )
    started = [sys.executable, "-S", "-c", begun, "paths"]  # `site` may read `enum` for an editable install
    done = subprocess.run(started, capture_output=True, env=world(), check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")
