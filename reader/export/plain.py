"""Articles as plain text for a terminal or a pipe; no Textual."""

from collections.abc import Iterator
from itertools import zip_longest

from reader import words
from reader.i18n import _
from reader.links import Worded, in_rows, openable, runs
from reader.wording.columns import GAP, fitted, labelled, numeric, padded, wrapped
from reader.wording.documents import file_facts, file_label, remarked, with_text
from scrapers.model import Article, Attachment, Block, Heading, Image, ListBlock, Paragraph, Quote, Table
from scrapers.text import clean_block, clean_line

NARROWEST = 20
"""Below this many columns lines are allowed to run over."""


def as_plain(article: Article, width: int) -> str:
    """Set an article as plain text in lines of at most `width` cells.

    Links are numbered in the text and listed at its end; nothing foreign can steer a terminal.
    """
    notes = _Notes()
    width = max(width, NARROWEST)
    chunks = [_head(article, width), *(_block(block, width, notes) for block in article.blocks)]
    chunks += [wrapped(words.unfinished(article), width)]
    chunks += [_attachments(article, width, notes), *_documents(article, width, notes)]
    chunks += [_related(article, width), _foot(article, notes)]
    return "\n\n".join("\n".join(chunk) for chunk in chunks if any(chunk)) + "\n"


def files_as_plain(article: Article, width: int) -> str:
    """Set what was read of an article's files as plain text, as `as_plain` does; "" where there is none."""
    notes = _Notes()
    chunks = list(_documents(article, max(width, NARROWEST), notes))
    chunks += [_addresses(notes)]
    return "\n\n".join("\n".join(chunk) for chunk in chunks if any(chunk)) + "\n" * bool(chunks[:-1])


class _Notes:
    """Addresses that the text names by number, each once, in the order of their first mention."""

    def __init__(self) -> None:
        self.urls: dict[str, int] = {}

    def mark(self, url: str) -> str:
        return f" [{self.urls.setdefault(url, len(self.urls) + 1)}]"

    def marked(self, block: Worded) -> list[str]:
        """List the parts of a block, each link followed by its number."""
        return ["".join(text + (self.mark(url) if url else "") for text, url in part) for part in runs(block)]


def _head(article: Article, width: int) -> list[str]:
    lines = wrapped(clean_line(article.title), width)
    if facts := words.byline(article):
        lines += wrapped(clean_line(" · ".join(facts)), width)
    if summary := clean_block(article.summary):
        lines += ["", *wrapped(summary, width)]
    return lines


def _block(block: Block, width: int, notes: _Notes) -> list[str]:
    match block:
        case Paragraph() if _says_its_link(block) and len(block.text) <= width:
            return [clean_line(block.text)]
        case Paragraph() | Heading():
            return wrapped(notes.marked(block)[0], width)
        case ListBlock():
            return _list(block, width, notes)
        case Quote():
            return _hanging(notes.marked(block)[0], "│ ", "│ ", width)
        case Table():
            return _table(block, width, notes)
        case Image():
            return _image(block, width, notes)


def _says_its_link(block: Paragraph) -> bool:
    """Tell whether a paragraph is nothing but the address that it leads to, as that of a film."""
    return {link.url for link in block.links} == {block.text}


def _list(block: ListBlock, width: int, notes: _Notes) -> list[str]:
    marks = words.marks(block, "-")
    return [
        line
        for mark, item in zip(marks, notes.marked(block), strict=True)
        for line in _hanging(item, mark, " " * len(mark), width)
    ]


def _image(block: Image, width: int, notes: _Notes) -> list[str]:
    mark = notes.mark(block.url) if openable(block.url) else ""
    name = clean_block(block.caption or block.alt)
    return _hanging(" ".join(filter(None, (_("[Picture]"), name))) + mark, "", "", width)


def _table(block: Table, width: int, notes: _Notes) -> list[str]:
    rows = in_rows(block, notes.marked(block))
    widths = fitted(rows, width) if any(rows) else []
    if widths is None:
        return list(_stacked(rows, width, header=block.header))
    flush = [numeric(column[block.header :]) for column in zip_longest(*rows, fillvalue="")]
    lines: list[str] = []
    for index, row in enumerate(rows):
        lines += _row(row, widths, flush)
        if block.header and index == 0:
            lines.append((" " * GAP).join("-" * size for size in widths))
    return lines


def _row(row: list[str], widths: list[int], flush: list[bool]) -> Iterator[str]:
    columns = [wrapped(cell, size) for cell, size in zip(row, widths, strict=False)]
    for line in zip_longest(*columns, fillvalue=""):
        cells = (
            padded(cell, size, right=right) for cell, size, right in zip(line, widths, flush, strict=False)
        )
        yield (" " * GAP).join(cells).rstrip()


def _stacked(rows: list[list[str]], width: int, *, header: bool) -> Iterator[str]:
    labels, below = labelled(rows, header=header)
    for index, row in enumerate(below):
        if index:
            yield ""
        for label, cell in zip_longest(labels, row, fillvalue=""):
            yield from _hanging(f"{label}: {cell}" if label else cell, "", "  ", width)


def _attachments(article: Article, width: int, notes: _Notes) -> list[str]:
    lines = [
        line
        for file, remark in remarked(article)
        for line in _hanging(_named(file, remark, notes), "- ", "  ", width)
    ]
    return [_("Attachments"), *lines] if lines else []


def _named(file: Attachment, remark: str, notes: _Notes) -> str:
    mark = notes.mark(file.url) if openable(file.url) else ""
    return clean_line(file.name) + mark + (f" ({remark})" if remark else "")


def _documents(article: Article, width: int, notes: _Notes) -> Iterator[list[str]]:
    for file, document in with_text(article):
        yield [
            *_hanging(file_label(file), "=== ", "    ", width),
            *wrapped(" · ".join(file_facts(document)), width),
        ]
        yield from (_block(block, width, notes) for block in document.blocks)


def _related(article: Article, width: int) -> list[str]:
    lines = [
        line
        for entry in article.related
        for line in _hanging(f"{clean_line(entry.title)} ({clean_line(entry.id)})", "- ", "  ", width)
    ]
    return [_("Related news"), *lines] if lines else []


def _foot(article: Article, notes: _Notes) -> list[str]:
    return [*_addresses(notes), clean_line(article.url)]


def _addresses(notes: _Notes) -> list[str]:
    return [f"[{number}] {url}" for url, number in notes.urls.items()]


def _hanging(text: str, first: str, rest: str, width: int) -> list[str]:
    lines = wrapped(text, width - max(len(first), len(rest)))
    return [(rest if index else first) + line for index, line in enumerate(lines)]
