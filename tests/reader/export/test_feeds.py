"""The Atom feed, read back by a parser of XML, its texts by one of HTML: it has what RFC 4287 asks for."""

import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from reader.export.exporting import write_file
from reader.library import Library
from scrapers.model import Article
from tests import hostile
from tests.fakes_store import an_article
from tests.selections import SEEN, evil, rich, selected

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = "2018-01-17T00:00:00+07:00"
FETCHED = datetime.fromisoformat("2018-02-01T03:00:00+00:00")


def feed(library: Library, folder: Path, *articles: Article, title: str = "Tin đã chọn") -> ET.Element:
    target = folder / "tin.atom"
    write_file(selected(library, articles, title), "atom", target)
    return ET.fromstring(target.read_bytes())  # noqa: S314 - our own file


def entries(root: ET.Element) -> list[ET.Element]:
    return root.findall(f"{ATOM}entry")


def said(element: ET.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def content(entry: ET.Element) -> LexborHTMLParser:
    return LexborHTMLParser(said(entry, "content"))


def test_an_entry_tells_what_the_article_tells(library: Library, tmp_path: Path):
    (entry,) = entries(feed(library, tmp_path, rich()))
    links = {one.get("rel"): (one.get("href"), one.get("title")) for one in entry.findall(f"{ATOM}link")}

    assert said(entry, "title") == 'Tổng kết "lớn" & nhỏ: <một>'
    assert said(entry, "published") == said(entry, "updated") == "2018-01-17T08:05:00+07:00"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Hồng Hạnh"
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == [
        "Tin trong ngành",
        "Báo chí - Xuất bản",
    ]
    assert said(entry, "summary") == "Tóm tắt."
    assert links["alternate"] == (rich().url, None)
    assert links["enclosure"] == ("https://vinhlong.example/k.pdf", "Kế hoạch")


def test_the_text_is_there_whole_with_pictures_from_the_web(library: Library, tmp_path: Path):
    page = content(entries(feed(library, tmp_path, rich()))[0])

    assert page.css_first("ol[start='3'] li").text() == "một việc"
    assert [cell.text() for cell in page.css("tbody td")] == ["Long Hồ", "1.200", "1", "An"]
    assert page.css_first("img").attributes["src"] == SEEN
    assert page.css_first("p a").attributes["href"] == "https://vinhlong.example/k?a=1&b=2"


def test_what_nobody_signed_is_the_portals(library: Library, tmp_path: Path):
    root = feed(library, tmp_path, an_article("8"))

    assert entries(root)[0].findtext(f"{ATOM}author/{ATOM}name") == library.portal("vinhlong").title
    assert [one.get("href") for one in root.findall(f"{ATOM}link")] == [library.portal("vinhlong").base]


@pytest.mark.parametrize(
    ("change", "published", "updated"),
    [
        ({"published": "2018-01-17"}, "2018-01-17T00:00:00+07:00", "2018-01-17T00:00:00+07:00"),
        (
            {"published": "2018-01-17", "revision": 2},
            "2018-01-17T00:00:00+07:00",
            "2018-02-01T10:00:00+07:00",
        ),
        ({"published": None}, "", "2018-02-01T10:00:00+07:00"),
        ({"published": None, "fetched_at": None}, "", "1970-01-01T07:00:00+07:00"),
    ],
)
def test_an_article_is_as_old_as_its_text(
    library: Library, tmp_path: Path, change: dict[str, object], published: str, updated: str
):
    root = feed(library, tmp_path, replace(an_article("8"), **{"fetched_at": FETCHED, **change}))
    (entry,) = entries(root)

    assert (said(entry, "published"), said(entry, "updated")) == (published, updated)
    assert said(root, "updated") == max(updated, "1970-01-01T07:00:00+07:00")


def test_a_feed_stays_itself_when_news_come_and_a_title_changes(library: Library, tmp_path: Path):
    before = feed(library, tmp_path, an_article("8", "Tựa cũ"))
    after = feed(library, tmp_path, an_article("9"), an_article("8", "Tựa mới"))

    assert said(before, "id") == said(after, "id")
    assert said(entries(before)[0], "id") == said(entries(after)[1], "id")
    assert said(entries(after)[0], "id") != said(entries(after)[1], "id")


def test_a_feed_of_nothing_is_one(library: Library, tmp_path: Path):
    root = feed(library, tmp_path)

    assert entries(root) == []
    assert said(root, "title") == "Tin đã chọn"
    assert said(root, "updated")


def test_nothing_runs_or_leads_astray_whatever_the_articles_hold(library: Library, tmp_path: Path):
    articles = evil()
    root = feed(library, tmp_path, *articles, title="<script>alert(0)</script>")

    assert len(entries(root)) == len(articles)
    for link in root.iter(f"{ATOM}link"):
        assert re.match(r"https?://[\w.-]+(:\d+)?(/|\?|$)", link.get("href", "")), link.attrib
    for entry in entries(root):
        tags = {node.tag for node in content(entry).css("*")}
        assert tags.isdisjoint({"script", "iframe", "object", "embed", "base", "form", "svg", "style"})
        assert all(hostile.harmless(line) for line in said(entry, "content").split("\n"))
