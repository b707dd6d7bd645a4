"""Whose articles a command is about, and what it says where nobody named the portal."""

from functools import cached_property
from typing import TYPE_CHECKING

from reader.cli.missing import nothing_fetched
from reader.cli.output import chosen_option, tell
from reader.cli.session import Session
from reader.i18n import _
from reader.model import EVERYWHERE

if TYPE_CHECKING:
    from reader.library import Library


class Scope:
    """One portal, or with `--all` all that were fetched here."""

    def __init__(self, session: Session, asked: str | None, *, every: bool) -> None:
        """`asked` is what `--portal` names.

        Raises Refusal where both are given, UnknownName and PortalFileError for a portal.
        """
        chosen_option({"all": every, "portal": asked is not None})
        self._session, self._asked = session, asked
        self.every = every
        self.portal = EVERYWHERE if every else session.choose_portal(asked)

    @property
    def library(self) -> "Library":
        """The library, opened once the portal is chosen: the demo has one of its own."""
        return self._session.library

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The portals; none where `--all` finds nothing fetched."""
        return self.library.fetched() if self.every else (self.portal,)

    @cached_property
    def is_guessed(self) -> bool:
        """Whether nobody named the portal, and there is news of others too."""
        named = self.every or self._asked or self._session.config.portal
        return not named and self.library.are_several()

    @property
    def with_portal(self) -> bool:
        """Whether articles are to be named with their portal."""
        return self.every or self.is_guessed

    def tell_whose(self) -> None:
        """Say of which portal it is, where that may be a surprise."""
        if self.is_guessed:
            text = _("This is the news of {portal}, which was synced last; --portal names another.")
            tell(text.format(portal=self.portal))

    def nothing_fetched(self) -> str:
        """Say that nothing is here, and which command fetches it."""
        return nothing_fetched(self.portal or self._session.choose_portal(None))
