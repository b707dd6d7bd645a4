"""The table of commands: one meaning for a key in a place, an action for each, words in both languages."""

from collections import Counter

import pytest

from reader import i18n
from reader.app import ReaderApp
from reader.i18n import _
from reader.keyboard.command import Command, Group, Owner, Place
from reader.keyboard.commands import BY_ID, TABLE, in_place, key_names, with_own_keys
from reader.keyboard.hints import HINTS, hints
from reader.screens.address import AddressScreen
from reader.screens.code import CodeScreen
from reader.screens.export import ExportScreen
from reader.screens.find import FindScreen
from reader.screens.help import HelpScreen, _Keys, help_content
from reader.screens.main.reading import ReaderScreen
from reader.screens.news import NewsScreen
from reader.screens.note import NoteScreen
from reader.screens.palette import PaletteScreen, matching
from reader.screens.picture import PictureScreen
from reader.screens.pipe import PipeScreen
from reader.screens.portaladdress import PortalAddressScreen
from reader.screens.portals import PortalsScreen
from reader.screens.search import SearchScreen
from reader.screens.spread import SpreadScreen
from reader.screens.stats import StatsScreen
from reader.widgets.article import ArticleView
from reader.widgets.countlist import CountList
from reader.widgets.filter import FilterInput
from reader.widgets.hitlist import HitList
from reader.widgets.newslist import NewsList
from reader.widgets.portallist import PortalList
from reader.widgets.related import RelatedList
from reader.widgets.rowlist import RowList
from reader.widgets.tallylist import TallyList

ACTORS: dict[Owner | Place, type] = {
    Owner.APP: ReaderApp,
    Owner.SCREEN: ReaderScreen,
    Place.FILTER: FilterInput,
    Place.HELP: HelpScreen,
    Place.PALETTE: PaletteScreen,
    Place.PICTURE: PictureScreen,
    Place.CODE: CodeScreen,
    Place.EXPORT: ExportScreen,
    Place.SEARCH: SearchScreen,
    Place.HITS: SearchScreen,
    Place.SPREAD: SpreadScreen,
    Place.FIND: FindScreen,
    Place.PIPE: PipeScreen,
    Place.NOTE: NoteScreen,
    Place.ADDRESS: AddressScreen,
    Place.NEWS: NewsScreen,
    Place.STATS: StatsScreen,
    Place.PORTALS: PortalsScreen,
    Place.PORTAL_ADDRESS: PortalAddressScreen,
}
"""Who has the action of a command, by its owner, or by the place that owns it."""
PANES: dict[Place, type] = {
    Place.LIST: RowList,
    Place.SHELVES: RowList,
    Place.ARTICLE: ArticleView,
    Place.RELATED: RelatedList,
    Place.HELP: _Keys,
    Place.NEWS: NewsList,
    Place.STATS: CountList,
    Place.SPREAD: TallyList,
    Place.HITS: HitList,
    Place.PORTALS: PortalList,
}
NEVER_TOGETHER = (
    *({"stop_marking", name} for name in ("back", "clear_filter", "stop_first", "tell_quit")),
    *({"stop_marking", name} for name in ("clear_marks", "leave_differences")),
    {"sync", "stop_sync"},
    {"sync_portal", "stop_portal"},
    {"save_files", "stop_files"},
    {"read_files", "stop_files"},
    {"stop_adding", "leave_portals"},
    *map(set, (("open_link", "fetch"), ("open_link", "stop_fetch"), ("fetch", "stop_fetch"))),
    {"open_result", "search_again"},
    {"clear_filter", "stop_first"},
    {"clear_filter", "tell_quit"},
    {"stop_first", "tell_quit"},
    {"next_mark", "next_article"},
    {"previous_mark", "next_unread"},
    {"clear_marks", "back"},
    {"leave_differences", "back"},
    {"find", "filter"},
    {"differences", "want"},
    {"differences", "unwant"},
    {"want", "unwant"},
    {"everywhere", "leave_everywhere"},
    {"leave_differences", "clear_marks"},
    {"next_change", "next_mark"},
    {"next_change", "next_article"},
    {"previous_change", "previous_mark"},
    {"previous_change", "next_unread"},
)
"""Commands that share a key, of which each but the last works only while it has something to do."""


def shared(place: Place) -> dict[str, list[str]]:
    """Keys of a place that several commands claim."""
    claims: dict[str, list[str]] = {}
    for command in in_place(place):
        for key in command.keys:
            claims.setdefault(key, []).append(command.id)
    return {key: ids for key, ids in claims.items() if len(ids) > 1}


