"""How a command ends: the codes in one table, as the README and the help have it."""

from enum import IntEnum

from scrapers import errors


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    PARTLY = 1
    """Done in part, or there was nothing to write; what failed was listed."""
    USAGE = 2
    """The command, a name in it, the config or a portal file is wrong."""
    UNREACHABLE = 3
    """The portal did not answer."""
    STORE = 4
    """A store is locked or damaged beyond repair."""
    INTERRUPTED = 130
    """Ctrl+C; nothing is lost."""


_CODES: tuple[tuple[type[errors.TinvlError], Exit], ...] = (
    (errors.Unreachable, Exit.UNREACHABLE),
    (errors.StoreError, Exit.STORE),
    (errors.UnknownName, Exit.USAGE),
    (errors.ConfigError, Exit.USAGE),
    (errors.UnknownHome, Exit.USAGE),
    (errors.StateFileError, Exit.USAGE),
    (errors.ArchiveFileError, Exit.USAGE),
    (errors.PortalFileError, Exit.USAGE),
    (errors.NotAdded, Exit.USAGE),
)


def code_of(error: errors.TinvlError) -> Exit:
    """The exit code an error means; what is not in the table is a failure in part."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.PARTLY)
