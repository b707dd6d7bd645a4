"""Two revisions side by side: no word is lost, unchanged text is not called changed, and it reads well."""

import random
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.wording import diff
from reader.wording.diff import Change, as_text, compare, folded
from scrapers.model import Article, Block, Heading, Image, ListBlock, Paragraph, Quote, Table
from tests import hostile
from tests.blocks import blocks

TEXT = "Sáng 17/01/2018, Sở Thông tin và Truyền thông tổ chức Hội nghị tổng kết công tác năm 2017."


def revision(*parts: Block, title: str = "Tựa", summary: str = "") -> Article:
    return Article(portal="demo", id="1", url="", title=title, summary=summary, blocks=parts)


def told(old: Sequence[Block], new: Sequence[Block]) -> str:
    return as_text(compare(revision(*old), revision(*new))).removeprefix("Tựa\n\n")


def words(changes: Iterable[Change], *kinds: str) -> list[str]:
    return [word for change in changes if change.kind in kinds for word in change.text.split()]


def test_a_corrected_word_is_the_only_change():
    new = TEXT.replace("17/01/2018", "18/01/2018")

    assert told([Paragraph(text=TEXT)], [Paragraph(text=new)]) == TEXT.replace(
        "17/01/2018,", "[-17/01/2018,-] {+18/01/2018,+}"
    )


def test_words_are_compared_not_letters():
    assert told([Paragraph(text="tỉnh Vĩnh Long")], [Paragraph(text="tỉnh Vĩnh Linh")]) == (
        "tỉnh Vĩnh [-Long-] {+Linh+}"
    )


def test_a_paragraph_that_came_or_went_stands_alone():
    kept, other = Paragraph(text=TEXT), Paragraph(text="Ông Nguyễn Văn A phát biểu.")

    assert told([kept], [other, kept]) == f"{{+Ông Nguyễn Văn A phát biểu.+}}\n\n{TEXT}"
    assert told([kept, other], [kept]) == f"{TEXT}\n\n[-Ông Nguyễn Văn A phát biểu.-]"


def test_words_that_agree_by_chance_do_not_tear_a_rewritten_sentence():
    old, new = "Chiều nay mưa lớn và gió mạnh", "Sáng mai nắng đẹp và trời trong"

    assert told([Paragraph(text=old)], [Paragraph(text=new)]) == f"[-{old}-] {{+{new}+}}"


def test_rewritten_paragraphs_are_set_one_by_one():
    old, new = (Paragraph(text="mưa lớn\ngió mạnh"),), (Paragraph(text="nắng đẹp\ntrời trong"),)

    assert told(old, new) == "[-mưa lớn-] {+nắng đẹp+}\n\n[-gió mạnh-] {+trời trong+}"


def test_every_part_of_an_article_is_read_in_order():
    parts = (
        Heading(text="Kết quả"),
        ListBlock(items=("một", "hai")),
        Table(rows=(("Huyện", "Thuê bao"), ("Long Hồ", "12"))),
        Quote(text="dòng đầu\ndòng sau"),
        Image(url="https://a.vn/a.jpg", caption="Quang cảnh", alt="Ảnh 1"),
    )
    changes = compare(revision(title="Tựa"), revision(*parts, title="Tựa mới", summary="Tóm tắt"))

    assert as_text(changes).split("\n\n") == [
        "Tựa {+mới+}",
        "{+Tóm tắt+}",
        "{+Kết quả+}",
        "{+một+}",
        "{+hai+}",
        "{+Huyện | Thuê bao+}",
        "{+Long Hồ | 12+}",
        "{+dòng đầu+}",
        "{+dòng sau+}",
        "{+Quang cảnh+}",
    ]
    assert [change.paragraph for change in changes] == [0, *range(10)]


def test_moved_numbers_of_a_list_are_no_change():
    old = ListBlock(items=("một", "hai"), ordered=True, start=1)
    new = ListBlock(items=("một", "hai"), ordered=True, start=3)

    assert {change.kind for change in compare(revision(old), revision(new))} == {"same"}


VOCABULARY = ("và", "của", "là", "Sở", "tỉnh", "năm", "2017", "2018", "\n")
texts = st.lists(st.sampled_from(VOCABULARY), max_size=30).map(" ".join)
articles = st.builds(
    lambda parts, title, summary: revision(*parts, title=title, summary=summary),
    st.lists(blocks() | texts.map(lambda text: Paragraph(text=text)), max_size=5),
    texts,
    texts,
)


