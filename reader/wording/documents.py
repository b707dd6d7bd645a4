"""What was read of the files of an article, and how it is worded; no Textual, so both front ends use it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reader import words
from reader.i18n import _
from scrapers.model import Article, Attachment, Block, Document, Heading, NoText
from scrapers.text import clean_line
from scrapers.urls import slug


def file_label(file: Attachment) -> str:
    """Name a file for people, as the article does."""
    return clean_line(file.name) or slug(file.url) or clean_line(file.url)


def remarked(article: Article) -> Iterator[tuple[Attachment, str]]:
    """Yield the files that an article offers, each with why it has no text, if it was read and has none."""
    read = {one.url: one for one in article.documents}
    for file in article.attachments:
        yield file, remark(read[file.url]) if file.url in read else ""


def with_document(article: Article) -> Iterator[tuple[Attachment, Document]]:
    """Yield the files of an article that were read, each once, with what was read of it."""
    files = {file.url: file for file in reversed(article.attachments)}
    return ((files[one.url], one) for one in article.documents if one.url in files)


def with_text(article: Article) -> Iterator[tuple[Attachment, Document]]:
    """Yield those of which there is a text."""
    return (pair for pair in with_document(article) if pair[1].blocks)


def file_facts(document: Document) -> tuple[str, ...]:
    """List what stands under the name of a file: its pages, when it was read, and whether there is more."""
    parts = (
        words.plural("{n} page", "{n} pages", document.pages) if document.pages else "",
        _("read at {time}").format(time=words.hour(document.fetched_at)),
        _since(document),
        _("only its beginning is kept") if document.cut else "",
    )
    return tuple(filter(None, parts))


def _since(document: Document) -> str:
    """Say that the portal put this file in the place of one that was read before; "" where it did not."""
    if not document.former:
        return ""
    return _("changed since {time}").format(time=words.hour(document.former[-1].fetched_at))


def lowered(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks with their highest headings one level below the heading that names their file."""
    highest = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    for block in blocks:
        yield replace(block, level=block.level - highest + 3) if isinstance(block, Heading) else block


def remark(document: Document) -> str:
    """Say why a file has no text; "" where it has one."""
    why = _why(document)
    return "; ".join(filter(None, (why, _since(document)))) if why else ""


def _why(document: Document) -> str:
    if document.no_text is None:
        return "" if document.blocks else _("without text")
    texts = {
        NoText.PICTURES: _("its pages are pictures, without text"),
        NoText.LOCKED: _("asks for a password"),
        NoText.FOREIGN: _("not a kind of file that is read here"),
        NoText.DAMAGED: _("damaged"),
        NoText.TOO_MUCH: _("takes too much time or memory to read"),
    }
    return texts[document.no_text]
