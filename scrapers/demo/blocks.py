"""The blocks beside every page of the demo portal: links, counters, newest, most read, festivals."""

from collections.abc import Iterable
from html import escape

from scrapers.demo import addresses
from scrapers.demo.frame import View, module
from scrapers.demo.news import NewsArticle
from scrapers.model import Image

MOST_READ = 10
LATEST = 6
_SHOWN = 3
_ELSEWHERE = "https://dichvucong.example.gov.vn"


def left(view: View) -> str:
    """Write the left pane, which comes before the article."""
    services = _banners((("dich-vu-cong", f"{view.base}/dich-vu-cong"), ("mot-cua", _ELSEWHERE + "/mot-cua")))
    pictures = _banners((("van-ban", "https://vanban.example.gov.vn/"),))
    links = _banners(
        (("cong-tinh", "https://www.example.gov.vn/"), ("van-ban", "https://vanban.example.gov.vn/"))
    )
    counters = (
        '<TABLE border="0"><TR><TD><span id="dnn_ctr5176_ViewThongKe_lblOnline" class="Normal">'
        f"Đang xem: <b>{view.counted.online}</b></span></TD></TR><TR><TD>"
        '<span id="dnn_ctr5176_ViewThongKe_lblTotal" class="Normal">'
        f"Tất cả: <b>{view.counted.visits}</b></span></TD></TR></TABLE>"
    )
    return "".join(
        (
            module(5173, "HTML", "Dịch vụ công", services + "<p>&nbsp;</p>"),
            module(5174, "HTML", "Hình liên kết", pictures),
            module(5175, "Banners", "Ảnh liên kết", links),
            module(5176, "ThongKe", "Thông tin truy cập", counters),
        )
    )


def right(view: View) -> str:
    """Write the right pane, which comes after the article."""
    links = _banners((("mot-cua", "https://motcua.example.gov.vn/"),))
    return "".join(
        (
            module(5181, "HTML", "Hình hoạt động", _activities(view)),
            module(5182, "TinTuc", "Lễ hội - Sự kiện", _festivals(view)),
            module(5183, "Banners", "Ảnh liên kết", links),
            module(5184, "TinXemNhieu", "Tin xem nhiều", _most_read(view)),
        )
    )


def latest(view: View) -> str:
    """Write the newest news, as they stand under an article."""
    entries = "\n".join(
        f'<li><a class="link_OtherNews" id="dnn_ctr5178_newsHot_drgOtherNews_ctl00_hplOtherNews" '
        f'href="{addresses.short(one)}">{escape(one.title)}</a>&nbsp;'
        f'<span class="HotNews_date">({one.date})</span></li>'
        for one in view.news.newest[:LATEST]
    )
    return f"<ul>\n{entries}\n</ul>"


def related(view: View, article: NewsArticle) -> str:
    """Write the related news of an article: a list that may be empty."""
    entries = "\n".join(
        f"<li><a href='{addresses.short(one)}'>{escape(one.title)}</a> <i>[{one.date}]</i></li>"
        for one in (view.news.articles[other] for other in article.related)
    )
    return f"<ul class='list_related'>{entries}</ul>"


def thumbnail(article: NewsArticle) -> str:
    """Return the address of an article's first picture, or "" where it has none."""
    scenes = [block.url for block in article.blocks if isinstance(block, Image)]
    return addresses.picture(article, scenes[0], 0) if scenes else ""


def _most_read(view: View) -> str:
    """Write what is read most, with views and date after each title as the portal has them."""
    views = view.counted.views
    most = sorted(view.news.articles.values(), key=lambda one: (-views[one.id], one.id))[:MOST_READ]
    rows = "\n".join(
        f'<TR><TD><a class="link_OtherNews" id="dnn_ctr5184_TinXemNhieu_drgOtherNews_ctl00_hplOtherNews" '
        f'href="{addresses.short(one)}">{escape(one.title)}</a>&nbsp; <SPAN class="HotNews_DateText">'
        f'({views[one.id]} lượt xem)</SPAN> <span class="HotNews_date">[{one.date}]</span></TD></TR>'
        for one in most
    )
    table = '<table id="dnn_ctr5184_TinXemNhieu_drgOtherNews" cellspacing="0" border="0">'
    return f"{table}<tbody>\n{rows}\n</tbody></table>"


def _activities(view: View) -> str:
    shown = [source for one in view.news.newest if (source := thumbnail(one))][:_SHOWN]
    pictures = _images(shown, 'width="200" height="112" border="0"')
    return f'<MARQUEE direction="up" scrollAmount="2" height="150">{pictures}</MARQUEE>'


def _festivals(view: View) -> str:
    """Write the newest festivals, each with its picture."""
    rows = "\n".join(
        f'<TR><TD><a href="{addresses.short(one)}">{_images([thumbnail(one)], "width=60 align=left")}</a>'
        f'<a href="{addresses.short(one)}">{escape(one.title)}</a></TD></TR>'
        for one in view.news.listing("le-hoi-su-kien")[:_SHOWN]
    )
    return f'<TABLE border="0" width="100%">{rows}</TABLE>'


def _images(sources: Iterable[str], attributes: str) -> str:
    return "".join(f'<img src="{source}" alt="" {attributes} />' for source in sources if source)


def _banners(links: Iterable[tuple[str, str]]) -> str:
    return "<br />".join(
        f'<a href="{address}" target="_blank">{_images([addresses.banner(name)], "width=190 height=57")}</a>'
        for name, address in links
    )
