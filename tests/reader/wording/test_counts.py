"""View counts in words and lines, at any width: bylines, rows of the list, rows of the screen of counts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from reader import i18n, words
from reader.model import Counted, Head, History, history_of
from reader.render.counts import counted_line
from reader.render.pieces import article_pieces
from reader.render.rows import comfortable
from reader.wording.signs import choose
from reader.wording.sparkline import BARS
from scrapers.model import Place
from tests.fakes_store import NOW, PORTAL, an_article


def history(*counts: int, place: Place = Place.LISTING, per_day: float = 0.0) -> History:
    """A history of one count a day."""
    points = tuple((NOW + timedelta(days=day), count) for day, count in enumerate(counts))
    return History(place=place, points=points, per_day=per_day)


def head(title: str = "Tựa bài", views: int | None = 1204, **more: object) -> Head:
    """A row that is here and unread."""
    values = {"row": 1, "portal": PORTAL, "id": "1", "url": "x", "published": "2018-01-17", "cached": True}
    return Head(title=title, views=views, **(values | more))  # type: ignore[arg-type]  # fields of many types


def text(bits: list) -> str:  # type: ignore[type-arg]  # of a private kind
    return "".join(bit.text for bit in bits)


@pytest.mark.parametrize(
    ("growth", "written"),
    [(0.04, "+0 a day"), (0.5, "+0,5 a day"), (3, "+3 a day"), (9.96, "+10 a day"), (1234.4, "+1.234 a day")],
)
def test_growth_is_told_by_tenths_while_it_is_small(growth: float, written: str) -> None:
    assert words.per_day(growth) == written


def test_every_place_has_words_of_its_own_in_both_languages() -> None:
    for language in ("en", "vi"):
        i18n.install(language)
        assert len({words.place(place) for place in Place}) == len(Place)


def test_a_number_is_never_beside_the_history_of_another() -> None:
    both = history(3, 5), history(2, 7, place=Place.MOST_READ)

    assert history_of(7, both) is both[1]
    assert history_of(6, both) is history_of(None, both) is None


@given(width=st.integers(1, 100))
def test_no_line_under_a_title_begins_with_the_history(width: int) -> None:
    article = an_article("1", "Tựa bài", categories=("Tin trong ngành", "Thông báo"), views=1204)
    piece = article_pieces(article, (history(1200, 1201, 1202, 1203, 1204),))[1]
    lines = [line.plain.strip() for line in piece.draw(width, None).content.wrap(max(width, 2))]

    assert piece.kind == "byline"
    if width >= len("1.204 views ▁▃▅▆█"):
        assert not any(line.startswith("▁") for line in lines)
    assert "".join("".join(lines).split()).endswith("views▁▃▅▆█")


@given(width=st.integers(len("1.204 views"), 100))
def test_a_number_under_a_title_stays_beside_its_word(width: int) -> None:
    article = an_article("1", categories=("Thông báo",), views=1204)
    lines = [line.plain for line in article_pieces(article)[1].draw(width, None).content.wrap(width)]

    assert sum("1.204 views" in line for line in lines) == 1
    assert all(cell_len(line) <= width for line in lines)


def test_a_history_follows_the_count_also_where_corrections_are_told() -> None:
    article = replace(an_article("1", views=9), revision=2)
    line = article_pieces(article, (history(3, 9),))[1].draw(80, None).content.plain

    assert "9 views ▁█ · corrected" in line


ROOM = st.integers(1, 120)


@given(
    width=ROOM,
    count=st.integers(0, 10**7),
    growth=st.sampled_from([0.0, 3.0, 1234.0]),
    marks=st.sampled_from(["unicode", "ascii"]),
)
def test_a_row_shows_as_much_of_a_history_as_there_is_room(
    width: int, count: int, growth: float, marks: str
) -> None:
    choose(marks)
    shown = head(views=count, cached=False)
    rows = comfortable(shown, width, history(0, 1, count, per_day=growth))
    without = comfortable(shown, 200)
    detail, plain = text(rows[-1]), text(without[-1])

    assert cell_len(detail) <= max(width, cell_len(plain))
    if len(plain) + 4 <= width:
        assert "not fetched yet" in detail
        assert len(detail) > len(plain)
    if marks == "ascii":
        assert not set(detail) & set(BARS)


@given(width=ROOM, count=st.integers(0, 10**7), cached=st.booleans())
def test_a_row_shows_a_detail_whole_or_not_at_all(width: int, count: int, cached: bool) -> None:
    shown = replace(head(views=count, cached=cached), published="2017-01-09", revision=2)
    told = text(comfortable(shown, 200)[-1]).strip().split(" · ")
    detail = text(comfortable(shown, width)[-1]).strip().split(" · ")

    if width - 2 >= min(map(cell_len, told)):
        assert [part for part in told if part in detail] == detail
    else:
        assert len(detail) == 1


@given(width=ROOM, title=st.text("aă ", min_size=1, max_size=90), rise=st.integers(0, 10**6))
def test_a_line_of_the_screen_fits_and_keeps_its_number(width: int, title: str, rise: int) -> None:
    differing = history(1, 1000), history(1, 2, 1204, place=Place.MOST_READ)
    for one in (
        Counted(head=head(title), histories=differing),
        Counted(head=head(title), histories=differing, place=Place.MOST_READ, rise=rise, per_day=rise * 2),
        Counted(head=head(title)),
    ):
        line = text(counted_line(one, width))
        if width >= 40:
            assert cell_len(line) == width
            assert ("1.204" if one.place is None else f"+{words.number(rise)}") in line
        if width >= 100 and one.histories:
            assert "most-read block" in line


@pytest.mark.parametrize(
    ("elsewhere", "is_named"), [(4792, False), (4400, False), (4300, True), (2000, True)]
)
def test_places_are_named_where_their_numbers_are_far_apart(elsewhere: int, is_named: bool) -> None:
    i18n.install("en")
    both = history(1, 4790), history(1, elsewhere, place=Place.MOST_READ)
    line = text(counted_line(Counted(head=head(views=4790), histories=both), 100))
    pieces = article_pieces(an_article("1", views=4790), both)
    byline = next(piece for piece in pieces if piece.kind == "byline").draw(78, None).content.plain

    assert ("in the listing" in line) is is_named
    assert ("most-read block" in byline) is is_named
