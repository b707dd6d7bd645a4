"""`python -m reader` and the `tinvl` command."""

import _signal  # type: ignore[import-not-found]  # part of Python; while `signal` reads `enum`, Ctrl+C shows
import gc
import sys

_GARBAGE_AFTER = 10_000
"""New objects after which Python looks for garbage; its own 700 cost a short command a twentieth."""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(_GARBAGE_AFTER)
    ask = _signal.getsignal(_signal.SIGINT)
    if ask is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)  # so early Python would print where it was
    from reader.cli.run import run  # noqa: PLC0415 - so that importing this module costs nothing

    _signal.signal(_signal.SIGINT, ask)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
