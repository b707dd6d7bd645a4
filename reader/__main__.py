"""`python -m reader` and the `tinvl` command."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from reader.cli.run import run  # noqa: PLC0415 - so that importing this module costs nothing

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
