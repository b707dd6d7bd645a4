"""What is on its way to a terminal, counted by its answers."""

import threading
from collections.abc import Callable, Sequence

import pytest

from reader.terminal.line import MOST, Line

ASKED = "\x1b[6n"


def test_a_near_terminal_is_asked_nothing_and_never_full():
    line = Line()

    assert line.question(MOST) == ""
    assert not line.is_full


def test_a_far_one_is_asked_behind_each_frame_and_full_once_much_is_on_its_way():
    line = Line(is_far=True)

    assert line.question(MOST - 1) == ASKED
    assert not line.is_full
    assert line.question(1) == ASKED
    assert line.is_full


def test_each_answer_tells_that_what_was_written_first_has_come():
    line = Line(is_far=True)
    line.question(MOST - 1)
    line.question(MOST)
    line.answered()
    assert line.is_full
    line.answered()
    assert not line.is_full


def test_an_answer_that_nobody_waits_for_comes_from_afar():
    line = Line()
    line.answered()

    assert line.question(MOST) == ASKED
    assert line.is_full


def test_one_that_was_given_up_is_asked_no_more_until_it_answers_after_all():
    line = Line(is_far=True)
    line.question(MOST)
    line.forget()
    assert not line.is_full
    assert line.question(MOST) == ""
    line.answered()
    assert line.question(MOST) == ASKED


@pytest.mark.parametrize(
    "told", [(Line.answered, Line.answered), (Line.forget,)], ids=["all have come", "gone"]
)
def test_it_settles_once_all_answers_have_come_or_it_is_gone(told: Sequence[Callable[[Line], None]]):
    line = Line(is_far=True)
    line.question(1)
    line.question(0)
    waits = threading.Thread(target=line.settle, args=(60,))
    waits.start()
    for tell in told:
        tell(line)
    waits.join(60)

    assert not waits.is_alive()


def test_what_does_not_come_in_time_is_waited_for_no_more():
    line = Line(is_far=True)
    line.question(MOST)
    line.settle(0)

    assert not line.is_full
    assert line.question(1) == ASKED


class Moments:
    """A clock that is told what time it is."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def carrying(*frames: tuple[float, int, float]) -> Line:
    """Make a line 0.3 s there and back; of each frame: when it was written, its bytes, when it had come."""
    line = Line(is_far=True, clock=(clock := Moments()))
    told = [(0.0, 0, 0.3), *frames]
    events = [(at, size) for at, size, _come in told] + [(come, None) for _at, _size, come in told]
    for clock.now, size in sorted(events, key=lambda event: event[0]):
        line.answered() if size is None else line.question(size)
    return line


@pytest.mark.parametrize(
    "frames",
    [
        [(1, 3000, 2.3)],
        [(1, 999, 2.3), (1.1, 3000, 3.3)],
        [(1, 999, 2.3), (2.2, 3000, 3.5)],
        [(0.1, 3000, 1.4)],
    ],
    ids=["alone", "right behind another", "behind the end of another", "behind what measures the way"],
)
def test_a_line_is_measured_by_what_has_come_and_by_when_it_was_free(
    frames: Sequence[tuple[float, int, float]],
):
    assert carrying(*frames).rate == pytest.approx(3000)


def test_what_is_little_does_not_measure_it():
    assert carrying((1, 999, 9)).rate is None
    assert carrying((1, 1000, 2.3)).rate == pytest.approx(1000)


def test_a_frame_that_came_as_soon_as_an_answer_says_only_that_it_is_fast():
    assert carrying((1, 9000, 1.3)).rate is None


def test_of_the_last_eight_measures_the_best_counts():
    slow = [(float(at), 1000, at + 1.3) for at in range(20, 80, 10)]
    fast = (10, 4000, 11.3)

    assert carrying(fast, *slow, (80, 1000, 81.3)).rate == pytest.approx(4000)
    assert carrying(fast, *slow, (80, 1000, 81.3), (90, 1000, 91.3)).rate == pytest.approx(1000)


def test_a_near_one_has_no_measure_nor_one_that_was_given_up():
    line = carrying((1, 3000, 2.3))
    line.forget()

    assert line.rate is None
    assert Line().rate is None


def test_it_is_free_while_little_is_on_its_way():
    line = Line(is_far=True)
    line.question(999)
    assert line.is_free
    line.question(1)
    assert not line.is_free
    line.answered()
    assert line.is_free


@pytest.mark.parametrize(("seconds", "is_free"), [(10, False), (10.1, True)])
def test_what_was_not_answered_is_taken_as_come_with_what_is_written_long_after(
    seconds: float, *, is_free: bool
):
    line = Line(is_far=True, clock=(clock := Moments()))
    line.question(1000)
    clock.now = seconds
    line.question(0)

    assert line.is_free is is_free
