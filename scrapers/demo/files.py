"""The attachments of the demo portal: PDF and DOCX, made of what their papers say."""

from functools import lru_cache

from scrapers.demo.papers import paper_of
from scrapers.demo.sheets import pdf
from scrapers.demo.wordfile import docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@lru_cache(maxsize=64)
def file(name: str, words: str = "", about: str = "") -> tuple[bytes, str]:
    """Return a file and its content type, by its name; `words` are its link's, `about` its article's."""
    paper = paper_of(name, words, about)
    return (docx(paper), DOCX) if name.endswith(".docx") else (pdf(paper), "application/pdf")
