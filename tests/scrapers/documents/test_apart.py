"""Reading in a process of its own: what it answers, what bounds and ends it, and what it leaves behind."""

import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from scrapers.documents import apart
from scrapers.documents.apart import read_apart
from scrapers.documents.read import read_document
from scrapers.model import Document, NoText, Paragraph
from scrapers.rawfile import RawFile
from scrapers.watch import Stopped
from tests.patience import ended
from tests.scrapers.documents.making import NOW, URL, Pdf, docx, p, raw, set_lines

PLAN = raw(docx(p("Kế hoạch số 24/KH-STTTT")))
LONG = 60.0


def child(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the process do something else in place of reading."""
    monkeypatch.setattr(apart, "_CHILD", f"import os, sys, time; sys.path[:] = sys.argv[1:]\n{code}")


def apart_(**more: float | Callable[[], bool]) -> Document:
    return read_apart(PLAN, URL, NOW, **more)  # type: ignore[arg-type]  # as the keywords are


@pytest.fixture
def children() -> Callable[[], set[str]]:
    """What tells which processes this one has started and not yet taken leave of."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    if not (tasks / str(os.getpid()) / "children").exists():
        pytest.skip("this system does not list the processes that another one started")
    return lambda: {one for task in tasks.iterdir() for one in (task / "children").read_text().split()}


@pytest.mark.parametrize(
    "file",
    [
        PLAN,
        raw(Pdf([set_lines(["Một dòng của văn bản"])]).made()),
        raw("Văn bản\n".encode() * 200_000, ".txt"),
        RawFile(
            URL,
            f"{URL}.doc",
            b"<html><p>K\xe9 ho\xe1",
            "text/html; charset=cp1252",
            "attachment; filename=tai-ve",
        ),
    ],
)
def test_it_says_what_is_read_here(file: object) -> None:
    assert read_apart(file, URL, NOW) == read_document(file, URL, NOW)  # type: ignore[arg-type]  # files all


def test_small_plain_text_and_foreign_files_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    child("os._exit(1)", monkeypatch)

    assert read_apart(raw(b"Xin ch\xc3\xa0o", ".txt"), URL, NOW).blocks == (Paragraph(text="Xin chào"),)
    assert read_apart(raw(b"\x89PNG\r\n", ".png"), URL, NOW).no_text is NoText.FOREIGN
    assert apart_().no_text is NoText.DAMAGED


def test_it_ends_when_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch, children: Callable[[], set[str]]
) -> None:
    child("time.sleep(600)", monkeypatch)
    before = children()

    assert apart_(seconds=0.3).no_text is NoText.TOO_MUCH
    assert children() == before


def test_it_is_stopped_and_leaves_no_process(
    monkeypatch: pytest.MonkeyPatch, children: Callable[[], set[str]]
) -> None:
    child("time.sleep(600)", monkeypatch)
    before, asked = children(), list[int]()

    def halted() -> bool:
        asked.append(0)
        return len(asked) > 3

    with pytest.raises(Stopped):
        apart_(halted=halted, seconds=LONG)
    assert children() == before
    assert len(asked) == 4


def test_a_large_file_is_handed_over_while_the_process_does_not_listen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child("time.sleep(600)", monkeypatch)

    with pytest.raises(Stopped):
        read_apart(
            raw(b"%PDF-" + bytes(5_000_000)),
            URL,
            NOW,
            halted=iter((False, False, True)).__next__,
            seconds=LONG,
        )


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("os.kill(os.getpid(), 9)", NoText.TOO_MUCH),
        ("os._exit(3)", NoText.DAMAGED),
        ("print('{', flush=True)", NoText.DAMAGED),
        ("print('{\"url\": 3}', flush=True)", NoText.DAMAGED),
        ("os.close(1); os.close(0); os._exit(0)", NoText.DAMAGED),
        ("from scrapers.documents import child; child._bound(60); x = bytearray(2 << 30)", NoText.DAMAGED),
    ],
)
def test_a_process_that_dies_or_talks_nonsense_has_read_nothing(
    code: str, why: NoText, monkeypatch: pytest.MonkeyPatch
) -> None:
    child(code, monkeypatch)

    assert apart_(seconds=LONG) == Document(url=URL, fetched_at=NOW, no_text=why)


def test_what_takes_too_much_memory_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    eats = (
        "from scrapers.documents import office\noffice.read_archive = lambda body, kept: bytearray(2 << 30)\n"
    )
    child(eats + "from scrapers.documents.child import main; main()", monkeypatch)

    assert apart_(seconds=LONG).no_text is NoText.TOO_MUCH


def test_without_processes_small_files_are_read_here_and_large_ones_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert apart_().blocks == (Paragraph(text="Kế hoạch số 24/KH-STTTT"),)
    large = raw(docx(p("x") * 3) + bytes(1 << 19))
    assert read_apart(large, URL, NOW).no_text is NoText.TOO_MUCH


HANGS = """
import socket, time
from scrapers.documents import child
caller = socket.socket(socket.AF_UNIX)
caller.connect({path!r})
child.read_document = lambda *_: caller.send(b"reads") and time.sleep(600)
child.main()
"""
ASKS = """
import sys
from scrapers.documents import apart
from tests.scrapers.documents.making import NOW, URL, docx, p, raw
apart._CHILD = "import sys; sys.path[:] = sys.argv[1:]\\n" + sys.argv[1]
apart.read_apart(raw(docx(p("x"))), URL, NOW, seconds=600)
"""


def test_it_ends_with_the_one_who_asked_even_if_that_one_is_killed(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.settimeout(30)
        listening.bind(str(tmp_path / "s"))
        listening.listen()
        command = [sys.executable, "-c", ASKS, HANGS.format(path=str(tmp_path / "s"))]
        with ended(subprocess.Popen(command, cwd=Path(__file__).parents[3])) as asking:
            caller, _ = listening.accept()
            with caller:
                caller.settimeout(30)
                assert caller.recv(5) == b"reads"
                asking.kill()
                assert caller.recv(5) == b""


def test_modules_of_the_current_directory_are_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("msgspec", "zipfile", "scrapers"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])

    assert apart_().no_text is None


def test_it_finds_modules_in_a_zip_of_the_program_and_in_pythonpath(tmp_path: Path) -> None:
    """The package lies in a zip alone, and only PYTHONPATH tells where is what it needs."""
    here = Path(apart.__file__).parents[2]
    with zipfile.ZipFile(tmp_path / "program.pyz", "w") as packed:
        for path in (here / "scrapers").rglob("*.py"):
            packed.write(path, path.relative_to(here))
    (tmp_path / "plan.docx").write_bytes(PLAN.body)
    code = f"""
import sys; sys.path.insert(0, {str(tmp_path / "program.pyz")!r})
from datetime import UTC, datetime
from pathlib import Path
from scrapers.documents import apart
from scrapers.rawfile import RawFile
apart._SMALL = 0
url = "http://vinhlong.example/plan.docx"
raw = RawFile(url, url, Path("plan.docx").read_bytes())
print(apart.__file__, apart.read_apart(raw, url, datetime.now(UTC)))
"""
    libraries = Path(msgspec.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={**os.environ, "PYTHONPATH": str(libraries)}, cwd=tmp_path,
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "program.pyz" in done.stdout
    assert "Kế hoạch số 24/KH-STTTT" in done.stdout


def test_the_process_loads_no_more_than_it_needs() -> None:
    code = "import sys; from scrapers.documents import child; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}

    assert not loaded & {
        "textual",
        "rich",
        "click",
        "httpx",
        "diskcache",
        "sqlite3",
        "selectolax",
        "pypdf",
        "asyncio",
    }
