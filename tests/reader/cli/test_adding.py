"""`tinvl portals add`: a portal is followed by its address alone, or it is said why it cannot be."""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.fetching import adding
from scrapers.net import pace
from scrapers.portals.portal import load
from scrapers.survey.portalfile import text_of
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini
from tests.reader.cli.processes import on_terminal, tinvl, words, world
from tests.small_portal import MENU, NAME, NEWS, small


@pytest.fixture
def site() -> Iterator[Mini]:
    """A portal that nobody has described, on loopback."""
    with Mini() as portal:
        portal.pages = {path: (200, str(text)) for path, text in small().items()}
        yield portal


def files(home: Path) -> list[str]:
    """Name the portal files of a profile, drafts among them."""
    folder = home / "config" / "portals"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_an_address_is_all_that_it_takes(command: Command, site: Mini, tmp_path: Path) -> None:
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0)

    assert done.code == Exit.DONE
    assert files(tmp_path) == ["portal-127-0-0-1.toml"]
    portal = load(tmp_path / "config" / "portals" / "portal-127-0-0-1.toml")
    assert (portal.name, portal.title, portal.base) == ("portal-127-0-0-1", NAME, f"{site.base}/")
    told = [line.split("  ", 1) for line in done.out.splitlines()]
    assert {what.strip(): text.strip() for what, text in told if what} == {
        "Portal": NAME,
        "Address": f"{site.base}/",
        "Categories": "1: Tin tức",
        "List": "Tin tức: 2 articles, 09/01/2017 to 09/01/2017",
        "Article": "Hợp tác xã trồng sen vụ 811",
        "Not found": "the author, the way to the next page of a list, counters of visitors",
    }
    assert "09/01/2017 · 1 paragraph · 0 pictures" in done.out
    assert [line for line in done.err.splitlines() if line.startswith("Asking")] == [
        f"Asking for {site.base}{path} …" for path in ("/", "/tin-tuc", NEWS[0])
    ]
    assert f"tinvl --home {tmp_path} sync --portal portal-127-0-0-1 --pages 1\n" in done.err
    assert f"tinvl --home {tmp_path} --portal portal-127-0-0-1\n" in done.err


def test_what_was_added_is_listed_and_synced(command: Command, site: Mini, tmp_path: Path) -> None:
    command(
        "--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--name", "xa", "--title", "Xã  ta"
    )
    listed = json.loads(command("--home", tmp_path, "portals", "--json").out)
    synced = command("--home", tmp_path, "sync", "--portal", "xa", "--pages", 1, "--delay", 0)

    assert ("xa", "Xã ta", f"{site.base}/") in [(one["name"], one["title"], one["base"]) for one in listed]
    assert (synced.code, "xa: 2 new articles" in synced.err) == (Exit.DONE, True)


def test_a_portal_without_a_menu_is_synced_from_its_first_page(
    command: Command, site: Mini, tmp_path: Path
) -> None:
    site.pages = {path: (200, text.replace(MENU, "")) for path, (_, text) in site.pages.items()}
    site.pages["/"] = site.pages.pop("/tin-tuc")
    added = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--name", "xa")
    synced = command("--home", tmp_path, "sync", "--portal", "xa", "--delay", 0)

    assert (added.code, synced.code) == (Exit.DONE, Exit.DONE)
    assert f"Portal     {NAME}\n" in added.out
    assert "Not found  categories in a navigation" in added.out
    assert "xa: 2 new articles" in synced.err


def test_what_was_found_is_printed_for_programs(command: Command, site: Mini, tmp_path: Path) -> None:
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--json")
    told = json.loads(done.out)

    assert told["added"] == {"name": "portal-127-0-0-1", "title": NAME, "base": f"{site.base}/"}
    assert told["file"] == str(tmp_path / "config" / "portals" / "portal-127-0-0-1.toml")
    assert told["lacks"] == ["author", "pager", "counts"]
    assert [one["name"] for one in told["categories"]] == ["Tin tức"]
    assert told["article"]["published"] == "2017-01-09"


