"""What stands in the attachments of the demo portal: papers of offices, as `papers.toml` writes them."""

from functools import cache
from importlib.resources import files

import msgspec

from scrapers.demo.body import read_body
from scrapers.model import Block, Record

PLACE = "Vĩnh Long"


class Paper(Record, frozen=True, forbid_unknown_fields=True):
    """A paper of an office: its head, what it says, and who signed it."""

    title: str
    body: str = ""
    file: str = ""
    subject: str = ""
    """What it is about; below its title."""
    number: str = ""
    day: str = ""
    to: str = ""
    signed: tuple[str, ...] = ()
    """Lines below it on the right, the name last."""
    copies: tuple[str, ...] = ()
    """Who gets it; below it on the left."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What it says."""
        return read_body(self.body) if self.body else ()

    @property
    def left(self) -> tuple[str, ...]:
        """The head of a letter, on its left."""
        office = ("UBND TỈNH VĨNH LONG", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG")
        return (*office, f"Số: {self.number}") if self.number else office

    @property
    def right(self) -> tuple[str, ...]:
        """The head of a letter, on its right."""
        state = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        return (*state, f"{PLACE}, {self.day}") if self.day else state


def paper_of(name: str, words: str, about: str) -> Paper:
    """Return the paper of a file; one that nobody wrote says what its link and its article call it."""
    told = "Bản có chữ ký số được lưu tại Văn thư Sở Thông tin và Truyền thông."
    return _papers().get(name) or Paper(title=words or name, subject=about, body=told)


@cache
def _papers() -> dict[str, Paper]:
    text = (files(__package__ or "") / "papers.toml").read_bytes()
    return {one.file: one for one in msgspec.toml.decode(text, type=dict[str, tuple[Paper, ...]])["paper"]}
