"""Which articles a search finds in a real catalogue, and in which order."""

import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.library import Library
from reader.searching.query import parse
from reader.searching.statement import InPortal, Scope, numbers_statement, search_statement
from scrapers.model import Attachment, Document, Paragraph
from tests.fakes_store import BASE, NOW, PORTAL, a_library, an_entry, fill
from tests.searched import ids


@pytest.mark.parametrize(
    "typed", ["thu tuong", "thủ tướng", "THỦ TƯỚNG", unicodedata.normalize("NFD", "thủ tướng"), "tuong THU"]
)
def test_words_are_found_however_they_are_typed(library: Library, typed: str) -> None:
    assert set(ids(library, typed)) == {"1", "2", "3", "4", "5"}


@pytest.mark.parametrize("typed", ["hoà", "hòa", "HOA", "hoà bình"])
def test_a_tone_may_stand_on_either_letter(library: Library, typed: str) -> None:
    assert ids(library, typed) == ["1"]


def test_the_bar_of_d_needs_not_be_typed(library: Library) -> None:
    assert ids(library, "dien bien ") == ["2"]
    assert ids(library, "dien luc") == ["6"]


@pytest.mark.parametrize("typed", ["đại hội", "Ðại hội", "dai hoi", '"đại hội"'])
def test_what_old_keyboards_took_for_the_barred_d_is_one(tmp_path: Path, typed: str) -> None:
    entries = (an_entry("eth", "Ðại hội"), an_entry("barred", "Đại hội"))
    with a_library(tmp_path / "other", entries) as library:
        assert set(ids(library, typed)) == {"eth", "barred"}


def test_accents_as_typed_come_first_then_titles_then_what_is_newer(library: Library) -> None:
    assert ids(library, "thủ tướng ") == ["1", "5", "2", "4", "3"]
    assert ids(library, "thu tuong ") == ["3", "1", "5", "2", "4"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hội nghị", ["title", "text", "scattered", "plain"]),
        ("hội nghị ", ["title", "text", "scattered", "plain"]),
        ("hội ngh", ["scattered", "title", "text", "plain"]),
        ("hoi nghi", ["title", "plain", "text", "scattered"]),
        ("nghị hội", ["scattered", "title", "text", "plain"]),
        ("hội nghị -bàn ", ["title", "scattered", "plain"]),
    ],
)
def test_words_that_stand_together_come_before_scattered_ones(
    tmp_path: Path, typed: str, expected: list[str]
) -> None:
    entries = (
        an_entry("plain", "Tin", text="Hoi nghi khong dau.", published="2018-01-04"),
        an_entry("scattered", "Hội Nhà báo đề nghị", published="2018-01-03"),
        an_entry("text", "Tin", text="Bàn trong hội nghị.", published="2018-01-02"),
        an_entry("title", "Hội nghị cuối năm", published="2018-01-01"),
    )
    with a_library(tmp_path / "other", entries) as library:
        assert ids(library, typed) == expected


def test_the_last_word_of_a_phrase_that_is_only_begun_stands_there_too(tmp_path: Path) -> None:
    entries = (an_entry("1", "Thu phí, tường rào"), an_entry("2", "Thu tượng cổ"))
    with a_library(tmp_path, entries) as library:
        assert ids(library, '"thu tuo') == ["2"]


def test_accents_count_word_by_word(library: Library) -> None:
    assert ids(library, "thủ tuong ")[-1] == "3"
    assert ids(library, "thử tuong ")[0] == "4"


def test_the_first_results_are_the_first_of_all(library: Library) -> None:
    fill(
        library.cache, library.catalogue, [an_entry("9", "Thủ tướng", portal="hanoi", published="2018-01-02")]
    )
    for typed in ("thủ tướng", "thu", "thu tuong tu:2018", '"thủ tướng" -lich', "is:unread"):
        for limit in range(7):
            assert ids(library, typed, limit) == ids(library, typed)[:limit]


def test_all_results_are_found_without_reading_a_head(library: Library) -> None:
    """Heads lie far apart: to read each took three times as long."""
    for typed in ("thủ tướng", '"thủ tướng"', "thu -lich", "thu tu:2017 den:2018"):
        asked = (build(parse(typed), Scope((PORTAL,))) for build in (numbers_statement, search_statement))
        for statement, values in asked:
            named = {**values, "s_limit": 9}
            plan = [row[3] for row in library.catalogue.ask(f"EXPLAIN QUERY PLAN {statement}", named)]
            heads = [step for step in plan if " h " in step]
            assert heads
            assert all("COVERING INDEX head_text" in step for step in heads)


def test_it_is_said_whether_there_is_more(library: Library) -> None:
    every = len(ids(library, "thu"))
    told = [library.search.find(PORTAL, parse("thu"), every + more).complete for more in (-1, 0, 1)]
    assert told == [False, True, True]


