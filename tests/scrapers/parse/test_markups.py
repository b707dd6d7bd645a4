"""The same article is read from every markup that portals of this family might have written."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrapers.model import (
    Block,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Place,
    PortalCounts,
    Quote,
    RawPage,
    Table,
)
from scrapers.parse import kind_of, parse_article
from scrapers.portals.portal import builtin
from scrapers.text import clean_line
from tests.markup_forms import TOOLS
from tests.markups import Markup, laid_out, markups
from tests.samples import SAMPLE, MostRead, Picture, Sample

PORTAL = builtin("vinhlong")
SHARED = Path(__file__).parents[4] / "shared" / "portal-article-page.txt"
CAPTIONS = ("Toàn cảnh Hội nghị", "Ông Lữ Quang Ngời - Phó Chủ tịch UBND tỉnh phát biểu tại Hội nghị")
NEVER_TEXT = ("Dịch vụ công", "Ảnh liên kết", "Quay lại", "In bài viết")
Told = tuple[str, str | tuple[str, ...]]


def page_of(sample: Sample, markup: Markup) -> RawPage:
    return RawPage(
        url=sample.url, body=laid_out(sample, markup), fetched_at=datetime(2018, 3, 30, tzinfo=UTC)
    )


def expected_blocks(sample: Sample) -> list[Told]:
    """Say what a reader should get of a sample: kind and words of each block."""
    told: list[Told] = []
    for part in sample.parts:
        if isinstance(part, Picture):
            told.append(("picture", part.caption))
            continue
        text = clean_line(part)
        sign, _, item = text.partition(" ")
        if sign not in ("-", "1.", "2.", "3.", "4.", "5.", "6."):
            told.append(("paragraph", text))
            continue
        kind = "dashes" if sign == "-" else "numbers"
        if told and told[-1][0] == kind:
            told[-1] = (kind, (*told[-1][1], item))
        else:
            told.append((kind, (item,)))
    return told


def told(block: Block) -> Told:
    match block:
        case Image():
            return "picture", block.caption
        case ListBlock():
            return ("numbers" if block.ordered else "dashes"), block.items
        case Paragraph():
            return "paragraph", block.text
        case Heading() | Quote():
            return type(block).__name__, block.text
        case Table():
            return "table", tuple(cell for row in block.rows for cell in row)


def day(entry: MostRead) -> str:
    return datetime.strptime(entry.day, "%d/%m/%Y").replace(tzinfo=UTC).date().isoformat()


def check(sample: Sample, markup: Markup, guess: str) -> None:
    raw = page_of(sample, markup)
    page = parse_article(raw, PORTAL)
    article = page.article

    assert kind_of(raw, PORTAL) == "article"
    assert article.categories == (sample.category,)
    assert article.title == sample.title
    assert [told(block) for block in article.blocks] == expected_blocks(sample)
    assert article.author == sample.author
    assert (article.published, article.published_guessed) == (guess, True)
    assert article.views is None
    assert page.counts == PortalCounts(online=sample.online, total=sample.total)
    assert [(t.title, t.views, t.published) for t in page.teasers if t.place is Place.MOST_READ] == [
        (entry.title, entry.views, day(entry)) for entry in sample.most_read
    ]
    assert [related.title for related in article.related] == (
        [] if markup.related == "empty" else ["Một tin có liên quan"]
    )
    assert [t.title for t in page.teasers if t.place is Place.LATEST] == (
        [] if markup.related == "empty" else ["Một tin vừa mới đăng"]
    )


@pytest.mark.parametrize("markup", markups(80), ids=str)
def test_an_article_reads_the_same_from_every_markup(markup: Markup) -> None:
    check(SAMPLE, markup, "2018-03-06")


@pytest.mark.parametrize("tools", TOOLS)
def test_the_text_ends_at_the_tools_whatever_stands_among_them(tools: str) -> None:
    check(SAMPLE, replace(Markup(), tools=tools), "2018-03-06")


@pytest.mark.parametrize(
    "url", ["http://stttt.vinhlong.gov.vn/Default.aspx?tabid=57", "http://stttt.vinhlong.gov.vn/tin"]
)
def test_an_article_is_known_by_its_tools_whatever_its_address(url: str) -> None:
    raw = RawPage(url=url, body=laid_out(SAMPLE, Markup()), fetched_at=datetime(2018, 3, 30, tzinfo=UTC))

    assert kind_of(raw, PORTAL) == "article"


def shared_sample() -> Sample:
    """Take the article apart whose visible text lies beside the checkout."""
    lines = SHARED.read_text(encoding="utf-8").splitlines()
    head = next(at for at, line in enumerate(lines) if line.startswith("Chuyên mục - "))
    tools = next(at for at, line in enumerate(lines) if line.startswith("Quay lại"))
    *text, author = [line for line in lines[head + 2 : tools] if line.strip()]
    return Sample(
        category=lines[head].removeprefix("Chuyên mục - "),
        title=lines[head + 1],
        parts=tuple(
            Picture(f"/{at}.jpg", line.strip()) if line.strip() in CAPTIONS else line
            for at, line in enumerate(text)
        ),
        author=author.strip(),
        most_read=(MostRead("Kết quả công tác thanh tra năm 2016", 419, "09/01/2017", "id/7"),),
    )


@pytest.mark.skipif(
    not SHARED.exists(), reason="the text of the portal's page does not lie beside this checkout"
)
@pytest.mark.parametrize("markup", markups(24), ids=str)
def test_the_known_page_of_the_portal_is_read_from_every_markup(markup: Markup) -> None:
    sample = shared_sample()

    check(sample, markup, "2018-01-17")
    article = parse_article(page_of(sample, markup), PORTAL).article
    assert (article.categories, article.author) == (("Tin trong ngành",), "Hồng Hạnh")
    assert not {told(block)[1] for block in article.blocks} & set(NEVER_TEXT)
    assert tuple(block.caption for block in article.blocks if isinstance(block, Image)) == CAPTIONS
