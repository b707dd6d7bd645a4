"""Finds what a page shows in a frame of its own: films and documents."""

import re
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scrapers.urls import file_name

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_ADDRESSES = ("src", "data-src", "data", "url")
_TOLD = re.compile(r"[?&](?:url|file|src|href)=([^&#]+)", re.IGNORECASE)
"""What a viewer is told to show."""
_HOSTED = re.compile(
    r"//(?:[\w-]+\.)?(?:youtube(?:-nocookie)?\.com/(?:embed|v|watch)|youtu\.be/|vimeo\.com/(?:video/)?\d"
    r"|dailymotion\.com/(?:embed/)?video/|facebook\.com/(?:[\w.-]+/videos/|watch/?\?|reel/)"
    r"|tiktok\.com/(?:embed|player)/|drive\.google\.com/file/)",
    re.IGNORECASE,
)
_YOUTUBE = re.compile(
    r"//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/(?!videoseries)([\w-]{11})(?![\w-]).*",
    re.IGNORECASE,
)
_LONGEST = 2_000
"""Longer addresses are those of what lies in the page itself, in characters."""


def shown_in(node: "LexborNode") -> str:
    """Return where the film or the document lies that an element shows; empty for anything else.

    Frames hold maps, counters and advertisements too. What YouTube embeds it shows to other pages alone.
    """
    inside = node.css("source, embed") if node.tag in ("video", "object") else ()
    written = (one.attributes.get(name) for one in (node, *inside) for name in _ADDRESSES)
    hrefs = (href for href in written if href and len(href) <= _LONGEST)
    if node.tag == "video":
        return next(hrefs, "")
    told = chain.from_iterable((*map(unquote, _TOLD.findall(href)), href) for href in hrefs)
    found = next((one for one in told if _HOSTED.search(one) or file_name(one)), "")
    return _YOUTUBE.sub(r"//www.youtube.com/watch?v=\1", found)
