"""Opens an address in the system's browser."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from reader.links import openable

Suspend = Callable[[], AbstractContextManager[None]]
"""Gives the terminal to another program for a while."""


def browse(url: str, suspend: Suspend) -> bool:
    """Open a web address; False where there is no browser. One that runs in the terminal gets the terminal.

    The browser is started with the address as one argument, never by a shell.
    """
    import webbrowser  # noqa: PLC0415 - starting need not wait for it

    if not openable(url):
        return False
    try:
        browser = webbrowser.get()
    except (webbrowser.Error, ValueError, IndexError):  # the last two where $BROWSER is no command line
        return False
    # Exactly this class runs in the terminal until it is left; its children go to the background.
    if type(browser) is webbrowser.GenericBrowser:
        with suspend():
            return browser.open(url)
    return browser.open(url)
