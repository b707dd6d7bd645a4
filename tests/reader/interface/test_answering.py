"""What answers the search screen: some results at once, then all, where somebody still waits for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import i18n
from reader.screens.answering import Answer, Answers
from reader.searching.question import Question
from tests.fakes_store import PORTAL, a_library, an_entry

ENTRIES = [
    an_entry(str(number), f"Bảo tàng {number}", published=f"{2015 + number}-02-01") for number in (1, 2, 3)
]


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """What answers by two results at once, of the three that there are."""
    i18n.install("en")
    monkeypatch.setattr("reader.screens.answering.FIRST", 2)
    with a_library(tmp_path, ENTRIES) as library:
        yield Answers(library)


def question(typed: str) -> Question:
    return Question(typed=typed, portal=PORTAL, by_date=False)


def told(answer: Answer) -> tuple[int, bool, str]:
    """How many results an answer has, whether that is all, and its curve."""
    assert answer.found is not None
    return len(answer.found.rows), answer.found.complete, answer.curve


def test_all_follow_the_first_and_then_it_is_said_when_they_were_published(answers: Answers) -> None:
    first, last = answers.to(question("tàng"), lambda: False)

    assert told(first) == (2, False, "")
    count, complete, curve = told(last)
    assert (count, complete) == (3, True)
    assert curve.startswith("2016 ")
    assert curve.endswith(" 2018")


def test_all_are_not_listed_where_something_else_was_typed_meanwhile(answers: Answers) -> None:
    coming = answers.to(question("tàng"), lambda: True)

    assert [told(answer)[:2] for answer in coming] == [(2, False)]


def test_what_is_listed_whole_at_once_is_not_listed_again(answers: Answers) -> None:
    assert [told(answer)[:2] for answer in answers.to(question('"tàng 2"'), lambda: False)] == [(1, True)]


def test_where_nothing_is_found_it_is_said_what_would_be_had_an_input_method_been_on(
    answers: Answers,
) -> None:
    (answer,) = answers.to(question("tafng"), lambda: False)

    assert (answer.meant, answer.trouble) == ("tàng", "")
