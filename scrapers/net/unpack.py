"""Decompresses an answer while it arrives, and never more of it than its cap."""

import zlib
from typing import Protocol

from scrapers.errors import BadAnswer, TooLarge

ACCEPTED = "gzip, deflate, br"
"""What the fetcher says that it takes."""
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_OR_ZLIB = 47
_RAW_DEFLATE = -15


class _Stream(Protocol):
    """A decompressor with a bound: `feed` gives at most about `room` bytes, `pending` tells of more."""

    def feed(self, data: bytes, room: int) -> bytes: ...
    @property
    def pending(self) -> bool: ...
    @property
    def finished(self) -> bool: ...


class Unpacker:
    """Collects one body: `feed` it as it arrives, then `close`.

    `encoding` is the Content-Encoding; `limit` counts bytes after decompression. Raises TooLarge past the
    limit, BadAnswer for a garbled or truncated body or an encoding that nobody asked for.
    """

    def __init__(self, encoding: str, limit: int, *, where: str) -> None:
        self._limit = limit
        self._where = where
        self._parts: list[bytes] = []
        self._size = 0
        self._started = False
        self._stream = self._stream_for(encoding.strip().lower())

    def feed(self, data: bytes) -> None:
        """Take the next bytes that arrived."""
        self._started = self._started or bool(data)
        try:
            self._take(self._stream.feed(data, self._room))
            while self._stream.pending:
                self._take(self._stream.feed(b"", self._room))
        except _errors() as error:
            raise BadAnswer(f"the packed answer is garbled: {error}", where=self._where) from error

    def close(self) -> bytes:
        """Return the whole body."""
        if self._started and not self._stream.finished:
            raise BadAnswer("the compressed answer ends too early", where=self._where)
        return b"".join(self._parts)

    @property
    def _room(self) -> int:
        # One more than may be had shows that there is more.
        return self._limit - self._size + 1

    def _take(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise TooLarge(self._limit, where=self._where)
        self._parts.append(data)

    def _stream_for(self, encoding: str) -> _Stream:
        if encoding in ("", "identity"):
            return _Plain()
        if encoding in ("gzip", "x-gzip", "deflate"):
            return _Deflate()
        if encoding == "br":
            return _Brotli()
        raise BadAnswer("compressed in a way that was not asked for", where=self._where)


class _Plain:
    """A body as it is."""

    pending = False
    finished = True

    def feed(self, data: bytes, room: int) -> bytes:
        return data[:room]


class _Deflate:
    """gzip, with its members one after another, and deflate with and without the header of zlib."""

    def __init__(self) -> None:
        self._packer = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._rest = b""
        self._fresh = True
        self._is_padding = False

    def feed(self, data: bytes, room: int) -> bytes:
        data, self._rest = self._rest + data, b""
        if self._packer.eof and not self._begins_member(data):
            return b""
        out = self._decompress(data, room)
        self._rest = self._packer.unused_data if self._packer.eof else self._packer.unconsumed_tail
        return out

    @property
    def pending(self) -> bool:
        return bool(self._rest) and not self._awaits_magic(self._rest)

    @property
    def finished(self) -> bool:
        return self._packer.eof

    def _decompress(self, data: bytes, room: int) -> bytes:
        try:
            out = self._packer.decompress(data, room)
        except zlib.error:
            if not self._fresh or data.startswith(_GZIP_MAGIC):
                raise
            # Servers differ on what "deflate" means; browsers take both.
            self._packer = zlib.decompressobj(_RAW_DEFLATE)
            out = self._packer.decompress(data, room)
        self._fresh = self._fresh and not data
        return out

    def _begins_member(self, data: bytes) -> bool:
        """Begin the next member of a gzip file; whatever else follows one is padding, and is not kept."""
        if self._awaits_magic(data):
            self._rest = data
            return False
        self._is_padding = self._is_padding or not data.startswith(_GZIP_MAGIC)
        if not self._is_padding:
            self._packer = zlib.decompressobj(_GZIP_OR_ZLIB)
        return not self._is_padding

    def _awaits_magic(self, data: bytes) -> bool:
        """Tell whether too little has come behind a member to know what follows it."""
        return self._packer.eof and not self._is_padding and data in (b"", _GZIP_MAGIC[:1])


class _Brotli:
    """br; its window is bounded by the format at 16 MiB."""

    def __init__(self) -> None:
        # Needed only when a server packs with it; ships no types.
        import brotli  # type: ignore[import-untyped]  # noqa: PLC0415

        self._unpacker = brotli.Decompressor()

    def feed(self, data: bytes, room: int) -> bytes:
        if self.finished:
            return b""
        out: bytes = self._unpacker.process(data, output_buffer_limit=room)
        return out

    @property
    def pending(self) -> bool:
        return not self.finished and not self._unpacker.can_accept_more_data()

    @property
    def finished(self) -> bool:
        return bool(self._unpacker.is_finished())


def _errors() -> tuple[type[Exception], ...]:
    import brotli  # noqa: PLC0415 - as above; asked for only when something went wrong

    return (zlib.error, brotli.error)
