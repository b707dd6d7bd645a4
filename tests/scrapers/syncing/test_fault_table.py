"""Whatever one article's page turns into, its good copy stays, and the summary says what happened."""

import asyncio
import socket
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.cli.exits import Exit
from reader.cli.summary import exit_of
from scrapers.model import Article, Entry, Paragraph
from scrapers.syncing import walk
from scrapers.syncing.events import Summary
from tests.loopback import Reply, Request
from tests.scrapers.syncing.fault_cases import CASES, CIRCLE, LIMITS
from tests.site import Reader, Site, reading

DAY = "09/03/2026"
NUMBERS = {name: 2 * at for at, name in enumerate(CASES, 1)}
"""The story that each case befalls; those between stay well, for three dead ones in a row end a sync."""


@dataclass(frozen=True)
class Outcome:
    """What was kept before and after, and the sum of the sync between."""

    good: dict[str, Article]
    after: dict[str, Entry]
    summary: Summary


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Sync well, then with every fault of the table at once."""
    return asyncio.run(_befallen(tmp_path_factory.mktemp("faults")))


async def _befallen(home: Path) -> Outcome:
    site = Site({"a": list(range(2 * len(CASES) + 2, 1, -1))}, faults=dict(CIRCLE))
    for story in site.stories.values():
        story.day = DAY
    async with reading(site, home) as reader:
        await reader.sync()
        before = {name: reader.entry(number).article for name, number in NUMBERS.items()}
        for name, case in CASES.items():
            replies = case.replies
            site.stories[NUMBERS[name]].fault = replies if isinstance(replies, Reply) else list(replies)
        reader.limits = LIMITS
        summary = await reader.sync()
        after = {name: reader.entry(number) for name, number in NUMBERS.items()}
        return Outcome({name: one for name, one in before.items() if one}, after, summary)


@pytest.mark.parametrize("name", CASES)
def test_a_fault_leaves_the_good_copy_and_is_named(outcome: Outcome, name: str) -> None:
    case, entry = CASES[name], outcome.after[name]
    failures = [one for one in outcome.summary.failures if one.url.endswith(f"/tin/{NUMBERS[name]}")]
    assert entry.article is not None
    if case.text:
        assert entry.article.blocks == (Paragraph(text=case.text),)
        assert entry.former[-1] == outcome.good[name]
    else:
        assert entry.article == outcome.good[name]
    assert [failure.error for failure in failures] == [case.error] * bool(case.error)
    assert (entry.gone_at is not None) is case.gone
    alone = exit_of(replace(outcome.summary, failures=tuple(failures)))
    assert alone is (Exit.PARTLY if case.error else Exit.DONE)


def test_the_sum_counts_every_fault_and_nothing_else(outcome: Outcome) -> None:
    assert len(outcome.summary.failures) == sum(bool(case.error) for case in CASES.values())
    assert outcome.summary.gone == sum(case.gone for case in CASES.values())
    assert outcome.summary.updated == sum(bool(case.text) for case in CASES.values())
    assert not outcome.summary.unreachable
    assert exit_of(outcome.summary) is Exit.PARTLY


async def _without_name(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    reader.mirror = "http://cong.invalid/"


async def _refusing(reader: Reader, _: pytest.MonkeyPatch) -> None:
    reader.server._server.close()
    await reader.server._server.wait_closed()


async def _overloaded(reader: Reader, _: pytest.MonkeyPatch) -> None:
    reader.server._answer = lambda request: Reply("", 404 if request.target == "/robots.txt" else 503)


async def _silent(reader: Reader, _: pytest.MonkeyPatch) -> None:
    reader.server._answer = lambda _: Reply(hang=True)


@pytest.mark.parametrize("befall", [_without_name, _refusing, _overloaded, _silent])
async def test_a_portal_that_cannot_be_reached_is_named_and_what_was_fetched_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, befall: object
) -> None:
    async with reading(Site({"a": [1, 2], "b": [3], "c": [4], "d": [5]}), tmp_path) as reader:
        await reader.sync()
        good = reader.cached
        await befall(reader, monkeypatch)  # type: ignore[operator]  # one of the four above
        reader.limits = LIMITS
        summary = await reader.sync()
        assert reader.cached == good
    assert summary.unreachable
    assert summary.failures[0].url == f"{reader.server.base}/muc/a"
    assert exit_of(summary) is Exit.UNREACHABLE


def _all_but(robots: Reply, others: Reply | None) -> object:
    async def befall(reader: Reader, _: pytest.MonkeyPatch) -> None:
        whole = reader.site.answer
        reader.server._answer = lambda r: robots if r.target == "/robots.txt" else others or whole(r)

    return befall


NONE = Reply("", 404)
PORTALS = {
    **{f"all pages answer {status}": (_all_but(NONE, Reply("", status)), 3) for status in (429, 500, 503)},
    **{f"robots.txt answers {status}": (_all_but(Reply("", status), None), 3) for status in (429, 500, 503)},
    "robots.txt is silent": (_all_but(Reply(hang=True), None), 3),
    "robots.txt goes in circles": (_all_but(Reply("", 302, {"Location": "/robots.txt"}), None), 3),
    "robots.txt is garbled": (_all_but(Reply("x" * 1000, cut=100), None), 3),
    "robots.txt leads into a private network": (
        _all_but(Reply("", 302, {"Location": "http://10.0.0.1/"}), None),
        3,
    ),
    "robots.txt forbids all": (_all_but(Reply("User-agent: *\nDisallow: /"), None), 1),
    "all pages answer 403": (_all_but(NONE, Reply("", 403)), 1),
    "all pages answer 404": (_all_but(NONE, NONE), 1),
    "all pages say that the portal is being mended": (_all_but(NONE, Reply("<h1>Đang bảo trì</h1>")), 1),
    "without a name": (_without_name, 3),
    "refusing": (_refusing, 3),
}
"""What befalls a whole portal, and the exit code of its sync."""


@pytest.mark.parametrize("known", [False, True], ids=["first sync", "later sync"])
@pytest.mark.parametrize("name", PORTALS)
async def test_a_sync_that_gets_nothing_says_whether_the_portal_is_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, known: bool
) -> None:
    befall, code = PORTALS[name]
    async with reading(Site({"a": [1, 2], "b": [3], "c": [4], "d": [5]}), tmp_path) as reader:
        if known:
            await reader.sync()
        good = reader.cached
        await befall(reader, monkeypatch)  # type: ignore[operator]  # one of the table
        reader.limits = LIMITS
        summary = await reader.sync()
        assert reader.cached == good
        assert len(reader.server.seen) < 25
    assert summary.failures
    assert (summary.new, summary.updated) == (0, 0)
    assert exit_of(summary) == code


INSTEAD = {
    "login page": Reply("<html><body><form><input type='password'></form></body></html>"),
    "maintenance page": Reply("<html><body><h1>Đang bảo trì</h1></body></html>"),
    "nothing": Reply(""),
}


@pytest.mark.parametrize("name", INSTEAD)
async def test_what_stands_in_place_of_a_listing_is_named_and_its_news_stay(
    tmp_path: Path, name: str
) -> None:
    async with reading(Site({"a": [1, 2], "b": [3]}), tmp_path) as reader:
        await reader.sync()
        known = reader.cache.listing("thu", "a")
        reader.site.faults["/muc/a"] = INSTEAD[name]
        summary = await reader.sync()
        assert reader.cached == {1, 2, 3}
        assert reader.cache.listing("thu", "a") == known
    assert [(failure.error, failure.url[-6:]) for failure in summary.failures] == [
        ("LayoutChanged", "/muc/a")
    ]
    assert exit_of(summary) is Exit.PARTLY


async def test_a_listing_that_is_empty_now_takes_nothing_away(tmp_path: Path) -> None:
    async with reading(Site({"a": [1, 2], "b": [3]}), tmp_path) as reader:
        await reader.sync()
        reader.site.categories["a"] = []
        summary = await reader.sync()
        assert reader.cached == {1, 2, 3}
        assert reader.catalogue.ask("SELECT count(*) FROM filed WHERE slug = 'a'") == [(2,)]
    assert summary.failures == ()


async def test_a_listing_that_never_ends_is_left_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "MOST_PAGES", 7)
    site = Site({"a": list(range(60, 0, -1))})
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert [target for target in reader.asked if "/muc/" in target][-1] == "/muc/a?page=7"
        assert reader.cached == set(range(40, 61))
    assert [(failure.error, failure.url) for failure in summary.failures] == [
        ("BadAnswer", f"{reader.server.base}/muc/a?page=7")
    ]
    assert exit_of(summary) is Exit.PARTLY


@pytest.mark.parametrize(
    ("leads_to", "asked"),
    [("on and on", ["", "?page=2", "?page=3", ""]), ("back to page one", ["", "?page=1"])],
)
async def test_a_pager_without_end_ends(tmp_path: Path, leads_to: str, asked: list[str]) -> None:
    site = Site({"a": list(range(1, 4))})

    def answer(request: Request) -> Reply | None:
        page = int(request.target.partition("?page=")[2] or 1)
        onward = page + 1 if leads_to == "on and on" else 1
        items = "".join(
            f'<li class="item"><a class="title" href="/tin/{n}">Tin số {n}</a>'
            f'<span class="day">{DAY}</span></li>'
            for n in (1, 2, 3)
        )
        pager = f'<div class="pager"><a href="/muc/a?page={onward}">Trang sau</a></div>'
        return Reply(f'<h2>Mục a</h2><ul class="news">{items}</ul>{pager}')

    async with reading(site, tmp_path) as reader:
        whole = site.answer
        reader.server._answer = lambda r: answer(r) if r.target.startswith("/muc/a") else whole(r)  # type: ignore[assignment, return-value]  # a scripted site
        summary = await reader.sync()
        listings = [target for target in reader.asked if target.startswith("/muc/")]
    assert listings == [f"/muc/a{page}" for page in asked]
    assert (summary.new, summary.failures) == (3, ())
