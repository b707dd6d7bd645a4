"""newsboat on the same articles: its own cache is filled from loopback RSS once, then it runs offline."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.bench import data
from tests.bench.news import Newsroom, words_of

FEED = "Tin bench"
"""Title of the feed, by which its first list is known."""
_CONFIG = """\
auto-reload no
refresh-on-startup no
max-items 0
confirm-exit no
"""


@cache
def missing() -> str | None:
    """Say why there is no newsboat to measure, or None."""
    return None if shutil.which("newsboat") else "newsboat is not installed (apt-get install newsboat)"


def command(count: int) -> list[str]:
    """Word the command that opens it on so many articles, its cache filled when it is not."""
    there = data.FOLDER / f"newsboat-{count}"
    if not (there / "done").exists():
        shutil.rmtree(there, ignore_errors=True)
        there.mkdir(parents=True)
        (there / "config").write_text(_CONFIG)
        _fill(there, count)
    return _worded(there)


def _worded(there: "data.Path") -> list[str]:
    files = {"-u": there / "urls", "-c": there / "cache.db", "-C": there / "config"}
    return ["newsboat", *(part for flag, path in files.items() for part in (flag, str(path)))]


def _fill(there: "data.Path", count: int) -> None:
    print(f"newsboat: filling its cache with {count:,} articles", file=sys.stderr, flush=True)
    feed = "".join(_rss(count)).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(feed)))
            self.end_headers()
            self.wfile.write(feed)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        (there / "urls").write_text(f"http://127.0.0.1:{server.server_port}/feed\n")
        subprocess.run([*_worded(there), "-x", "reload"], check=True)
        server.shutdown()
    (there / "done").touch()


def _rss(count: int) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{FEED}</title>'
    yield "<link>http://127.0.0.1/</link><description>bench</description>"
    for article, blocks in Newsroom().articles(count):
        when = article.published.strftime("%a, %d %b %Y %H:%M:%S +0700")
        body = escape("".join(f"<p>{escape(line)}</p>" for line in words_of(blocks).split("\n")))
        yield (
            f"<item><title>{escape(article.title)}</title><link>http://127.0.0.1/{article.id}</link>"
            f"<guid>{article.id}</guid><pubDate>{when}</pubDate><description>{body}</description></item>"
        )
    yield "</channel></rss>"
