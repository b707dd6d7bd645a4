"""What the fuzzer starts from: texts that play a trick, pages of many markups, short so that many go by."""

import re
from dataclasses import replace
from pathlib import Path

from scrapers.demo.site import Request, Site
from tests.demo_client import small_news
from tests.hostile import TEXTS, URLS
from tests.markups import laid_out, markups
from tests.samples import SAMPLE
from tests.scrapers.documents.making import p, set_lines
from tests.scrapers.documents.samples import samples

CORPUS = Path(__file__).parent / "corpus"
LONGEST = {"text": 300, "article": 6000, "listing": 6000, "document": 8000}
"""Targets, and how many bytes an input of each may have."""
_DATES = (
    "Ngày 17/01/2018, Sở Thông tin và Truyền thông tổ chức hội nghị.",
    "Cập nhật: 07/02/2018 lúc 14 giờ 05 phút (419 lượt xem)",
    "Thứ ba, 9 tháng chạp năm 2017 | 12:00 AM | 1.503.139 lượt truy cập",
    "July 14th, 2022 3:46 PM +0700, view count: 839; 1 - 10 of 243",
    "Kế hoạch số 12/KH-UBND ngày 03/01/2018 đến ngày 31/12/2017; 3 giờ trước",
)
_QUERIES = ('chuyenmuc:tin-trong-nganh -"chữ ký số" tu:2018 den:03/2018', 'hoà thuỷ is:unread OR "an toàn')
_PLACES = ("http://[::ffff:10.0.0.1]/", "HTTP://User@Vĩnh.Example:80/a/../b?x=%ff#f", "//0x7f.1\\a", "?p=2")
_MARKUPS = 24
_STATE = re.compile(rb'value="[^"]{40,}"')


def seeds(target: str) -> list[bytes]:
    """List what a target begins with, in the form that it takes."""
    if target == "text":
        return [
            text.encode("utf-8", "surrogatepass")
            for text in (*TEXTS.values(), *_DATES, *_QUERIES, *URLS, *_PLACES)
        ]
    if target == "document":
        return _documents()
    return [b"\1" + page for page in (_articles() if target == "article" else _listings())]


def _documents() -> list[bytes]:
    """List whole files, and what a page or a member of an archive may hold, behind their kind's number."""
    lines = set_lines(["\tĐiều 1. Phạm vi", "- Lãnh đạo xã;", "1. Mục đích", "Kế hoạch tập huấn"])
    content = lines + b"q 1 0 0 1 0 0 cm 72 600 90 40 re S [(a) -300 (b)] TJ (\\051) ' BI ID x EI Q"
    heading = p("Kế hoạch", "<pStyle val='H'/>")
    word = f"<document><body>{heading}<tbl><tr><tc>{p('a')}</tc></tr></tbl></body></document>"
    text = "<body><h outline-level='1'>A</h><list><list-item><p>B<tab/></p></list-item></list></body>"
    rows = "<a><row><c r='B1' t='inlineStr'><is><t>A</t></is></c><c s='1'><v>43171</v></c></row></a>"
    parts = (content, word.encode(), text.encode(), rows.encode())
    whole = [b"\0" + samples()[kind] for kind in ("pdf", "rtf", "doc", "xls", "mht", "sheet", "word", "txt")]
    return [*whole, *(bytes((kind,)) + part for kind, part in enumerate(parts, 1))]


def _articles() -> list[bytes]:
    short = replace(SAMPLE, parts=(*SAMPLE.parts[:2], *SAMPLE.parts[5:7], SAMPLE.parts[-1]))
    return [laid_out(short, markup) for markup in markups(_MARKUPS)]


def _listings() -> list[bytes]:
    """List the demo portal's listings: hidden fields without their state, the first entries, the pager."""
    site = Site(small_news(), "http://stttt.vinhlong.gov.vn")
    return [_short(site.answer(Request("GET", "/" + one.slug)).body) for one in small_news().categories]


def _short(page: bytes) -> bytes:
    fields = re.findall(rb"<form[^>]*>|<input[^>]*>", _STATE.sub(b'value="/wEP"', page))
    rows, end, below = page.partition(b'<div class="tieude">')[2].partition(b"</table>")
    heading, *entries = rows.split(b"<tr>")
    return b"".join((*fields, heading, *(b"<tr>" + entry for entry in entries[:3]), end, below[:3000]))
