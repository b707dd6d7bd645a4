"""What changed between two revisions of an article, word by word; pure, for both front ends."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, groupby
from typing import Literal, NamedTuple

from scrapers.model import Article, Block, Heading, Image, ListBlock, Paragraph, Quote, Record, Table
from scrapers.text import clean_block, clean_line

Kind = Literal["same", "added", "removed", "folded"]

CONTEXT = 12
"""Words that stay on either side of a change when unchanged text is folded."""
_WORTH = 4
"""Fewer unchanged words than this are not folded: the ellipsis would hardly be shorter."""
ELLIPSIS = "..."
_BREAK = "\n"
"""Marks the end of a paragraph among the words; no word holds white space."""


class Change(Record, frozen=True):
    """A stretch of words with one fate; those of one paragraph are set with a space between them."""

    kind: Kind
    text: str
    """Words with single spaces between them; the ellipsis where `kind` is "folded"."""
    paragraph: int
    """Counts the paragraphs of the unified text from 0; the title is the first."""
    number: str = ""
    """Of the item of a numbered list whose words these are, as "2."; an item that moved up is no change."""


class _Step(NamedTuple):
    """Words of the old text that become words of the new one; equal ones where `same`."""

    same: bool
    old: tuple[str, ...]
    new: tuple[str, ...]


def compare(old: Article, new: Article) -> tuple[Change, ...]:
    """Compare all words of two revisions in reading order: title, summary, blocks, attachments, author.

    Lines, list items, table rows and captions are paragraphs of their own; words are what stands between
    white space. What is removed comes before what takes its place. "same" with "removed" is the old text
    word for word, "same" with "added" the new one.
    """
    before, after = _lines(old), _lines(new)
    steps = _steps([line.words for line in before], [line.words for line in after])
    return tuple(_changes(steps, [line.number for line in before], [line.number for line in after]))


def number_of(parts: Sequence[Change]) -> str:
    """Return what stands before a paragraph: the number of its item, the new one where both have one."""
    return next((part.number for part in parts if part.kind in ("same", "added")), parts[0].number)


def corrections(changes: Iterable[Change]) -> int:
    """Count the places that differ; what is removed and what takes its place are one, paragraphs two."""
    return sum(differs for (differs, _number), _run in places(changes))


def places(changes: Iterable[Change]) -> Iterator[tuple[tuple[bool, int], Iterator[Change]]]:
    """Group changes into stretches that differ and stretches that do not, none longer than its paragraph."""
    return groupby(changes, lambda change: (change.kind in ("removed", "added"), change.paragraph))


def folded(changes: Sequence[Change], context: int = CONTEXT) -> tuple[Change, ...]:
    """Replace long unchanged stretches by an ellipsis, keeping `context` words beside each change.

    Where nothing changed, nothing is left.
    """
    runs = [tuple(run) for _same, run in groupby(changes, lambda change: change.kind == "same")]
    kept: list[Change] = []
    for at, run in enumerate(runs):
        if run[0].kind != "same":
            kept += run
        elif len(runs) > 1:
            kept += _shortened(run, context if at else 0, context if at < len(runs) - 1 else 0)
    return tuple(kept)


def as_text(changes: Iterable[Change]) -> str:
    """Write changes for a terminal or a pipe as [-removed-] {+added+}, an empty line between paragraphs."""
    paragraphs = groupby(changes, lambda change: change.paragraph)
    return "\n\n".join(_as_line(tuple(parts)) for _number, parts in paragraphs)


def _as_line(parts: Sequence[Change]) -> str:
    texts = (signed(part.kind, clean_line(part.text)) for part in parts)
    return " ".join(filter(None, (number_of(parts), *texts)))


def signed(kind: Kind, text: str) -> str:
    """Put the signs around words that say what became of them."""
    return {"removed": f"[-{text}-]", "added": f"{{+{text}+}}"}.get(kind, text)


# Paragraphs ----------------------------------------------------------------------------------------


class _Line(NamedTuple):
    """A paragraph, and of which item of a numbered list it is the first."""

    words: tuple[str, ...]
    number: str = ""


def _lines(article: Article) -> list[_Line]:
    return [line for text, number in _numbered(article) for line in _cut(text, number)]


def _cut(text: str, number: str) -> Iterator[_Line]:
    for at, line in enumerate(clean_block(text).split("\n")):
        if words := line.split():
            yield _Line(tuple(words), "" if at else number)


def _numbered(article: Article) -> Iterator[tuple[str, str]]:
    yield from ((text, "") for text in (article.title, article.summary))
    for block in article.blocks:
        first = block.start if isinstance(block, ListBlock) and block.ordered else None
        for at, text in enumerate(_texts(block)):
            yield text, "" if first is None else f"{first + at}."
    yield from ((attachment.name, "") for attachment in article.attachments)
    yield article.author, ""


def _texts(block: Block) -> Iterable[str]:
    match block:
        case Paragraph(text=text) | Heading(text=text) | Quote(text=text):
            return (text,)
        case ListBlock(items=items):
            return items
        case Table(rows=rows):
            return (" | ".join(map(clean_line, row)) for row in rows)
        case Image(caption=caption, alt=alt):
            return (caption or alt,)


# Steps ---------------------------------------------------------------------------------------------


def _steps(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> Iterator[_Step]:
    """Match whole paragraphs first, then the words of those between, so that 6,000 words take no time."""
    for same, i, j in _matched(old, new):
        words = _Step(same, _flat(old[i]), _flat(new[j]))
        yield from [words] if same else _by_words(words)


def _matched(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[bool, slice, slice]]:
    """Yield the stretches of two sequences that are the same and those that differ.

    What they begin and end with alike is taken off first: a text of few different words, which the matcher
    would take for noise, still compares well.
    """
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    rest = range(1, shortest - head + 1)
    tail = next((at - 1 for at in rest if old[-at] != new[-at]), shortest - head)
    i, j = len(old) - tail, len(new) - tail
    if head:
        yield True, slice(0, head), slice(0, head)
    matcher = SequenceMatcher(None, old[head:i], new[head:j])
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", slice(head + a, head + b), slice(head + c, head + d)
    if tail:
        yield True, slice(i, len(old)), slice(j, len(new))


def _flat(lines: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for line in lines for word in (*line, _BREAK))


def _by_words(step: _Step) -> list[_Step]:
    """Compare word by word, taking stray words that happen to agree as part of the change around them."""
    steps: list[_Step] = []
    for same, i, j in _matched(step.old, step.new):
        steps.append(_Step(same, step.old[i], step.new[j]))
        while len(steps) > 2 and _is_stray(*steps[-3:]):  # noqa: PLR2004 - an island and its two shores
            steps[-3:] = [_joined(steps[-3:])]
    return steps


def _is_stray(before: _Step, island: _Step, after: _Step) -> bool:
    around = min(max(len(step.old), len(step.new)) for step in (before, after))
    return island.same and _BREAK not in island.old and len(island.old) < around


def _joined(steps: Iterable[_Step]) -> _Step:
    old, new = zip(*((step.old, step.new) for step in steps), strict=True)
    return _Step(same=False, old=tuple(chain(*old)), new=tuple(chain(*new)))


# Changes -------------------------------------------------------------------------------------------


def _changes(steps: Iterable[_Step], old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Tell the changes; `old` and `new` are the numbers of the lines of either side."""
    paragraph = at_old = at_new = 0
    for step in steps:
        sides: tuple[tuple[Kind, tuple[str, ...]], ...]
        sides = (("same", step.old),) if step.same else (("removed", step.old), ("added", step.new))
        for kind, words in sides:
            for is_break, run in groupby(words, lambda word: word == _BREAK):
                if is_break:
                    paragraph += 1
                    at_old += kind != "added"
                    at_new += kind != "removed"
                else:
                    number = old[at_old] if kind == "removed" else new[at_new]
                    yield Change(kind=kind, text=" ".join(run), paragraph=paragraph, number=number)


def _shortened(run: tuple[Change, ...], head: int, tail: int) -> Iterable[Change]:
    """Keep the first `head` and the last `tail` words of an unchanged run, with an ellipsis between."""
    words = [((change.paragraph, change.number), word) for change in run for word in change.text.split()]
    if len(words) < head + tail + _WORTH:
        return run
    end = len(words) - tail
    (paragraph, number), _word = words[head - 1 if head else min(end, len(words) - 1)]
    gap = Change(kind="folded", text=ELLIPSIS, paragraph=paragraph, number=number)
    return (*_same(words[:head]), gap, *_same(words[end:]))


def _same(words: Iterable[tuple[tuple[int, str], str]]) -> Iterator[Change]:
    for (paragraph, number), run in groupby(words, lambda pair: pair[0]):
        text = " ".join(word for _place, word in run)
        yield Change(kind="same", text=text, paragraph=paragraph, number=number)
