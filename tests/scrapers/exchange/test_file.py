"""The file in which articles travel: what is written is read, and nothing of a file that is not whole."""

import io
import random
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.errors import ArchiveFileError, TooExpanded
from scrapers.exchange import file
from scrapers.exchange.file import CUT_OFF, DAMAGED, NO_ARCHIVE, TOO_NEW, read_items, write_items
from scrapers.exchange.items import ArticleItem, End, Head, Item, PictureItem, PortalItem
from scrapers.model import (
    Block,
    Category,
    Document,
    DocumentText,
    Image,
    Link,
    Paragraph,
    Quote,
    Table,
)
from scrapers.states import ListingState
from scrapers.zstd import packing
from tests.archives import zstd
from tests.fakes_store import BASE, NOW, PORTAL, an_article, an_entry

HEAD = Head(made_at=datetime(2018, 1, 18, 9, 30, tzinfo=UTC), program="1.0")
CATEGORY = Category(slug="tin", name="Tin tức", url=f"{BASE}/tin")
ITEMS: tuple[Item, ...] = (
    PortalItem(
        name=PORTAL, title="Cổng", base=BASE, categories=(CATEGORY,), synced_at=NOW, articles=2,
        listings=(ListingState(portal=PORTAL, category="tin", complete=True, walked_at=NOW),),
    ),
    ArticleItem(entry=an_entry("1", "Thủ tướng", related=("2",))),
    PictureItem(url=f"{BASE}/1.png", body=b"\x89PNG\r\n\x00\xff", content_type="image/png"),
    ArticleItem(entry=an_entry("2", "Chưa tải", cached=False)),
)  # fmt: skip


def written(items: Iterable[Item] = ITEMS) -> bytes:
    into = io.BytesIO()
    write_items(into, HEAD, items)
    return into.getvalue()


def read(data: bytes) -> list[Item]:
    return list(read_items(io.BytesIO(data), "tin.tinvl"))


def refused(data: bytes) -> tuple[str, int]:
    with pytest.raises(ArchiveFileError) as told:
        read(data)
    assert told.value.where == "tin.tinvl"
    return told.value.what, told.value.line


def packed(*lines: bytes, options: Mapping[int, int] | None = None) -> bytes:
    """A file of these lines with an end that fits them, as another program may write it."""
    body = b"".join(line + b"\n" for line in lines)
    end = End(items=len(lines), digest=blake2b(body, digest_size=16).hexdigest())
    return zstd(body + msgspec.json.encode(end) + b"\n", options)


def lines_of(*items: Item) -> list[bytes]:
    return [msgspec.json.encode(item) for item in (HEAD, *items)]


def test_what_is_written_is_read():
    assert read(written()) == list(ITEMS)
    assert read(written(())) == []


@given(st.data())
def test_of_a_file_that_is_cut_off_or_changed_all_is_read_or_it_is_refused(data: st.DataObject):
    whole = written()
    if data.draw(st.booleans()):
        broken = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        at = data.draw(st.integers(0, len(whole) - 1))
        broken = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    try:
        assert read(broken) == list(ITEMS)
    except ArchiveFileError:
        assert broken != whole


def test_a_file_of_which_a_bit_was_lost_is_damaged_whatever_its_lines_look_like():
    rng = random.Random(7)  # noqa: S311 - texts, no secret
    texts = [" ".join(f"{rng.getrandbits(60):x}" for _ in range(200)) for _ in range(100)]
    lines = lines_of(
        *ITEMS, *(ArticleItem(entry=an_entry(str(n), text=text)) for n, text in enumerate(texts, 3))
    )
    # Packed so loosely letters stand as they are: a bit makes a quotation mark of a 2, and no JSON of a line.
    whole = packed(*lines, options=packing(level=-50))
    assert len(read(whole)) == len(lines) - 1
    twos = [at for at in range(1000, 100_000) if whole[at] == ord("2")][::500]
    assert {refused(whole[:at] + b'"' + whole[at + 1 :])[0] for at in twos} == {DAMAGED}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", NO_ARCHIVE),
        (b"root:x:0:0", NO_ARCHIVE),
        (zstd(b""), CUT_OFF),
        (zstd(b"root:x:0:0\n"), NO_ARCHIVE),
        (zstd(b"{}\n"), NO_ARCHIVE),
        (packed(b'{"kind": "head", "form": "tinvl-state", "version": 1}'), NO_ARCHIVE),
        (packed(b'{"form": "tinvl-archive", "version": 2}', b'{"kind": "video"}'), TOO_NEW),
        (zstd(b"\n".join(lines_of(*ITEMS))), CUT_OFF),
        (zstd(b"\n".join([*lines_of(*ITEMS), b'{"kind":"end","digest":"\xff"}'])), CUT_OFF),
        (zstd(b"\n".join([*lines_of(*ITEMS), b'{"of":' + b"[" * 100_000])), CUT_OFF),
        (
            zstd(b"\n".join([*lines_of(*ITEMS), b'{"kind":"end","items":9,"digest":""}'])),
            DAMAGED,
        ),
        (written()[:-9], CUT_OFF),
        (written()[:6] + b"\xff" * 99, DAMAGED),
    ],
)
def test_what_is_wrong_with_a_file_is_told(data: bytes, what: str):
    assert refused(data)[0] == what


