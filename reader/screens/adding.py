"""Adds a portal by its address while the list of portals stays on the screen."""

import threading

from textual import work
from textual.message import Message

from reader.i18n import _
from reader.keyboard.commands import BY_ID, first_key
from reader.library import Library
from reader.messages import with_fields
from reader.screens.aside import AsideScreen
from reader.widgets.latest import Latest
from reader.widgets.workbar import WorkBar
from reader.wording.explain import cannot_write, explain
from scrapers.errors import TinvlError
from scrapers.watch import Stopped


class AddingScreen(AsideScreen[str | None]):
    """Asks for an address, and looks at the portal there in a thread; a subclass has a `WorkBar`."""

    @with_fields
    class AddingProgressed(Latest):
        """What is done just now."""

        doing: str

    @with_fields
    class Added(Message):
        """A portal was added; `text` says what was found of it."""

        portal: str
        text: str

    @with_fields
    class NoneAdded(Message):
        """No portal was added; `text` says why."""

        text: str

    _typed = ""
    """The address that led to no portal, to be put right."""

    def __init__(self, library: Library) -> None:
        """Add to the portals of a library."""
        super().__init__()
        self._library = library

    def works(self, command: str) -> bool:
        """Return whether a command has anything to do now; one portal is added at a time."""
        if command == "add_portal":
            return not self.query_one(WorkBar).goes_on("stop_adding")
        if command == "stop_adding":
            return self.query_one(WorkBar).can_stop("stop_adding")
        return super().works(command)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse what has nothing to do now."""
        return super().check_action(action, parameters) if self.works(action) else False

    def refusal(self, key: str) -> str:
        """Return why a key has nothing to do now."""
        if key not in BY_ID["add_portal"].keys:
            return super().refusal(key)
        text = _("One portal is added at a time; {key} stops looking at that one.")
        return text.format(key=first_key("stop_adding"))

    def action_add_portal(self) -> None:
        """Ask for an address."""
        from reader.screens.portaladdress import PortalAddressScreen  # noqa: PLC0415 - hardly ever

        self.app.push_screen(PortalAddressScreen(self._typed), self._begin)

    def _begin(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._typed = typed
            halt = self.query_one(WorkBar).begin(_("Asking the portal …"), "stop_adding")
            self.tell_hints()
            self._add(typed, halt)

    @work(thread=True, exclusive=True, group="adding", exit_on_error=False)
    def _add(self, typed: str, halt: threading.Event) -> None:
        try:
            ended: Message = self._added(typed, halt)
        except Stopped:
            ended = self.NoneAdded(_("Stopped: nothing was written."))
        except TinvlError as error:
            ended = self.NoneAdded(explain(error))
        except OSError as error:
            ended = self.NoneAdded(cannot_write(self._library.paths.portals, error))
        self.post_message(ended)

    def _added(self, typed: str, halt: threading.Event) -> Message:
        """Look at the portal, and add it where that is enough."""
        from reader.wording.surveyed import brief, by_hand, doing, verdict  # noqa: PLC0415 - brings the network
        from scrapers.survey.look import Surveyed  # noqa: PLC0415 - likewise

        adder = self._library.adding()
        for event in adder.survey(typed, halt):
            if not isinstance(event, Surveyed):
                self.post_message(self.AddingProgressed(doing(event)))
            elif halt.is_set():
                raise Stopped
            elif event.findings.is_enough:
                portal, _file = adder.write(event.findings)
                return self.Added(portal.name, brief(event.findings, portal))
            else:
                return self.NoneAdded(f"{verdict(event.findings)} {by_hand()}")
        raise Stopped

    def on_adding_screen_adding_progressed(self, message: AddingProgressed) -> None:
        """Show what is done."""
        self.query_one(WorkBar).tell("stop_adding", 0, 0, message.doing)

    def action_stop_adding(self) -> None:
        """End it; nothing is written."""
        self.query_one(WorkBar).stop("stop_adding")
        self.tell_hints()

    def leave(self, portal: str | None) -> None:
        """Leave the screen; a portal that is looked at is not added."""
        if self.query_one(WorkBar).goes_on("stop_adding"):
            self.say(_("Stopped: nothing was written."))
        self.dismiss(portal)

    def end_adding(self, *, added: bool) -> None:
        """Take the work off the screen; what was typed can be put right unless it was good."""
        self.query_one(WorkBar).end("stop_adding")
        self._typed = "" if added else self._typed
        self.tell_hints()
