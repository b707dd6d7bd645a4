"""Reads the text of a file in a process of its own, which may take only so much time and memory.

A file that is broken on purpose can keep any reader busy for ever, or make it eat all memory. The process is
started without the terminal, reads the file from a pipe, and ends when that closes, when its time is over, or
when it is told to. Where no process can be started, small files are read here, and others not at all.
"""

import os
import selectors
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import IO

import msgspec

from scrapers.documents.kinds import Kind, kind_of
from scrapers.documents.orders import Order
from scrapers.documents.read import read_document
from scrapers.model import Document, NoText
from scrapers.rawfile import RawFile
from scrapers.structs import learned
from scrapers.watch import Stopped

_GLANCE = 0.2
"""Seconds between two looks at whether the text is still wanted."""
_SMALL_TEXT = 1 << 20
"""Plain text of so many bytes is read here: it has no tricks."""
_SMALL = 1 << 18
"""So many bytes of any kind are read here where there are no processes."""
_LONGEST_ANSWER = 32 << 20
_AT_ONCE = 1 << 16
_CHILD = "import sys; sys.path[:] = sys.argv[1:]; from scrapers.documents.child import main; main()"


def read_apart(
    raw: RawFile,
    url: str,
    fetched_at: datetime,
    *,
    halted: Callable[[], bool] = lambda: False,
    seconds: float = 60,
) -> Document:
    """Return what `read_document` says of a file, or TOO_MUCH once `seconds` have passed.

    `halted` is asked at least every quarter of a second, in this thread; true raises Stopped.
    """
    kind = kind_of(raw)
    is_small_text = kind in (Kind.TEXT, Kind.CSV) and len(raw.body) <= _SMALL_TEXT
    if kind is Kind.FOREIGN or is_small_text:
        return read_document(raw, url, fetched_at)
    bare = raw._replace(body=b"")
    order = Order(url=url, fetched_at=fetched_at, seconds=seconds, file=bare, size=len(raw.body))
    try:
        with _child() as child:
            answer = _Talk(child, order.written(raw.body), halted, seconds).answer()
            ended = child.wait() if answer is not None else None
    except OSError:
        if len(raw.body) <= _SMALL:
            return read_document(raw, url, fetched_at)
        return Document(url=url, fetched_at=fetched_at, no_text=NoText.TOO_MUCH)
    return _document_in(answer, ended) or _unread(order, ended)


def _document_in(answer: bytes | None, ended: int | None) -> Document | None:
    """Decode the document that a process wrote; None where it died first."""
    if answer is None or ended != 0:
        return None
    with suppress(msgspec.DecodeError, msgspec.ValidationError):
        return msgspec.json.decode(answer, type=learned(Document))
    return None


def _unread(order: Order, ended: int | None) -> Document:
    """Say that a process died: ended by the system for what it took, or by what it read."""
    too_much = ended is None or ended < 0
    why = NoText.TOO_MUCH if too_much else NoText.DAMAGED
    return Document(url=order.url, fetched_at=order.fetched_at, no_text=why)


@contextmanager
def _child() -> Iterator[subprocess.Popen[bytes]]:
    """Start the process; it is gone when the context ends. OSError where none can be started."""
    if not sys.executable or getattr(sys, "frozen", False):
        raise OSError("no interpreter to start")
    child = subprocess.Popen(  # noqa: S603 - the interpreter that runs this, and paths that it has
        [sys.executable, *(("-B",) if sys.dont_write_bytecode else ()), "-I", "-c", _CHILD, *_paths()],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def _paths() -> list[str]:
    """List where modules are: as here, but never the current directory, whose modules nobody asked for.

    So a checkout, a zip of the program and PYTHONPATH do as well as what is installed.
    """
    here = str(Path(__file__).parents[2])
    return [path for path in dict.fromkeys((*sys.path, here)) if os.path.isabs(path)]  # noqa: PTH117 - a str


class _Talk:
    """Sends a file to the process and receives its answer, never waiting longer than a glance for either."""

    def __init__(
        self, child: subprocess.Popen[bytes], sent: bytes, halted: Callable[[], bool], seconds: float
    ) -> None:
        self._sent = memoryview(sent)
        self._halted = halted
        self._end = monotonic() + seconds
        self._in, self._out = _pipe(child.stdin), _pipe(child.stdout)
        self._answer = bytearray()

    def answer(self) -> bytes | None:
        """Return all that the process wrote before it closed its end; None where its time was over first."""
        with selectors.DefaultSelector() as ready:
            ready.register(self._in, selectors.EVENT_WRITE)
            ready.register(self._out, selectors.EVENT_READ)
            while monotonic() < self._end and len(self._answer) <= _LONGEST_ANSWER:
                if self._halted():
                    raise Stopped
                for key, _ in ready.select(_GLANCE):
                    if key.fileobj is self._in:
                        self._write(ready)
                    elif not self._read():
                        return bytes(self._answer)
        return None

    def _write(self, ready: selectors.BaseSelector) -> None:
        """Write some of the file. The pipe stays open behind it: once it closes the process ends."""
        try:
            self._sent = self._sent[os.write(self._in.fileno(), self._sent[:_AT_ONCE]) :]
        except BrokenPipeError:
            self._sent = self._sent[:0]
        if not self._sent:
            ready.unregister(self._in)

    def _read(self) -> bool:
        """Read some of the answer; False where it has ended."""
        some = os.read(self._out.fileno(), _AT_ONCE)
        self._answer += some
        return bool(some)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("no pipe to the process")
    os.set_blocking(pipe.fileno(), False)
    return pipe
