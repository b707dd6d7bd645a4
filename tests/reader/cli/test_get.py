"""`tinvl get`: articles by their addresses, of the command line and of lists; what it says and answers."""

import json
import os
import shlex
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.library import Library
from reader.paths import Paths
from scrapers.clock import utc_now
from scrapers.net import pace
from scrapers.states import PortalState
from tests.patience import ended
from tests.reader.cli.conftest import Command, Done
from tests.reader.cli.mini import ARTICLE, Mini
from tests.reader.cli.processes import on_terminal, words, world


@pytest.fixture
def mini(tmp_path: Path) -> Iterator[Mini]:
    """The portal, with two articles, 8 and 9, that no list names."""
    with Mini() as portal:
        portal.install(tmp_path)
        portal.pages.update({f"/tin/{n}": (200, ARTICLE.format(n=n)) for n in (8, 9)})
        yield portal


def test_it_prints_what_came_and_the_list_shows_and_the_search_finds_it(
    get: Command, command: Command, tmp_path: Path, mini: Mini
) -> None:
    done = get(f"{mini.base}/tin/9", f"Xem <{mini.base}/tin/8>.")
    assert done == Done(0, "mini/9  Tin số 9\nmini/8  Tin số 8\n", done.err)
    assert "2 new articles.\n" in done.err
    assert mini.asked == ["/robots.txt", "/tin/9", "/tin/8"]
    listed = command("--home", tmp_path, "list", "--portal", "mini", "--json")
    assert {head["id"] for head in json.loads(listed.out)} == {"8", "9"}
    assert "Nội dung của tin số 9" in command("--home", tmp_path, "show", f"{mini.base}/tin/9").out
    assert "Tin số 8" in command("--home", tmp_path, "search", "số 8").out


def test_a_portal_of_which_one_was_got_is_listed_with_the_others_and_not_synced_for_it(
    get: Command, command: Command, tmp_path: Path, mini: Mini
) -> None:
    (tmp_path / "config" / "portals" / "mini.toml").rename(tmp_path / "mini.toml")
    assert get("-q", f"{mini.base}/tin/9").code == Exit.USAGE, "it is unknown"
    mini.install(tmp_path)
    get("-q", f"{mini.base}/tin/9")
    listed = json.loads(command("--home", tmp_path, "list", "--all", "--json").out)
    assert [(head["portal"], head["id"]) for head in listed] == [("mini", "9")]
    with Library.open(Paths.choose(tmp_path)) as library:
        assert (library.fetched(), library.last_synced()) == (("mini",), None)
        library.cache.note_portal("hanoi")
        assert library.followed() == ("mini",), "that is an own one"
        library.cache.put_portal_state(PortalState(portal="hanoi", synced_at=utc_now()))
        assert library.followed() == ("hanoi", "mini")


def test_a_list_names_by_line_what_is_no_article_and_the_rest_comes(
    get: Command, tmp_path: Path, mini: Mini
) -> None:
    page = tmp_path / "nguon.txt"
    addresses = [
        "# nguồn", f"{mini.base}/tin/9", "", f"{mini.base}/muc/tin", "https://vnexpress.net/a-1.html",
        "không phải", f"{mini.base}/tin/9?fbclid=x", f"{mini.base}/tin/404", f"{mini.base}/",
        f"{mini.base}/a.pdf",
    ]  # fmt: skip
    page.write_text("\n".join(addresses), encoding="utf-8-sig")
    done = get("--from", page)
    assert (done.code, done.out) == (Exit.PARTLY, "mini/9  Tin số 9\n")
    told = [line.removeprefix(f"{page}, ") for line in done.err.splitlines() if line.startswith(str(page))]
    program = f"tinvl --home {tmp_path}"
    assert told == [
        f"line 4: {mini.base}/muc/tin is a list of articles; `{program} sync` fetches what it lists",
        "line 5: no known portal has this address: https://vnexpress.net/a-1.html",
        "line 6: not an address, and no article here has this id: không phải",
        f"line 8: no longer there (HTTP 404): {mini.base}/tin/404",
        f"line 9: {mini.base}/ is a list of articles; `{program} sync` fetches what it lists",
        f"line 10: {mini.base}/a.pdf is a file, not an article",
    ]
    assert f"`{program} portals add ADDRESS` adds another." in done.err
    assert mini.asked == ["/robots.txt", "/tin/9", "/tin/404"]