def test_a_last_word_may_be_begun_only(library: Library) -> None:
    assert ids(library, "chuy") == ["4"]
    assert ids(library, "chuy ") == []
    assert ids(library, "thủ tư")[:2] == ["1", "5"]
    assert ids(library, "c doi") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"thủ tướng"', ["1", "5", "2", "3"]),
        ('"thu tuong"', ["3", "1", "5", "2"]),
        ('"tướng thủ"', ["4"]),
        ('"tuong thu t', ["4"]),
        ('"tướng thủ thà', ["4"]),
        ('"thử lửa" "tướng thủ"', ["4"]),
        ('"thử lửa" thành', ["4"]),
        ('"thử lửa" thanh tuo', ["4"]),
        ('"thử lửa" long', []),
        ('"thủ tướn"', []),
        ('"thu tuon"', []),
        ("covid-19", ["6"]),
        ('"cổ bảo"', []),
    ],
)
def test_quoted_words_stand_together(library: Library, typed: str, expected: list[str]) -> None:
    assert ids(library, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("thu -tượng ", ["1", "5", "4", "2"]),
        ("thu -tuong ", []),
        ('thu -"thủ tướng" ', ["3", "4"]),
        ('thu -"thu tuong" ', ["4"]),
        ("-thu -covid", []),
        ("-tuong", ["6"]),
    ],
)
def test_what_stands_after_a_minus_is_left_out(library: Library, typed: str, expected: list[str]) -> None:
    assert ids(library, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("thu chuyenmuc:bao-chi", ["3"]),
        ('thu category:"Báo chí - Xuất bản"', ["3"]),
        ("category:bao", ["3"]),
        ("chuyênmục:CNTT", ["6"]),
        ("category:bao-chi category:cntt", []),
        ("category:the-thao", []),
        ("thu tu:2017 den:01/2018", ["1", "2"]),
        ("since:2018-02-01", ["4", "3"]),
        ("thu until:09/01/2017", ["1", "5"]),
        ("thu until:8/1/2017", ["5"]),
        ("until:8/1/2017", ["5"]),
        ('"thu tuong" tu:2018', ["3", "2"]),
    ],
)
def test_a_search_is_narrowed_by_category_and_days(library: Library, typed: str, expected: list[str]) -> None:
    assert ids(library, typed) == expected


def test_a_name_may_mean_more_categories_than_terms_nest(library: Library) -> None:
    """A single letter does, where there are many portals."""
    others = [InPortal("hanoi", str(number)) for number in range(1_500)]
    for within, expected in ((others, 0), ([*others, InPortal(PORTAL, "bao-chi")], 1)):
        statement, values = search_statement(parse("thu"), Scope((PORTAL,), (within,), others))
        assert len(library.catalogue.ask(statement, {**values, "s_limit": 9})) == expected


@pytest.mark.parametrize("minus", ["", "-"])
def test_a_category_that_the_portal_does_not_have_is_named(library: Library, minus: str) -> None:
    assert library.search.find(PORTAL, parse(f"tin {minus}category:the-thao")).unknown == ("the-thao",)
    assert library.search.find(PORTAL, parse(f"tin {minus}category:cntt")).unknown == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-category:bao", ["4", "2", "1", "5", "6"]),
        ("-chuyenmuc:cntt -chuyenmuc:bao-chi", ["4", "2", "1", "5"]),
        ("thu -category:bao ", ["1", "5", "4", "2"]),
        ("-category:the-thao category:bao", ["3"]),
        ("category:bao -category:bao", []),
        ("thu -is:starred ", ["3", "1", "5", "4"]),
        ("thu -is:read ", ["3", "5", "4", "2"]),
        ("thu -is:unread ", ["1"]),
        ("-is:starred -da:doc -chuyenmuc:bao", ["4", "5", "6"]),
        ("thu -is:later ", ["3", "1", "5", "2"]),
        ("thu -is:noted ", ["1", "5", "4", "2"]),
        ("thu -note:han ", ["1", "5", "4", "2"]),
        ("thu -note:hop ", ["3", "1", "5", "4", "2"]),
    ],
)
def test_a_search_leaves_out_categories_marks_and_notes(
    library: Library, typed: str, expected: list[str]
) -> None:
    library.mark_read(PORTAL, "1")
    library.star(PORTAL, "2")
    library.keep_for_later(PORTAL, "4")
    library.note(PORTAL, "3", "hạn nộp")
    assert ids(library, typed) == expected


def test_a_search_is_narrowed_by_marks(library: Library) -> None:
    library.mark_read(PORTAL, "1")
    library.star(PORTAL, "2")
    assert ids(library, "thu chua:doc ") == ["3", "5", "4", "2"]
    assert ids(library, "thu da:doc ") == ["1"]
    assert ids(library, "is:read gan:sao") == []
    assert ids(library, "thu is:starred ") == ["2"]
    assert ids(library, "is:starred") == ["2"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tu:homnay", ["2"]),
        ("since:9d", ["2", "1"]),
        ("den:homqua tu:2tuan", ["1"]),
        ("until:1d since:8d", []),
    ],
)
def test_days_are_counted_back_from_the_day_of_the_search(
    tmp_path: Path, typed: str, expected: list[str]
) -> None:
    """It is the 18th; the days are those of Vietnam."""
    entries = [an_entry("1", "Tin", published="2018-01-09"), an_entry("2", "Tin", published="2018-01-18")]
    with a_library(tmp_path, entries) as library:
        assert ids(library, typed) == expected


