"""Styles are read once as a screen comes, and reading them again would change nothing."""

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from reader.library import Library
from tests.reading import WIDE, reading

WAYS = {
    "ReaderScreen": (),
    "HelpScreen": ("question_mark",),
    "PaletteScreen": ("ctrl+p",),
    "ExportScreen": ("e",),
    "StatsScreen": ("v",),
    "NewsScreen": ("w",),
    "SearchScreen": ("ctrl+f",),
    "PortalsScreen": ("P",),
    "FindScreen": ("enter", "slash"),
    "PipeScreen": ("vertical_line",),
    "NoteScreen": ("M",),
}
"""Screens one after the other, and the keys that lead to each."""


def looks(screen: Screen[object]) -> list[object]:
    """Every rule for every widget, and for what widgets draw themselves."""
    nodes = [*screen.walk_children(with_self=True)]
    drawn = [{part: found.get_rules() for part, found in node._component_styles.items()} for node in nodes]
    return [(str(node), node.styles.get_rules(), parts) for node, parts in zip(nodes, drawn, strict=True)]


async def test_a_screen_that_came_has_the_styles_that_it_would_have_read_anew(library: Library):
    async with reading(library, WIDE) as reader:
        for name, keys in WAYS.items():
            await reader.press(*keys)
            screen = reader.app.screen
            assert type(screen).__name__ == name
            came = looks(screen)
            screen.update_node_styles(animate=False)
            assert looks(screen) == came
            await reader.press("escape")


async def test_a_screen_that_comes_reads_its_styles_once_and_no_others(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    """But for what the focus and the first pane change: fewer than twice as often as there are widgets."""
    of, read = Stylesheet.apply, list[Widget]()

    def apply(self: Stylesheet, node: DOMNode, **how: object) -> None:
        if isinstance(node, Widget):
            read.append(node)
        of(self, node, **how)  # type: ignore[arg-type]  # as Textual gave it

    monkeypatch.setattr(Stylesheet, "apply", apply)
    async with reading(library, WIDE) as reader:
        for name, keys in WAYS.items():
            await reader.press(*keys)
            screen = reader.app.screen
            assert {node.screen for node in read} == {screen}, name
            assert len(read) < 2 * len([*screen.walk_children(with_self=True)]), name
            await reader.press("escape")
            read.clear()
