"""Messages in the reader's language: Vietnamese unless told otherwise.

Message ids are English, so English needs no catalogue; Vietnamese lies in `locale/vi`, compiled by
`make locale`.
"""

import gettext
import os
import re
import shlex
from collections.abc import Callable
from functools import partial
from pathlib import Path

LANGUAGES = ("vi", "en")
DOMAIN = "tinvl"
LOCALE = Path(__file__).parent / "locale"
_NAMED = re.compile("`tinvl (?!--home )")
_current: gettext.NullTranslations = gettext.NullTranslations()
_rewordings: dict[str, Callable[[str], str]] = {}
"""What is changed of every message, by the reason."""


def choose(asked: str | None, environ: dict[str, str] | None = None) -> str:
    """Pick the language: what was asked for, then the environment's, then Vietnamese.

    `asked` comes from `--lang` or the config file. An English `LC_ALL`, `LC_MESSAGES` or `LANG` means
    English; any other locale, "C" included, means Vietnamese.
    """
    if asked in LANGUAGES:
        return asked
    environ = dict(os.environ) if environ is None else environ
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "en" if value.lower().startswith("en") else "vi"
    return "vi"


def install(language: str) -> None:
    """Use this language, "vi" or "en", for every message from now on."""
    global _current  # noqa: PLW0603 - the language is a property of the process, as gettext has it
    _rewordings.clear()
    if language == "en":
        _current = gettext.NullTranslations()
    else:
        _current = gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def with_home(text: str, home: str) -> str:
    """Put a --home into the commands that a text names in backticks, as they are to be typed."""
    return _NAMED.sub(lambda _: f"`tinvl --home {shlex.quote(home)} ", text)


def lie_below(home: str) -> None:
    """Have every message from now on name commands with this home, until a language is installed.

    One with braces is left out, for a message may have fields.
    """
    if not {*"{}"} & {*home}:
        _rewordings["home"] = partial(with_home, home=home)


def spell(change: Callable[[str], str]) -> None:
    """Have every message from now on spelled otherwise, until a language is installed."""
    _rewordings["spelling"] = change


def _(message: str) -> str:
    """Translate a message."""
    return _reworded(_current.gettext(message))


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a message that counts."""
    return _reworded(_current.ngettext(one, many, number))


def _reworded(text: str) -> str:
    for change in _rewordings.values():
        text = change(text)
    return text


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "collect, translate later"
    """Mark a message in a table for collection; the one who shows it calls `_`."""
    return message
