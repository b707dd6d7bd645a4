"""Articles as files to take along: pages, books, feeds, bibliographies; and archives for other machines."""

LANGUAGE = "vi"
"""The language of the articles, whatever that of the interface."""
