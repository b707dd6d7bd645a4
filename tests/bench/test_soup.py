"""The peers of the bench that use BeautifulSoup find what they claim to find."""

import pytest

from scrapers.portals.portal import builtin
from tests.bench.peers import soup
from tests.bench.peers.parsers import parsers

pytest.importorskip("bs4", reason="comes with the group `bench`")
HANOI = builtin("hanoi")
SITE = "https://sotttt.hanoi.gov.vn"
URL = f"{SITE}/vi/thanh-tra/-/view_content/77-tin.html"
ARTICLE = """
<div class=dd_chuyenmuc><span class=tintuc>Thanh tra</span></div>
<div class=asset-full-content-title>Tập huấn <b>an toàn</b> thông tin</div>
<div class=assetPublishDate> 09/01/2017 | 12:00 AM </div>
<p class=sapo>Sáng nay.</p>
<div class=asset-content><div class=journal-content-article>
  Lời <b>mở</b>
  đầu<br>hai dòng, xem <a href=/a.html>tại đây</a>. <!-- ẩn --> <script>var x</script>
  <h3>Nội dung</h3>
  <p><img src=/anh.jpg alt="Hội trường"></p><p><i>Quang cảnh</i></p>
  <p>Một câu. <span>Câu <a href="../tep/ke-hoach.pdf">hai</a>.</span></p>
  <ul><li>Một</li><li>Hai <a href=/b>b</a></li></ul>
  <table><tr><th>Xã</th><th>Số</th></tr><tr><td>An Bình</td><td>7</td></tr></table>
  <blockquote>Lời hay</blockquote>
  <p class=view-content-author>Hồng Hạnh</p>
</div></div>
<ul class=related_asset_list>
  <li><a href=/vi/-/view_content/5-tin.html>Tin cũ</a> (02/01/2017)</li><li>không</li>
  <li><a href=/vi/-/view_content/6-tin.html>Tin khác</a></li>
</ul>"""
LISTING = """
<div class=dd_chuyenmuc><span class=tintuc>Thanh tra</span></div>
<div class=asset-abstract>
  <div class=asset-image><a href=/x><img src=/a.jpg></a></div>
  <h3 class=asset-title><a href=/vi/-/view_content/5-tin.html>Tin cũ</a></h3>
  <div class=assetPublishDate>02/01/2017</div><div class=asset-summary>Tóm tắt</div>
</div>
<div class=asset-abstract><h3 class=asset-title><a href=/vi/-/view_content/6-tin.html>Tin khác</a></h3></div>
<ul class="pager lfr-pagination-buttons"><li><a href="?cur=0">Trước</a><li><a href="?cur=2">Tiếp theo</a></ul>
<small class=search-results>Hiển thị 1 - 10 of 243 kết quả.</small>"""


def test_an_article_is_read_whole():
    found = soup.article(HANOI, ARTICLE, URL)

    assert found == soup.SoupArticle(
        title="Tập huấn an toàn thông tin",
        category="Thanh tra",
        date="2017-01-09",
        author="Hồng Hạnh",
        summary="Sáng nay.",
        blocks=[
            soup.Block("paragraph", "Lời mở đầu\nhai dòng, xem tại đây.", [("tại đây", f"{SITE}/a.html")]),
            soup.Block("heading", "Nội dung", []),
            soup.Block("image", "Quang cảnh", [], f"{SITE}/anh.jpg", "Hội trường"),
            soup.Block(
                "paragraph",
                "Một câu. Câu hai.",
                [("hai", f"{SITE}/vi/thanh-tra/-/tep/ke-hoach.pdf")],
            ),
            soup.Block("list", "Một\nHai b", [("b", f"{SITE}/b")]),
            soup.Block("table", "Xã\tSố\nAn Bình\t7", []),
            soup.Block("quote", "Lời hay", []),
        ],
        attachments=[("hai", f"{SITE}/vi/thanh-tra/-/tep/ke-hoach.pdf")],
        related=[
            soup.Entry("5", "Tin cũ", f"{SITE}/vi/-/view_content/5-tin.html", "2017-01-02"),
            soup.Entry("6", "Tin khác", f"{SITE}/vi/-/view_content/6-tin.html", ""),
        ],
    )


def test_a_listing_is_read_whole():
    url = f"{SITE}/vi/thanh-tra"

    assert soup.listing(HANOI, LISTING, url) == soup.SoupListing(
        category="Thanh tra",
        entries=[
            soup.Entry(
                "5",
                "Tin cũ",
                f"{SITE}/vi/-/view_content/5-tin.html",
                "2017-01-02",
                "Tóm tắt",
                f"{SITE}/a.jpg",
            ),
            soup.Entry("6", "Tin khác", f"{SITE}/vi/-/view_content/6-tin.html", ""),
        ],
        next=f"{url}?cur=2",
        total="243",
    )


def test_a_page_without_known_parts_is_read_as_blocks():
    page = "<title>Trang</title><div><p>Một</p>hai <b>ba</b><ul><li><a href=/x>Tin</a></ul></div>"

    assert soup.whole_page(page, f"{SITE}/") == [
        soup.Block("paragraph", "Một", []),
        soup.Block("paragraph", "hai ba", []),
        soup.Block("list", "Tin", [("Tin", f"{SITE}/x")]),
    ]


def test_the_peer_gives_title_date_and_text_of_an_article():
    title, date, text = parsers(HANOI)["BeautifulSoup+lxml"](ARTICLE, URL)

    assert (title, date) == ("Tập huấn an toàn thông tin", "2017-01-09")
    assert text.startswith("Hồng Hạnh\nSáng nay.\nLời mở đầu\n")
    assert text.endswith("An Bình\t7\nLời hay")
