"""Runs one command line: language, signals, exit code; the one place where errors become sentences."""

import gettext
import os
import re
import shlex
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

import click

from reader import i18n
from reader.cli import streams
from reader.cli.exits import Exit, code_of
from reader.cli.output import Refusal, complain, tell
from reader.paths import Paths, home_named
from reader.terminal.signals import ending_signals
from reader.wording import signs
from scrapers.errors import ConfigError, TinvlError, UnknownHome

_ADDRESS = re.compile(r"[\d/]")
"""What no command has in its name, and what names an article mostly has."""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and say how it ended. Nothing expected leaves a traceback."""
    for number in ending_signals():
        signal.signal(number, _as_interrupt)
    streams.make_ready()
    try:
        return _ended(arguments)
    finally:
        streams.settle()


def _ended(arguments: Sequence[str]) -> int:
    """Carry it out, and word what ends it before its time."""
    try:
        speak(arguments)
        code = _carried_out(list(arguments))
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        return _refused(error)
    except (click.Abort, KeyboardInterrupt):
        streams.give_up()
        return Exit.INTERRUPTED
    except (TinvlError, OSError) as error:
        return _failed(error)
    return code


def _carried_out(arguments: list[str]) -> int:
    from reader.cli.group import cli  # noqa: PLC0415 - its help texts are in the language just chosen

    if "_TINVL_COMPLETE" in os.environ:
        cli.main(arguments, prog_name="tinvl")  # a shell asks how to complete a word; click answers and exits
    # Not `cli.main`: it ends the process itself where a pipe closes.
    with cli.make_context("tinvl", arguments) as context:
        try:
            return int(cli.invoke(context) or Exit.DONE)
        except TinvlError as error:  # while the context still says of which home it is
            return _failed(error)


def speak(arguments: Sequence[str]) -> None:
    """Install language and signs before any help text is made: `--lang`, the config, the environment."""
    configured, marks = _configured(arguments)
    language = i18n.choose(_value_of("--lang", arguments) or configured)
    i18n.install(language)
    signs.choose(marks)
    # Click words its own messages through the standard domain, which follows LANGUAGE.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(i18n.DOMAIN, i18n.LOCALE)
    gettext.textdomain(i18n.DOMAIN)


def _configured(arguments: Sequence[str]) -> tuple[str, str]:
    """The language and the signs of the settings; a broken file is the business of who needs more of it."""
    home = _value_of("--home", arguments)
    with suppress(ConfigError, UnknownHome, OSError):
        path = Paths.choose(home_named(home) if home else None).config_file
        if path.exists():
            from reader.config import load  # noqa: PLC0415 - most people have no such file

            config = load(path)
            return config.language, config.marks
    return "", ""


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option:
            return next(iter(arguments[place + 1 :]), None)
    return None


def _refused(error: click.ClickException) -> int:
    """Say what is wrong with a command line, and where an option that follows a command belongs."""
    if isinstance(error, Refusal):
        complain(error.message)
        return error.code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # its message is the help
        _print(error.format_message())
        return Exit.USAGE
    if isinstance(error, click.UsageError) and error.ctx is not None:
        _print(error.ctx.get_usage())
        help_of = i18n._("Try '{command} {option}' for help.")
        tell(help_of.format(command=error.ctx.command_path, option="--help"))
    said, hint = _misplaced(error) or error.format_message(), _hint(error)
    complain(f"{said.removesuffix('.')}. {hint}" if hint else said)
    return Exit.USAGE


def _hint(error: click.ClickException) -> str:
    """Say how to write what was likely meant; empty where nobody can tell."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    takes = {param.name for param in context.command.params} if context else set()
    match error:
        case click.NoSuchOption() if "words" in takes:
            return i18n._("What follows -- is a word, not an option, even if it begins with a minus.")
        case click.exceptions.NoSuchCommand(command_name=name) if _ADDRESS.search(name):
            text = i18n._(
                "`tinvl show {word}` prints an article that is here, `tinvl get {word}` fetches one."
            )
            return text.format(word=shlex.quote(name))
        case click.UsageError() if type(error) is click.UsageError and "category" in takes:  # a word too many
            return i18n._("A category goes behind --category; `tinvl search WORDS` looks for words.")
    return ""


def _print(text: str) -> None:
    """Print on stderr what click has laid out."""
    with suppress(OSError):  # as `tell` does
        click.echo(text, err=True)


def _misplaced(error: click.ClickException) -> str:
    if not isinstance(error, click.NoSuchOption) or error.option_name not in ("--home", "--lang"):
        return ""
    text = i18n._("{option} goes before the command: tinvl {option} … {command}")
    return text.format(option=error.option_name, command=error.ctx.info_name if error.ctx else "")


def _failed(error: TinvlError | OSError) -> int:
    """Say what went wrong; a pipe whose reader has had enough is nothing to speak of."""
    if isinstance(error, BrokenPipeError):
        return Exit.DONE
    from reader.wording.explain import explain  # noqa: PLC0415 - only when there is something to explain

    complain(explain(error))
    return code_of(error) if isinstance(error, TinvlError) else Exit.PARTLY


def _as_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
