"""Checks the keys that a person chose for commands: a key keeps one meaning in a place."""

from collections.abc import Collection, Iterator, Mapping

from reader.i18n import _
from reader.keyboard.command import Command, Place
from reader.keyboard.commands import BY_ID, TABLE, TYPED
from reader.keyboard.keys import is_key, key_name, key_named, types

FIXED = frozenset({"category"})
"""Commands whose keys cannot be changed: they say what they do."""


_PIPES = frozenset((Place.LIST, Place.ARTICLE, Place.RELATED))
"""Where a key can pipe an article to a command of the user's own."""


class BadKeysError(ValueError):
    """Keys that cannot be had for what a setting names; `what` says why."""

    def __init__(self, id: str, what: str, setting: str = "keys") -> None:
        """`id` is a command of the reader, or in the setting `pipes` a key."""
        super().__init__(what)
        self.id = id
        self.what = what
        self.setting = setting


def chosen(settings: Mapping[str, str], pipes: Collection[str] = ()) -> dict[str, str]:
    """Read keys by the id of their command, as Textual names them. Raises BadKeysError.

    Commands that leave a spare key to one of these, or to `pipes`, are there with the keys left to them.
    """
    found = {id_: " ".join(_keys(id_, typed)) for id_, typed in settings.items()}
    for id_ in found:
        for other in TABLE:
            _refuse_shared(BY_ID[id_], other, found)
    return found | dict(_left(found, {key_named(typed) for typed in pipes if is_key(typed)}))


def piped(pipes: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, str]:
    """Read which keys pipe an article to which command; `keys` were read by `chosen`. Raises BadKeysError."""
    taken = {
        key: command
        for command in TABLE
        if not _PIPES.isdisjoint(command.where)
        for key in keys.get(command.id, command.usual).split()
    }
    found: dict[str, str] = {}
    for typed, command in pipes.items():
        try:
            key = key_named(typed)
        except ValueError:
            raise BadKeysError(typed, _("“{key}” is not a key").format(key=typed), "pipes") from None
        if key in taken:
            raise BadKeysError(typed, _taken(key, taken[key]), "pipes")
        if not command.strip():
            what = _("there is no command for {key} to pipe an article to")
            raise BadKeysError(typed, what.format(key=typed), "pipes")
        found[key] = command.strip()
    return found


def with_alt(keys: Mapping[str, str], pipes: Mapping[str, str]) -> frozenset[str]:
    """Name the keys with Alt, as Textual does, among chosen keys and those of pipes. Raises BadKeysError."""
    named = [*" ".join(keys.values()).split(), *piped(pipes, keys)]
    return frozenset(key for key in named if key.startswith("alt+"))


def _keys(id: str, typed: str) -> Iterator[str]:
    if id not in BY_ID or id in FIXED:
        what = _("there is no command “{name}” to choose keys for; `tinvl keys` lists them")
        raise BadKeysError(id, what.format(name=id))
    if not typed.split():
        raise BadKeysError(id, _("“{name}” needs a key").format(name=id))
    for key in typed.split():
        try:
            named = key_named(key)
        except ValueError:
            raise BadKeysError(id, _("“{key}” is not a key").format(key=key)) from None
        if types(named) and not set(TYPED).isdisjoint(BY_ID[id].where):
            what = _("{key} is typed as text where “{name}” works; choose another one, such as Ctrl+G")
            raise BadKeysError(id, what.format(key=key_name(named), name=id))
        yield named


def _left(found: Mapping[str, str], piping: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield commands that leave spare keys to others, with the keys that they keep."""
    for holder in TABLE:
        if holder.id not in found:
            near = [keys for id_, keys in found.items() if not set(BY_ID[id_].where).isdisjoint(holder.where)]
            taken = {*" ".join(near).split(), *(() if _PIPES.isdisjoint(holder.where) else piping)}
            if given := taken & set(holder.spare.split()):
                yield holder.id, " ".join(key for key in holder.usual.split() if key not in given)


def _refuse_shared(asked: Command, holder: Command, found: Mapping[str, str]) -> None:
    """Refuse a key for two commands of a place, unless they share one anyway, by what there is to do."""
    if set(asked.where).isdisjoint(holder.where) or set(asked.usual.split()) & set(holder.usual.split()):
        return
    held = {*found.get(holder.id, holder.usual).split()}
    if holder.id not in found:
        held -= {*holder.spare.split()}
    if both := {*found[asked.id].split()} & held:
        raise BadKeysError(asked.id, _taken(min(both), holder))


def _taken(key: str, holder: Command) -> str:
    text = _("{key} is a key of {name} ({help}); give that another one as well")
    return text.format(key=key_name(key), name=holder.id, help=_(holder.help))
