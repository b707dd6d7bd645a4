"""An article as the pieces that a pane shows one under the other."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from reader import words
from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.links import openable, texts
from reader.model import Head, History, history_of
from reader.render.blocks import attachment_lines, caption, draw_block, left_out, targets
from reader.render.tables import natural_width
from reader.render.text import Drawn, balanced, foreign, foreign_block, hanging, stacked
from reader.wording.counts import differ, spark
from reader.wording.documents import file_facts, file_label, remarked, with_text
from reader.wording.sparkline import CELLS
from scrapers.model import Article, Block, Image, Paragraph, Table
from scrapers.syncing.filestoread import unread_files
from scrapers.text import clean_line


class Piece(NamedTuple):
    """One piece of text and how to draw it."""

    kind: str
    """What it is, as a style sheet names it."""
    draw: Callable[[int, int | None], Drawn]
    """Sets it for a width, with the link of this number marked."""
    targets: tuple[str, ...] = ()
    """Addresses that can be opened from it, by the number of their link."""
    weight: int = 1
    """How much of the article it is, in characters."""
    natural: int = 0
    """Width that it would take with unlimited room, if that may exceed the reading width."""
    picture: str = ""
    """Address of the picture that `draw` has a placeholder for."""
    below: Callable[[int, int | None], Drawn] | None = None
    """Draws what stands below the picture itself."""
    left_out: Callable[[int, int, int | None], Drawn] | None = None
    """Draws its box where painting it would take so many seconds; the rest as for `draw`."""
    stops: int = 0
    """How many corrections it has that the keys go to; `draw` is given the number of one, not of a link."""


def article_pieces(article: Article, histories: Sequence[History] = (), portal: str = "") -> list[Piece]:
    """List the pieces of an article from its title to what its files say; `portal` as in `head_pieces`."""
    pieces = [
        *head_pieces(article, histories, portal),
        *map(block_piece, _without_file_lines(article)),
    ]
    goes_on = [text_piece("note", words.unfinished(article))] if article.incomplete else []
    return [*pieces, *goes_on, *attachment_pieces(article), *document_pieces(article)]


def head_pieces(article: Article | Head, histories: Sequence[History], portal: str) -> Iterator[Piece]:
    """Make title, byline with the history of the views, and summary; a list's row is enough for them.

    The byline begins with the title of the `portal`, where that is to be said.
    """
    title = foreign(article.title)
    yield Piece("title", lambda width, _current: balanced(title, width), (), len(title))
    curve = spark(history_of(article.views, histories), CELLS)
    if facts := tuple(filter(None, (clean_line(portal), *words.byline(article, curve)))):
        yield _facts_piece(facts, _said_elsewhere(histories))
    if article.summary:
        yield text_piece("summary", article.summary)


def _facts_piece(facts: Sequence[str], said: str = "") -> Piece:
    """Make the line under a title, and below it what else is `said`."""
    weight = 1 + sum(map(len, facts))
    return Piece("byline", lambda width, _current: _byline(facts, said, width), (), weight)


def _byline(facts: Sequence[str], said: str, width: int) -> Drawn:
    """Set what stands under a title; lines break between facts, not between a number and its word."""
    lines = [""]
    for part in facts:
        longer = f"{lines[-1]} · {part}" if lines[-1] else part
        if cell_len(longer) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return Drawn(foreign_block("\n".join(filter(None, (*lines, said)))))


def _said_elsewhere(histories: Sequence[History]) -> str:
    """Name each place with its count and history, where places tell numbers far apart."""
    if not differ(histories):
        return ""
    counted = ((f"{words.place(one.place)}: {words.views(one.count)}", one) for one in histories)
    return " · ".join(f"{said} {spark(one, CELLS)}".rstrip() for said, one in counted)


def block_piece(block: Block) -> Piece:
    """Make a piece of a block."""
    natural = natural_width(block.rows) if isinstance(block, Table) else 0
    said = (block.caption, block.alt) if isinstance(block, Image) else texts(block)
    weight = 1 + sum(map(len, said))
    kind = type(block).__name__.lower()
    piece = Piece(kind, partial(draw_block, block), targets(block), weight, natural)
    if isinstance(block, Image):
        below, without = partial(caption, block), partial(left_out, block)
        return piece._replace(picture=block.url, below=below, left_out=without)
    return piece


def attachment_pieces(article: Article) -> Iterator[Piece]:
    """Make the list of attachments under its label, which names the keys that read and save them."""
    if files := tuple(remarked(article)):
        keys = {"read": first_key("read_files"), "save": first_key("save_files")}
        yield text_piece("label", _attachments_label(article).format(**keys))
        urls = tuple(file.url for file, _remark in files if openable(file.url))
        yield Piece("attachments", lambda width, current: attachment_lines(files, width, current), urls)


def _attachments_label(article: Article) -> str:
    if unread_files(article):
        return _("Attachments ({read} reads them, {save} saves them)")
    if any(with_text(article)):
        return _("Attachments ({read} leads to their text, {save} saves them)")
    return _("Attachments ({save} saves them)")


def document_pieces(article: Article) -> Iterator[Piece]:
    """Make the texts of the files that were read, each under the name of its file."""
    for file, document in with_text(article):
        yield marked_piece("file", "↓ ", file_label(file))
        yield _facts_piece(file_facts(document))
        yield from map(block_piece, document.blocks)


def text_piece(kind: str, text: str) -> Piece:
    """Make a piece of a text without links."""
    return content_piece(kind, foreign_block(text))


def marked_piece(kind: str, mark: str, text: str) -> Piece:
    """Make a piece of a line of foreign text behind a mark, below which no further line begins."""
    first, rest, said = Content(mark), Content(" " * cell_len(mark)), foreign(text)
    return Piece(kind, lambda width, _current: stacked(hanging(said, width, first, rest)), (), 1 + len(text))


def content_piece(kind: str, content: Content) -> Piece:
    """Make a piece of content that wraps as it is."""
    return Piece(kind, lambda _width, _current: Drawn(content), (), 1 + len(content))


def _without_file_lines(article: Article) -> Sequence[Block]:
    """Leave out the closing paragraphs that are only the link of an attachment: the list below has them."""
    urls = {file.url for file in article.attachments}
    blocks = article.blocks
    while blocks and isinstance(last := blocks[-1], Paragraph) and _only_links(last, urls):
        blocks = blocks[:-1]
    return blocks


def _only_links(paragraph: Paragraph, urls: AbstractSet[str]) -> bool:
    return any(link.url in urls and link.end - link.start == len(paragraph.text) for link in paragraph.links)
