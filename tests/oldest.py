"""The oldest versions that pyproject.toml allows of what the program needs: `make oldest` tests with them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def oldest() -> Iterator[str]:
    """Yield a constraint for each dependency."""
    for line in tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]:
        needed = Requirement(line)
        (bound,) = (one.version for one in needed.specifier if one.operator == ">=")
        yield f"{needed.name}=={bound}"


if __name__ == "__main__":
    print("\n".join(oldest()))
