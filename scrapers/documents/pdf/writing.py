"""Writes what stands on the pages of a PDF as blocks."""

from collections.abc import Iterator, Sequence

from scrapers.documents.composing import Composer
from scrapers.documents.kept import Kept
from scrapers.documents.pdf.columns import Column, Rows, arranged
from scrapers.documents.pdf.margins import without_margins
from scrapers.documents.pdf.notes import without_notes
from scrapers.documents.pdf.paragraphs import Edges, Text, edges_of, glued, goes_on, paragraphs
from scrapers.documents.pdf.sheets import Sheet


def write(sheets: Sequence[Sheet], kept: Kept) -> None:
    """Add all that stands on pages."""
    writer, notes = _Writer(kept), list[str]()
    for sheet, lines in zip(sheets, without_margins([sheet.lines for sheet in sheets]), strict=True):
        body, below = without_notes(lines)
        notes += below
        for part in _parts(sheet._replace(lines=body)):
            writer.add(part)
    writer.end()
    for note in notes:
        kept.paragraph(note)


def _parts(sheet: Sheet) -> Iterator[Column | Rows]:
    """Yield texts and tables from top to bottom."""
    lines = sheet.lines
    for table in sorted(sheet.tables, key=lambda one: -one.top):
        above = [line for line in lines if line.y > table.top]
        yield from arranged(above)
        yield Rows(table.rows, table.header)
        lines = lines[len(above) :]
    yield from arranged(lines)


class _Writer:
    """Holds the last paragraph and the last table back: both may go on in the next column or page."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._composer = Composer(kept)
        self._text: Text | None = None
        self._table: Rows | None = None
        self._edges: Edges | None = None

    def add(self, part: Column | Rows) -> None:
        if isinstance(part, Rows):
            self._end_text()
            self._add_table(part)
            return
        edges = edges_of(part.lines)
        if not part.beside:
            edges = self._edges = edges.beside(self._edges)
        first, *others = paragraphs(part, edges)
        if self._text and goes_on(self._text.text, first.text):
            self._text = self._text._replace(text=glued((self._text.text, first.text)))
        else:
            self._add_text(first)
        for text in others:
            self._add_text(text)

    def end(self) -> None:
        self._end_text()
        self._end_table()
        self._composer.end()

    def _add_text(self, text: Text) -> None:
        self._end_table()
        self._end_text()
        self._text = text

    def _end_text(self) -> None:
        text, self._text = self._text, None
        if text:
            self._composer.described(text.text, strong=text.bold, centred=text.centred)

    def _add_table(self, table: Rows) -> None:
        """Add a table, or more rows of the one on the page before, without its head once more."""
        before = self._table
        if before and len(before.rows[0]) == len(table.rows[0]):
            more = table.rows[1:] if table.rows[0] == before.rows[0] else table.rows
            self._table = before._replace(rows=[*before.rows, *more])
            return
        self._end_table()
        self._table = table

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table:
            self._composer.end()
            self._kept.table(table.rows, header=table.header)
