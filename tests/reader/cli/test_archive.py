"""`tinvl archive export` and `import`: articles go to a machine without a line, and nothing is lost."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec
import pytest
import zstandard
from msgspec.structs import replace

from reader.archiving import Archiving
from reader.cli.exits import Exit
from reader.library import Library
from reader.paths import Paths
from reader.searching.query import parse
from scrapers.cache import ArticleCache
from scrapers.demo.server import DemoServer
from scrapers.exchange.items import End
from scrapers.exchange.take import Taking
from scrapers.merge import revised
from scrapers.model import Entry, ListingState, Paragraph, PortalState
from scrapers.watch import Watch
from tests.fakes_store import NOW, PORTAL, a_library, an_entry
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini
from tests.reader.cli.processes import on_terminal

DEMO = "demo"


def heads(command: Command, home: Path, portal: str = DEMO) -> list[dict[str, object]]:
    asked = ("list", "--portal", portal, "--json", "--limit", "1000")
    found: list[dict[str, object]] = json.loads(command("--home", home, *asked).out)
    return found


def shelves(home: Path, portal: str) -> list[tuple[str, int]]:
    with Library.open(Paths.choose(home)) as library:
        return [(shelf.name, shelf.total) for shelf in library.shelves(portal)]


def export(command: Command, home: Path, file: Path, *more: str, portal: str = DEMO) -> str:
    done = command("--home", home, "archive", "export", "--portal", portal, "-o", file, *more)
    assert (done.code, done.out) == (0, ""), done.err
    return done.err


def test_articles_go_to_another_machine_with_their_pictures(
    command: Command, home: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    said = export(command, home, file)
    assert said.startswith("105 articles written (4,")
    done = command("--home", other, "archive", "import", file)
    assert (done.code, done.out) == (0, "")
    assert done.err == "Imported: 105 new articles, 77 pictures.\n"
    assert heads(command, other) == heads(command, home)
    assert command("--home", other, "archive", "import", file).err == "Nothing new: all of it was known.\n"
    with Library.open(Paths.choose(home)) as mine, Library.open(Paths.choose(other)) as theirs:
        assert list(theirs.cache.entries()) == list(mine.cache.entries())
        assert theirs.shelves(DEMO) == mine.shelves(DEMO)
        slugs = [one.slug for one in mine.categories(DEMO)]
        walks = [mine.cache.listing(DEMO, slug) for slug in slugs]
        assert all(walk is not None and walk.complete for walk in walks)
        assert [theirs.cache.listing(DEMO, slug) for slug in slugs] == walks
        assert theirs.status(DEMO).synced_at == mine.status(DEMO).synced_at
    found = json.loads(command("--home", other, "doctor", "--offline", "--portal", DEMO, "--json").out)
    stores = [one["grade"] for one in found if one["check"] in ("cache", "catalogue", "agreement", "digests")]
    assert set(stores) == {"well"}


def test_pictures_can_be_left_out(command: Command, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "tin.tinvl"
    export(command, home, file, "--no-pictures")
    assert file.stat().st_size < 500_000
    assert "105 new articles.\n" in command("--home", tmp_path / "other", "archive", "import", file).err


def test_a_sync_goes_on_from_what_came_and_fetches_only_what_is_new(
    command: Command, home: Path, tmp_path: Path, demo: DemoServer
) -> None:
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    fetch = ("sync", "--portal", DEMO, "--base-url", demo.url, "--delay", "0", "--no-images", "--json")
    export(command, home, file)
    before = json.loads(command("--home", other, *fetch, "--pages", "1", "thong-bao").out)
    assert 0 < before["new"] < 105
    assert command("--home", other, "archive", "import", file).code == 0
    after = json.loads(command("--home", other, *fetch).out)
    assert after["new"] == 0
    again = json.loads(command("--home", other, *fetch).out)
    assert again["requests"] == after["requests"]
    assert len(heads(command, other)) == 105


# What is here stays ------------------------------------------------------------------------------------


def corrected(entry: Entry, text: str) -> Entry:
    assert entry.article is not None
    article = replace(entry.article, blocks=(Paragraph(text=text),), fetched_at=NOW.replace(year=2020))
    return revised(entry, article, checked_at=NOW.replace(year=2020))


def stock(home: Path, entries: Iterable[Entry]) -> None:
    a_library(home, entries).close()


def test_a_correction_comes_and_the_text_here_stays_beside_it(command: Command, tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "tin.tinvl"
    stock(here, [an_entry("1", "Tin", text="Cũ."), an_entry("2", "Riêng")])
    stock(there, [corrected(an_entry("1", "Tin", text="Cũ."), "Mới."), an_entry("3", "Thêm")])
    with Library.open(Paths.choose(here)) as library:
        library.star(PORTAL, "1")
        library.note(PORTAL, "1", "của tôi")
    export(command, there, file, portal=PORTAL)
    done = command("--home", here, "archive", "import", file)
    assert done.err == "Imported: 1 new article, 1 article with another text.\n"
    assert sorted(str(head["id"]) for head in heads(command, here, PORTAL)) == ["1", "2", "3"]
    with Library.open(Paths.choose(here)) as library:
        said = [article.blocks for article in library.revisions(PORTAL, "1")]
        assert said == [(Paragraph(text="Cũ."),), (Paragraph(text="Mới."),)]
        kept = library.userdata.kept_article(PORTAL, "1")
        assert kept is not None
        assert kept.blocks == (Paragraph(text="Mới."),)
        head = library.head_of(PORTAL, "1")
        assert head is not None
        assert (head.starred, head.note) == (True, "của tôi")
        assert len(library.search.find(PORTAL, parse('"mới"')).rows) == 1


def test_a_file_that_is_not_whole_changes_nothing(command: Command, home: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    export(command, home, file)
    file.write_bytes(file.read_bytes()[:100_000])
    done = command("--home", other, "archive", "import", file)
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert f"{file} is cut off: its end is missing. Nothing was imported; copy it again." in done.err
    assert heads(command, other) == []


def test_what_was_broken_off_is_made_up_for_by_importing_again(
    command: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: DemoServer
) -> None:
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    export(command, home, file)
    take = Taking.take

    def broken_off(taking: Taking, items: object, watch: Watch) -> None:
        def stop_at(done: int, of: int) -> None:
            watch(done, of)
            if done == 40:
                raise KeyboardInterrupt

        take(taking, items, stop_at)  # type: ignore[arg-type]  # as it came

    with monkeypatch.context() as patched:
        patched.setattr(Taking, "take", broken_off)
        done = command("--home", other, "archive", "import", file)
    assert done.code == Exit.INTERRUPTED
    assert "Stopped: what came so far is kept. Import the file again for the rest." in done.err
    assert len(heads(command, other)) == 40
    with Library.open(Paths.choose(other)) as library:
        walks = [library.cache.listing(DEMO, one.slug) for one in library.categories(DEMO)]
        assert not any(walk.complete for walk in walks if walk is not None)
    assert "65 new articles" in command("--home", other, "archive", "import", file).err
    assert heads(command, other) == heads(command, home)
    fetch = ("sync", "--portal", DEMO, "--base-url", demo.url, "--delay", "0", "--no-images", "--json")
    assert json.loads(command("--home", other, *fetch).out)["new"] == 0


def test_a_check_that_is_stopped_has_imported_nothing(
    command: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    export(command, home, file, "--no-pictures")

    def stopped(*_asked: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Archiving, "_check_portal", stopped)
    done = command("--home", other, "archive", "import", file)
    assert (done.code, done.err) == (Exit.INTERRUPTED, "Stopped: nothing was imported.\n")
    assert heads(command, other) == []


def test_a_sync_is_not_disturbed(command: Command, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "tin.tinvl"
    export(command, home, file)
    with ArticleCache.open(home / "cache") as cache, cache.lock_portal(DEMO):
        for asked in (("export", "--portal", DEMO, "-o", file), ("import", file)):
            done = command("--home", home, "archive", *asked)
            assert done.code == Exit.STORE
            assert "A sync, or a command that needs all of the cache, is running (process" in done.err


def test_a_full_disk_leaves_no_half_of_a_file(command: Command, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "tin.tinvl"
    done = command("--home", home, "archive", "export", "--portal", DEMO, "-o", file)
    assert done.code == Exit.USAGE
    assert f"Cannot write {file}: No such file or directory." in done.err


def test_an_empty_cache_says_what_to_do(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "tin.tinvl"
    done = command("--home", tmp_path / "new", "archive", "export", "-o", file)
    assert done.code == Exit.USAGE
    assert "sync --portal vinhlong` fetches the news." in done.err
    assert not file.exists()


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
    lines = zstandard.ZstdDecompressor().stream_reader(file.read_bytes()).read()
    assert old in lines
    file.write_bytes(zstandard.compress(lines.replace(old, new)))
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


def lines_of(file: Path) -> bytes:
    return zstandard.ZstdDecompressor().stream_reader(file.read_bytes()).read()


def pack(file: Path, lines: bytes) -> Path:
    """Write a file of these lines, with an end that fits them."""
    body = b"".join(line + b"\n" for line in lines.splitlines() if not line.startswith(b'{"kind":"end"'))
    end = End(items=body.count(b"\n"), digest=blake2b(body, digest_size=16).hexdigest())
    file.write_bytes(zstandard.compress(body + msgspec.json.encode(end) + b"\n"))
    return file


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
    assert b"- is no file that" in refused.stderr


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
    there, other, file = tmp_path / "there", tmp_path / "other", tmp_path / "tin.tinvl"
    stock(there, [an_entry("1", "Tin")])
    export(command, there, file, portal=PORTAL)
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
