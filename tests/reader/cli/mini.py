"""A portal of a few pages in a thread, with its portal file: each page can be made to fail."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

RULES = """
name = "mini"
title = "Cổng nhỏ"
base = "{base}/"
ids = ['/tin/(\\d+)']
articles = ['/tin/\\d+']
listings = ['/muc/']
[[layout]]
[layout.page]
navigation = [{{ css = "nav a" }}]
[layout.article]
title = [{{ css = "h1" }}]
body = [{{ css = "article" }}]
[layout.listing]
items = [{{ css = "li" }}]
pager = [{{ by = "link", css = "a.next" }}]
"""
PDF = {"Content-Type": "application/pdf"}
ARTICLE = "<h1>Tin số {n}</h1><article><p>Nội dung của tin số {n}, đủ dài cho một đoạn.</p></article>"


class Mini:
    """The portal; a context manager. `pages` are status and body by path, and may be changed at any time."""

    def __init__(self, articles: int = 3, *, name: str = "mini", title: str = "Cổng nhỏ") -> None:
        self.name, self.title = name, title
        listed = "".join(f'<li><a href="/tin/{n}">Tin số {n}</a></li>' for n in range(articles, 0, -1))
        self.pages: dict[str, tuple[int, str]] = {
            "/": (200, '<nav><a href="/muc/tin">Tin tức</a></nav>'),
            "/muc/tin": (200, f"<ul>{listed}</ul>"),
            **{f"/tin/{n}": (200, ARTICLE.format(n=n)) for n in range(1, articles + 1)},
        }
        self.files: dict[str, tuple[bytes, dict[str, str]]] = {}
        """Bytes and headers by path, of what is no page."""
        self.asked: list[str] = []
        self.gates: dict[str, threading.Event] = {}
        """Pages that wait until the event is set."""
        self.spoken_to = threading.Event()
        """Set by the first request."""
        self._came = threading.Condition()

    def until_asked(self, path: str) -> None:
        """Wait until a page is asked for."""
        with self._came:
            assert self._came.wait_for(lambda: path in self.asked, timeout=60)

    def install(self, home: Path) -> None:
        """Put the portal's file among the user's own."""
        folder = home / "config" / "portals"
        folder.mkdir(parents=True, exist_ok=True)
        rules = RULES.format(base=self.base).replace('"mini"', f'"{self.name}"')
        rules = rules.replace("Cổng nhỏ", self.title)
        (folder / f"{self.name}.toml").write_text(rules, encoding="utf-8")

    @property
    def base(self) -> str:
        """Address without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with portal._came:
                    portal.asked.append(self.path)
                    portal._came.notify_all()
                portal.spoken_to.set()
                if gate := portal.gates.get(self.path):
                    gate.wait(60)
                status, text = portal.pages.get(self.path, (404, ""))
                body, headers = f"<!DOCTYPE html><html><body>{text}</body></html>".encode(), {}
                if self.path in portal.files:
                    status, (body, headers) = 200, portal.files[self.path]
                told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
                with suppress(ConnectionError):  # of a client that was killed meanwhile
                    self.send_response(status)
                    for name, value in {**told, **headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def offer_files(portal: Mini, article: int) -> None:
    """Have an article of a portal offer two files."""
    offered = '<a href="/tep/ke-hoach.pdf">Kế hoạch</a> và <a href="/tep/bieu-mau.docx">Biểu mẫu</a>'
    text = f"<h1>Tin số {article}</h1><article><p>Xem {offered} kèm theo.</p></article>"
    portal.pages[f"/tin/{article}"] = (200, text)
    portal.files = {"/tep/ke-hoach.pdf": (b"%PDF 1", PDF), "/tep/bieu-mau.docx": (b"PK\x03\x04", {})}
