"""What people give by mistake - no name, no file, no home, half a file - ends in a sentence."""

import errno
import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.cli import output, subcommands
from reader.cli.exits import Exit
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import RULES, Mini
from tests.reader.cli.processes import words, world

DEEP = "x = " + "[" * 5000 + "]" * 5000
BOM = "\ufeff"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--home", "", "list"),
        ("export", "-o", ""),
        ("state", "export", "-o", ""),
        ("state", "import", ""),
        ("doctor", "--offline", "--report", ""),
        ("parse", "", "--url", "http://a.vn"),
        ("files", "1", "-o", ""),
        ("--portal", ""),
        ("list", "--portal", ""),
        ("export", "--category", " "),
    ],
    ids=" ".join,
)
def test_an_empty_name_is_refused_and_not_the_directory_one_stands_in(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TINVL_HOME", str(tmp_path / "home"))
    done = command(*arguments)
    assert (done.code, "The name is empty." in done.err) == (Exit.USAGE, True), done.err
    assert [path.name for path in tmp_path.iterdir()] in ([], ["home"])


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file without an end")
@pytest.mark.parametrize(
    "arguments",
    [("get", "--from"), ("state", "import"), ("parse", "--url", "http://vinhlong.example/1")],
    ids=" ".join,
)
def test_a_file_without_an_end_is_not_read_until_the_memory_is_full(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(output, "MOST_READ", 5 << 20)
    done = command("--home", tmp_path, *arguments, "/dev/zero")
    assert done.code in (Exit.USAGE, Exit.PARTLY)
    assert "/dev/zero" in done.err
    assert "File too large" in done.err


@pytest.mark.parametrize("arguments", ["export", "state export", "archive export"])
def test_a_directory_that_is_not_there_does_not_become_a_file(
    command: Command, filled: Path, tmp_path: Path, arguments: str
) -> None:
    done = command("--home", filled, *arguments.split(), "-o", f"{tmp_path}/new/")
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert f"There is no directory {tmp_path}/new/ yet; make it first." in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["show", "mark", "note", "files"])
def test_an_empty_id_is_no_article(command: Command, filled: Path, name: str) -> None:
    done = command("--home", filled, name, " ")
    assert (done.code, done.err) == (Exit.USAGE, "tinvl: No article is named: ID is empty.\n")


def test_an_id_is_found_with_the_blanks_that_a_pipe_left_around_it(command: Command, filled: Path) -> None:
    assert command("--home", filled, "show", " 2112\n") == command("--home", filled, "show", "2112")


def test_of_portal_and_id_an_unknown_portal_is_named(command: Command, filled: Path) -> None:
    done = command("--home", filled, "show", "nowhere/2112")
    assert (done.code, "There is no portal “nowhere”. What there is: demo, hanoi, " in done.err) == (2, True)
    for known in ("hanoi/2112", "http://localhost/2112"):
        assert f"There is no article “{known}”" in command("--home", filled, "show", known).err


@pytest.mark.parametrize(
    ("arguments", "is_told"),
    [(("search", "tập", "-xã"), True), (("note", "2112", "-5"), True), (("list", "-5"), False)],
)
def test_how_a_word_begins_with_a_minus_is_told_where_there_are_words(
    command: Command, filled: Path, arguments: tuple[str, ...], is_told: bool
) -> None:
    done = command("--home", filled, *arguments)
    assert (done.code, "What follows -- is a word" in done.err) == (Exit.USAGE, is_told)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("list", "thong-bao"), "A category goes behind --category;"),
        (("export", "chữ", "ký"), "`tinvl search WORDS` looks for words."),
        (("2112",), "`tinvl show 2112` prints an article that is here"),
        (("http://a.vn/b?c&d",), "`tinvl get 'http://a.vn/b?c&d'` fetches one."),
        (("stats", "2017"), ""),
        (("lst",), ""),
    ],
)
def test_what_was_likely_meant_is_told(
    command: Command, filled: Path, arguments: tuple[str, ...], hint: str
) -> None:
    done = command("--home", filled, *arguments)
    assert (done.code, done.out) == (Exit.USAGE, "")
    last = done.err.splitlines()[-1]
    assert last.startswith("tinvl: ")
    assert hint in last
    assert ("`tinvl" in last) is bool(hint)


@pytest.mark.parametrize("home", ["http://127.0.0.1:8000/", "file:///tmp/home"])
@pytest.mark.parametrize("variable", [True, False])
def test_an_address_is_no_home(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str, variable: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TINVL_HOME", home if variable else "")
    done = command(*([] if variable else ["--home", home]), "list")
    assert (done.code, f"{home} is not a directory" in done.err) == (Exit.USAGE, True), done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [("list",), ("search", "tin"), ("stats",), ("export",)], ids=" ".join)
