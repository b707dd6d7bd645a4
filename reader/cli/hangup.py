"""Ends the reader where its terminal is gone or a signal asks for it; leaves the shell no late answers.

Textual 8.2 does nothing of that. Its thread that reads keys goes round and round at the end of the input, as
fast as a core can; the one that writes ends at its first error, and who waits for it waits for ever; and an
exception that the handler of a signal raises inside its event loop leaves it waiting as well. So a line that
dropped left a program behind that only SIGKILL ended.
"""

import select
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import CursorPosition
from textual.message import Message

from reader.cli.exits import Exit
from reader.terminal.signals import ending_signals

if TYPE_CHECKING:
    from textual.app import App

    from reader.terminal.painted import SparingApp


class _Lasting:
    """A terminal to write to; what finds it gone is dropped."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal
        self.fileno = terminal.fileno

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._terminal.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._terminal.flush()


class LastingDriver(LinuxDriver):
    """Textual's driver of a terminal; a signal that asks to end, or the terminal's end, ends the reader."""

    def __init__(self, app: "App[Any]", **options: Any) -> None:
        super().__init__(app, **options)
        self._line = cast("SparingApp", app).line
        self._typed_ahead = cast("SparingApp", app).typed_ahead
        self._file = cast("Any", _Lasting(cast("TextIO", self._file)))
        for number in ending_signals():
            self._loop.add_signal_handler(number, self._end)
        threading.Thread(target=self._watch, name="hangup", daemon=True).start()

    def _watch(self) -> None:
        """Wait until the terminal hangs up, which poll(2) tells also who asks it for nothing."""
        terminal = select.poll()
        terminal.register(self.fileno, 0)
        ((_terminal, told),) = terminal.poll()
        if told & select.POLLNVAL:  # this system's poll knows no terminals, as macOS had it once
            return
        self._line.forget()
        with suppress(RuntimeError):  # the event loop has ended, and the reader with it
            self._loop.call_soon_threadsafe(self._end)

    def start_application_mode(self) -> None:
        """Take the terminal, and know when its answers to what Textual asks then have come."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual does not say what it returns
        self.write(self._line.question(0))

    def run_input_thread(self) -> None:
        """Hand on what was typed before the terminal was taken, then what is typed."""
        for event in XTermParser().feed(self._typed_ahead):
            self.process_message(event)
        super().run_input_thread()

    def process_message(self, message: Message) -> None:
        """Note an answer in the thread that reads it, and hand it on."""
        if isinstance(message, CursorPosition):
            self._line.answered()
        super().process_message(message)

    def stop_application_mode(self) -> None:
        """Leave no answers to the shell, which would take them for keys.

        Nor leave anything drawn, where there is no other screen to go back to: GNU screen, the Linux console.
        """
        self._line.settle()
        self.write("\x1b[m\x1b[2J\x1b[H")
        super().stop_application_mode()

    def _end(self) -> None:
        """Leave the reader as its key does; whoever asks a second time need not wait for that."""
        self._loop.remove_signal_handler(signal.SIGTERM)
        self._app.exit(return_code=Exit.INTERRUPTED)
