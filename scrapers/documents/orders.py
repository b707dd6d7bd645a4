"""What the process that reads a file is given: one line that says what the file is, then the file."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from scrapers.rawfile import RawFile


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, and for how long."""

    url: str
    fetched_at: datetime
    seconds: float
    asked: str
    """This and the next three are of `RawFile`: both addresses, the type and the Content-Disposition."""
    landed: str
    type: str
    disposition: str
    size: int = 0
    """Bytes of the file, which follow the line."""

    def written(self, body: bytes) -> bytes:
        """Return the order as it goes through the pipe."""
        return msgspec.json.encode(replace(self, size=len(body))) + b"\n" + body

    def raw(self, body: bytes) -> RawFile:
        """Return the file as it came."""
        return RawFile(self.asked, self.landed, body, self.type, self.disposition)
