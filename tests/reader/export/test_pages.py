"""The HTML page, read back by a parser of HTML: nothing in it runs, fetches or leads astray."""

import re
from base64 import b64decode
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from reader.export.exporting import write_file
from reader.library import Library
from scrapers.model import Article
from scrapers.text import clean_line
from tests import hostile
from tests.fakes_store import an_article
from tests.selections import SCRIPT, a_png, evil, named, rich, selected


def page(library: Library, folder: Path, *articles: Article, title: str = "Tin đã chọn") -> LexborHTMLParser:
    """Write a page and parse what was written."""
    target = folder / "tin.html"
    write_file(selected(library, articles, title), "html", target)
    return LexborHTMLParser(target.read_text(encoding="utf-8"))


def texts(tree: LexborHTMLParser, css: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(css)]


def test_a_parser_reads_every_block_back(library: Library, tmp_path: Path):
    tree = page(library, tmp_path, rich())

    assert texts(tree, "h1") == ["Tin đã chọn"]
    assert texts(tree, "article h2") == ['Tổng kết "lớn" & nhỏ: <một>']
    assert texts(tree, "article h4") == ["Kết quả", "Điều 1"]
    assert texts(tree, "article ol[start='3'] li") == ["một việc", "hai việc"]
    assert [node.html for node in tree.css("blockquote p")] == ["<p>dòng đầu<br>dòng sau</p>"]
    assert texts(tree, "thead th") == ["Huyện", "Thuê bao"]
    assert texts(tree, "article > table tbody td, article > div table tbody td") == ["Long Hồ", "1.200"]
    assert texts(tree, "section h3") == ["Kế hoạch"]
    assert texts(tree, "section h4, section p:not(.byline), section td") == [
        "Điều 1", "Phạm vi & đối tượng.", "1", "An"
    ]  # fmt: skip
    assert texts(tree, "figcaption") == ["Quang cảnh", "Không xem được"]
    assert "Hồng Hạnh" in texts(tree, ".byline")[0]
    assert next(a.attributes["href"] for a in tree.css("article > p > a")) == (
        "https://vinhlong.example/k?a=1&b=2"
    )


def test_pictures_are_inlined_and_what_is_no_picture_is_a_link(library: Library, tmp_path: Path):
    tree = page(library, tmp_path, rich())

    (picture,) = tree.css("img")
    kind, data = str(picture.attributes["src"]).split(";base64,")
    assert (kind, b64decode(data)) == ("data:image/png", a_png())
    assert picture.attributes["alt"] == "Hội trường"
    assert SCRIPT.decode() not in str(tree.html)


def test_contents_and_related_news_lead_into_the_page(library: Library, tmp_path: Path):
    other = an_article("8", "Bài kia", categories=("Thông báo",))
    tree = page(library, tmp_path, rich(), other)

    led = [
        str(a.attributes["href"]) for a in tree.css("nav a, aside a") if str(a.attributes["href"])[0] == "#"
    ]
    assert led == ["#a1", "#a2", "#a2"]
    assert all(tree.css_first(f"article{name}") for name in led)
    assert texts(tree, "nav h3") == ["Tin trong ngành", "Thông báo"]


def test_nothing_is_fetched_and_nothing_runs_whatever_the_articles_hold(library: Library, tmp_path: Path):
    articles = evil()
    tree = page(library, tmp_path, *articles, title="<script>alert(0)</script>")

    assert len(tree.css("main > article")) == len(articles)
    tags = {node.tag for node in tree.css("*")}
    assert tags.isdisjoint({"script", "iframe", "object", "embed", "base", "form", "svg", "video", "link"})
    assert texts(tree, "style") != []
    for node in tree.css("*"):
        assert not [name for name in node.attributes if name.startswith("on")], node.html
        assert "style" not in node.attributes
    for a in tree.css("a"):
        assert re.match(r"https?://[\w.-]+(:\d+)?(/|\?|$)|#a\d+$", str(a.attributes["href"])), a.html
        assert hostile.harmless(str(a.attributes["href"]))
    assert all(str(img.attributes["src"]).startswith("data:image/") for img in tree.css("img"))
    assert all(hostile.harmless(line) for line in str(tree.html).split("\n"))


def test_the_page_forbids_itself_all_but_its_own_style_and_pictures(library: Library, tmp_path: Path):
    tree = page(library, tmp_path, rich())

    policy = tree.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    assert str(policy).startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert tree.css_first("html").attributes["lang"] == "vi"


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_the_words_of_a_text_stand_on_the_page_as_the_reader_shows_them(
    library: Library, tmp_path: Path, name: str
):
    title = hostile.TEXTS[name].encode(errors="ignore").decode()
    tree = page(library, tmp_path, an_article("1", title or "Tin", related=()))

    assert texts(tree, "article h2") == [" ".join(clean_line(title or "Tin").split()) or "…"]


def test_articles_that_name_each_other_stand_once(library: Library, tmp_path: Path):
    one, other = an_article("1", "Một"), an_article("2", "Hai")
    tree = page(library, tmp_path, one, other, one)

    assert texts(tree, "article h2") == ["Một", "Hai"]
    assert named(one)[0].id == "1"
