"""The user's settings: one small TOML file, validated, every line optional."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from scrapers.errors import ConfigError
from scrapers.text import WORD

_MOST_WATCHED = 50
_LONGEST_WATCHED = 100


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `config.toml` may hold; the docstring under each name is its entry in the README."""

    portal: str = ""
    """Portal to open; empty means the one synced last, then vinhlong."""
    language: Literal["", "vi", "en"] = ""
    """Language of the interface; empty means that of the environment."""
    theme: str = ""
    """Theme to start with, as the theme key names it."""
    rows: Literal["comfortable", "compact"] = "comfortable"
    """How list rows are drawn: the title on two lines and details, or one line."""
    marks: Literal["unicode", "ascii"] = "unicode"
    """Whether marks such as ● are drawn in Unicode or in plain ASCII."""
    pictures: bool = True
    """Whether articles show their pictures; boxes with their captions otherwise."""
    reading_width: Annotated[int, msgspec.Meta(ge=40, le=160)] = 78
    """Widest line of an article, in cells."""
    watch: tuple[str, ...] = ()
    """Words to watch for, such as ["chữ ký số", "ISO 27001"]: articles that have them are marked in lists, \
named under what is new, and told by `tinvl sync --notify`. Words of one entry stand together; those typed \
with accents are meant with them."""

    def __post_init__(self) -> None:
        """Refuse words that no article can have."""
        if len(self.watch) > _MOST_WATCHED:
            raise ValueError(f"more than {_MOST_WATCHED} words to watch for")
        for words in self.watch:
            if not WORD.search(words) or len(words) > _LONGEST_WATCHED:
                raise ValueError(f"no words to watch for: {words[:_LONGEST_WATCHED]!r}")


def load(path: Path) -> Config:
    """Read the settings; a missing file means defaults.

    Raises:
        ConfigError: naming the file and what is wrong in it.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(error.strerror or str(error), where=str(path)) from error
    try:
        return msgspec.toml.decode(data, type=Config)
    except msgspec.ValidationError as error:
        raise ConfigError(str(error), where=str(path)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not TOML: {error}", where=str(path)) from error
