"""Results of a search and related news as lines: what was searched for, what is known of each."""

import pytest
from textual.style import Style

from reader.model import ALL, Head, RelatedHead
from reader.news import CategoryNews, News
from reader.render.hits import MATCH, hit_lines, marked
from reader.render.news import news_line, news_lines
from reader.render.related import related_lines
from reader.render.searched import told
from reader.render.tallies import Tally, tally_line
from reader.render.text import (
    CURRENT,
    CURRENT_HIT,
    HIT,
    LINK_META,
    Drawn,
    foreign,
    stacked,
    two_columns,
    with_hits,
)
from reader.searching.marking import Excerpt
from reader.searching.query import parse
from reader.searching.search import Found, Hit
from tests.fakes_store import NOW

TITLE = Excerpt("Hạn mặn đến sớm", ((0, 3), (4, 7)))


def matches(line: Excerpt, width: int | None) -> tuple[str, list[str]]:
    bits = marked(line, width, "title")
    return "".join(bit.text for bit in bits), [bit.text for bit in bits if bit.look == MATCH]


@pytest.mark.parametrize(
    ("width", "text", "words"),
    [
        (None, "Hạn mặn đến sớm", ["Hạn", "mặn"]),
        (15, "Hạn mặn đến sớm", ["Hạn", "mặn"]),
        (8, "Hạn mặn…", ["Hạn", "mặn"]),
        (7, "Hạn mặ…", ["Hạn", "mặ"]),
        (4, "Hạn…", ["Hạn"]),
    ],
)
def test_what_was_searched_for_stands_out_as_far_as_there_is_room(
    width: int | None, text: str, words: list[str]
):
    assert matches(TITLE, width) == (text, words)


@pytest.mark.parametrize("width", [None, 7])
def test_the_last_word_stands_out_whole_where_the_line_is(width: int | None):
    assert matches(Excerpt("Giá lúa", ((4, 7),)), width) == ("Giá lúa", ["lúa"])


@pytest.mark.parametrize(("read", "look"), [(True, "title"), (False, "unread")])
def test_the_title_of_a_result_shows_whether_it_was_read(read: bool, look: str):
    head = Head(row=1, portal="a", id="1", url="", title="Giá lúa", read=read)
    title = hit_lines(Hit(head, Excerpt(head.title), Excerpt("")), 40)[0]

    assert [bit.text for bit in title if bit.look == look] == ["Giá lúa"]


def test_a_result_is_a_title_with_its_marks_an_excerpt_and_what_it_is():
    head = Head(
        row=1, portal="a", id="1", url="", title=TITLE.text, categories=("Tin", "Lúa"),
        published="2018-01-09", cached=True, starred=True,
    )  # fmt: skip
    text = Excerpt("Nước mặn vào sâu trong sông rạch", ((5, 8),))
    first, *others = [
        "".join(bit.text for bit in line) for line in hit_lines(Hit(head, TITLE, text, "Cổng"), 18)
    ]

    assert first == "● Hạn mặn đến s… ★"
    assert others == ["  Nước mặn vào sâ…", "  09/01/2018 · Cổ…"]


@pytest.mark.parametrize(
    ("found", "meant", "said"),
    [
        (Found(parse("lúa"), rows=(1, 2)), "", "2 articles · 2017 ▁ 2018"),
        (Found(parse("lúa"), rows=range(1001), complete=False), "", "more than 1.000 articles"),
        (
            Found(parse("lúa"), rows=(1,), unknown=("báo",)),
            "",
            "There is no category “báo”. 1 article · 2017 ▁ 2018",
        ),
        (Found(parse("lúa"), unknown=("báo", "tin")), "lúa", "There is no category “báo, tin”."),
        (
            Found(parse("lúa | tacgia:an"), rows=(1,)),
            "",
            "“|” joins only like things: words, categories, authors. 1 article · 2017 ▁ 2018",
        ),
        (
            Found(parse("zz | tacgia:an")),
            "",
            (
                "“|” joins only like things: words, categories, authors. Nothing fits all of this. Leave "
                "something out: a day, a category, a mark or a word."
            ),
        ),
        *(
            (
                Found(parse(typed)),
                "",
                "Nothing fits all of this. Leave something out: a day, a category, a mark or a word.",
            )
            for typed in ("tu:homnay", "zz is:starred", "zz -is:read", "zz -chuyenmuc:tin", "note:zz")
        ),
        (Found(parse("zz -lúa ten:Lúa")), "", "Nothing found. Try fewer words, or without accents."),
        (Found(parse("luas")), "lúa", "Nothing found. Did you mean “lúa”? Enter searches for it."),
    ],
)
def test_how_much_was_found_is_told_and_what_may_be_wrong(found: Found, meant: str, said: str):
    assert told(found, meant, "2017 ▁ 2018") == said


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        (Tally("2018", 20, ""), "2018      20  ███████"),
        (Tally("2017", 5, ""), "2017       5  █▊"),
        (Tally("Kinh tế và hội nhập", None, ""), "Kinh tế…"),
    ],
)
def test_a_count_of_a_time_or_a_category_is_a_bar_beside_its_name(tally: Tally, line: str):
    bits = tally_line(tally, 20, 8, 21)

    assert "".join(bit.text for bit in bits).rstrip() == line
    assert bits[0].look == ("title" if tally.count else "detail")


