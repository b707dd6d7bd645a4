"""The root command and the table of commands, each imported when it is asked for."""

from importlib import import_module
from pathlib import Path

import click
from click.exceptions import NoSuchCommand
from click.shell_completion import CompletionItem

from reader import __version__
from reader.cli import completing, subcommands, values
from reader.cli.output import Refusal, chosen_option, tell
from reader.cli.session import Session
from reader.i18n import N_, _

COMMANDS = {
    "demo": ("reader.cli.demo", N_("Fetch the embedded portal from loopback and read it.")),
    "sync": ("reader.cli.sync", N_("Fetch what is new on a portal.")),
    "get": ("reader.cli.get", N_("Fetch single articles by their addresses.")),
    "list": ("reader.cli.lists", N_("List the newest articles.")),
    "show": ("reader.cli.show", N_("Print articles.")),
    "search": ("reader.cli.search", N_("Search the text of all cached articles.")),
    "stats": (
        "reader.cli.stats",
        N_("Show what is most read, what is rising, and how many people visit the portal."),
    ),
    "digest": ("reader.cli.digest", N_("Print what is new since you last asked.")),
    "export": ("reader.cli.export", N_("Write many articles to a file or to standard output.")),
    "files": ("reader.cli.files", N_("Save the files attached to an article, or read them.")),
    "mark": ("reader.cli.mark", N_("Mark articles as read, star them, or keep them for later.")),
    "note": ("reader.cli.note", N_("Write a note on an article, or print it.")),
    "parse": ("reader.cli.parse", N_("Read one saved page and show which rule gave each field.")),
    "doctor": ("reader.cli.doctor", N_("Check everything this program needs, and repair it.")),
    "reparse": ("reader.cli.reparse", N_("Read the kept pages again after the rules were fixed.")),
    "state": ("reader.cli.state", N_("Move marks, notes and searches between machines.")),
    "archive": ("reader.cli.archive", N_("Take articles to another machine, or take them in, in a file.")),
    "cache": ("reader.cli.cache", N_("Remove what is no longer wanted from the cache, or empty it.")),
    "portals": ("reader.cli.portals", N_("List the portals that can be read, or add one by its address.")),
    "categories": ("reader.cli.categories", N_("List the categories of a portal.")),
    "keys": (
        "reader.cli.keys",
        N_("List the reader's commands and their keys, so that you can choose others."),
    ),
    "paths": ("reader.cli.places", N_("Show where everything is kept on this machine.")),
    "completion": ("reader.cli.completion", N_("Print a script that completes commands in your shell.")),
}
"""Name to module and first line of help; the module's `command` carries it out."""


LENIENT = {"paths", "completion", "keys", "demo"}
"""Commands that work with a broken `config.toml`: they help to mend it, or have settings of their own."""


class Commands(click.Group):
    """A group that imports a command's module only to run it, never to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return subcommands.worded(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, of `help` the one behind it; name those spelled like no command."""
        try:
            return super().resolve_command(ctx, subcommands.with_help(ctx, args))
        except NoSuchCommand as error:  # click looks among commands that are imported already
            raise NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """List the commands that begin so from the table, as help does."""
        begun = [name for name in COMMANDS if name.startswith(incomplete)]
        told = [CompletionItem(name, help=_(COMMANDS[name][1])) for name in begun]
        return told + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - likewise
        """List the commands from the table, so that help imports none of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(line)) for name, (_module, line) in COMMANDS.items()])


@click.command(
    cls=Commands,
    invoke_without_command=True,
    help=_("Read the news of a provincial portal in the terminal, with or without a network.")
    + "\n\n"
    + _("Without a command it opens the reader."),
    epilog=_(
        "Exit codes: 0 done; 1 done in part; 2 usage or config; 3 portal out of reach; "
        "4 cache locked or damaged; 130 interrupted, nothing lost."
    ),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("[COMMAND] [ARGS]..."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--home",
    type=values.HomeType(file_okay=False, path_type=Path),
    metavar=_("DIR"),
    help=_("Keep cache, marks and config below this directory (also TINVL_HOME)."),
)
@click.option("--lang", type=click.Choice(["vi", "en"]), help=_("Language of the interface."))
@click.option(
    "--portal",
    type=values.NAME,
    metavar=_("PORTAL"),
    shell_complete=completing.complete_portal,
    help=_("Portal to open in the reader."),
)
@click.option("--all", "every", is_flag=True, help=_("Open the news of all portals in one list."))
@click.version_option(__version__, prog_name="tinvl", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    context: click.Context,
    home: Path | None,
    lang: str | None,  # noqa: ARG001 - it is read before, see run.speak
    portal: str | None,
    every: bool,
) -> int | None:
    """Open the reader, or prepare the session for a command."""
    session = Session(home)
    context.obj = session
    context.call_on_close(session.close)
    if context.invoked_subcommand is not None:
        _refuse_misplaced(portal, context, context.invoked_subcommand, every=every)
        if context.invoked_subcommand not in LENIENT:
            _ = session.config  # what is wrong there is said before anything is done
        return None
    from reader.cli.interface import open_reader  # noqa: PLC0415 - it imports Textual

    chosen_option({"all": every, "portal": portal is not None})
    chosen = session.choose_portal(portal)
    return open_reader(session, chosen, everywhere=_is_of_all(session, chosen if portal else "", every=every))


def _is_of_all(session: Session, asked: str, *, every: bool) -> bool:
    """Tell whether the reader begins with all portals; says so where they were asked for and there is one."""
    wanted = every or (session.config.all_portals and not asked)
    if not wanted or session.library.are_several():
        return wanted
    if every:
        tell(_("There is news of only one portal here."))
    return False


def _refuse_misplaced(portal: str | None, context: click.Context, command: str, *, every: bool) -> None:
    if every:
        raise Refusal(
            _("--all before a command opens the reader; where a command takes it, it goes after that.")
        )
    if portal is None:
        return
    called = (
        context.command.get_command(context, command) if isinstance(context.command, click.Group) else None
    )
    if called is not None and any(option.name == "portal" for option in called.params):
        text = _("--portal goes after the command: tinvl {command} --portal {portal}")
    else:
        text = _("`tinvl {command}` is not about one portal: leave out --portal.")
    raise Refusal(text.format(command=command, portal=portal))
