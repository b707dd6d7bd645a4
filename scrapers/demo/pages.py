"""The pages of the demo portal: front page, listings, articles, pages for the printer, and notices."""

import math
from html import escape

from scrapers.demo import addresses, blocks, markup, state
from scrapers.demo.addresses import Pager
from scrapers.demo.frame import Panes, View, module, page
from scrapers.demo.news import NewsArticle

PAGE_SIZE = 10
"""Entries of a listing page."""
_HOME_ENTRIES = 5
_PAGER_NUMBERS = 10
"""At most so many numbers stand in a pager, as in DotNetNuke's own."""


def home(view: View) -> str:
    """Write the front page: the newest of each category."""
    boxes = "".join(
        module(
            addresses.module_id(one.slug) + 1,
            "TinTuc",
            f'<a href="{addresses.listing(one.slug)}">{escape(one.name)}</a>',
            _newest_of(view, one.slug),
        )
        for one in view.news.categories
    )
    return _page(view, "Trang chủ", boxes)


def listing(view: View, slug: str, number: int) -> str:
    """Write one page of a category; a page past the last is empty."""
    entries = view.news.listing(slug)
    pages = max(math.ceil(len(entries) / PAGE_SIZE), 1)
    shown = entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    rows = (
        "\n".join(_entry(view, one, slug) for one in shown)
        or "<tr><td>Chưa có tin trong chuyên mục này.</td></tr>"
    )
    mid = addresses.module_id(slug)
    content = f"""\
<div class="tieude"><span class="Head">Chuyên mục - {escape(view.news.name(slug))}</span></div>
<table id="dnn_ctr{mid}_ViewNews_dlNews" cellspacing="0" border="0" width="100%">
{rows}
</table>{_pager(slug, number, pages) if pages > 1 and shown else ""}"""
    post_back = addresses.pager_of(slug) is Pager.POST_BACK
    kept = state.State(slug=slug, page=number, pages=pages) if post_back else None
    return _page(view, view.news.name(slug), module(mid, "TinTuc", "", content), kept)


def article(view: View, one: NewsArticle) -> str:
    """Write the page of an article, which shows neither its date nor its views."""
    name = view.news.name(one.slug)
    below = module(5178, "newsHot", "Tin mới đăng", blocks.latest(view))
    return _page(view, name, module(addresses.module_id(one.slug), "TinTuc", "", content(view, one)) + below)


def content(view: View, one: NewsArticle) -> str:
    """Write what is an article's own on its page; whether the page has changed is told by this alone."""
    mid = addresses.module_id(one.slug)
    return f"""\
<TABLE id="dnn_ctr{mid}_ViewNews_tblDetail" cellSpacing="0" cellPadding="2" width="100%" border="0">
<TR><TD class="tieude"><span class="Head">Chuyên mục - {escape(view.news.name(one.slug))}</span></TD></TR>
<TR><TD class="title_detail"><span id="dnn_ctr{mid}_ViewNews_lblTitle">{escape(one.title)}</span></TD></TR>
<TR><TD><span id="dnn_ctr{mid}_ViewNews_lblContent" class="Normal">{markup.body(one)}</span></TD></TR>
<TR><TD align="right"><a id="dnn_ctr{mid}_ViewNews_hplBack" href="javascript:history.back()">Quay lại</a>\
&nbsp;&nbsp;<a id="dnn_ctr{mid}_ViewNews_hplPrint" rel="nofollow" target="_blank" \
href="{addresses.printed(one)}">In bài viết</a></TD></TR>
<TR><TD><P class="Head">Các tin liên quan</P>{blocks.related(view, one)}</TD></TR>
</TABLE>"""


def printed(one: NewsArticle) -> str:
    """Write the page for the printer."""
    return (
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'>"
        f"<title>In bài viết</title></head><body><h2>{escape(one.title)}</h2>{markup.body(one)}"
        "</body></html>\n"
    )


def document(view: View, path: str) -> str:
    """Write the page of a document that an article refers to."""
    words = f"<p>Tài liệu <i>{escape(path)}</i> đang được cập nhật.</p>"
    return _page(view, "Tài liệu", module(5190, "HTML", "Tài liệu", words))


