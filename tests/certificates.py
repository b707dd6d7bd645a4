"""Certificates for servers of tests, that nobody has signed but themselves."""

import shutil
import subprocess
from pathlib import Path

import pytest


def certified(place: Path, name: str) -> tuple[Path, Path]:
    """Make a certificate for a name such as `DNS:a.example` or `IP:127.0.0.1`; gives it and its key."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("the openssl command is needed to make a certificate")
    chain, key = place / "chain.pem", place / "key.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test"
    more = ["-addext", f"subjectAltName={name}", "-keyout", str(key), "-out", str(chain)]
    subprocess.run([openssl, *words.split(), *more], check=True, capture_output=True)
    return chain, key
