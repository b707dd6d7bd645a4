"""The pieces of an article besides its blocks: facts under the title, what is missing, its files."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from reader.model import History
from reader.render.pieces import article_pieces
from scrapers.model import Article, Attachment, Document, NoText, Paragraph, Place
from tests.fakes_store import an_article

FILE = Attachment(url="https://a.vn/ke-hoach.pdf", name="Kế hoạch")
AT = datetime(2026, 11, 23, 7, 2, tzinfo=UTC)
ARTICLE = replace(
    an_article("1", "Họp báo", blocks=(Paragraph(text="Sở họp."),), categories=("Tin tỉnh",), views=419),
    author="Hồng Hạnh",
)


def said(article: Article, *histories: History, width: int = 60) -> list[str]:
    """Return what each piece says in so many cells."""
    return [str(piece.draw(width, None).content) for piece in article_pieces(article, histories)]


def test_an_article_that_goes_on_says_so_between_its_text_and_its_files() -> None:
    part = replace(ARTICLE, incomplete=True, attachments=(FILE,))
    goes_on = "The article goes on at the portal; its next page could not be fetched."
    assert said(part)[2:4] == ["Sở họp.", goes_on]
    assert goes_on not in said(replace(part, incomplete=False))


@pytest.mark.parametrize(
    ("read", "label"),
    [
        ((), "Attachments (T reads them, a saves them)"),
        ((Paragraph(text="Điều 1."),), "Attachments (T leads to their text, a saves them)"),
        (NoText.PICTURES, "Attachments (a saves them)"),
    ],
)
def test_files_stand_under_the_keys_that_do_something_with_them(
    read: tuple[Paragraph, ...] | NoText, label: str
) -> None:
    none, blocks = (read, ()) if isinstance(read, NoText) else (None, read)
    document = Document(url=FILE.url, fetched_at=AT, blocks=blocks, no_text=none)
    article = replace(ARTICLE, attachments=(FILE,), documents=(document,) if read else ())
    texts = ["↓ Kế hoạch", "read at 14:02 23/11/2026", "Điều 1."] if blocks else []
    remark = " (its pages are pictures, without text)" if none else ""
    assert said(article)[3:] == [label, f"↓ Kế hoạch{remark}", *texts]


def test_facts_under_a_title_break_between_each_other() -> None:
    assert said(ARTICLE)[1] == "Tin tỉnh · 17/01/2018 · Hồng Hạnh · 419 views"
    assert said(ARTICLE, width=21)[1] == "Tin tỉnh · 17/01/2018\nHồng Hạnh · 419 views"
    assert said(ARTICLE, width=20)[1] == "Tin tỉnh\n17/01/2018\nHồng Hạnh\n419 views"


def test_where_places_count_views_far_apart_each_is_told_below_the_facts() -> None:
    here = History(place=Place.ARTICLE, points=((AT, 419),))
    near = History(place=Place.LISTING, points=((AT, 410),))
    far = History(place=Place.LISTING, points=((AT, 87),))
    facts = "Tin tỉnh · 17/01/2018 · Hồng Hạnh · 419 views"
    assert said(ARTICLE, here, near)[1] == facts
    assert said(ARTICLE, here, far)[1] == f"{facts}\non its page: 419 views · in the listing: 87 views"
