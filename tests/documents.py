"""The tables of README and guide, made from the program: its commands, its keys, its settings.

`make docs` writes them, and those of the manual pages, between their marks; a test compares them with what
stands there.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from reader import config, i18n
from reader.cli.group import COMMANDS
from reader.i18n import _
from reader.keyboard import commands
from reader.keyboard.command import Command, Group, Place
from tests import manual

ROOT = Path(__file__).resolve().parents[1]
README, GUIDE = ROOT / "README.md", ROOT / "docs" / "guide.md"
_DEFAULT = "vi"


def _in(language: str, message: str) -> str:
    i18n.install(language)
    try:
        return _(message)
    finally:
        i18n.install(_DEFAULT)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def command_table() -> Iterator[str]:
    """Yield every command with its line of help in both languages."""
    yield _row("command", "tiếng Việt", "English")
    yield "|---|---|---|"
    for name, (_module, line) in COMMANDS.items():
        yield _row(f"`tinvl {name}`", _in("vi", line), _in("en", line))


def key_table() -> Iterator[str]:
    """Yield every key of the reader with what it does, by the sections of the help."""
    yield _row("keys", "tiếng Việt", "English")
    yield "|---|---|---|"
    for group in Group:
        yield _row("", f"**{_in('vi', group.value)}**", f"**{group.value}**")
        for command in shown_in(group):
            yield _row(_keys(command), _in("vi", command.help), _in("en", command.help))


def shown_in(group: Group) -> Iterator[Command]:
    """Yield the commands of a section of the help whose keys a page names."""
    for command in commands.TABLE:
        if command.group is group and set(command.where) - _OWN_KEYS_SHOWN:
            yield command


_SMALL = [
    "filter",
    "help",
    "palette",
    "picture",
    "export",
    "search",
    "pipe",
    "stats",
    "news",
    "address",
    "portal_address",
]
_OWN_KEYS_SHOWN = {Place[name.upper()] for name in _SMALL}
"""Small places whose few keys stand on the screen itself."""


def _keys(command: Command) -> str:
    i18n.install("en")
    try:
        return " ".join(f"`{name}`" for name in commands.key_names(command).split())
    finally:
        i18n.install(_DEFAULT)


def setting_table() -> Iterator[str]:
    """Yield every line that `config.toml` may hold, with its default."""
    yield _row("setting", "default", "what it does")
    yield "|---|---|---|"
    for name, default, said in settings():
        yield _row(f"`{name}`", default and f"`{default}`", said)


def settings() -> Iterator[tuple[str, str, str]]:
    """Yield the name of each setting, its default as it would be written, "" for none, and what it does."""
    said = _field_docs()
    for field in msgspec.structs.fields(config.Config):
        default = _default(field)
        written = "" if default is None else msgspec.json.encode(default).decode()
        yield field.name, written, said[field.name]


def _default(field: msgspec.structs.FieldInfo) -> object:
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()


def _field_docs() -> dict[str, str]:
    """Return the docstring under each field of the settings."""
    (struct,) = ast.parse(textwrap.dedent(inspect.getsource(config.Config))).body
    assert isinstance(struct, ast.ClassDef)
    found = {}
    for field, text in zip(struct.body, struct.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
        ):
            found[field.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return found


TABLES: dict[Path, dict[str, Callable[[], Iterator[str]]]] = {
    README: {"commands": command_table},
    GUIDE: {"keys": key_table, "settings": setting_table},
}


def filled_in(page: Path) -> str:
    """Return the text of a page with its tables as the program has them now."""
    text = page.read_text(encoding="utf-8")
    for name, table in TABLES[page].items():
        block = "\n".join(table())
        marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, times = marks.subn(lambda found, block=block: f"{found[1]}{block}\n{found[2]}", text)
        if times != 1:
            raise SystemExit(f"{page.name}: the table “{name}” must stand there once, between its marks")
    return text


if __name__ == "__main__":
    for page in TABLES:
        page.write_text(filled_in(page), encoding="utf-8")
    for language, manual_page in manual.PAGES.items():
        manual_page.write_text(manual.page_now(language), encoding="utf-8")
