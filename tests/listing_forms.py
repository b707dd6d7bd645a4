# ruff: noqa: E501 - a piece of HTML is easier to read on one line
"""The forms in which portals of one family write the pages of a category; what people see is the same on all."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Entry:
    """One article of a category as a listing shows it."""

    number: int
    title: str
    day: str
    views: int
    summary: str


ENTRIES = (
    Entry(2041, "Xã Hòa Ninh có trạm phát thanh thông minh", "21/05/2018", 1204, "Trạm dùng pin mặt trời và phát được cả khi mất điện, bà con bốn ấp cù lao đều nghe rõ."),
    Entry(2038, 'Lớp học "máy tính cho người lớn tuổi" ở Trà Ôn', "14/05/2018", 86, "Ba mươi học viên, người lớn nhất bảy mươi ba tuổi, lần đầu tự gửi được một lá thư điện tử."),
    Entry(2012, "Kết quả giải báo chí tỉnh năm 2017", "02/04/2018", 7, "Ban tổ chức nhận hai trăm tác phẩm và chọn ra ba mươi ba bài để trao giải."),
)  # fmt: skip
BESIDE = Entry(1999, "Một tin cũ nhưng được đọc nhiều", "09/01/2017", 4190, "")
CATEGORY = "Tin trong ngành"
SITE = "http://stttt.vinhlong.gov.vn"


@dataclass(frozen=True)
class Form:
    """Which form each part of a listing takes; names from the tables below."""

    address: str = "detail"
    entry: str = "divs"
    head: str = "label"
    page: str = "before"
    pager: str = "numbers"

    def __str__(self) -> str:
        """Name it in the report of a test."""
        return "; ".join(getattr(self, name) for name in _AXES)


# How articles and the second page are addressed -----------------------------------------------------

ADDRESSES: Mapping[str, tuple[str, str, str]] = {
    "detail": ("/xem-chi-tiet-tin-tuc/id/{}", "/chuyen-muc-tin-tuc/id/22", "/chuyen-muc-tin-tuc/id/22/currentpage/{}"),
    "tabs": ("/Default.aspx?tabid=57&ctl=Detail&mid=407&ID={}", "/Default.aspx?tabid=57", "/Default.aspx?tabid=57&currentpage={}"),
    "tabs in the path": ("/Tin/tabid/57/ctl/detail/mid/407/ID/{}/Default.aspx", "/Tin/tabid/57/Default.aspx", "/Tin/tabid/57/currentpage/{}/Default.aspx"),
    "item": ("/Pages/ChiTiet.aspx?ItemID={}", "/Pages/chuyenmuc.aspx?ChuyenMucID=32", "/Pages/chuyenmuc.aspx?ChuyenMucID=32&page={}"),
    "number ahead": ("/tin-trong-nganh/{}-tong-ket-nam-2018.html", "/tin-trong-nganh.html", "/tin-trong-nganh.html?start={}"),
    "number behind": ("/tin-trong-nganh/tong-ket-nam-2018-{}", "/tin-trong-nganh", "/tin-trong-nganh?page={}"),
    "query": ("/index.php?mod=tin&act=xem&id={}", "/index.php?mod=tin&cat=2", "/index.php?mod=tin&cat=2&p={}"),
}  # fmt: skip

# Entries -------------------------------------------------------------------------------------------

Filled = Callable[[Entry, str], str]


def _filled(form: str) -> Filled:
    return lambda entry, url: form.format(
        url=escape(url),
        title=escape(entry.title),
        day=entry.day,
        views=entry.views,
        summary=escape(entry.summary),
    )


_PICTURE = '<a href="{url}"><img src=/anh.jpg width=90></a>'
ITEMS: Mapping[str, tuple[str, str, str]] = {
    "divs": ("", f'<div>{_PICTURE}<h3><a href="{{url}}">{{title}}</a></h3><span>{{day}}</span> | <span>{{views}} lượt xem</span><p>{{summary}}</p><a href="{{url}}">Xem tiếp</a></div>', ""),
    "rows": ("<table>", "<tr><td rowspan=3>" + _PICTURE + '</td><td><a href="{url}">{title}</a></td></tr><tr><td>Ngày đăng: {day} - Lượt xem: {views}</td></tr><tr><td>{summary}</td></tr>', "</table>"),
    "columns": ("<table>", '<tr><td>{day}</td><td><a href="{url}">{title}</a><br>{summary}<br>Đã xem: {views}</td></tr>', "</table>"),
    "breaks": ("", '<font color=gray>[{day}]</font> <a href="{url}"><b>{title}</b></a> ({views} lượt xem)<br>{summary} <a href="{url}">[Chi tiết]</a><br><br>', ""),
    "items": ("<ul>", '<li><a href="{url}" title="{title}">{title}</a> <i>(Ngày {day})</i><p>{summary}</p>Xem: {views}</li>', "</ul>"),
    "definitions": ("<dl>", '<dt>{day}</dt><dd><a href="{url}">{title}</a></dd><dd>{views} lượt đọc</dd><dd>{summary}</dd>', "</dl>"),
    "one link": ("", '<a href="{url}"><h4>{title}</h4><small>{day}</small> <small>{views} lượt xem</small><p>{summary}</p></a>', ""),
    "open tags": ("<UL>", '<LI><A href="{url}">{title}</A><BR><FONT size=1>{day}, {views} lượt xem</FONT><P>{summary}', "</UL>"),
}  # fmt: skip

# Around --------------------------------------------------------------------------------------------

HEADS: Mapping[str, str] = {
    "label": f"<h2>Chuyên mục - {CATEGORY}</h2>",
    "name": f"<h2>{CATEGORY}</h2>",
    "way": f"<p><a href=/>Trang chủ</a> » <span>{CATEGORY}</span></p>",
}
_COUNTERS = "<div>Thông tin truy cập</div><div>Đang xem: 2</div><div>Tất cả: 1503139</div>"
_MENU = f"<h3>Chuyên mục</h3><ul><li><a href=/bao-chi>Báo chí</a></li><li><a href=/tin-trong-nganh>{CATEGORY}</a></li></ul>"


def _sidebar(url: str) -> str:
    newest = f"<div>Tin mới đăng</div><ul><li><a href='{url}'>{BESIDE.title}</a></li></ul>"
    most = f"<div>Tin xem nhiều</div><p><a href='{url}'>{BESIDE.title}</a> ({BESIDE.views} lượt xem) [{BESIDE.day}]</p>"
    return f"<div>Hình liên kết</div>{newest}{most}"


PAGES: Mapping[str, Callable[[str, str], str]] = {
    "before": lambda main, beside: f"<div>{_COUNTERS}{beside}</div><div>{main}</div>",
    "after": lambda main, beside: f"<div>{main}</div><div>{beside}{_COUNTERS}</div>",
    "columns": lambda main, beside: f"<table><tr><td>{_MENU}{_COUNTERS}<td>{main}<td>{beside}</table>",
    "siblings": lambda main, beside: f"{_MENU}{main}{beside}{_COUNTERS}",
}

PAGERS: Mapping[str, str] = {
    "numbers": "<p>Trang: <b>1</b> <a href='{2}'>2</a> <a href='{3}'>3</a></p>",
    "linked numbers": "<ul><li class=active><a href='{1}'>1</a></li><li><a href='{2}'>2</a></li><li><a href='{3}'>3</a></li></ul>",
    "bare linked numbers": "<p><a href='{1}'>1</a> | <a href='{2}'>2</a> | <a href='{3}'>3</a></p>",
    "words": "<p>Trang 1/3 <a href='{2}'>Trang sau</a> <a href='{3}'>Trang cuối</a></p>",
    "pictures": "<center><a href='{2}'><img src=/next.gif></a><a href='{3}'><img src=/last.gif></a></center>",
    "relation": "<div><a rel=next href='{2}'>Cũ hơn</a></div>",
    "arrows": "<div><span>1</span><a href='{2}'>2</a><a href='{3}'>3</a><a href='{2}'>›</a><a href='{3}'>»</a></div>",
    "none": "",
}  # fmt: skip


def page_url(form: Form) -> str:
    """Return the address of the listing's first page."""
    return SITE + ADDRESSES[form.address][1]