def notice(view: View, title: str, words: str) -> str:
    """Write a page that says something short: what is not there, where to log in."""
    return _page(view, title, module(5191, "HTML", escape(title), f"<p>{escape(words)}</p>"))


def _page(view: View, tab: str, centre: str, kept: state.State | None = None) -> str:
    return page(view, tab, Panes(blocks.left(view), centre, blocks.right(view)), state.fields(kept))


def _newest_of(view: View, slug: str) -> str:
    rows = "\n".join(
        f'<li><a href="{addresses.article(one)}">{escape(one.title)}</a> '
        f'<span class="HotNews_date">[{one.date}]</span></li>'
        for one in view.news.listing(slug)[:_HOME_ENTRIES]
    )
    return f"<ul>\n{rows}\n</ul>"


def _entry(view: View, one: NewsArticle, slug: str) -> str:
    """Write one entry of a listing: picture, title, date and views, summary. Ids repeat from row to row."""
    control = f"dnn_ctr{addresses.module_id(slug)}_ViewNews_dlNews_ctl00"
    address, source = addresses.article(one), blocks.thumbnail(one)
    shown = f'<img id="{control}_imgNews" src="{source}" alt="" width="120" align="left" />' if source else ""
    picture = f'<a href="{address}">{shown}</a>' if source else ""
    summary = f'<TR><TD class="Normal"><span id="{control}_lblSummary">{escape(one.summary)}</span></TD></TR>'
    return f"""\
<tr><td><TABLE width="100%" border="0"><TR><TD rowSpan="3" width="1">{picture}</TD><TD>\
<a id="{control}_hplTitle" class="title_News" href="{address}"><b>{escape(one.title)}</b></a></TD></TR>
<TR><TD>{_when(one, view.counted.views[one.id], slug)}</TD></TR>
{summary if one.summary else ""}</TABLE><hr size="1" /></td></tr>"""


def _when(one: NewsArticle, views: int, slug: str) -> str:
    """Write date and views of an entry in the form of its category."""
    thousands = f"{views:,}".replace(",", ".")
    time = one.published
    match addresses.module_id(slug) % 3:
        case 0:
            words = f"Ngày cập nhật:&nbsp;{time:%Y-%m-%d %H:%M:%S}&nbsp;&nbsp;|&nbsp; Lượt xem: {views}"
        case 1:
            words = f"({views} lượt xem) [{one.date}]"
        case _:
            words = (
                f"{time:%d/%m/%Y}&nbsp;|&nbsp;{time:%I:%M %p}&nbsp;&nbsp;|&nbsp;&nbsp;{thousands} lượt xem"
            )
    return f'<SPAN class="HotNews_date">{words}</SPAN>'


def _pager(slug: str, number: int, pages: int) -> str:
    """Write DotNetNuke's PagingControl: where this is, first, previous, numbers, next, last."""
    start = max(1, min(number - _PAGER_NUMBERS // 2, pages - _PAGER_NUMBERS + 1))
    numbers = [
        f'<span class="NormalDisabled">[{at}]</span>' if at == number else _turn(slug, at, str(at))
        for at in range(start, min(start + _PAGER_NUMBERS, pages + 1))
    ]
    before = [_turn(slug, at, words, number > 1) for at, words in ((1, "Đầu tiên"), (number - 1, "Trước"))]
    after = [
        _turn(slug, at, words, number < pages)
        for at, words in ((number + 1, "Tiếp theo"), (pages, "Cuối cùng"))
    ]
    links = "&nbsp;&nbsp;".join((*before, *numbers, *after))
    return (
        '<table class="PagingTable" border="0"><tr>'
        f'<td class="Normal" align="left">Trang {number} của {pages}</td>'
        f'<td class="Normal" align="right">{links}</td></tr></table>'
    )


def _turn(slug: str, to: int, words: str, live: bool = True) -> str:
    """Write one link of a pager, or its words where it leads nowhere."""
    if not live:
        return f'<span class="NormalDisabled">{words}</span>'
    if addresses.pager_of(slug) is Pager.POST_BACK:
        target = state.TARGET.format(mid=addresses.module_id(slug))
        return (
            f"<a class=\"CommandButton\" href=\"javascript:__doPostBack('{target}','Page_{to}')\">{words}</a>"
        )
    return f'<a class="CommandButton" href="{addresses.listing(slug, to)}">{words}</a>'
