"""Messages in the reader's language: Vietnamese unless told otherwise.

Message ids are English, so English needs no catalogue; Vietnamese lies in `locale/vi`, compiled by
`make locale`.
"""

import gettext
import os
import re
import shlex
from pathlib import Path

LANGUAGES = ("vi", "en")
DOMAIN = "tinvl"
LOCALE = Path(__file__).parent / "locale"
_NAMED = re.compile("`tinvl (?!--home )")
_current: gettext.NullTranslations = gettext.NullTranslations()


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
    if language == "en":
        _current = gettext.NullTranslations()
    else:
        _current = gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def with_home(text: str, home: str) -> str:
    """Put a --home into the commands that a text names in backticks, as they are to be typed."""
    return _NAMED.sub(lambda _: f"`tinvl --home {shlex.quote(home)} ", text)


class _AtHome(gettext.NullTranslations):
    """Names commands as they are to be typed for what lies below one home."""

    def __init__(self, spoken: gettext.NullTranslations, home: str) -> None:
        super().__init__()
        self.add_fallback(spoken)
        self._home = home

    def gettext(self, message: str) -> str:
        return with_home(super().gettext(message), self._home)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return with_home(super().ngettext(msgid1, msgid2, n), self._home)


def lie_below(home: str) -> None:
    """Have every message from now on name commands with this home, until a language is installed.

    One with braces is left out, for a message may have fields.
    """
    global _current  # noqa: PLW0603 - as above
    if not {*"{}"} & {*home}:
        _current = _AtHome(_current, home)


def _(message: str) -> str:
    """Translate a message."""
    return _current.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a message that counts."""
    return _current.ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "collect, translate later"
    """Mark a message in a table for collection; the one who shows it calls `_`."""
    return message