def next_url(form: Form) -> str:
    """Return the address of the second page; an empty string where there is none."""
    return SITE + ADDRESSES[form.address][2].format(2) if PAGERS[form.pager] else ""


def article_url(form: Form, entry: Entry) -> str:
    """Return the address of an article."""
    return SITE + ADDRESSES[form.address][0].format(entry.number)


def listing(form: Form) -> bytes:
    """Write the first page of the category."""
    before, item, after = ITEMS[form.entry]
    fill = _filled(item)
    turned = ADDRESSES[form.address][2]
    pager = PAGERS[form.pager].format(*(escape(turned.format(number)) for number in range(4)))
    items = "".join(fill(entry, article_url(form, entry).removeprefix(SITE)) for entry in ENTRIES)
    beside = _sidebar(escape(article_url(form, BESIDE)))
    main = HEADS[form.head] + before + items + after + pager
    return f"<!DOCTYPE html><body>{PAGES[form.page](main, beside)}</body>".encode()


_AXES: Mapping[str, tuple[str, ...]] = {
    "address": tuple(ADDRESSES),
    "entry": tuple(ITEMS),
    "head": tuple(HEADS),
    "page": tuple(PAGES),
    "pager": tuple(PAGERS),
}


def forms(count: int) -> list[Form]:
    """Return so many forms in which every form of every part occurs, each beside ever other neighbours."""
    chance = random.Random(2018)  # noqa: S311 - which forms meet, nothing secret
    columns = {}
    for name, names in _AXES.items():
        columns[name] = [names[i % len(names)] for i in range(count)]
        chance.shuffle(columns[name])
    return [Form(**{name: column[i] for name, column in columns.items()}) for i in range(count)]
