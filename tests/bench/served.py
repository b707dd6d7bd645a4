"""The demo portal in a process of its own, so that what it costs is not counted to those who ask it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scrapers.demo.server import DemoServer


@contextmanager
def portal() -> Iterator[str]:
    """Serve the demo's news; give the address."""
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as server:
        try:
            yield (server.stdout.readline() if server.stdout else "").strip()
        finally:
            if server.stdin:
                server.stdin.close()
            server.wait(10)


def main() -> None:
    """Serve until the standard input closes."""
    with DemoServer() as server:
        print(server.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
