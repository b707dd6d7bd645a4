"""Why a sync gave up is told apart: no network, a portal in trouble, a certificate, a login."""

import pytest

from reader import i18n
from reader.wording.details import COUNTED, FIELDS, detail, named
from reader.wording.ended import missing, out_of_reach, why
from scrapers.errors import BadAnswer, BadStatus, LayoutChanged, TooLarge
from scrapers.model import RawPage
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from scrapers.syncing.events import MANY, Failure, Summary
from tests.site import NOW

ANSWERED = Failure(url="https://a.vn/", error="BadStatus", message="HTTP 503")


@pytest.mark.parametrize(
    ("failure", "told", "because"),
    [
        (Failure("https://a.vn/", "Unreachable", "no answer in time"), "does not answer", "no answer"),
        (ANSWERED, "is having problems", "the portal has problems (HTTP 503)"),
        (Failure("https://a.vn/", "BadStatus", "http://b.vn: HTTP 403"), "having problems", "refused"),
        (
            Failure("https://a.vn/", "BadStatus", "HTTP 429"),
            "thu asks for fewer requests. Try again later.",
            "asks for fewer requests (HTTP 429)",
        ),
        (
            Failure("https://a.vn/", "BadStatus", BadStatus(429, where="", wait=86400).what),
            "thu asks for fewer requests. Try again in 24 hours.",
            "asks for fewer requests (HTTP 429: told to wait 24 hours)",
        ),
        (
            Failure("https://a.vn/", "Unreachable", "its robots.txt cannot be fetched: HTTP 511"),
            "The network asks for a login before thu can be read.",
            "the network asks for a login (its robots.txt cannot be fetched: HTTP 511)",
        ),
        (
            Failure("https://a.vn/", "Untrusted", "certificate has expired"),
            "certificate of thu is not accepted",
            "certificate not accepted (certificate has expired)",
        ),
        (Failure("https://a.vn/", "Elsewhere", "x"), "Pages of thu lead to another host", "led elsewhere"),
        (
            Failure("https://a.vn/", "Unreachable", "its robots.txt cannot be fetched: a private address"),
            "Pages of thu lead to another host: the network may ask for a login first",
            "no answer (its robots.txt cannot be fetched: a private address)",
        ),
        (Failure("https://a.vn/", "LoginAsked", "x"), "thu asks for a login", "asks for a login"),
        (
            Failure("https://a.vn/", "OnePage", "one page in place of all: Bảo trì"),
            "thu shows one page in place of all others",
            "not the page (one page in place of all: Bảo trì)",
        ),
        (Failure("https://a.vn/", "ScriptAsked", "x"), "open the portal in a browser", "asks for a script"),
    ],
)
def test_the_last_failure_says_why_a_portal_is_out_of_reach(failure: Failure, told: str, because: str):
    assert told in out_of_reach(Summary("thu", NOW, NOW, unreachable=True, failures=(ANSWERED, failure)))
    assert why(failure).startswith(because)


def test_what_is_said_with_numbers_and_fields_is_worded(monkeypatch: pytest.MonkeyPatch):
    worded = {text: f"«{text}»" for text in (*COUNTED, *FIELDS)}
    monkeypatch.setattr("reader.wording.details._", lambda text: worded.get(text, text))

    assert detail(LayoutChanged("title", where="").what) == "«no «title» found by any rule»"
    assert detail(TooLarge(7, where="").what) == "«larger than 7 bytes»"
    assert detail(BadAnswer("more than 5 redirects").what) == "«more than 5 redirects»"
    assert detail("no whole answer within 60 seconds") == "«no whole answer within 60 seconds»"
    assert detail("left after 900 pages; it may have no end") == "«left after 900 pages; it may have no end»"
    assert named("colour") == "colour"


def test_the_marks_of_a_portal_are_not_called_those_of_the_user() -> None:
    text = "<h1>Chào quý khách</h1><p>Xin nhập số phòng để dùng mạng của khách sạn trong 24 giờ.</p>"
    page = RawPage(url="http://stttt.vinhlong.gov.vn/id/1", body=text.encode(), fetched_at=NOW)
    with pytest.raises(LayoutChanged) as raised:
        parse_article(page, builtin("vinhlong"))
    i18n.install("vi")
    assert detail(raised.value.what) == "không quy tắc nào tìm được dấu hiệu của cổng (marks)"


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        (Summary("thu", NOW, NOW), ""),
        (Summary("thu", NOW, NOW, missing=1), "1 article"),
        (
            Summary("thu", NOW, NOW, missing=49, lists_left=2, pictures_lost=1),
            "49 articles, 2 lists not read to their end, 1 picture",
        ),
        (Summary("thu", NOW, NOW, missing=MANY), "more than 999 articles"),
    ],
)
def test_what_is_still_missing_is_named(summary: Summary, told: str):
    assert missing(summary) == told
