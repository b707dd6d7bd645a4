"""Words why a list is empty, and which key helps."""

from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.model import LATER, NOTED, STARRED, Shelf


def nothing_listed(shelf: Shelf | None, words: str, *, synced: bool, unread_only: bool) -> str:
    """Word why a list is empty: its filter, all of it read, the shelf, or a portal that was never synced."""
    if words.strip():
        text, key = _("No title contains these words. {key} searches the full texts."), "search_texts"
    elif unread_only and shelf is not None and shelf.total:
        text, key = _("Nothing here is unread. {key} lists everything again."), "unread_only"
    elif shelf is not None and shelf.key == STARRED:
        text, key = _("Nothing is starred. {key} stars an article and keeps it whole."), "toggle_star"
    elif shelf is not None and shelf.key == LATER:
        text, key = _("Nothing is kept for later. {key} keeps an article here."), "toggle_later"
    elif shelf is not None and shelf.key == NOTED:
        text, key = _("Nothing has a note. {key} writes one on an article."), "note"
    elif shelf is not None and shelf.is_search:
        return _("Nothing here contains these words.")
    elif synced:
        return _("Nothing from this category is here.")
    else:
        text, key = _("Nothing here yet. {key} fetches the news of the portal."), "sync"
    return text.format(key=first_key(key))