def test_ids_are_unique():
    assert [name for name, times in Counter(command.id for command in TABLE).items() if times > 1] == []
    assert len(BY_ID) == len(TABLE)


@pytest.mark.parametrize("place", Place)
def test_a_key_has_one_meaning_in_a_place_unless_it_goes_by_what_there_is_to_do(place: Place):
    for key, ids in shared(place).items():
        pairs = [{one, other} for one in ids for other in ids if one < other]
        assert all(pair in map(set, NEVER_TOGETHER) for pair in pairs), (key, ids)


def actors(command: Command) -> list[type]:
    """The classes that must have its action."""
    match command.owner:
        case Owner.PANE:
            return [PANES[place] for place in command.where]
        case Owner.PLACE:
            return [ACTORS[place] for place in command.where]
        case owner:
            return [ACTORS[owner]]


def test_every_command_has_its_action():
    wanted = [(actor, f"action_{command.id}") for command in TABLE for actor in actors(command)]

    assert len(wanted) >= len(TABLE)
    assert [one for one in wanted if not callable(getattr(*one, None))] == []


@pytest.mark.parametrize("place", HINTS)
def test_the_footer_names_commands_that_work_there_each_once(place: Place):
    names = HINTS[place].split()

    assert [name for name in names if name not in BY_ID or place not in BY_ID[name].where] == []
    assert len(names) == len(set(names))


def test_the_footer_names_what_works_of_several_with_one_key_what_that_would_do():
    working = {"next_article", "next_mark", "next_change", "back"}

    shown = hints(Place.ARTICLE, working.__contains__)

    assert [one.id for one in shown] == ["next_change", "back"]


def test_every_place_has_hints_a_way_out_and_a_help():
    assert set(HINTS) == set(Place)
    for place in Place:
        keys = {key for command in in_place(place) for key in command.keys}
        assert {"ctrl+q", "ctrl+c"} <= keys
        assert keys & {"escape", "q"}, place
    for place in (
        Place.LIST,
        Place.SHELVES,
        Place.ARTICLE,
        Place.RELATED,
        Place.NEWS,
        Place.STATS,
        Place.SPREAD,
        Place.HITS,
    ):
        assert "question_mark" in {key for one in in_place(place) for key in one.keys}


def test_every_wording_is_translated():
    i18n.install("vi")
    wordings = {text for command in TABLE for text in (command.label, command.help, command.group)}

    assert [text for text in wordings if _(text) == text] == []


def test_keys_are_named_as_their_caps():
    unlike = {"escape", "enter", "pageup", "up", "slash", "space"}
    for command in TABLE:
        shown = key_names(command)
        assert shown, command.id
        assert "_" not in shown, command.id
        assert not set(shown.split()) & unlike, command.id


@pytest.mark.parametrize("place", Place)
def test_the_help_lists_every_key_of_its_place_once_in_the_order_of_the_groups(place: Place):
    text = help_content(in_place(place), 200).content.plain
    listed = [*with_own_keys(in_place(place))]

    for command, names in listed:
        assert any(
            line.split(_(command.help))[0].strip() == names
            for line in text.splitlines()
            if line.endswith(_(command.help))
        ), command.id
    keys = [key for _command, names in listed for key in names.split()]
    assert len(keys) == len({*keys}), "a key goes to the first of those that share it"
    heads = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert heads == [str(group) for group in Group if group in heads]
    assert len([line for line in text.splitlines() if line.startswith(" ")]) == len(listed)


def test_in_a_narrow_help_what_a_key_does_stands_below_it():
    lines = help_content(in_place(Place.LIST), 26).content.plain.splitlines()
    at = lines.index("  ← h") + 1

    assert lines[at : at + 3] == ["    To the pane on the", "    left: the list, the", "    categories"]
    assert max(map(len, lines)) <= 26


@pytest.mark.parametrize(
    ("typed", "first"),
    [("sync", "sync"), ("star", "toggle_star"), ("OPEN the article", "browse"), ("undo", "undo")],
)
def test_a_command_is_found_by_words_of_its_help(typed: str, first: str):
    assert matching(TABLE, typed)[0].id == first


@pytest.mark.parametrize("typed", ["đồng bộ", "dong bo", "DONG BO"])
def test_a_command_is_found_in_vietnamese_with_and_without_accents(typed: str):
    i18n.install("vi")

    assert "sync" in [command.id for command in matching(TABLE, typed)]


def test_everything_is_found_by_nothing_and_nothing_by_what_is_not_there():
    assert len(matching(TABLE, "  ")) == len(TABLE)
    assert matching(TABLE, "xyzzy") == []
