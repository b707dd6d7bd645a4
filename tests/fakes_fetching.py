"""In place of what fetches from portals: functions that say what comes."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace

import pytest

from reader.library import Library


def fetching_by(monkeypatch: pytest.MonkeyPatch, **methods: Callable[..., object]) -> None:
    """Have libraries fetch by functions, each for the method of `Fetching` that it is named as.

    They take the name of the portal first.
    """

    def fetching(_library: Library, portal: str, *_way: object) -> SimpleNamespace:
        return SimpleNamespace(**{name: partial(method, portal) for name, method in methods.items()})

    monkeypatch.setattr(Library, "fetching", fetching)
