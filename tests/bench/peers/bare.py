"""Bare httpx on the same addresses, one after the other on one connection: what the network alone allows."""

import asyncio
from collections.abc import Sequence

import httpx


def fetched(urls: Sequence[str]) -> int:
    """Fetch every address; give the bytes that came."""
    return asyncio.run(_fetched(urls))


async def _fetched(urls: Sequence[str]) -> int:
    came = 0
    async with httpx.AsyncClient(trust_env=False) as client:
        for url in urls:
            answer = await client.get(url)
            came += len(answer.content)
    return came