def test_a_page_that_turns_out_to_be_a_list_is_named_so_and_not_kept(
    get: Command, command: Command, tmp_path: Path, mini: Mini
) -> None:
    mini.pages["/chuyen"] = mini.pages["/muc/tin"]
    done = get(f"{mini.base}/chuyen")
    assert (done.code, done.out) == (Exit.PARTLY, "")
    assert f"no article (a list or a front page in its place): {mini.base}/chuyen\n" in done.err
    assert json.loads(command("--home", tmp_path, "list", "--portal", "mini", "--json").out) == []


@pytest.mark.parametrize("word", ["không phải", "https://vnexpress.net/a-1.html", "mini/77"])
def test_where_nothing_can_be_asked_for_the_command_is_wrong(get: Command, mini: Mini, word: str) -> None:
    done = get(word)
    assert (done.code, done.out, mini.asked) == (Exit.USAGE, "", [])
    assert word in done.err


def test_without_an_address_it_asks_for_one(get: Command, mini: Mini, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("# nothing\n")
    for arguments in ((), ("--from", empty)):
        done = get(*arguments)
        assert done.code == Exit.USAGE
        assert "Which article?" in done.err
    assert mini.asked == []


def test_a_list_that_is_no_text_is_refused(get: Command, tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(b"\xff\xfeh\x00")
    done = get("--from", page)
    assert done.code == Exit.USAGE
    assert "a.txt is not UTF-8 text." in done.err


def test_what_is_here_is_not_asked_for_again_unless_told_to(get: Command, mini: Mini) -> None:
    get(f"{mini.base}/tin/9")
    mini.asked.clear()
    done = get(f"{mini.base}/tin/9", f"{mini.base}/tin/8")
    assert done.out == "mini/9  Tin số 9\nmini/8  Tin số 8\n"
    assert done.err.endswith("1 new article, 1 was here already.\n")
    assert mini.asked == ["/robots.txt", "/tin/8"]
    mini.asked.clear()
    mini.pages["/tin/9"] = (200, ARTICLE.format(n=9).replace("Nội dung", "Nội dung mới"))
    done = get("--again", f"{mini.base}/tin/9")
    assert done.err.endswith("1 corrected.\n")
    assert get("--again", "mini/9", "9").err.endswith("1 unchanged.\n"), "an id will do, each once"
    assert mini.asked == ["/robots.txt", "/tin/9"] * 2


def test_one_that_is_here_only_in_part_is_asked_for_again(get: Command, tmp_path: Path, mini: Mini) -> None:
    get(f"{mini.base}/tin/9")
    with Library.open(Paths.choose(tmp_path)) as library:
        library.cache.unfinished.add("mini", "9")
    mini.asked.clear()
    assert get(f"{mini.base}/tin/9").err.endswith("1 unchanged.\n")
    assert mini.asked == ["/robots.txt", "/tin/9"]


def test_its_json_has_every_field_of_each_in_the_order_of_the_asking(get: Command, mini: Mini) -> None:
    get(f"{mini.base}/tin/8")
    done = get("--json", "--quiet", f"{mini.base}/tin/404", f"{mini.base}/tin/8", f"{mini.base}/tin/9", "gì")
    told = json.loads(done.out)
    keys = {"asked", "line", "portal", "id", "url", "title", "outcome", "error", "why"}
    assert all(one.keys() == keys for one in told)
    assert [one["outcome"] for one in told] == ["failed", "here", "new", "refused"]
    assert [one["title"] for one in told] == [None, "Tin số 8", "Tin số 9", None]
    assert (told[0]["error"], told[0]["why"]) == ("Gone", "no longer there (HTTP 404)")
    assert (told[2]["portal"], told[2]["id"], told[2]["url"]) == ("mini", "9", f"{mini.base}/tin/9")
    assert done.code == Exit.PARTLY


def test_quiet_says_only_what_goes_wrong(get: Command, mini: Mini) -> None:
    assert get("-q", f"{mini.base}/tin/9") == Done(0, "", "")
    done = get("-q", f"{mini.base}/tin/8", f"{mini.base}/tin/404")
    assert (done.code, done.out) == (Exit.PARTLY, "")
    assert done.err == f"no longer there (HTTP 404): {mini.base}/tin/404\n"


def test_show_names_the_command_that_gets_an_article(
    get: Command, command: Command, tmp_path: Path, mini: Mini
) -> None:
    address = f"{mini.base}/tin/9?a=1&b=2"
    mini.pages["/tin/9?a=1&b=2"] = mini.pages["/tin/9"]
    done = command("--home", tmp_path, "show", address)
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert f"This article is not here yet. `tinvl --home {tmp_path} get '{address}'` fetches it." in done.err
    named = shlex.split(done.err.split("`")[1])[4:]
    assert get(*named).code == 0
    assert command("--home", tmp_path, "show", address).code == 0


def test_show_names_it_too_for_what_a_list_names(
    get: Command, command: Command, tmp_path: Path, mini: Mini
) -> None:
    mini.pages["/tin/2"] = (403, "")
    command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0", "-q")
    done = command("--home", tmp_path, "show", "2")
    assert done.code == Exit.PARTLY
    assert f"`tinvl --home {tmp_path} get mini/2` fetches it." in done.err
    mini.pages["/tin/2"] = (200, ARTICLE.format(n=2))
    assert get("mini/2").out == "mini/2  Tin số 2\n"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "https://vnexpress.net/a-1.html",
            "no known portal has this address: https://vnexpress.net/a-1.html",
        ),
        (
            "{base}/muc/tin",
            "{base}/muc/tin is a list of articles; `tinvl --home {home} sync` fetches what it lists",
        ),
    ],
)
def test_show_says_what_an_address_is_that_is_no_article(
    command: Command, tmp_path: Path, mini: Mini, address: str, told: str
) -> None:
    done = command("--home", tmp_path, "show", address.format(base=mini.base))
    assert done.code == Exit.USAGE
    assert told.format(base=mini.base, home=tmp_path) in done.err


