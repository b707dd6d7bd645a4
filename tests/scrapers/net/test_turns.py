"""Several processes take turns at a host: one request at a time, with a rest after each, whoever asked."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from scrapers.net.pace import Pace
from scrapers.net.turns import Turns
from tests.patience import ended

HOLDER = """
import sys, signal
from pathlib import Path
from scrapers.net.turns import Turns
turns = Turns(Path(sys.argv[1]), "a.vn")
print(turns.take(), flush=True)
sys.stdin.read()
turns.leave()
"""


class World:
    """A clock that runs while one sleeps, as that of the wall does."""

    def __init__(self) -> None:
        self.time = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        """Sleep without waiting."""
        self.slept.append(round(seconds, 3))
        self.time += seconds
        await asyncio.sleep(0)


def pace(world: World, folder: Path, delay: float = 1.0, host: str = "a.vn") -> Pace:
    """What one process has of a host."""
    return Pace(delay, clock=world, sleep=world.sleep, turns=Turns(folder, host, world))


def test_the_folder_of_the_turns_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "hosts"
    first, second = Turns(folder, "a.vn"), Turns(folder, "a.vn")
    assert (first.take(), second.take()) == (True, False)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    first.leave()


def test_a_time_that_takes_fewer_digits_than_the_last_is_read_as_it_was_written(tmp_path: Path) -> None:
    world = World()
    turns = Turns(tmp_path, "a.vn", world)
    for world.time in (1_000_000.123456, 2_000_000.5):
        assert turns.take()
        turns.leave()
    assert turns.rested() == 0


def test_a_turn_whose_end_cannot_be_noted_is_given_back(tmp_path: Path) -> None:
    (tmp_path / "a.vn").symlink_to("/dev/full")
    turns, others = Turns(tmp_path, "a.vn"), Turns(tmp_path, "a.vn")
    assert (turns.take(), others.take()) == (True, False)
    turns.leave()
    assert others.take()
    others.give_up()


async def test_another_process_waits_for_the_turn_and_then_for_the_rest(tmp_path: Path) -> None:
    world = World()
    first, second = pace(world, tmp_path), pace(world, tmp_path)
    asked: list[str] = []

    async def ask() -> None:
        async with second.turn():
            asked.append("second")

    async with first.turn():
        task = asyncio.create_task(ask())
        for _turn in range(8):
            await asyncio.sleep(0)
        assert (asked, second.waits) == ([], True)
        rested = world.time
    await task
    assert (asked, second.waits) == (["second"], False)
    assert world.time >= rested + 1


async def test_a_host_rests_after_whoever_asked_it_last(tmp_path: Path) -> None:
    world = World()
    async with pace(world, tmp_path).turn():
        pass
    world.time += 0.25
    heard: list[str] = []
    async with pace(world, tmp_path).turn(lambda: heard.append("rests")):
        pass
    assert (world.slept, heard) == ([0.75], ["rests"])
    async with pace(world, tmp_path, host="b.vn").turn():
        pass
    assert world.slept == [0.75], "another host is another turn"


async def test_a_clock_that_was_set_back_makes_nobody_wait(tmp_path: Path) -> None:
    world = World()
    async with pace(world, tmp_path).turn():
        pass
    world.time -= 86400
    async with pace(world, tmp_path).turn():
        pass
    assert world.slept == []


async def test_who_gives_up_waiting_leaves_the_turn_alone(tmp_path: Path) -> None:
    world = World()
    first, second, third = (pace(world, tmp_path, 0.0) for _ in range(3))
    async with first.turn():
        task = asyncio.create_task(second.turn().__aenter__())
        await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    async with third.turn():
        pass


def test_who_had_the_turn_leaves_the_next_one_to_who_waits_for_it(tmp_path: Path) -> None:
    one, other = Turns(tmp_path, "a.vn"), Turns(tmp_path, "a.vn")
    assert (one.take(), other.take()) == (True, False)
    one.leave()
    assert other.take()
    other.drop()  # the host has not rested yet
    assert (one.take(), other.take()) == (False, True)
    other.leave()
    assert one.take()


async def test_who_is_next_and_gives_up_keeps_nobody_out(tmp_path: Path) -> None:
    world, rests = World(), asyncio.Event()

    async def rest(_seconds: float) -> None:
        rests.set()
        await asyncio.Event().wait()

    async with pace(world, tmp_path).turn():
        pass
    second = Pace(1.0, clock=world, sleep=rest, turns=Turns(tmp_path, "a.vn", world))
    task = asyncio.create_task(second.turn().__aenter__())
    await rests.wait()
    assert not Turns(tmp_path, "a.vn").take()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert Turns(tmp_path, "a.vn").take()


async def test_who_takes_the_turn_just_as_another_gives_it_back_lets_the_host_rest(tmp_path: Path) -> None:
    world = World()
    other = Turns(tmp_path, "a.vn", world)
    assert other.take()

    class JustThen(Turns):
        """Takes the turn right after the other one has left it."""

        def take(self) -> bool:
            other.leave()
            return super().take()

    second = Pace(1.0, clock=world, sleep=world.sleep, turns=JustThen(tmp_path, "a.vn", world))
    async with second.turn():
        assert world.slept == [1.0]


def test_a_process_that_is_killed_gives_its_turn_back(tmp_path: Path) -> None:
    with ended(
        subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        turns = Turns(tmp_path, "a.vn")
        assert not turns.take()
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    assert turns.take()
    assert turns.rested() is None
    turns.leave()
    assert turns.rested() is not None


@pytest.mark.parametrize("written", [b"", b"soon", b"\xff\xfe", b"nan", b"9" * 99])
def test_a_file_that_tells_no_time_makes_nobody_wait(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "a.vn").write_bytes(written)
    turns = Turns(tmp_path, "a.vn")
    assert (turns.rested(), turns.take()) == (None, True)
    turns.leave()


def opened() -> set[str]:
    """The files that this process has open, by their numbers; one is that of the folder itself."""
    return {path.name for path in Path("/dev/fd").iterdir()}


def test_who_looks_again_and_again_whether_it_is_its_turn_keeps_no_file_open(tmp_path: Path) -> None:
    holder, waiting = Turns(tmp_path, "a.vn"), Turns(tmp_path, "a.vn")
    assert holder.take()
    assert not waiting.take()
    before = opened()
    assert not any(waiting.take() for _ in range(20))
    assert opened() <= before
    waiting.give_up()
    holder.leave()


def test_where_nothing_can_be_written_the_turn_is_free(tmp_path: Path) -> None:
    (tmp_path / "turns").write_text("in the way")
    turns = Turns(tmp_path / "turns", "a.vn")
    assert (turns.take(), turns.rested()) == (True, None)
    turns.leave()
