"""Which machine a bench ran on."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

_MIB = 1024


def described() -> dict[str, str]:
    """Say what matters to the figures."""
    return {
        "processor": _first("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{int((_first('/proc/meminfo', 'MemTotal') or '0 kB').split()[0]) // _MIB:,} MiB",
        "load at the end": " ".join(f"{load:.1f}" for load in os.getloadavg()),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Textual": version("textual"),
    }


def _first(path: str, key: str) -> str:
    if not Path(path).exists():
        return ""
    lines = Path(path).read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
