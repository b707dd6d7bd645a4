"""The exception tree: everything that is expected to go wrong.

    TinvlError
    ├── FetchError               a page could not be fetched
    │   ├── Unreachable          no name, no route, refused, reset, timed out
    │   │   └── Untrusted        a certificate that does not hold
    │   ├── BadStatus            an answer other than 200 and 304
    │   │   └── Gone             404 or 410: the portal no longer has the page
    │   ├── NotAllowed           robots.txt, a foreign or private address, a scheme other than http(s)
    │   │   └── Elsewhere        a page on a host that is not the portal's
    │   ├── TooLarge             past the cap of a page, a picture or a file
    │   ├── NotAFile             a web page in place of a file
    │   └── BadAnswer            truncated, garbled, too many redirects
    ├── ParseError               a page could not be read
    │   ├── LoginAsked           the portal led to a form for a password in its place
    │   ├── ScriptAsked          a script that a browser is to run came in its place
    │   ├── OnePage              one and the same page came in place of several
    │   ├── NotAnArticle         a page of another kind, where an article was asked for
    │   └── LayoutChanged        a required field is missing
    ├── PortalFileError          a portal's TOML file is wrong
    ├── NotAdded                 a portal that cannot be added: no address, read already, a name that is taken
    ├── StoreError               a store on this machine
    │   ├── StoreLocked          another sync of the same portal runs
    │   │   └── StoreBusy        a sync runs where all is to be changed, or the other way round
    │   ├── StoreReadOnly        opened for nothing but reading
    │   ├── StoreNoStandIn       can only be read as a copy, and there is no place for one
    │   ├── StoreBlocked         a directory, a pipe or a device lies in its place
    │   ├── StoreDamaged         found broken in use; the next start mends it
    │   └── StoreTooNew          written by a newer version
    ├── UnknownName              no such portal, category or article
    ├── UnknownHome              no home directory is known, of this user or of the one named
    ├── ConfigError              the user's config file is wrong
    ├── StateFileError           a file of marks from another machine is wrong
    └── ArchiveFileError         a file of articles from another machine is wrong
        ├── TooExpanded          or expands to more than any that is right
        └── NoRoom               or needs more room than there is

Each carries the address or file it is about, so that a message can name it. Messages here are English and
plain; the reader words them for people in `reader.wording.explain`.
"""

TOO_MANY, LOGIN_NEEDED = 429, 511
_SERVER_ERRORS = range(500, 600)


def is_trouble(status: int) -> bool:
    """Tell whether a status says that the host is overloaded or broken, whatever it is asked for."""
    return status == TOO_MANY or status in _SERVER_ERRORS