def test_the_example_of_the_documentation_is_such_a_file():
    page = (Path(__file__).parents[3] / "docs" / "archive.md").read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]
    portal, article, picture = read(zstd(example.encode()))
    assert isinstance(portal, PortalItem)
    assert isinstance(article, ArticleItem)
    assert isinstance(picture, PictureItem)
    assert picture.body.startswith(b"\x89PNG")


def test_lines_of_two_files_in_one_are_not_taken_for_one():
    assert refused(written() + written())[1] == len(ITEMS) + 2


def test_a_line_longer_than_any_is_not_kept_in_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(file, "_LONGEST", 5000)
    assert refused(packed(*lines_of(), b'"' + b"a" * 6000 + b'"')) == (file.A_LINE, 2)


def test_a_file_that_expands_to_far_more_than_it_is_is_read_no_further(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(file, "_FREELY", 10_000)
    texts = [with_block(Paragraph(text="a" * 1000)) for _ in range(1000)]
    bomb = packed(*lines_of(ITEMS[0], *texts))
    limit = 10_000 + 200 * len(bomb)
    with pytest.raises(TooExpanded) as told:
        read(bomb)
    lengths = accumulate(len(line) + 1 for line in lines_of(ITEMS[0], *texts))
    too_long = next(number for number, length in enumerate(lengths, 1) if length > limit)
    assert (told.value.what, told.value.line, told.value.limit) == (file.A_FILE, too_long, limit)


def test_texts_that_are_much_alike_are_no_bomb(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(file, "_FREELY", 0)
    alike = [ArticleItem(entry=an_entry(str(number), f"Tin số {number}")) for number in range(1, 2000)]
    data = packed(*lines_of(ITEMS[0], *alike))
    assert len(read(data)) == 2000


_ENTRY = an_entry("1", "Tin")
_ARTICLE = an_article("1", "Tin")


_DOCUMENT = Document(url=f"{BASE}/a.pdf", fetched_at=NOW, blocks=(Paragraph(text="Điều 1."),))


def with_block(block: Block) -> Item:
    return ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, blocks=(block,))))


def with_document(**said: object) -> Item:
    return ArticleItem(entry=replace(_ENTRY, documents=(replace(_DOCUMENT, **said),)))


