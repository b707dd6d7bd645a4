"""Fetching the text of the open article: it is said of that one alone; others can be fetched beside it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library
from scrapers.syncing.events import Waiting
from scrapers.watch import Stopped
from tests.fakes_fetching import fetching_by
from tests.fakes_store import a_library, an_entry
from tests.reading import WIDE, reading

FETCHING = "Fetching the article"
NOT_HERE = "The text of this article has not been fetched yet."


@pytest.fixture
def heads(tmp_path: Path) -> Iterator[Library]:
    """Two articles whose text is not here, the first above the second."""
    entries = [
        an_entry(name, f"Tin {name}", published=f"2018-01-0{3 - int(name)}", cached=False) for name in "12"
    ]
    with a_library(tmp_path, entries) as library:
        yield library


def on_their_way(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Name the articles that are asked for; each stays on its way until the reader is left."""
    names: list[str] = []

    def fetch(_portal: str, name: str, *, stop: threading.Event, **_more: object) -> None:
        names.append(name)
        assert stop.wait(30)
        raise Stopped

    fetching_by(monkeypatch, article=fetch)
    return names


async def test_an_article_opened_while_another_is_fetched_can_be_fetched_too(
    heads: Library, monkeypatch: pytest.MonkeyPatch
):
    asked = on_their_way(monkeypatch)
    async with reading(heads, WIDE) as reader:
        await reader.press("enter", "enter")
        await reader.until(lambda: FETCHING in reader.text)
        await reader.press("n")
        assert reader.open_id == "2"
        assert NOT_HERE in reader.text

        await reader.press("enter")
        await reader.until(lambda: FETCHING in reader.text)
        await reader.until(lambda: asked == ["1", "2"])
        await reader.press("p")
        assert FETCHING in reader.text
        await reader.press("enter")
        assert asked == ["1", "2"]


async def test_what_a_fetch_did_not_expect_is_said_and_the_article_can_be_asked_for_again(
    heads: Library, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **_more: object) -> None:
        raise ZeroDivisionError("nobody thought of that")

    fetching_by(monkeypatch, article=fail)
    async with reading(heads, WIDE) as reader:
        await reader.press("enter", "enter")
        await reader.until(lambda: any("nobody thought of that" in text for text in reader.said))
        await reader.until_without(FETCHING)

        assert NOT_HERE in reader.text


def slow(library: Library, monkeypatch: pytest.MonkeyPatch) -> list[threading.Event]:
    """Have the portal answer nothing until one is told to stop; give what tells so, for each fetch."""
    stops: list[threading.Event] = []

    def fetch(*_key: str, stop: threading.Event, tell: Callable[[Waiting], None], **_more: object) -> None:
        stops.append(stop)
        tell(Waiting("p", "Unreachable", "reset", seconds=2, tries=1, of=3))
        stop.wait(10)
        raise Stopped

    fetching_by(monkeypatch, article=fetch)
    return stops


async def test_a_fetch_says_why_it_waits_and_is_stopped_by_the_key_it_names(
    heads: Library, monkeypatch: pytest.MonkeyPatch
):
    stops = slow(heads, monkeypatch)
    async with reading(heads, WIDE) as reader:
        await reader.press("enter", "enter")
        await reader.until(lambda: "no answer: retrying in 2 s (1/3)" in reader.text)
        assert "Enter stop" in reader.text
        await reader.press("enter")
        await reader.until(lambda: NOT_HERE in reader.text)
        assert FETCHING not in reader.text
        assert "no answer" not in reader.text
        assert reader.said == []
    assert [stop.is_set() for stop in stops] == [True]


async def test_a_program_that_is_left_waits_for_no_portal(heads: Library, monkeypatch: pytest.MonkeyPatch):
    stops = slow(heads, monkeypatch)
    async with reading(heads, WIDE) as reader:
        await reader.press("enter", "enter")
        await reader.until(lambda: "no answer" in reader.text)
    assert [stop.is_set() for stop in stops] == [True]
