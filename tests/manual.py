"""The manual pages, `man tinvl`: their tables of options, commands, keys and settings, made from the program.

`make docs` writes them between their marks; a test compares them with what stands there. What click lays out
is worded where its modules are imported, so that each language has a process of its own.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from reader.cli.run import speak
from reader.i18n import _

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"en": ROOT / "docs/man/tinvl.1", "vi": ROOT / "docs/man/vi/tinvl.1"}


def roff(text: str) -> str:
    """Write a text so that troff sets it as it stands: groff_char(7), and no line of it is a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("'", "\\(aq")
    return re.sub(r"^(?=\.)", r"\\&", escaped, flags=re.MULTILINE)


def _entries(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, text in rows:
        yield ".TP"
        yield f".B {roff(term)}"
        yield roff(text)


def option_table() -> Iterator[str]:
    """Yield the options that stand before a command."""
    from reader.cli.group import cli  # noqa: PLC0415 - worded in the language chosen before

    yield from _entries(_options(cli, _context(cli), with_help=True))


def command_table() -> Iterator[str]:
    """Yield every command as its own help has it."""
    from reader.cli.group import cli  # noqa: PLC0415 - as above

    yield from _commands(cli, _context(cli))


def _context(group: click.Group) -> click.Context:
    return click.Context(group, info_name="tinvl", **group.context_settings)


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, parent=context, info_name=name)
        usage = " ".join([inner.command_path, *command.collect_usage_pieces(inner)])
        yield f'.SS "{roff(usage)}"'
        yield "\n.PP\n".join(map(roff, _paragraphs(command.help or "")))
        yield from _entries(_options(command, inner))
        if command.epilog:
            yield from (".PP", ".nf", roff("\n".join(_paragraphs(command.epilog))), ".fi")
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _paragraphs(text: str) -> list[str]:
    """Leave out the marks by which click keeps lines as they are."""
    return re.split(r"\n\s*\n", text.replace("\b\n", "").strip())


def _options(
    command: click.Command, context: click.Context, *, with_help: bool = False
) -> Iterator[tuple[str, str]]:
    for option in command.get_params(context):
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record is not None and (with_help or "--help" not in option.opts):
            yield record


def key_table() -> Iterator[str]:
    """Yield the keys of the reader by the sections of its help."""
    from reader.keyboard import commands  # noqa: PLC0415 - as above
    from reader.keyboard.command import Group  # noqa: PLC0415 - as above
    from tests.documents import shown_in  # noqa: PLC0415 - as above

    for group in Group:
        yield f'.SS "{roff(_(group.value))}"'
        yield from _entries((commands.key_names(key), _(key.help)) for key in shown_in(group))


def setting_table() -> Iterator[str]:
    """Yield what `config.toml` may hold."""
    from tests.documents import settings  # noqa: PLC0415 - as above

    yield from _entries(
        (f"{name} = {default}" if default else name, said) for name, default, said in settings()
    )


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "options": option_table,
    "commands": command_table,
    "keys": key_table,
    "settings": setting_table,
}


def filled_in(text: str) -> str:
    """Return a page with its tables in the language of the moment."""
    for name, table in TABLES.items():
        marks = re.compile(rf'(\.\\" {name}\n).*?(\.\\" end\n)', re.DOTALL)
        text = marks.sub(lambda found, table=table: "\n".join([found[1][:-1], *table(), found[2]]), text)
    return text


def page_now(language: str) -> str:
    """Return a page as the program has it now, from a process that speaks its language."""
    command = [sys.executable, "-m", "tests.manual", language]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def _print(language: str) -> None:
    speak(["--lang", language])
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # it is a text file here
    sys.stdout.write(filled_in(PAGES[language].read_text(encoding="utf-8")))


if __name__ == "__main__":
    _print(sys.argv[1])