@given(articles, articles)
def test_both_revisions_can_be_read_from_the_changes(old: Article, new: Article):
    changes = compare(old, new)

    assert words(changes, "same", "removed") == [word for line in diff._lines(old) for word in line.words]
    assert words(changes, "same", "added") == [word for line in diff._lines(new) for word in line.words]
    assert compare(old, new) == changes


@given(articles)
def test_a_revision_does_not_differ_from_itself(article: Article):
    changes = compare(article, article)

    assert [change.text.split() for change in changes] == [list(line.words) for line in diff._lines(article)]
    assert {change.kind for change in changes} <= {"same"}
    assert folded(changes) == ()


@given(articles, articles, st.integers(0, 5))
def test_folding_takes_unchanged_words_alone(old: Article, new: Article, context: int):
    changes = compare(old, new)
    short = folded(changes, context)

    assert words(short, "removed") == words(changes, "removed")
    assert words(short, "added") == words(changes, "added")
    assert all(one.paragraph <= two.paragraph for one, two in pairwise(short))
    assert not any(one.kind == two.kind == "folded" for one, two in pairwise(short))


def test_far_text_is_folded_to_an_ellipsis():
    before, after = ([f"{side}{number}" for number in range(9)] for side in "ab")
    old = [Paragraph(text=" ".join(before)), Paragraph(text=f"cũ {' '.join(after)}")]
    new = [Paragraph(text=" ".join(before)), Paragraph(text=f"mới {' '.join(after)}")]

    assert as_text(folded(compare(revision(*old), revision(*new)), 2)) == (
        "... a7 a8\n\n[-cũ-] {+mới+} b0 b1 ..."
    )


def test_text_between_two_changes_keeps_both_its_ends():
    middle = " ".join(map(str, range(20)))
    old, new = (Paragraph(text=f"{mark} {middle} {mark}") for mark in ("cũ", "mới"))
    changes = compare(revision(old, title=""), revision(new, title=""))

    assert as_text(folded(changes, 3)) == "[-cũ-] {+mới+} 0 1 2 ... 17 18 19 [-cũ-] {+mới+}"


def _long(seed: int, vocabulary: int) -> list[str]:
    return [f"t{random.Random(seed * 6000 + at).randrange(vocabulary)}" for at in range(6000)]  # noqa: S311 - no secret


@pytest.mark.parametrize(("vocabulary", "most"), [(2000, 400_000), (3, 400_000)])
def test_long_articles_take_few_comparisons(vocabulary: int, most: int, monkeypatch: pytest.MonkeyPatch):
    seen = 0

    class Counted(str):
        __slots__ = ()

        def __eq__(self, other: object) -> bool:
            nonlocal seen
            seen += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    old, new = ([tuple(map(Counted, _long(seed, vocabulary)))] for seed in (1, 2))
    changes = tuple(diff._changes(diff._steps(old, new), [""], [""]))

    assert words(changes, "same", "removed") == list(old[0])
    assert seen < most


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_text_cannot_steer_a_terminal(name: str):
    changes = compare(revision(), hostile.article(hostile.TEXTS[name]))

    assert hostile.harmless(as_text(changes).replace("\n", ""))
    assert all(hostile.harmless(change.text) for change in changes)


def test_items_of_a_numbered_list_have_their_numbers_and_one_more_changes_no_other():
    old = ListBlock(items=("Khám xe", "Nộp phí"), ordered=True, start=3)
    new = ListBlock(items=("Đặt hẹn", "Khám xe", "Nộp lệ phí"), ordered=True, start=3)

    assert told([old], [new]) == "3. {+Đặt hẹn+}\n\n4. Khám xe\n\n5. Nộp {+lệ+} phí"
    assert told([new], [old]).startswith("3. [-Đặt hẹn-]\n\n3. Khám xe")
    before = Paragraph(text="Khám xe")
    assert told([before, old], [before, new]).startswith("Khám xe\n\n3.")


def test_numbers_stay_where_unchanged_text_is_folded():
    items = tuple(f"Việc thứ {n} " + "làm " * 30 for n in range(1, 6))
    new = ListBlock(items=(*items[:4], items[4] + "xong."), ordered=True)

    text = as_text(folded(compare(revision(ListBlock(items=items, ordered=True)), revision(new))))

    assert text.endswith("{+xong.+}")
    assert text.splitlines()[-1].startswith("5. ")


def test_a_list_without_numbers_has_none():
    assert told([ListBlock(items=("a", "b"))], [ListBlock(items=("a", "c"))]) == "a\n\n[-b-] {+c+}"
