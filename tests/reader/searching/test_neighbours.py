"""News on the same subject: found by shared words, never the article itself, none where nothing is shared."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library
from reader.searching.neighbours import FEW, MOST, Sample, pairs, ranked
from scrapers.model import Entry
from tests import hostile
from tests.fakes_store import PORTAL, a_library, an_article, an_entry, fill

BOOKS = "Chuyến xe sách lưu động đến trường học xã Lục Sĩ Thành, mang theo truyện tranh cho học sinh."
SIGNING = "Lớp tập huấn chữ ký số cho cán bộ huyện Trà Ôn; học viên thực hành ký số trên văn bản điện tử."
OTHER = "Sở họp giao ban hằng tháng, bàn việc chung của cơ quan."


def entries(*texts: str, first: int = 1, **fields: object) -> Iterator[Entry]:
    for number, text in enumerate(texts, first):
        yield an_entry(str(number), f"Tin {number}", text=text, **fields)  # type: ignore[arg-type]  # by each test


def like(*more: str) -> list[str]:
    """Twelve articles on nothing in particular, after those of a subject."""
    return [*more, *(f"{OTHER} Lần thứ {n}." for n in range(12))]


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    opened: list[Library] = []

    def fill_with(made: list[Entry]) -> Library:
        opened.append(a_library(tmp_path, made))
        return opened[0]

    yield fill_with
    for library in opened:
        library.close()


def found(library: Library, name: str) -> list[str]:
    return [one.id for one in library.neighbours(library.article(PORTAL, name))]


def test_those_with_the_same_rare_words_are_found_and_marked_as_found(filled: Callable[..., Library]):
    library = filled(list(entries(*like(BOOKS, f"Thêm {BOOKS}", SIGNING, f"Lại {SIGNING}", f"Nữa {BOOKS}"))))

    assert sorted(found(library, "1")) == ["2", "5"]
    assert found(library, "3") == ["4"]
    (one,) = library.neighbours(library.article(PORTAL, "3"))
    assert (one.computed, one.cached, one.title, one.published) == (True, True, "Tin 4", "2018-01-17")
    assert one.row == library.row_of(PORTAL, "4")


def test_what_shares_nothing_has_no_neighbours(filled: Callable[..., Library]):
    library = filled(list(entries(*like(BOOKS, "Giá lúa tăng nhẹ ở nhiều nơi trong vụ này"))))

    assert found(library, "2") == []


def test_what_is_common_is_told_anew_in_a_portal_that_has_grown(filled: Callable[..., Library]):
    library = filled(list(entries(BOOKS, f"Thêm {BOOKS}")))
    assert found(library, "1") == []
    fill(library.cache, library.catalogue, entries(*like(), first=3))

    assert found(library, "1") == ["2"]


def test_the_portals_own_are_not_found_again_and_are_enough_where_they_are_some(
    filled: Callable[..., Library],
):
    texts = [f"{BOOKS} Kỳ {n}." for n in range(8)]
    some = [an_entry(str(n), text=text, related=["2", "3"][: n - 1]) for n, text in enumerate(texts, 1)]
    library = filled([*some, *entries(*like(), first=20)])
    full = an_entry("40", text=BOOKS, related=["1", "2", "3"])
    fill(library.cache, library.catalogue, [full])

    assert len(found(library, "1")) == MOST
    assert len(found(library, "2")) == MOST - 1
    assert {"2", "3", "8"}.isdisjoint(found(library, "8"))
    assert len(full.article.related if full.article else ()) == FEW
    assert found(library, "40") == []


def test_those_of_another_portal_are_not_offered(filled: Callable[..., Library]):
    library = filled([*entries(*like(BOOKS)), *entries(BOOKS, first=50, portal="hanoi")])

    assert found(library, "1") == []


def test_what_is_only_known_by_its_title_is_offered_as_not_here(filled: Callable[..., Library]):
    title = "Tập huấn chữ ký số cho cán bộ huyện Trà Ôn"
    there = an_entry("2", title, cached=False)
    library = filled([an_entry("1", f"{title} năm 2018", text=SIGNING), there, *entries(*like(), first=20)])
    (one,) = library.neighbours(library.article(PORTAL, "1"))

    assert (one.id, one.cached) == ("2", False)


def test_a_corrected_article_is_found_by_what_it_says_now(filled: Callable[..., Library]):
    library = filled(list(entries(*like(BOOKS, BOOKS))))
    assert found(library, "1") == ["2"]
    fill(library.cache, library.catalogue, [an_entry("2", "Tin 2", text=OTHER)])

    assert found(library, "1") == []


def test_no_trick_of_a_text_is_taken_for_a_question(filled: Callable[..., Library]):
    library = filled(list(entries(*like(BOOKS))))
    for name, trick in hostile.TEXTS.items():
        text = trick.encode(errors="ignore").decode()

        assert library.neighbours(an_article("1", text, text=text)) == (), name


# The order -----------------------------------------------------------------------------------------------


def test_numbers_and_signs_part_pairs():
    assert pairs("Sở họp, ngày 17/01 tại xã") == {("sở", "họp"), ("họp", "ngày"), ("tại", "xã")}


SAMPLE = Sample(100, 100, {("sở", "họp"): 100, ("trường", "học"): 50})


def test_a_shared_title_counts_more_and_a_long_text_less():
    title, text = pairs("xe sách lưu động"), pairs("xe sách lưu động đến trường học xã đảo xa")
    long = text | {(str(n), "dài") for n in range(400)}
    others = [(set[tuple[str, str]](), long), (set[tuple[str, str]](), text), (title, text)]

    assert ranked(title, text, others, SAMPLE) == [2, 1, 0]


def test_of_what_is_shared_that_counts_more_which_stands_in_a_title():
    title, body = pairs("xe sách lưu động"), pairs("đến đảo xa bờ")
    none = set[tuple[str, str]]()
    others = [(none, body), (none, title)]

    assert ranked(title, title | body, others, SAMPLE) == [1, 0], "in its own"
    assert ranked(none, title | body, [*others, (title, title)], SAMPLE) == [2, 0, 1], "in the other's"


@pytest.mark.parametrize("size", [0, 1])
def test_a_text_without_pairs_is_like_none_in_a_portal_that_begins(size: int):
    one, none = pairs("chữ ký số"), pairs("")

    assert ranked(one, one, [(none, none)], Sample(size, size, {})) == []


def test_pairs_that_all_articles_have_are_no_subject():
    one, other = pairs("Sở họp bàn xe sách lưu động"), pairs("Sở họp bàn giá lúa")

    assert ranked(one, one, [(other, other)], SAMPLE) == []
    assert ranked(one, one, [(one, one)], SAMPLE) == [0]


_texts = st.lists(st.sampled_from(["sở", "họp", "xe", "sách", "lưu", "động", "trường", "học"])).map(" ".join)


@given(_texts, _texts, st.lists(st.tuples(_texts, _texts), max_size=6))
def test_each_other_text_is_ranked_once_or_left_out(title: str, text: str, others: list[tuple[str, str]]):
    known = [(pairs(one), pairs(one) | pairs(whole)) for one, whole in others]
    whole = pairs(title) | pairs(text)
    order = ranked(pairs(title), whole, known, SAMPLE)

    assert len(set(order)) == len(order)
    assert all(whole & known[number][1] for number in order)
