"""`tinvl sync --all`: several portals side by side, each with its progress, its summary and its end."""

import json
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.cli.exits import Exit
from reader.cli.session import Session
from reader.cli.syncall import exit_of_all, portals_read
from reader.fetching.together import Failed
from scrapers.clock import utc_now
from scrapers.errors import StoreError, StoreLocked
from scrapers.net import pace
from scrapers.states import PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.syncing.events import Failure, Summary
from tests.patience import ended
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini
from tests.reader.cli.processes import on_terminal, tinvl, words, world

ALL = ("sync", "--all", "--delay", "0")
BOTH = ("hai", "mot")


class Met(threading.Event):
    """Remembers whether what somebody waited for came."""

    met = False

    def wait(self, timeout: float | None = None) -> bool:
        self.met = super().wait(timeout)
        return self.met


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Mini, Mini]]:
    with Mini(name="mot", title="Cổng một") as one, Mini(4, name="hai", title="Cổng hai") as other:
        one.install(tmp_path)
        other.install(tmp_path)
        yield one, other


def listed(command: Command, home: Path, portal: str) -> int:
    return len(json.loads(command("--home", home, "list", "--portal", portal, "--json").out))


def test_portals_are_fetched_side_by_side_and_each_says_what_came(
    command: Command, tmp_path: Path, two: tuple[Mini, Mini]
) -> None:
    one, other = two
    gates = one.spoken_to, other.spoken_to = Met(), Met()
    one.gates["/muc/tin"], other.gates["/muc/tin"] = gates[1], gates[0]  # each waits for the other
    done = command("--home", tmp_path, *ALL)
    assert (done.code, done.out) == (0, "")
    assert all(gate.met for gate in gates)
    assert {"mot: 1/1 Tin tức", "hai: 1/1 Tin tức"} <= set(done.err.splitlines())
    hai, mot = done.err.splitlines()[-2:]
    assert hai.startswith("hai: 4 new articles, 0 corrected; ")
    assert mot.startswith("mot: 3 new articles, 0 corrected; ")
    assert [listed(command, tmp_path, name) for name in BOTH] == [4, 3]
    found = json.loads(command("--home", tmp_path, "doctor", "--offline", "--json").out)
    stores = [one["grade"] for one in found if one["check"] in ("cache", "catalogue", "agreement", "digests")]
    assert stores == ["well"] * 4


def test_one_notification_tells_of_what_is_watched_for_on_any_of_them(
    command: Command, tmp_path: Path, two: tuple[Mini, Mini], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "reader.cli.notifying.notify", lambda title, body, **_: told.append((title, body)) or ""
    )
    (tmp_path / "config" / "config.toml").write_text('watch = ["tin số 3"]\n', encoding="utf-8")
    assert command("--home", tmp_path, *ALL, "--notify").code == 0
    assert told == [("2 new articles you watch for", "tin số 3: Tin số 3\ntin số 3: Tin số 3")]


def test_cron_gets_nothing_to_mail_when_all_went_well_and_else_what_went_wrong_where(
    command: Command, tmp_path: Path, two: tuple[Mini, Mini]
) -> None:
    done = tinvl("--home", tmp_path, *ALL, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    two[0].pages["/tin/2"] = (403, "")
    done = tinvl("--home", tmp_path, *ALL, "--quiet", "--full")
    assert done.returncode == Exit.PARTLY
    assert done.stderr.startswith("mot:\n1 page could not be fetched;")
    assert f"{two[0].base}/tin/2" in done.stderr
    assert "hai" not in done.stderr


def test_its_json_has_an_object_for_each_with_every_field_and_why_there_was_no_sync(
    command: Command, tmp_path: Path, two: tuple[Mini, Mini]
) -> None:
    assert command("--home", tmp_path, "list").code == 0  # makes the stores
    with ArticleCache.open(tmp_path / "cache") as cache, cache.lock_portal("mot"):
        done = command("--home", tmp_path, *ALL, "--json", "--quiet")
    assert done.code == Exit.PARTLY
    hai, mot = json.loads(done.out)
    assert (hai["portal"], hai["new"], hai["error"]) == ("hai", 4, None)
    assert (mot["portal"], mot["new"]) == ("mot", 0)
    assert mot["error"].startswith("Another sync of this portal is running (process ")
    assert hai.keys() == mot.keys() > {"failures", "missing", "rules", "started_at"}
    assert done.err.startswith("mot: Another sync of this portal")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["tin"], "A category is one portal's and cannot be named with --all."),
        (["--portal", "mot"], "--all and --portal cannot be used together."),
        (["--base-url", "http://a.vn"], "--all and --base-url cannot be used together."),
    ],
)
def test_what_is_about_one_portal_is_refused(
    command: Command, tmp_path: Path, more: list[str], said: str
) -> None:
    done = command("--home", tmp_path, "sync", "--all", *more)
    assert (done.code, said in done.err) == (Exit.USAGE, True)


def test_a_quick_pace_is_refused_for_a_portal_elsewhere(
    command: Command, tmp_path: Path, two: tuple[Mini, Mini]
) -> None:
    with ArticleCache.open(tmp_path / "cache") as cache:
        cache.put_portal_state(PortalState(portal="hanoi", synced_at=utc_now()))
    done = command("--home", tmp_path, *ALL)
    assert done.code == Exit.USAGE
    assert "--delay under 1 second" in done.err
    assert two[0].asked == []


