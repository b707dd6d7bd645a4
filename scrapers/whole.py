"""Puts the pages of one article together; asks nobody for them."""

from collections.abc import Sequence

from msgspec.structs import replace

from scrapers.model import Article, ArticlePage, Block
from scrapers.text import fold

MOST = 20
"""So many pages of one article are read at most."""


def joined(pages: Sequence[ArticlePage]) -> ArticlePage:
    """Put the pages of an article together; those behind the first give no more than text.

    It is incomplete where the last of them says that it goes on.
    """
    first = pages[0]
    if len(pages) == 1 and not first.next:
        return first
    blocks = first.article.blocks
    for page in pages[1:]:
        blocks += page.article.blocks[_repeated(first.article.blocks, page.article.blocks) :]
    return _with(first, blocks, pages)


def _with(first: ArticlePage, blocks: tuple[Block, ...], pages: Sequence[ArticlePage]) -> ArticlePage:
    articles = [page.article for page in pages]
    files = {one.url: one for article in reversed(articles) for one in reversed(article.attachments)}
    article = replace(
        first.article,
        blocks=blocks,
        attachments=tuple(reversed(files.values())),
        author=next((one.author for one in reversed(articles) if one.author), ""),
        pages=len(pages),
        incomplete=bool(pages[-1].next),
    )
    return replace(first, article=article, next=pages[-1].next)


def goes_on(pages: Sequence[ArticlePage]) -> str:
    """Return the address of the page to ask for next; "" where the article ends, or is too long to be one.

    It never leads in a circle: the numbers of the pages rise.
    """
    return pages[-1].next if len(pages) < MOST else ""


def belongs(pages: Sequence[ArticlePage], page: ArticlePage) -> bool:
    """Tell whether a page that a pager led to goes on with the article: by another text.

    Where the pager led to another address than it said, the page must have the article's title too.
    """
    one, other = fold(pages[0].article.title), fold(page.article.title)
    known = {block for before in pages for block in before.article.blocks}
    is_there = page.article.url == pages[-1].next or one in other or other in one
    return is_there and not known.issuperset(page.article.blocks)


def takes_up(pages: list[ArticlePage], page: ArticlePage) -> bool:
    """Add the page that a pager led to; where that pager was none of the article's, the article ends."""
    if is_own := belongs(pages, page):
        pages.append(page)
    else:
        pages[-1] = replace(pages[-1], next="")
    return is_own


def gains(before: Article | None, article: Article) -> bool:
    """Tell whether an article of which a page is missing is worth more than the copy that is here."""
    return before is None or (before.incomplete and article.pages >= before.pages)


def continues(before: Article, article: Article) -> bool:
    """Tell whether an article says what it said before, and goes on: another page of it is here."""
    same = (before.title, before.summary) == (article.title, article.summary)
    return same and article.pages > before.pages and article.blocks[: len(before.blocks)] == before.blocks


def _repeated(first: Sequence[Block], blocks: Sequence[Block]) -> int:
    """Count the blocks that a page begins with as the first one does: its lead stands on each of them."""
    pairs = zip(first, blocks, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(first), len(blocks)))
