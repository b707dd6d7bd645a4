"""`tinvl archive export` and `import`: articles go to a machine without a line, and nothing is lost."""

import json
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.cli.exits import Exit
from reader.export.archiving import Archiving
from reader.library import Library
from reader.paths import Paths
from reader.searching.query import parse
from scrapers.demo.server import DemoServer
from scrapers.exchange.take import Taking
from scrapers.merge import revised
from scrapers.model import Entry, Paragraph
from scrapers.portals.portal import load
from scrapers.stores.cache import ArticleCache
from scrapers.watch import Watch
from tests.archives import DEMO, export, heads, stock
from tests.fakes_store import NOW, PORTAL, an_entry, now
from tests.reader.cli.conftest import Command


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
            assert "A sync of demo is running (process" in done.err


def test_all_portals_are_named_whose_syncs_are_in_the_way(
    command: Command, home: Path, tmp_path: Path
) -> None:
    asked = ("--home", home, "archive", "export", "--portal", DEMO, "-o", tmp_path / "tin.tinvl")
    with ArticleCache.open(home / "cache", clock=now) as cache:
        with cache.lock_portal(DEMO), cache.lock_portal(PORTAL), cache.lock_single():
            done = command(*asked)
        with cache.lock_single():
            alone = command(*asked)
    assert done.code == alone.code == Exit.STORE
    assert f"Syncs of {DEMO}, {PORTAL} are running (process {os.getpid()} since " in done.err
    assert done.err.count("process ") == 1
    assert "The cache is in use by another command (process " in alone.err


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


def test_of_the_files_of_portals_only_that_of_the_one_that_is_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(Paths.choose(tmp_path)) as library:
        folder = library.paths.portals
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("a", "b", "c"):
            (folder / f"{name}.toml").write_text(
                f'name = "{name}"\ntitle = "{name}"\nbase = "http://{name}.example/"\n'
            )
        (folder / "other.toml").write_text('name = "z"\ntitle = "z"\nbase = "http://z.example/"\n')
        read: list[str] = []
        monkeypatch.setattr(
            "reader.export.archiving.load", lambda path: (read.append(path.name), load(path))[1]
        )
        assert 'name = "c"' in library.archiving()._file_of("c")
        assert read == ["c.toml"]
        assert 'name = "z"' in library.archiving()._file_of("z")
