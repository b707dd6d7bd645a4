"""The portals that a profile knows: the user's own files, the built-in ones, the demo, and later ones."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.errors import UnknownName

if TYPE_CHECKING:
    from scrapers.portal import Portal

DEMO = "demo"
_DEMO_RULES, _DEMO_BASE = "vinhlong", "http://demo.invalid/"
"""The demo follows another portal's rules; its pages lie wherever its server answers, as on a mirror."""


class Portals:
    """Portals by name. Files in `directory` come before built-in portals of the same name."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._registered: dict[str, Portal] = {}
        self._built_in: dict[str, Portal] = {}

    def get(self, name: str) -> "Portal":
        """Give a portal; UnknownName tells which there are, PortalFileError which file is wrong."""
        if name in self._registered:
            return self._registered[name]
        if name == DEMO and DEMO not in self._own:
            return self._demo
        if name in self._own:
            return self._own[name]
        if name not in self._built_in:
            self._built_in[name] = self._shipped(name)
        return self._built_in[name]

    def _shipped(self, name: str) -> "Portal":
        """Give a built-in portal; the files of the others are not read."""
        from scrapers.portal import builtin, builtins  # noqa: PLC0415 - many commands need no rules

        if name not in builtins():
            raise UnknownName("no such portal", where=name, known=tuple(sorted(self._known)))
        return builtin(name)

    def all(self) -> "tuple[Portal, ...]":
        """Give every portal by name, without the demo."""
        known = self._known | self._registered
        return tuple(known[name] for name in sorted(known))

    def register(self, portal: "Portal") -> None:
        """Add a portal made at run time."""
        self._registered[portal.name] = portal

    @cached_property
    def _own(self) -> "dict[str, Portal]":
        from scrapers.portal import own_files  # noqa: PLC0415 - as above

        return own_files(self._directory)

    @cached_property
    def _known(self) -> "dict[str, Portal]":
        from scrapers.portal import available  # noqa: PLC0415 - many commands need no rules

        return available(self._directory)

    @cached_property
    def _demo(self) -> "Portal":
        from scrapers.portal import builtin  # noqa: PLC0415 - as above

        return builtin(_DEMO_RULES).moved(DEMO, _DEMO_BASE)
