"""Words what a sync waits for: both front ends say it so, while it waits."""

import re

from reader.i18n import _
from reader.wording.ended import reason
from reader.words import size
from scrapers.syncing.events import Waiting

_STATUS = re.compile(r"HTTP (\d{3})")


def waits(waiting: Waiting) -> str:
    """Say why nothing comes, how long that lasts, and how often it is tried again."""
    if waiting.error:
        text = _("{why}: retrying ({tries}/{of}) …")
        if waiting.seconds:
            text = _("{why}: retrying in {n} s ({tries}/{of})")
        return text.format(why=_why(waiting), n=waiting.seconds, tries=waiting.tries, of=waiting.of)
    if waiting.others:
        return _("waiting: another sync or command is asking the same host")
    if waiting.rests:
        return _("pausing between pages: going on in {n} s").format(n=waiting.seconds)
    if waiting.bytes:
        return _("slow line: {size} so far").format(size=size(waiting.bytes))
    return _("no answer yet …")


def _why(waiting: Waiting) -> str:
    status = _STATUS.search(waiting.message)
    text = _("told to wait") if waiting.told else reason(waiting.error, waiting.message)
    return f"{text} ({status[1]})" if status else text
