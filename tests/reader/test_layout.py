"""Which panes are seen at which width, and which is beside which."""

import pytest

from reader.keyboard.command import Place
from reader.screens.layout import PANES, around, beside, pane_of, visible

SHELVES, LIST, ARTICLE = PANES


@pytest.mark.parametrize("pane", PANES)
@pytest.mark.parametrize("width", [120, 160, 500])
def test_a_wide_terminal_shows_all_panes(width: int, pane: Place):
    assert visible(width, pane, alone=False) == set(PANES)


@pytest.mark.parametrize("width", [80, 100, 119])
def test_a_middling_one_shows_the_list_beside_the_article_or_beside_the_categories(width: int):
    assert visible(width, LIST, alone=False) == {LIST, ARTICLE}
    assert visible(width, ARTICLE, alone=False) == {LIST, ARTICLE}
    assert visible(width, SHELVES, alone=False) == {SHELVES, LIST}


@pytest.mark.parametrize("pane", PANES)
@pytest.mark.parametrize("width", [0, 1, 20, 79])
def test_a_narrow_one_shows_the_pane_that_the_keys_go_to(width: int, pane: Place):
    assert visible(width, pane, alone=False) == {pane}


@pytest.mark.parametrize("width", [20, 80, 200])
def test_reading_alone_shows_only_the_article_while_one_is_in_it(width: int):
    assert visible(width, ARTICLE, alone=True) == {ARTICLE}
    assert visible(width, LIST, alone=True) == visible(width, LIST, alone=False)


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("pane", PANES)
def test_the_pane_of_the_keys_is_always_seen(pane: Place, alone: bool):
    assert [width for width in range(200) if pane not in visible(width, pane, alone=alone)] == []


def test_beside_stops_at_the_ends():
    assert [beside(pane, 1) for pane in PANES] == [LIST, ARTICLE, ARTICLE]
    assert [beside(pane, -1) for pane in PANES] == [SHELVES, SHELVES, LIST]


def test_around_goes_round():
    assert [around(pane, 1) for pane in PANES] == [LIST, ARTICLE, SHELVES]
    assert [around(pane, -1) for pane in PANES] == [ARTICLE, SHELVES, LIST]


def test_the_filter_is_in_the_list_and_related_news_in_the_article():
    assert pane_of(Place.FILTER) is LIST
    assert pane_of(Place.RELATED) is ARTICLE
    assert [pane_of(pane) for pane in PANES] == list(PANES)
