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
