"""Looks at a portal that is to be added, says what was found, and writes its file: `tinvl portals add`."""

from pathlib import Path

from reader.cli.exits import Exit, code_of
from reader.cli.output import Refusal, complain, say, tell
from reader.cli.progress import Lines
from reader.cli.session import Session
from reader.cli.sync import stop_on_interrupt
from reader.cli.tables import print_report
from reader.export.jsonout import dumps, fields
from reader.fetching.adding import Adding
from reader.i18n import _
from reader.paths import shortened
from reader.progress import Progress
from reader.wording.explain import explain
from reader.wording.surveyed import by_hand, doing, failures, rows, verdict
from scrapers.errors import FetchError, NotAllowed
from scrapers.portals.portal import Portal
from scrapers.survey.findings import Findings
from scrapers.survey.look import Surveyed, SurveyEvent
from scrapers.syncing.events import Waiting
from scrapers.text import clean_line
from scrapers.watch import Stopped


def follow(session: Session, adding: Adding, address: str, name: str, title: str, *, as_json: bool) -> Exit:
    """Look at the portal at an address, say what was found, and write its file where that is enough.

    An empty `name` or `title` is made of what was found.
    """
    found = _look(adding, address)
    portal, file = adding.write(found, name, title) if found.is_enough else (None, None)
    try:
        if as_json:
            _say_json(found, portal, file)
        else:
            _say_found(found)
    finally:  # it is said that a file was written, too, where nobody takes the data
        if portal is None or file is None:
            _tell_refused(found)
        else:
            _tell_failed(found)
            _tell_next(session, portal.name, file)
    return Exit.DONE if portal else Exit.PARTLY


def _look(adding: Adding, address: str) -> Findings:
    """Look at a portal, and tell on the way what is asked for; Ctrl+C ends it with nothing written."""
    found: Findings | None = None
    shown = Lines()
    with stop_on_interrupt() as stop:
        try:
            for event in adding.survey(address, stop):
                found = _tell_event(event, shown)
        except Stopped:
            stop.set()
        except NotAllowed:
            raise  # a browser may open it all the same
        except FetchError as error:
            text = _("No portal was added; look whether {url} opens in a browser.").format(url=address)
            raise Refusal(f"{explain(error)}\n{text}", code=code_of(error)) from error
    if found is None or stop.is_set():
        tell(_("Stopped: nothing was written."))
        raise KeyboardInterrupt
    return found


def _tell_event(event: SurveyEvent, shown: Lines) -> Findings | None:
    """Tell on stderr what is asked for; return what was found, once that is known."""
    match event:
        case Surveyed():
            return event.findings
        case Waiting():
            shown.show(Progress(waiting=event))
        case _:
            tell(doing(event))
    return None


def _say_found(found: Findings) -> None:
    said = [(clean_line(what), clean_line(text)) for what, text in rows(found)]
    print_report(said, looks={0: "strong"})


def _say_json(found: Findings, portal: Portal | None, file: Path | None) -> None:
    """Print all that was found, and the portal that was made of it; null where none was."""
    made = {"name": portal.name, "title": portal.title, "base": portal.base} if portal else None
    head = {"added": made, "file": str(file) if file else None, "lacks": found.lacks}
    say(dumps(head | fields(found)))


def _tell_failed(found: Findings) -> None:
    if found.failures:
        tell(_("These pages could not be fetched; the portal is added without them:"))
    for failure in failures(found):
        tell(failure, indent=4)


def _tell_refused(found: Findings) -> None:
    for failure in failures(found):
        tell(failure)
    complain(verdict(found))
    tell(by_hand())


def _tell_next(session: Session, name: str, file: Path) -> None:
    tell(_("Written: {file}").format(file=clean_line(shortened(file))))
    tell(_("Fetch its newest, then read it:"))
    for arguments in (f"sync --portal {name} --pages 1", f"--portal {name}"):
        tell(f"{session.command} {arguments}", indent=4)
