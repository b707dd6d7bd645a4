"""Asks where to write articles; the ending of the name chooses the form."""

import os
import threading
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.export.exporting import ENDINGS, Form, Selection, form_of, write_file
from reader.export.names import file_name
from reader.i18n import _
from reader.keyboard.command import Place
from reader.messages import with_fields
from reader.paths import expanded, home
from reader.render.text import foreign
from reader.screens.hinted import HintedScreen
from reader.widgets.hintbar import HintBar
from reader.widgets.latest import Latest
from reader.widgets.lineinput import LineInput
from reader.widgets.saying import Saying
from reader.wording.explain import cannot_write, explain
from reader.words import number, plural
from scrapers.errors import TinvlError, UnknownHome
from scrapers.watch import Stopped

_SEEN, _LEAST = 68, 32
"""Cells of the field, and of a name that still says something."""


class ExportScreen(HintedScreen[str | None], ModalScreen[str | None]):
    """Writes a selection to a file; returns a sentence that says what was written, or None."""

    DEFAULT_CSS = """
    ExportScreen { align: center middle; background: $background 60%; }
    ExportScreen > Vertical {
        width: 76; max-width: 100%; height: auto; background: $surface; border: round $primary; padding: 0 1;
    }
    ExportScreen Static { height: auto; margin-bottom: 1; }
    ExportScreen .title { max-height: 3; }
    ExportScreen LineInput { background: $boost; }
    ExportScreen Saying { margin: 1 0 0 0; }
    ExportScreen Saying.-trouble { color: $text-error; }
    ExportScreen HintBar { background: $surface; padding: 0; }
    """
    PLACE = Place.EXPORT

    @with_fields
    class Written(Message):
        """The file is there, or `trouble` says why not."""

        target: Path
        trouble: str = ""

    @with_fields
    class Progressed(Latest):
        """So many articles are in the file by now."""

        count: int

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self._selection = selection
        self._is_writing = False
        self._stop = threading.Event()

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            box.border_title = Content(_("Write to a file"))
            yield Static(foreign(self._selection.title, "bold"), classes="title")
            yield LineInput(self._proposed())
            hint = _("The ending chooses the form: {endings}").format(endings=self._endings)
            yield Static(hint, markup=False)
            yield Saying()
            yield HintBar()

    def _proposed(self) -> str:
        """Propose a name that is seen whole: the field would show only its end, and not where it lies."""
        folder = home()
        longest = max(_SEEN - len(str(folder)) - 1, _LEAST)
        return str(folder / file_name(self._selection.title, "html", longest=longest))

    def on_mount(self) -> None:
        """Take the name."""
        self.query_one(Input).focus()

    def _tell(self, text: str, *, is_trouble: bool = True) -> None:
        saying = self.query_one(Saying)
        saying.set_class(is_trouble, "-trouble")
        saying.say(text)

    def action_write_file(self) -> None:
        """Write the file under the name that stands there."""
        if self._is_writing:
            return
        try:
            target = expanded(Path(os.path.expandvars(self.query_one(Input).value.strip())))
        except UnknownHome as error:
            self._tell(explain(error))
            return
        form = form_of(target)
        if form is None:
            self._tell(_("The name must end in one of these: {endings}").format(endings=self._endings))
        elif os.path.lexists(target):
            self._tell(_("There is already a file of that name; choose another one."))
        else:
            self._tell(_("Writing …"), is_trouble=False)
            self._is_writing = True
            self._write(target, form)

    @property
    def _endings(self) -> str:
        return ", ".join(ENDINGS)

    @work(thread=True, exclusive=True, group="export", exit_on_error=False)
    def _write(self, target: Path, form: Form) -> None:
        trouble = ""
        self._selection.watch = self._passed
        try:
            if not (trouble := self._selection.lack(form)):
                write_file(self._selection, form, target)
        except Stopped:
            return
        except OSError as error:
            trouble = cannot_write(target, error)
        except TinvlError as error:
            trouble = explain(error)
        self.post_message(self.Written(target, trouble))

    def _passed(self, count: int) -> None:
        if self._stop.is_set():
            raise Stopped
        self.post_message(self.Progressed(count))

    def on_export_screen_progressed(self, message: Progressed) -> None:
        """Say how far it has come."""
        done, of = number(message.count), number(self._selection.total)
        self._tell(_("Writing … {done} of {total}").format(done=done, total=of), is_trouble=False)

    def on_unmount(self) -> None:
        """Write no file that nobody waits for."""
        self._stop.set()

    def on_export_screen_written(self, message: Written) -> None:
        """Say what came of it."""
        self._is_writing = False
        if message.trouble:
            self._tell(message.trouble)
            return
        count = self._selection.count
        written = plural(
            "{n} article written to {file}.", "{n} articles written to {file}.", count, file=message.target
        )
        self.dismiss(written)

    def action_keep_none(self) -> None:
        """Write nothing."""
        self.dismiss(None)
