"""The user's settings: one small TOML file, validated, every line optional."""

import re
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from reader.i18n import _
from scrapers.errors import ConfigError
from scrapers.text import WORD, clean_line, spelled
from scrapers.textfile import read_text

_MOST_WATCHED = 50
_LONGEST_WATCHED = 100
_UNKNOWN = re.compile(r"unknown field `(.*)`")
_AT = re.compile(r"at `\$\.(\w+)")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_AGAIN = re.compile(r"Cannot (overwrite|declare|mutate)|Duplicate")
"""What Python's parser says of a name that was given a value before."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `config.toml` may hold; the docstring under each name is its entry in the guide."""

    portal: str = ""
    """Portal to open; empty means the one synced last, then vinhlong."""
    all_portals: bool = False
    """Whether the reader begins with the news of all portals in one list, where there are of several."""
    begin: str = ""
    """List that the reader begins with, by its name, such as that of a category or of a saved search, with \
or without accents; empty means all news."""
    language: Literal["", "vi", "en"] = ""
    """Language of the interface; empty means that of the environment."""
    theme: str = ""
    """Theme to start with, as the theme key names it; empty means the one chosen last by key."""
    rows: Literal["", "comfortable", "compact"] = ""
    """How list rows are drawn: the title on two lines and details (comfortable), or one line (compact); \
empty means as chosen last by key."""
    marks: Literal["", "unicode", "ascii"] = ""
    """Whether marks such as ● and lines are drawn in Unicode or in plain ASCII; empty means ASCII on the \
Linux console, whose fonts lack them, and Unicode elsewhere."""
    pictures: bool | None = None
    """Whether articles show their pictures (true), or boxes with their captions (false); where nothing is \
said, as chosen last by key, but none that would take longer than three seconds on a slow line."""
    reading_width: Annotated[int, msgspec.Meta(ge=40, le=160)] = 78
    """Widest line of an article, in cells."""
    sync_every: Annotated[int, msgspec.Meta(ge=0, le=10080)] = 0
    """Minutes after which an open reader fetches the news of the portals opened in it by itself, at the \
start too; 0 for never."""
    files: bool = False
    """Whether syncs read the files attached to all articles, not to starred ones alone, so that searches \
find what they say; `tinvl sync --files` does it once."""
    keys: dict[str, str] = {}
    """Keys of your own for commands, such as {next_article = "J", page_down = "PgDn Ctrl+V"}, in place \
of the usual ones; `tinvl keys` names all commands."""
    pipes: dict[str, str] = {}
    """Keys of your own that pipe the article to a command, such as {B = "w3m $TINVL_URL", X = "lp"}; \
the reader is back as soon as the command has ended."""
    watch: tuple[str, ...] = ()
    """Words to watch for, such as ["chữ ký số", "ISO 27001"]: articles that have them are marked in lists, \
named under what is new, and told by `tinvl sync --notify`. Words of one entry stand together; those typed \
with accents are meant with them. An abbreviation of offices, such as UBND, and what it stands for are one, \
but not between quotes ('"UBND"')."""

    def __post_init__(self) -> None:
        """Refuse words that no article can have."""
        if len(self.watch) > _MOST_WATCHED:
            raise ValueError(_("watch has more than {n} entries").format(n=_MOST_WATCHED))
        for words in self.watch:
            if not WORD.search(spelled(clean_line(words))) or len(words) > _LONGEST_WATCHED:
                text = _("there is nothing to watch for in “{words}” (at most {n} letters)")
                raise ValueError(text.format(words=words[:_LONGEST_WATCHED], n=_LONGEST_WATCHED))


def load(path: Path) -> Config:
    """Read the settings; a missing file means defaults. ConfigError names the file and what is wrong."""
    try:
        text = read_text(path)
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except UnicodeDecodeError as error:
        raise ConfigError(_no_utf_8(error), where=str(path)) from error
    except OSError as error:
        raise ConfigError(error.strerror or str(error), where=str(path)) from error
    try:
        config = msgspec.toml.decode(text, type=Config)
    except msgspec.ValidationError as error:
        raise ConfigError(_wrong(str(error), text), where=str(path)) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise ConfigError(_no_toml(str(error), text), where=str(path)) from error
    if config.keys or config.pipes:
        _check_keys(config, text, path)
    return config


def _check_keys(config: Config, text: str, path: Path) -> None:
    from reader.keyboard.keymap import BadKeysError, chosen, piped  # noqa: PLC0415 - brings all commands; most have no keys of their own

    try:
        piped(config.pipes, chosen(config.keys, config.pipes))
    except BadKeysError as error:
        raise ConfigError(_at((error.setting, error.id), error.what, text), where=str(path)) from error


def _wrong(what: str, text: str) -> str:
    """Say what is wrong with a setting, and on which line it stands."""
    if unknown := _UNKNOWN.search(what):
        key = unknown[1]
        known = ", ".join(Config.__struct_fields__)
        what = _("there is no setting “{name}”; there are {known}").format(name=key, known=known)
    elif found := _AT.search(what):
        key = found[1]
        what = _wanted(key)
    else:
        key = "watch"  # what `Config` looks at itself
    return _at((key,), what, text)


def _wanted(name: str) -> str:
    """Say what a setting may be, by its type."""
    from msgspec import inspect, structs  # noqa: PLC0415 - only when there is something to say

    types = {field.name: field.type for field in structs.fields(Config)}
    wanted = inspect.type_info(types[name])
    match wanted.types[0] if isinstance(wanted, inspect.UnionType) else wanted:  # TOML cannot write None
        case inspect.LiteralType(values=values):
            known = ", ".join(f'"{value}"' for value in values)
            return _("{name} may be {known}").format(name=name, known=known)
        case inspect.IntType(ge=low, le=high):
            return _("{name} is a whole number from {low} to {high}").format(name=name, low=low, high=high)
        case inspect.BoolType():
            return _("{name} is true or false").format(name=name)
        case inspect.StrType():
            example = f'{name} = "..."'
        case inspect.DictType():
            example = f'{name} = {{... = "..."}}'
        case _:
            example = f'{name} = ["..."]'
    return _("{name} is written like this: {example}").format(name=name, example=example)


def _at(path: tuple[str, ...], what: str, text: str) -> str:
    """Add the line of the settings on which something is wrong, where it can be found."""
    from scrapers.portals.toml_lines import line_of  # noqa: PLC0415 - only when there is something to say

    line = line_of(text, path)
    return _("line {n}: {what}").format(n=line, what=what) if line else what


def _no_toml(what: str, text: str) -> str:
    """Say where a file is no TOML, as far as the parser tells."""
    place = _PLACE.search(what)
    if _AGAIN.search(what):
        line = place[1] if place else len(text.splitlines())
        return _("line {n}: what is set there was set before").format(n=line)
    if place:
        return _("line {n}, column {column}: not TOML").format(n=place[1], column=place[2])
    if what.endswith("(at end of document)"):
        return _("not TOML: the file ends where something must follow, such as a bracket or a quote")
    return _("it is not TOML: {what}").format(what=what)


def _no_utf_8(error: UnicodeDecodeError) -> str:
    """Say where a file cannot be read as text."""
    line = error.object[: error.start].count(b"\n") + 1
    return _("line {n}: the file has to be saved as UTF-8").format(n=line)
