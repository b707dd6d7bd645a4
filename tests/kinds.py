"""The small portals of `pages/kinds`, served on loopback: first page, one listing, one article."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.loopback import Loopback, Reply, Request

KINDS = Path(__file__).parent / "pages" / "kinds"
NAMES = sorted(path.stem for path in KINDS.glob("*.json"))
HOME = "http://stttt.vinhlong.gov.vn"
"""Where their pages say that they lie."""
GONE = Reply("<h1>404</h1>", 404)


def expected(name: str) -> dict[str, Any]:
    """Return what people read on the pages of a kind, by page."""
    told: dict[str, Any] = json.loads((KINDS / f"{name}.json").read_text("utf-8"))
    return told


def pages(name: str) -> dict[str, bytes]:
    """Return the pages of a kind by their path, the first one with the listing."""
    told = expected(name)
    own = {told[page]["url"].removeprefix(HOME): _page(name, page) for page in ("listing", "article")}
    return {"/": _page(name, "listing"), **own}


def _page(name: str, page: str) -> bytes:
    return (KINDS / f"{name}.{page}.html").read_bytes()


def answered(found: Mapping[str, bytes], request: Request, base: str) -> Reply:
    """Answer with a page by its target, or by its path where its query only tells whence it was come to."""
    body = found.get(request.target) or found.get(request.target.split("?redirect")[0].split("?inherit")[0])
    return GONE if body is None else Reply(body.replace(HOME.encode(), base.encode()))


@asynccontextmanager
async def serving(name: str) -> AsyncIterator[Loopback]:
    """Serve a kind."""
    found = pages(name)
    async with Loopback(lambda request: answered(found, request, server.base)) as server:
        yield server
