"""What is handed to the process that reads a file: a line that says what it is, then the file."""

from datetime import datetime

import msgspec

from scrapers.rawfile import RawFile


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, and for how long."""

    url: str
    fetched_at: datetime
    seconds: float
    type: str = ""
    """Its content type."""
    name: str = ""
    """What it is called."""
    size: int = 0
    """Bytes of the file, which follow the line."""

    def written(self, body: bytes) -> bytes:
        """Return the order as it goes through the pipe."""
        return msgspec.json.encode(msgspec.structs.replace(self, size=len(body))) + b"\n" + body

    def raw(self, body: bytes) -> RawFile:
        """Return the file as it came."""
        return RawFile(
            self.url, self.url, body, self.type, f"attachment; filename*=UTF-8''{_quoted(self.name)}"
        )


def _quoted(name: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - in the process that reads alone

    return quote(name, safe="")
