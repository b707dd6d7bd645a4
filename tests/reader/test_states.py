"""What the article pane says where no article is open."""

import pytest

from reader.keyboard.command import Place
from reader.keyboard.commands import BY_ID
from reader.render.states import _FIRST_STEPS, _STEPS, Shown, shown_pieces


@pytest.mark.parametrize("name", [*_STEPS, *_FIRST_STEPS])
def test_each_key_that_is_told_of_works_where_one_is_then(name: str) -> None:
    assert Place.LIST in BY_ID[name].where


@pytest.mark.parametrize("width", [46, 90])
def test_keys_stand_beside_what_they_do_where_there_is_room(width: int) -> None:
    said = "\n".join(str(piece.draw(width, None).content) for piece in shown_pieces(Shown(choice=False)))
    assert "P  Read another portal" in said
    assert "tinvl demo" in said