def test_the_notes_of_the_file_are_in_the_language_of_the_interface(site: Mini, tmp_path: Path) -> None:
    add = ("--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--name", "xa")
    done = tinvl(*add, LANG="vi_VN.UTF-8")
    text = (tmp_path / "config/portals/xa.toml").read_text()
    notes = [line for line in text.splitlines() if line.startswith("#")]

    assert (done.returncode, notes[0][:33]) == (Exit.DONE, "# tinvl đọc cổng này theo những g")
    assert "#     tinvl parse page.html --url ADDRESS --portal xa" in notes


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_that_a_file_was_written_is_said_where_nobody_takes_what_was_found(
    site: Mini, tmp_path: Path, form: tuple[str, ...]
) -> None:
    nobody, pipe = os.pipe()
    os.close(nobody)
    add = words(("--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--name", "xa", *form))
    done = subprocess.run(add, env=world(), stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    os.close(pipe)

    assert files(tmp_path) == ["xa.toml"]
    assert (done.returncode, f"Written: {tmp_path}/config/portals/xa.toml\n" in done.stderr) == (0, True)


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("xa ninh",), "“xa ninh” is no address of a portal."),
        (("ftp://a.example",), "“ftp://a.example” is no address of a portal."),
        (("stttt.vinhlong.gov.vn",), "The portal vinhlong reads stttt.vinhlong.gov.vn already."),
        (("https://www.stttt.vinhlong.gov.vn/tin",), "The portal vinhlong reads www.stttt.vinhlong.gov"),
        (("http://sotttt.hanoi.gov.vn",), "The portal hanoi reads sotttt.hanoi.gov.vn already."),
        (("a.example", "--name", "A b"), "“A b” is no name of a portal"),
        (("a.example", "--name", "hanoi"), "There is a portal hanoi already."),
        (("a.example", "--name", "demo"), "There is a portal demo already."),
        (("", "--delay", "0"), "“” is no address of a portal."),
        (("<http://a.example>", "--delay", "0"), "on this machine, and a.example is not."),
        (("a.example", "--delay", "0"), "--delay under 1 second is only for a portal on this machine"),
        ((), "Missing argument 'ADDRESS'"),
    ],
)  # fmt: skip
def test_what_cannot_be_one_is_refused_before_anything_is_asked_for(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = command("--home", tmp_path, "portals", "add", *arguments)

    assert (done.code, done.out, files(tmp_path)) == (Exit.USAGE, "", [])
    assert said in done.err
    assert "Asking" not in done.err


def test_a_portal_is_not_added_twice(command: Command, site: Mini, tmp_path: Path) -> None:
    command("--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--name", "xa")
    before = (tmp_path / "config/portals/xa.toml").read_bytes()
    again = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--name", "xa2")

    assert (again.code, "The portal xa reads 127.0.0.1 already." in again.err) == (Exit.USAGE, True)
    assert (files(tmp_path), (tmp_path / "config/portals/xa.toml").read_bytes()) == (["xa.toml"], before)


@pytest.mark.parametrize(
    "text", ["name = ", 'name = "khac"\ntitle = "Khác"\nbase = "http://khac.example/"\n']
)
def test_a_file_of_that_name_stays_whatever_is_in_it(
    command: Command, site: Mini, tmp_path: Path, text: str
) -> None:
    folder = tmp_path / "config" / "portals"
    folder.mkdir(parents=True)
    (folder / "portal-127-0-0-1.toml").write_text(text)
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0)

    assert done.code == Exit.DONE
    assert (folder / "portal-127-0-0-1.toml").read_text() == text
    assert load(folder / f"portal-127-0-0-1-{site.base.rsplit(':')[-1]}.toml").title == NAME


def test_a_file_that_another_process_writes_meanwhile_stays(
    command: Command, site: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config" / "portals" / "xa.toml"

    def late(*arguments: object) -> str:
        file.parent.mkdir(parents=True)
        file.write_text("another's")
        return text_of(*arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(adding, "text_of", late)
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--name", "xa")

    assert (done.code, "There is a portal xa already." in done.err) == (Exit.USAGE, True)
    assert (files(tmp_path), file.read_text()) == (["xa.toml"], "another's")


def test_a_page_that_leads_on_to_a_portal_that_is_read_is_refused(
    command: Command, site: Mini, tmp_path: Path
) -> None:
    command("--home", tmp_path, "portals", "add", site.base, "--delay", 0, "--name", "xa")
    with Mini() as other:
        other.pages = {"/": (200, f'<meta http-equiv="refresh" content="0; url={site.base}/">')}
        there = other.base.replace("127.0.0.1", "localhost")
        site.asked.clear()
        done = command("--home", tmp_path, "portals", "add", there, "--delay", 0)

    assert (done.code, "The portal xa reads 127.0.0.1 already." in done.err) == (Exit.USAGE, True)
    assert (site.asked, files(tmp_path)) == ([], ["xa.toml"])


PLAIN = "<p>Mở cửa từ sáng.</p><a href='/thuc-don'>Thực đơn</a>"
LOGIN = "<form action='/vao'><p>Mật khẩu <input type='password' name=p></form>"
SCRIPT = "<div id=app></div><script src='/app.js'></script>"


@pytest.mark.parametrize(
    ("home", "cause"),
    [
        (PLAIN, ""),
        (LOGIN, " It asks for a password."),
        (SCRIPT, " A script fills its pages, and this program runs none."),
        (MENU, ""),
    ],
)
def test_a_page_that_is_none_of_a_portal_is_said_to_be_so(
    command: Command, site: Mini, tmp_path: Path, home: str, cause: str
) -> None:
    site.pages = {"/": (200, home)}
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0)

    missing = "a page that lists articles, a day on which anything was published, the text of an article"
    said = f"No portal was added: {site.base}/ shows no news that can be read. Not found: {missing}.{cause}\n"
    assert (done.code, files(tmp_path)) == (Exit.PARTLY, [])
    assert said in done.err
    assert "write a file for it by hand" in done.err
    assert f"`tinvl --home {tmp_path} parse` shows" in done.err


def test_pages_that_did_not_come_are_named(command: Command, site: Mini, tmp_path: Path) -> None:
    for path in NEWS:
        del site.pages[path]
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0)

    assert done.code == Exit.PARTLY
    assert f"{site.base}{NEWS[0]}: HTTP 404\n{site.base}{NEWS[1]}: HTTP 404\n" in done.err


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "The portal no longer has this page"), (403, "The portal refuses the page")],
)
def test_a_first_page_that_cannot_be_had_is_said_as_a_sync_says_it(
    command: Command, site: Mini, tmp_path: Path, status: int, said: str
) -> None:
    site.pages["/"] = (status, "")
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0)

    assert (done.code, files(tmp_path)) == (Exit.PARTLY, [])
    assert f"tinvl: {said}" in done.err
    assert done.err.endswith(f"No portal was added; look whether {site.base} opens in a browser.\n")


