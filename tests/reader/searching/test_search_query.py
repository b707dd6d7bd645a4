"""What people type to search, taken apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.searching.days import first_day, last_day
from reader.searching.query import Term, Wanted, dated, narrowed, parse
from scrapers.text import fold

TYPED = st.text(
    alphabet=st.characters(codec=None)
    | st.sampled_from(' "-:|/.“”«»*()^+{}\x00thủtươngđĐ\u0301\u0323' + "0123456789")
) | st.lists(
    st.sampled_from(
        [
            '"',
            "-",
            "tu:",
            "den:",
            "category:",
            "chuyenmuc:",
            "title:",
            "|",
            " OR ",
            "is:",
            "2017",
            "01/2018",
            "thủ",
            " ",
            "99/99/9999",
        ]
    )
).map("".join)


def words(typed: str) -> list[tuple[str, ...]]:
    return [term.words for term in parse(typed).terms]


@given(TYPED)
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    wanted = parse(typed)
    assert all(term.words and all(term.words) for term in (*wanted.terms, *wanted.without))


@given(TYPED)
def test_it_does_not_matter_how_the_input_method_composes(typed: str) -> None:
    assert parse(unicodedata.normalize("NFD", typed)) == parse(unicodedata.normalize("NFC", typed))


@given(st.lists(st.text(alphabet="abcdeghiklmnopqrstuvxyđăâêôơưáàảãạ", min_size=1)))
def test_plain_words_are_asked_for_one_by_one(typed: list[str]) -> None:
    assert [fold(" ".join(term)) for term in words(" ".join(typed))] == [fold(word) for word in typed]


def test_words_keep_their_accents_but_not_their_case() -> None:
    assert words("Thủ TƯỚNG ") == [("thủ",), ("tướng",)]
    assert parse("Thủ").terms[0].folded == ("thu",)


def test_both_ways_to_place_a_tone_are_one() -> None:
    assert words("hoà thuỷ khoẻ") == words("hòa thủy khỏe")
    assert words("hoàn") == [("hoàn",)]


@pytest.mark.parametrize("typed", ["\ufeffthủ tướ\xadng", "thủ\u200b tướng\u200e", "\x1bthủ t\x00ướng"])
def test_signs_that_nobody_sees_part_no_words(typed: str) -> None:
    assert words(typed) == [("thủ",), ("tướng",)]


@pytest.mark.parametrize("typed", ['"thủ tướng"', "“thủ tướng”", "«Thủ  tướng»", "„thủ tướng“"])
def test_quoted_words_stand_together(typed: str) -> None:
    assert parse(typed).terms == (Term(words=("thủ", "tướng"), quoted=True),)


def test_words_joined_by_signs_stand_together() -> None:
    assert words("covid-19 17/01/2018 ") == [("covid", "19"), ("17", "01", "2018")]


@pytest.mark.parametrize(
    ("typed", "open_"),
    [
        ("so ho", True),
        ("so ho ", False),
        ('"so ho', True),
        ('"so ho"', False),
        ("so ho.", False),
        ("-ho", None),
    ],
)
def test_only_a_last_word_without_an_end_may_be_the_beginning_of_one(typed: str, open_: bool | None) -> None:
    terms = parse(typed).terms
    assert [term.prefix for term in terms] == ([*[False] * (len(terms) - 1), open_] if terms else [])


def test_a_minus_before_a_word_or_a_phrase_takes_it_out() -> None:
    wanted = parse('tin -hà –"nội vụ" - a--b --c')
    assert wanted.without == (Term(words=("hà",)), Term(words=("nội", "vụ")))
    assert [term.words for term in wanted.terms] == [("tin",), ("a", "b"), ("c",)]


@pytest.mark.parametrize("label", ["category", "chuyenmuc", "chuyênmục", "CATEGORY"])
def test_a_category_is_named_with_or_without_quotes(label: str) -> None:
    assert parse(f'{label}:bao-chi {label}:" Báo chí - Xuất bản "').categories == (
        ("bao-chi",),
        ("Báo chí - Xuất bản",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2017-01-09", "2017-01-09", "2017-01-09"),
        ("09/01/2017", "2017-01-09", "2017-01-09"),
        ("9.1.2017", "2017-01-09", "2017-01-09"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2/2017", "2017-02-01", "2017-02-28"),
        ("2017", "2017-01-01", "2017-12-31"),
        ("30/02/2017", None, None),
        ("00/01/2017", None, None),
        ("2017-00", None, None),
        ("13/2017", None, None),
        ("0000", None, None),
        ("9/1/17", None, None),
        ("tết", None, None),
    ],
)
def test_days_months_and_years_bound_a_search(typed: str, first: str | None, last: str | None) -> None:
    assert (first_day(typed), last_day(typed)) == (first, last)
    assert (parse(f"since:{typed}").since, parse(f"đến:{typed}").until) == (first, last)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("-chuyenmuc:bao-chi", Wanted(not_categories=("bao-chi",))),
        ('-category:"Báo chí" –chuyênmục:cntt', Wanted(not_categories=("Báo chí", "cntt"))),
        ("-is:unread", Wanted(read=True)),
        ("-đã:đọc", Wanted(unread=True)),
        ("-gan:sao -is:later -ghi:chu", Wanted(not_marks=("starred", "later", "noted"))),
        ("-co:tep", Wanted(unattached=True)),
        ('-note:Họp -ghichu:"hạn nộp"', Wanted(not_notes=("hop", "han nop"))),
        ("-hơn:foo", Wanted(without=(Term(words=("hơn", "foo")),))),
        ("-category:-", Wanted(without=(Term(words=("category",)),))),
        ("-tu:2017", Wanted(until="2016-12-31")),
        ("-since:03/2018 -den:2016", Wanted(since="2017-01-01", until="2018-02-28")),
        ("-tu:7ngay -until:2w", Wanted(since_ago=13, until_ago=8)),
        ("-tu:2018 -tu:2017 den:2019", Wanted(until="2016-12-31")),
    ],
)
def test_a_minus_leaves_out_a_category_a_mark_a_note_or_days(typed: str, meant: Wanted) -> None:
    assert parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('ten:"Nên đọc" chua:doc', Wanted(called="Nên đọc", unread=True)),
        ("chua:doc Tên:“Nên   đọc”", Wanted(called="Nên đọc", unread=True)),
        ('is:unread name:"To re', Wanted(called="To re", unread=True)),
        ('is:unread name:" "', Wanted(unread=True, terms=(Term(words=("name",), quoted=True),))),
        ('-ten:"Nên đọc"', Wanted(without=(Term(words=("ten", "nên", "đọc")),))),
        ("tên:Nguyễn", Wanted(terms=(Term(words=("tên", "nguyễn"), prefix=True),))),
    ],
)
def test_a_search_may_have_a_name_in_quotes(typed: str, meant: Wanted) -> None:
    assert parse(typed) == meant


def test_a_name_alone_asks_for_nothing() -> None:
    assert parse('ten:"Nên đọc"').is_empty


@pytest.mark.parametrize(
    ("typed", "ago"),
    [
        ("homnay", 0), ("hômnay", 0), ('"hôm nay"', 0), ("today", 0), ("homqua", 1), ("yesterday", 1),
        ("7ngay", 7), ("7ngày", 7), ('"7 ngày"', 7), ("7d", 7), ("1day", 1), ("30days", 30),
        ("2tuan", 14), ("2w", 14), ("1week", 7), ("0d", 0), ("9999weeks", 69_993),
        ("3thang", 90), ('"3 tháng"', 90), ("1month", 30), ("2months", 60), ("9999thang", 299_970),
        ("1nam", 365), ("2năm", 730), ("1y", 365), ("1year", 365), ("2years", 730), ("999nam", 364_635),
        ("1000nam", None), ("2017nam", None), ("3m", None), ("3gio", None),
        ("ngay", None), ("7", None), ("-7d", None), ("70000d", None), ("tuan", None),
    ],
)  # fmt: skip
def test_days_may_be_counted_back_from_today(typed: str, ago: int | None) -> None:
    assert (parse(f"tu:{typed}").since_ago, parse(f"until:{typed}").until_ago) == (ago, ago)


def test_counted_days_are_bounds_like_others_on_the_day_of_the_search() -> None:
    assert dated(parse("tu:7d tu:2w den:1d den:homnay"), "2018-03-05") == Wanted(
        since="2018-02-26", until="2018-03-04"
    )
    assert dated(parse("tu:7d tu:3/2018 den:1/3/2018 den:1d"), "2018-03-05") == Wanted(
        since="2018-03-01", until="2018-03-01"
    )
    assert dated(parse("tin tu:2017"), "2018-03-05") == parse("tin tu:2017")


def test_of_several_bounds_the_narrowest_counts() -> None:
    wanted = parse("tu:2016 since:2017 den:2019 until:06/2018")
    assert (wanted.since, wanted.until) == ("2017-01-01", "2018-06-30")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("unread", "is:unread chua:doc chưa:đọc IS:Unread la:chuadoc"),
        ("read", "is:read da:doc đã:đọc la:dadoc"),
        ("later", "is:later doc:sau đọc:sau"),
        ("starred", "is:starred danh:dau đánh:dấu gắn:sao"),
        ("noted", "is:noted ghi:chu ghi:chú co:ghichu"),
        ("attached", "is:attached co:tep có:tệp CÓ:tệp"),
    ],
)
def test_marks_and_files_can_be_asked_for(field: str, typed: str) -> None:
    for one in typed.split():
        assert parse(one) == replace(Wanted(), **{field: True}), one


@pytest.mark.parametrize(
    ("typed", "literally"),
    [
        ("is:red", ("is", "red")),
        ("tu:abc", ("tu", "abc")),
        ("category:", ("category",)),
        ("https://sttt.vn/x", ("https", "sttt", "vn", "x")),
        ('titles:"a b"', ("titles", "a", "b")),
        ("title:-", ("title",)),
        ("words MATCH", ("words",)),
        ("a* OR (b", ("a",)),
    ],
)
def test_anything_else_is_taken_literally(typed: str, literally: tuple[str, ...] | None) -> None:
    found = words(typed)
    assert (found[0] if found else None) == literally
    assert parse(typed).since is None


@pytest.mark.parametrize(
    ("typed", "days", "marks"),
    [
        ("tu:20/13/2018 den:x", ("20/13/2018", "x"), ()),
        ("is:foo la:x chua:x có:tập", (), ("is:foo", "la:x", "chua:x", "có:tập")),
        ("tu:2018 is:read ghi:gì 19:30", (), ()),
        ("-tu:x -is:foo", ("x",), ("is:foo",)),
        ("-tu:0001 -den:9999", ("0001", "9999"), ()),
        ("-đi:đâu", (), ()),
    ],
)
def test_values_that_mean_nothing_are_noted(
    typed: str, days: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    wanted = parse(typed)
    assert (wanted.no_days, wanted.no_marks) == (days, marks)


def test_what_is_misread_behind_a_minus_leaves_nothing_rather_than_all() -> None:
    wanted = parse("họp -is:foo")
    assert [term.words for term in wanted.terms] == [("họp",), ("is", "foo")]
    assert wanted.without == ()


@pytest.mark.parametrize("typed", ["", "  ", '"', '""', "-", "- -", "*", "…", "_", '"" | ""', "* | _"])
def test_without_a_word_nothing_is_asked_for(typed: str) -> None:
    assert parse(typed).is_empty


def test_only_words_with_accents_ask_for_accents() -> None:
    assert parse("thủ tuong").has_accents
    assert parse("điện").has_accents
    assert not parse("thu tuong -hà").has_accents


@given(TYPED)
def test_bounds_are_taken_out_and_nothing_else(typed: str) -> None:
    for fields in (("since", "until", "since_ago", "until_ago"), ("categories", "not_categories")):
        wanted, left = parse(typed), parse(narrowed(typed, without=fields))
        rest = {field: getattr(Wanted(), field) for field in fields}
        assert left == replace(wanted, **rest, no_bar=left.no_bar)
        assert wanted.no_bar or not left.no_bar, "a bar may go with what stood beside it"


@given(TYPED)
def test_what_narrows_comes_before_words_that_may_go_on(typed: str) -> None:
    wanted = parse(typed)
    asked = parse(narrowed(typed, "tu:2015 den:3/2015", without=("since", "until")))
    assert asked == replace(wanted, since="2015-01-01", until="2015-03-31", no_bar=asked.no_bar)
    assert wanted.no_bar or not asked.no_bar


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("chữ k", "tu:2015 chữ k"),
        ("chữ tu:2014 k", "tu:2015 chữ k"),
        ('since:"2014" -tu:2014 “k', 'tu:2015 "k'),
        ("chữ ký den:2014", "tu:2015 chữ ký "),
        ("", "tu:2015 "),
    ],
)
def test_a_search_is_narrowed_in_its_own_words(typed: str, expected: str) -> None:
    assert narrowed(typed, "tu:2015", without=("since", "until")) == expected


def test_a_search_from_which_only_something_is_taken_out_begins_with_its_first_word() -> None:
    assert narrowed("tu:2014 | chữ", without=("since",)) == "chữ"
