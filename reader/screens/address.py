"""The input line for the address or the id of an article."""

from collections.abc import Callable

from textual.widgets import Input

from reader.fetching.addresses import Kind, first_in
from reader.getting import Sought
from reader.i18n import _
from reader.keyboard.command import Place
from reader.keyboard.commands import first_key
from reader.screens.line import LineScreen
from reader.widgets.lineinput import LineInput
from reader.wording.explain import explain
from scrapers.errors import TinvlError, UnknownName


class AddressInput(LineInput):
    """Takes of what is pasted the address alone, also where a mail has broken it over lines."""

    def meant(self, pasted: str) -> str:
        """Return the first address."""
        return first_in(pasted)


class AddressScreen(LineScreen[Sought | None]):
    """Returns the article that is meant, or None; what is none stays in the line, to be mended."""

    PLACE = Place.ADDRESS
    INPUT = AddressInput

    def __init__(self, seek: Callable[[str], Sought], browse: Callable[[str], None], *, alone: bool) -> None:
        """`seek` finds what is meant, UnknownName for nothing; `browse` opens an address elsewhere.

        `alone` is whether no other portal can be read from here.
        """
        super().__init__(_("Address"), _("http://… or the id of an article"))
        self._seek = seek
        self._browse = browse
        self._alone = alone
        self._complained = False

    def action_open_address(self) -> None:
        """Leave with the article that is meant, or say why there is none."""
        typed = first_in(self.query_one(Input).value)
        if not typed:
            self._leave(None)
            return
        try:
            sought = self._seek(typed)
        except UnknownName as error:
            text = _("“{text}” is neither an address nor the id of an article here.").format(text=typed)
            self._complain(explain(error) if error.known else text)
        except TinvlError as error:
            self._complain(explain(error))
        else:
            if sought.may_be_article:
                self._leave(sought)
            else:
                self._complain(_why_none(sought.kind, alone=self._alone))

    def action_browse_address(self) -> None:
        """Open in the browser what stands in the line."""
        if typed := first_in(self.query_one(Input).value):
            self._leave(None)
            self._browse(typed)

    def action_drop_address(self) -> None:
        """Go back to where one was."""
        self._leave(None)

    def _leave(self, sought: Sought | None) -> None:
        """Take along what was said of the line: it names keys that work only there."""
        if self._complained:
            self.app.clear_notifications()
        self.dismiss(sought)

    def _complain(self, text: str) -> None:
        self._complained = True
        self.notify(text, severity="warning")


def _why_none(kind: Kind, *, alone: bool) -> str:
    """Say what lies there in place of an article, and what helps."""
    texts = {
        Kind.LISTING: _("That is a list of articles, not one article. {key} opens it in the browser."),
        Kind.MISTYPED: _("An address begins with http:// or https://, but this one does not."),
        Kind.FILE: _("That is a file, not an article. {key} opens it in the browser."),
    }
    foreign = _(
        "No portal known here has this address. {key} opens it in the browser; "
        "{portals}, then {add}, adds its portal."
    )
    if alone:
        foreign = _(
            "Only articles of the demo portal are read here. {key} opens the address in the browser; "
            "`tinvl get ADDRESS` fetches an article of another portal."
        )
    keys = {"portals": first_key("portals"), "add": first_key("add_portal")}
    return texts.get(kind, foreign).format(key=first_key("browse_address"), **keys)