def test_nothing_is_found_where_nothing_is_asked_for(library: Library) -> None:
    assert ids(library, " - ") == []


def test_a_corrected_article_is_no_longer_found_by_what_it_said(library: Library) -> None:
    fill(library.cache, library.catalogue, [an_entry("3", "Tranh cổ", published="2018-02-01")])
    assert "3" not in ids(library, "thu tuong")
    assert ids(library, "tranh") == ["3"]


def test_an_article_is_found_by_what_its_files_say(library: Library) -> None:
    read = Document(url=f"{BASE}/a.pdf", fetched_at=NOW, blocks=(Paragraph(text="Hạn mặn xâm nhập"),))
    entry = an_entry("8", "Xem tệp đính kèm")
    assert entry.article is not None
    offers = replace(entry.article, attachments=(Attachment(url=read.url, name="a"),))
    fill(library.cache, library.catalogue, [replace(entry, article=offers)])
    assert ids(library, "han man") == []
    fill(library.cache, library.catalogue, [replace(entry, article=offers, documents=(read,))])
    assert ids(library, "han man") == ["8"]
    found = library.search.find(PORTAL, parse("hạn mặn"))
    hit = library.search.hit(found.rows[0], parse("hạn mặn"), 40)
    assert hit is not None
    assert "Hạn mặn" in hit.text.text
    library.catalogue.rebuild()
    assert ids(library, "han man") == ["8"]


def test_another_portal_is_left_alone(library: Library) -> None:
    fill(library.cache, library.catalogue, [an_entry("9", "Thủ tướng", portal="hanoi")])
    assert "9" not in ids(library, "thủ tướng")


def test_many_articles_of_one_day_stay_in_their_days_and_their_order(library: Library) -> None:
    first = date(2015, 3, 1)
    entries = [an_entry(str(n), "Bão lũ", published=f"{first + timedelta(n % 2)}") for n in range(100, 900)]
    fill(library.cache, library.catalogue, entries)
    assert ids(library, "bao lu den:2015-03-01") == [str(n) for n in range(898, 99, -2)]
    assert ids(library, "bao lu") == [str(n) for n in (*range(899, 100, -2), *range(898, 99, -2))]


def test_articles_without_a_date_are_found_last(library: Library) -> None:
    entries = [an_entry(str(n), "Điện lực", published=None) for n in range(100, 104)]
    fill(library.cache, library.catalogue, [*entries, an_entry("99", "Điện lực", published="1999-05-05")])
    assert ids(library, "điện lực ") == ["99", "103", "102", "101", "100", "6"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet=st.characters(codec=None) | st.sampled_from(' "-:*()^+{}\x00thủtư19'))
    | st.lists(
        st.sampled_from(['"', "-", " ", "tu:2017", "category:", "thu", "tướng", "NOT", "*", "\ud800"])
    ).map("".join)
)
def test_nothing_that_can_be_typed_breaks_a_search(library: Library, typed: str) -> None:
    wanted = parse(typed)
    found = library.search.find(PORTAL, wanted)
    assert library.search.find(PORTAL, wanted, len(found.rows) + 1).rows == found.rows
    for row in found.rows:
        assert library.search.hit(row, wanted, 60) is not None


@pytest.mark.parametrize("piece", ["-a-b ", "-ghichu:a ", "ghichu:a ", "-is:starred "])
def test_however_much_is_typed_is_searched_for(library: Library, piece: str) -> None:
    assert ids(library, piece * 20_000) == ids(library, piece)


def test_a_hit_shows_where_the_words_stand(library: Library) -> None:
    wanted = parse("thủ tướng nghe")
    (row,) = library.search.find(PORTAL, wanted).rows
    hit = library.search.hit(row, wanted, 60)
    assert hit is not None
    assert hit.head.id == "2"
    assert [hit.text.text[start:end] for start, end in hit.text.marks] == ["thủ", "tướng", "nghe"]


def test_a_hit_whose_text_is_not_here_shows_its_title(library: Library) -> None:
    wanted = parse("chưa tải")
    (row,) = library.search.find(PORTAL, wanted).rows
    hit = library.search.hit(row, wanted, 60)
    assert hit is not None
    assert [hit.title.text[start:end] for start, end in hit.title.marks] == ["Chưa", "tải"]
    assert hit.text.text == ""


def test_a_hit_that_is_gone_is_none(library: Library) -> None:
    assert library.search.hit(12345, parse("thu"), 60) is None
