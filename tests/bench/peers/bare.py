"""What any program pays that fetches pages one after the other on one connection: asking, and keeping.

`fetched` is bare httpx, what the network alone allows. `archived` is the least that an archive does beside
that: a tree of each page, for whoever wants anything out of it, and one durable row a page.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path

import httpx


def fetched(urls: Sequence[str]) -> int:
    """Fetch every address; give the bytes that came."""
    return asyncio.run(_fetched(urls))


def archived(urls: Sequence[str], path: Path) -> int:
    """Fetch every address, make a tree of each page, keep page and text durably before the next."""
    return asyncio.run(_archived(urls, path))


async def _fetched(urls: Sequence[str]) -> int:
    return sum([len(page) async for _, page in _pages(urls)])


async def _archived(urls: Sequence[str], path: Path) -> int:
    from selectolax.lexbor import LexborHTMLParser

    came = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE page (url TEXT PRIMARY KEY, body BLOB, text TEXT)")
        async for url, page in _pages(urls):
            body = LexborHTMLParser(page).body
            text = body.text(separator="\n", strip=True) if body else ""
            connection.execute("INSERT INTO page VALUES (?, ?, ?)", (url, page, text))
            came += len(page)
    return came


async def _pages(urls: Sequence[str]) -> AsyncIterator[tuple[str, bytes]]:
    async with httpx.AsyncClient(trust_env=False) as client:
        for url in urls:
            yield url, (await client.get(url)).content
