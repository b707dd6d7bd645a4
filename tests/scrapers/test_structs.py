"""Threads that decode at once; in a process of their own, for what goes wrong ends it by a signal."""

import subprocess
import sys

_MANY_AT_ONCE = """
import sys
import threading
from pathlib import Path

from msgspec import defstruct

from scrapers.stores.values import Values

values = Values(Path("nowhere"))
found = []
sys.setswitchinterval(1e-6)
for _ in range(200):
    part = defstruct("Part", [("number", "int"), ("words", "tuple[str, ...]")])
    kind = defstruct("Whole", [(f"part{n}", part | None, None) for n in range(20)])
    ready = threading.Barrier(4)

    def decode():
        ready.wait()
        found.append(values.decoded("key", '{"part7": {"number": 1, "words": ["a"]}}', kind))

    threads = [threading.Thread(target=decode) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(sum(whole.part7.words == ("a",) for whole in found))
"""


def test_threads_may_decode_the_first_values_of_a_kind_at_once() -> None:
    ended = subprocess.run([sys.executable, "-c", _MANY_AT_ONCE], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.strip()) == (0, "800")
