"""Where the words of a search stand in a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.searching import marking
from reader.searching.marking import NO_WORTH, Excerpt, Marker
from reader.searching.query import parse

TEXT = "Sáng nay các bộ họp. " * 8 + "Thủ tướng yêu cầu thu hút đầu tư, chuyển đổi số. " + "Kết thúc. " * 30


def marked(typed: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Marker(parse(typed).terms, [text]).spans(text)]


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("dien bien", "Diễn biến ĐIỆN BIÊN", ["Diễn", "biến", "ĐIỆN", "BIÊN"]),
        ("điện ", "Diễn biến ĐIỆN BIÊN", ["ĐIỆN"]),
        ("đại ", "Ðại hội, dại", ["Ðại"]),
        ("Ðại ", "Đại hội, dại", ["Đại"]),
        ("đièn ", "Diễn biến ĐIỆN BIÊN", ["Diễn", "ĐIỆN"]),
        ("hoà ", "Hòa bình, HOÀ giải, hoàn", ["Hòa", "HOÀ"]),
        ('"biến đổi"', "biến đổi, biến và đổi", ["biến đổi"]),
        ('"biến đổi" biến ', "biến đổi, biến", ["biến đổi", "biến"]),
        ("thu", "thủ thuế thu", ["thủ", "thuế", "thu"]),
        ("thu ", "thủ thuế thu", ["thủ", "thu"]),
        ("covid-19", "COVID 19, covid-19, covid", ["COVID 19", "covid-19"]),
        ("thủ", "thủy thuế", ["thủy"]),
        ("thủ", "thuế", ["thuế"]),
        ("duo", "đường", ["đường"]),
        ('"thu tuo', "thủ tướng, thủ thu", ["thủ tướng"]),
        ('xa "biến đổi" biến ', "xa, biến đổi", ["xa", "biến đổi"]),
        ("ky", "kĩ thuật", ["kĩ"]),
        ("a -b", "a b", ["a"]),
        ("zzz", "a b", []),
        ("30m2", "Nhà rộng 30㎡, đất 30 m2", ["30㎡"]),
        ("25℃ ", "nắng 25℃, 25 °C; 25", ["25℃", "25 °C"]),
        ("½", "hơn ½ số hộ", ["½"]),
        ("số ", "№ ½… số", ["số"]),
    ],
)
def test_words_are_marked_where_they_stand(typed: str, text: str, expected: list[str]) -> None:
    assert marked(typed, text) == expected


def test_a_text_with_accents_as_characters_of_their_own_is_marked_whole() -> None:
    text = unicodedata.normalize("NFD", "thủ tướng đến")
    assert [unicodedata.normalize("NFC", one) for one in marked("thủ tướng", text)] == ["thủ", "tướng"]


def test_the_words_of_a_text_are_read_once_however_many_are_looked_for(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    forms = marking._forms

    def counted(word: str) -> tuple[str, str, str]:
        read.append(word)
        return forms(word)

    monkeypatch.setattr(marking, "_forms", counted)
    words = TEXT.split()
    Marker(parse(TEXT).terms, [TEXT]).excerpt(TEXT, 60)
    assert len(read) == 2 * len(words)


def test_other_texts_of_the_article_settle_which_accents_are_marked() -> None:
    marker = Marker(parse("thủ ").terms, ["Thu", "thủ"])
    assert marker.spans("thu thủ") == ((4, 7),)


@given(st.text(alphabet="thuủờ \n.–\u0301a"), st.text(alphabet='thuủ "-\u0301a'))
def test_marks_are_in_order_and_inside(text: str, typed: str) -> None:
    spans = Marker(parse(typed).terms, [text]).spans(text)
    ends = [0, *(end for _start, end in spans)]
    assert all(before <= start < end <= len(text) for before, (start, end) in zip(ends, spans, strict=False))


def test_an_excerpt_shows_where_most_words_stand_together() -> None:
    excerpt = Marker(parse("thu đầu tư ").terms, [TEXT]).excerpt(TEXT, 60)
    assert [excerpt.text[start:end] for start, end in excerpt.marks] == ["Thủ", "thu", "đầu", "tư"]
    assert excerpt.text.startswith("…")
    assert excerpt.text.endswith("…")


def test_a_text_that_fits_is_shown_whole_without_a_sign_of_more() -> None:
    assert Marker(parse("ba ").terms).excerpt("một hai ba", 10) == Excerpt("một hai ba", marks=((8, 10),))


def test_at_the_end_of_a_text_the_room_is_filled_with_what_stands_before() -> None:
    text = "một hai ba bốn năm sáu bảy"
    assert Marker(parse("bảy ").terms).excerpt(text, 16).text == "…bốn năm sáu bảy"
    assert Marker(parse("bảy ").terms).excerpt(text, 15).text == "…năm sáu bảy"


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("hai ", "một hai ba bốn năm sáu bảy", "một hai ba bốn…"),
        ("năm ", "một hai ba bốn năm sáu bảy tám chín mười", "…bốn năm sáu…"),
        ("gov ", f"xem {'http-' * 9}gov-vn nhé bạn ơi và", "…gov-vn nhé bạn…"),
        ("hxx", f"xem {'sotttt-' * 9}h{'x' * 40} và gì nữa đó", "…hxxxxxxxxxxxxx…"),
    ],
)
def test_an_excerpt_has_what_stands_before_a_word_and_a_long_word_by_its_beginning(
    typed: str, text: str, expected: str
) -> None:
    assert Marker(parse(typed).terms).excerpt(text, 16).text == expected


def test_the_best_place_is_chosen_among_the_first_hits_of_a_long_text() -> None:
    marker = Marker(parse("năm mới ").terms)
    assert marker.best("năm nay. " * 9 + "năm mới") == ((2, 1), 9)
    assert marker.best("năm nay. " * 300 + "năm mới") == ((1, 0), 0)
    assert marker.best("không có") == (NO_WORTH, 0)


def test_words_that_stand_together_are_in_sight_wherever_one_of_them_stands_before() -> None:
    """A quarter of the room is before the first mark: what is counted as seen must not lie in it."""
    for gap in range(60):
        text = (
            "Lời nói đầu. " * 5 + "Cán bộ ký " + "a " * gap + "rồi kiểm tra chữ ký của văn bản. " + "b " * 9
        )
        excerpt = Marker(parse("chữ ký ").terms, [text]).excerpt(text, 60)
        assert "chữ ký" in excerpt.text, (gap, excerpt.text)
        assert "chữ" in [excerpt.text[start:end] for start, end in excerpt.marks]


@pytest.mark.parametrize("text", ["…họp các bộ…", "họp các bộ…", "…họp các bộ", "họp các bộ"])
def test_another_sign_for_what_is_left_out_moves_no_mark_off_its_word(text: str) -> None:
    at = text.index("các")
    excerpt = Excerpt(text, ((at, at + 3),)).with_signs("...")
    ((start, end),) = excerpt.marks
    assert excerpt.text[start:end] == "các"
    assert excerpt.text == text.replace("…", "...")


def test_an_excerpt_without_words_is_the_beginning() -> None:
    excerpt = Marker(parse("zzz").terms, [TEXT]).excerpt(TEXT, 40)
    assert (excerpt.text, excerpt.marks) == ("Sáng nay các bộ họp. Sáng nay các bộ…", ())


@given(st.text(alphabet="thuủ \u0301a."), st.text(alphabet="thuủa "), st.integers(8, 40))
def test_an_excerpt_fits_and_is_cut_on_words(text: str, typed: str, width: int) -> None:
    text = " ".join(text.split())
    excerpt = Marker(parse(typed).terms, [text]).excerpt(text, width)
    assert len(excerpt.text) <= width
    assert excerpt.text.strip("…") in text
    assert all(0 <= start < end <= len(excerpt.text) for start, end in excerpt.marks)


def test_a_long_text_full_of_hits_costs_no_more_than_a_look() -> None:
    text = "thu " * 20000
    assert len(Marker(parse("thu").terms, [text]).excerpt(text, 60).text) <= 60


def test_the_best_place_is_the_first_where_most_words_stand_together() -> None:
    text = "Thời hạn nộp. Nước mặn. Hạn thì mặn. Hạn mặn đến sớm. Hạn mặn nữa."
    marker = Marker(parse("han man").terms, [text])
    worth, number = marker.best(text)
    assert [text[start:] for start, _end in marker.spans(text)][number].startswith("Hạn mặn đến")
    assert (
        worth > marker.best("Thời hạn nộp. Nước mặn.")[0] > marker.best("Thời hạn.")[0] > marker.best("")[0]
    )


@given(st.text(alphabet="thuủờ \n.–\u0301a"), st.text(alphabet='thuủ "-\u0301a'))
def test_the_best_place_is_one_that_is_marked(text: str, typed: str) -> None:
    marker = Marker(parse(typed).terms, [text])
    (count, _together), number = marker.best(text)
    assert number < len(marker.spans(text)) if count else marker.spans(text) == ()