class TinvlError(Exception):
    """Root of the tree. `where` is an address, a file or a name; `what` says what is wrong."""

    def __init__(self, what: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.what = what
        self.where = where


class FetchError(TinvlError):
    """A page could not be fetched; `where` is its address."""


class Unreachable(FetchError):
    """The portal did not answer: no name, no route, refused, reset, timed out, no robots.txt to be had."""


class Untrusted(Unreachable):
    """The portal's certificate does not hold; `what` is the reason alone, as OpenSSL words it."""


class BadStatus(FetchError):
    """The portal answered, but not with the page; or `mirror` did, an address that stands in for it.

    `wait` is how many seconds it asks to be left alone, 0 where it does not say.
    """

    def __init__(self, status: int, *, where: str, mirror: str = "", wait: int = 0) -> None:
        said = (mirror, f"HTTP {status}", f"told to wait {wait} s" if wait else "")
        super().__init__(": ".join(filter(None, said)), where=where)
        self.status = status
        self.wait = wait

    @property
    def is_trouble(self) -> bool:
        """Whether the host is overloaded or broken, whatever page it is asked for; that passes."""
        return is_trouble(self.status)


class Gone(BadStatus):
    """404 or 410: the portal no longer has the page."""


class NotAllowed(FetchError):
    """The page must not be asked for: robots.txt, a foreign or private address, another scheme."""


class Elsewhere(NotAllowed):
    """A page lies, or led, to a host that is not the portal's; `where` is its address there."""


class TooLarge(FetchError):
    """The answer is larger than its cap after decompression."""

    def __init__(self, limit: int, *, where: str) -> None:
        super().__init__(f"larger than {limit} bytes", where=where)
        self.limit = limit


class NotAFile(FetchError):
    """A web page came where a file was promised: the portal says in words that there is none."""


class BadAnswer(FetchError):
    """The answer is not one: truncated, garbled, too many redirects."""


class ParseError(TinvlError):
    """A page could not be read; `where` is its address."""


class LoginAsked(ParseError):
    """The portal led to a form that asks for a password, in place of the page."""


class ScriptAsked(ParseError):
    """A page came that only a script leads on from, in place of what was asked for."""


class OnePage(ParseError):
    """One and the same page comes whatever is asked for: a login, or word that the portal is being mended."""


Walled = LoginAsked | ScriptAsked | OnePage
"""What stands in front of all pages of a portal came in place of one, which may be behind it as it was."""


class NotAnArticle(ParseError):
    """A list or a front page lies where an article was asked for that no page of the portal has named."""


class LayoutChanged(ParseError):
    """A required field is missing from a page: the portal has changed, or this is not the page it was."""

    def __init__(self, field: str, *, where: str) -> None:
        super().__init__(f"no {field} found by any rule", where=where)
        self.field = field


class PortalFileError(TinvlError):
    """A portal's TOML file is wrong; `where` is the file, `key` the place in it, `line` counts from 1."""

    def __init__(self, what: str, *, where: str, key: str = "", line: int = 0) -> None:
        super().__init__(f"{key}: {what}" if key else what, where=where)
        self.key = key
        self.line = line


class NotAdded(TinvlError):
    """No portal can be added; `where` is the address or name, `portal` the one that has it already."""

    def __init__(self, what: str, *, where: str, portal: str = "") -> None:
        super().__init__(what, where=where)
        self.portal = portal


class StoreError(TinvlError):
    """A store on this machine cannot be used; `where` is its path."""


class StoreLocked(StoreError):
    """Another process, or another thread, syncs the same portal into the same cache."""

    def __init__(self, holder: str, *, where: str) -> None:
        super().__init__(f"in use by {holder}", where=where)
        self.holder = holder


class StoreBusy(StoreLocked):
    """What changes a whole cache has to wait for a sync, or a sync for what changes all of it.

    `portals` names those whose syncs run, none where something else does. Between several holders is a comma.
    """

    def __init__(self, holder: str, *, where: str, portals: tuple[str, ...] = ()) -> None:
        super().__init__(holder, where=where)
        self.portals = portals


class StoreReadOnly(StoreError):
    """A store was opened only to be read, because it cannot be written."""


class StoreNoStandIn(StoreError):
    """A store can neither be written nor be read as it lies, and no copy of it could be made."""


class StoreBlocked(StoreError):
    """What lies at `where`, in the place of a store, its lock or what SQLite keeps beside it, is no file."""


class StoreDamaged(StoreError):
    """A store was found broken in use; the next start takes over what can be read of it."""


class StoreTooNew(StoreError):
    """A store was written by a newer version of the program."""


class UnknownName(TinvlError):
    """No such portal, category or article; `where` is the name, `known` what there is."""

    def __init__(self, what: str, *, where: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(what, where=where)
        self.known = known


class ConfigError(TinvlError):
    """The user's config file is wrong; `where` is the file."""


class UnknownHome(TinvlError):
    """A home directory is not known; `where` is what stands for it, `~` or `~somebody`."""


class StateFileError(TinvlError):
    """A file of marks from another machine is wrong; `where` is the file."""


class ArchiveFileError(TinvlError):
    """A file of articles from another machine is wrong; `where` is the file.

    `line` is the line of it, from 1, or 0; `portal` is the portal that it is about, if it is about one.
    """

    def __init__(self, what: str, *, where: str, line: int = 0, portal: str = "") -> None:
        super().__init__(what, where=where)
        self.line = line
        self.portal = portal


class TooExpanded(ArchiveFileError):
    """A file of articles, or a line of one, expands to more than `limit` bytes, as no honest one does."""

    def __init__(self, what: str, *, where: str, line: int, limit: int) -> None:
        super().__init__(what, where=where, line=line)
        self.limit = limit


class NoRoom(ArchiveFileError):
    """A file of articles needs more room than the disk has, both in bytes; `directory` is where it has it."""

    def __init__(self, *, where: str, needed: int, free: int, directory: str) -> None:
        super().__init__("no room", where=where)
        self.needed = needed
        self.free = free
        self.directory = directory
