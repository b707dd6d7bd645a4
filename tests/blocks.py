"""Generated blocks of articles, clean as the parsers make them, for property tests."""

from hypothesis import strategies as st

from scrapers.model import Block, Heading, Link, ListBlock, Paragraph, Quote, Table
from scrapers.text import clean_block

PUNCTUATION = "\\`*_{}[]<>()#+-.!|~=:&;\"'/"
texts = st.text(
    st.one_of(st.sampled_from(f"{PUNCTUATION} \n19aé"), st.characters(codec="utf-8")), max_size=40
).map(clean_block)
"""Text that leans towards what Markdown and console markup are made of."""
words = texts.map(lambda text: text or "chữ")


@st.composite
def links(draw: st.DrawFn, parts: tuple[str, ...]) -> tuple[Link, ...]:
    """At most one link into each part."""
    found = []
    for part, text in enumerate(parts):
        if text and draw(st.booleans()):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            url = draw(st.sampled_from(("https://a.example/x_y?a=1&lt=2#b", "http://b.example/(c)|*d*")))
            found.append(Link(start=start, end=end, url=url, part=part))
    return tuple(found)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A block of any kind that is made of text."""
    kind = draw(st.sampled_from((Paragraph, Heading, Quote, ListBlock, Table)))
    if kind is ListBlock:
        items = tuple(draw(st.lists(words, min_size=1, max_size=4)))
        ordered, start = draw(st.booleans()), draw(st.integers(0, 120))
        return ListBlock(items=items, ordered=ordered, start=start, links=draw(links(items)))
    if kind is Table:
        rows = tuple(map(tuple, draw(st.lists(st.lists(texts, max_size=4), min_size=1, max_size=4))))
        parts = tuple(cell for row in rows for cell in row)
        return Table(rows=rows, header=draw(st.booleans()), links=draw(links(parts)))
    text = draw(words)
    return kind(text=text, links=draw(links((text,))))
