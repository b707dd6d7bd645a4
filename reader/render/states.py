"""What the article pane shows: an article, or why there is none."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.content import Content

from reader import words
from reader.i18n import _
from reader.keyboard.commands import BY_ID, first_key
from reader.keyboard.refusals import none_open
from reader.model import ArticleKey, Head, History, key_of
from reader.render.changes import change_pieces
from reader.render.pieces import Piece, article_pieces, head_pieces, marked_piece, text_piece
from reader.render.text import stacked, two_columns
from reader.wording.revisions import Comparison
from reader.wording.signs import current
from scrapers.model import Article

_STEPS = ("page_on", "search", "news", "stats", "toggle_star", "sync", "palette", "help")
"""Commands that one who reads here for the first time may want."""
_FIRST_STEPS = ("sync", "portals", "address", "help")
"""Likewise where nothing was fetched yet."""


class Shown(NamedTuple):
    """All that the article pane knows."""

    article: Article | None = None
    head: Head | None = None
    fetching: bool = False
    waits: str = ""
    """Why it does not come yet, while it is being fetched."""
    trouble: str = ""
    gone: bool = False
    age: str = ""
    comparison: Comparison | None = None
    """What was corrected, where that is shown in place of the text."""
    wanted: bool = False
    """Whether the next sync is to fetch it first."""
    histories: tuple[History, ...] = ()
    portal: str = ""
    """The title of its portal, where those of several are read."""
    choice: bool = True
    """Whether there is anything on the shelves to choose."""

    @property
    def key(self) -> ArticleKey | None:
        """What names the article that is shown."""
        shown = self.article or self.head
        return key_of(shown) if shown else None


def shown_pieces(shown: Shown) -> list[Piece]:
    """List the pieces above the related news."""
    if shown.comparison is not None:
        return change_pieces(shown.comparison)
    if shown.article is not None:
        gone = _("The portal no longer has this article. This is the copy that was kept.")
        head, *text = article_pieces(shown.article, shown.histories, shown.portal)
        return [*([text_piece("note", gone)] if shown.gone else ()), head, *_noted(shown), *text]
    if shown.head is not None:
        head, *known = head_pieces(shown.head, shown.histories, shown.portal)
        return [head, *_noted(shown), *known, *_missing(shown)]
    return [*_first_steps(shown)]


def _first_steps(shown: Shown) -> Iterator[Piece]:
    """Say which keys lead on where no article is open; why a list is empty, it says itself."""
    if shown.choice:
        yield text_piece("empty", none_open())
        yield _keys_piece(_STEPS)
    else:
        yield _keys_piece(_FIRST_STEPS)
        yield text_piece(
            "empty", _("Without a network, `tinvl demo` shows the program with news of its own.")
        )


def _keys_piece(names: Iterable[str]) -> Piece:
    """Make a piece of what commands do, beside their keys."""
    commands = [BY_ID[name] for name in names]
    rows = [(Content.styled(first_key(one.id), "bold"), _(one.help)) for one in commands]
    return Piece("empty", lambda width, _current: stacked(two_columns(rows, width)))


def _noted(shown: Shown) -> Iterator[Piece]:
    """Make a piece of the user's note on it."""
    if shown.head is not None and shown.head.note:
        yield marked_piece("memo", f"{current().noted} ", shown.head.note)


def foot_piece(shown: Shown) -> Piece:
    """Make the line below the related news: when the article was fetched, and which revision it is."""
    article = shown.article
    if article is None or article.fetched_at is None:
        return text_piece("foot", "")
    fetched = _("fetched at {time}").format(time=words.hour(article.fetched_at))
    age = f" ({shown.age})" if shown.age else ""
    revision = _("revision {n}").format(n=words.number(article.revision))
    return text_piece("foot", f"{fetched}{age} · {revision}")


def _missing(shown: Shown) -> Iterator[Piece]:
    if shown.fetching:
        yield from _coming(shown)
        return
    if shown.trouble:
        yield text_piece("note", shown.trouble)
    if shown.gone:
        yield text_piece("note", _("The portal no longer has this article, and no copy was kept."))
        return
    yield text_piece("empty", _("The text of this article has not been fetched yet."))
    if shown.wanted:
        yield text_piece("empty", _("The next sync fetches it first."))
    yield _hints("fetch", "unwant" if shown.wanted else "want", "browse")


def _coming(shown: Shown) -> Iterator[Piece]:
    yield text_piece("empty", _("Fetching the article …"))
    if shown.waits:
        yield text_piece("note", shown.waits)
    yield _hints("stop_fetch")


def _hints(*names: str) -> Piece:
    """Name keys with the labels of their commands, as the footer does."""
    return text_piece("empty", " · ".join(f"{first_key(name)} {_(BY_ID[name].label)}" for name in names))
