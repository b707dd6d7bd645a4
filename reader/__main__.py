"""`python -m reader` and the `tinvl` command."""

import gc
import sys

_MANY = 10_000
"""New objects that are looked through for garbage at once; at Python's 700 a twentieth of a short command."""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(_MANY)
    from reader.cli.run import run  # noqa: PLC0415 - so that importing this module costs nothing

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
