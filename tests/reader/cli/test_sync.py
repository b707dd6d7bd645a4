"""`tinvl sync`: what it fetches, says and answers with; Ctrl+C, locks, portals that fail or are not there."""

import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import i18n
from reader.cli.exits import Exit
from reader.cli.summary import tell_summary
from scrapers.clock import utc_now
from scrapers.demo.server import DemoServer
from scrapers.net import pace
from scrapers.syncing.events import Summary
from tests.patience import ended
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini, offer_files
from tests.reader.cli.processes import on_terminal, tinvl, words, world


@pytest.fixture
def mini(tmp_path: Path) -> Iterator[Mini]:
    with Mini() as portal:
        portal.install(tmp_path)
        yield portal


def heads(command: Command, home: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(command("--home", home, "list", "--json").out)
    return found


def sync_of(demo: DemoServer, *more: str) -> list[str]:
    return ["sync", "--portal", "demo", "--base-url", demo.url, "--delay", "0", *more]


def test_a_sync_says_what_came_and_what_it_asked_for(command: Command, tmp_path: Path, mini: Mini) -> None:
    done = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert (done.code, done.out) == (0, "")
    assert "1/1 Tin tức" in done.err
    assert "mini: 3 new articles, 0 corrected; 6 requests," in done.err
    assert [head["id"] for head in heads(command, tmp_path)] == ["3", "2", "1"]


def test_pictures_that_do_not_come_are_counted(command: Command, tmp_path: Path, mini: Mini) -> None:
    text = "<h1>Tin số 2</h1><article><p>Đoạn văn đủ dài cho một tin.</p><img src=/{n}.png></article>"
    for number in (1, 2):
        mini.pages[f"/tin/{number}"] = (200, text.format(n=number))
    mini.pages["/1.png"] = (200, "<p>Hãy đăng nhập.</p>")
    done = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert done.code == 0
    assert "3 new articles, 0 corrected, 2 pictures did not come;" in done.err


def test_files_are_read_where_a_flag_or_the_settings_say_so(
    command: Command, tmp_path: Path, mini: Mini
) -> None:
    offer_files(mini, 1)
    text = {"Content-Type": "text/plain"}
    mini.files = {"/tep/ke-hoach.pdf": ("Hạn mặn xâm nhập".encode(), text)}
    asked = ("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    (tmp_path / "config" / "config.toml").write_text("files = true\n")
    assert "file" not in command(*asked, "--no-files").err
    done = command(*asked)
    assert done.code == 0
    assert "0 corrected, 1 file read, 1 file did not come;" in done.err
    found = command("--home", tmp_path, "search", "--json", "hạn mặn")
    assert [head["id"] for head in json.loads(found.out)] == ["1"]
    (tmp_path / "config" / "config.toml").unlink()
    offer_files(mini, 2)
    mini.files = {"/tep/ke-hoach.pdf": (b"Lich lam viec", text)}
    assert "file" not in command(*asked, "--full").err
    assert "1 file read" in command(*asked, "--files").err


def test_files_of_starred_articles_are_read_unless_a_flag_refuses_it(
    command: Command, tmp_path: Path, mini: Mini
) -> None:
    offer_files(mini, 1)
    mini.files = {"/tep/ke-hoach.pdf": ("Hạn mặn xâm nhập".encode(), {"Content-Type": "text/plain"})}
    asked = ("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert "file" not in command(*asked).err
    assert command("--home", tmp_path, "mark", "mini/1", "--star").code == 0
    assert "file" not in command(*asked, "--no-files").err
    assert "1 file read, 1 file did not come;" in command(*asked).err


def test_its_json_has_every_field_whatever_came(command: Command, tmp_path: Path, mini: Mini) -> None:
    done = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0", "--json", "--quiet")
    assert done.err == ""
    told = json.loads(done.out)
    assert (told["portal"], told["new"], told["updated"], told["failures"]) == ("mini", 3, 0, [])
    assert (told["interrupted"], told["unreachable"], told["layout_changed"]) == (False, False, 0)
    assert told["started_at"] <= told["ended_at"]
    assert told["rules"]["article.title: css h1"] == 3


def test_a_second_sync_asks_for_little(command: Command, tmp_path: Path, mini: Mini) -> None:
    command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    mini.asked.clear()
    done = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert "0 new articles" in done.err
    assert mini.asked.count("/muc/tin") == 1
    assert "/" not in mini.asked


@pytest.mark.parametrize("quiet", [True, False])
def test_what_failed_is_listed_with_why_and_the_code_says_in_part(
    command: Command, tmp_path: Path, mini: Mini, quiet: bool
) -> None:
    mini.pages["/tin/2"] = (403, "")
    more = ["-q"] if quiet else []
    done = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0", *more)
    assert done.code == Exit.PARTLY
    assert f"  refused (HTTP 403): {mini.base}/tin/2\n" in done.err
    assert "the next sync tries again" in done.err
    assert ("new articles" in done.err) is not quiet


@pytest.mark.parametrize("quiet", [False, True])
def test_what_is_still_missing_is_said_at_the_end_with_what_gets_it(
    command: Command, tmp_path: Path, mini: Mini, monkeypatch: pytest.MonkeyPatch, quiet: bool
) -> None:
    monkeypatch.setattr(pace, "_BACKOFF", ())
    mini.pages["/tin/2"] = (503, "")
    asked = ("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0", *["-q"] * quiet)
    done = command(*asked)
    assert done.code == Exit.PARTLY
    assert done.err.endswith("Still missing: 1 article. The same command asks for them again.\n")
    del mini.pages["/tin/2"]
    done = command(*asked)
    assert done.code == Exit.DONE
    assert "missing" not in done.err


def test_cron_is_not_mailed_for_a_picture_alone(capsys: pytest.CaptureFixture[str]) -> None:
    summary = Summary("mini", utc_now(), utc_now(), pictures_failed=1, pictures_lost=1)
    i18n.install("en")
    tell_summary(summary)
    assert "Still missing: 1 picture." in capsys.readouterr().err
    tell_summary(summary, quiet=True)
    assert capsys.readouterr().err == ""


def test_weaker_encryption_is_told_aloud_and_not_mailed(command: Command, tmp_path: Path, mini: Mini) -> None:
    file = tmp_path / "config" / "portals" / "mini.toml"
    told = "mini is asked with weaker encryption than usual, as its file says (tls_security_level)."
    asked = ("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert told not in command(*asked).err

    file.write_text(f"tls_security_level = 1\n{file.read_text(encoding='utf-8')}", encoding="utf-8")

    assert told in command(*asked).err
    assert command(*asked, "--quiet").err == ""


def test_a_changed_layout_is_said(command: Command, tmp_path: Path, mini: Mini) -> None:
    for number in (1, 2, 3):
        mini.pages[f"/tin/{number}"] = (200, "<p>Đã dời đi.</p>")
    done = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert done.code == Exit.PARTLY
    assert "3 pages could not be read: the portal may have changed" in done.err
    assert "not laid out as expected (no title found by any rule)" in done.err


def test_a_login_page_of_the_network_is_no_sync(command: Command, tmp_path: Path, mini: Mini) -> None:
    former, mini.pages["/"] = mini.pages["/"], (200, "<h1>Wi-Fi miễn phí</h1><form><input name=u></form>")
    asked = ("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    done = command(*asked)
    assert done.code == Exit.PARTLY
    assert "Nothing of mini could be read: the network may ask for a login first" in done.err
    assert "could not be read: the portal may have changed" not in done.err
    told = json.loads(command("--home", tmp_path, "portals", "--json").out)
    assert [one["synced"] for one in told if one["name"] == "mini"] == [None]
    mini.pages["/"] = former
    assert command(*asked).code == Exit.DONE


def test_many_failures_are_counted_and_not_all_listed(command: Command, tmp_path: Path) -> None:
    with Mini(articles=8) as mini:
        mini.install(tmp_path)
        for number in range(1, 9):
            mini.pages[f"/tin/{number}"] = (403, "")
        done = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert done.err.count("refused") == 5
    assert "and 3 more" in done.err


def test_a_portal_out_of_reach_is_said_with_its_own_code(
    command: Command, tmp_path: Path, mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_BACKOFF", ())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening: refuses
        base = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        done = command(
            "--home", tmp_path, "sync", "--portal", "mini", "--base-url", base, "--delay", "0", "-q"
        )
    assert done.code == Exit.UNREACHABLE
    assert "mini does not answer" in done.err
    assert "saved can be read" not in done.err, "nothing was"
    assert "no answer" in done.err


def test_a_portal_in_trouble_of_its_own_is_told_apart_from_no_network(
    command: Command, tmp_path: Path, mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_BACKOFF", ())
    mini.pages["/"] = mini.pages["/muc/tin"] = (503, "")
    mini.pages["/robots.txt"] = (404, "")
    done = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert done.code == Exit.UNREACHABLE
    assert "mini is having problems" in done.err
    assert f"  the portal has problems (HTTP 503): {mini.base}/\n" in done.err
    assert "network" not in done.err


def test_a_category_is_named_by_slug_or_name_with_or_without_accents(
    command: Command, tmp_path: Path, demo: DemoServer
) -> None:
    for name in ("thong-bao", "Lễ hội - Sự kiện", "bao chi - xuat ban"):
        assert command("--home", tmp_path, *sync_of(demo, name, "--pages", "1", "--no-images")).code == 0
    listed = {seen.address for seen in demo.requests if seen.method == "GET"}
    assert {"/thong-bao", "/le-hoi-su-kien", "/bao-chi-xuat-ban"} <= listed
    assert "/tin-trong-nganh" not in listed
    assert not any(address.startswith("/Portals") for address in listed), "no pictures"
    done = command("--home", tmp_path, *sync_of(demo, "the-thao"))
    assert done.code == Exit.USAGE
    assert "thong-bao" in done.err


def test_since_leaves_older_articles_alone(command: Command, tmp_path: Path, demo: DemoServer) -> None:
    command("--home", tmp_path, *sync_of(demo, "thong-bao", "--since", "01/03/2018", "--no-images"))
    fetched = [head for head in heads(command, tmp_path) if head["cached"]]
    assert fetched
    assert min(str(head["published"]) for head in fetched) >= "2018-03-01"


def test_full_asks_for_every_article_again(command: Command, tmp_path: Path, mini: Mini) -> None:
    sync = ["sync", "--portal", "mini", "--delay", "0"]
    command("--home", tmp_path, *sync)
    mini.asked.clear()
    command("--home", tmp_path, *sync, "--full")
    assert {"/tin/1", "/tin/2", "/tin/3"} <= set(mini.asked)


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_ends_it_at_once_says_so_and_the_next_goes_on(
    command: Command, tmp_path: Path, mini: Mini, kind: signal.Signals
) -> None:
    arguments = ["--home", tmp_path, "sync", "--portal", "mini", "--delay", "60"]
    with ended(subprocess.Popen(words(arguments), env=world(), stderr=subprocess.PIPE, text=True)) as process:
        assert mini.spoken_to.wait(60)  # the first request is answered, and a pause of a minute begins
        process.send_signal(kind)
        said = process.communicate(timeout=40)[1]  # less than that minute
    assert process.returncode == Exit.INTERRUPTED
    assert "Stopped. What was fetched is kept; the next sync goes on from here." in said
    assert "Traceback" not in said
    assert command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0").code == 0
    assert len(heads(command, tmp_path)) == 3


def test_under_nohup_a_closed_terminal_ends_nothing(tmp_path: Path, mini: Mini) -> None:
    arguments = ["--home", tmp_path, "sync", "--portal", "mini", "--delay", "60"]
    command = ["nohup", *words(arguments)]
    with ended(
        subprocess.Popen(command, env=world(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    ) as process:
        assert mini.spoken_to.wait(60)
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGINT)  # comes after it, and is what ends it
        said = process.communicate(timeout=40)[1]
    assert process.returncode == Exit.INTERRUPTED
    assert said.count("Stopped.") == 1


def test_two_syncs_at_once_the_second_says_who_has_the_lock(
    command: Command, tmp_path: Path, mini: Mini
) -> None:
    arguments = ["--home", tmp_path, "sync", "--portal", "mini", "--delay", "60"]
    with ended(subprocess.Popen(words(arguments), env=world(), stderr=subprocess.DEVNULL)) as first:
        assert mini.spoken_to.wait(60)
        second = command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0", "--quiet")
        assert command("--home", tmp_path, "list").code == 0, "reading goes on"
        first.terminate()
    assert second.code == Exit.STORE
    assert f"process {first.pid} since" in second.err


def test_on_a_terminal_a_bar_is_drawn_and_taken_away(tmp_path: Path, mini: Mini) -> None:
    code, drawn = on_terminal("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0")
    assert code == 0
    assert "━" in drawn
    assert "Asking the portal …" in drawn
    assert drawn.splitlines()[-1].endswith("B.")
    assert "mini: 3 new articles" in drawn.splitlines()[-1]


def test_a_dumb_terminal_gets_lines(tmp_path: Path, mini: Mini) -> None:
    drawn = on_terminal("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0", TERM="dumb")[1]
    assert "\x1b" not in drawn
    assert "1/1 Tin tức\n" in drawn


def test_cron_gets_nothing_to_mail_when_all_went_well(tmp_path: Path, mini: Mini) -> None:
    done = tinvl("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_article_that_the_portal_removed_is_kept_and_shown_as_gone(
    command: Command, tmp_path: Path, mini: Mini
) -> None:
    sync = ["sync", "--portal", "mini", "--delay", "0"]
    command("--home", tmp_path, *sync)
    before = command("--home", tmp_path, "show", "2")
    mini.pages["/tin/2"] = (410, "")
    done = command("--home", tmp_path, *sync)
    assert (done.code, "1 gone from the portal" in done.err) == (0, True)
    after = command("--home", tmp_path, "show", "2")
    assert (after.code, after.out, before.err) == (0, before.out, "")
    assert "The portal no longer has this article." in after.err
    listed = command("--home", tmp_path, "list").out.splitlines()
    assert [line for line in listed if "gone from the portal" in line] == [listed[1]]
    assert [head["gone"] for head in heads(command, tmp_path)] == [False, True, False]


def test_the_demo_portal_is_not_asked_where_it_never_is(command: Command, tmp_path: Path) -> None:
    done = command("--home", tmp_path, "sync", "--portal", "demo")
    assert (done.code, done.out) == (Exit.UNREACHABLE, "")
    assert f"`tinvl --home {tmp_path} demo` again" in done.err
    assert "trying again" not in done.err


def test_where_nothing_was_fetched_categories_name_the_command_that_does(
    command: Command, tmp_path: Path
) -> None:
    assert (
        f"`tinvl --home {tmp_path} demo` fetches"
        in command("--home", tmp_path, "categories", "--portal", "demo").err
    )
    listed = command("--home", tmp_path, "categories", "--portal", "vinhlong")
    assert listed.out == ""
    assert f"`tinvl --home {tmp_path} sync --portal vinhlong`" in listed.err
