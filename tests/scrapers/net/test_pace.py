from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import ConfigError
from scrapers.model import PageRequest
from scrapers.net.fetch import Fetcher
from scrapers.net.pace import Pace, retry_after, wait_before_retry
from tests.loopback import Loopback, Reply, Request, Ticker, portal_at

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


async def test_the_rest_is_counted_from_the_end_of_the_former_request() -> None:
    ticker = Ticker()

    def slow(_: Request) -> Reply:
        ticker.time += 5
        return Reply("x")

    async with Loopback({"/robots.txt": slow, "/": slow}) as server:
        portal = portal_at(server.base)
        async with Fetcher(portal, clock=ticker, sleep=ticker.sleep) as fetcher:
            for _ in range(2):
                await fetcher.page(PageRequest(url=server.base + "/"))
    assert ticker.slept == [1, 1]


async def test_nothing_waits_for_a_rest_that_is_over() -> None:
    ticker = Ticker()
    pace = Pace(1, clock=ticker, sleep=ticker.sleep)
    async with pace.turn():
        ticker.time += 5
    ticker.time += 0.75
    async with pace.turn():
        pass
    ticker.time += 3
    async with pace.turn():
        pass
    assert ticker.slept == [0.25]


async def test_who_waits_for_a_rest_says_so_and_who_need_not_does_not() -> None:
    ticker, told = Ticker(), list[str]()
    pace = Pace(1, clock=ticker, sleep=ticker.sleep)
    async with pace.turn(lambda: told.append("first")):
        pass
    async with pace.turn(lambda: told.append("second")):
        ticker.time += 1
    ticker.time += 1
    async with pace.turn(lambda: told.append("third")):
        pass
    assert told == ["second"]


async def test_a_failed_request_is_followed_by_a_rest_too() -> None:
    ticker = Ticker()
    pace = Pace(1, clock=ticker, sleep=ticker.sleep)
    with pytest.raises(ZeroDivisionError):
        async with pace.turn():
            raise ZeroDivisionError
    async with pace.turn():
        pass
    assert ticker.slept == [1]


@pytest.mark.parametrize("delay", [0, 0.5, 0.99, -1, float("nan")])
@pytest.mark.parametrize("base", ["https://portal.example", "http://10.0.0.1"])
def test_a_delay_under_a_second_is_for_this_machine_alone(base: str, delay: float) -> None:
    with pytest.raises(ConfigError, match="delay"):
        Fetcher(portal_at(base), delay=delay)


@pytest.mark.parametrize("base", ["http://127.0.0.1:8099", "http://localhost:8099", "http://[::1]:8099"])
def test_a_mirror_on_this_machine_needs_no_delay(base: str) -> None:
    assert Fetcher(portal_at("https://portal.example"), base_url=base, delay=0)
    with pytest.raises(ConfigError):
        Fetcher(portal_at("https://portal.example"), base_url=base, delay=-1)


def test_a_portal_here_with_a_mirror_elsewhere_needs_its_delay() -> None:
    with pytest.raises(ConfigError):
        Fetcher(portal_at("http://127.0.0.1"), base_url="https://mirror.example", delay=0)


@given(st.text())
def test_any_retry_after_is_read_without_an_error(header: str) -> None:
    assert (retry_after(header, NOW) or 0) >= 0


def test_a_long_number_of_seconds_is_still_a_number() -> None:
    assert retry_after("9" * 400, NOW) == 999_999_999


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (" 30 ", 30),
        ("Fri, 02 Jan 2026 03:04:35 GMT", 30),
        ("Fri, 02 Jan 2026 10:04:35 +0700", 30),
        ("Fri, 02 Jan 2026 03:04:35", 30),
        ("Fri, 02 Jan 2026 03:04:04 GMT", 0),
        ("soon", None),
        ("²", None),
        ("Fri, 02 Jan 99999999999999999999 03:04:35 GMT", None),
        ("Fri, 02 Jan 2026 03:04:35 +99999999999999999999", None),
    ],
)
def test_a_host_says_in_seconds_or_by_a_date_when_to_ask_again(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@pytest.mark.parametrize(
    ("tries", "asked", "wait"),
    [(1, None, 1), (2, None, 2), (3, None, 4), (4, None, None), (3, 3, 4), (1, 120, 120), (1, 120.5, None)],
)
def test_a_wait_is_doubled_and_as_long_as_was_asked_for(
    tries: int, asked: float | None, wait: float | None
) -> None:
    assert wait_before_retry(tries, asked, 1.0) == wait


@given(st.integers(1, 9), st.none() | st.floats(0, 10**6), st.floats(0, 1))
def test_waits_grow_and_end(tries: int, asked: float | None, chance: float) -> None:
    wait = wait_before_retry(tries, asked, chance)
    assert (wait is None) == (tries > 3 or (asked or 0) > 120)
    if wait is not None:
        assert wait >= max(asked or 0, 2 ** (tries - 1) / 2)
        assert wait <= max(asked or 0, 2 ** (tries - 1))
