"""The demo portal in a process of its own, so that what it costs is not counted to those who ask it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from msgspec import structs

from scrapers.demo import blocks
from scrapers.demo.frame import View
from scrapers.demo.news import News
from scrapers.demo.server import DemoServer
from tests.bench.news import Newsroom

FIRST = 10_000_001
"""Id of the first article that the bench has served; none that is in a store already."""
_BESIDE = 8
"""Newest articles of each category that the sidebars go through."""


@contextmanager
def portal(articles: int = 0) -> Iterator[str]:
    """Serve so many articles of the bench's, or the demo's own news; give the address."""
    command = [sys.executable, "-m", __name__, str(articles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as server:
        try:
            yield (server.stdout.readline() if server.stdout else "").strip()
        finally:
            if server.stdin:
                server.stdin.close()
            server.wait(10)


def main(articles: int) -> None:
    """Serve until the standard input closes."""
    news = None
    if articles:
        news = Newsroom().portal(articles, first=FIRST)
        _shorten_sidebars(news)
    with DemoServer(news=news) as server:
        print(server.url, flush=True)
        sys.stdin.read()


def _shorten_sidebars(news: News) -> None:
    """Let the sidebars go through the newest articles alone.

    They read every body to find a picture: of thousands, that would take the server longer than the page
    takes the one who asks.
    """
    few = News(structs.replace(one, articles=one.articles[-_BESIDE:]) for one in news.categories)
    for side in ("left", "right"):
        setattr(blocks, side, partial(_of_few, getattr(blocks, side), few))


def _of_few(draw: Callable[[View], str], few: News, view: View) -> str:
    return draw(replace(view, news=few))


if __name__ == "__main__":
    main(int(sys.argv[1]))
