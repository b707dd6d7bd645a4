"""All the text of an article, as it is searched."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from scrapers.model import Article, Block, Heading, Image, ListBlock, Paragraph, Quote, Table


def texts_of(article: Article) -> tuple[str, str]:
    """Return the title, and all the other text by which an article is found, that of its files included."""
    parts = (
        article.summary,
        *lines_of(article.blocks),
        *(attachment.name for attachment in article.attachments),
        article.author,
        *(line for document in article.documents for line in lines_of(document.blocks)),
    )
    return article.title, "\n".join(part for part in parts if part)


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield all the text of blocks; some may be empty."""
    return (line for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading() | Quote():
            yield block.text
        case ListBlock():
            yield from block.items
        case Table():
            yield from (cell for row in block.rows for cell in row)
        case Image():
            yield block.caption or block.alt
        case _:
            assert_never(block)
