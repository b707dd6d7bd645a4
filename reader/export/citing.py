"""Writes where a text comes from, for those who quote it."""

from reader.model import Head
from reader.words import day
from scrapers.model import Article
from scrapers.text import clean_block, clean_line


def cited(article: Head | Article, portal: str, quote: str = "") -> str:
    """Write who published what where and when, behind the words that are quoted: one line each.

    `portal` is its title. What is not known of the article is left out.
    """
    title = f"“{clean_line(article.title)}”"
    published = day(article.published or "")
    parts = (clean_line(article.author), title, clean_line(portal), published, article.url)
    source = ", ".join(filter(None, parts))
    words = clean_block(quote).strip()
    return f"“{words}”\n{source}" if words else source
