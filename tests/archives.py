"""Files of articles on their way: written by one home, taken in by another, taken apart."""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from reader.library import Library
from reader.paths import Paths
from scrapers.exchange.items import End
from scrapers.model import Entry
from scrapers.zstd import ZstdCompressor, ZstdDecompressor
from tests.fakes_store import a_library
from tests.reader.cli.conftest import Command

DEMO = "demo"


def heads(command: Command, home: Path, portal: str = DEMO) -> list[dict[str, object]]:
    asked = ("list", "--portal", portal, "--json", "--limit", "1000")
    found: list[dict[str, object]] = json.loads(command("--home", home, *asked).out)
    return found


def shelves(home: Path, portal: str) -> list[tuple[str, int]]:
    with Library.open(Paths.choose(home)) as library:
        return [(shelf.name, shelf.total) for shelf in library.shelves(portal)]


def export(command: Command, home: Path, file: Path, *more: str, portal: str = DEMO) -> str:
    done = command("--home", home, "archive", "export", "--portal", portal, "-o", file, *more)
    assert (done.code, done.out) == (0, ""), done.err
    return done.err


def stock(home: Path, entries: Iterable[Entry]) -> None:
    a_library(home, entries).close()


def lines_of(file: Path) -> bytes:
    return ZstdDecompressor().decompress(file.read_bytes())


def zstd(data: bytes, options: Mapping[int, int] | None = None) -> bytes:
    """Compress as another program may."""
    return ZstdCompressor(options=options).compress(data, ZstdCompressor.FLUSH_FRAME)


def pack(file: Path, lines: bytes) -> Path:
    """Write a file of these lines, with an end that fits them."""
    body = b"".join(line + b"\n" for line in lines.splitlines() if not line.startswith(b'{"kind":"end"'))
    end = End(items=body.count(b"\n"), digest=blake2b(body, digest_size=16).hexdigest())
    file.write_bytes(zstd(body + msgspec.json.encode(end) + b"\n"))
    return file
