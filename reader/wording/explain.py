"""Says in the reader's language what went wrong and what to do next: a sentence for each class of errors."""

import errno
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reader.i18n import N_, _
from reader.wording import statuses
from reader.wording.closed import why_closed
from reader.wording.details import detail, named, short
from reader.words import hour, number, plural, size
from scrapers import errors
from scrapers.stores.shared import Notice, Trouble

_NOT_ON_FAT = '"*:<>?|\\'
"""What FAT takes in no name; Linux calls it an invalid argument, or says that there is no such file."""
_SIGNED = re.compile(r"process (\d+) since (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[+]00:00)?)")
"""What `scrapers.stores.lock` writes into a lock; an older program wrote the time of its zone, bare."""


def explain(error: BaseException) -> str:
    """Word any error for people: what is wrong, where, and what to do; one line, never a traceback."""
    if isinstance(error, _OF_PLACES) and (why := why_closed(error.where, error.what)):
        return why
    for kind in type(error).__mro__:
        if wording := _WORDINGS.get(kind):
            return wording(error)
        if (sentence := _SENTENCES.get(kind)) and isinstance(error, errors.TinvlError):
            return _(sentence).format(where=short(error.where), what=short(detail(error.what)))
    return _("Something unexpected went wrong: {what}").format(what=short(str(error) or type(error).__name__))


def explain_file(error: errors.FetchError) -> str:
    """Word why a file could not be had: as `explain` does, but for what that says of pages."""
    where = short(error.where)
    match error:
        case errors.Gone():
            return _("The portal no longer has this file: {where}.").format(where=where)
        case errors.BadStatus():
            return _status(error, statuses.wording(error.status).file)
        case errors.TooLarge():
            text = _("The file is larger than {limit} MiB and was not fetched: {where}.")
            return text.format(limit=error.limit >> 20, where=where)
        case _:
            return explain(error)


def cannot_write(file: Path, error: OSError) -> str:
    """Word why a file was not written."""
    text = _("Cannot write {file}: {reason}.")
    return text.format(file=short(str(file)), reason=_why_not(file, error))


def _why_not(file: Path, error: OSError) -> str:
    letters = [letter for letter in _NOT_ON_FAT if letter in file.name]
    if letters and error.errno in {errno.EINVAL, errno.ENOENT} and file.parent.is_dir():
        return _("this disk takes no {letters} in a name").format(letters=" ".join(letters))
    return detail(error.strerror or str(error))


def explain_notice(notice: Notice) -> str:
    """Word what a store did on its own while opening."""
    if notice.trouble is Trouble.ARTICLES_LOST:
        return _lost(notice)
    return _(_NOTICES[notice.trouble]).format(where=short(notice.where), kept=short(notice.kept))


def _lost(notice: Notice) -> str:
    return plural(
        "{n} article is no longer in the cache. What has a star or a note is put back; `tinvl sync --full` "
        "fetches again what the portal still has.",
        "{n} articles are no longer in the cache. What has a star or a note is put back; `tinvl sync --full` "
        "fetches again what the portal still has.",
        notice.articles,
    )


def _bad_status(error: errors.BadStatus) -> str:
    return _status(error, statuses.wording(error.status).page)


def _status(error: errors.BadStatus, sentence: str) -> str:
    again = statuses.again(error.wait)
    return _(sentence).format(status=error.status, where=short(error.where), again=again)


def _too_large(error: errors.TooLarge) -> str:
    text = _("The page is larger than {limit} MiB and was not read: {where}.")
    return text.format(limit=error.limit >> 20, where=short(error.where))


def _layout(error: errors.LayoutChanged) -> str:
    text = _(
        "The page no longer shows its {field}: {where}. The portal may have changed; what was saved stays."
    )
    return text.format(field=short(named(error.field)), where=short(error.where))


def _locked(error: errors.StoreLocked) -> str:
    text = _(
        "Another sync of this portal is running ({holder}). Reading goes on; sync again when it has ended."
    )
    return text.format(holder=holder(error))


def _busy(error: errors.StoreBusy) -> str:
    if len(error.portals) > 1:
        text = _(
            "Syncs of {portals} are running ({holder}), and this needs all of the cache, which stays as it "
            "is. Try again when they have ended."
        )
        return text.format(portals=short(", ".join(error.portals)), holder=holder(error))
    if error.portals:
        text = _(
            "A sync of {portal} is running ({holder}), and this needs all of the cache, which stays as it "
            "is. Try again when it has ended."
        )
        return text.format(portal=short(error.portals[0]), holder=holder(error))
    text = _("The cache is in use by another command ({holder}). Try again when it has ended.")
    return text.format(holder=holder(error))


