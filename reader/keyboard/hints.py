"""What the footer of each place shows: the keys that are of most use there."""

from collections.abc import Callable

from reader.keyboard.command import Command, Place
from reader.keyboard.commands import BY_ID

_STOPS = "stop_marking stop_sync stop_files"
HINTS: dict[Place, str] = {
    Place.LIST: f"{_STOPS} open clear_filter undo filter sync toggle_star toggle_read"
    " next_unread search everywhere leave_everywhere stats next_category unread_only zoom palette quit",
    Place.SHELVES: f"{_STOPS} undo choose remove_search back sync sync_category search filter"
    " next_category palette",
    Place.ARTICLE: f"{_STOPS} leave_differences differences next_change previous_change"
    " next_mark previous_mark clear_marks open_link stop_fetch fetch want unwant read_files page_on back"
    " save_files undo next_article find related go_back toggle_star note browse zoom copy_link copy_source"
    " pipe sync palette",
    Place.RELATED: f"{_STOPS} follow back differences go_back next_article browse save_files palette",
    Place.FILTER: "keep_filter drop_filter search_texts keys_here",
    Place.HELP: "close down page_down",
    Place.PALETTE: "run leave_palette keys_here",
    Place.PICTURE: "close_picture browse_picture",
    Place.CODE: "close_code copy_code_link",
    Place.EXPORT: "write_file keep_none keys_here",
    Place.SEARCH: "open_result search_again spread search_everywhere save_search leave_search order"
    " to_results next_result keys_here",
    Place.HITS: "open_result leave_results to_words spread search_everywhere save_search order",
    Place.SPREAD: "narrow leave_out other_tallies leave_spread",
    Place.FIND: "keep_found drop_found keys_here",
    Place.PIPE: "run_pipe drop_pipe keys_here",
    Place.NOTE: "keep_note drop_note keys_here",
    Place.ADDRESS: "open_address drop_address browse_address keys_here",
    Place.NEWS: "open_new leave_news",
    Place.PORTALS: "stop_adding stop_portal read_portal add_portal sync_portal sync_portals leave_portals",
    Place.PORTAL_ADDRESS: "look_at_portal drop_portal_address keys_here",
    Place.STATS: "open_counted other_counts leave_stats",
}
"""What the footer shows, the most useful first; as many as fit, and help always."""


def hints(place: Place, works: Callable[[str], object]) -> tuple[Command, ...]:
    """List what the footer of a place shows, the most useful first: of what works now, one command a key.

    Of several with one key that is the one that it would do.
    """
    working = [BY_ID[name] for name in HINTS[place].split() if works(name)]
    first = {command.keys[0]: command for command in reversed(working)}
    return tuple(one for one in working if one in first.values())
