"""Selections of articles for tests of exports: from a real library, with pictures, ordinary or hostile."""

import io
from collections.abc import Iterable

from msgspec.structs import replace
from PIL import Image as Bitmap

from reader.export.exporting import Selection
from reader.library import Library
from scrapers.model import (
    Article,
    Attachment,
    Document,
    Heading,
    Image,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Related,
    Table,
)
from tests import hostile
from tests.fakes_store import NOW, an_article

SEEN = "https://vinhlong.example/a.png"
"""Address of the one picture that is in the cache."""
SVG = "https://vinhlong.example/b.png"
"""Address under which the cache has a document with a script."""
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'


def a_png(colour: str = "teal") -> bytes:
    """A small picture."""
    into = io.BytesIO()
    Bitmap.new("RGB", (64, 40), colour).save(into, "PNG")
    return into.getvalue()


def rich() -> Article:
    """An article of every kind of block."""
    words = "Xem kế hoạch và tài liệu."
    article = an_article(
        "7",
        'Tổng kết "lớn" & nhỏ: <một>',
        published="2018-01-17T08:05:00+07:00",
        categories=("Tin trong ngành", "Báo chí - Xuất bản"),
        views=1204,
        blocks=(
            Paragraph(text=words, links=(Link(start=4, end=12, url="https://vinhlong.example/k?a=1&b=2"),)),
            Heading(text="Kết quả", level=3),
            ListBlock(items=("một việc", "hai việc"), ordered=True, start=3),
            Quote(text="dòng đầu\ndòng sau"),
            Table(rows=(("Huyện", "Thuê bao"), ("Long Hồ", "1.200")), header=True),
            Image(url=SEEN, caption="Quang cảnh", alt="Hội trường"),
            Image(url=SVG, caption="Không xem được", alt=""),
        ),
        related=("8",),
    )
    files = (Attachment(url="https://vinhlong.example/k.pdf", name="Kế hoạch"),)
    said = (
        Heading(text="Điều 1", level=3),
        Paragraph(text="Phạm vi & đối tượng."),
        Table(rows=(("1", "An"),)),
    )
    document = Document(url=files[0].url, fetched_at=NOW, blocks=said, pages=2, cut=True)
    return replace(article, author="Hồng Hạnh", summary="Tóm tắt.", attachments=files, documents=(document,))


def evil() -> list[Article]:
    """Every trick of a text in every field of an article, and every address in every place for one."""
    # No store gives half a character.
    whole = (text.encode(errors="ignore").decode() for text in hostile.TEXTS.values())
    texts = [hostile.article(text) for text in whole]
    texts += [hostile.article("Tin", url) for url in hostile.URLS]
    return [replace(one, id=f"{number}", portal="vinhlong") for number, one in enumerate(texts)]


def named(*others: Article) -> tuple[Related, ...]:
    """Related news that name other articles."""
    return tuple(Related(id=one.id, title=one.title, url=one.url) for one in others)


def selected(library: Library, articles: Iterable[Article], title: str = "Tin đã chọn") -> Selection:
    """Select articles; the library has their pictures."""
    library.cache.pictures.put(SEEN, a_png(), "image/png")
    library.cache.pictures.put(SVG, SCRIPT, "image/png")
    known = list(articles)
    return Selection(library, known, title, total=len(known))
