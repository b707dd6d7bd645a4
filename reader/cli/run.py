"""From arguments to an exit code: language, signals, and the one place where errors become sentences."""

import gettext
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import click

from reader import i18n
from reader.cli.exits import Exit, code_of
from reader.config import load
from reader.paths import Paths
from scrapers.errors import TinvlError


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and say how it ended. Nothing expected leaves a traceback."""
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        speak(arguments)
        from reader.cli.group import cli  # noqa: PLC0415 - its help texts are in the language just chosen

        return int(cli.main(list(arguments), prog_name="tinvl", standalone_mode=False) or Exit.DONE)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of the pipe has had enough; the interpreter's own flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except TinvlError as error:
        from reader.explain import explain  # noqa: PLC0415 - only when there is something to explain

        click.echo(f"tinvl: {explain(error)}", err=True)
        return code_of(error)


def speak(arguments: Sequence[str]) -> None:
    """Install the language before any help text is made: `--lang`, the config's line, the environment."""
    asked = _value_of("--lang", arguments)
    if asked is None:
        home = _value_of("--home", arguments)
        asked = load(Paths.choose(Path(home) if home else None).config_file).language
    language = i18n.choose(asked)
    i18n.install(language)
    # Click words its own messages through the standard domain, which follows LANGUAGE.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(i18n.DOMAIN, i18n.LOCALE)
    gettext.textdomain(i18n.DOMAIN)


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option:
            return next(iter(arguments[place + 1 :]), None)
    return None


def _as_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
