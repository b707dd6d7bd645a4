"""PDF files under passwords: those that anybody may open are read, whatever hides their text."""

import io

import pytest
from pypdf import PdfWriter

from scrapers.model import NoText
from tests.scrapers.documents.making import read, texts
from tests.scrapers.documents.samples import samples


def locked(algorithm: str, password: str) -> bytes:
    """Make a PDF under a password, or under an empty one."""
    writer, out = PdfWriter(io.BytesIO(samples()["pdf"])), io.BytesIO()
    writer.encrypt(password, "chu-so-huu", algorithm=algorithm)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_pdf_under_an_empty_password_is_read(algorithm: str) -> None:
    assert texts(read(locked(algorithm, ""))) == texts(read(samples()["pdf"]))


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_under_a_password_is_locked(algorithm: str) -> None:
    assert read(locked(algorithm, "mat-khau")).no_text is NoText.LOCKED
