"""Serves the demo portal on loopback, on real sockets: `with DemoServer() as portal: … portal.url`."""

import contextlib
import socket
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from types import TracebackType
from typing import Any, Self

from scrapers.clock import utc_now
from scrapers.demo.counts import Counted
from scrapers.demo.news import News, load_news
from scrapers.demo.site import Answer, Request, Site
from scrapers.errors import TinvlError

HOST = "127.0.0.1"
LARGEST_POST = 256 * 1024
"""Bytes of the largest post-back that is read."""
IDLE = 15.0
"""Seconds after which a silent connection is closed."""
_POLL = 0.02
"""Seconds within which the server notices that it is to stop."""
_REMEMBERED = 10_000
_GRACE = 5.0
"""Seconds that a stopping server waits for an answer that is under way."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that the server answered. Names of headers are in lower case."""

    method: str
    address: str
    status: int
    headers: Mapping[str, str]


class DemoServer:
    """The embedded portal while it runs; a context manager that listens on 127.0.0.1 alone."""

    def __init__(
        self,
        port: int = 0,
        *,
        news: News | None = None,
        edition: int = 1,
        clock: Callable[[], datetime] = utc_now,
        former: Counted | None = None,
        passed: int = 0,
    ) -> None:
        """Prepare to serve `news` (the package's own by default) as of an edition; port 0 takes a free one.

        `former` is what it counted when it last ran, from which the counters go on after `passed` pages that
        other people asked for. PortalFileError where a news file is wrong.
        """
        self._port = port
        self._news = (news or load_news()).at_edition(edition)
        self._clock = clock
        self._former, self._passed = former, passed
        self._listener: _Listener | None = None
        self._thread: threading.Thread | None = None
        self.requests: deque[Seen] = deque(maxlen=_REMEMBERED)
        """What was asked for, oldest first."""

    @property
    def url(self) -> str:
        """Address of the portal without a slash at its end; the port is known once it runs."""
        return f"http://{HOST}:{self.port}"

    @property
    def port(self) -> int:
        """The port, once it runs the one that it listens on."""
        return self._listener.server_address[1] if self._listener else self._port

    def __enter__(self) -> Self:
        """Listen and serve in a thread of its own; TinvlError where the port cannot be had."""
        try:
            self._listener = _Listener(self)
        except (OSError, OverflowError) as error:
            raise TinvlError(
                f"cannot listen there; without --port a free port is taken: {error}", where=self.url
            ) from error
        self._listener.site = Site(self._news, self.url, former=self._former, passed=self._passed)
        serve = self._listener.serve_forever
        self._thread = threading.Thread(target=serve, args=(_POLL,), name="demo portal", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop: take no more connections, close those that are open, wait for their threads."""
        if self._listener and self._thread:
            self._port = self.port
            self._listener.stop()
            self._thread.join(_GRACE)
            self._listener = None

    def now(self) -> datetime:
        """Tell the time of the portal's clock."""
        return self._clock()


class _Listener(ThreadingHTTPServer):
    """Knows its open connections, so that stopping leaves none behind."""

    request_queue_size = 64
    site: Site

    def __init__(self, portal: DemoServer) -> None:
        self.portal = portal
        self._open: dict[threading.Thread, socket.socket] = {}
        self._lock = threading.Lock()
        super().__init__((HOST, portal.port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking a name server who this is."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer a connection in a thread of its own."""
        thread = threading.Thread(target=self._converse, args=(request, client_address), daemon=True)
        with self._lock:
            self._open[thread] = request
        thread.start()

    def _converse(self, request: Any, client_address: Any) -> None:
        self.process_request_thread(request, client_address)
        with self._lock:
            del self._open[threading.current_thread()]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes away in the middle of an answer is no news."""

    def stop(self) -> None:
        """Stop serving, close what is open, wait for answers under way."""
        self.shutdown()
        self.server_close()
        with self._lock:
            left = dict(self._open)
        for thread, connection in left.items():
            with contextlib.suppress(OSError):  # it may have been closed in the meantime
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(_GRACE)


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 on one connection."""

    protocol_version = "HTTP/1.1"
    server_version = "TinVinhLongDemo"
    sys_version = ""
    timeout = IDLE
    disable_nagle_algorithm = True
    server: _Listener

    def do_GET(self) -> None:
        """Answer a request: the site decides."""
        if (body := self._body()) is None:
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.server.site.answer(Request(self.command, self.path, headers, body)), headers)

    do_HEAD = do_POST = do_GET  # noqa: N815 - the names that the base class looks for

    def _body(self) -> bytes | None:
        """Read the body of a request; None where it was refused."""
        length = self.headers.get("Content-Length", "0" if self.command != "POST" else "")
        if "Transfer-Encoding" in self.headers or not length:
            self.send_error(HTTPStatus.LENGTH_REQUIRED)
        elif not (length.isascii() and length.isdigit()):
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif len(length) > len(str(LARGEST_POST)) or int(length) > LARGEST_POST:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            return self.rfile.read(int(length))
        return None

    def _send(self, answer: Answer, asked: Mapping[str, str]) -> None:
        # Of a request line that could not be read, the base class leaves one or both unset.
        method, address = self.command or "", getattr(self, "path", "")
        self.server.portal.requests.append(Seen(method, address, answer.status.value, asked))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def send_error(self, code: int, *_: object) -> None:
        """Refuse in the portal's look, and close: what follows on the connection cannot be trusted."""
        unknown = code == HTTPStatus.NOT_IMPLEMENTED  # of a method, as the base class says it
        status = HTTPStatus.METHOD_NOT_ALLOWED if unknown else HTTPStatus(code)
        self.close_connection = True
        self._send(self.server.site.refusal(status), {})

    def date_time_string(self, *_: object) -> str:
        """Return the time of the portal's own clock for the Date header."""
        return format_datetime(self.server.portal.now().astimezone(UTC), usegmt=True)

    def log_message(self, *args: object) -> None:
        """Say nothing: what was asked stands in `DemoServer.requests`."""
