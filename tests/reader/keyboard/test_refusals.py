"""Why a key has nothing to do where one is."""

import pytest

from reader.keyboard.command import Place
from reader.keyboard.refusals import Present, refusal

SAVING = "Ctrl+S (Save the search beside the categories, or remove it) works in a search; Ctrl+F opens one."
READING = Present(listed=True, opened=True, text=True, files=False, syncing=False)


@pytest.mark.parametrize(
    ("key", "place", "said"),
    [
        ("d", Place.ARTICLE, "Only one version of this article is here; there is nothing to compare."),
        ("a", Place.ARTICLE, "No files are attached to this article."),
        ("u", Place.LIST, "There is no mark to undo."),
        ("n", Place.LIST, "n (Next article) works while you read; Enter opens an article."),
        ("f", Place.LIST, "f (Next link in the text) works while you read; Enter opens an article."),
        ("f", Place.RELATED, "f (Next link in the text) works in the text above; Esc leads there."),
        (
            "H",
            Place.LIST,
            "H (Back to the article you read before) works while you read; Enter opens an article.",
        ),
        ("n", Place.SHELVES, "n (Next article) works while you read an article of the list; → leads there."),
        ("z", Place.ARTICLE, "There is room for one pane only, so the article stands alone already."),
        ("A", Place.ARTICLE, "A (Mark the whole list as read) works in the list; ← leads there."),
        ("A", Place.SHELVES, "A (Mark the whole list as read) works in the list; → leads there."),
        ("x", Place.LIST, "x (Remove the saved search) works among the categories; ← leads there."),
        ("ctrl+s", Place.RELATED, SAVING),
        ("enter", Place.ARTICLE, "The text of this article is here; Space reads on."),
        ("ctrl+r", Place.LIST, "No category is shown that could be fetched alone; ] goes to one."),
        ("E", Place.LIST, ""),
        ("s", Place.ARTICLE, ""),
        ("f9", Place.ARTICLE, ""),
        ("d", Place.HELP, ""),
    ],
)
def test_a_key_says_what_its_command_lacks_or_where_it_works(key: str, place: Place, said: str):
    assert refusal(key, place, READING) == said


def test_an_empty_list_an_article_without_its_text_and_a_sync_are_reasons():
    empty = Present(listed=False, opened=True, text=False, files=False, syncing=False)
    assert refusal("s", Place.LIST, empty) == "There is no article in this list."
    assert refusal("slash", Place.LIST, empty) == "There is no article in this list."
    assert refusal("u", Place.LIST, empty) == "There is no mark to undo."
    assert refusal("u", Place.ARTICLE, empty) == "There is no mark to undo."
    assert refusal("ctrl+r", Place.LIST, empty).startswith("No category is shown")
    text = "The text of this article is not here yet; Enter fetches it."
    assert {refusal(key, Place.ARTICLE, empty) for key in "defFaTR"} == {text}
    busy = Present(listed=True, opened=True, text=True, files=True, syncing=True)
    assert refusal("ctrl+r", Place.LIST, busy) == "A sync is running; r stops it."
    assert refusal("r", Place.LIST, busy).startswith("The sync is ending")
    files = busy._replace(syncing=False, fetching_files=True)
    assert {refusal(key, Place.LIST, files) for key in ("r", "ctrl+r")} == {
        "News can be fetched once the files have come."
    }
    assert refusal("u", Place.LIST, busy) == "There is no mark to undo."
    assert refusal("a", Place.ARTICLE, busy) == "Files can be fetched once the sync has ended."
    idle = Present(listed=True, opened=True, text=True, files=True, syncing=False)
    assert refusal("a", Place.ARTICLE, idle).startswith("No attached file can be read here")


def test_in_the_list_keys_say_whether_no_article_is_open_or_that_of_the_cursor_is_not_here():
    listed = Present(listed=True, opened=False, text=False, files=False, syncing=False)
    assert refusal("z", Place.LIST, listed).startswith("No article is open.")
    assert refusal("vertical_line", Place.LIST, listed).startswith("The text of this article is not here yet")
    none = listed._replace(listed=False)
    assert refusal("z", Place.LIST, none) == "There is no article in this list."