RELATED = [
    RelatedHead("1", "Lúa đông xuân", "", cached=True, published="2018-01-09"),
    RelatedHead("2", "Giá lúa", ""),
    RelatedHead("3", "Vụ lúa mới", "", cached=True, computed=True),
]


def test_related_news_are_labelled_by_who_names_them_and_say_what_is_known():
    drawn, places = related_lines(RELATED, 60)

    assert [line.rstrip() for line in drawn.content.plain.split("\n")] == [
        "Related news",
        "● Lúa đông xuân (09/01/2018)",
        "○ Giá lúa (not fetched yet)",
        "",
        "On the same subject, found by shared words",
        "● Vụ lúa mới",
    ]
    assert places == [range(1, 2), range(2, 3), range(5, 6)]


def test_the_chosen_one_is_marked_and_each_is_a_link_of_its_number():
    content = related_lines(RELATED, 60, 1)[0].content
    lit = [content.plain[span.start : span.end] for span in content.spans if span.style == CURRENT]
    links = [span for span in content.spans if isinstance(span.style, Style) and LINK_META in span.style.meta]

    assert lit == ["Giá lúa"]
    assert [content.plain[span.start : span.end] for span in links] == [entry.title for entry in RELATED]


def test_of_the_words_found_that_of_the_keys_looks_otherwise():
    content = with_hits(Drawn(foreign("Giá lúa, giá gạo")), [(0, 3), (9, 12)], 1).content
    looks = {span.start: span.style for span in content.spans if isinstance(span.style, str)}

    assert looks == {0: HIT, 9: CURRENT_HIT}


def test_what_is_said_of_a_name_stands_beside_it_or_below_it_for_want_of_room():
    rows = [(foreign("sao"), "what has a star of yours"), (foreign("w"), "news")]

    assert stacked(two_columns(rows, 30)).content.plain.splitlines() == [
        "sao  what has a star of yours",
        "w    news",
    ]
    assert stacked(two_columns(rows, 20)).content.plain.splitlines() == [
        "sao",
        "    what has a star",
        "    of yours",
        "w",
        "    news",
    ]


def test_new_articles_of_no_category_stand_under_a_heading_of_their_own():
    heads = {row: Head(row=row, portal="a", id=str(row), url="", title=f"Tin {row}") for row in (1, 2)}
    tin = CategoryNews(slug="tin", name="Tin tức", rows=[1])
    came = News(portal="a", since=NOW, until=NOW, rows=[2, 1], categories=(tin,))
    lines = news_lines(came, heads.get)

    assert [(line.text, line.detail, line.row, line.shelf) for line in lines] == [
        ("NEW ARTICLES", "", None, None),
        ("Tin tức", "1 new", None, "tin"),
        ("Tin 1", "", 1, None),
        ("Elsewhere", "1 new", None, ALL),
        ("Tin 2", "", 2, None),
    ]
    drawn = [news_line(line, 20) for line in lines[:3]]
    assert ["".join(bit.text for bit in line).rstrip() for line in drawn] == [
        "NEW ARTICLES",
        "Tin tức       1 new",
        "  Tin 1",
    ]
    assert [line[1].look for line in drawn] == ["mark", "unread", "title"]