_NAIVE = datetime(2018, 1, 1)  # noqa: DTZ001 - the time without an offset that is to be refused


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (ArticleItem(entry=replace(_ENTRY, portal="hanoi")), "portal"),
        (ArticleItem(entry=replace(_ENTRY, id="2")), "id"),
        (ArticleItem(entry=replace(_ENTRY, url="javascript:alert(1)")), "url"),
        (ArticleItem(entry=replace(_ENTRY, url=f"{BASE}/\x1b[2J")), "url"),
        (ArticleItem(entry=replace(_ENTRY, id="\x1b[2J", article=None)), "id"),
        (ArticleItem(entry=replace(_ENTRY, aliases=("a\u202eb",))), "aliases"),
        (ArticleItem(entry=replace(_ENTRY, aliases=("../../etc",))), "aliases"),
        (ArticleItem(entry=replace(_ENTRY, aliases=("a",) * 101)), "aliases"),
        (ArticleItem(entry=replace(_ENTRY, id="", article=None)), "id"),
        (ArticleItem(entry=replace(_ENTRY, id="a" * 1001, article=None)), "id"),
        (ArticleItem(entry=replace(_ENTRY, url="http://[::1")), "url"),
        (ArticleItem(entry=replace(_ENTRY, url="")), "url"),
        (ArticleItem(entry=replace(_ENTRY, etag="a\r\nHost: other")), "etag"),
        (ArticleItem(entry=replace(_ENTRY, last_modified="hôm qua")), "last_modified"),
        (ArticleItem(entry=replace(_ENTRY, former=(_ARTICLE,) * 1001)), "former"),
        (ArticleItem(entry=replace(_ENTRY, documents=(_DOCUMENT,) * 1001)), "documents"),
        (with_document(fetched_at=_NAIVE), "fetched_at"),
        (with_document(url="a\x9b"), "url"),
        (with_document(former=(DocumentText(fetched_at=_NAIVE),)), "fetched_at"),
        (with_document(former=(DocumentText(fetched_at=NOW, etag="a\r\nHost: other"),)), "etag"),
        (with_document(former=(DocumentText(fetched_at=NOW),) * 1001), "former"),
        (with_document(blocks=(Quote(text="\x1b["),)), "text"),
        (with_block(Image(url="file:///etc/passwd")), "url"),
        (with_block(Paragraph(text="a", links=(Link(start=0, end=1, url="javascript:alert(1)"),))), "url"),
        (with_block(Paragraph(text="a", links=(Link(start=-1, end=1, url=BASE),))), "start"),
        (with_block(Table(rows=(("a", "b\x1b]52;c;\x07"),))), "rows"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, title="a\x9bb"))), "title"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, published="1989-12-31"))), "published"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, published="2101-01-01"))), "published"),
        (PictureItem(url=f"{BASE}/1.png", body=b"a" * (20 << 20) + b"a"), "body"),
        (PortalItem(name=PORTAL, title="", base="http://a:b/"), "base"),
        (PortalItem(name=PORTAL, title="", base=BASE, categories=(CATEGORY,) * 10_001), "categories"),
        (PortalItem(name=PORTAL, title="", base=BASE, categories=(replace(CATEGORY, url="/tin"),)), "url"),
        (ArticleItem(entry=replace(_ENTRY, checked_at=_NAIVE)), "checked_at"),
        (ArticleItem(entry=replace(_ENTRY, checked_at=datetime(9999, 1, 1, tzinfo=UTC))), "checked_at"),
        (ArticleItem(entry=replace(_ENTRY, article=None, former=(_ARTICLE,))), "former"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, portal="hanoi"))), "portal"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, published="tết"))), "published"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, published="2018-02-31"))), "published"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, published="20180131"))), "published"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, views=2**70))), "views"),
        (ArticleItem(entry=replace(_ENTRY, article=replace(_ARTICLE, revision=0))), "revision"),
        (
            ArticleItem(entry=replace(_ENTRY, sightings=(replace(_ENTRY.sightings[0], seen_at=_NAIVE),))),
            "seen_at",
        ),
        (PictureItem(url="file:///etc/passwd", body=b""), "url"),
        (
            PortalItem(name=PORTAL, title="", base=BASE, listings=(ListingState(portal="x", category="c"),)),
            "listings",
        ),
        (PortalItem(name="a\x00b", title="", base=BASE), "name"),
        (
            PortalItem(
                name=PORTAL, title="", base=BASE, categories=(Category(slug="\x9b", name="", url=""),)
            ),
            "slug",
        ),
    ],
)
def test_what_no_sync_would_have_stored_is_refused_by_its_line(item: Item, field: str):
    what, line = refused(packed(*lines_of(ITEMS[0], item)))
    assert f"`{field}`" in what
    assert line == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"kind":"video"}', "Invalid value 'video'"),
        (b'{"kind":"article"}', "`entry`"),
        (b'{"kind":"article","entry":7}', "$.entry"),
        (b"\xff\xfe", "codec"),
        (b"[" * 5000, ""),
        (b'{"kind":"end","items":1,"digest":""}', "end"),
    ],
)
def test_a_line_that_is_none_is_named(line: bytes, said: str):
    what, number = refused(packed(*lines_of(ITEMS[0]), line))
    assert said in what
    assert number == 3


def test_a_link_that_was_kept_as_it_stood_is_read():
    block = Paragraph(text="a", links=(Link(start=0, end=1, url="cong-van.pdf"),))
    assert read(packed(*lines_of(ITEMS[0], with_block(block))))[1:] == [with_block(block)]


def test_an_article_before_any_portal_is_refused():
    assert refused(packed(*lines_of(ITEMS[1])))[1] == 2


class Failing(io.BytesIO):
    """A file on a stick that is pulled out."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(100 if size is None else min(size, 100))


def test_a_medium_that_fails_is_told_as_such():
    with pytest.raises(ArchiveFileError, match="Input/output error"):
        list(read_items(Failing(written()), "tin.tinvl"))
