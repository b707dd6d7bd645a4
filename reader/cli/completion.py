"""`tinvl completion`: print a script that completes commands in the user's shell."""

import click
from click.shell_completion import get_completion_class

from reader.cli.output import say
from reader.i18n import _

SHELLS = ("bash", "zsh", "fish")
_PLACES = """\b
bash  tinvl completion bash >> ~/.bashrc
zsh   echo "autoload -U compinit; compinit" >> ~/.zshrc
      tinvl completion zsh >> ~/.zshrc
fish  tinvl completion fish > ~/.config/fish/completions/tinvl.fish"""


@click.command(
    help=_("Print a script that completes commands; put it where your shell reads it at start."),
    epilog=_PLACES,
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of one shell."""
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click registers all three itself
    root = context.find_root()
    script = kind(root.command, {}, "tinvl", "_TINVL_COMPLETE").source()
    # Click 8.4 cuts titles at a comma in fish.
    say(script.replace('string split ","', 'string split -m 1 ","'))
