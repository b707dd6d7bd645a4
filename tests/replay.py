"""Sync the saved real portal that lies beside the checkout, and score what was read against what it says.

For `make replay`. Skips, with a reason and exit code 0, where there is no saved portal.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPLAY = Path(__file__).resolve().parents[2] / "shared" / "replay"
PORTAL = "hanoi"
_ANNOUNCEMENT = " pages on "
_GRACE = 5.0
"""Seconds a server gets to end before it is killed."""


def main() -> int:
    """Serve, sync, export, score; give the exit code of what failed first, or of the score."""
    if not (REPLAY / "serve.py").is_file():
        print(f"skipped: there is no saved portal in {REPLAY.parent.name}/{REPLAY.name} beside the checkout")
        return 0
    with tempfile.TemporaryDirectory() as home, _served() as address:
        articles = Path(home) / "articles.jsonl"
        return (
            _tinvl(home, "sync", "--portal", PORTAL, "--base-url", address, "--delay", "0")
            or _tinvl(home, "export", "--portal", PORTAL, "--format", "jsonl", "-o", str(articles))
            or _run(str(REPLAY / "score.py"), str(REPLAY / f"{PORTAL}-truth.jsonl"), str(articles))
        )


@contextmanager
def _served() -> Iterator[str]:
    """Serve the saved pages on loopback; give the address once it answers."""
    command = [sys.executable, "-u", str(REPLAY / "serve.py"), str(REPLAY / f"{PORTAL}.tar.xz")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()
            try:
                server.wait(_GRACE)
            except subprocess.TimeoutExpired:
                server.kill()


def _address(server: "subprocess.Popen[str]") -> str:
    for line in server.stdout or ():
        print(line, end="", flush=True)
        if _ANNOUNCEMENT in line:
            return line.split(_ANNOUNCEMENT)[1].strip()
    sys.exit("the saved portal ended before it served anything")


def _tinvl(home: str, *arguments: str) -> int:
    return _run("-m", "reader", "--home", home, "--lang", "en", *arguments)


def _run(*arguments: str) -> int:
    print("$", *(Path(part).name for part in arguments), flush=True)
    return subprocess.run([sys.executable, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
