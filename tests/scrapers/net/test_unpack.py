import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import BadAnswer, TooLarge
from scrapers.net.unpack import Unpacker

PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "as it is": ("", bytes),
    "identity": ("Identity", bytes),
    "gzip": ("gzip", gzip.compress),
    "x-gzip": (" X-GZIP ", gzip.compress),
    "zlib": ("deflate", zlib.compress),
    "br": ("br", brotli.compress),
}
MEBI = 1024 * 1024


def unpack(encoding: str, data: bytes, *, limit: int = MEBI, step: int = 7) -> bytes:
    unpacker = Unpacker(encoding, limit, where="https://p.vn/")
    for at in range(0, len(data), step):
        unpacker.feed(data[at : at + step])
    return unpacker.close()


@pytest.mark.parametrize(("encoding", "pack"), PACKED.values(), ids=PACKED.keys())
@given(body=st.binary(max_size=300), step=st.integers(1, 400))
def test_a_body_comes_out_as_it_went_in(
    encoding: str, pack: Callable[[bytes], bytes], body: bytes, step: int
) -> None:
    assert unpack(encoding, pack(body), step=step) == body


@pytest.mark.parametrize(("encoding", "pack"), PACKED.values(), ids=PACKED.keys())
@given(body=st.binary(min_size=1, max_size=300), spare=st.integers(0, 3))
def test_the_cap_counts_what_comes_out(
    encoding: str, pack: Callable[[bytes], bytes], body: bytes, spare: int
) -> None:
    assert unpack(encoding, pack(body), limit=len(body) + spare) == body
    with pytest.raises(TooLarge):
        unpack(encoding, pack(body), limit=len(body) - 1)


@pytest.mark.parametrize(("encoding", "pack"), list(PACKED.values())[2:], ids=list(PACKED)[2:])
@given(body=st.binary(min_size=1, max_size=100), data=st.data())
def test_a_packed_body_that_is_cut_is_a_bad_answer(
    encoding: str, pack: Callable[[bytes], bytes], body: bytes, data: st.DataObject
) -> None:
    packed = pack(body)
    cut = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(BadAnswer):
        unpack(encoding, packed[:cut])


@given(st.sampled_from(["gzip", "deflate", "br"]), st.binary())
def test_garbage_is_unpacked_or_refused(encoding: str, garbage: bytes) -> None:
    with suppress(BadAnswer, TooLarge):
        assert isinstance(unpack(encoding, garbage), bytes)


def test_the_members_of_a_gzip_file_are_one_body_and_padding_is_none() -> None:
    assert unpack("gzip", gzip.compress(b"ab") + gzip.compress(b"cd") + bytes(20), step=1000) == b"abcd"
    with pytest.raises(BadAnswer):
        unpack("gzip", gzip.compress(b"ab") + gzip.compress(b"cd")[:-9], step=1000)


@given(st.integers(1, 60))
def test_a_member_may_begin_in_any_piece_that_arrives(step: int) -> None:
    packed = b"".join(map(gzip.compress, (b"ab", b"", b"cd")))
    assert unpack("gzip", packed, step=step) == b"abcd"
    assert unpack("gzip", packed + b"\x1f", step=step) == b"abcd"


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_padding_behind_a_packed_body_is_not_kept(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    unpacker = Unpacker(encoding, MEBI, where="https://p.vn/")
    unpacker.feed(pack(b"ab"))
    tracemalloc.start()
    try:
        for _ in range(64):
            unpacker.feed(bytes(MEBI // 64))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (unpacker.close(), peak < MEBI // 4) == (b"ab", True)


def test_a_cut_body_whose_last_piece_is_empty_is_a_bad_answer() -> None:
    unpacker = Unpacker("gzip", MEBI, where="https://p.vn/")
    for piece in (gzip.compress(b"ab")[:4], b""):
        unpacker.feed(piece)
    with pytest.raises(BadAnswer):
        unpacker.close()


def test_what_began_with_the_header_of_zlib_goes_on_so() -> None:
    unpacker = Unpacker("deflate", MEBI, where="https://p.vn/")
    packer = zlib.compressobj()
    unpacker.feed(packer.compress(b"ab") + packer.flush(zlib.Z_SYNC_FLUSH))
    with pytest.raises(BadAnswer):
        unpacker.feed(zlib.compress(b"cd", wbits=-15) + b"none")


def test_nothing_at_all_is_an_empty_body() -> None:
    assert unpack("gzip", b"") == unpack("br", b"") == b""


@pytest.mark.parametrize("encoding", ["zstd", "compress", "gzip, br", "x"])
def test_an_encoding_that_nobody_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(BadAnswer):
        Unpacker(encoding, MEBI, where="")


def _gzip_bomb() -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    return b"".join(packer.compress(bytes(MEBI)) for _ in range(64)) + packer.flush()


def _many_members() -> bytes:
    return gzip.compress(bytes(MEBI)) * 64


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(packer.process(bytes(MEBI)) for _ in range(64)) + packer.finish()


@pytest.mark.parametrize(
    ("encoding", "bomb"), [("gzip", _gzip_bomb), ("gzip", _many_members), ("br", _brotli_bomb)]
)
def test_a_bomb_does_not_unfold_in_memory(encoding: str, bomb: Callable[[], bytes]) -> None:
    packed = bomb()
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            unpack(encoding, packed, limit=MEBI, step=len(packed))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * MEBI
