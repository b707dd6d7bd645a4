"""A library in which there is one of everything that is drawn, in letters of Vietnamese and ASCII."""

import unicodedata

from msgspec.structs import replace

from reader.library import Library
from scrapers.model import (
    Attachment,
    Document,
    Entry,
    Heading,
    Image,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Table,
)
from tests.counting import a_week
from tests.fakes_store import NOW, PORTAL, an_entry, fill

FILE = "https://vinhlong.example/ke-hoach.pdf"
LONG = " ".join(["Kế hoạch ứng phó với hạn mặn trên địa bàn tỉnh"] * 9)


def foreign_to_ascii(text: str) -> set[str]:
    """What of a text is neither ASCII nor a letter of Vietnamese: ASCII and marks, or đ."""
    plain = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return {letter for letter in plain if not letter.isascii() and not unicodedata.combining(letter)}


def an_article_of_everything() -> Entry:
    """One of every kind of block, with a file that was read, and a text before it was corrected."""
    entry = an_entry("6", LONG, published="2018-01-19", views=40, related=("1", "5", "77"))
    assert entry.article is not None
    blocks = (
        Heading(text="Mục tiêu", level=3),
        Paragraph(text=LONG, links=(Link(start=0, end=7, url="https://vinhlong.example/"),)),
        ListBlock(items=("Xã báo huyện.", "Huyện báo tỉnh.")),
        Quote(text=LONG),
        Table(rows=(("Huyện", "Điểm đo"), ("Vũng Liêm", "12"), ("Trà Ôn", "9")), header=True),
        Image(url="https://vinhlong.example/anh.png", caption="Cống", alt="Cống ngăn mặn"),
    )
    read = Document(url=FILE, fetched_at=NOW, blocks=blocks, pages=12, cut=True)
    article = replace(
        entry.article, blocks=blocks, attachments=(Attachment(url=FILE, name="Kế hoạch"),), revision=2,
    )  # fmt: skip
    former = replace(article, revision=1, blocks=(Paragraph(text=f"Trước. {LONG}"), *blocks[2:]))
    return replace(entry, article=article, documents=(read,), former=(former,))


def add_everything(library: Library) -> None:
    """Have every mark stand somewhere in a library."""
    fill(
        library.cache,
        library.catalogue,
        [an_article_of_everything(), an_entry("1", "Tin của Hà Nội", portal="hanoi", published="2018-01-18")],
    )
    a_week(library)
    library.star(PORTAL, "6")
    library.keep_for_later(PORTAL, "6")
    library.note(PORTAL, "6", "xem lại")
    library.searches.save(PORTAL, "hạn mặn")
