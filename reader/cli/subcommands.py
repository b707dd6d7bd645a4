"""Groups of commands: their usage in the language of the moment, their help whole, and `help COMMAND`."""

import click

from reader.i18n import _

_HELP = "help"
"""What many type in place of `--help`; not a command."""


def with_help(context: click.Context, args: list[str]) -> list[str]:
    """Read `help COMMAND` as `COMMAND --help`; `help` by itself prints the help of the group."""
    if args[0] != _HELP:
        return args
    named = args[1:]
    if context.resilient_parsing:  # a shell asks what may follow: what it is told is no help
        return named or args
    if not named or named[0] == _HELP:
        click.echo(context.get_help())
        context.exit()
    return [*named, "--help"]


def worded(command: click.Command) -> click.Command:
    """Translate the usage line of a command into the language of the moment."""
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
    return command


class Subcommands(click.Group):
    """A group whose help says what each of its commands does to the end of the sentence."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, of `help` the one behind it."""
        return super().resolve_command(ctx, with_help(ctx, args))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its usage in the language of the moment."""
        command = super().get_command(ctx, cmd_name)
        return worded(command) if command else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands; click itself cuts off what they do at 45 letters."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])
