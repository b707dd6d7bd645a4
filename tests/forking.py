"""A second process of a test, with all that the test has."""

import os
import warnings


def fork() -> int:
    """Fork, though idle threads of tests before may wait in this process: they hold nothing that is needed.

    Python counts them from 3.15 on, and warns.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()
