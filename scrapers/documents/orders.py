"""What the process that reads a file is given: one line that says what the file is, then the file."""

from datetime import datetime

import msgspec

from scrapers.rawfile import RawFile


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, and for how long."""

    url: str
    fetched_at: datetime
    seconds: float
    file: RawFile
    """What is known of the file, without its bytes, which follow the line."""
    size: int
    """How many these are."""

    def written(self, body: bytes) -> bytes:
        """Return the order as it goes through the pipe."""
        return msgspec.json.encode(self) + b"\n" + body
