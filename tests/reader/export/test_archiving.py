"""What a file of articles needs of the disk, before anything of it is taken in."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from reader.export.archiving import Archiving, Opened
from reader.library import Library
from scrapers.errors import NoRoom
from scrapers.exchange.file import write_items
from scrapers.exchange.items import ArticleItem, Head, PictureItem, PortalItem
from scrapers.model import Entry
from tests.fakes_store import BASE, NOW, PORTAL, a_library, an_entry

PICTURE = PictureItem(url=f"{BASE}/anh/1.png", body=bytes(5000))
FIRST, SECOND = an_entry("1"), an_entry("2")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as opened:
        yield opened


def a_file(*entries: Entry) -> Opened:
    """A file of these articles and a picture."""
    into = BytesIO()
    portal = PortalItem(name=PORTAL, title="", base=BASE, articles=len(entries))
    write_items(into, Head(made_at=NOW), [portal, *map(ArticleItem, entries), PICTURE])
    return Opened(into, "tin.tinvl")


def stored(entry: Entry) -> int:
    """How many bytes an article takes here, at most."""
    return 3 * len(msgspec.json.encode(entry))


def check(library: Library, file: Opened, *, free: int) -> list[PortalItem]:
    return list(Archiving(library, lambda _directory: free).check(file))


def test_a_file_for_which_there_is_no_room_is_refused_with_what_it_needs(library: Library) -> None:
    needed = stored(FIRST) + stored(SECOND) + len(PICTURE.body)
    assert check(library, a_file(FIRST, SECOND), free=needed)
    with pytest.raises(NoRoom) as refused:
        check(library, a_file(FIRST, SECOND), free=needed - 1)
    error = refused.value
    assert (error.needed, error.free, error.where) == (needed, needed - 1, "tin.tinvl")
    assert error.directory == str(library.paths.cache)


def test_a_file_that_goes_on_and_on_is_read_only_until_the_disk_would_be_full(library: Library) -> None:
    seen: list[int] = []
    file = a_file(*(an_entry(str(number)) for number in range(1, 1000)))
    with pytest.raises(NoRoom):
        list(Archiving(library, lambda _: 3 * stored(FIRST)).check(file, lambda done, _: seen.append(done)))
    assert len(seen) < 7


def test_what_is_here_needs_no_room(library: Library) -> None:
    file = a_file(FIRST)
    archiving = Archiving(library)
    archiving.take(file, list(archiving.check(file)))
    assert check(library, file, free=0)
    name_alone = replace(SECOND, article=None)
    library.cache.put(name_alone)
    with pytest.raises(NoRoom):
        check(library, a_file(FIRST, SECOND), free=stored(SECOND) - 1)
    assert check(library, a_file(FIRST, SECOND), free=stored(SECOND))