def test_standard_input_comes_where_its_dash_stands(tmp_path: Path, mini: Mini) -> None:
    arguments = words(["--home", tmp_path, "get", "--delay", "0", "-", f"{mini.base}/tin/8"])
    done = subprocess.run(
        arguments, env=world(), input=f"{mini.base}/tin/9\n\ngì\n", capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (Exit.PARTLY, "mini/9  Tin số 9\nmini/8  Tin số 8\n")
    assert "standard input, line 3: not an address" in done.stderr


def test_a_portal_out_of_reach_has_its_own_code_and_nothing_is_kept(
    get: Command, command: Command, tmp_path: Path, mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_BACKOFF", ())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening: refuses
        base = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        done = get("--portal", "mini", "--base-url", base, f"{mini.base}/tin/9", f"{mini.base}/tin/8")
    assert (done.code, done.out) == (Exit.UNREACHABLE, "")
    assert "mini does not answer" in done.err
    assert "1 was not asked for; the same command asks for it." in done.err
    assert json.loads(command("--home", tmp_path, "list", "--portal", "mini", "--json").out) == []


def test_a_mirror_is_for_one_portal(get: Command, mini: Mini) -> None:
    done = get(
        "--base-url", mini.base, f"{mini.base}/tin/9", "https://sotttt.hanoi.gov.vn/-/view_content/1-a"
    )
    assert done.code == Exit.USAGE
    assert "--base-url is for the articles of one portal" in done.err
    assert mini.asked == []


def test_ctrl_c_keeps_what_came_and_the_same_command_gets_the_rest(
    get: Command, command: Command, tmp_path: Path, mini: Mini
) -> None:
    mini.gates["/tin/8"] = threading.Event()
    addresses = [f"{mini.base}/tin/{n}" for n in (9, 8, 3)]
    arguments = words(["--home", tmp_path, "get", "--delay", "0", *addresses])
    with ended(
        subprocess.Popen(arguments, env=world(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    ) as process:
        mini.until_asked("/tin/8")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=40)
    mini.gates.pop("/tin/8").set()
    assert (process.returncode, out) == (Exit.INTERRUPTED, "mini/9  Tin số 9\n")
    assert (
        "Stopped. What was fetched is kept.\n2 were not asked for; the same command asks for them.\n" in err
    )
    assert "Traceback" not in err
    assert "1 was here already" in get(*addresses).err


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Mini]:
    """A second portal."""
    with Mini(name="hai", title="Cổng hai") as portal:
        portal.install(tmp_path)
        yield portal


def test_portals_are_asked_side_by_side_and_all_is_said_in_the_order_of_the_asking(
    get: Command, mini: Mini, other: Mini
) -> None:
    mini.gates["/tin/9"], other.gates["/tin/3"] = other.spoken_to, mini.spoken_to  # each waits for the other
    other.pages["/tin/1"] = (404, "")
    asked = [
        f"{portal.base}/tin/{n}" for portal, n in ((other, 3), (mini, 9), (other, 1), (mini, 7), (mini, 8))
    ]
    done = get(*asked)

    assert done.code == Exit.PARTLY
    assert done.out == "hai/3   Tin số 3\nmini/9  Tin số 9\nmini/8  Tin số 8\n"
    assert done.err.endswith(
        f"3 new articles.\nno longer there (HTTP 404): {asked[2]}\nno longer there (HTTP 404): {asked[3]}\n"
    )
    again = get("--json", *asked)
    assert [one["outcome"] for one in json.loads(again.out)] == ["here", "here", "failed", "failed", "here"]


def test_ctrl_c_ends_all_portals_and_keeps_what_came(
    get: Command, tmp_path: Path, mini: Mini, other: Mini
) -> None:
    mini.gates["/tin/8"], other.gates["/tin/2"] = threading.Event(), threading.Event()
    addresses = [f"{portal.base}/tin/{n}" for portal, n in ((mini, 9), (mini, 8), (other, 3), (other, 2))]
    arguments = words(["--home", tmp_path, "get", "--delay", "0", *addresses])
    with ended(
        subprocess.Popen(arguments, env=world(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    ) as process:
        mini.until_asked("/tin/8")
        other.until_asked("/tin/2")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=40)
    for gate in (mini.gates.pop("/tin/8"), other.gates.pop("/tin/2")):
        gate.set()
    assert (process.returncode, out) == (Exit.INTERRUPTED, "mini/9  Tin số 9\nhai/3   Tin số 3\n")
    assert "2 were not asked for; the same command asks for them.\n" in err
    assert "Traceback" not in err
    assert "2 were here already" in get(*addresses).err


def test_a_terminal_sees_how_far_it_is(tmp_path: Path, mini: Mini) -> None:
    code, drawn = on_terminal(
        "--home", tmp_path, "get", "--delay", "0", f"{mini.base}/tin/9", f"{mini.base}/tin/8"
    )
    assert code == 0
    assert "2/2" in drawn
    assert drawn.endswith("Tin số 9\n\x1b[2mmini/8\x1b[0m  Tin số 8\n2 new articles.\n")


def test_what_did_not_come_is_said_where_nobody_takes_what_did(tmp_path: Path, mini: Mini) -> None:
    nobody, pipe = os.pipe()
    os.close(nobody)
    command = words(("--home", tmp_path, "get", "--delay", 0, f"{mini.base}/tin/9", f"{mini.base}/tin/77"))
    done = subprocess.run(command, env=world(), stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    os.close(pipe)

    assert f"(HTTP 404): {mini.base}/tin/77\n" in done.stderr


@pytest.mark.parametrize("name", ["get", "show"])
@pytest.mark.parametrize("scheme", ["http:/", "ttps://"])
def test_a_mistyped_address_is_told_whole_and_what_is_wrong_with_it(
    command: Command, tmp_path: Path, name: str, scheme: str
) -> None:
    word = f"{scheme}stttt.vinhlong.gov.vn/tin/ID/12"
    done = command("--home", tmp_path, name, word)

    assert done.code == Exit.USAGE
    assert f"an address begins with http:// or https://, but this one does not: {word}\n" in done.err