def holder(error: errors.StoreLocked) -> str:
    """Word who holds a lock, by what each signed; another text stays as it is."""
    return ", ".join(dict.fromkeys(map(_signer, error.holder.split(", "))))


def _signer(holder: str) -> str:
    signed = short(holder)
    if not (found := _SIGNED.fullmatch(signed)):
        return signed
    since = hour(datetime.fromisoformat(found[2]).astimezone())
    return _("process {number} since {time}").format(number=found[1], time=since)


def _unknown(error: errors.UnknownName) -> str:
    if not error.known and error.what == "no such category":
        text = _("There is no category “{where}” here yet. `tinvl sync` finds out which there are.")
        return text.format(where=short(error.where))
    if not error.known:
        return _("There is no “{where}” here.").format(where=short(error.where))
    texts = {
        "no such portal": _("There is no portal “{where}”. What there is: {known}."),
        "no such category": _("There is no category “{where}”. What there is: {known}."),
    }
    text = texts.get(error.what, _("There is no “{where}”. What there is: {known}."))
    return text.format(where=short(error.where), known=short(", ".join(error.known)))


def portal_file(error: errors.PortalFileError, name: str) -> str:
    """Word what is wrong with a portal file, called `name`, and where in it."""
    what = short(detail(error.what))
    if not error.line:
        return f"{name}: {what}"
    return _("{file}, line {n}: {what}").format(file=name, n=error.line, what=what)


def _portal_file(error: errors.PortalFileError) -> str:
    return _("The portal file has an error: {fault}").format(fault=portal_file(error, short(error.where)))


def _not_added(error: errors.NotAdded) -> str:
    texts = {
        "not an address": _(
            "“{where}” is no address of a portal. Write it as it stands in the browser: stttt.travinh.gov.vn."
        ),
        "read already": _("The portal {portal} reads {where} already."),
        "name taken": _("There is a portal {portal} already. Choose another name."),
        "no name": _("“{where}” is no name of a portal: lower-case letters, digits and hyphens, at most 60."),
    }
    text = texts.get(error.what, _(_SENTENCES[errors.TinvlError]))
    return text.format(where=short(error.where), portal=short(error.portal), what=short(detail(error.what)))


def _archive(error: errors.ArchiveFileError) -> str:
    texts = {
        "no archive": _("{where} is no file that tinvl archive export wrote."),
        "too new": _("{where} was written by a newer version. Update this program to import it."),
        "cut off": _("{where} is cut off: its end is missing. Nothing was imported; copy it again."),
        "damaged": _("{where} is damaged. Nothing was imported; copy it again."),
        "another portal": _("{where} has articles of another portal that is called {portal}, too."),
        "unknown portal": _("{where} has articles of the portal {portal}, which this version does not know."),
        "elsewhere": _("{where} has pages of the portal {portal} that do not lie on it."),
        "changed": _("{where} was changed while it was read. Import it again."),
        "no copy": _(
            "There is no room in {where} for a copy of what comes by the pipe. Nothing was imported: let "
            "TMPDIR name a directory with room, or import a file."
        ),
        "wrong rules": _("The rules of the portal {portal} in {where} cannot be used."),
    }
    wrong = _("{where} cannot be imported, line {line}: {what}") if error.line else _("{where}: {what}")
    return texts.get(error.what, wrong).format(
        where=short(error.where), portal=short(error.portal), line=number(error.line),
        what=short(detail(error.what)),
    )  # fmt: skip


def _too_expanded(error: errors.TooExpanded) -> str:
    texts = {
        "a line": _(
            "{where} cannot be imported: line {line} expands to more than {limit}, as no article and no "
            "picture does. Nothing was imported."
        ),
        "a file": _(
            "{where} cannot be imported: by line {line} it has expanded to more than {limit}, as no export "
            "of its size does. Nothing was imported."
        ),
    }
    return texts.get(error.what, _(_SENTENCES[errors.TinvlError])).format(
        where=short(error.where), line=number(error.line), limit=size(error.limit),
        what=short(detail(error.what)),
    )  # fmt: skip


def _no_room(error: errors.NoRoom) -> str:
    text = _(
        "{where} needs {needed} or more here, and {directory} has {free} free. Nothing was imported: make "
        "room first, or have it written with --no-pictures."
    )
    return text.format(
        where=short(error.where), needed=size(error.needed), free=size(error.free),
        directory=short(error.directory),
    )  # fmt: skip


def _refused(error: OSError) -> str:
    """Word what the system says, without its error number."""
    what = ": ".join(str(part) for part in (error.filename, detail(error.strerror or "")) if part)
    return _("The system refused: {what}").format(what=short(what or str(error)))


