"""Why the reading of a file ends: no text, or more of it than is kept."""

from scrapers.model import NoText


class Unreadable(Exception):
    """A file has no text to read; `why` says what is wrong with it."""

    def __init__(self, why: NoText) -> None:
        super().__init__(why.value)
        self.why = why


class Full(Exception):
    """As much of a file has been read as is kept."""
