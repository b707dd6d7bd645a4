"""How articles spread over time and over categories, and the search for some of them alone."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader import i18n
from reader.library import Library
from reader.model import EVERYWHERE, Query
from reader.render.searched import curve_of
from reader.render.tallies import Tally, by_category, by_time, tally_line, title_of
from reader.searching.query import parse
from reader.searching.search import InCategory
from reader.searching.spread import Spread, Unit, spread
from reader.wording.signs import choose
from scrapers.clock import sort_key
from scrapers.merge import sighted
from scrapers.model import Category
from scrapers.stores.index import SHIFT
from tests.fakes_store import CATEGORIES, PORTAL, a_library, a_state, an_entry
from tests.statements import counted

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def row_of(published: str | None, number: int = 0) -> int:
    """The row number of an article of that time."""
    return (sort_key(published) << SHIFT) + number


def spans(found: Spread) -> list[tuple[str, int]]:
    return [(span.name, span.count) for span in found.spans]


@pytest.mark.parametrize(
    ("days", "unit", "expected"),
    [
        (["2018-01-09", "2018-01-31"], Unit.DAY, 23),
        (["2018-01-31", "2018-02-01"], Unit.MONTH, 2),
        (["2017-01-01", "2018-12-31"], Unit.MONTH, 24),
        (["2017-01-01", "2019-01-01"], Unit.YEAR, 3),
        (["2018-01-09"], Unit.DAY, 1),
    ],
)
def test_the_unit_tells_articles_apart(days: list[str], unit: Unit, expected: int) -> None:
    found = spread(map(row_of, days))
    assert (found.unit, len(found.spans)) == (unit, expected)


def test_times_are_named_as_they_are_typed_the_newest_first_without_a_gap() -> None:
    days = ["2018-02-28T23:59:00+07:00", "2018-03-01", "2018-05-02", "2018-05-31T23:59:59+07:00"]
    rows = [row_of(day) for day in days]
    found = spread(rows)
    assert spans(found) == [("05/2018", 2), ("04/2018", 0), ("03/2018", 1), ("02/2018", 1)]
    assert [(span.first, span.last) for span in found.spans][-1] == ("2018-02-01", "2018-02-28")
    year = spread([row_of("2017-05-09")], Unit.YEAR).spans[0]
    assert (year.first, year.last) == ("2017-01-01", "2017-12-31")
    assert spans(spread(rows, Unit.YEAR)) == [("2018", 4)]
    assert spans(spread(rows[:2], Unit.DAY)) == [("01/03/2018", 1), ("28/02/2018", 1)]


def test_a_day_ends_at_midnight_in_viet_nam() -> None:
    rows = [row_of("2017-12-31T16:59:59+00:00"), row_of("2017-12-31T17:00:00+00:00")]
    assert spans(spread(rows, Unit.YEAR)) == [("2018", 1), ("2017", 1)]


def test_what_has_no_date_is_counted_apart() -> None:
    assert spread([row_of(None, 7), row_of("2018-01-09", 7)]).undated == 1
    assert spread([row_of(None, 7)]) == Spread(unit=Unit.YEAR, undated=1)
    assert spread([], Unit.DAY) == Spread(unit=Unit.DAY)


@given(st.lists(DAYS, min_size=1, max_size=40), st.sampled_from([Unit.YEAR, Unit.MONTH, None]))
def test_each_article_is_in_one_time_and_times_follow_each_other(days: list[date], unit: Unit | None) -> None:
    found = spread([row_of(day.isoformat(), number) for number, day in enumerate(days)], unit)

    assert sum(span.count for span in found.spans) == len(days)
    assert found.spans[0].count > 0
    assert found.spans[-1].count > 0
    for later, earlier in pairwise(found.spans):
        assert date.fromisoformat(earlier.last) + timedelta(days=1) == date.fromisoformat(later.first)
    for span in found.spans:
        assert span.count == sum(span.first <= day.isoformat() <= span.last for day in days)


# In a library ------------------------------------------------------------------------------------------


def found_for(library: Library, typed: str) -> int:
    return len(library.search.find(PORTAL, parse(typed)).rows)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "typed", ["th", "thu tuong", '"thủ tướng', "tu:2016 th", "den:2018 chuyenmuc:báo th", "-zz"]
)
def test_each_line_finds_as_many_as_it_says(library: Library, language: str, typed: str) -> None:
    i18n.install(language)
    rows = library.search.find(PORTAL, parse(typed)).rows
    lines = (
        *by_time(spread(rows), typed),
        *by_time(spread(rows, Unit.DAY), typed),
        *by_category(library.search.categories(rows), typed),
    )
    counted = [line for line in lines if line.count is not None]
    assert sum(line.count or 0 for line in counted) > len(rows)
    assert [(line.name, line.count) for line in counted] == [
        (line.name, found_for(library, line.typed)) for line in counted
    ]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("typed", ["th", "thu tuong", "tu:2016 th", '"thủ tướng'])
def test_each_category_can_be_left_out(library: Library, language: str, typed: str) -> None:
    i18n.install(language)
    rows = library.search.find(PORTAL, parse(typed)).rows
    lines = by_category(library.search.categories(rows), typed)
    assert [found_for(library, line.excluding) for line in lines] == [
        len(rows) - (line.count or 0) for line in lines
    ]
    left_out = lines[0].excluding
    assert by_category((), left_out)[0].typed == typed


def test_a_bound_can_be_taken_away_again(library: Library) -> None:
    i18n.install("vi")
    typed = "tu:2018 thu den:2/2018 chuyenmuc:báo "
    rows = library.search.find(PORTAL, parse(typed)).rows
    assert by_time(spread(rows), typed)[0] == Tally(
        name="mọi thời gian", count=None, typed="thu chuyenmuc:báo "
    )
    assert by_category(library.search.categories(rows), typed)[0] == Tally(
        name="mọi chuyên mục", count=None, typed="tu:2018 thu den:2/2018 "
    )
    assert by_time(spread(rows), "thu")[0].count is not None


def test_categories_are_counted_the_largest_first(library: Library) -> None:
    rows = library.rows(Query(portal=PORTAL))
    assert [(one.name, one.count) for one in library.search.categories(rows)] == [
        ("Tin trong ngành", 4),
        ("Báo chí - Xuất bản", 1),
        ("Công nghệ thông tin", 1),
    ]
    assert library.search.categories([]) == ()


def test_the_names_of_a_portal_are_asked_for_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    entries = [an_entry(str(number), category=one.slug) for number, one in enumerate(CATEGORIES, 1)]
    with counted(monkeypatch) as log, a_library(tmp_path, entries) as library:
        rows = library.rows(Query(portal=PORTAL))
        before = log.of("catalogue.sqlite", "SELECT slug, name")
        assert len(library.search.categories(rows)) == len(CATEGORIES)
        assert log.of("catalogue.sqlite", "SELECT slug, name") - before == 1


def test_categories_of_several_portals_that_are_called_alike_are_one(library: Library) -> None:
    state = a_state(portal="hanoi", categories=(Category(slug="bc", name="BÁO CHÍ - Xuất bản", url="/bc"),))
    other = an_entry("9", "Thu phí", portal="hanoi", category="bc", published="2018-01-02")
    library.cache.put_portal_state(state)
    library.cache.put_many([other])
    library.catalogue.learn(state)
    library.catalogue.upsert_many([other])
    found = library.search.find(EVERYWHERE, parse("thu"))
    counts = {one.name.casefold(): one.count for one in library.search.categories(found.rows)}
    assert counts["báo chí - xuất bản"] == 2
    (tally,) = [one for one in by_category(library.search.categories(found.rows), "thu") if one.count == 2]
    assert len(library.search.find(EVERYWHERE, parse(tally.typed)).rows) == 2


@pytest.mark.parametrize("name", ['Tin "mới"', "Tin mới\u200b"])
def test_a_name_that_cannot_be_typed_is_asked_for_by_its_slug(name: str) -> None:
    i18n.install("vi")
    (tally,) = by_category([InCategory(slug="tin-moi", name=name, count=3)], "thu")
    assert tally.typed == 'chuyenmuc:"tin-moi" thu'


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Bưu chính – Viễn thông", 'chuyenmuc:"Bưu chính – Viễn thông" thu'),
        ("Học tập và làm theo “tấm gương”", 'chuyenmuc:"muc-moi" thu'),
        ("…", 'chuyenmuc:"muc-moi" thu'),
        ("is:unread -tin", 'chuyenmuc:"is:unread -tin" thu'),
    ],
)
def test_a_category_is_found_by_what_names_it(library: Library, name: str, typed: str) -> None:
    i18n.install("vi")
    state = a_state(categories=(*CATEGORIES, Category(slug="muc-moi", name=name, url="http://p.vn/muc-moi")))
    library.cache.put_portal_state(state)
    library.catalogue.learn(state)
    new = an_entry("9", "Thu phí", category="muc-moi")
    library.cache.put_many([new])
    library.catalogue.upsert_many([new])
    rows = library.search.find(PORTAL, parse("thu")).rows
    (line,) = [one for one in by_category(library.search.categories(rows), "thu") if one.name == name]
    assert (line.count, line.typed) == (1, typed)
    assert found_for(library, line.typed) == 1


def test_an_article_in_two_categories_that_are_called_alike_counts_once(library: Library) -> None:
    alike = tuple(Category(slug=slug, name="Tin mới", url=f"http://p.vn/{slug}") for slug in ("moi", "moi-1"))
    library.cache.put_portal_state(a_state(categories=(*CATEGORIES, *alike)))
    library.catalogue.learn(a_state(categories=(*CATEGORIES, *alike)))
    new = [an_entry("9", "Thu phí", category="moi"), an_entry("10", "Thu vé", category="moi-1")]
    both = sighted(new[0], replace(new[0].sightings[0], category="moi-1"))
    library.cache.put_many([both, new[1]])
    library.catalogue.upsert_many([both, new[1]])
    rows = library.search.find(PORTAL, parse("thu")).rows
    (line,) = [one for one in by_category(library.search.categories(rows), "thu") if one.name == "Tin mới"]
    assert line.count == found_for(library, line.typed) == 2


def test_signs_between_the_words_of_a_name_tell_no_categories_apart(library: Library) -> None:
    state = a_state(portal="hanoi", categories=(Category(slug="bc", name="Báo chí – Xuất bản", url="/bc"),))
    other = an_entry("9", "Thu phí", portal="hanoi", category="bc", published="2018-01-02")
    library.cache.put_portal_state(state)
    library.cache.put_many([other])
    library.catalogue.learn(state)
    library.catalogue.upsert_many([other])
    found = library.search.find(EVERYWHERE, parse("thu"))
    (line,) = [one for one in by_category(library.search.categories(found.rows), "thu") if one.count == 2]
    assert len(library.search.find(EVERYWHERE, parse(line.typed)).rows) == 2


def test_the_title_says_what_has_no_date() -> None:
    i18n.install("vi")
    assert title_of(Spread(unit=Unit.MONTH)) == "THEO THÁNG"
    assert title_of(Spread(unit=Unit.YEAR, undated=1234)) == "THEO NĂM · 1.234 bài không rõ ngày"


@pytest.mark.parametrize(
    ("width", "drawn"),
    [
        (60, "Báo chí    600  " + "█" * 15),
        (21, "Báo chí    600  ██▌"),
        (14, "Báo chí    600"),
        (12, "Báo…     600"),
        (8, "…    600"),
    ],
)
def test_a_line_has_its_number_and_a_bar_where_there_is_room(width: int, drawn: str) -> None:
    bits = tally_line(Tally(name="Báo chí", count=600, typed=""), 1200, 7, width)
    assert "".join(bit.text for bit in bits).rstrip() == drawn


def test_a_curve_begins_at_nothing_and_names_its_ends() -> None:
    days = ["2016-05-01"] * 6 + ["2017-05-01"] * 7 + ["2018-05-01"] * 8
    found = spread(map(row_of, days), Unit.YEAR)
    assert curve_of(found) == "2016 ▆▇█ 2018"
    assert curve_of(spread(map(row_of, days[6:]), Unit.YEAR)) == ""
    long = curve_of(spread(map(row_of, ["1990-01-01", "2100-12-31"])))
    assert (len(long), long[5], long[-6]) == (len("1990  2100") + 24, "█", "█")
    choose("ascii")
    assert curve_of(found) == "2016 =^^ 2018"
