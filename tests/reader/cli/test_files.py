"""`tinvl files`: what it saves, prints and answers with; refusals of portals and directories; Ctrl+C."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from reader.cli.exits import Exit
from reader.fetching.saving import progress_text
from reader.library import Library
from reader.paths import Paths
from scrapers.demo.addresses import FILES
from scrapers.demo.server import DemoServer
from scrapers.net import pace
from scrapers.net.turns import Turns
from scrapers.syncing.attached import FileComing
from tests import hostile
from tests.patience import ended
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import PDF, Mini, offer_files
from tests.reader.cli.processes import on_terminal, words, world

LIMITED = """
import resource, runpy, sys
sys.dont_write_bytecode = True  # Python 3.11 leaves half of a module there
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv = ["tinvl", *sys.argv[2:]]
runpy.run_module("reader", run_name="__main__")
"""
EVIL = (
    "../../../evil.sh",
    ".bashrc",
    "a\x1b]52;c;eA==\x07.pdf",
    "\u202efdp.exe",
    "x" * 5000 + ".pdf",
)
"""What a portal might call a file."""


@pytest.fixture
def mini() -> Iterator[Mini]:
    """A portal whose first article offers two files, the second none."""
    with Mini() as portal:
        offer_files(portal, 1)
        yield portal


@pytest.fixture
def read(command: Command, tmp_path: Path, mini: Mini) -> Path:
    """A home with that portal's news in it."""
    home = tmp_path / "read"
    mini.install(home)
    assert command("--home", home, "sync", "--portal", "mini", "--delay", "0").code == 0
    mini.asked.clear()
    mini.spoken_to.clear()
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files go; not there yet."""
    return tmp_path / "out" / "tep"


def files_of(home: Path, folder: Path, *more: object) -> tuple[object, ...]:
    return ("--home", home, "files", "1", "--portal", "mini", "--delay", "0", "-o", folder, *more)


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_file_is_saved_and_its_path_printed(
    command: Command, read: Path, folder: Path, mini: Mini
) -> None:
    done = command(*files_of(read, folder))
    assert (done.code, done.out) == (0, f"{folder}/ke-hoach.pdf\n{folder}/bieu-mau.docx\n")
    assert done.err == "1/2 Kế hoạch\n2/2 Biểu mẫu\n"
    assert left(folder) == {"ke-hoach.pdf": b"%PDF 1", "bieu-mau.docx": b"PK\x03\x04"}
    assert mini.asked == ["/robots.txt", "/tep/ke-hoach.pdf", "/tep/bieu-mau.docx"]


def test_without_a_directory_they_go_where_downloads_go(command: Command, read: Path) -> None:
    done = command("--home", read, "files", "mini/1", "--delay", "0")
    assert done.out.splitlines()[0] == f"{Path.home()}/ke-hoach.pdf"
    assert (Path.home() / "bieu-mau.docx").exists()


def test_its_json_names_each_file_with_its_place_or_its_error(
    command: Command, read: Path, folder: Path, mini: Mini
) -> None:
    del mini.files["/tep/ke-hoach.pdf"]
    done = command(*files_of(read, folder, "--json"))
    gone, saved = json.loads(done.out)
    assert done.code == Exit.PARTLY
    assert gone == {
        "name": "Kế hoạch",
        "url": f"{mini.base}/tep/ke-hoach.pdf",
        "error": f"The portal no longer has this file: {mini.base}/tep/ke-hoach.pdf.",
    }
    assert saved == {
        "name": "Biểu mẫu",
        "url": f"{mini.base}/tep/bieu-mau.docx",
        "path": f"{folder}/bieu-mau.docx",
        "bytes": 4,
    }
    assert f"Kế hoạch: The portal no longer has this file: {mini.base}/tep/ke-hoach.pdf." in done.err


def test_again_nothing_is_written_over(command: Command, read: Path, folder: Path, mini: Mini) -> None:
    command(*files_of(read, folder))
    mini.files["/tep/ke-hoach.pdf"] = (b"%PDF 2", PDF)
    done = command(*files_of(read, folder))
    assert (done.code, done.out) == (0, f"{folder}/ke-hoach-2.pdf\n{folder}/bieu-mau.docx\n")
    assert "1 file was there already." in done.err
    assert left(folder) == {
        "ke-hoach.pdf": b"%PDF 1",
        "ke-hoach-2.pdf": b"%PDF 2",
        "bieu-mau.docx": b"PK\x03\x04",
    }


@pytest.mark.parametrize(("form", "printed"), [((), ""), (("--json",), "[]\n")])
def test_an_article_without_files_says_so(  # noqa: PLR0917 - fixtures
    command: Command, read: Path, folder: Path, mini: Mini, form: tuple[str, ...], printed: str
) -> None:
    done = command("--home", read, "files", "2", "--portal", "mini", "-o", folder, *form)
    assert (done.code, done.out) == (0, printed)
    assert done.err == "No files are attached to “Tin số 2”.\n"
    assert not folder.exists()
    assert mini.asked == []


def test_an_article_whose_text_is_not_here_says_how_it_comes(
    command: Command, tmp_path: Path, mini: Mini
) -> None:
    mini.install(tmp_path)
    mini.pages["/tin/1"] = (403, "")
    command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    done = command("--home", tmp_path, "files", "1", "--portal", "mini")
    assert done.code == Exit.PARTLY
    assert f"`tinvl --home {tmp_path} get mini/1` fetches it" in done.err
    assert command("--home", tmp_path, "files", "99", "--portal", "mini").code == Exit.USAGE


def test_a_page_in_place_of_a_file_is_said_and_not_kept(
    command: Command, read: Path, folder: Path, mini: Mini
) -> None:
    del mini.files["/tep/ke-hoach.pdf"]
    mini.pages["/tep/ke-hoach.pdf"] = (200, "Mời đăng nhập")
    done = command(*files_of(read, folder))
    assert done.code == Exit.PARTLY
    assert "The portal sent a web page in place of the file" in done.err
    assert list(left(folder)) == ["bieu-mau.docx"]


def test_what_robots_forbid_is_not_asked_for(command: Command, read: Path, folder: Path, mini: Mini) -> None:
    mini.files["/robots.txt"] = (b"User-agent: *\nDisallow: /tep/", {"Content-Type": "text/plain"})
    done = command(*files_of(read, folder))
    assert done.code == Exit.PARTLY
    assert done.err.count("robots.txt asks not to") == 2
    assert mini.asked == ["/robots.txt"]
    assert left(folder) == {}


def test_a_portal_out_of_reach_has_its_own_code_unless_something_came(
    command: Command, read: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_BACKOFF", ())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening: refuses
        done = command(*files_of(read, folder, "--base-url", f"http://127.0.0.1:{taken.getsockname()[1]}/"))
    assert done.code == Exit.UNREACHABLE
    assert "The portal cannot be reached" in done.err
    assert "/tep/ke-hoach.pdf)" in done.err
    assert left(folder) == {}


@pytest.mark.parametrize("below", ["", "b"])
def test_a_file_where_the_directory_should_be_is_said_before_anything_is_asked(
    command: Command, read: Path, tmp_path: Path, mini: Mini, below: str
) -> None:
    (tmp_path / "a").write_text("mine")
    done = command(*files_of(read, tmp_path / "a" / below))
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert done.err == f"tinvl: {tmp_path / 'a' / below} is not a directory.\n"
    assert mini.asked == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--base-url", "nonsense"), "--base-url takes"),
        (("--base-url", "https://a.vn", "--delay", "0"), "--delay under"),
    ],
)
def test_a_way_that_cannot_be_asked_by_is_refused(
    command: Command, read: Path, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = command(*files_of(read, folder, *arguments))
    assert done.code == Exit.USAGE
    assert said in done.err
    assert not folder.exists()


def test_a_disk_that_takes_no_more_is_said_and_keeps_no_half_file(
    read: Path, folder: Path, mini: Mini
) -> None:
    mini.files["/tep/ke-hoach.pdf"] = (b"%PDF" + b"x" * (1 << 20), PDF)
    arguments = [sys.executable, "-c", LIMITED, str(512 << 10), *map(str, files_of(read, folder))]
    done = subprocess.run(arguments, env=world(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == Exit.PARTLY
    assert f"Cannot write {folder}/ke-hoach.pdf: File too large." in done.stderr
    assert f"({mini.base}/tep/ke-hoach.pdf)" in done.stderr
    assert "Traceback" not in done.stderr
    assert left(folder) == {"bieu-mau.docx": b"PK\x03\x04"}


def test_an_interrupt_keeps_what_was_saved_and_the_same_command_fetches_the_rest(
    command: Command, read: Path, folder: Path, mini: Mini
) -> None:
    mini.gates["/tep/bieu-mau.docx"] = gate = threading.Event()
    arguments = files_of(read, folder)
    process = subprocess.Popen(
        words(arguments), env=world(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with ended(process):
        assert process.stderr is not None
        assert process.stderr.readline() == "1/2 Kế hoạch\n"
        assert process.stderr.readline() == "2/2 Biểu mẫu\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=40)  # less than the gate keeps shut
    gate.set()
    assert process.returncode == Exit.INTERRUPTED
    assert out == f"{folder}/ke-hoach.pdf\n"
    assert err == "Stopped with 1 of 2 files saved; the same command fetches the rest.\n"
    assert list(left(folder)) == ["ke-hoach.pdf"]
    assert command(*files_of(read, folder)).out.count("\n") == 2


def test_what_a_killed_one_left_is_cleared_and_is_only_a_draft(
    command: Command, read: Path, folder: Path, mini: Mini
) -> None:
    mini.gates["/tep/bieu-mau.docx"] = gate = threading.Event()
    with ended(
        subprocess.Popen(words(files_of(read, folder)), env=world(), stderr=subprocess.PIPE, text=True)
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.stderr.readline()
        process.kill()
    gate.set()
    assert list(left(folder)) == ["ke-hoach.pdf"]
    draft = folder / ".tinvl-0123456789abcdef.part"  # as `reader.atomicfile` leaves one, see test_atomicfile
    draft.write_bytes(b"PK")
    os.utime(draft, (1_500_000_000, 1_500_000_000))
    assert command(*files_of(read, folder)).code == 0
    assert sorted(left(folder)) == ["bieu-mau.docx", "ke-hoach.pdf"]


def test_on_a_terminal_a_bar_is_drawn_and_taken_away(read: Path, folder: Path) -> None:
    code, drawn = on_terminal(*files_of(read, folder))
    assert code == 0
    assert "Kế hoạch" in drawn
    assert "━" in drawn
    assert drawn.endswith(f"{folder}/ke-hoach.pdf\n{folder}/bieu-mau.docx\n")


def test_no_header_leads_a_file_out_of_its_directory_or_steers_a_terminal(
    command: Command, read: Path, folder: Path, mini: Mini
) -> None:
    before = files_below(folder.parents[1])
    for text in EVIL:
        header = f'attachment; filename="{text}"'.encode().decode("latin-1")
        mini.files["/tep/ke-hoach.pdf"] = (text.encode(), {**PDF, "Content-Disposition": header})
        done = command(*files_of(read, folder))
        assert done.code == 0, done.err
        assert hostile.harmless(done.out.replace("\n", ""))
    came = files_below(folder.parents[1]) - before
    assert {path.parent for path in came} == {folder}
    assert len(came) == len(EVIL) + 1
    for path in came:
        assert not path.name.startswith(".")
        assert len(path.name) <= 120
        assert hostile.harmless(path.name)


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() and "read" not in path.parts}


def test_the_demos_files_come_as_they_are(
    command: Command, filled: Path, folder: Path, demo: DemoServer
) -> None:
    arguments = ("files", "demo/2311", "--base-url", demo.url, "--delay", "0", "-o", folder)
    done = command("--home", filled, *arguments)
    assert done.code == 0, done.err
    assert left(folder) == {
        name: httpx.get(f"{demo.url}{FILES}{name}", trust_env=False).content
        for name in ("yeu-cau-ky-thuat-sao-luu.pdf", "mau-bang-chao-gia.pdf")
    }


def test_the_demo_is_not_asked_where_it_never_is(command: Command, filled: Path, folder: Path) -> None:
    done = command("--home", filled, "files", "demo/2311", "-o", folder)
    assert (done.code, done.out, folder.exists()) == (Exit.UNREACHABLE, "", False)
    assert "The demo portal answers only while" in done.err


def test_beside_another_process_that_asks_the_portal_it_waits_says_so_and_can_be_stopped(
    read: Path, mini: Mini
) -> None:
    turns, stop = Turns(read / "cache" / "turns", "127.0.0.1"), threading.Event()
    assert turns.take()
    try:
        with Library.open(Paths.choose(read)) as library:
            told: list[str] = []
            for event in library.fetching("mini").files(library.article("mini", "1"), stop):
                assert isinstance(event, FileComing)
                told.append(progress_text(event))
                if event.waits:
                    stop.set()
        assert told[-1] == "waiting: another sync or command is asking the same host"
        assert mini.asked == []
    finally:
        turns.leave()
