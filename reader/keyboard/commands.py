"""Every command of the interface in one table: bindings, footer, palette and help all come from here.

A command's id is the name of an action: its owner has the method `action_<id>`. Where it works is said once,
and the screen refuses it elsewhere, so a key can mean one thing in a list and another in an article.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from reader.i18n import N_
from reader.keyboard.command import Command, Group, Owner, Place
from reader.keyboard.keys import key_name

_TEXT = (Place.ARTICLE, Place.RELATED)
_PANES = (Place.LIST, Place.SHELVES, *_TEXT)
_NEWS = (Place.LIST, *_TEXT)
_LISTS = (Place.NEWS, Place.STATS, Place.SPREAD, Place.PORTALS, Place.HITS)
"""Screens with a list of their own."""
_OVER = (Place.HELP, *_LISTS)
"""What lies over the panes, and goes up and down as they do."""
_LINES = (Place.FILTER, Place.FIND, Place.PIPE, Place.NOTE, Place.ADDRESS, Place.PORTAL_ADDRESS)
TYPED = (Place.SEARCH, *_LINES, Place.EXPORT, Place.PALETTE)
"""Where letters are typed, so that commands need other keys."""
_pane = partial(
    Command,
    group=Group.MOVE,
    where=(Place.LIST, Place.SHELVES, Place.ARTICLE, *_OVER),
    owner=Owner.PANE,
    palette=False,
)
_move = partial(Command, group=Group.MOVE, where=_PANES, palette=False)
_read = partial(Command, group=Group.READ, where=_TEXT)
_listed = partial(Command, group=Group.READ, where=_NEWS)
"""Of the open article, or in the list of that of the cursor."""
_article = partial(Command, group=Group.READ, where=(Place.ARTICLE,))
_link = partial(Command, group=Group.READ, where=(Place.ARTICLE,), owner=Owner.PANE, palette=False)
_list = partial(Command, group=Group.LIST, where=_PANES)
_mark = partial(Command, group=Group.MARK, where=_NEWS)
_mark_many = partial(Command, group=Group.MARK, where=(Place.LIST,))
_stop = partial(Command, label=N_("stop"), where=_PANES, palette=False)
_program = partial(Command, group=Group.PROGRAM, where=_PANES)
_anywhere = partial(Command, group=Group.PROGRAM, where=tuple(Place), owner=Owner.APP, palette=False)


def _own(place: Place, group: Group) -> partial[Command]:
    """Make the commands of a place that binds its keys itself."""
    return partial(Command, group=group, where=(place,), owner=Owner.PLACE, palette=False)


_filter = _own(Place.FILTER, Group.LIST)
_help = _own(Place.HELP, Group.PROGRAM)
_picture = _own(Place.PICTURE, Group.READ)
_code = _own(Place.CODE, Group.READ)
_export = _own(Place.EXPORT, Group.PROGRAM)
_search = _own(Place.SEARCH, Group.LIST)
_hits = _own(Place.HITS, Group.LIST)
_found = partial(_search, where=(Place.SEARCH, Place.HITS))
"""Of what was found, whether the keys are there or in the line above."""
_spread = _own(Place.SPREAD, Group.LIST)
_find = _own(Place.FIND, Group.READ)
_pipe = _own(Place.PIPE, Group.READ)
_note = _own(Place.NOTE, Group.MARK)
_news = _own(Place.NEWS, Group.LIST)
_stats = _own(Place.STATS, Group.LIST)
_address = _own(Place.ADDRESS, Group.READ)
_portals = _own(Place.PORTALS, Group.PROGRAM)
_portal_address = _own(Place.PORTAL_ADDRESS, Group.PROGRAM)
_palette = _own(Place.PALETTE, Group.PROGRAM)

TABLE: tuple[Command, ...] = (
    _pane("up", "up k", N_("up"), N_("Up"), where=(*_PANES, *_OVER)),
    _pane("down", "down j", N_("down"), N_("Down"), where=(*_PANES, *_OVER)),
    _pane("page_up", "pageup ctrl+u", N_("page up"), N_("A page up"), spare="ctrl+u"),
    _pane("page_down", "pagedown ctrl+d", N_("page down"), N_("A page down"), spare="ctrl+d"),
    _pane("page_further", "space", N_("page down"), N_("A page down"), where=_OVER, spare="space"),
    _pane("top", "g home", N_("top"), N_("To the beginning")),
    _pane("bottom", "G end", N_("end"), N_("To the end")),
    _move("pane_left", "left h", N_("left"), N_("To the pane on the left: the list, the categories")),
    _move("pane_right", "right l", N_("right"), N_("To the pane on the right: the list, the article")),
    _move("next_pane", "tab", N_("pane"), N_("To the next pane")),
    _move("previous_pane", "shift+tab", N_("pane"), N_("To the previous pane")),
    _article("next_mark", "n", N_("next match"), N_("Next match")),
    _article("previous_mark", "N", N_("previous match"), N_("Previous match")),
    _article("next_change", "n", N_("next correction"), N_("Next correction")),
    _article("previous_change", "N", N_("previous correction"), N_("Previous correction")),
    _read("differences", "d", N_("corrections"), N_("Corrections word by word, then earlier ones")),
    _stop(
        "stop_marking",
        "escape",
        help=N_("Stop marking; then none of the articles is marked"),
        group=Group.MARK,
    ),
    _article("leave_differences", "escape", N_("text"), N_("Back from the corrections to the text")),
    _article("clear_marks", "escape", N_("unmark"), N_("Clear the marks of the search")),
    _move("back", "escape q", N_("back"), N_("Back to where you came from"), where=(Place.SHELVES, *_TEXT)),
    _read("open", "enter", N_("read"), N_("Read the article"), where=(Place.LIST,)),
    _listed("page_on", "space", N_("read on"), N_("A page down, then the next unread article")),
    _read("next_article", "n", N_("next"), N_("Next article")),
    _read("previous_article", "p", N_("previous"), N_("Previous article")),
    _read("next_unread", "N", N_("next unread"), N_("Next unread article"), where=_PANES),
    _read("related", "R", N_("related"), N_("To the related news")),
    _link("follow", "enter", N_("open"), N_("Open the related article"), where=(Place.RELATED,)),
    _read("go_back", "backspace H", N_("previously read"), N_("Back to the article you read before")),
    _read("go_forward", "L", N_("forward"), N_("Forward again")),
    _link("next_link", "f", N_("link"), N_("Next link in the text")),
    _link("previous_link", "F", N_("link"), N_("Previous link in the text")),
    _link("open_link", "enter", N_("open link"), N_("Open the marked link")),
    _article("stop_fetch", "enter", N_("stop"), N_("Stop fetching the text of this article")),
    _article("fetch", "enter", N_("fetch"), N_("Fetch the text of this article now")),
    _article("want", "d", N_("at next sync"), N_("Have the next sync fetch this article's text first")),
    _article("unwant", "d", N_("not at next sync"), N_("No longer have the next sync fetch it first")),
    _listed("export", "e", N_("write to file"), N_("Write the article or the list to a file")),
    _listed("pipe", "vertical_line", N_("pipe"), N_("Pipe the article to a command")),
    _read("save_files", "a", N_("save files"), N_("Save the files attached to the article")),
    _read(
        "read_files",
        "T",
        N_("read files"),
        N_("Read the attached files, go to their text, ask if they changed"),
    ),
    _stop("stop_files", "a T", help=N_("Stop fetching files; those that came are kept"), group=Group.READ),
    _listed("pictures", "i", N_("pictures"), N_("Show pictures, slow ones too, or boxes instead")),
    _listed("zoom", "z", N_("alone"), N_("Show only the article, or all panes again")),
    _listed("browse", "o", N_("browser"), N_("Open the article in the browser")),
    _read("address", "O", N_("address"), N_("Open an article by its address or id"), where=_PANES),
    _listed("copy_link", "y", N_("copy link"), N_("Copy the article's link")),
    _listed("copy_source", "Y", N_("copy source"), N_("Copy the selected text with its source")),
    _listed("show_code", "Q", N_("QR code"), N_("Show the article's link as a QR code for a phone")),
    _list("search", "ctrl+f", N_("search"), N_("Search the text of all articles")),
    _list(
        "unread_everywhere", "U", N_("unread everywhere"), N_("What is unread on all portals, newest first")
    ),
    _list("everywhere", "ctrl+t", N_("all portals"), N_("The news of all portals in one list, newest first")),
    _list("leave_everywhere", "ctrl+t", N_("one portal"), N_("Back to the portal that you read before")),
    _list("remove_search", "x delete", N_("remove"), N_("Remove the saved search"), where=(Place.SHELVES,)),
    _article("find", "slash", N_("find here"), N_("Find words in this article")),
    _list("filter", "slash", N_("filter"), N_("Filter the list by words in the titles")),
    _list("clear_filter", "escape", N_("clear filter"), N_("Clear the filter"), where=(Place.LIST,)),
    _list("choose", "enter", N_("choose"), N_("Show this category"), where=(Place.SHELVES,), palette=False),
    _list("previous_category", "left_square_bracket", N_("category"), N_("Previous category")),
    _list("next_category", "right_square_bracket", N_("category"), N_("Next category")),
    _list(
        "category",
        "1 2 3 4 5 6 7 8 9 0",
        N_("category"),
        N_("Category by number; 0 for all news"),
        palette=False,
        shown="0–9",
    ),
    _list("unread_only", "C", N_("unread only"), N_("Only what is unread, or everything again")),
    _list("sort", "S", N_("sort"), N_("Sort by date, by views, by their rise, or oldest first")),
    _list("news", "w", N_("what is new"), N_("What is new since your last visit")),
    _list("stats", "v", N_("view counts"), N_("Most read, fastest rising, and the portal's visitors")),
    _list("compact", "c", N_("row height"), N_("One-line rows, or three-line rows")),
    _filter("keep_filter", "enter down tab", N_("to the list"), N_("To the filtered list")),
    _filter("search_texts", "ctrl+f", N_("search"), N_("Search the text of all articles for these words")),
    _filter("drop_filter", "escape", N_("clear filter"), N_("Clear the filter")),
    _mark("toggle_read", "m", N_("read/unread"), N_("Mark as read, or unread")),
    _mark("toggle_star", "s", N_("star"), N_("Star, or remove the star")),
    _mark("toggle_later", "b", N_("read later"), N_("Keep for later, or no longer")),
    _mark("note", "M", N_("note"), N_("Write a note on the article, or change it")),
    _mark_many("read_above", "less_than_sign", N_("read above"), N_("Mark everything above as read")),
    _mark_many("read_below", "greater_than_sign", N_("read below"), N_("Mark everything below as read")),
    _mark_many("read_all", "A", N_("all read"), N_("Mark the whole list as read")),
    _mark("undo", "u", N_("undo"), N_("Undo the last mark"), where=_PANES),
    _program("sync", "r", N_("sync"), N_("Fetch news from the portal in the background")),
    _program(
        "sync_category",
        "ctrl+r",
        N_("sync category"),
        N_("Fetch news of this category alone"),
        where=(Place.LIST, Place.SHELVES),
    ),
    _program("stop_sync", "r", N_("stop"), N_("Stop fetching; what has been fetched is kept")),
    _program(
        "stop_first",
        "escape",
        N_("stop"),
        N_("Stop fetching; what has been fetched is kept"),
        where=(Place.LIST,),
        palette=False,
    ),
    _program("portals", "P", N_("portals"), N_("Read another portal")),
    _program("theme", "t", N_("theme"), N_("Next theme")),
    _program("help", "question_mark f1", N_("help"), N_("Keys that work here"), where=(*_PANES, *_LISTS)),
    _program(
        "keys_here",
        "f1",
        N_("help"),
        N_("Keys that work here, while you type"),
        where=TYPED,
        owner=Owner.PLACE,
        palette=False,
    ),
    _program("palette", "ctrl+p", N_("commands"), N_("Find a command by its name"), palette=False),
    _program("quit", "q", N_("quit"), N_("Quit"), where=(Place.LIST,)),
    _program(
        "tell_quit",
        "escape",
        N_("how to quit"),
        N_("Say which key quits; this one never does"),
        where=(Place.LIST,),
        palette=False,
    ),
    _picture("close_picture", "escape q enter i", N_("close"), N_("Back to the article")),
    _picture("browse_picture", "o", N_("browser"), N_("Open the picture in the browser")),
    _code("close_code", "escape q Q enter", N_("close"), N_("Back to reading")),
    _code("copy_code_link", "y", N_("copy link"), N_("Copy the article's link")),
    _export("write_file", "enter", N_("write"), N_("Write the file")),
    _export("keep_none", "escape", N_("cancel"), N_("Write nothing")),
    _search("previous_result", "up", N_("up"), N_("Up")),
    _search("next_result", "down", N_("down"), N_("Down")),
    _search("page_of_results_up", "pageup", N_("page up"), N_("A page up")),
    _search("page_of_results_down", "pagedown", N_("page down"), N_("A page down")),
    _search(
        "to_results",
        "tab",
        N_("to the results"),
        N_("To the results, where keys are those of a list"),
        spare="tab",
    ),
    _hits(
        "to_words",
        "slash tab shift+tab ctrl+f",
        N_("words"),
        N_("To the words that are searched for"),
        spare="tab shift+tab ctrl+f",
    ),
    _found("open_result", "enter", N_("read"), N_("Read the article")),
    _search("search_again", "enter", N_("search"), N_("Search for the suggested or the previous words")),
    _found("save_search", "ctrl+s", N_("save"), N_("Save the search beside the categories, or remove it")),
    _found(
        "search_everywhere",
        "ctrl+t",
        N_("all portals"),
        N_("Search all portals that were fetched, or this one alone"),
    ),
    _found(
        "spread",
        "ctrl+o",
        N_("when, where"),
        N_("How many results each time and each category has, to narrow the search"),
    ),
    _found("order", "ctrl+n", N_("order"), N_("The newest results first, or the best")),
    _search("leave_search", "escape ctrl+f", N_("close"), N_("Back to reading")),
    _hits("leave_results", "escape q", N_("close"), N_("Back to reading")),
    _spread("narrow", "enter", N_("narrow"), N_("Search only there")),
    _spread("leave_out", "minus", N_("leave out"), N_("Search everywhere but there")),
    _spread("other_tallies", "tab shift+tab left right h l", N_("other list"), N_("To the other list")),
    _spread("leave_spread", "escape q ctrl+o", N_("close"), N_("Back to the search")),
    _find("keep_found", "enter", N_("find here"), N_("Back to the article, with the words marked")),
    _find("drop_found", "escape", N_("cancel"), N_("Back to where you were reading")),
    _pipe("run_pipe", "enter", N_("run"), N_("Run the command")),
    _pipe("drop_pipe", "escape", N_("cancel"), N_("Back to where you came from")),
    _note("keep_note", "enter", N_("keep"), N_("Keep the note; an empty one is removed")),
    _note("drop_note", "escape", N_("cancel"), N_("Leave the note as it was")),
    _address("open_address", "enter", N_("open"), N_("Open the article; what is not here is fetched")),
    _address("browse_address", "ctrl+o", N_("browser"), N_("Open the address in the browser")),
    _address("drop_address", "escape", N_("cancel"), N_("Back to where you were")),
    _news("open_new", "enter", N_("open"), N_("Read the article, or show the category")),
    _news("leave_news", "escape q w", N_("close"), N_("Back to reading")),
    _stats("open_counted", "enter", N_("read"), N_("Read the article")),
    _stats("other_counts", "tab shift+tab left right h l", N_("other list"), N_("To the other list")),
    _stats("leave_stats", "escape q v", N_("close"), N_("Back to reading")),
    _portals("read_portal", "enter", N_("read"), N_("Read this portal")),
    _portals("sync_portal", "r", N_("sync"), N_("Fetch the news of this portal in the background")),
    _portals("stop_portal", "r", N_("stop"), N_("Stop fetching; what has been fetched is kept")),
    _portals("sync_portals", "R", N_("sync all"), N_("Fetch the news of all portals you read, side by side")),
    _portals("add_portal", "a plus", N_("add"), N_("Add another portal by its address")),
    _portals("stop_adding", "escape", N_("stop"), N_("Stop looking at the portal; nothing is written")),
    _portals("leave_portals", "escape q P", N_("close"), N_("Back to reading")),
    _portal_address("look_at_portal", "enter", N_("add"), N_("Look at the portal there, and add it")),
    _portal_address("drop_portal_address", "escape", N_("cancel"), N_("Add none")),
    _help("close", "escape q question_mark f1", N_("close"), N_("Close the help")),
    _palette("previous_hit", "up", N_("up"), N_("Up")),
    _palette("next_hit", "down tab", N_("down"), N_("Down")),
    _palette("page_of_hits_up", "pageup", N_("page up"), N_("A page up")),
    _palette("page_of_hits_down", "pagedown", N_("page down"), N_("A page down")),
    _palette("run", "enter", N_("run"), N_("Run the command")),
    _palette("leave_palette", "escape ctrl+p", N_("close"), N_("Close the list of commands")),
    _anywhere("pause", "ctrl+z", N_("pause"), N_("Suspend to the shell; fg there brings you back")),
    _anywhere("redraw", "ctrl+l", N_("redraw"), N_("Redraw the screen when the line has garbled it")),
    _anywhere("leave", "ctrl+q ctrl+c", N_("quit"), N_("Quit at once; if text is selected, copy it instead")),
)

BY_ID = {command.id: command for command in TABLE}


def key_names(command: Command) -> str:
    """Name all keys of a command, for the help."""
    return command.shown or _names(command.keys)


def _names(keys: Iterable[str]) -> str:
    return " ".join(map(key_name, keys))


def first_key(id: str) -> str:
    """Name the key of a command that is shown first."""
    return key_name(BY_ID[id].keys[0])


def in_place(place: Place) -> tuple[Command, ...]:
    """List the commands that can work in a place, in the order of the table."""
    return tuple(command for command in TABLE if place in command.where)


def with_own_keys(commands: Iterable[Command]) -> Iterator[tuple[Command, str]]:
    """Pair commands with the names of their keys; a key that several share goes to the first of them."""
    taken: set[str] = set()
    for command in commands:
        own = [key for key in command.keys if key not in taken]
        taken.update(own)
        if own:
            all_own = len(own) == len(command.keys)
            yield command, key_names(command) if all_own else _names(own)