_OF_PLACES = (errors.StoreError, errors.ConfigError, errors.PortalFileError)
"""Errors of which nothing needs to be said where the place itself cannot be used."""
_NOTICES = {
    Trouble.VALUE_DAMAGED: N_("A cached page was damaged and will be fetched again: {where}."),
    Trouble.CACHE_REBUILT: N_(
        "The cache was damaged: it was rebuilt from what could be read. The old file is {kept}."
    ),
    Trouble.CATALOGUE_REBUILT: N_("The list of articles was rebuilt from the cache."),
    Trouble.USERDATA_RESTORED: N_(
        "Your marks were damaged: the last good copy was taken. The old file is {kept}."
    ),
    Trouble.USERDATA_FOUND: N_("The file of your marks was missing: the last good copy was taken."),
    Trouble.USERDATA_COMPLETED: N_(
        "Your marks lacked {where}: put back, with what the last good copy has of it."
    ),
    Trouble.COPY_BLOCKED: N_("No copy of your marks is made, for {where} is a directory. Move it away."),
    Trouble.READ_ONLY: N_(
        "Nothing can be written to {where}: what is stored can be read, marks are not kept."
    ),
    Trouble.STAND_IN: N_(
        "{where} cannot be read as it lies there: a copy at {kept} is read until the program ends."
    ),
    Trouble.USERDATA_NEW: N_("Your marks were damaged and start empty. The old file is {kept}."),
}
"""What is said of what a store did; message ids."""
_SENTENCES: dict[type, str] = {
    errors.Unreachable: N_(
        "The portal cannot be reached: {where}. Check the network; what was saved can be read."
    ),
    errors.Untrusted: N_(
        "The portal's certificate is not accepted ({what}): {where}. Check the clock of this machine; "
        "where that is right, the portal has to mend it. What was saved can be read."
    ),
    errors.LoginAsked: N_(
        "The portal asks for a login in place of the page: {where}. What was saved can be read."
    ),
    errors.ScriptAsked: N_(
        "The portal lets browsers run a script before it shows the page, and this program runs none: "
        "{where}. Try again later, or open it in a browser. What was saved can be read."
    ),
    errors.OnePage: N_(
        "The portal shows one page in place of all others, as while it is mended or asks for a login: "
        "{where}. Try again later, or open it in a browser. What was saved can be read."
    ),
    errors.NotAnArticle: N_("There is no article at {where}, only a list or another page of the portal."),
    errors.Gone: N_("The portal no longer has this page: {where}."),
    errors.NotAllowed: N_("This address must not be fetched ({what}): {where}."),
    errors.Elsewhere: N_(
        "The page leads to a host that is not the portal's ({where}): the network may ask for a login "
        "first, as in hotels."
    ),
    errors.NotAFile: N_(
        "The portal sent a web page in place of the file: {where}. "
        "It may ask for a login, or the file is gone."
    ),
    errors.BadAnswer: N_("The portal's answer was garbled ({what}): {where}. Try again later."),
    errors.FetchError: N_("The page could not be fetched ({what}): {where}."),
    errors.ParseError: N_("The page could not be read ({what}): {where}."),
    errors.StoreDamaged: N_(
        "The store {where} is damaged ({what}). Start again: then it is mended, as far as it can be."
    ),
    errors.StoreTooNew: N_(
        "The store {where} was written by a newer version. Update this program to read it."
    ),
    errors.StoreNoStandIn: N_(
        "{where} can neither be written nor read as it lies there, and no copy could be made: {what}."
        " Check permissions, and let TMPDIR name a directory with room."
    ),
    errors.StoreReadOnly: N_("{where} cannot be written, so this is not kept. Check space and permissions."),
    errors.StoreBlocked: N_(
        "{where} is no file, but lies where this program keeps one. Move it away, then start again."
    ),
    errors.StoreError: N_("The store {where} cannot be used: {what}. Check space and permissions."),
    errors.UnknownHome: N_("{where} is not a directory. Set HOME, or name a directory with --home DIR."),
    errors.ConfigError: N_("The settings in {where} have an error: {what}"),
    errors.StateFileError: N_("The marks in {where} cannot be imported: {what}"),
    errors.TinvlError: N_("{where}: {what}"),
}
"""What is said of errors of which nothing but place and reason is told; message ids."""
_WORDINGS: dict[type, Callable[..., str]] = {
    errors.BadStatus: _bad_status,
    errors.TooLarge: _too_large,
    errors.LayoutChanged: _layout,
    errors.PortalFileError: _portal_file,
    errors.NotAdded: _not_added,
    errors.NoRoom: _no_room,
    errors.TooExpanded: _too_expanded,
    errors.ArchiveFileError: _archive,
    errors.StoreLocked: _locked,
    errors.StoreBusy: _busy,
    errors.UnknownName: _unknown,
    OSError: _refused,
}
"""How the others are worded."""
