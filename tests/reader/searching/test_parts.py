"""Long texts, such as those of attached files: the part that tells most is found, and nothing is lost."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.style import Style

from reader.render.pieces import article_pieces, text_piece
from reader.render.setting import Setting
from reader.render.text import HIT_META
from reader.searching import marking
from reader.searching.marking import Marker
from reader.searching.parts import parts_of, telling_part
from reader.searching.query import parse
from scrapers.model import Table
from tests.fakes_store import an_article

FILLER = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015."
LONG = [f"{FILLER} Khoản {number}." for number in range(1000)]
WORDS = st.lists(
    st.sampled_from(["kỹ", "kĩ", "ky", "thuật", "Thuật", "đò", "do", "họp", "hop", "x"]), max_size=8
)


def test_a_text_of_usual_length_is_one_part_and_a_long_one_is_all_of_its_parts() -> None:
    usual = "\n".join(LONG[:200])
    assert list(parts_of(usual)) == [usual]
    parts = list(parts_of("\n".join(LONG)))
    assert len(parts) > 10
    assert "\n".join(parts) == "\n".join(LONG)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("hạn mặn", "Xã lo hạn mặn từ tháng ba."),
        ("han man", "Xã lo hạn mặn từ tháng ba."),
        ("kỹ thuật", "Tập huấn kỹ thuật số."),
        ('"chữ ký số"', "Cấp chữ ký số."),
        ("ương", "Tên ông là Ương."),
        ("ương ", "Tên ông là Ương."),
        ("chín ", "Chín xã có mặt."),
        ("kĩ thuật ", "Tập huấn kỹ thuật số."),
        ('"phương năm"', "Địa phương, năm mới."),
        ('"kỹ th', "Tập huấn kỹ thuật số."),
    ],
)
def test_an_excerpt_is_of_the_part_that_has_the_words(typed: str, line: str) -> None:
    text = "\n".join((*LONG[:700], line, *LONG[700:]))
    assert line in telling_part(text, parse(typed).terms)


def test_a_part_with_the_accents_as_typed_comes_before_one_with_others() -> None:
    text = "\n".join(("Qua do ngang.", *LONG, "Qua đò ngang."))
    assert "đò" in telling_part(text, parse("đò ").terms)
    assert telling_part(text, parse("do ").terms).startswith("Qua do ngang.")


def test_a_part_with_all_words_comes_before_one_with_some() -> None:
    text = "\n".join(("Hạn.", *LONG[:500], "Mặn và hạn.", *LONG[500:]))
    assert "Mặn và hạn." in telling_part(text, parse("hạn mặn ").terms)


def test_where_nothing_is_found_it_is_the_beginning() -> None:
    assert telling_part("\n".join(LONG), parse("zzz").terms).startswith(LONG[0])


@given(WORDS, WORDS)
def test_texts_are_passed_over_only_where_nothing_is_marked_in_them(
    typed: list[str], said: list[str]
) -> None:
    terms, text = parse(" ".join(typed)).terms, " ".join(said)
    with patch.object(marking, "needle", lambda _term: ""):
        slowly = Marker(terms, [text]).spans(text)
    quickly = Marker(terms, [text])
    assert quickly.spans(text) == slowly
    assert quickly.finds([text]) == bool(slowly)


def test_a_piece_looks_for_words_once_however_often_the_keys_pass_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    spans = Marker.spans

    def counted(marker: Marker, text: str) -> tuple[tuple[int, int], ...]:
        asked.append(text)
        return spans(marker, text)

    monkeypatch.setattr(Marker, "spans", counted)
    setting, marker = Setting(text_piece("paragraph", "Họp, rồi họp nữa.")), Marker(parse("họp").terms)
    setting.height(40)
    for current in (0, 1, None):
        setting.mark_words(marker, current)
        setting.height(40)
        assert setting.hits == 2
    assert len(asked) == 1
    setting.mark_words(Marker(parse("nữa ").terms), 0)
    assert (setting.hits, len(asked)) == (1, 2)


def test_where_a_table_is_laid_out_for_another_width_its_words_are_looked_for_anew() -> None:
    table = Table(rows=(("Ngày họp", "Ở đâu"), ("09/01/2017", "Hội trường của Sở")), header=True)
    *_, piece = article_pieces(an_article("1", "Tin", blocks=(table,)))
    setting = Setting(piece)
    setting.mark_words(Marker(parse("sở ").terms))
    for width in (60, 14):
        drawn = [setting.line(number)[0] for number in range(setting.height(width))]
        marks = [(line, span) for line in drawn for span in line.spans if isinstance(span.style, Style)]
        assert [line.plain[one.start : one.end] for line, one in marks if HIT_META in one.style.meta] == [
            "Sở"
        ]
