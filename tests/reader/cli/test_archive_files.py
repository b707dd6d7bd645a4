"""`tinvl archive`: the portals that come along in a file, and files of all kinds."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.export.archiving import Archiving
from reader.library import Library
from reader.paths import Paths
from scrapers.states import ListingState, PortalState
from tests.archives import DEMO, export, heads, lines_of, pack, shelves, stock, zstd
from tests.fakes_store import PORTAL, an_entry
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini
from tests.reader.cli.processes import on_terminal

# Portals -----------------------------------------------------------------------------------------------


def test_a_portal_that_is_not_known_there_comes_along(command: Command, tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "tin.tinvl"
    with Mini() as mini:
        mini.install(there)
        assert command("--home", there, "sync", "--portal", "mini", "--delay", "0").code == 0
        export(command, there, file, portal="mini")
        done = command("--home", here, "archive", "import", file)
        assert done.code == 0
        assert done.err.startswith("Portal added: ")
        assert "Imported: 3 new articles" in done.err
        assert heads(command, here, "mini") == heads(command, there, "mini")
        assert shelves(here, "mini") == shelves(there, "mini")
        done = command("--home", here, "sync", "--portal", "mini", "--delay", "0", "--json")
        assert json.loads(done.out)["new"] == 0


def test_another_portal_of_that_name_is_refused(command: Command, tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "tin.tinvl"
    with Mini() as mini:
        mini.install(there)
        assert command("--home", there, "sync", "--portal", "mini", "--delay", "0").code == 0
        export(command, there, file, portal="mini")
        own = here / "config" / "portals" / "mini.toml"
        own.parent.mkdir(parents=True)
        own.write_text('name = "mini"\ntitle = "Cổng khác"\nbase = "http://example.test"\n')
        done = command("--home", here, "archive", "import", file)
    assert done.code == Exit.USAGE
    assert "has articles of another portal that is called mini, too." in done.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'name = \\"mini\\"', b'name = \\"minor\\"', "The rules of the portal mini"),
        (b'base = \\"http', b'base = \\"gopher', "The rules of the portal mini"),
        (
            b'base = \\"',
            b'ca_certificates = \\"%b\\"\\nbase = \\"' % __file__.encode(),
            "The rules of the portal mini",
        ),
        (b'"file":"', b'"fil":"', "has articles of the portal mini, which this version does not know."),
    ],
)
def test_rules_that_cannot_be_used_are_refused(
    command: Command, tmp_path: Path, old: bytes, new: bytes, said: str
) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "tin.tinvl"
    with Mini() as mini:
        mini.install(there)
        assert command("--home", there, "sync", "--portal", "mini", "--delay", "0").code == 0
    export(command, there, file, portal="mini")
    lines = lines_of(file)
    assert old in lines
    file.write_bytes(zstd(lines.replace(old, new)))
    done = command("--home", here, "archive", "import", file)
    assert done.code == Exit.USAGE
    assert said in done.err
    assert not (here / "config" / "portals").exists()


def test_all_portals_go_into_one_file(command: Command, tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "tin.tinvl"
    stock(there, [an_entry("1", "Tin"), an_entry("h1", "Hà Nội", portal="hanoi")])
    with Library.open(Paths.choose(there)) as library:
        library.cache.put_portal_state(PortalState(portal="hanoi"))
    done = command("--home", there, "archive", "export", "--all", "-o", file)
    assert done.err.startswith("2 articles written (")
    assert "2 new articles" in command("--home", here, "archive", "import", file).err
    assert [head["id"] for head in heads(command, here, "hanoi")] == ["h1"]


def test_a_terminal_sees_how_far_it_is(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "tin.tinvl"
    code, drawn = on_terminal("--home", home, "archive", "export", "--portal", DEMO, "-o", file)
    assert code == 0
    assert "Writing" in drawn
    code, drawn = on_terminal("--home", tmp_path / "other", "archive", "import", file)
    assert code == 0
    assert "Checking the file" in drawn
    assert "Importing" in drawn


# Files of all kinds ------------------------------------------------------------------------------------


def test_a_file_goes_through_a_pipe(command: Command, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    export, take = (
        [sys.executable, "-m", "reader", "--home", str(where), "archive", *what]
        for where, what in (
            (home, ["export", "--portal", DEMO, "--no-pictures", "-o", "-"]),
            (other, ["import", "-"]),
        )
    )
    english = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "LANGUAGE": "en"}
    written = subprocess.run(export, capture_output=True, check=True, env=english)
    assert written.stderr.decode().splitlines() == ["105 articles written."]
    taken = subprocess.run(take, input=written.stdout, capture_output=True, check=True, env=english)
    assert taken.stderr.decode() == "Imported: 105 new articles.\n"
    assert heads(command, other) == heads(command, home)
    refused = subprocess.run(take, input=b"y\n" * 1000, capture_output=True, check=False, env=english)
    assert refused.returncode == Exit.USAGE
    assert b"standard input is no file that" in refused.stderr


def test_a_pipe_that_closes_is_no_failure(home: Path) -> None:
    export = [
        sys.executable,
        "-m",
        "reader",
        "--home",
        str(home),
        "archive",
        "export",
        "--portal",
        DEMO,
        "-o",
        "-",
    ]
    with subprocess.Popen(export, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.read(100)
        program.stdout.close()
        assert program.stderr.read() == b""


def test_a_named_pipe_is_read_once(command: Command, home: Path, tmp_path: Path) -> None:
    file, pipe = tmp_path / "tin.tinvl", tmp_path / "pipe"
    export(command, home, file, "--no-pictures")
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(file.read_bytes()))
    writer.start()
    done = command("--home", tmp_path / "other", "archive", "import", pipe)
    writer.join()
    assert done.err == "Imported: 105 new articles.\n"


def of_one_article(command: Command, tmp_path: Path) -> Path:
    """Write a file of one article on another machine."""
    there, file = tmp_path / "there", tmp_path / "tin.tinvl"
    stock(there, [an_entry("1", "Tin")])
    export(command, there, file, portal=PORTAL)
    return file


def test_a_small_file_that_expands_to_very_much_changes_nothing(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, file = tmp_path / "other", of_one_article(command, tmp_path)
    lines = lines_of(file).splitlines()
    pack(file, b"\n".join([*lines[:3], b'"' + b"a" * (64 << 20) + b'"']))
    assert file.stat().st_size < 20_000
    done = command("--home", other, "archive", "import", file)
    assert done.code == Exit.USAGE
    assert f"{file} cannot be imported: line 4 expands to more than 67,1 MB, as no article" in done.err

    monkeypatch.setattr("scrapers.exchange.file._FREELY", 1000)
    pack(file, b"\n".join([*lines[:2], *lines[2:3] * 1000]))
    done = command("--home", other, "archive", "import", file)
    assert done.code == Exit.USAGE
    assert f"{file} cannot be imported: by line " in done.err
    assert "as no export of its size does. Nothing was imported." in done.err
    assert heads(command, other, PORTAL) == []


@pytest.mark.parametrize("file", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file(command: Command, tmp_path: Path, file: str) -> None:
    done = command("--home", tmp_path / "other", "archive", "import", file)
    assert done.code == Exit.USAGE
    assert f"{file} is no file that" in done.err


def test_nothing_is_written_to_a_terminal(home: Path) -> None:
    code, drawn = on_terminal("--home", home, "archive", "export", "--portal", DEMO, "-o", "-")
    assert code == Exit.USAGE
    assert "say where to write it with -o FILE" in drawn


@pytest.mark.parametrize(
    "edit",
    [
        (b'"url":"http://stttt.vinhlong.gov.vn/tin-trong-nganh"', b'"url":"http://example.test/tin"'),
        (b'"complete":true', b'"complete":false,"resume":{"url":"http://169.254.169.254/"}'),
    ],
)
def test_pages_that_do_not_lie_on_the_portal_are_never_asked_for(
    command: Command, tmp_path: Path, edit: tuple[bytes, bytes]
) -> None:
    there, other, file = tmp_path / "there", tmp_path / "other", tmp_path / "tin.tinvl"
    stock(there, [an_entry("1", "Tin")])
    with Library.open(Paths.choose(there)) as library:
        library.cache.put_many((), ListingState(portal=PORTAL, category="tin-trong-nganh", complete=True))
    export(command, there, file, portal=PORTAL)
    assert lines_of(file).count(edit[0]) == 1
    done = command("--home", other, "archive", "import", pack(file, lines_of(file).replace(*edit)))
    assert done.code == Exit.USAGE
    assert f"{file} has pages of the portal {PORTAL} that do not lie on it." in done.err
    with Library.open(Paths.choose(other)) as library:
        assert library.cache.portals() == []


def test_a_file_that_changes_while_it_is_read_brings_no_other_portal(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, file = tmp_path / "other", of_one_article(command, tmp_path)
    take = Archiving.take

    def changed(archiving: Archiving, *checked: object) -> object:
        pack(file, lines_of(file).replace(b"http://stttt.vinhlong.gov.vn", b"http://example.test"))
        return take(archiving, *checked)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(Archiving, "take", changed)
    done = command("--home", other, "archive", "import", file)
    assert done.code == Exit.USAGE
    assert f"{file} was changed while it was read. Import it again." in done.err
    assert heads(command, other, PORTAL) == []


def test_a_portal_whose_file_cannot_be_written_is_told_of(command: Command, tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "tin.tinvl"
    with Mini() as mini:
        mini.install(there)
        assert command("--home", there, "sync", "--portal", "mini", "--delay", "0").code == 0
        own = next((there / "config" / "portals").glob("*.toml"))
        own.write_text("tls_security_level = 1\n" + own.read_text(encoding="utf-8"), encoding="utf-8")
        export(command, there, file, portal="mini")
        taken = here / "config" / "portals" / "mini.toml"
        taken.parent.mkdir(parents=True)
        taken.write_text(
            'name = "khac"\ntitle = "Cổng khác"\nbase = "http://example.test"\n', encoding="utf-8"
        )
        done = command("--home", here, "archive", "import", file)
        assert done.code == Exit.USAGE
        assert f"Cannot write {taken}: File exists." in done.err
        done = command("--home", tmp_path / "new", "archive", "import", file)
        assert "Mind that its file says to accept weaker encryption." in done.err