def test_more_than_anybody_can_count_is_all_that_there_is(
    command: Command, filled: Path, arguments: tuple[str, ...]
) -> None:
    of_all, of_more = (command("--home", filled, *arguments, "--limit", n) for n in (1000, 10**30))
    assert (of_more.code, of_more.out) == (Exit.DONE, of_all.out)


@pytest.mark.parametrize("seconds", ["inf", "nan", "-1", "3601", "x"])
def test_a_delay_that_never_ends_is_refused(command: Command, tmp_path: Path, seconds: str) -> None:
    done = command("--home", tmp_path, "sync", "--delay", seconds, "--base-url", "http://127.0.0.1:1")
    assert (done.code, "'--delay'" in done.err) == (Exit.USAGE, True), done.err


@pytest.mark.parametrize("file", ["/nonexistent/report", "/dev/full"])
def test_a_report_that_cannot_be_written_is_said(command: Command, tmp_path: Path, file: str) -> None:
    done = command("--home", tmp_path, "doctor", "--offline", "--report", file)
    assert (done.code, f"Cannot write {file}: " in done.err, "Errno" in done.err) == (2, True, False)


def test_a_report_that_cannot_be_written_whole_leaves_the_former_one(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "report"
    file.write_text("the former one")
    monkeypatch.setattr(os, "fsync", full)
    done = command("--home", tmp_path / "home", "doctor", "--offline", "--report", file)
    assert f"Cannot write {file}: No space left" in done.err
    assert (done.code, file.read_text(), [*tmp_path.iterdir()]) == (2, "the former one", [file])


@pytest.mark.parametrize("arguments", [("parse", "-", "--url", "http://a.vn"), ("state", "import", "-")])
def test_a_standard_input_that_is_closed_is_said(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *words(("--home", tmp_path, *arguments))],
        env=world(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == Exit.USAGE
    assert "Traceback" not in done.stderr
    assert "Bad file descriptor" in done.stderr
    assert "standard input" in done.stderr


def test_a_full_disk_behind_standard_output_is_said_without_its_number(
    command: Command, tmp_path: Path
) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    done = subprocess.run(
        words(("--home", tmp_path, "--lang", "en", "keys")), env=world(), stdout=full,
        stderr=subprocess.PIPE, text=True, timeout=60, check=False,
    )  # fmt: skip
    os.close(full)
    assert done.stderr == "tinvl: The system refused: standard output: No space left on device\n"


@pytest.mark.parametrize("home", ["~nobody-here", "~nobody-here/news"])
def test_a_home_of_nobody_is_said_and_not_made(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = command("--home", home, "list")
    assert (done.code, "~nobody-here is not a directory" in done.err) == (Exit.USAGE, True), done.err
    assert command("--home", home, "--help").code == 0
    assert not list(tmp_path.iterdir())


def test_without_any_home_that_is_said_and_help_is_given(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_number: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    for name in ("HOME", "TINVL_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    done = command("list")
    assert (done.code, "Set HOME" in done.err) == (Exit.USAGE, True), done.err
    assert command("--help").code == 0
    assert not list(tmp_path.iterdir())


def settings(home: Path) -> Path:
    (home / "config" / "portals").mkdir(parents=True)
    return home / "config" / "config.toml"


def test_settings_with_a_byte_order_mark_are_read(command: Command, tmp_path: Path) -> None:
    settings(tmp_path).write_text(f'{BOM}portal = "hanoi"\r\n', encoding="utf-8")
    assert "--portal hanoi" in command("--home", tmp_path, "list").err


def fifo(path: Path) -> None:
    os.mkfifo(path)


def deep(path: Path) -> None:
    path.write_text(DEEP, encoding="utf-8")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def not_utf8(path: Path) -> None:
    path.write_bytes(b'title = "\xe9"')


def test_settings_in_another_encoding_say_on_which_line_and_what_to_do(
    command: Command, tmp_path: Path
) -> None:
    path = settings(tmp_path)
    path.write_bytes('portal = ""\nwatch = ["chữ"]'.encode("utf-16"))
    done = command("--home", tmp_path, "list")
    assert "line 1: the file has to be saved as UTF-8" in done.err
    path.write_bytes(b'portal = ""\nwatch = ["\xe9"]')
    assert "line 2: the file has to be saved as UTF-8" in command("--home", tmp_path, "list").err


@pytest.mark.parametrize("made", [fifo, deep, endless, not_utf8, Path.mkdir])
@pytest.mark.parametrize("name", ["config.toml", "portals/mini.toml"])
def test_a_file_that_is_none_is_named(
    command: Command, tmp_path: Path, made: Callable[[Path], None], name: str
) -> None:
    file = settings(tmp_path).parent / name
    made(file)
    done = command("--home", tmp_path, "list", "--portal", "mini")
    assert (done.code, str(file) in done.err) == (Exit.USAGE, True), done.err


def test_marks_with_a_byte_order_mark_are_taken_in(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    file.write_text(f'{BOM}{{"form": "tinvl-state", "version": 1}}', encoding="utf-8")
    assert command("--home", tmp_path, "state", "import", file).code == 0


@pytest.fixture
def empty() -> Iterator[str]:
    """The address of a portal without any page."""
    with Mini() as mini:
        mini.pages.clear()
        yield mini.base


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--portal", "hanoi"),
        ("list",),
        ("categories", "--portal", "hanoi"),
        ("search", "tin"),
        ("export",),
        ("digest", "--portal", "hanoi"),
        ("stats",),
        ("show", "https://hanoi.gov.vn/x", "--portal", "hanoi"),
        ("show", "https://nobody.vn/x"),
        ("sync", "--portal", "hanoi", "--base-url", "{empty}", "--delay", "0", "--quiet"),
    ],
    ids=" ".join,
)
def test_a_wrong_portal_file_is_named_once_and_other_portals_work(
    command: Command, tmp_path: Path, empty: str, arguments: tuple[str, ...]
) -> None:
    told = [one.format(empty=empty) for one in arguments]
    home = tmp_path / "home"
    before = command("--home", home, *told)
    shutil.rmtree(home, ignore_errors=True)
    file = settings(home).parent / "portals" / "mine.toml"
    file.write_text('name = "mine"\ncolour = 3\n')

    done = command("--home", home, *told)

    assert (done.code, done.out) == (before.code, before.out)
    assert done.err.count(str(file)) == 1
    assert sorted({*done.err.splitlines()} - {*before.err.splitlines()}) == [
        f"The portal file has an error: {file}, line 2: colour: this key is not known"
    ]


def test_the_list_of_portals_says_which_file_it_leaves_out(command: Command, tmp_path: Path) -> None:
    file = settings(tmp_path).parent / "portals" / "mine.toml"
    file.write_text("name = [")

    done = command("--home", tmp_path, "portals")

    assert (done.code, done.err.count(str(file))) == (Exit.PARTLY, 1)
    assert "hanoi" in done.out


def test_a_saved_page_is_read_beside_a_wrong_portal_file(command: Command, tmp_path: Path) -> None:
    (settings(tmp_path).parent / "portals" / "mine.toml").write_text("name = [")
    page = tmp_path / "page.html"
    page.write_text("<nav></nav>")
    done = command("--home", tmp_path, "parse", page, "--url", "https://sotttt.hanoi.gov.vn/")
    assert (done.code, "mine.toml" in done.err, '"portal": "hanoi"' in done.out) == (0, True, True)


def test_doctor_says_which_portal_file_is_wrong_and_goes_on(command: Command, tmp_path: Path) -> None:
    (settings(tmp_path).parent / "portals" / "mini.toml").write_text(
        RULES.format(base="http://a.vn").replace("[layout.article]", "[layout.nosuch]"), encoding="utf-8"
    )
    for asked in ((), ("--portal", "mini")):
        done = command("--home", tmp_path, "doctor", "--offline", *asked)
        assert (done.code, "mini.toml" in done.out, "terminal" in done.out) == (Exit.PARTLY, True, True)
        assert done.err == ""


def test_a_group_without_a_command_shows_its_help_as_it_is(command: Command) -> None:
    alone, asked = command("cache"), command("cache", "--help")
    assert (alone.code, alone.out, alone.err) == (Exit.USAGE, "", asked.out)


def test_a_file_whose_name_asks_for_no_form_is_not_written(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "news.pdf"
    done = command("--home", tmp_path, "export", "-o", file)
    assert (done.code, file.exists()) == (Exit.USAGE, False)
    assert "news.pdf ends in none of .html, .epub, .md, " in done.err
    assert command("--home", tmp_path, "export", "-o", file, "--format", "jsonl").code == 0
    assert command("--home", tmp_path, "export", "-o", tmp_path / "news").code == 0


@pytest.mark.parametrize("arguments", [("list", "--help"), ("cache", "prune", "--help"), ("cache",)])
def test_usage_says_in_the_language_of_the_moment_that_there_are_options(
    command: Command, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    worded = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH [ĐỐI SỐ]..."}
    monkeypatch.setattr(subcommands, "_", lambda text: worded.get(text, text))
    done = command(*arguments)
    assert "[TÙY CHỌN]" in done.out + done.err
    assert "LỆNH" in done.err or arguments != ("cache",)


def test_a_portal_of_the_settings_that_there_is_none_of_is_told_with_their_file(
    command: Command, tmp_path: Path
) -> None:
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text('portal = "nope"\n', encoding="utf-8")

    done = command("--home", tmp_path, "list")

    assert (done.code, done.out) == (Exit.USAGE, "")
    assert f"The settings in {config} have an error: There is no portal “nope”." in done.err
    assert "config.toml" not in command("--home", tmp_path, "list", "--portal", "nopes").err
