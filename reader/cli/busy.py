"""Says that the cache is at work elsewhere, to commands that need all of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from reader.cli.exits import Exit
from reader.cli.output import Refusal
from reader.explain import holder
from reader.i18n import _
from scrapers.errors import StoreBusy


@contextmanager
def not_during_a_sync() -> Iterator[None]:
    """Refuse, in a sentence, what cannot be done while a sync runs."""
    try:
        yield
    except StoreBusy as error:
        text = _(
            "A sync, or a command that needs all of the cache, is running ({holder}); the cache stays as it "
            "is. Try again when it has ended."
        )
        raise Refusal(text.format(holder=holder(error)), Exit.STORE) from error
