"""Fuzz one target under coverage: `python -m tests.fuzz text|article|listing DIRECTORY… [libFuzzer options]`.

Needs atheris, which `make fuzz` brings; new inputs go into the first directory.
"""

import sys

import atheris

with atheris.instrument_imports(include=["scrapers"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Hand the target over to libFuzzer, which ends the process itself."""
    name, *arguments = sys.argv[1:]
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
