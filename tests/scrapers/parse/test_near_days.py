"""A bare "Hôm qua" is a day where it stands beside one article, and none where visits are counted."""

import pytest

from scrapers.model import Place
from scrapers.parse import parse_article, parse_listing
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import HEAD, SENTENCE, TOOLS, raw

PORTAL = builtin("vinhlong")
TITLES = ("Xã Hòa Ninh họp dân về tuyến đê", "Tổ hợp tác trồng sen vào vụ mới")
COUNTERS = "<p>Hôm nay</p><p>88</p><p>Hôm qua</p><p>1.204</p>"


def days(*said: str, below: str = "") -> list[tuple[str | None, bool]]:
    items = "".join(
        f"<div><h3><a href='/tin/{at}'>{title}</a></h3>{when}</div>"
        for at, (title, when) in enumerate(zip(TITLES, said, strict=True), 1)
    )
    page = parse_listing(raw(f"<div>Chuyên mục - Tin</div><div>{items}</div>{below}"), PORTAL)
    return [(one.published, one.published_guessed) for one in page.teasers if one.place is Place.LISTING]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("<p>Hôm qua</p>", "2018-03-29"),
        ("<span>(Hôm nay)</span>", "2018-03-30"),
        ("<p>Ngày đăng: Hôm qua</p>", "2018-03-29"),
        ("<p>Hôm kia | 12 lượt xem</p>", "2018-03-28"),
        ("<p>Yesterday</p>", "2018-03-29"),
    ],
)
def test_a_teaser_has_its_day_and_that_it_is_not_sure(said: str, day: str) -> None:
    assert days(said, "<p>09/01/2017</p>") == [(day, True), ("2017-01-09", False)]


def test_a_day_with_a_time_is_sure() -> None:
    assert days("<p>Hôm qua, 14:30</p>", "<p>Hôm nay lúc 8h00</p>") == [
        ("2018-03-29T14:30:00+07:00", False),
        ("2018-03-30T08:00:00+07:00", False),
    ]


def test_counters_of_visits_are_no_day() -> None:
    assert days("<p>09/01/2017</p>", "", below=COUNTERS) == [("2017-01-09", False), (None, False)]


@pytest.mark.parametrize("said", ["<p>Hôm qua</p>", "<p>Cập nhật: hôm qua</p>"])
def test_an_article_has_it_too(said: str) -> None:
    article = parse_article(raw(f"{HEAD}{said}<p>{SENTENCE}</p>{TOOLS}{COUNTERS}"), PORTAL).article
    assert (article.published, article.published_guessed) == ("2018-03-29", True)
    assert len(article.blocks) == 1


def test_a_sentence_and_counters_beside_are_none() -> None:
    html = f"{COUNTERS}{HEAD}<p>Hôm qua trời mưa ở cả tám xã của huyện.</p>{TOOLS}{COUNTERS}"
    article = parse_article(raw(html), PORTAL).article
    assert (article.published, len(article.blocks)) == (None, 1)
