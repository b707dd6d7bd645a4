"""The reading screen is one object made of layers: a name that two of them use is one name."""

import inspect
from collections import Counter

from reader.screens.main.reading import ReaderScreen


def test_no_two_layers_have_a_private_method_of_one_name() -> None:
    layers = [layer for layer in ReaderScreen.__mro__ if layer.__module__.startswith("reader.screens.")]
    # Textual itself calls the handlers of every layer.
    private = Counter(
        name
        for layer in layers
        for name, value in vars(layer).items()
        if inspect.isfunction(value) and name.startswith("_") and not name.startswith(("__", "_on_"))
    )

    assert len(layers) > 5
    assert [name for name, count in private.items() if count > 1] == []
