"""What the program needs to run may be passed on with it under its own licence."""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

BINDING = re.compile(r"\bA?GPL|(?<!Lesser )General Public License", re.IGNORECASE)
"""Licences that bind the whole program; the LGPL binds only what is under it."""


def needed(name: str, extras: Iterable[str] = (), seen: set[object] | None = None) -> Iterator[Distribution]:
    """Go through what is installed for a distribution, itself included."""
    seen = set() if seen is None else seen
    asked = (name.lower(), frozenset(extras))
    if asked in seen:
        return
    seen.add(asked)
    try:
        found = distribution(name)
    except PackageNotFoundError:  # for another Python or system
        return
    yield found
    for line in found.requires or ():
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield from needed(one.name, one.extras, seen)


def licence(found: Distribution) -> str:
    """Return all that the metadata says of a licence."""
    told = found.metadata
    classifiers = [line for line in told.get_all("Classifier", []) if line.startswith("License")]
    return " ".join([told.get("License-Expression", ""), told.get("License", "")[:100], *classifiers])


def test_no_dependency_binds_the_program_to_another_licence() -> None:
    found = {one.metadata["Name"].lower(): licence(one) for one in needed("tin-vinh-long")}

    assert {"textual", "httpx", "brotli", "pillow"} <= found.keys()
    assert {name: told for name, told in found.items() if BINDING.search(told)} == {}
    assert [name for name, told in found.items() if not told.strip()] == []
