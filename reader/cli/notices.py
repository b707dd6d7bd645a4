"""Says once on stderr what the stores had to mend while opening."""

from collections.abc import Iterable

from reader.cli.output import tell
from reader.explain import explain_notice
from reader.library import Notice


def show_notices(notices: Iterable[Notice]) -> None:
    """Print each notice as a sentence."""
    for notice in notices:
        tell(explain_notice(notice))