def test_options_are_for_each_of_them(command: Command, tmp_path: Path, two: tuple[Mini, Mini]) -> None:
    for portal in two:
        portal.pages["/muc/tin"] = (
            200,
            '<ul><li><a href="/tin/3">Tin số 3</a></li></ul><a class="next" href="/muc/tin?p=2">Sau</a>',
        )
        portal.pages["/muc/tin?p=2"] = (200, '<ul><li><a href="/tin/1">Tin số 1</a></li></ul>')
    assert command("--home", tmp_path, *ALL, "--pages", "1").code == 0
    assert [listed(command, tmp_path, name) for name in BOTH] == [1, 1]
    assert command("--home", tmp_path, *ALL).code == 0
    assert [listed(command, tmp_path, name) for name in BOTH] == [2, 2]


def test_one_out_of_reach_is_in_part_and_all_out_of_reach_has_its_own_code(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_BACKOFF", ())
    with socket.socket() as taken, Mini(name="hai") as reached, Mini(name="mot") as away:
        taken.bind(("127.0.0.1", 0))  # not listening: refuses
        reached.install(tmp_path)
        away.install(tmp_path)
        file = tmp_path / "config" / "portals" / "mot.toml"
        file.write_text(
            file.read_text(encoding="utf-8").replace(away.base, f"http://127.0.0.1:{taken.getsockname()[1]}"),
            encoding="utf-8",
        )
        done = command("--home", tmp_path, *ALL, "-q")
        assert (done.code, "mot does not answer" in done.err) == (Exit.PARTLY, True)
        (tmp_path / "config" / "portals" / "hai.toml").unlink()
        done = command("--home", tmp_path, *ALL, "-q")
        assert (done.code, "mot does not answer" in done.err) == (Exit.UNREACHABLE, True)


def test_a_wrong_portal_file_is_named_and_the_others_are_fetched(
    command: Command, tmp_path: Path, two: tuple[Mini, Mini]
) -> None:
    (tmp_path / "config" / "portals" / "mot.toml").write_text("name = ", encoding="utf-8")
    done = command("--home", tmp_path, *ALL, "-q")
    assert done.code == Exit.PARTLY
    assert done.err.count("mot.toml") == 1
    assert listed(command, tmp_path, "hai") == 4


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_all_of_them_at_once_and_the_next_goes_on(
    command: Command, tmp_path: Path, two: tuple[Mini, Mini], kind: signal.Signals
) -> None:
    one, other = two
    one.spoken_to = other.spoken_to = threading.Event()  # they lie on one host: one is asked, the other waits
    arguments = ["--home", tmp_path, "sync", "--all", "--delay", "60"]
    with ended(subprocess.Popen(words(arguments), env=world(), stderr=subprocess.PIPE, text=True)) as process:
        assert one.spoken_to.wait(60)  # then a pause of a minute begins
        process.send_signal(kind)
        said = process.communicate(timeout=40)[1]  # less than that minute
    assert process.returncode == Exit.INTERRUPTED
    assert said.count("Stopped. What was fetched is kept; the next sync goes on from here.") == 2
    assert "Traceback" not in said
    assert command("--home", tmp_path, *ALL).code == 0
    assert [listed(command, tmp_path, name) for name in BOTH] == [4, 3]


def test_on_a_terminal_each_has_a_row_that_is_taken_away(tmp_path: Path, two: tuple[Mini, Mini]) -> None:
    code, drawn = on_terminal("--home", tmp_path, *ALL)
    assert code == 0
    assert all(f"{name} Asking the portal …" in drawn for name in BOTH)
    assert [row.split(":")[0] for row in drawn.splitlines()[-2:]] == list(BOTH)


def known(home: Path) -> tuple[str, ...]:
    session = Session(home)
    try:
        return portals_read(session)
    finally:
        session.close()


def test_all_are_those_that_were_fetched_here_and_those_of_own_files(
    tmp_path: Path, two: tuple[Mini, Mini]
) -> None:
    assert known(tmp_path) == BOTH
    with ArticleCache.open(tmp_path / "cache") as cache:
        for portal in ("hanoi", "demo", "no-longer-there"):
            cache.put_portal_state(PortalState(portal=portal, synced_at=utc_now()))
    assert known(tmp_path) == ("hai", "hanoi", "mot"), "the demo has no address, and one has no file any more"


def test_where_nothing_was_fetched_it_is_the_portal_of_a_sync_without_a_name(tmp_path: Path) -> None:
    assert known(tmp_path) == ("vinhlong",)
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "config.toml").write_text('portal = "hanoi"\n', encoding="utf-8")
    assert known(tmp_path) == ("hanoi",)


def test_the_demo_alone_is_not_asked_where_it_never_is(command: Command, home: Path) -> None:
    done = command("--home", home, "sync", "--all")
    assert done.code == Exit.UNREACHABLE
    assert f"`tinvl --home {home} demo` again" in done.err


WELL = Summary(portal="a", started_at=utc_now(), ended_at=utc_now())
PARTLY = replace(WELL, failures=(Failure(url="http://a.vn", error="Gone", message="gone"),))
AWAY = replace(WELL, unreachable=True)
STOPPED = replace(WELL, interrupted=True)
LOCKED = Failed("a", StoreLocked("process 1", where="cache"))


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([WELL, WELL], Exit.DONE),
        ([WELL, PARTLY], Exit.PARTLY),
        ([WELL, AWAY], Exit.PARTLY),
        ([AWAY, AWAY], Exit.UNREACHABLE),
        ([WELL, STOPPED, AWAY], Exit.INTERRUPTED),
        ([WELL, LOCKED], Exit.PARTLY),
        ([LOCKED, Failed("b", StoreError("disk full", where="cache"))], Exit.STORE),
        ([WELL, Failed("b", OSError(28, "No space left"))], Exit.PARTLY),
    ],
)
def test_one_exit_code_says_how_all_of_them_ended(outcomes: list[Summary | Failed], code: Exit) -> None:
    assert exit_of_all(outcomes) is code
