"""Whatever one article's page turns into, its good copy stays, and the summary says what happened."""

import gzip
import tracemalloc
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.cli.summary import exit_of
from tests.loopback import Reply, Request
from tests.site import Site, reading

DAY = "09/03/2026"
PATIENT_BYTES = 200 << 20
_PAGE = "<html><body><h1>Đăng nhập</h1><form><input name='u'><input type='password'></form></body></html>"


@dataclass(frozen=True)
class Case:
    """What the portal answers in place of an article, and what is said of it."""

    reply: Reply
    error: str
    """Class of the failure; empty where it is none."""
    exit: Exit = Exit.PARTLY


def bomb() -> Reply:
    """A gzip that unfolds to far more than the cap of a page."""
    return Reply(gzip.compress(bytes(64 << 20)), headers={"Content-Encoding": "gzip"})


CASES = {
    "login page with 200": Case(Reply(_PAGE.replace("<h1>Đăng nhập</h1>", "")), "LayoutChanged"),
    "maintenance page with 200": Case(
        Reply("<html><body><p>Đang bảo trì</p></body></html>"), "LayoutChanged"
    ),
    "empty page": Case(Reply(""), "LayoutChanged"),
    "not found": Case(Reply("", 404), "", Exit.DONE),
    "gone": Case(Reply("", 410), "", Exit.DONE),
    "forbidden": Case(Reply("", 403), "BadStatus"),
    "503 for ever": Case(Reply("", 503), "BadStatus"),
    "reset in mid-body": Case(Reply("x" * 1000, cut=100), "BadAnswer"),
    "truncated gzip": Case(
        Reply(gzip.compress(b"x" * 5000)[:-9], headers={"Content-Encoding": "gzip"}), "BadAnswer"
    ),
    "wrong length": Case(Reply("<p>x</p>", headers={"Content-Length": "4000"}, cut=8), "BadAnswer"),
    "gzip bomb": Case(bomb(), "TooLarge"),
    "redirect loop": Case(Reply("", 302, {"Location": "/tin/1"}), "BadAnswer"),
    "redirect to a file": Case(Reply("", 302, {"Location": "file:///etc/passwd"}), "BadAnswer"),
    "redirect to a script": Case(Reply("", 302, {"Location": "javascript:alert(1)"}), "BadAnswer"),
    "redirect to another host": Case(Reply("", 302, {"Location": "http://evil.example/"}), "NotAllowed"),
    "redirect to a private address": Case(Reply("", 302, {"Location": "http://10.0.0.1/"}), "NotAllowed"),
}


@pytest.mark.parametrize("name", CASES)
async def test_a_fault_leaves_the_good_copy_and_is_named(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    site = Site({"a": [1, 2]})
    for story in site.stories.values():
        story.day = DAY
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        good = reader.entry(1).article
        site.stories[1].fault = case.reply
        tracemalloc.start()
        summary = await reader.sync()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        entry = reader.entry(1)
    assert peak < PATIENT_BYTES
    assert entry.article == good
    assert [failure.error for failure in summary.failures] == [case.error] * bool(case.error), summary
    assert all(failure.url.endswith("/tin/1") for failure in summary.failures)
    assert exit_of(summary) is case.exit
    assert (entry.gone_at is not None) is (summary.gone == 1) is (case.error == "")


@pytest.mark.parametrize("leads_to", ["on and on", "back to page one"])
async def test_a_pager_without_end_ends(tmp_path: Path, leads_to: str) -> None:
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
    assert len(listings) <= 3
    assert (summary.new, summary.failures) == (3, ())


ENCODED = {
    "windows-1258": ("cp1258", "text/html; charset=windows-1258"),
    "UTF-16": ("utf-16", "text/html; charset=utf-16"),
    "wrong label": ("utf-8", "text/html; charset=utf-16"),
    "no label": ("utf-8", "text/html"),
}


@pytest.mark.parametrize("name", ENCODED)
async def test_a_page_in_any_charset_becomes_clean_text_or_a_failure(tmp_path: Path, name: str) -> None:
    codec, kind = ENCODED[name]
    page = "<html><h1>Tin hay</h1><div class='body'><p>N\x00i dung\x1b[2J dai \ufeff</p></div></html>"
    site = Site({"a": [1]})
    site.stories[1].fault = Reply(page.encode(codec, "ignore"), headers={"Content-Type": kind})
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        if summary.failures:
            assert reader.cached == set()
            return
        article = reader.entry(1).article
    assert article is not None
    assert not set(str(article.blocks)) & {"\x00", "\x1b", "\ufeff"}


async def test_surrogates_and_nul_in_a_page_never_reach_a_store(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    body = b"<h1>Tin \xed\xa0\x80 &#xd800; &#0; hay</h1><div class='body'><p>Mot \xed\xbf\xbf hai</p></div>"
    site.stories[1].fault = Reply(body)
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        article = reader.entry(1).article
    assert article is not None
    assert not [c for c in article.title if "\ud800" <= c <= "\udfff" or c == "\x00"]


async def test_a_page_of_many_links_nested_deep_is_read_in_bounded_memory(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    links = "<a href='/tin/9'>x</a>" * 100_000
    site.stories[1].body = f"<p>Mở đầu.</p>{'<div>' * 50_000}{links[:2_000_000]}"
    async with reading(site, tmp_path) as reader:
        tracemalloc.start()
        summary = await reader.sync()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < PATIENT_BYTES
    assert summary.new + len(summary.failures) == 1