def test_a_portal_that_wants_no_programs_is_left_alone(command: Command, site: Mini, tmp_path: Path) -> None:
    site.files["/robots.txt"] = (b"User-agent: *\nDisallow: /", {"Content-Type": "text/plain"})
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0)

    assert (done.code, files(tmp_path), site.asked) == (Exit.PARTLY, [], ["/robots.txt"])
    assert done.err.endswith(f"fetched (the portal's robots.txt asks not to): {site.base}/.\n")


@pytest.mark.parametrize("number", ["127.0.0.1", "[::1]"])
def test_a_host_that_does_not_answer_is_out_of_reach(
    command: Command, tmp_path: Path, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_BACKOFF", ())
    with Mini() as portal:
        gone = portal.base.replace("127.0.0.1", number)
    done = command("--home", tmp_path, "portals", "add", gone, "--delay", 0)

    assert (done.code, files(tmp_path)) == (Exit.UNREACHABLE, [])
    assert f"The portal cannot be reached: {gone}/" in done.err


def test_a_page_that_cannot_be_had_is_named_and_the_portal_is_added_without_it(
    command: Command, site: Mini, tmp_path: Path
) -> None:
    site.pages[NEWS[0]] = (404, "")
    done = command("--home", tmp_path, "portals", "add", site.base, "--delay", 0)

    assert (done.code, files(tmp_path)) == (Exit.DONE, ["portal-127-0-0-1.toml"])
    said = "These pages could not be fetched; the portal is added without them:"
    assert f"{said}\n    {site.base}{NEWS[0]}: " in done.err


def test_the_commands_to_run_next_name_the_home_as_a_shell_takes_it(
    command: Command, site: Mini, tmp_path: Path
) -> None:
    home = tmp_path / "tin $tức"
    done = command("--home", home, "portals", "add", site.base, "--delay", 0)

    assert f"tinvl --home '{home}' sync --portal portal-127-0-0-1 --pages 1\n" in done.err
    assert f"tinvl --home '{home}' --portal portal-127-0-0-1\n" in done.err
    listed = command("--home", home, "list", "--portal", "portal-127-0-0-1")
    assert f"`tinvl --home '{home}' sync --portal portal-127-0-0-1`" in listed.err
    shown = command("--home", home, "show", "1", "--portal", "portal-127-0-0-1")
    assert f"`tinvl --home '{home}' list --portal portal-127-0-0-1`" in shown.err
    none = command("--home", tmp_path / "new", "list", "--category", "x")
    assert f"yet. `tinvl --home {tmp_path}/new sync` finds out which there are." in none.err


# Interrupted --------------------------------------------------------------------------------------


@pytest.mark.parametrize("held", ["/robots.txt", "/", "/tin-tuc", NEWS[0]])
def test_ctrl_c_leaves_nothing_half_written(site: Mini, tmp_path: Path, held: str) -> None:
    site.gates[held] = threading.Event()
    command = words(("--home", tmp_path, "portals", "add", site.base, "--delay", 0))
    with subprocess.Popen(command, env=world(), stderr=subprocess.PIPE, text=True) as adding:
        while held not in site.asked:
            site.spoken_to.wait(30)
            os.sched_yield()
        adding.send_signal(signal.SIGINT)
        _, said = adding.communicate(timeout=60)
    site.gates[held].set()

    assert (adding.returncode, files(tmp_path)) == (Exit.INTERRUPTED, [])
    assert said.endswith("Stopped: nothing was written.\n")


def test_addresses_of_portals_are_whole_on_a_narrow_terminal(tmp_path: Path) -> None:
    code, drawn = on_terminal("--home", tmp_path, "portals", columns=60, NO_COLOR="1")
    lines = drawn.splitlines()
    assert (code, max(map(len, lines))) == (0, 60)
    assert [line.split()[1] for line in lines] == [
        "https://sotttt.hanoi.gov.vn/",
        "http://stttt.vinhlong.gov.vn/",
    ]
