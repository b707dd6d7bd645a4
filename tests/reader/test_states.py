"""What the article pane says: of an article, of one whose text is not here, and where none is open."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from reader.keyboard.command import Place
from reader.keyboard.commands import BY_ID
from reader.model import Head
from reader.render.states import _FIRST_STEPS, _STEPS, Shown, foot_piece, shown_pieces
from reader.wording.revisions import Comparison, Pair
from scrapers.model import Paragraph
from tests.fakes_store import an_article

HEAD = Head(row=1, portal="vinhlong", id="1", url="https://a.vn/1", title="Họp báo", note="hỏi lại")
ARTICLE = an_article("1", "Họp báo", blocks=(Paragraph(text="Sở họp."),))
MISSING = "The text of this article has not been fetched yet."


def said(shown: Shown) -> list[str]:
    """Return what each piece says, one after the other."""
    return [str(piece.draw(90, None).content) for piece in shown_pieces(shown)]


@pytest.mark.parametrize("name", [*_STEPS, *_FIRST_STEPS])
def test_each_key_that_is_told_of_works_where_one_is_then(name: str) -> None:
    assert Place.LIST in BY_ID[name].where


@pytest.mark.parametrize("width", [46, 90])
def test_keys_stand_beside_what_they_do_where_there_is_room(width: int) -> None:
    told = "\n".join(str(piece.draw(width, None).content) for piece in shown_pieces(Shown(choice=False)))
    assert "P  Read another portal" in told
    assert "tinvl demo" in told


def test_where_there_is_something_to_choose_it_says_first_that_nothing_is_open() -> None:
    first, steps = said(Shown())
    assert first == "No article is open. Choose one in the list and press Enter."
    assert "ctrl+f" not in steps
    assert "Ctrl+F  Search the text of all articles" in steps


def test_the_users_note_stands_below_the_title() -> None:
    assert said(Shown(ARTICLE, HEAD))[:2] == ["Họp báo", "✎ hỏi lại"]
    assert said(Shown(None, HEAD))[:2] == ["Họp báo", "✎ hỏi lại"]
    assert said(Shown(ARTICLE))[-1] == "Sở họp."
    assert not any("✎" in told for told in said(Shown(ARTICLE, replace(HEAD, note=""))))


def test_of_an_article_that_the_portal_removed_it_says_first_that_this_is_a_copy() -> None:
    gone, title, *_note, text = said(Shown(ARTICLE, HEAD, gone=True))
    assert gone == "The portal no longer has this article. This is the copy that was kept."
    assert (title, text) == ("Họp báo", "Sở họp.")


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (Shown(), [MISSING, "Enter fetch · d at next sync · o browser"]),
        (
            Shown(wanted=True),
            [MISSING, "The next sync fetches it first.", "Enter fetch · d not at next sync · o browser"],
        ),
        (
            Shown(trouble="Không được."),
            ["Không được.", MISSING, "Enter fetch · d at next sync · o browser"],
        ),
        (Shown(gone=True), ["The portal no longer has this article, and no copy was kept."]),
        (Shown(fetching=True, trouble="Không được."), ["Fetching the article …", "Enter stop"]),
        (
            Shown(fetching=True, waits="no answer yet …"),
            ["Fetching the article …", "no answer yet …", "Enter stop"],
        ),
    ],
)
def test_without_its_text_it_says_why_and_which_keys_help(shown: Shown, told: list[str]) -> None:
    assert said(shown._replace(head=HEAD))[2:] == told


def test_what_was_corrected_stands_in_place_of_the_text() -> None:
    comparison = Comparison.of(Pair(ARTICLE, an_article("1", "Họp báo", blocks=(Paragraph(text="Nghỉ."),))))
    assert said(Shown(ARTICLE, HEAD, gone=True, comparison=comparison))[-1] == "[-Sở họp.-] {+Nghỉ.+}"


def test_the_foot_says_when_it_was_fetched_and_which_revision_it_is() -> None:
    article = replace(ARTICLE, revision=2, fetched_at=datetime(2026, 11, 23, 7, 2, tzinfo=UTC))

    def foot(shown: Shown) -> str:
        return str(foot_piece(shown).draw(90, None).content)

    assert foot(Shown(article)) == "fetched at 14:02 23/11/2026 · revision 2"
    assert foot(Shown(article, age="2 hours ago")) == "fetched at 14:02 23/11/2026 (2 hours ago) · revision 2"
    assert foot(Shown(replace(ARTICLE, fetched_at=None))) == ""
    assert foot(Shown(None, HEAD)) == ""
