"""What a search opens: the article with its words marked, and the search as it was left."""

from textual.widgets import Input

from reader.app import ReaderApp
from reader.library import Library
from reader.widgets.article import ArticleView
from reader.widgets.hitlist import HitList
from tests.fakes_store import PORTAL, an_entry
from tests.reader.interface.search.searching import lines, marked, search, settle, text, type_in


async def test_enter_opens_the_article_with_the_words_marked(app: ReaderApp, library: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert pilot.app.screen.query_one(ArticleView).shown.article == library.article(PORTAL, "2")
        assert marked(pilot) == ["thủ", "tướng"]
        assert marked(pilot, current=True) == ["thủ"]
        assert library.head(library.row_of(PORTAL, "2") or 0).read  # type: ignore[union-attr]  # it is there
        assert library.searches.last(PORTAL) == ["thủ tướng"]


async def test_n_goes_through_the_marked_words_and_round(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, '"thủ tướng"')
        await pilot.press("enter")
        await settle(pilot)
        view = pilot.app.screen.query_one(ArticleView)
        assert (marked(pilot, current=True), view.scroll_y) == (["Thủ tướng"], 0)
        await pilot.press("n")
        await pilot.pause()
        assert marked(pilot, current=True) == ["thủ tướng"]
        assert view.scroll_y > 10
        await pilot.press("n")
        await pilot.pause()
        assert marked(pilot, current=True) == ["Thủ tướng"]
        await pilot.press("N")
        await pilot.pause()
        assert marked(pilot, current=True) == ["thủ tướng"]


async def test_without_marks_the_keys_mean_what_they_did(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "họp báo")
        await pilot.press("enter")
        await settle(pilot)
        assert "n next match" in lines(pilot)[-1]
        assert "n next " not in lines(pilot)[-1].replace("n next match", "")
        await pilot.press("escape")
        await pilot.pause()
        assert marked(pilot) == []
        assert "n next match" not in lines(pilot)[-1]
        await pilot.press("n")
        await settle(pilot)
        view = pilot.app.screen.query_one(ArticleView)
        assert view.shown.head is not None
        assert view.shown.head.id == "1"


async def test_another_article_is_not_marked(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert marked(pilot) == []


async def test_marks_stay_where_the_pane_is_drawn_anew(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        await pilot.resize_terminal(60, 24)
        await pilot.press("s")
        await settle(pilot)
        assert marked(pilot) == ["thủ", "tướng"]


async def test_an_article_that_is_not_here_opens_too(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "chưa tải")
        await pilot.press("enter")
        await settle(pilot)
        assert "has not been fetched yet" in text(pilot)


async def test_the_search_is_as_it_was_left(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        await pilot.press("ctrl+f")
        await settle(pilot)
        assert pilot.app.screen.query_one(Input).value == "thủ tướng"
        assert pilot.app.screen.query_one(HitList).cursor == 2
        await pilot.press("escape")
        await pilot.pause()
        assert marked(pilot) == ["thủ", "tướng"]
        await pilot.press("ctrl+f")
        await type_in(pilot, "tượng")
        assert pilot.app.screen.query_one(Input).value == "tượng"


async def test_a_click_opens_a_result(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.click(HitList, offset=(10, 4))
        await settle(pilot)
        view = pilot.app.screen.query_one(ArticleView)
        assert view.shown.head is not None
        assert view.shown.head.id == "4"


async def test_the_words_of_a_title_that_looks_like_markup_are_shown_as_they_are(
    app: ReaderApp, library: Library
) -> None:
    entry = an_entry("9", "[/foo] [Video] thủ tướng \x1b]52;c;eA==\x07", text="[red]thủ tướng[/bar]")
    library.cache.put_many([entry])
    library.catalogue.upsert_many([entry])
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng foo")
        assert "[/foo] [Video] thủ tướng" in text(pilot)
        assert "[red]thủ tướng[/bar]" in text(pilot)
        assert "\x1b" not in text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert marked(pilot) == ["foo", "thủ", "tướng", "thủ", "tướng"]
